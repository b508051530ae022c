"""Word documents (.docx): paragraphs, of which each is a line of the text that offsets count in.

Deleted text of tracked changes, field codes and comments are left out. Archives that unpack to far
more than they hold are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.errors import UnreadableFile
from tqcheck.files.format import Content, Format
from tqcheck.files.xml_tree import Element, Xml
from tqcheck.types import Run, Segment

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_LARGEST = 200_000_000
"""Bytes that all parts together may unpack to."""
_DENSEST = 200
"""Times that a part may be larger than it is packed; XML of documents is 5 to 50."""
_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
_CHARACTERS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_LEFT_OUT = frozenset(["del", "moveFrom", "Fallback", "txbxContent", "pPr", "rPr", "instrText", "delText"])


def unpack(data: bytes) -> str:
    """The XML of a document's text, its parts in one element. Raises UnreadableFile for what is no DOCX."""
    import io
    import zipfile
    import zlib

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = [info for name in _PARTS for info in archive.infolist() if info.filename == name]
        if not any(info.filename == _PARTS[0] for info in names):
            raise UnreadableFile("this is no Word document: there is no word/document.xml in it")
        for info in names:
            if info.flag_bits & 1:
                raise UnreadableFile("the document is encrypted; save it without a password")
            if info.file_size > 1_000_000 and info.file_size > _DENSEST * max(1, info.compress_size):
                raise UnreadableFile(f"{info.filename} unpacks to {info.file_size:,} bytes from {info.compress_size:,}")
        if len(names) > len(_PARTS) or sum(info.file_size for info in names) > _LARGEST:
            raise UnreadableFile(f"the document unpacks to more than {_LARGEST:,} bytes")
        parts = []
        for info in names:
            with archive.open(info) as part:
                content = part.read(info.file_size + 1)
            if len(content) > info.file_size:
                raise UnreadableFile(f"{info.filename} unpacks to more than the archive says")
            parts.append(_DECLARATION.sub("", content.decode("utf-8-sig")))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableFile(f"this is no Word document, or a damaged one ({error})") from None
    except UnicodeDecodeError:
        raise UnreadableFile("the text of the document is not UTF-8; open and save it again") from None
    return f"<parts>{''.join(parts)}</parts>"


def read(text: str) -> list[Content]:
    """The paragraphs as segments, by their number."""
    xml = Xml(text)
    paragraphs: list[str] = []
    segments: list[Segment] = []
    at = 0
    for paragraph, in_cell in _paragraphs(xml.root, False):
        line = re.sub(r"[\r\n]+", " ", "".join(_text(xml, paragraph)))
        kind = "cell" if in_cell else _kind(paragraph)
        if line.strip():
            runs = (Run(0, len(line), at, at + len(line)),)
            segments.append(Segment(id=f"p{len(paragraphs) + 1}", text=line, runs=runs, kind=kind))
        paragraphs.append(line)
        at += len(line) + 1
    return [Content(segments=segments, text="\n".join(paragraphs))]


def _paragraphs(element: Element, in_cell: bool) -> Iterator[tuple[Element, bool]]:
    """Every paragraph in order, with whether it stands in a table."""
    for child in element.elements():
        if child.name in ("Fallback", "del", "moveFrom"):
            continue
        if child.name == "p":
            yield child, in_cell
        yield from _paragraphs(child, in_cell or child.name == "tc")


def _text(xml: Xml, element: Element) -> Iterator[str]:
    for child in element.elements():
        if child.name == "t":
            yield xml.text(child)
        elif child.name in _CHARACTERS:
            yield _CHARACTERS[child.name]
        elif child.name not in _LEFT_OUT:
            yield from _text(xml, child)


def _kind(paragraph: Element) -> str:
    properties = paragraph.first("pPr")
    if properties is None:
        return "paragraph"
    style = properties.first("pStyle")
    name = style.attributes.get("val", "").lower() if style is not None else ""
    if properties.first("outlineLvl") is not None or name.startswith(("heading", "title", "subtitle")):
        return "heading"
    return "item" if properties.first("numPr") is not None or name.startswith("list") else "paragraph"


format = Format(name="docx", suffixes=(".docx",), read=read, decode=unpack, continuous=True)
