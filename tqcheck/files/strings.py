"""Apple's strings files (.strings): "key" = "value"; with comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.files.escapes import character
from tqcheck.files.format import Content, Format, malformed
from tqcheck.files.pieces import Pieces
from tqcheck.types import Segment, Span

_TOKEN = re.compile(
    r"""
      \s+
    | /\*(?P<comment>.*?)\*/
    | //(?P<line>[^\r\n]*)
    | (?P<key>"(?:[^"\\]++|\\.)*+"|[\w.\-$/]+) \s* = \s*
      (?:"(?P<value>(?:[^"\\]++|\\.)*+)"|(?P<bare>[\w.\-$/]+)) \s* ;
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:[Uu][0-9a-fA-F]{4}|[0-7]{1,3}|.)", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_NO_COMMENT = "No comment provided by engineer."


def read(text: str) -> list[Content]:
    """The values as segments, by their keys. Raises UnreadableFile where a semicolon or quotation mark is missing."""
    segments: list[Segment] = []
    comment: list[str] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise malformed(text, at, f'expected "key" = "value"; but found: {text[at : at + 40].splitlines()[0]}')
        at = match.end()
        said = match["comment"] or match["line"]
        if said and said.strip() != _NO_COMMENT:
            comment.append(said.strip())
        if match["key"]:
            span = match.span("value") if match["value"] is not None else match.span("bare")
            pieces = Pieces(span[0])
            pieces.add_decoded(text, *span, _ESCAPE, _decoded)
            key = match["key"]
            id = _ESCAPE.sub(_decoded, key[1:-1]) if key[0] == '"' else key
            segments.append(pieces.segment(id, comment="\n".join(comment), syntaxes=("objc",)))
            comment = []
    return [Content(segments=segments)]


def _decoded(escape: re.Match[str]) -> str:
    code = escape[0][1:]
    if code[0] in "uU" and len(code) == 5:
        return character(code[1:])
    if code[0] in "01234567":
        return chr(int(code, 8))
    return _CONTROLS.get(code, code)


def _comments(text: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in _TOKEN.finditer(text) if match["comment"] or match["line"])


format = Format(name="strings", suffixes=(".strings",), read=read, translated=True, comments=_comments, notes=False)
