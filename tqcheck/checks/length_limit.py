"""Translations that are longer than their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Segment, Severity
from tqcheck.units import translated

_COMMENT = re.compile(
    r"(?:max(?:imum)?[\s._-]?(?:len(?:gth)?|width|size|chars?|characters?)|(?:char(?:acter)?|length)[\s_-]?limit)"
    r"(?:\s*(?:[:=]|is|of|to)\s*|\s+)(?P<before>\d{1,4})(?:\s*(?:chars?|characters?))?\b"
    r"|(?:max(?:imum)?\.?|at most|up to|not? (?:more|longer) than)(?: of)?\s+(?P<after>\d{1,4})\s+char(?:acter)?s?\b",
    re.IGNORECASE,
)


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit, source in translated(document):
        limit = unit.max_length or _in_comment(unit)
        length = _length(unit.text)
        if limit and length > limit and (unit.max_length or _length(source) <= limit):
            yield Finding(
                segment=unit,
                start=_position(unit.text, limit),
                end=len(unit.text),
                message=f"{length} characters where {limit} are allowed",
            )


def _in_comment(unit: Segment) -> int | None:
    match = _COMMENT.search(unit.comment)
    return int(match["before"] or match["after"]) if match else None


def _length(text: str) -> int:
    """Characters as a reader counts them: letters with their marks."""
    return sum(1 for sign in text if not unicodedata.combining(sign))


def _position(text: str, length: int) -> int:
    """Where the first `length` characters end."""
    count = 0
    for position, sign in enumerate(text):
        count += not unicodedata.combining(sign)
        if count > length:
            return position
    return len(text)


check = Check(
    id="length-limit",
    category="design/length",
    severity=Severity.MAJOR,
    summary="A translation longer than the file allows",
    why=(
        "What does not fit is cut off, or breaks the page. The limit is the unit’s own (XLIFF’s maxwidth, size limits "
        "of other formats), or said in its comment: “max length: 20”, “at most 20 characters”. The span is what is too "
        "much. A limit in a comment that the source itself exceeds is not one."
    ),
    limits="Limits in pixels or bytes.",
    needs_source=True,
    group="source",
    good=(
        Example("Datei öffnen", "de", source="Open file", max_length=12),
        Example("Datei öffnen", "de", source="Open file", comment="Max length: 12"),
        Example("Datei öffnen", "de", source="Open file", comment="Opens a file of at most 5 MB"),
    ),
    bad=(
        Example("Datei öffn[[en]]", "de", source="Open file", max_length=10),
        Example("Datei öffn[[en]]", "de", source="Open file", comment="at most 10 characters"),
    ),
    find=find,
)
