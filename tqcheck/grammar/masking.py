"""A text without the errors that are known already, so that one error doesn't hide another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from tqcheck.types import Span

_BESIDE = 2
"""Code points on each side of an error that stays: a space and a mark or the edge of a word."""


@dataclass(frozen=True, slots=True)
class Masked:
    """`text`, and where its stretches stand: (start in text, start in the original, whether it was changed)."""

    text: str
    anchors: tuple[tuple[int, int, bool], ...]
    touched: tuple[Span, ...]

    def original(self, span: Span) -> Span | None:
        """Where a range of `text` stands in the original; None if it touches what was changed."""
        start, end = self._place(span.start), self._place(span.end - 1) + 1
        found = Span(start, end)
        return None if end <= start or any(found.overlaps(other) for other in self.touched) else found

    def _place(self, position: int) -> int:
        at, origin, changed = self.anchors[bisect_right(self.anchors, position, key=lambda anchor: anchor[0]) - 1]
        return origin if changed else origin + position - at


def masked(text: str, known: Iterable[tuple[Span, str | None]]) -> Masked:
    """`text` with each known error replaced by its correction, or as it is where there is None."""
    out: list[str] = []
    anchors: list[tuple[int, int, bool]] = [(0, 0, False)]
    touched: list[Span] = []
    done = length = 0
    for span, correction in sorted(known, key=lambda k: (k[0].start, -k[0].end)):
        if span.start < done:
            continue
        start, end = span
        if correction is None:  # it stays, and makes its neighbours look odd
            touched.append(Span(max(0, span.start - _BESIDE), span.end + _BESIDE))
            continue
        if not correction:
            before = text[start - 1 : start]
            if (not before or before.isspace()) and text[end : end + 1].isspace():
                end += 1
            elif before.isspace() and not text[end : end + 1].isalnum():
                start = max(done, start - 1)
        out += [text[done:start], correction]
        length += start - done
        touched.append(Span(start, end) if end > start else span)
        anchors += [(length, start, True), (length + len(correction), end, False)]
        length += len(correction)
        done = end
    out.append(text[done:])
    return Masked("".join(out), tuple(anchors), tuple(touched))
