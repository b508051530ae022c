"""Lower-case words of an English text that are in no list and made of no known parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity

_WORD = re.compile(
    r"(?<![\w@/\\.#’'‘\-–=<&:$%{\[(_~])[a-zß-öø-ÿāăąćčďđēęěğīįıłńňőœřśşšţťūůűźżž]{5,}(?![\w@/\\\-–=>(\[_~]|[.:]\w|[’']\w)"
)
_CODE = re.compile(r"\w\(\)|\w::\w|[^\W_]_[^\W_]|\b[a-z]+[A-Z]\w|--[a-z]|\.(?:py|rs|js|io|exe|dll|toml|json)\b")
_ABBREVIATED = re.compile(r"\b[A-Z]\. $")
_ENDINGS = (
    "s es ed d ing er ers r rs or ors ly ness able ible less like ful ism ist ists ity ization isation ize ise ized "
    "ised izing ising al ic ally ically ish wise hood ship ment ments y n ian ians ability ibility ation ations ated "
    "ating ional est ee ees ese ette esque dom ward wards fold proof free based friendly"
).split()
_BEGINNINGS = (
    "un re non pre post anti over under sub super inter multi micro mini co de dis mis out up bio geo cyber hyper semi "
    "pseudo neo auto electro hydro photo poly tele trans ultra cross counter mega meta nano neuro para proto radio "
    "socio thermo eco extra fore homo hetero infra intra iso macro mono omni ortho quasi techno tri uni vice paleo "
    "palaeo cardio gastro hepato immuno lympho nephro onco osteo patho pharmaco physio psycho retro vaso"
).split()
_RARE = -18.5
"""ln P of a word that may carry an ending."""
_COMMON = -13.5
"""ln P of both parts of a compound."""
_SHORTEST_PART = 3
_TERM = 3
"""A word that a document uses so often is one of its terms."""
_CODE_EVERY = 3000
"""A text with more than one code-like word in so many characters is about software."""
_FOREIGN_LETTERS = 0.1
"""Nats per letter by which another language explains the letters better."""


class _Known:
    """Whether English has a word, remembered."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._ln_p: dict[str, float] = {}

    def look_up(self, words: Iterable[str]) -> None:
        new = sorted(set(words) - self._ln_p.keys())
        if new:
            self._ln_p.update(zip(new, self._context.langid.frequency(new, "en").tolist(), strict=True))

    def has(self, word: str, least: float = -np.inf) -> bool:
        self.look_up([word])
        return self._ln_p[word] > least

    def made_of_parts(self, word: str) -> bool:
        """Whether it is a known word with an ending or a beginning, or two common ones together."""
        parts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        self.look_up(part for at in parts for part in (word[:at], word[at:]))
        return (
            any(self.has(stem, _RARE) for stem in _stems(word))
            or any(self.has(word[:at], _COMMON) and self.has(word[at:], _COMMON) for at in parts)
            or any(word.startswith(start) and self.has(word[len(start) :], _RARE) for start in _BEGINNINGS)
        )


def _stems(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_PART:
            yield from (stem, stem + "e", stem + "y")
            if stem[-1] == "i":
                yield stem[:-1] + "y"
            if len(stem) > _SHORTEST_PART and stem[-1] == stem[-2]:
                yield stem[:-1]


class _Capitals:
    """The words that the document also writes with a capital: its names."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def words(self) -> frozenset[str]:
        found = (re.findall(r"\b[^\W\d_a-z]\w{4,}", segment.text) for segment in self._document.segments)
        return frozenset(word.lower() for words in found for word in words)


def _about_software(document: Document) -> bool:
    """Whether so much of a document looks like code that it will use names of programs as words."""
    length = sum(len(segment.text) for segment in document.segments)
    code = sum(len(segment.opaque) + len(_CODE.findall(segment.text)) for segment in document.segments)
    return code > 1 + length / _CODE_EVERY


def find(document: Document, context: Context) -> Iterator[Finding]:
    if _about_software(document):
        return
    known = _Known(context)
    capitals = _Capitals(document)
    words = [[*_WORD.finditer(segment.text)] for segment in document.segments]
    used = Counter(match[0] for matches in words for match in matches)
    known.look_up(used)
    strange = [word for word in used if used[word] < _TERM and not known.has(word) and not known.made_of_parts(word)]
    strange = [word for word in strange if word not in capitals.words]
    odds = dict(zip(strange, context.langid.letter_odds(strange, "en").tolist(), strict=True))
    for segment, matches in zip(document.segments, words, strict=True):
        for match in matches:
            species = _ABBREVIATED.search(segment.text, max(0, match.start() - 4), match.start())
            if odds.get(match[0], -1) >= _FOREIGN_LETTERS and not species:
                yield Finding(
                    segment=segment,
                    start=match.start(),
                    end=match.end(),
                    message="not a word of English that we know, nor spelt like one: misspelt, or left untranslated",
                    confidence=min(0.95, 0.6 + 0.25 * odds[match[0]]),
                )


check = Check(
    id="unknown-word",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    summary="A word that English does not have, and that is not spelt like English",
    why=(
        "Translation systems leave single words as they were, or invent them from pieces. A lower-case word is marked "
        "when a list of 400,000 English words does not have it, no ending, beginning or compound explains it, and "
        "its letters look more like another language than like English. Words that the document writes with a "
        "capital elsewhere, or uses three times or more, are taken for its names and terms."
    ),
    limits=(
        "Loanwords from rarer languages, Latin names, and new words. Texts about software are left out, where names of "
        "programs look like this. Put what your texts use into `do-not-translate` in the configuration."
    ),
    targets=frozenset({"en"}),
    good=(
        Example("The containerizing of microservices is a governmentese that nobody reindexed."),
        Example("Call `jemalloc_init` with /usr/lib/rustlib and user@exmaple.org, said Zbigniew."),
    ),
    bad=(
        Example("Three [[innanlandssmit]] were identified yesterday, and one was linked to [[smitinu]]."),
        Example("The team worked on the [[auality]] of the service."),
    ),
    find=find,
)
