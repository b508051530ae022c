"""The pattern language of declared rules: words, alternatives, lists and word classes.

A pattern is a row of elements separated by spaces; white space and line breaks between words do not
matter, and a pattern never crosses the end of a sentence.

    depends [of]                    words; the brackets mark the span to report
    depend|depends [of]             either word
    <depend> [of]                   any regular form: depend, depends, depended, depending
    <marry> with @persons           a named list (see lists.toml), which may hold several words
    the PLURAL of                   a word class (see below)
    =GERUND                         a word that can only be of that class
    very? ADJ* NOUN+                once or not at all; any number up to four; one to four
    told !him|her|them              not followed by one of these (takes up no word)
    ^ Is NOUN                       the start of a sentence; $ is its end
    NAME NUMBER WORD CAP LOWER _    a capitalised word inside a sentence, digits, any word, any
                                    capitalised word, any lower-case word, any token at all
    , ; ( ) “                       punctuation stands for itself

A word in lower case matches any case; one with a capital only itself. Irregular forms are written
out: `<tell>|told`. The classes are those of `tqcheck.wordclass`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tqcheck import wordclass
from tqcheck.sentences import Token
from tqcheck.types import Span

Lists = Mapping[str, Sequence[str]]
"""Named lists: words, or several words separated by spaces."""

_PIECE = re.compile(r"[\[\]]|[^\s\[\]]+")
_MOST = 4
_SHAPES = frozenset({"NAME", "NUMBER", "WORD", "CAP", "LOWER", "_"})
_FUNCTION_WORDS = frozenset(
    "a an and are as at be been but by for from had has have he her his i in into is it its no not of on or our she so "
    "that the their them there they this to up was we were when which who will with you your".split()
)


class PatternError(ValueError):
    """A pattern that cannot be understood."""


@dataclass(frozen=True, slots=True)
class _Element:
    """One place of a pattern. `words` are sequences of tokens: most are one token long."""

    words: dict[str, tuple[tuple[str, ...], ...]]
    exact: dict[str, tuple[tuple[str, ...], ...]]
    classes: tuple[str, ...]
    least: int = 1
    most: int = 1
    negated: bool = False

    @property
    def anchors(self) -> frozenset[str]:
        """Lower-case first words, one of which must be there; empty when that can't be said."""
        if self.negated or self.least == 0 or self.classes:
            return frozenset()
        return frozenset(self.words) | {word.lower() for word in self.exact}

    @property
    def longest(self) -> int:
        """The most tokens that one occurrence can take."""
        return max((len(row) for rows in (*self.words.values(), *self.exact.values()) for row in rows), default=1)

    def lengths(self, tokens: Sequence[Token], at: int) -> Iterator[int]:
        """How many tokens one occurrence at `at` can take, the longest first."""
        token = tokens[at]
        if token.opaque:
            return
        rows = (*self.exact.get(token.text, ()), *self.words.get(token.lower, ()))
        lengths = {len(row) for row in rows if len(row) == 1 or _follow(row, tokens, at)}
        if 1 not in lengths and any(_is(token, word_class) for word_class in self.classes):
            lengths.add(1)
        yield from sorted(lengths, reverse=True)


def _follow(row: tuple[str, ...], tokens: Sequence[Token], at: int) -> bool:
    here = tokens[at : at + len(row)]
    return len(here) == len(row) and all(
        (token.lower == word or token.text == word) and (not i or not token.sentence_start)
        for i, (token, word) in enumerate(zip(here, row, strict=True))
    )


