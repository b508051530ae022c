"""Addresses and link targets that the translation lost or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from tqcheck import markup
from tqcheck.check import Check, Context, Example
from tqcheck.markup import Piece
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import translated

_TYPO = 0.9
"""Similarity from which two parts of an address are one with a slip."""
_SHORT = 3
"""Letters of parts that are too short to tell."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit, source in translated(document):
        theirs, ours = _targets(source), _targets(unit.text)
        have = {_same(piece.key) for piece in ours}
        wanted = {_same(piece.key) for piece in theirs}
        lost = [piece for piece in theirs if _same(piece.key) not in have and piece.key not in unit.text]
        new = [piece for piece in ours if _same(piece.key) not in wanted]
        for piece in lost:
            if not new:
                message = f"“{piece.key}” is missing from the translation"
                yield Finding(segment=unit, start=piece.start, end=piece.end, message=message, in_source=True)
                continue
            near = max(new, key=lambda other: SequenceMatcher(None, piece.key, other.key).ratio())
            if _slip(piece.key, near.key):
                message = f"the source has “{piece.key}”"
                yield Finding(segment=unit, start=near.start, end=near.end, message=message, suggestions=(piece.key,))


def _targets(text: str) -> list[Piece]:
    if not any(sign in text for sign in ":@("):
        return []
    found = [*markup.addresses(text), *markup.links(text)]
    return [piece for number, piece in enumerate(found) if piece.key not in {other.key for other in found[:number]}]


def _same(address: str) -> str:
    """What two spellings of one address have in common."""
    return address.lower().replace("https://", "http://").rstrip("/").replace("mailto:", "")


def _slip(address: str, other: str) -> bool:
    """Whether one is the other with a slip of the pen: a page in another language has another host or folder."""
    parts, others = (re.split("[/@]", text) for text in (address, other))
    differing = [(a, b) for a, b in zip(parts, others, strict=False) if a != b]
    return (
        len(parts) == len(others)
        and len(differing) == 1
        and min(map(len, differing[0])) > _SHORT
        and ("@" in address or SequenceMatcher(None, *differing[0]).ratio() > _TYPO)
        and len(set(differing[0][0])) > _SHORT
    )


check = Check(
    id="link",
    category="markup/link",
    severity=Severity.MAJOR,
    summary="A web or e-mail address that the translation lost or changed",
    why=(
        "An address is to be copied, not translated: a lost one loses the reader the page, one with a slip leads "
        "nowhere. A page of the same name in another language, at another host or in another folder, is good "
        "localisation and is not marked."
    ),
    limits="An address that the target language replaces by words.",
    needs_source=True,
    group="source",
    good=(
        Example("Siehe https://de.wikipedia.org/wiki/Haus.", "de", source="See https://en.wikipedia.org/wiki/House."),
        Example("Siehe [Hilfe](https://example.org/de/)", "de", source="See [help](https://example.org/en/)"),
        Example("https://example.org を参照。", "ja", source="See https://example.org/."),
        Example("Etwa ich@mein-server.de", "de", source="For example me@myserver.com"),
    ),
    bad=(
        Example("Siehe Handbuch.", "de", source="See [[https://example.org/manual]]."),
        Example("Siehe [[https://example.org/handbooks/]]", "de", source="See https://example.org/handbook/"),
        Example("Schreiben Sie an [[hilfe@example.org]].", "de", source="Write to help@example.org."),
    ),
    find=find,
)
