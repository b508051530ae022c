"""Spanish questions and exclamations without their opening mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import habit

_CLOSING = re.compile(r"(?<=[^\W_])[?!](?=\s+[A-ZÁÉÍÓÚÑ¿¡]|[)\"»”*]|\s*$)")
_OPENING = {"?": "¿", "!": "¡"}


def find(document: Document, context: Context) -> Iterator[Finding]:
    slips: list[Finding] = []
    kept = 0
    for segment in document.segments:
        for match in _CLOSING.finditer(segment.text):
            before = segment.text[: match.start()]
            opening = _OPENING[match[0]]
            if before.count("¿") + before.count("¡"):
                kept += 1
            elif _CLOSING.search(before) is None and len(before.split()) > 1:
                message = f"the opening “{opening}” of this sentence is missing"
                slips.append(Finding(segment=segment, start=match.start(), end=match.end(), message=message))
    if kept and not habit(len(slips), kept):
        yield from slips


check = Check(
    id="inverted-mark",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    summary="A Spanish question or exclamation without its opening mark: Dónde está?",
    why=(
        "Spanish opens a question with “¿” and an exclamation with “¡”. A text that otherwise does so, and once does "
        "not, kept the source’s punctuation. A text that never does is left alone."
    ),
    limits="A closing mark that is quoted, or part of a name.",
    targets=frozenset({"es"}),
    whole_document=True,
    good=(
        Example("¿Dónde está el archivo? ¡Aquí está! ¿Cómo?, preguntó.", "es"),
        Example("Visite Yahoo! o pregunte.\n\n¿Dónde está el archivo?", "es"),
    ),
    bad=(Example("¿Dónde está el archivo?\n\n¿Quiere guardarlo?\n\n¡Listo ahora!\n\nQuiere borrar todo[[?]]", "es"),),
    find=find,
)
