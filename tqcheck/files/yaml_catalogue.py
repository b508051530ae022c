"""YAML with texts by keys: Rails, with the language as the root key, and plain nested YAML.

The library's events say what stands where; nothing is constructed, and aliases are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tqcheck.errors import UnreadableFile
from tqcheck.files.format import Content, Format, every, malformed
from tqcheck.files.locales import normalised
from tqcheck.files.nested import identifier, is_plural, with_syntaxes
from tqcheck.files.pieces import Pieces
from tqcheck.types import Segment

_PROPERTIES = re.compile(r"(?:[!&]\S*\s+)*")
"""Tags and anchors, which the library counts as part of a scalar."""
_FOLD = r"(?<![ \t])[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*"
_PLAIN = re.compile(_FOLD)
_SINGLE = re.compile(f"''|{_FOLD}")
_DOUBLE = re.compile(rf"\\(?:x[0-9a-fA-F]{{2}}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{8}}|(?:\r\n|\r|\n)[ \t]*|.)|{_FOLD}")
_NAMED = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_NAMED |= {"e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z\d]{2,4})*")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)
_DEEPEST = 100

_FORMATS = frozenset(["format", "formats"])
"""Keys of patterns for dates, times and numbers, which are no text."""

_Node = Any
"""A mapping as [(key, node)], a list as tuple of nodes, a text as a scalar event; None for all else."""


def read(text: str) -> list[Content]:
    """The texts as segments by the path of their keys, for each language at the root."""
    root = _tree(text)
    if not isinstance(root, list):
        raise UnreadableFile("line 1: the file holds no mapping of keys to texts")
    if root and all(_TAG.fullmatch(key) and normalised(key) and isinstance(node, list) for key, node in root):
        return [
            Content(
                segments=[replace(segment, syntaxes=("ruby",)) for segment in _texts(text, node, ())],
                target_lang=language,
            )
            for language, node in root
        ]
    return [Content(segments=with_syntaxes(list(_texts(text, root, ()))))]


def _texts(file: str, node: _Node, path: tuple[str, ...], plural: str | None = None) -> Iterator[Segment]:
    if isinstance(node, list):
        plurals = is_plural([key for key, _ in node])
        for key, child in node:
            if plurals and not isinstance(child, list | tuple):
                yield from _texts(file, child, path, key)
            else:
                yield from _texts(file, child, (*path, key))
    elif isinstance(node, tuple):
        for number, child in enumerate(node):
            yield from _texts(file, child, (*path, str(number)))
    elif node is not None and not (_FORMATS.intersection(path[:-1]) or (path[-1] in _FORMATS and "%" in node.value)):
        yield _pieces(file, node).segment(identifier(path, plural), plural=plural)


def _tree(text: str) -> _Node:
    """The first document of a file. Raises UnreadableFile, with the line, where it is no YAML."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    resolver: Any = yaml.resolver.Resolver()

    def is_text(event: Any) -> bool:
        if event.tag is not None or not event.implicit[0]:
            return event.tag in (None, "!", "tag:yaml.org,2002:str")
        tag = resolver.resolve(yaml.ScalarNode, event.value, (True, False))
        return bool(tag == "tag:yaml.org,2002:str") and not re.match(r":\w", event.value)

    events = yaml.parse(text, Loader=loader)

    def node(event: Any, depth: int) -> _Node:
        if depth > _DEEPEST:
            raise malformed(text, event.start_mark.index, f"nested more than {_DEEPEST} deep")
        if isinstance(event, yaml.ScalarEvent):
            return event if is_text(event) else None
        if isinstance(event, yaml.MappingStartEvent):
            members = []
            while not isinstance(key := next(events), yaml.MappingEndEvent):
                name = key.value if isinstance(key, yaml.ScalarEvent) else str(node(key, depth + 1) and "?")
                members.append((name, node(next(events), depth + 1)))
            return members
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.append(node(item, depth + 1))
            return tuple(items)
        return None

    root = None
    try:
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                found = node(event, 0)
                root = found if root is None else root
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise UnreadableFile(f"{line}not valid YAML ({error.problem or error.context})") from None
    except yaml.YAMLError as error:
        raise UnreadableFile(f"not valid YAML ({str(error).splitlines()[0]})") from None
    return root


def _pieces(file: str, event: Any) -> Pieces:
    """The text of a scalar; as one piece should our reading differ from the library's."""
    end = event.end_mark.index
    properties = _PROPERTIES.match(file, event.start_mark.index, end)
    start = properties.end() if properties else event.start_mark.index
    style = event.style
    inside = 1 if style in ("'", '"') else 0
    pieces = Pieces(start + inside)
    if style in ("|", ">"):
        body = file.find("\n", start) + 1
        pieces.add_lines(file, body or end, max(body, end), event.value)
    else:
        pattern = {"'": _SINGLE, '"': _DOUBLE}.get(style, _PLAIN)
        pieces.add_decoded(file, start + inside, end - inside, pattern, _decoded)
    if pieces.text != event.value:
        pieces = Pieces(start + inside)
        pieces.add(event.value, start + inside, end - inside)
    return pieces


def _decoded(match: re.Match[str]) -> str:
    code = match[0]
    if code == "''":
        return "'"
    if code[0] != "\\":
        breaks = len(re.findall(r"\r\n|\r|\n", code))
        return "\n" * (breaks - 1) or " "
    if code[1] in "\r\n":
        return ""
    if len(code) > 2:
        number = int(code[2:], 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return _NAMED.get(code[1], code[1])


format = Format(
    name="yaml", suffixes=(".yml", ".yaml"), read=read, named=True, translated=True, comments=every(_COMMENT)
)
