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
_EXAMPLE = re.compile(r"(?:user|name|your|example|domain|john|jane|foo)[^/]*@|@(?:example|domain|your)", re.IGNORECASE)
"""E-mail addresses of nobody, which may be translated."""
_SHORT = 3
"""Letters of parts that are too short to tell."""


_MOST = 50
"""Addresses of a unit among which that is looked for which one was meant to be."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit, source in translated(document):
        theirs, ours = _targets(source), _targets(unit.text)
        have = {_same(piece.key) for piece in ours}
        wanted = {_same(piece.key) for piece in theirs}
        lost = [
            piece
            for piece in theirs
            if _same(piece.key) not in have and not _stands(piece.key, unit.text) and not _EXAMPLE.search(piece.key)
        ]
        new = [piece for piece in ours if _same(piece.key) not in wanted]
        for piece in lost:
            if not new:
                message = f"“{piece.key}” is missing from the translation"
                yield Finding(segment=unit, start=piece.start, end=piece.end, message=message, in_source=True)
                continue
            near = max(new[:_MOST], key=lambda other: SequenceMatcher(None, piece.key, other.key).ratio())
            if _slip(piece.key, near.key):
                message = f"the source has “{piece.key}”"
                yield Finding(segment=unit, start=near.start, end=near.end, message=message, suggestions=(piece.key,))


def _targets(text: str) -> list[Piece]:
    if not any(sign in text for sign in ":@("):
        return []
    found = [*markup.addresses(text), *markup.links(text)]
    first: dict[str, Piece] = {}
    for piece in found:
        first.setdefault(piece.key, piece)
    return list(first.values())


def _same(address: str) -> str:
    """What two spellings of one address have in common."""
    return address.lower().replace("https://", "http://").rstrip("/").replace("mailto:", "")


def _stands(address: str, text: str) -> bool:
    """Whether prose has the address, perhaps without its scheme."""
    bare = re.sub(r"^\w+:(?://)?|/$", "", address)
    return re.search(rf"{re.escape(bare)}(?![A-Za-z0-9-]|/\w)", text) is not None


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
        Example("Etwa nutzername@pod.tld", "de", source="For example username@pod.tld"),
        Example("Mehr auf example.org.", "de", source="More at https://example.org/."),
    ),
    bad=(
        Example("Siehe Handbuch.", "de", source="See [[https://example.org/manual]]."),
        Example("Siehe [[https://example.org/handbooks/]]", "de", source="See https://example.org/handbook/"),
        Example("Schreiben Sie an [[hilfe@widgets.org]].", "de", source="Write to help@widgets.org."),
    ),
    find=find,
)
