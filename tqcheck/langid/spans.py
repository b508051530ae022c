"""Which parts of a text are in another language than the rest.

Each word scores, for each language, ln P(word | language) - ln P(word | host), clipped. A path through {host, every
other language} pays an entry price for each foreign stretch, less where a bracket or quotation mark opens or closes
just there; the best path (Viterbi) gives the spans. Texts in which no stretch
could pay the price are passed over in bulk.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from tqcheck.langid.names import LOANS, PARTICLES
from tqcheck.langid.scripts import scripts_of
from tqcheck.langid.table import ABSENT
from tqcheck.langid.tokens import WORD, Chunk, chunks, has_marks
from tqcheck.langid.vocabulary import ALL_CAPITALS, CAPITALISED, LOWER, SAYS_NOTHING, SINGLE, TERM, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignSpan:
    """A stretch of text in another language, brackets and quotation marks around it excluded.

    `start`, `end`: half-open code points of the text. `confidence`: 0.5 at the threshold, towards 1 above it.
    `words`: words in it. `mark`: the opening bracket or quotation mark if it fills a pair, else "".
    `capitalised`: every word but particles starts with a capital, as names and titles do.
    """

    start: int
    end: int
    language: str
    confidence: float
    words: int
    mark: str = ""
    capitalised: bool = False

    @property
    def quoted(self) -> bool:
        """Whether it fills a pair of quotation marks (or asterisks), as titles do."""
        return self.mark not in ("", "(", "[", "{")

    @property
    def bracketed(self) -> bool:
        """Whether it fills a pair of brackets."""
        return self.mark in ("(", "[", "{")


CLIP = 10.0
"""The most that one word says, in nats."""
NAME_CLIP = 2.5
"""The most that a capitalised word says for another language: it may be a name."""
NAME_COST = 2.0
"""The most that a capitalised word says for the host."""
NOUN_CLIP = 4.0
"""The same for German, which capitalises its nouns."""
ACRONYM_CLIP = 0.5
"""The most that a word in capitals says for another language."""
TERM_CLIP = 1.0
"""The most that one of the ANGLICISMS says for another language."""
BETTER_ELSEWHERE = 0.25
"""Share of the distance to the language in which a word is most probable that is taken off in the others."""
ENTRY_UNKNOWN = 6.5
"""Price of a foreign stretch whose language nothing announced."""
ENTRY_LIKELY = 4.25
"""The same, of a language that the document gave evidence for, or that the user named."""
RARE_MORE = 1.5
"""Added for languages from which little is translated, where the language is unknown: they would win by chance."""
ENTRY_OTHER = 16.0
"""The same, of any other language when the user named one."""
LATIN_MORE = 2.5
"""Added for Latin words in a text of another script, where brands and terms are usual."""
MARK_BONUS = 1.25
"""Taken off the price for each end of the stretch where a bracket or quotation mark stands."""
SQUARE_BONUS = 2.0
"""The same for square brackets: some systems put there what they could not translate."""
LETTERS_WEIGHT = 0.6
"""Weight of the letter model, which speaks only of words that the host's list lacks."""
FLOOR = {LOWER: -20.7, CAPITALISED: -12.7, ALL_CAPITALS: -9.2, SINGLE: -6.9}
"""ln P of an unknown word of the host, by shape: names and acronyms are usual in any language."""
LATIN_FLOOR = {LOWER: -11.0, CAPITALISED: -6.0, ALL_CAPITALS: -5.0, SINGLE: -4.0}
"""The same for Latin words in a text of another script."""
CODE = 2
"""Stretches in which no word is longer are rows of codes: de, en, fr."""
ALONE_MARGIN = 1.0
"""By how much one word without brackets or quotation marks must exceed the price."""
ANNOUNCED_ALONE = 1.0
"""Added to that for a language that something announced, whose price is lower."""
ENGLISH_ALONE = 2.0
"""Added to that for English, whose words other languages borrow, where nothing announced it."""
COMMON = frozenset("ar cs da de el en es fi fr he hi hu id it ja ko nb nl pl pt ru sv tr uk vi zh".split())
"""Languages from which much is translated."""
TWINS = {"id": "ms", "ms": "id"}
"""Languages whose texts hold so much of the other that it says nothing."""
UNKNOWN_WORST = -2.5
"""A word that the host's list lacks belongs to the stretch beside it unless its letters speak more for the host."""
ALIEN = 8.0
"""What a word in a script that the host doesn't use says at least for the languages that use it."""
NAMES_BETWEEN = 4
"""Words between two stretches of one language that are joined if at least half of those words are capitalised."""
SNAP_WORST = -4.0
"""A bracketed stretch is taken whole if none of its words speaks more than this for the host."""
UNLISTED_NAME = -15.0
"""ln P of a capitalised word that a long list of the host (which holds the names that it knows) lacks."""
LONG_LIST = -14.5
"""ln P of the rarest word of a list that counts as long."""
LETTERS_CLIP = 16.0
"""The most that a word's letters say, before they are weighted."""
ELIDED = frozenset("Qu Un Dell Nell All Dall Sull Quell Quest Jusqu Lorsqu Puisqu Quoiqu Sant Bell Grand".split())
"""Words cut before an apostrophe whose next word is no suffix."""
RARER = 3.0
"""How much rarer than its list's rarest word an unlisted lower-case word of the host is."""


