"""French double punctuation without the space before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import habit

_GLUED = re.compile(r"(?<![:\w-])(?P<word>[^\W\d_]{2,})(?P<mark>[?!;:])(?=\s+[^\W\d_]|\s*$)")
_SPACED = re.compile(r"[^\W_)»][ \u00a0\u202f][?!;:»]|«[ \u00a0\u202f]")


def find(document: Document, context: Context) -> Iterator[Finding]:
    if context.target_lang in ("fr-CA", "fr-CH"):
        return
    slips: list[Finding] = []
    kept = 0
    for segment in document.segments:
        kept += len(_SPACED.findall(segment.text))
        for match in _GLUED.finditer(segment.text):
            if match[0] not in (segment.source or ""):
                slips.append(
                    Finding(
                        segment=segment,
                        start=match.start("mark"),
                        end=match.end(),
                        message=f"no space before “{match['mark']}”, which this text otherwise has",
                        suggestions=(f"\u202f{match['mark']}",),
                        confidence=0.9,
                    )
                )
    if kept and not habit(len(slips), kept):
        yield from slips


check = Check(
    id="french-spacing",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    summary="A French “?”, “!”, “;” or “:” without the space before it",
    why=(
        "French puts a no-break space before the double marks. A text that otherwise does so, and once does not, kept "
        "the source’s punctuation. A text that never does is left alone, as are Canada and Switzerland."
    ),
    limits="Code and names that end in such a mark.",
    targets=frozenset({"fr"}),
    whole_document=True,
    good=(
        Example("Voulez-vous enregistrer ? Attention : il est tard ! Voir http://example.org/", "fr"),
        Example("Voulez-vous enregistrer? Attention: il est tard!", "fr"),
    ),
    bad=(Example("Nom : Jean\n\nPrénom : Paul\n\nQue faire ?\n\nAttention ! Voulez-vous quitter[[?]]", "fr"),),
    find=find,
)
