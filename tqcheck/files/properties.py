"""Java's properties files: keys and values, with continued lines and \\u escapes."""

from __future__ import annotations

import re

from tqcheck.errors import UnreadableFile
from tqcheck.files.decode import decode
from tqcheck.files.escapes import character
from tqcheck.files.format import Content, Format, every, malformed
from tqcheck.files.pieces import Pieces
from tqcheck.types import Segment

_SPACE = re.compile(r"[ \t\f\r\n]*")
_COMMENT = re.compile(r"[#!]([^\r\n]*)")
_LINE_COMMENT = re.compile(r"^[ \t\f]*[#!][^\r\n]*", re.MULTILINE)
_KEY = re.compile(r"((?:\\(?:\r\n|.)|[^\\=:\s])*)[ \t\f]*[=:]?(?:[ \t\f]|\\(?:\r\n|\r|\n))*", re.DOTALL)
_VALUE = re.compile(r"(?:\\(?:\r\n|.)|[^\\\r\n])*", re.DOTALL)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\(?:\r\n|\r|\n)[ \t\f]*|\\.",
    re.DOTALL,
)
_BAD_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*\\u(?![0-9a-fA-F]{4})")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_ARGUMENT = re.compile(r"\{\d+\s*[,}]")
_DOUBLED = re.compile("''")


def in_either_encoding(data: bytes) -> str:
    """The text of a file in UTF-8, or in ISO 8859-1, which was the encoding of these files before Java 9."""
    try:
        return decode(data)
    except UnreadableFile:
        if b"\0" in data or not data.strip():
            raise
        return data.decode("iso-8859-1")


def read(text: str) -> list[Content]:
    """The values as segments, by their keys; the comment before a key is for the translator.

    In a value with arguments, which is a pattern for MessageFormat, two apostrophes are one.
    """
    segments: list[Segment] = []
    comment: list[str] = []
    at = _end(_SPACE, text, 0)
    while at < len(text):
        if match := _COMMENT.match(text, at):
            comment.append(match[1].strip())
            at = match.end()
        else:
            key = _KEY.match(text, at)
            assert key is not None
            start, end = key.end(), _end(_VALUE, text, key.end())
            if wrong := _BAD_ESCAPE.search(text, at, end):
                raise malformed(text, wrong.start(), "\\u is not followed by four hexadecimal digits")
            pieces = Pieces(start)
            pieces.add_decoded(text, start, end, _ESCAPE, _decoded)
            if _ARGUMENT.search(pieces.text):
                pieces = pieces.decoded(_DOUBLED, lambda _: "'")
            id = _ESCAPE.sub(_decoded, key[1])
            segments.append(pieces.segment(id, comment="\n".join(comment), syntaxes=("java",)))
            comment = []
            at = max(end, at + 1)
        at = _end(_SPACE, text, at)
    return [Content(segments=segments)]


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _decoded(escape: re.Match[str]) -> str:
    code = escape[0]
    if code[1] in "\r\n":
        return ""
    if code[1] != "u" or len(code) < 6:
        return _CONTROLS.get(code[1], code[1])
    return character(*code.split("\\u")[1:])


format = Format(
    name="properties",
    suffixes=(".properties",),
    read=read,
    decode=in_either_encoding,
    named=True,
    translated=True,
    comments=every(_LINE_COMMENT),
    notes=False,
)
