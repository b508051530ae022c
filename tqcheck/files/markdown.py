"""Markdown (CommonMark and GitHub's tables, footnotes, task lists): prose only.

Front matter, code, HTML, link targets and inline markup are left out; inline code stays in the
segment as an opaque part, so that the sentence around it reads as it is. Image descriptions and
link texts are prose.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import pyromark
from pyromark import Options

from tqcheck.files.format import Content, Format
from tqcheck.files.pieces import Pieces
from tqcheck.types import Segment, Span

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    | Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_DEFINITION_LIST
    | Options.ENABLE_MATH
    | Options.ENABLE_GFM
)
_BLOCKS = frozenset(
    "Paragraph Heading Item TableCell BlockQuote List Table TableHead TableRow FootnoteDefinition DefinitionList "
    "DefinitionListTitle DefinitionListDefinition HtmlBlock CodeBlock MetadataBlock".split()
)
_KINDS = {"Heading": "heading", "Item": "item", "TableCell": "cell"}
_NOT_PROSE = frozenset(["CodeBlock", "MetadataBlock", "HtmlBlock"])
_CODE = frozenset(["Code", "InlineMath", "DisplayMath"])


def read(text: str) -> list[Content]:
    """Blocks of prose (paragraphs, headings, list items, table cells) as segments, numbered from 1."""
    segments: list[Segment] = []
    pieces = Pieces()
    skipping = 0
    open_blocks: list[str] = []
    for kind, name, content, start, end in _events(text):
        if kind in ("Start", "End") and name in _BLOCKS:
            if pieces.text.strip():
                segments.append(
                    pieces.segment(
                        f"b{len(segments) + 1}",
                        kind=next((_KINDS[block] for block in reversed(open_blocks) if block in _KINDS), "paragraph"),
                    )
                )
            pieces = Pieces()
            if kind == "Start":
                open_blocks.append(name)
            else:
                open_blocks.pop()
            if name in _NOT_PROSE:
                skipping += 1 if kind == "Start" else -1
        elif skipping or not content:
            continue
        elif kind == "Text":
            pieces.add(content, start, end)
        elif kind in _CODE:
            pieces.add(content, *_inside_fences(text, start, end, len(content)), opaque=True)
        elif kind in ("SoftBreak", "HardBreak"):
            pieces.add(content, start, end)
    return [Content(segments=segments)]


def _inside_fences(text: str, start: int, end: int, length: int) -> tuple[int, int]:
    """Where the content of inline code or mathematics stands, without its fences and the spaces beside them."""
    raw = text[start:end]
    inner = raw.strip(raw[0]) if raw else raw
    padding = len(inner) - length
    if padding not in (0, 2):
        return start, end
    at = start + raw.find(inner) + padding // 2
    return at, at + length


def _events(text: str) -> Iterator[tuple[str, str, str, int, int]]:
    """The parser's events as (kind, tag, content, start, end), in code points of `text`."""
    position = _CodePoints(text)
    for event, where in pyromark.events_with_range(text, options=_OPTIONS):
        start, end = position(where["start"]), position(where["end"])
        if isinstance(event, str):
            if event in ("SoftBreak", "HardBreak"):
                yield event, "", "\n", start, end
            continue
        ((kind, value),) = event.items()
        if kind in ("Start", "End"):
            yield kind, next(iter(value)) if isinstance(value, dict) else str(value), "", start, end
        elif isinstance(value, str):
            yield kind, "", value, start, end


class _CodePoints:
    """Turns UTF-8 byte offsets, as the parser gives them, into code points."""

    def __init__(self, text: str) -> None:
        self._bytes, self._points = [0], [0]
        self._ascii = text.isascii()
        if not self._ascii:
            at = 0
            for point, character in enumerate(text):
                if ord(character) >= 0x80:
                    size = len(character.encode("utf-8", "surrogatepass"))
                    self._bytes.append(at + size)
                    self._points.append(point + 1)
                    at += size
                else:
                    at += 1

    def __call__(self, offset: int) -> int:
        if self._ascii:
            return offset
        known = bisect_right(self._bytes, offset) - 1
        return self._points[known] + offset - self._bytes[known]


def comments(text: str) -> Iterator[Span]:
    """Where HTML stands, in which comments are written."""
    return (Span(start, end) for kind, _, _, start, end in _events(text) if kind in ("Html", "InlineHtml"))


format = Format(name="markdown", suffixes=(".md", ".markdown"), read=read, continuous=True, comments=comments)
