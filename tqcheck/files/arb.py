"""Application Resource Bundles (.arb) of Flutter: ICU messages with descriptions."""

from __future__ import annotations

from tqcheck.files.format import Content, Format
from tqcheck.files.json_tree import String, parse


def read(text: str) -> list[Content]:
    """The messages as segments, by their keys; keys that begin with @ describe."""
    root = parse(text)
    segments = [
        value.pieces.segment(key, comment=root.string(f"@{key}", "description") or "", syntaxes=("icu",))
        for key, value in root.members
        if isinstance(value, String) and not key.startswith("@")
    ]
    return [Content(segments=segments, target_lang=root.string("@@locale"))]


def _recognised(head: str) -> bool:
    return head.lstrip().startswith(("{", "["))  # Ruby has templates of this suffix


format = Format(name="arb", suffixes=(".arb",), read=read, recognises=_recognised, translated=True)
