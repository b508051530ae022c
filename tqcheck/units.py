"""Translation units: what checks with a source ask of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from tqcheck import markup, placeholders
from tqcheck.types import Document, Segment, Span

_UNFINISHED = re.compile(
    r"\b(?:fuzzy|needs?|new|initial|draft|to-?do|untranslated|unfinished|incomplete|in.?progress|stale|rejected|pending|"
    r"unapproved|unconfirmed|unreviewed)(?:\b|_)",
    re.IGNORECASE,
)
"""States, in the words of all formats, of units that wait for work."""
_PROGRAM = re.compile(
    r"^(?:>>>|\$) |^\w+ = |\A(?=.*\n)(?s:.*^[ \t]*(?:class|def|import|from|for|if|while|return|@)\b[^\n]*[:()]$)",
    re.MULTILINE,
)
"""A prompt, an assignment, or among several lines one that begins and ends as a statement does."""


def finished(unit: Segment) -> bool:
    """Whether the unit is no draft: what is not finished is no error yet."""
    return unit.state is None or _UNFINISHED.search(unit.state) is None


def translated(document: Document) -> Iterator[tuple[Segment, str]]:
    """The finished units that have text, each with its source."""
    for unit in document.segments:
        if unit.source is not None and unit.text.strip() and finished(unit):
            yield unit, unit.source


@lru_cache(maxsize=8192)
def _spans(text: str, syntaxes: tuple[str, ...]) -> tuple[Span, ...]:
    return tuple(_merged([*placeholders.machine_spans(text, syntaxes), *markup.machine_spans(text)]))


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
        else:
            if last is not None:
                yield last
            last = span
    if last is not None:
        yield last


def machine_spans(text: str, syntaxes: Sequence[str] = ()) -> tuple[Span, ...]:
    """What of a unit's text is no prose: placeholders, markup, addresses."""
    return _spans(text, tuple(syntaxes))


def prose(text: str, syntaxes: Sequence[str] = (), blank: str = " ") -> str:
    """`text`, as long as before, with what is no prose blanked out."""
    return blanked(text, machine_spans(text, syntaxes), blank)


def blanked(text: str, spans: Iterable[Span], blank: str = " ") -> str:
    """`text`, as long as before, with these spans of it blanked out."""
    kept, at = [], 0
    for start, end in sorted(spans):
        kept += [text[at:start], blank * (end - max(at, start))]
        at = max(at, end)
    return "".join([*kept, text[at:]])


_SLIPS = 0.1
"""The share of exceptions above which they are a habit."""


def habit(exceptions: int, kept: int) -> bool:
    """Whether a file departs so often from a convention that it is its style. One exception alone needs no company."""
    return exceptions > max(1, _SLIPS * (exceptions + kept))


def is_code(text: str) -> bool:
    """Whether a unit is a program, as manuals have them."""
    return _PROGRAM.search(text) is not None


def with_machine_text(document: Document) -> Document:
    """The document with what is no prose in its units marked as opaque, for language identification and the model."""

    def marked(segment: Segment) -> Segment:
        if segment.source is None and not segment.syntaxes:
            return segment
        found = machine_spans(segment.text, segment.syntaxes)
        return replace(segment, opaque=tuple(_merged([*segment.opaque, *found]))) if found else segment

    segments = tuple(marked(segment) for segment in document.segments)
    return document if segments == document.segments else replace(document, segments=segments)


_PAIRED_LONGEST = 3.5
"""How much longer one of two paragraphs may be than the other, if they are to be source and target."""
_PAIRED_SHORT = 40


def paired(document: Document, original: Document) -> Document:
    """Running text with the paragraphs of its original as sources, where each has its own; else as it was."""
    pairs = list(zip(document.segments, original.segments, strict=False))
    if (
        not document.continuous
        or len(document.segments) != len(original.segments)
        or any(unit.kind != other.kind or not _similar(len(unit.text), len(other.text)) for unit, other in pairs)
    ):
        return document
    return replace(
        document,
        segments=tuple(unit if unit.source is not None else replace(unit, source=other.text) for unit, other in pairs),
    )


def _similar(length: int, other: int) -> bool:
    return max(length, other) < max(_PAIRED_SHORT, _PAIRED_LONGEST * min(length, other))
