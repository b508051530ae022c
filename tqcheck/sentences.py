"""Sentences and tokens with exact offsets. The door for sentencex."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

import sentencex

from tqcheck.languages import base
from tqcheck.types import Ranges, Segment, Span

_TOKEN = re.compile(
    r"""
      \d+(?:[.,:’']\d+)*              # a number, with the separators inside it
    | [^\W\d_]+(?:[’'\-‑][^\W\d_]+)*  # a word: letters, with inner apostrophes and hyphens
    | \w+                             # anything else of letters and digits
    | [^\w\s]                         # one mark of punctuation
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Lt|Cmdr|Cpt|Capt|Col|Gen|Sgt|Maj|Adm|Sen|Rep|Gov|Pres|Mr|Mrs|Ms|Dr|Prof|St|No|vs|Jr|Sr|Fig|Art|approx|ca|cf)\.\s*$"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark of punctuation; `start` and `end` count in the segment's text."""

    text: str
    lower: str
    start: int
    end: int
    sentence_start: bool
    opaque: bool


class Analysis:
    """What checks want to know of a segment's text, worked out once and only when asked for."""

    def __init__(self, segment: Segment, language: str) -> None:
        self.segment = segment
        self.language = language
        self._held: dict[tuple[re.Pattern[str], int, int], bool] = {}

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """The distinct words, lower case: a cheap look before any pattern is tried."""
        return frozenset(_TOKEN.findall(self.segment.text.lower()))

    @cached_property
    def sentences(self) -> list[Span]:
        """Where the sentences stand, white space around them excluded."""
        return split(self.segment.text, self.language)

    @cached_property
    def tokens(self) -> list[Token]:
        """Words, numbers and punctuation in order."""
        starts = {sentence.start for sentence in self.sentences}
        opaque = Ranges(self.segment.opaque)
        tokens: list[Token] = []
        at_start = False
        for match in _TOKEN.finditer(self.segment.text):
            at_start = at_start or match.start() in starts
            hidden = opaque.overlap(Span(match.start(), match.start() + 1))
            text = match.group()
            tokens.append(Token(text, text.lower(), match.start(), match.end(), at_start, hidden))
            at_start = at_start and not text[0].isalnum()
        return tokens

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """Where each lower-case word stands, as indices of `tokens`."""
        places: dict[str, list[int]] = {}
        for index, token in enumerate(self.tokens):
            places.setdefault(token.lower, []).append(index)
        return places

    def sentence_at(self, position: int) -> Span:
        """The sentence around a position; the whole text where there is none."""
        found = bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1
        if found >= 0 and position < self.sentences[found].end:
            return self.sentences[found]
        return Span(0, len(self.segment.text))

    def holds(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether a pattern stands somewhere between two positions; a sentence is searched once."""
        asked = (pattern, start, end)
        if asked not in self._held:
            self._held[asked] = pattern.search(self.segment.text, start, end) is not None
        return self._held[asked]


def split(text: str, language: str) -> list[Span]:
    """Sentences of `text` in `language` (BCP 47), as spans without the white space around them."""
    sentences: list[Span] = []
    for boundary in sentencex.get_sentence_boundaries(base(language), text):
        start, end = boundary["start_index"], boundary["end_index"]
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start >= end:
            continue
        if sentences and _goes_on(text, sentences[-1], start):
            sentences[-1] = Span(sentences[-1].start, end)
        else:
            sentences.append(Span(start, end))
    return sentences


def _goes_on(text: str, before: Span, start: int) -> bool:
    """Whether the library split after a title or an initial, which end no sentence."""
    gap = text[before.end : start]
    return "\n\n" not in gap and bool(_ABBREVIATION.search(text, max(before.start, before.end - 12), before.end))
