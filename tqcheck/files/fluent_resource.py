"""Fluent (.ftl): messages, terms and attributes; the variants of a selector are segments of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tqcheck.files.format import Content, Format, every, malformed
from tqcheck.files.nested import PLURALS
from tqcheck.files.pieces import Pieces
from tqcheck.types import Segment

_COMMENT = re.compile(r"^#{1,3} [^\r\n]*", re.MULTILINE)


def read(text: str) -> list[Content]:
    """The patterns as segments; placeables are opaque. Raises UnreadableFile for what is no Fluent, with the line."""
    from fluent.syntax import FluentParser, ast

    segments: list[Segment] = []
    for entry in FluentParser(with_spans=True).parse(text).body:
        if isinstance(entry, ast.Junk):
            annotation = entry.annotations[0] if entry.annotations else None
            position = (
                annotation.span.start if annotation and annotation.span else entry.span.start if entry.span else 0
            )
            raise malformed(text, position, f"not valid Fluent ({annotation.message if annotation else 'unknown'})")
        if not isinstance(entry, ast.Message | ast.Term):
            continue
        name = ("-" if isinstance(entry, ast.Term) else "") + entry.id.name
        comment = entry.comment.content if entry.comment and entry.comment.content else ""
        patterns = [(name, entry.value), *((f"{name}.{a.id.name}", a.value) for a in entry.attributes)]
        for id, pattern in patterns:
            if pattern is not None:
                segments += _segments(text, pattern, id, None, comment)
    return [Content(segments=segments)]


def _segments(file: str, pattern: Any, id: str, plural: str | None, comment: str) -> Iterator[Segment]:
    """A pattern without its selectors, unless it is nothing but selectors, and their variants."""
    from fluent.syntax import ast

    pieces = Pieces(pattern.span.start)
    selectors: list[Any] = []
    for element in pattern.elements:
        start, end = element.span.start, element.span.end
        if isinstance(element, ast.TextElement):
            pieces.add_lines(file, start, end, element.value)
        elif isinstance(element.expression, ast.SelectExpression):
            selectors.append(element.expression)
            choice: Any = element.expression.selector.span
            pieces.add(f"{{ {file[choice.start : choice.end]} }}", start, end, opaque=True)
        else:
            pieces.add(file[start:end].replace("\r\n", "\n"), start, end, opaque=True)
    segment = pieces.segment(id, plural=plural, comment=comment, syntaxes=("fluent",))
    if not selectors or segment.prose.strip():
        yield segment
    for selector in selectors:
        for variant in selector.variants:
            key = variant.key.name if isinstance(variant.key, ast.Identifier) else variant.key.value
            yield from _segments(file, variant.value, f"{id}[{key}]", key if key in PLURALS else plural, comment)


format = Format(name="fluent", suffixes=(".ftl",), read=read, translated=True, comments=every(_COMMENT), notes=False)
