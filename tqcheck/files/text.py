"""Plain text: paragraphs end at a blank line, or at the end of a line that was not wrapped.

A line break is a wrap when no line of the file is longer than 100 characters and the next line's
first word would not have fitted on the line before it; any other line break ends a paragraph.
"""

from __future__ import annotations

import re

from tqcheck.files.format import Content, Format
from tqcheck.types import Run, Segment

_WIDEST_WRAP = 100
_LINE = re.compile(r"[^\r\n]+")
_ITEM = re.compile(r"(?:[-*•–—]|\(?\w{1,3}[.)])\s")


def read(text: str) -> list[Content]:
    """Paragraphs as segments, numbered from 1; line breaks by wrapping are kept inside."""
    lines = [(m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip())) for m in _LINE.finditer(text)]
    lines = [(start, end) for start, end in lines if start < end]
    width = max((end - start for start, end in lines), default=0)
    paragraphs: list[tuple[int, int]] = []
    for start, end in lines:
        if paragraphs and width <= _WIDEST_WRAP and _wrapped(text, paragraphs[-1], (start, end), width):
            paragraphs[-1] = (paragraphs[-1][0], end)
        else:
            paragraphs.append((start, end))
    segments = [
        Segment(
            id=f"p{number}",
            text=text[start:end],
            runs=(Run(0, end - start, start, end),),
            kind="item" if _ITEM.match(text, start, end) else "paragraph",
        )
        for number, (start, end) in enumerate(paragraphs, 1)
    ]
    return [Content(segments=segments)]


def _wrapped(text: str, above: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Whether `line` goes on with the paragraph `above`, whose last line was full."""
    gap = text[above[1] : line[0]]
    if len(re.findall(r"\r\n|\r|\n", gap)) > 1:
        return False
    last_line = max(text.rfind("\n", above[0], above[1]), text.rfind("\r", above[0], above[1])) + 1 or above[0]
    first_word = text[line[0] : line[1]].split(None, 1)[0]
    return above[1] - max(last_line, above[0]) + 1 + len(first_word) > width


format = Format(name="text", suffixes=(".txt", ".text"), read=read, continuous=True)
