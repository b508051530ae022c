"""An issue in its line, cut to a width. Widths are cells of a terminal: an East Asian character has two."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len

from tqcheck.reporters.visible import visible
from tqcheck.types import Document, Issue

_LEAST_AROUND = 10


def excerpt(document: Document, issue: Issue, width: int) -> tuple[str, str, str]:
    """The text before the span, the span, and after it: as much of the line as fits, cut at white space if possible."""
    line, last = document.line(issue.line), document.line(issue.end_line)
    near = 4 * width  # more never fits, though characters without a width stand between
    before = visible(document.text[max(line.start, issue.start - near) : issue.start])
    quote = visible(document.text[issue.start : min(issue.end, issue.start + near)])
    after = visible(document.text[issue.end : min(last.end, issue.end + near)])
    if cell_len(quote) > width - _LEAST_AROUND:
        quote, after = _first(quote, width - _LEAST_AROUND - 1) + "…", ""
    left = max(0, width - cell_len(quote)) // 2
    right = max(0, width - cell_len(quote) - min(left, cell_len(before)))
    left = width - cell_len(quote) - min(right, cell_len(after))
    return shortened_left(before, left), quote, _shortened(after, right)


def is_right_to_left(text: str) -> bool:
    """Whether some of the text runs from right to left: a terminal that turns it round moves what stands there."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def shortened_left(text: str, cells: int) -> str:
    """The end of the text, behind an ellipsis where something was cut."""
    if cell_len(text) <= cells:
        return text
    kept = _first(text[::-1], cells - 1)[::-1]
    return "…" + (kept.split(" ", 1)[1] if _in_word(kept[:20]) else kept)


def _shortened(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    kept = _first(text, cells - 1)
    return (kept.rsplit(" ", 1)[0] if _in_word(kept[:-20:-1]) else kept) + "…"


def _in_word(edge: str) -> bool:
    """Whether a cut before `edge` may have parted a word, of a script with spaces, that can be left out whole."""
    return " " in edge and cell_len(edge[0]) == 1


def _first(text: str, cells: int) -> str:
    """As many of the first characters as fit."""
    used = 0
    for at, character in enumerate(text):
        used += cell_len(character)
        if used > cells:
            return text[:at]
    return text
