"""Translation memories (.tmx): each unit's variants against the one in the source language."""

from __future__ import annotations

from tqcheck.errors import UnreadableFile
from tqcheck.files.format import Content, Format
from tqcheck.files.inline import inline
from tqcheck.files.locales import normalised
from tqcheck.files.xml_tree import Element, Xml, comments
from tqcheck.types import Segment


def read(text: str) -> list[Content]:
    """The variants as segments, for each target language. Without a source language, the first is the source."""
    xml = Xml(text)
    if xml.root.name != "tmx":
        raise UnreadableFile(f"the root element is <{xml.root.name}>, not <tmx>")
    header = xml.root.first("header")
    declared = header.attributes.get("srclang") if header is not None else None
    contents: dict[tuple[str | None, str | None], list[Segment]] = {}
    for unit in xml.root.every("tu"):
        variants = [
            (_language(variant), segment) for variant in unit.elements("tuv") for segment in variant.elements("seg")
        ]
        source_lang = unit.attributes.get("srclang", declared)
        wanted = normalised(source_lang) if source_lang and source_lang != "*all*" else None
        original = next((pair for pair in variants if wanted and normalised(pair[0]) == wanted), None)
        original = original or next(iter(variants), None)
        if original is None:
            continue
        source = inline(xml, original[1])
        for variant in variants:
            if variant is not original:
                segment = inline(xml, variant[1]).segment(
                    unit.attributes.get("tuid") or source.text,
                    source=source,
                    comment="\n".join(xml.text(note) for note in unit.elements("note")),
                )
                contents.setdefault((original[0], variant[0]), []).append(segment)
    return [
        Content(segments=segments, source_lang=source, target_lang=target)
        for (source, target), segments in contents.items()
    ] or [Content(segments=[])]


def _language(variant: Element) -> str:
    return variant.attributes.get("xml:lang") or variant.attributes.get("lang", "")


format = Format(name="tmx", suffixes=(".tmx",), read=read, comments=comments)
