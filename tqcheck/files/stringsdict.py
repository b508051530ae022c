"""Apple's plural rules (.stringsdict): the forms of each variable of a string."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from tqcheck.errors import UnreadableFile
from tqcheck.files.format import Content, Format
from tqcheck.files.nested import PLURALS, identifier
from tqcheck.files.xml_tree import Element, Xml, comments
from tqcheck.types import Segment

_VARIABLE = re.compile(r"%(?:\d+\$)?#@\w+@")


def read(text: str) -> list[Content]:
    """The forms as segments, and the string around them where it says anything by itself."""
    xml = Xml(text)
    top = xml.root.first("dict")
    if xml.root.name != "plist" or top is None:
        raise UnreadableFile("the root element is not a <plist> with a <dict>")
    return [Content(segments=[segment for key, entry in _pairs(xml, top) for segment in _segments(xml, key, entry)])]


def _pairs(xml: Xml, element: Element) -> Iterator[tuple[str, Element]]:
    """Keys and values of a <dict>."""
    children = list(element.elements())
    for key, value in itertools.pairwise(children):
        if key.name == "key" and value.name != "key":
            yield xml.text(key), value


def _segments(xml: Xml, name: str, entry: Element) -> Iterator[Segment]:
    for key, value in _pairs(xml, entry):
        if value.name == "dict":
            for plural, form in _pairs(xml, value):
                if plural in PLURALS and form.name == "string":
                    yield xml.pieces(form).segment(identifier([name, key], plural), plural=plural, syntaxes=("objc",))
        elif key == "NSStringLocalizedFormatKey" and _VARIABLE.sub("", xml.text(value)).strip():
            yield xml.pieces(value).segment(name, syntaxes=("objc",))


format = Format(name="stringsdict", suffixes=(".stringsdict",), read=read, translated=True, comments=comments)
