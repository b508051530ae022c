"""A unit's text put together from stretches of a file, through escapes and entities."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from tqcheck.types import Run, Segment, Span, place

Decode = Callable[["re.Match[str]"], str]


_BREAK = re.compile(r"\r\n|\r|\n")


class Pieces:
    """Text in the making, with where each stretch of it stands in the file. `at`: where it stands when empty.

    `runs` and `opaque` are in the order of the text.
    """

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.runs: list[Run] = []
        self.opaque: list[Span] = []
        self._texts: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        if len(self._texts) != 1:
            self._texts = ["".join(self._texts)]
        return self._texts[0]

    def __len__(self) -> int:
        return self._length

    def add(self, text: str, start: int, end: int, *, opaque: bool = False) -> None:
        """Append `text`, which stands in the file at `start` to `end`; of another length, as one piece."""
        if not text:
            return
        run = Run(self._length, self._length + len(text), start, end)
        if self.runs and _exact(run) and _exact(last := self.runs[-1]) and last.file_end == start:
            self.runs[-1] = Run(last.start, run.end, last.file_start, end)
        else:
            self.runs.append(run)
        if opaque:
            self.opaque.append(Span(run.start, run.end))
        self._texts.append(text)
        self._length = run.end

    def add_decoded(self, file: str, start: int, end: int, escape: re.Pattern[str], decode: Decode) -> None:
        """Append the file's text from `start` to `end`, each match of `escape` replaced by what it stands for."""
        at = start
        for match in escape.finditer(file, start, end):
            self.add(file[at : match.start()], at, match.start())
            self.add(decode(match), match.start(), match.end())
            at = match.end()
        self.add(file[at:end], at, end)

    def add_lines(self, file: str, start: int, end: int, text: str) -> None:
        """Append `text`, whose lines stand between `start` and `end` with other white space around them."""
        at = 0
        place = start
        for line in re.finditer(r"[^\r\n]+", file[start:end]):
            content = line[0].lstrip(" \t")
            if text.find(content, at) < 0:
                content = content.rstrip(" \t")
            found = text.find(content, at) if content else -1
            if found < 0 or text[at:found].strip():
                continue
            first = start + line.start() + len(line[0]) - len(line[0].lstrip(" \t"))
            end_of_line = first + len(content)
            last = found + len(content)
            while found - 1 > at and text[found - 1] == file[first - 1] == " ":  # indented deeper than the rest
                found, first = found - 1, first - 1
            self._add_breaks(text[at:found], file, place, first)
            self.add(text[found:last], first, end_of_line)
            at, place = last, end_of_line
        self.add(text[at:], place, end)

    def _add_breaks(self, text: str, file: str, start: int, end: int) -> None:
        """Append the white space between two lines: line breaks one by one, if they are kept."""
        breaks = [match.start() for match in _BREAK.finditer(file, start, end)]
        if text == "\n" * len(breaks):
            for first, last in pairwise([*breaks, end]):
                self.add("\n", first, last)
        else:
            self.add(text, start, end)

    def part(self, start: int, end: int) -> Pieces:
        """The text from `start` to `end`; a piece that is cut keeps its whole place in the file."""
        part = Pieces(place(self.runs, Span(start, start)).start if self.runs else self.at)
        part._take(self, start, end)
        return part

    def decoded(self, escape: re.Pattern[str], decode: Decode) -> Pieces:
        """The same with another layer of escapes replaced, outside opaque parts."""
        result = Pieces(self.at)
        opaque = deque(sorted(self.opaque))
        at = 0
        for match in escape.finditer(self.text):
            while opaque and opaque[0].end <= match.start():
                opaque.popleft()
            if opaque and opaque[0].start < match.end():
                continue
            result._take(self, at, match.start())
            result.add(decode(match), *place(self.runs, Span(*match.span())))
            at = match.end()
        result._take(self, at, len(self))
        return result

    def stripped(self) -> Pieces:
        """The same without white space at its ends."""
        text = self.text
        start = len(text) - len(text.lstrip())
        return self.part(start, max(start, len(text.rstrip())))

    def _take(self, other: Pieces, start: int, end: int) -> None:
        shift = len(self) - start
        text = other.text
        at = max(0, bisect_right(other.runs, start, key=lambda run: run.start) - 1)
        for run in other.runs[at : bisect_left(other.runs, end, lo=at, key=lambda run: run.start)]:
            first, last = max(run.start, start), min(run.end, end)
            if first < last:
                self.add(text[first:last], *place([run], Span(first, last)))
        at = bisect_right(other.opaque, start, key=lambda span: span.end)
        for span in other.opaque[at : bisect_left(other.opaque, end, lo=at, key=lambda span: span.start)]:
            self.opaque.append(Span(max(span.start, start) + shift, min(span.end, end) + shift))

    def segment(self, id: str, *, source: Pieces | str | None = None, **fields: Any) -> Segment:
        """The finished segment; `kind` is "unit" unless given. Of a `source` in the same file its place is kept."""
        if isinstance(source, Pieces):
            fields |= {"source": source.text, "source_runs": tuple(source.runs)}
        else:
            fields["source"] = source
        return Segment(
            id=id,
            text=self.text,
            runs=tuple(self.runs) or (Run(0, 0, self.at, self.at),),
            opaque=tuple(self.opaque),
            **{"kind": "unit", **fields},
        )


def _exact(run: Run) -> bool:
    return run.end - run.start == run.file_end - run.file_start
