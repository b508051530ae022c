"""Units that the file itself calls unfinished."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import finished


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit in document.segments:
        if unit.source is not None and unit.text.strip() and not finished(unit):
            yield Finding(segment=unit, start=0, end=len(unit.text), message=f"the file says: {unit.state}")


check = Check(
    id="unfinished-unit",
    category="other/unfinished",
    severity=Severity.NEUTRAL,
    summary="A unit whose state says that work is to be done: fuzzy, needs-review",
    why=(
        "A fuzzy or unreviewed translation is a state, not an error: it is named, costs nothing, and is not compared "
        "with its source, since the translator has not finished it. gettext leaves fuzzy units out of the program."
    ),
    limits="Teams that mark finished work as unreviewed get no other checks with a source.",
    needs_source=True,
    group="source",
    good=(Example("Datei öffnen", "de", source="Open file"), Example("Öffnen", "de", source="Open", state="final")),
    bad=(Example("[[Datei öffnen]]", "de", source="Open folder", state="fuzzy"),),
    find=find,
)
