"""One source with several translations, in one file or across the files of a run."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Segment, Severity
from tqcheck.units import translated

_FEWEST = 4
"""Words of a source that leave its context little to say."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    """The rarer translation is reported, the later one where they are equal."""
    by_source: defaultdict[str, list[Segment]] = defaultdict(list)
    for unit, source in translated(document):
        if len(source.split()) >= _FEWEST and unit.plural is None and "(s)" not in source:
            by_source[" ".join(source.split())].append(unit)
    for units in by_source.values():
        counts = Counter(_normalised(unit.text) for unit in units)
        if len(counts) < 2:
            continue
        ((usual, most), (_, next_most), *_) = counts.most_common()
        shown = next(unit.text for unit in units if _normalised(unit.text) == usual)
        for unit in units:
            if _normalised(unit.text) != usual:
                where = "in most places" if most > next_most else "elsewhere"
                yield Finding(
                    segment=unit,
                    start=0,
                    end=len(unit.text),
                    message=f"the same source is translated as “{_short(shown)}” {where}",
                    confidence=0.8,
                )


def _normalised(text: str) -> str:
    """Letters and digits, case aside: a stop or a space more is another matter."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"


check = Check(
    id="inconsistent-translation",
    category="terminology/inconsistent",
    severity=Severity.MINOR,
    summary="A sentence that is translated in two ways",
    why=(
        "The same sentence in two wordings makes the reader look for a difference, and costs twice. Sources of four "
        "words or more are compared in all files of a run; shorter ones often mean different things in different "
        "places. Case, spaces and punctuation don’t count. The rarer wording is marked."
    ),
    limits="Sentences whose context changes the wording: the gender of who speaks, a menu or a title.",
    needs_source=True,
    across_files=True,
    group="source",
    good=(
        Example("Öffnen\n\nAuf", "de", source="Open\n\nOpen"),
        Example(
            "Die Datei wurde gespeichert.\n\nDie Datei wurde gespeichert",
            "de",
            source="The file has been saved.\n\nThe file has been saved.",
        ),
    ),
    bad=(
        Example(
            "Die Datei wurde gespeichert.\n\n[[Das Dokument ist gesichert.]]",
            "de",
            source="The file has been saved.\n\nThe file has been saved.",
        ),
    ),
    find=find,
)
