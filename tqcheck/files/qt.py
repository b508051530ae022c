"""Qt Linguist files (.ts): messages with contexts, plural forms and states; vanished ones are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tqcheck.files.format import Content, Format
from tqcheck.files.locales import normalised
from tqcheck.files.nested import PLURALS, identifier
from tqcheck.files.pieces import Pieces
from tqcheck.files.xml_tree import Element, Text, Xml, comments, root_name
from tqcheck.languages import plural_categories
from tqcheck.types import Segment


def read(text: str) -> list[Content]:
    """The messages as segments, one for each plural form."""
    xml = Xml(text)
    language = xml.root.attributes.get("language")
    segments = [segment for context in xml.root.elements("context") for segment in _context(xml, context, language)]
    return [Content(segments=segments, source_lang=xml.root.attributes.get("sourcelanguage"), target_lang=language)]


def _context(xml: Xml, context: Element, language: str | None) -> Iterator[Segment]:
    name = xml.text(context.first("name"))
    for message in context.elements("message"):
        source, translation = message.first("source"), message.first("translation")
        state = translation.attributes.get("type") if translation is not None else None
        if translation is None or state in ("vanished", "obsolete"):
            continue
        original = Pieces() if source is None else _pieces(xml, source)
        parts = [name, original.text, xml.text(message.first("comment"))]
        id = message.attributes.get("id") or "\x04".join(parts).rstrip("\x04")
        notes = [xml.text(message.first(note)) for note in ("comment", "extracomment", "translatorcomment")]
        shared: dict[str, Any] = {
            "source": original if len(original) else None,
            "state": state,
            "comment": "\n".join(filter(None, notes)),
            "syntaxes": ("qt",),
        }
        forms = list(translation.elements("numerusform"))
        if message.attributes.get("numerus") != "yes" or not forms:
            yield _pieces(xml, translation).segment(id, **shared)
            continue
        tag = normalised(language) if language else None
        known = plural_categories(tag) if tag else {}
        categories = [category for category in PLURALS if category in known]
        for number, form in enumerate(forms):
            category = categories[number] if len(categories) == len(forms) else None
            yield _pieces(xml, form).segment(identifier([id], category or str(number)), plural=category, **shared)


def _pieces(xml: Xml, element: Element) -> Pieces:
    """The text of an element; of variants by length, the first and longest."""
    element = element.first("lengthvariant") or element
    pieces = Pieces(element.inside)
    for child in element.children:
        if isinstance(child, Text):
            xml.add(child, pieces)
        elif child.name == "byte":
            value = child.attributes.get("value", "")
            number = int(value[1:], 16) if value[:1] == "x" else int(value or 0)
            pieces.add(chr(number), child.start, child.end)
    return pieces


def _recognised(head: str) -> bool:
    return root_name(head) == "TS"


format = Format(name="qt", suffixes=(".ts",), read=read, recognises=_recognised, comments=comments)
