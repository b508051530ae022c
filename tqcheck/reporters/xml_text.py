"""XML as text; whatever was put in has gone through `visible`, which leaves nothing that XML forbids."""

from __future__ import annotations

from typing import TextIO
from xml.etree import ElementTree


def dump(root: ElementTree.Element, stream: TextIO) -> None:
    ElementTree.indent(root, " ")
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(ElementTree.tostring(root, encoding="unicode"))
    stream.write("\n")
