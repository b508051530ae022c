""".NET resources (.resx): the strings among them."""

from __future__ import annotations

from tqcheck.errors import UnreadableFile
from tqcheck.files.format import Content, Format
from tqcheck.files.xml_tree import Xml, comments
from tqcheck.types import Segment


def read(text: str) -> list[Content]:
    """The strings as segments, by name; other types, the designer's own entries and locked ones are left out."""
    xml = Xml(text)
    if xml.root.name != "root":
        raise UnreadableFile(f"the root element is <{xml.root.name}>, not <root>")
    segments: list[Segment] = []
    for data in xml.root.elements("data"):
        name, value = data.attributes.get("name", ""), data.first("value")
        comment = xml.text(data.first("comment"))
        if (
            value is None
            or {"type", "mimetype"} & set(data.attributes)
            or name.startswith(">>")
            or comment == "{Locked}"
        ):
            continue
        segments.append(xml.pieces(value).segment(name, comment=comment, syntaxes=("c-sharp",)))
    return [Content(segments=segments)]


format = Format(name="resx", suffixes=(".resx",), read=read, translated=True, comments=comments)
