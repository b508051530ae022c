"""Pairing: the units of a translation with those of the file that they were translated from."""

from __future__ import annotations

import re
from dataclasses import replace

from tqcheck.types import Document, Segment

_PLURAL = re.compile(r"(.*)\[(?:zero|one|two|few|many|other)\]", re.DOTALL)
_FORMS = ("other", "many", "few", "one")


def paired(document: Document, original: Document) -> Document:
    """The document with each unit's source, found by its ID in the original.

    A plural form that the source language doesn't have is paired with the form "other".
    """
    sources = {segment.id: segment.text for segment in original.segments}
    return replace(
        document,
        segments=tuple(_with_source(segment, sources) for segment in document.segments),
        source_lang=document.source_lang or original.target_lang,
    )


def unit_of(id: str) -> str:
    """The ID of a unit, which is that of all its plural forms."""
    match = _PLURAL.fullmatch(id)
    return match[1] if match else id


def _with_source(segment: Segment, sources: dict[str, str]) -> Segment:
    ids = [segment.id]
    if match := _PLURAL.fullmatch(segment.id):
        ids += [f"{match[1]}[{form}]" for form in _FORMS]
        ids.append(match[1])
    found = next((sources[id] for id in ids if id in sources), None)
    return segment if found is None else replace(segment, source=found)
