"""One translation for sources that say different things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Segment, Severity
from tqcheck.units import prose, translated

_FEWEST = 4
"""Words of a source that say enough to be compared."""
_ALIKE = 0.6
"""Similarity of two sources from which one translation may serve both."""
_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def find(document: Document, context: Context) -> Iterator[Finding]:
    by_target: defaultdict[str, list[Segment]] = defaultdict(list)
    for unit, source in translated(document):
        if len(_WORD.findall(source)) >= _FEWEST and unit.plural is None:
            by_target[" ".join(unit.text.split())].append(unit)
    for units in by_target.values():
        first = units[0]
        said = _said(first) if len(units) > 1 else ""
        for unit in units[1:]:
            if not _alike(said, _said(unit)):
                yield Finding(
                    segment=unit,
                    start=0,
                    end=len(unit.text),
                    message=f"the same translation as that of “{' '.join((first.source or '').split())[:80]}”",
                    confidence=0.85,
                )


def _said(unit: Segment) -> str:
    return " ".join(prose(unit.source or "", unit.syntaxes).split())


def _alike(source: str, other: str) -> bool:
    """Whether two sources may say the same: they share a word that is no particle, or many signs."""
    if source == other:
        return True
    words, others = (set(_LONG_WORD.findall(text.lower())) for text in (source, other))
    if not words.isdisjoint(others):
        return True
    matcher = SequenceMatcher(None, source, other)
    return all(ratio() > _ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


check = Check(
    id="reused-translation",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="One translation for two sources that say different things",
    why=(
        "When sentences with hardly a word in common have the same translation, it was pasted into the wrong place, or "
        "a file’s lines slipped. Sources of four words or more are compared in all files of a run."
    ),
    limits="Sources that say the same thing in other words.",
    needs_source=True,
    across_files=True,
    group="source",
    good=(
        Example(
            "Sie können nicht speichern.\n\nSie können nicht speichern.",
            "de",
            source="You can't save the file.\n\nYou cannot save the file.",
        ),
    ),
    bad=(
        Example(
            "Alles wurde gespeichert.\n\n[[Alles wurde gespeichert.]]\n\nNur dies.",
            "de",
            "en",
            source="Everything was saved here.\n\nNobody can be found\n\nOnly this is new.",
        ),
        Example(
            "Die Datei wurde gespeichert.\n\n[[Die Datei wurde gespeichert.]]",
            "de",
            source="The file has been saved.\n\nYour password expires in two days.",
        ),
    ),
    find=find,
)