_SENTENCE_END = re.compile(r"[.!?:…\n。！？¿¡•\"“„«‹「『(\[]")


class HostScores:
    """Scores of every known word against one host language, grown as words come."""

    def __init__(self, vocabulary: Vocabulary, host: str) -> None:
        self._vocabulary = vocabulary
        self._host = host
        self._column = vocabulary.languages.index(host) if host in vocabulary.languages else None
        scripts = {*scripts_of(host), "Latn"}
        self.other_scripts = np.array([not scripts & set(scripts_of(code)) for code in vocabulary.languages])
        """bool[languages]: those written in other scripts than the host, Latin aside."""
        self.clear()

    def clear(self) -> None:
        self._done = 0
        self.scores: NDArray[np.float32] = np.zeros((0, len(self._vocabulary.languages)), np.float32)
        self.best: NDArray[np.float32] = np.zeros(0, np.float32)
        self.listed: NDArray[np.bool_] = np.zeros(0, bool)
        """bool[words]: in the host's list."""
        self.alien: NDArray[np.bool_] = np.zeros(0, bool)
        """bool[words]: in a script that the host doesn't use, Latin aside."""

    def grow(self) -> None:
        """Score the words that the vocabulary has learnt since."""
        size = self._vocabulary.size
        if size <= self._done:
            return
        if size > len(self.best):
            more = max(size, 2 * len(self.best)) - len(self.best)
            self.scores = np.concatenate([self.scores, np.zeros((more, self.scores.shape[1]), np.float32)])
            self.best = np.concatenate([self.best, np.zeros(more, np.float32)])
            self.listed = np.concatenate([self.listed, np.zeros(more, bool)])
            self.alien = np.concatenate([self.alien, np.zeros(more, bool)])
        new = slice(self._done, size)
        self.scores[new] = self._score(new)
        self.best[new] = self.scores[new].max(axis=1)
        if self._column is not None:
            self.listed[new] = self._vocabulary.codes[new, self._column] != ABSENT
        self._done = size

    def _score(self, rows: slice) -> NDArray[np.float32]:
        """float32[words, languages]"""
        v = self._vocabulary
        shape, script, codes = v.shape[rows], v.script[rows], v.codes[rows]
        ln_p = codes.astype(np.float32) * np.float32(-v.table.step)
        host_script = np.isin(script, [v.scripts.index(name) for name in scripts_of(self._host) if name in v.scripts])
        latin = script == v.scripts.index("Latn")

        floor_of = dict(FLOOR)
        listed = np.zeros(len(shape), bool)
        host_p = np.full(len(shape), -99.0, np.float32)
        if self._column is not None and self._column < len(v.table.languages):
            floor_of[LOWER] = max(FLOOR[LOWER], v.table.rarest[self._column] - RARER)
            listed = codes[:, self._column] != ABSENT
            if v.table.rarest[self._column] < LONG_LIST:
                floor_of[CAPITALISED] = UNLISTED_NAME
            host_p = np.where(listed, ln_p[:, self._column], host_p)
        floor = np.array([floor_of[kind] for kind in range(4)], np.float32)[shape]
        if "Latn" not in scripts_of(self._host):
            latin_floor = np.array([LATIN_FLOOR[kind] for kind in range(4)], np.float32)[shape]
            floor = np.where(latin, latin_floor, floor)
        host_p = np.maximum(host_p, np.where(listed & (shape == CAPITALISED), np.float32(FLOOR[CAPITALISED]), floor))

        absent = codes == ABSENT
        foreign_floor = np.where(shape == LOWER, np.float32(-21.0), floor - 1)[:, None]
        scores: NDArray[np.float32] = np.maximum(ln_p, foreign_floor) - host_p[:, None]
        others = ln_p[:, : len(v.table.languages)].copy()
        if self._column is not None and self._column < others.shape[1]:
            others[:, self._column] = -99
        scores -= BETTER_ELSEWHERE * np.where(absent, 0, others.max(axis=1, initial=-99)[:, None] - ln_p)
        scores[absent & ~listed[:, None] & (shape == LOWER)[:, None]] = 0
        if self._host in v.table.lettered:
            letters = v.letters[rows].astype(np.float32)
            difference = letters - letters[:, v.table.lettered.index(self._host), None]
            unlisted = (~listed & (shape == LOWER))[:, None]
            columns = [v.languages.index(language) for language in v.table.lettered]
            scores[:, columns] += LETTERS_WEIGHT * np.where(
                unlisted, np.clip(difference, -LETTERS_CLIP, LETTERS_CLIP), 0
            )
        named = (shape == CAPITALISED) | (shape == ALL_CAPITALS)
        most = np.full(scores.shape, CLIP, np.float32)
        most[named] = NAME_CLIP
        if "de" in v.languages:
            most[shape == CAPITALISED, v.languages.index("de")] = NOUN_CLIP
        most[shape == ALL_CAPITALS] = ACRONYM_CLIP
        most[v.special[rows] == TERM] = TERM_CLIP
        scores[:] = np.clip(scores, np.where(named, -NAME_COST, -CLIP)[:, None], most)

        other_script = ~host_script & ~latin & (script >= 0)
        self.alien[rows] = other_script
        scores[other_script] = ALIEN + 0.1 * (ln_p[other_script] + 21)
        scores[~v.uses[script]] = -CLIP  # a language that isn't written so (an unknown script, -1, is set to 0 below)
        alphabetic = ~np.isin(script, [v.scripts.index(name) for name in ("Hani", "Kana", "Hang")])
        scores[other_script & (shape == SINGLE) & alphabetic] = 0  # symbols
        scores[(script < 0) | (v.special[rows] == SAYS_NOTHING)] = 0
        if self._column is not None:
            scores[:, self._column] = -CLIP
        return scores


