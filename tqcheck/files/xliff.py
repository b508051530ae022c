"""XLIFF 1.2 and 2.x: units with their sources, notes, states and inline codes; translate="no" is left out."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.errors import UnreadableFile
from tqcheck.files.format import Content, Format, whole_number
from tqcheck.files.inline import inline
from tqcheck.files.pieces import Pieces
from tqcheck.files.xml_tree import Element, Xml, comments, root_name
from tqcheck.types import Segment

_APPLE = (".strings", ".stringsdict", ".xcstrings", ".storyboard", ".xib", ".plist", ".swift")


def read(text: str) -> list[Content]:
    """The units as segments, by target language: the files in an XLIFF may differ in it.

    A file without translations is a template: its originals are the segments, in their own language.
    """
    xml = Xml(text)
    if xml.root.name != "xliff":
        raise UnreadableFile(f"the root element is <{xml.root.name}>, not <xliff>")
    contents: dict[tuple[str | None, str | None], list[Segment]] = {}
    is_2 = "srcLang" in xml.root.attributes
    for file in xml.root.elements("file"):
        said = xml.root.attributes if is_2 else file.attributes
        source, target = (
            (said.get("srcLang"), said.get("trgLang"))
            if is_2
            else (said.get("source-language"), said.get("target-language"))
        )
        template = _is_template(target, file)
        units = (_units_2 if is_2 else _units_1)(xml, file, template)
        contents.setdefault((None, source) if template else (source, target), []).extend(units)
    return [
        Content(segments=segments, source_lang=source, target_lang=target)
        for (source, target), segments in contents.items()
    ] or [Content(segments=[])]


def _is_template(target_lang: str | None, file: Element) -> bool:
    """Whether a file has originals only: it names no target language, and nothing is translated."""
    return target_lang is None and not any(target.children for target in file.every("target"))


def _units_1(xml: Xml, file: Element, template: bool) -> Iterator[Segment]:
    syntaxes = ("objc",) if file.attributes.get("original", "").endswith(_APPLE) else ()
    for unit in _translatable(file, "trans-unit"):
        source, target = unit.first("source"), unit.first("target")
        if source is None:
            continue
        limit = unit.attributes.get("maxwidth", "") if unit.attributes.get("size-unit") == "char" else ""
        approved = unit.attributes.get("approved")
        state = target.attributes.get("state") if target is not None else None
        yield (inline(xml, source) if template else _text(xml, target, unit)).segment(
            unit.attributes.get("resname") or unit.attributes.get("id") or inline(xml, source).text,
            source=None if template else inline(xml, source),
            state=state or ("needs-review" if approved == "no" and target is not None and target.children else None),
            max_length=whole_number(limit),
            comment=_notes(xml, unit),
            syntaxes=syntaxes,
        )


def _units_2(xml: Xml, file: Element, template: bool) -> Iterator[Segment]:
    for unit in _translatable(file, "unit"):
        notes = unit.first("notes")
        comment = _notes(xml, notes) if notes is not None else ""
        segments = list(unit.elements("segment"))
        for number, segment in enumerate(segments, 1):
            source, target = segment.first("source"), segment.first("target")
            if source is None:
                continue
            name = unit.attributes.get("name") or unit.attributes.get("id", "")
            yield (inline(xml, source) if template else _text(xml, target, segment)).segment(
                name if len(segments) == 1 else f"{name}/{segment.attributes.get('id', number)}",
                state=segment.attributes.get("subState") or segment.attributes.get("state"),
                source=None if template else inline(xml, source),
                comment=comment,
            )


def _translatable(element: Element, name: str) -> Iterator[Element]:
    """The units in an element and its groups, less those which it says are not to be translated."""
    for child in element.elements():
        if child.attributes.get("translate") == "no":
            continue
        if child.name == name:
            yield child
        elif child.name in ("body", "group"):
            yield from _translatable(child, name)


def _notes(xml: Xml, element: Element) -> str:
    return "\n".join(filter(None, (xml.text(note).strip() for note in element.elements("note"))))


def _text(xml: Xml, element: Element | None, unit: Element) -> Pieces:
    """The text of a source or target; for a target that is not there, the empty text where it would stand."""
    if element is not None:
        return inline(xml, element)
    source = unit.first("source")
    return Pieces(source.end if source is not None else unit.inside)


def _recognised(head: str) -> bool:
    return root_name(head) == "xliff"


format = Format(
    name="xliff",
    suffixes=(".xlf", ".xliff", ".mxliff", ".sdlxliff", ".xml"),
    read=read,
    recognises=_recognised,
    comments=comments,
)
