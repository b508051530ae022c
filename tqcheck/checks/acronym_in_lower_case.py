"""An acronym in brackets after the words that it stands for, in lower case: pulmonary embolism (pe)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity

_BRACKETED = re.compile(r"(?P<words>(?:[A-Za-z]+[ -]){2,7})\((?P<acronym>[a-z]{2,6})\)")
_SKIPPED = frozenset("of the and for in to on".split())
_UNITS = frozenset(["per", "cubic", "square"])
"""Units keep their small letters: parts per million (ppm)."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    for segment in document.segments:
        for match in _BRACKETED.finditer(segment.text):
            words = re.findall("[a-z]+", match["words"].lower())
            acronym = match["acronym"]
            if _UNITS.isdisjoint(words) and (
                _initials(words, acronym) or _initials([word for word in words if word not in _SKIPPED], acronym)
            ):
                yield Finding(
                    segment=segment,
                    start=match.start("acronym"),
                    end=match.end("acronym"),
                    message=f"“{acronym}” stands for the words before it: an acronym has capitals",
                    suggestions=(acronym.upper(),),
                    confidence=0.9,
                )


def _initials(words: Sequence[str], acronym: str) -> bool:
    return len(words) >= len(acronym) and "".join(word[0] for word in words[-len(acronym) :]) == acronym


check = Check(
    id="acronym-in-lower-case",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    summary="An acronym in lower case after the words that it stands for: pulmonary embolism (pe)",
    why=(
        "Systems that lower-case their input and restore capitals afterwards do not know an acronym that the text "
        "itself makes up: “the cancer genome atlas (tcga)”. In brackets, after words that begin with its letters, "
        "nothing else can be meant."
    ),
    limits="Programs whose names are written small: Node Package Manager (npm).",
    targets=frozenset({"en"}),
    good=(
        Example("Pulmonary embolism (PE) is measured in parts per million (ppm) and miles per gallon (mpg)."),
        Example("The law on public health (see below) was passed by the old house (as always)."),
    ),
    bad=(
        Example("Patients with acute pulmonary embolism ([[pe]]) were treated."),
        Example("It is the framework of the ministry of health ([[mh]])."),
    ),
    find=find,
)