def entry_prices(
    vocabulary: Vocabulary, *, host: str, source: str | None, likely: Collection[str]
) -> NDArray[np.float32]:
    """float32[languages]: what a stretch in each language costs."""
    other = ENTRY_OTHER if source else ENTRY_UNKNOWN
    prices = np.full(len(vocabulary.languages), other, np.float32)
    for number, language in enumerate(vocabulary.languages):
        if "Latn" not in scripts_of(language) and not set(scripts_of(language)) & set(scripts_of(host)):
            prices[number] = ENTRY_LIKELY  # the script tells
        elif language == source or language in likely:
            prices[number] -= other - ENTRY_LIKELY
        elif language not in COMMON:
            prices[number] += RARE_MORE
        if "Latn" in scripts_of(language) and "Latn" not in scripts_of(host):
            prices[number] += LATIN_MORE
        if TWINS.get(host) == language and source != language:
            prices[number] = np.inf
        if host not in vocabulary.languages and set(scripts_of(language)) & set(scripts_of(host)):
            prices[number] = np.inf  # nothing to compare with: only other scripts are told apart
    return prices


def bonus(mark: str) -> float:
    """What a stretch between such marks saves at each end."""
    return SQUARE_BONUS if mark == "[" else MARK_BONUS if mark else 0.0


