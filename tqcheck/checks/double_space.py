"""Two spaces in a row that the source does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import habit, is_code, translated

_TWO = re.compile(r"(?<=\S)(?<![.!?:|])[ \u00a0]{2,}(?=[^\s|])")


def find(document: Document, context: Context) -> Iterator[Finding]:
    slips: list[Finding] = []
    kept = 0
    for unit, source in translated(document):
        found = [] if "  " in source or is_code(source) else list(_TWO.finditer(unit.text))
        kept += not found
        slips += [
            Finding(
                segment=unit,
                start=match.start(),
                end=match.end(),
                message="two spaces in a row",
                suggestions=(" ",),
                confidence=0.95,
            )
            for match in found
        ]
    if not habit(len(slips), kept):
        yield from slips


check = Check(
    id="double-space",
    category="markup/white-space",
    severity=Severity.MINOR,
    summary="Two spaces in a row inside a sentence",
    why=(
        "Two spaces inside a sentence are left behind when a word is taken out or a placeholder is moved. They are "
        "marked where the source has none; behind the end of a sentence, where some typists put them, they are not."
    ),
    limits="Columns that are lined up with spaces.",
    needs_source=True,
    whole_document=True,
    group="source",
    good=(
        Example("Fertig.  Weiter geht es", "de", source="Done. Go on"),
        Example("a  b", "de", source="a  b"),
    ),
    bad=(Example("Die[[  ]]Datei", "de", source="The file"),),
    find=find,
)
