"""Android's strings.xml: strings, plurals and arrays; what is not translatable, and references, are left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tqcheck.files.escapes import character
from tqcheck.files.format import Content, Format
from tqcheck.files.nested import identifier
from tqcheck.files.pieces import Pieces
from tqcheck.files.xml_tree import Element, Text, Xml, comments, root_name
from tqcheck.types import Segment, Span

_ESCAPE = re.compile(r'\\u[0-9a-fA-F]{4}|\\.|"|[ \t\r\n]+', re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t"}
_REFERENCE = re.compile(r"\s*[@?](?:[\w.]+:)?\w+/[\w.]+\s*")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def read(text: str) -> list[Content]:
    """The strings as segments; a tag, in markup or in CDATA, is an opaque part of its text."""
    xml = Xml(text)
    return [Content(segments=[segment for element in xml.root.elements() for segment in _segments(xml, element)])]


def _segments(xml: Xml, element: Element) -> Iterator[Segment]:
    name = element.attributes.get("name", "")
    if element.attributes.get("translatable") == "false":
        return
    if element.name == "string":
        yield from _segment(xml, element, name)
    elif element.name == "string-array":
        for number, item in enumerate(element.elements("item")):
            yield from _segment(xml, item, f"{name}.{number}")
    elif element.name == "plurals":
        for item in element.elements("item"):
            plural = item.attributes.get("quantity")
            yield from _segment(xml, item, identifier([name], plural), plural)


def _segment(xml: Xml, element: Element, id: str, plural: str | None = None) -> Iterator[Segment]:
    pieces = Pieces(element.inside)
    _add(xml, element, pieces)
    if _REFERENCE.fullmatch(pieces.text):
        return
    pieces = pieces.stripped().decoded(_ESCAPE, _decoder())
    pieces.opaque = sorted({*pieces.opaque, *(Span(*match.span()) for match in _TAG.finditer(pieces.text))})
    syntaxes = () if element.attributes.get("formatted") == "false" else ("android",)
    yield pieces.segment(id, plural=plural, syntaxes=syntaxes)


def _add(xml: Xml, element: Element, pieces: Pieces) -> None:
    for child in element.children:
        if isinstance(child, Text):
            xml.add(child, pieces)
        elif child.name == "g":  # xliff:g, a part that is not to be translated
            pieces.add(xml.text(child), child.inside, child.inside_end, opaque=True)
        else:
            pieces.add(xml.file[child.start : child.inside], child.start, child.inside, opaque=True)
            _add(xml, child, pieces)
            pieces.add(xml.file[child.inside_end : child.end], child.inside_end, child.end, opaque=True)


def _decoder() -> Callable[[re.Match[str]], str]:
    """Escapes of one string: white space is one space outside quotation marks, which themselves are dropped."""
    quoted = False

    def decode(match: re.Match[str]) -> str:
        nonlocal quoted
        code = match[0]
        if code == '"':
            quoted = not quoted
            return ""
        if code[0] != "\\":
            return code if quoted else " "
        if len(code) == 6:
            return character(code[2:])
        return _CONTROLS.get(code[1], code[1])

    return decode


def _recognised(head: str) -> bool:
    return root_name(head) == "resources"


format = Format(
    name="android", suffixes=(".xml",), read=read, recognises=_recognised, translated=True, comments=comments
)