def _is(token: Token, word_class: str) -> bool:
    text = token.text
    if word_class == "_":
        return True
    if word_class == "NUMBER":
        return text[0].isdigit()
    if not text[0].isalpha():
        return False
    if word_class == "NAME":
        return text[0].isupper() and not token.sentence_start
    if word_class == "CAP":
        return text[0].isupper()
    if word_class == "LOWER":
        return text.islower()
    if word_class == "WORD":
        return True
    if text[0].isupper() and not token.sentence_start:
        return False
    if word_class.startswith("="):
        return wordclass.is_only(token.lower, word_class[1:])
    return wordclass.can_be(token.lower, word_class)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern.

    `anchors`: lower-case words, one of which a text must hold to match; `reach`: the most tokens
    that can stand in a match before that word.
    """

    elements: tuple[_Element | str, ...]
    anchors: frozenset[str]
    reach: int

    def find(
        self, tokens: Sequence[Token], positions: Mapping[str, Sequence[int]] | None = None
    ) -> Iterator[tuple[Span, Span]]:
        """Every match, left to right without overlaps: the marked span and the whole match.

        `positions`: where each lower-case word stands among the tokens, if that is known already.
        """
        at = 0
        for start in self._starts(tokens, positions):
            if start < at:
                continue
            at = start
            match = next(self._match(0, tokens, at, (-1, -1), at), None)
            if match is None:
                continue
            (first, last), end = match
            if end > at:
                whole = Span(tokens[at].start, tokens[end - 1].end)
                marked = Span(tokens[first].start, tokens[last - 1].end) if 0 <= first < last else whole
                yield marked, whole
            at = max(end, at + 1)

    def _starts(self, tokens: Sequence[Token], positions: Mapping[str, Sequence[int]] | None) -> Iterable[int]:
        """Where a match can begin: so near before one of the anchors that it can reach it."""
        if positions is None:
            return range(len(tokens))
        anchored = (at for word in self.anchors & positions.keys() for at in positions[word])
        return sorted({start for at in anchored for start in range(max(0, at - self.reach), at + 1)})

    def _match(
        self, element: int, tokens: Sequence[Token], at: int, mark: tuple[int, int], begin: int
    ) -> Iterator[tuple[tuple[int, int], int]]:
        if element == len(self.elements):
            yield mark, at
            return
        here = self.elements[element]
        if isinstance(here, str):
            starts = at < len(tokens) and tokens[at].sentence_start
            if here == "[":
                yield from self._match(element + 1, tokens, at, (at, mark[1]), begin)
            elif here == "]":
                yield from self._match(element + 1, tokens, at, (mark[0], at), begin)
            elif (here == "^" and starts and (at == 0 or not tokens[at - 1].sentence_start)) or (
                here == "$" and (starts or at == len(tokens))
            ):
                yield from self._match(element + 1, tokens, at, mark, begin)
        elif here.negated:
            inside = at < len(tokens) and not _crosses(tokens, at, begin)
            if not (inside and next(here.lengths(tokens, at), None)):
                yield from self._match(element + 1, tokens, at, mark, begin)
        else:
            for end in self._ends(here, tokens, at, begin, 0):
                yield from self._match(element + 1, tokens, end, mark, begin)

    def _ends(self, here: _Element, tokens: Sequence[Token], at: int, begin: int, times: int) -> Iterator[int]:
        """Where repetitions of an element can end, the longest first."""
        if times < here.most and at < len(tokens) and not _crosses(tokens, at, begin):
            for length in here.lengths(tokens, at):
                yield from self._ends(here, tokens, at + length, begin, times + 1)
        if times >= here.least:
            yield at


def _crosses(tokens: Sequence[Token], at: int, begin: int) -> bool:
    """Whether going on to token `at` would leave the sentence that the match began in."""
    return at > begin and tokens[at].sentence_start and not tokens[at - 1].sentence_start


@lru_cache(maxsize=4096)
def _row(words: str) -> tuple[str, ...]:
    """A list entry as tokens, split as sentences are."""
    return tuple(re.findall(r"\d+(?:[.,:’']\d+)*|[^\W\d_]+(?:[’'\-‑][^\W\d_]+)*|\w+|[^\w\s]", words))


def compile_pattern(source: str, lists: Lists, made: dict[str, _Element] | None = None) -> Pattern:
    """Compile a pattern. Raises PatternError with the element that is wrong.

    `made`: the elements of other patterns with the same lists, which are used again and added to.
    """
    made = {} if made is None else made
    elements: list[_Element | str] = []
    pieces = _PIECE.findall(source)
    if [piece for piece in pieces if piece in ("[", "]")] not in ([], ["[", "]"]):
        raise PatternError(f"{source!r}: mark one span, with one pair of square brackets")
    for piece in pieces:
        if piece in ("[", "]", "^", "$"):
            elements.append(piece)
        else:
            if piece not in made:
                made[piece] = _element(piece, lists)
            elements.append(made[piece])
    places = [element for element in elements if isinstance(element, _Element) and not element.negated]
    candidates = [(element.anchors, number) for number, element in enumerate(places) if element.anchors]
    if not candidates:
        raise PatternError(f"{source!r}: needs at least one word or list to be found by")
    anchors, number = min(candidates, key=lambda found: sum(1000 * (word in _FUNCTION_WORDS) + 1 for word in found[0]))
    return Pattern(tuple(elements), anchors, sum(element.most * element.longest for element in places[:number]))


def _element(piece: str, lists: Lists) -> _Element:
    negated = piece.startswith("!") and len(piece) > 1
    body = piece[1:] if negated else piece
    least, most = 1, 1
    if len(body) > 1 and body[-1] in "?*+":
        least, most = {"?": (0, 1), "*": (0, _MOST), "+": (1, _MOST)}[body[-1]]
        body = body[:-1]
    words: dict[str, list[tuple[str, ...]]] = {}
    exact: dict[str, list[tuple[str, ...]]] = {}
    classes = []
    for part in body.split("|") if body != "|" else [body]:
        if part.startswith("@"):
            if part[1:] not in lists:
                raise PatternError(f"{piece!r}: no list is called {part[1:]!r}; there are {', '.join(sorted(lists))}")
            entries: Sequence[str] = lists[part[1:]]
        elif part.startswith("<") and part.endswith(">"):
            entries = inflections(part[1:-1])
        elif part in _SHAPES or part in wordclass.CLASSES or (part[:1] == "=" and part[1:] in wordclass.CLASSES):
            classes.append(part)
            continue
        elif part in ("", "^", "$"):
            raise PatternError(f"{piece!r}: " + (f"{part} is no alternative" if part else "empty alternative"))
        else:
            entries = [part]
        for entry in entries:
            row = _row(entry)
            if not row:
                raise PatternError(f"{piece!r}: nothing to match in {entry!r}")
            into = words if entry == entry.lower() else exact
            into.setdefault(row[0], []).append(row)
    return _Element(
        {first: tuple(rows) for first, rows in words.items()},
        {first: tuple(rows) for first, rows in exact.items()},
        tuple(classes),
        least,
        most,
        negated,
    )


def inflections(lemma: str) -> list[str]:
    """The regular forms of a verb or noun, and harmless non-words beside them ("permited")."""
    forms = {lemma, lemma + "s", lemma + "ed", lemma + "ing"}
    if lemma.endswith("e"):
        forms |= {lemma + "d", lemma[:-1] + "ing"}
    elif lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    elif lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms |= {lemma + "es"}
    if re.search(r"[^aeiou][aeiou][bdgklmnprtvz]$", lemma):
        forms |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    return sorted(forms)
