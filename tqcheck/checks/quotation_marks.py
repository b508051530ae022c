"""Quotation marks of another language in a file that otherwise has the target's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Segment, Severity
from tqcheck.units import habit, prose, translated

_OWN = {
    **dict.fromkeys("de cs sk sl bg is lt et hr sr".split(), ("„", "“”")),
    **dict.fromkeys("pl ro hu nl".split(), ("„", "”")),
    **dict.fromkeys("fr ru uk be el no nb nn es it pt ca hy".split(), ("«", "»")),
    **dict.fromkeys(("ja", "zh"), ("「“《『", "」”》』")),
}
"""Opening and closing marks, as CLDR has them."""
_ENGLISH = re.compile(r"“[^“”„]{1,80}”")


def find(document: Document, context: Context) -> Iterator[Finding]:
    opening, closing = _OWN[base(context.target_lang)]
    slips: list[tuple[Segment, re.Match[str]]] = []
    kept = 0
    for unit, _ in translated(document):
        text = prose(unit.text, unit.syntaxes, "x")
        kept += sum(text.count(mark) for mark in opening)
        if not any(mark in text for mark in opening):  # “” is also the pair inside « »
            slips += [(unit, match) for match in _ENGLISH.finditer(text)]
    if kept and not habit(len(slips), kept):
        for unit, match in slips:
            text = unit.text[match.start() : match.end()]
            yield Finding(
                segment=unit,
                start=match.start(),
                end=match.end(),
                message=f"English quotation marks where this text has {opening[0]} {closing[0]}",
                suggestions=(f"{opening[0]}{text[1:-1]}{closing[0]}",),
                confidence=0.85,
            )


check = Check(
    id="quotation-marks",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    summary="English quotation marks in a text that has its language’s own: “so” beside „so“",
    why=(
        "German, French, Russian and others have quotation marks of their own. A file that has them, and in a few "
        "places has the English pair, kept the source’s marks there. A file that keeps to one style of another "
        "language is left alone, as are straight marks."
    ),
    limits="Quotations inside quotations that begin in another unit.",
    targets=frozenset(_OWN),
    needs_source=True,
    whole_document=True,
    group="source",
    good=(
        Example("Die Datei “a”", "de", source="The file “a”"),
        Example("Il dit « oui, “peut-être” »", "fr", source="He says “yes, ‘perhaps’”"),
    ),
    bad=(
        Example(
            "Die Datei „a“\n\nDer Ordner „b“\n\nDas Bild [[“c”]]",
            "de",
            source="The file “a”\n\nThe folder “b”\n\nThe image “c”",
        ),
    ),
    find=find,
)
