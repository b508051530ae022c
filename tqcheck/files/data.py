"""Data inside texts: stretches too long for any word, such as a key or a picture in base64.

Each becomes one sign in its segment's text, an opaque piece that still stands for the whole stretch in the file. So
nothing is said of it, and no pattern spends its time in it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tqcheck.types import Run, Segment, Span, place

OBJECT = "\ufffc"
"""The object replacement character, which stands for a stretch of data."""
_DATA = re.compile(
    r"(?<![!-~])[!-~]{1000,}+"  # printable ASCII without a space
    r"|(?<!\w)\w{1000,}+"  # letters and digits of any script
    r"|(?<![^\w\s])[^\w\s]{1000,}+"  # marks
)


def without_data(segment: Segment) -> tuple[Segment, int]:
    """The segment with each stretch of data as one sign, in its source too, and how many there were in its text."""
    text, runs, found = _replaced(segment.text, segment.runs)
    source, source_runs = segment.source, segment.source_runs
    if source is not None:
        source, source_runs, there = _replaced(source, source_runs)
        if there and not found:
            return replace(segment, source=source, source_runs=source_runs), 0
    if not found:
        return segment, 0
    opaque = [Span(_shifted(span.start, found), _shifted(span.end, found)) for span in segment.opaque]
    opaque += [Span(at := _shifted(span.start, found), at + 1) for span in found]
    return (
        replace(
            segment,
            text=text,
            runs=runs,
            opaque=tuple(sorted(span for span in set(opaque) if span.start < span.end)),
            source=source,
            source_runs=source_runs,
        ),
        len(found),
    )


def _replaced(text: str, runs: tuple[Run, ...]) -> tuple[str, tuple[Run, ...], list[Span]]:
    found = [Span(*match.span()) for match in _DATA.finditer(text)]
    if not found:
        return text, runs, found
    shorter: list[Run] = []
    for run in runs:
        at = run.start
        for span in (span for span in found if span.start < run.end and run.start < span.end):
            shorter += _part(run, at, span.start, found)
            at = span.end
        shorter += _part(run, at, run.end, found)
    pieces = [Run(at := _shifted(span.start, found), at + 1, *place(runs, span)) for span in found] if runs else []
    return _DATA.sub(OBJECT, text), tuple(sorted([*shorter, *pieces])), found


def _part(run: Run, start: int, end: int, found: list[Span]) -> list[Run]:
    """What is left of a run between two stretches, moved to its new place."""
    if start >= end:
        return []
    where = place([run], Span(start, end))
    return [Run(_shifted(start, found), _shifted(end, found), *where)]


def _shifted(position: int, found: list[Span]) -> int:
    """Where a position of the text stands in the shorter one; one inside a stretch comes before its sign."""
    moved = position
    for start, end in found:
        if position >= end:
            moved -= end - start - 1
        elif position > start:
            moved -= position - start
    return moved
