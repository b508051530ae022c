"""XML with positions: expat says whether it is well formed, one pattern then says where everything stands.

External entities, and entities made of other entities, are refused: nothing is fetched and nothing explodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from tqcheck.errors import UnreadableFile
from tqcheck.files.format import malformed
from tqcheck.files.pieces import Pieces
from tqcheck.types import Span

_TOKEN = re.compile(
    r"""
      <!--.*?-->
    | <!\[CDATA\[(?P<cdata>.*?)\]\]>
    | <\?.*?\?>
    | <!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*(?:\[.*?\]\s*)?>
    | <(?P<close>/)?(?P<name>[^\s/>]+)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*?)(?P<empty>/)?>
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|([^;\s]+));|\r\n?")
_PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_LONGEST_ENTITY = 1000
_DEEPEST = 200
_MOST_EXPANDED = 1_000_000
_FIRST = re.compile(r"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>]|\[.*?\]\s*)*>)\s*)*<([^\s/>]+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between tags; `cdata`: they stand in a CDATA section, and are no markup."""

    start: int
    end: int
    cdata: bool = False


@dataclass(slots=True)
class Element:
    """An element by its local name. Its start tag ends at `inside`, its end tag begins at `inside_end`."""

    name: str
    attributes: dict[str, str]
    start: int
    inside: int
    inside_end: int = 0
    end: int = 0
    children: list[Element | Text] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator[Element]:
        """Child elements, of these names if any are given."""
        return (child for child in self.children if isinstance(child, Element) and (not names or child.name in names))

    def first(self, name: str) -> Element | None:
        return next(self.elements(name), None)

    def every(self, *names: str) -> Iterator[Element]:
        """Descendants of these names, in document order."""
        for child in self.elements():
            if child.name in names:
                yield child
            yield from child.every(*names)


class Xml:
    """A file of XML: `root`, and the text of its elements. Raises UnreadableFile when not well formed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._entities = _well_formed(file)
        self._expanded = 0
        self.root = self._tree()

    def pieces(self, element: Element) -> Pieces:
        """The text of an element, that of its descendants included, markup left out."""
        pieces = Pieces(element.inside)
        self._add_text(element, pieces)
        return pieces

    def text(self, element: Element | None) -> str:
        """The same as a string; empty for no element."""
        return "" if element is None else self.pieces(element).text

    def add(self, text: Text, pieces: Pieces) -> None:
        """Append characters, with references and line ends decoded."""
        if text.cdata:
            pieces.add_decoded(self.file, text.start, text.end, _LINE_END, _line_end)
        else:
            pieces.add_decoded(self.file, text.start, text.end, _REFERENCE, self._resolved)

    def _add_text(self, element: Element, pieces: Pieces) -> None:
        for child in element.children:
            if isinstance(child, Text):
                self.add(child, pieces)
            else:
                self._add_text(child, pieces)

    def _resolved(self, match: re.Match[str]) -> str:
        decimal, hexadecimal, name = match.groups()
        if decimal or hexadecimal:
            return chr(int(decimal) if decimal else int(hexadecimal, 16))
        if name is None:
            return "\n"
        if name in _PREDEFINED:
            return _PREDEFINED[name]
        value = self._entities.get(name, "")
        self._expanded += len(value)
        if self._expanded > _MOST_EXPANDED:
            raise malformed(
                self.file, match.start(), "the entities of this file expand to far more than the file holds"
            )
        return value

    def _tree(self) -> Element:
        top = Element("", {}, 0, 0)
        open_elements = [top]
        at = 0
        for match in _TOKEN.finditer(self.file):
            parent = open_elements[-1]
            if match.start() > at and parent is not top:
                parent.children.append(Text(at, match.start()))
            at = match.end()
            if match["cdata"] is not None:
                parent.children.append(Text(*match.span("cdata"), cdata=True))
            elif match["close"]:
                parent.inside_end, parent.end = match.start(), match.end()
                open_elements.pop()
            elif match["name"]:
                attributes = {
                    key if key.startswith("xml:") else key.split(":")[-1]: _REFERENCE.sub(
                        self._resolved, double + single
                    )
                    for key, double, single in _ATTRIBUTE.findall(match["attributes"])
                }
                element = Element(match["name"].split(":")[-1], attributes, match.start(), match.end())
                parent.children.append(element)
                if match["empty"]:
                    element.inside = element.inside_end = element.end = match.end()
                else:
                    open_elements.append(element)
                if len(open_elements) > _DEEPEST:
                    raise malformed(self.file, match.start(), f"elements are nested more than {_DEEPEST} deep")
        return next(top.elements())


_LINE_END = re.compile(r"\r\n?")


def _line_end(_: re.Match[str]) -> str:
    return "\n"


def comments(file: str) -> Iterator[Span]:
    """Where the comments of a file stand."""
    return (Span(*match.span()) for match in _TOKEN.finditer(file) if match[0].startswith("<!--"))


def root_name(head: str) -> str | None:
    """The local name of the first element of a text; None where it is no XML."""
    match = _FIRST.match(head)
    return match[1].split(":")[-1] if match else None


def _well_formed(file: str) -> dict[str, str]:
    """The entities that a file declares. Raises UnreadableFile when it isn't well formed."""
    entities: dict[str, str] = {}
    parser = expat.ParserCreate("utf-8")

    def refuse(what: str) -> UnreadableFile:
        return UnreadableFile(f"line {parser.CurrentLineNumber}: {what}")

    def declared(name: str, is_parameter: int, value: str | None, *_: object) -> None:
        if is_parameter or value is None:
            raise refuse("external entities and parameter entities are refused; write their text into the file")
        if "&" in value or "<" in value or len(value) > _LONGEST_ENTITY:
            raise refuse("entities made of markup, of other entities or of long text are refused")
        entities[name] = value

    def external(*_: object) -> int:
        raise refuse("external entities are refused; write their text into the file")

    parser.EntityDeclHandler = declared
    parser.ExternalEntityRefHandler = external
    try:
        parser.Parse(file.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise UnreadableFile(f"line {error.lineno}: not well-formed XML ({expat.ErrorString(error.code)})") from None
    return entities
