"""JSON with positions: the library says whether it is well formed, a scan then says where everything stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.errors import UnreadableFile
from tqcheck.files.escapes import character
from tqcheck.files.pieces import Pieces

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]]|[^\s{}\[\]:,"]+')
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


@dataclass(frozen=True, slots=True)
class String:
    """A string; `start` and `end` are those of its content, between the quotation marks."""

    file: str
    start: int
    end: int

    @property
    def pieces(self) -> Pieces:
        pieces = Pieces(self.start)
        pieces.add_decoded(self.file, self.start, self.end, _ESCAPE, _decoded)
        return pieces

    @property
    def text(self) -> str:
        return _ESCAPE.sub(_decoded, self.file[self.start : self.end])


@dataclass(frozen=True, slots=True)
class Object:
    """An object, which begins at `start`; members in the order of the file."""

    start: int
    members: list[tuple[str, Value]]

    def get(self, *path: str) -> Value:
        """What stands at the end of a path of keys; None where there is nothing."""
        value: Value = self
        for key in path:
            value = next((v for k, v in value.members if k == key), None) if isinstance(value, Object) else None
        return value

    def string(self, *path: str) -> str | None:
        """The text of the string at the end of a path of keys."""
        found = self.get(*path)
        return found.text if isinstance(found, String) else None

    def objects(self, *path: str) -> Iterator[tuple[str, Object]]:
        """The members that are objects of the object at the end of a path."""
        found = self.get(*path)
        for key, value in found.members if isinstance(found, Object) else ():
            if isinstance(value, Object):
                yield key, value


Value = String | Object | list["Value"] | bool | None
"""Numbers are None: they hold no text."""


def parse(file: str) -> Object:
    """The object that a file holds. Raises UnreadableFile, with the line, for anything else."""
    try:
        known = json.loads(file)
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"line {error.lineno}: not valid JSON ({error.msg})") from None
    except (RecursionError, ValueError):
        raise UnreadableFile("not valid JSON: nested too deep, or with a number that is too long") from None
    if not isinstance(known, dict):
        raise UnreadableFile("line 1: the file holds no JSON object, and so no texts by their keys")
    found = _value(file, _TOKEN.finditer(file))
    assert isinstance(found, Object)
    return found


def _value(file: str, tokens: Iterator[re.Match[str]]) -> Value:
    return _after(next(tokens), file, tokens)


def _after(token: re.Match[str], file: str, tokens: Iterator[re.Match[str]]) -> Value:
    """The value that begins with `token`."""
    first = token[0][0]
    if first == '"':
        return String(file, token.start() + 1, token.end() - 1)
    if first == "{":
        members: list[tuple[str, Value]] = []
        while (key := next(tokens))[0] != "}":
            members.append((String(file, key.start() + 1, key.end() - 1).text, _value(file, tokens)))
        return Object(token.start(), members)
    if first == "[":
        items: list[Value] = []
        while (item := next(tokens))[0] != "]":
            items.append(_after(item, file, tokens))
        return items
    return {"true": True, "false": False}.get(token[0])


def _decoded(escape: re.Match[str]) -> str:
    code = escape[0]
    if code[1] != "u":
        return _CONTROLS.get(code[1], code[1])
    return character(*code.split("\\u")[1:])
