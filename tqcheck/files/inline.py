"""Inline codes of XLIFF and TMX.

A code stands in the text as an opaque tag with its ID, such as `<x id="1"/>`, in source and target
alike, whatever else the file says of it. `mrk` and `hi` mark text and are no codes, but a protected `mrk` is
opaque.
"""

from __future__ import annotations

from tqcheck.files.pieces import Pieces
from tqcheck.files.xml_tree import Element, Text, Xml

_CODE = frozenset("x bx ex ph bpt ept it ut sc ec sm em cp".split())
"""Elements which stand for code, whatever they hold."""
_PAIRED = frozenset(["g", "pc"])
"""Elements whose tags are code and whose content is text."""
_IDS = ("id", "startRef", "rid", "x", "i")


def inline(xml: Xml, element: Element) -> Pieces:
    """The text of an element with its inline codes."""
    pieces = Pieces(element.inside)
    _add(xml, element, pieces)
    return pieces


def _add(xml: Xml, element: Element, pieces: Pieces) -> None:
    for child in element.children:
        if isinstance(child, Text):
            xml.add(child, pieces)
            continue
        said = child.attributes
        id = next((said[name] for name in _IDS if name in said), "")
        if child.name in _CODE or (child.name in _PAIRED and child.inside == child.end):
            pieces.add(f'<{child.name} id="{id}"/>', child.start, child.end, opaque=True)
        elif child.name in _PAIRED:
            pieces.add(f'<{child.name} id="{id}">', child.start, child.inside, opaque=True)
            _add(xml, child, pieces)
            pieces.add(f"</{child.name}>", child.inside_end, child.end, opaque=True)
        elif child.name == "mrk" and (said.get("mtype") == "protected" or said.get("translate") == "no"):
            pieces.add(xml.text(child), child.inside, child.inside_end, opaque=True)
        else:
            _add(xml, child, pieces)