def suspects(
    texts: Sequence[str], rows: Sequence[Sequence[int]], scores: HostScores, prices: NDArray[np.float32]
) -> list[int]:
    """The texts in which a stretch in some language could pay its price; none with a span is missed.

    `rows`: those of each text's words. First roughly, every word in the language that suits it best; what is left,
    language by language.
    """
    filled = [number for number, text in enumerate(rows) if text]
    if not filled:
        return []
    scores.grow()
    lengths = np.fromiter((len(rows[number]) for number in filled), np.int64, len(filled))
    every = np.fromiter(chain.from_iterable(rows), np.int32, int(lengths.sum()))
    rough = best_stretches(scores.best[every, None], lengths)[:, 0]
    lowest = min(prices[~scores.other_scripts].min(initial=np.inf), ALIEN)
    result = []
    for at in np.flatnonzero(rough > lowest - 2 * SQUARE_BONUS).tolist():
        number = filled[at]
        saved = 2 * bonus(has_marks(texts[number]))
        if rough[at] > lowest - saved:
            gains = best_stretches(scores.scores[np.array(rows[number])], lengths[at : at + 1])[0]
            if (gains > prices - saved).any():
                result.append(number)
    return result


def best_stretches(table: NDArray[np.float32], lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """float64[texts, languages]: the largest sum of neighbouring rows of each text; none of `lengths` is 0."""
    starts = np.cumsum(lengths) - lengths
    total = np.cumsum(table, axis=0, dtype=np.float64)
    before = total - table
    # Each text is shifted below the one before, so that one running minimum serves all of them.
    shift = 2.0 * CLIP * (len(table) + 1) * np.repeat(np.arange(len(lengths)), lengths)[:, None]
    lowest = np.minimum.accumulate(before - shift, axis=0) + shift
    gains: NDArray[np.float64] = np.maximum.reduceat(total - lowest, starts, axis=0)
    return gains


def find(
    hidden: str,
    scores: HostScores,
    vocabulary: Vocabulary,
    prices: NDArray[np.float32],
) -> list[ForeignSpan]:
    """The foreign spans of one text; `hidden` is what tokens.hide made of it."""
    found = list(WORD.finditer(hidden))
    words = [match[0] for match in found]
    starts, ends = [match.start() for match in found], [match.end() for match in found]
    if not words:
        return []
    rows = vocabulary.rows(words)
    scores.grow()
    table = scores.scores[rows]
    for at in loans(words):
        table[at] = 0
    in_chunks = chunks(hidden)
    opens, closes = np.zeros(len(words), np.float32), np.zeros(len(words), np.float32)
    for chunk in in_chunks:
        first, last = bisect_left(starts, chunk.start), bisect_left(starts, chunk.end) - 1
        if first <= last:
            opens[first] = closes[last] = bonus(chunk.mark)
    most = opens.max() + closes.max()
    use = np.flatnonzero(best_stretches(table, np.array([len(words)]))[0] > prices - most)
    if not len(use):
        return []
    gaps = [hidden[end:start] for end, start in zip([0, *ends[:-1]], starts, strict=True)]
    begins = [at == 0 or bool(_SENTENCE_END.search(gap)) for at, gap in enumerate(gaps)]
    table = table[:, use].copy()
    shape = vocabulary.shape[rows]
    german = np.array([vocabulary.languages[column] == "de" for column in use])
    neutralise_names(table, words, shape, german)
    join_compounds(table, hidden, words, starts, ends, shape)
    result = []
    host_word = scores.listed[rows]
    stretches = join_over_names(best_path(table, prices[use], opens, closes), words, begins)
    for first, last, column in stretches:
        language = vocabulary.languages[int(use[column])]
        if prices[use[column]] >= ENTRY_UNKNOWN:
            language = likeliest(table[first : last + 1], rows[first : last + 1], use, vocabulary) or language
        score = float(table[first : last + 1, column].sum() - prices[use[column]])
        piece = words[first : last + 1]
        alien = bool(scores.alien[rows[first : last + 1]].all())
        if not alien:
            if len(piece) > 1 and name_like(piece, language):
                continue
            first, last = trim(first, last, language, words, begins, host_word, table[:, column])
        announced = prices[use[column]] < ENTRY_UNKNOWN
        margin = ALONE_MARGIN + (ANNOUNCED_ALONE if announced else ENGLISH_ALONE * (language == "en"))
        span = make_span(
            hidden,
            first,
            last,
            language,
            score,
            words,
            starts,
            ends,
            table[:, column],
            host_word,
            in_chunks,
            alien,
            margin,
        )
        if span is not None:
            result.append(span)
    return result


def loans(words: Sequence[str]) -> Iterator[int]:
    """Positions of words in borrowed phrases."""
    lower = [word.lower().replace("’", "'") for word in words]
    for at, word in enumerate(lower):
        for rest in LOANS.get(word, ()):
            if tuple(lower[at + 1 : at + 1 + len(rest)]) == rest:
                yield from range(at, at + 1 + len(rest))


def neutralise_names(
    table: NDArray[np.float32], words: Sequence[str], shape: NDArray[np.uint8], german: NDArray[np.bool_]
) -> None:
    """Particles between the capitals of a name ("de" in "São Paulo de Olivença") say nothing; before one, little."""
    capital = [
        kind in (CAPITALISED, ALL_CAPITALS) or (kind == SINGLE and word.isupper())
        for kind, word in zip(shape.tolist(), words, strict=True)
    ]
    at = 0
    while at < len(words):
        after = at
        while after < len(words) and not capital[after] and words[after] in PARTICLES:
            after += 1
        if at < after < len(words) and capital[after]:
            inside = at > 0 and capital[at - 1]
            table[at:after] = np.minimum(table[at:after], 0 if inside else np.where(german, NOUN_CLIP - 1, NAME_CLIP))
        at = after + 1


def join_compounds(
    table: NDArray[np.float32],
    text: str,
    words: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    shape: NDArray[np.uint8],
) -> None:
    """Words joined by a hyphen or stroke count as the least foreign of them; a name and suffix (Odi'yi) as nothing."""
    at = 0
    while at < len(words):
        last = at
        while last + 1 < len(words) and starts[last + 1] == ends[last] + 1 and text[ends[last]] in "-‐‑/":
            last += 1
        if last > at:
            table[at : last + 1] = table[at : last + 1].min(axis=0)
        at = last + 1
    for at in range(1, len(words)):
        if starts[at] == ends[at - 1] + 1 and text[ends[at - 1]] in "'’‘":  # noqa: SIM102
            if (
                len(words[at - 1]) > 1
                and words[at - 1] not in ELIDED
                and words[at - 1][0].isupper()
                and shape[at] in (LOWER, SINGLE)
                and len(words[at]) < 6
            ):
                table[at - 1 : at + 1] = 0


def best_path(
    table: NDArray[np.float32], prices: NDArray[np.float32], opens: NDArray[np.float32], closes: NDArray[np.float32]
) -> list[tuple[int, int, int]]:
    """The stretches (first word, last word, column) of the best path, in order.

    table: float32[words, languages]; prices: float32[languages]; opens, closes: float32[words].
    """
    words, _ = table.shape
    host = 0.0
    foreign = np.full(table.shape[1], -np.inf, np.float32)
    entered = np.zeros(table.shape, bool)
    left = np.full(words, -1)
    for at in range(words):
        fresh = host - prices + opens[at]
        entered[at] = fresh > foreign
        foreign = np.maximum(fresh, foreign) + table[at]
        column = int(foreign.argmax())
        leaving = float(foreign[column] + closes[at])
        if leaving > host:
            host, left[at] = leaving, column
    result = []
    at = words - 1
    while at >= 0:
        column = int(left[at])
        if column < 0:
            at -= 1
            continue
        last = at
        while not entered[at, column]:
            at -= 1
        result.append((at, last, column))
        at -= 1
    return result[::-1]


def trim(
    first: int,
    last: int,
    language: str,
    words: Sequence[str],
    begins: Sequence[bool],
    listed: NDArray[np.bool_],
    column: NDArray[np.float32],
) -> tuple[int, int]:
    """The stretch without names at its ends that the host knows, and with neighbours that it doesn't know."""

    def name(at: int) -> bool:
        sure = column[at] >= 0.75 * NAME_CLIP  # as much as a name can say
        return language != "de" and words[at][0].isupper() and bool(listed[at]) and not sure and not begins[at]

    def odd(at: int) -> bool:
        if begins[at] and at < first:
            return bool(column[at] > -1)
        lower = words[at][0].islower() or language == "de"
        return not listed[at] and len(words[at]) > 3 and lower and bool(column[at] > UNKNOWN_WORST)

    low, high = first, last
    while low < high and (name(low) or begins[low + 1]):  # one word on the far side of a sentence's end is chance
        low += 1
    while low < high and (name(high) or begins[high]):
        high -= 1
    if all(name(at) or words[at] in PARTICLES for at in range(low, high + 1)):
        return first, last
    while low == first and first > 0 and odd(low - 1):
        low = first = low - 1
    while high == last and last + 1 < len(words) and odd(high + 1):
        high = last = high + 1
    return low, high


def likeliest(
    table: NDArray[np.float32], rows: NDArray[np.int32], use: NDArray[np.intp], vocabulary: Vocabulary
) -> str | None:
    """The language that fits best whatever its price; where scores are equal, by letters."""
    lettered = [vocabulary.languages.index(language) for language in vocabulary.table.lettered]
    total = table.sum(axis=0).astype(np.float64)
    letters = np.full(len(vocabulary.languages), -np.inf)
    letters[lettered] = vocabulary.letters[rows].sum(axis=0, dtype=np.float64)
    if np.isinf(letters[use]).all():
        return None
    return vocabulary.languages[int(use[(total + 0.01 * np.maximum(letters[use], -999)).argmax()])]


def name_like(words: Sequence[str], language: str) -> bool:
    """Whether every word starts with a capital, particles aside (for German, with its nouns, only inside)."""
    capital = [word[0].isupper() for word in words]
    if language == "de" and not (capital[0] and capital[-1]):
        return False
    return any(capital) and all(upper or word in PARTICLES for upper, word in zip(capital, words, strict=True))


def join_over_names(
    stretches: Sequence[tuple[int, int, int]], words: Sequence[str], begins: Sequence[bool]
) -> list[tuple[int, int, int]]:
    """Neighbouring stretches of one language with little but names between them made one."""
    result: list[tuple[int, int, int]] = []
    for first, last, column in stretches:
        if result and result[-1][2] == column:
            gap = range(result[-1][1] + 1, first)
            names = sum(words[at][0].isupper() for at in gap)
            if len(gap) <= NAMES_BETWEEN and 2 * names >= len(gap) and not any(begins[at] for at in (*gap, first)):
                result[-1] = (result[-1][0], last, column)
                continue
        result.append((first, last, column))
    return result


def title_like(words: Sequence[str], mark: str, language: str) -> bool:
    """Whether quoted words look like a title: half of them capitalised, the first and the last among them."""
    capital = [word[0].isupper() for word in words]
    quoted = mark not in ("", "(", "[", "{")
    return (
        quoted and language != "de" and len(words) > 1 and capital[0] and capital[-1] and 2 * sum(capital) >= len(words)
    )


def make_span(
    text: str,
    first: int,
    last: int,
    language: str,
    score: float,
    words: Sequence[str],
    starts: Sequence[int],
    ends: Sequence[int],
    scores: NDArray[np.float32],
    listed: NDArray[np.bool_],
    in_chunks: Sequence[Chunk],
    alien: bool,
    margin: float,
) -> ForeignSpan | None:
    """The span of the words first..last, grown to the bracketed or quoted stretch that it (nearly) fills.

    None where it is a name, a row of codes, or one word that does not stand out enough.
    """
    start, end, mark = starts[first], ends[last], ""
    for chunk in in_chunks:
        low, high = bisect_left(starts, chunk.start), bisect_left(starts, chunk.end) - 1
        if low <= first and last <= high:
            others = [*range(low, first), *range(last + 1, high + 1)]
            enough = 3 * (last - first + 1) >= high - low + 1 or not listed[others].any()
            if not enough or (others and scores[others].min() < SNAP_WORST):
                continue
            first, last = low, high
            piece = text[chunk.start : chunk.end]
            start = chunk.start + len(piece) - len(piece.lstrip())
            end = chunk.end - len(piece) + len(piece.rstrip())
            mark = chunk.mark
            break
    inner = words[first : last + 1]
    capitalised = name_like(inner, language) or title_like(inner, mark, language)
    if not alien and capitalised and (len(inner) > 1 or not mark):
        return None
    if not alien and len(inner) > 1 and max(map(len, inner)) <= CODE:
        return None
    if not alien and len(inner) == 1 and not mark and score < margin:
        return None
    return ForeignSpan(
        start=start,
        end=end,
        language=language,
        confidence=1 / (1 + math.exp(-max(score, 0.0) / 2)),
        words=last - first + 1,
        mark=mark,
        capitalised=capitalised,
    )
