"""Two English words written as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity

_GLUED = re.compile(
    r"(?<![\w’'./@_-])(?:(?P<head>[a-z]{4,})(?P<tail>and|the|with|from|that|was|were|which)"
    r"|(?P<first>of|in|to|with|from|and|for|that|by|on|at)(?P<second>the|this|their|his|which))(?![\w’'./@_(=-])"
)
_COMMON = -12.0
"""The least log frequency of a word that may hide in another."""
_RARE = -12.5
"""The most for the two written as one: what is commoner is a word."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    found = [(segment, match) for segment in document.segments for match in _GLUED.finditer(segment.text)]
    if not found:
        return
    parts = [(match["head"] or match["first"], match["tail"] or match["second"]) for _, match in found]
    whole = context.langid.frequency([match.group() for _, match in found], "en")
    heads = context.langid.frequency([head for head, _ in parts], "en")
    for (segment, match), (head, tail), together, alone in zip(found, parts, whole, heads, strict=True):
        known = together > (_RARE if match["first"] else -30)
        if not known and alone >= _COMMON:
            yield Finding(
                segment=segment,
                start=match.start(),
                end=match.end(),
                message=f"“{match.group()}”: two words without a space",
                suggestions=(f"{head} {tail}",),
                confidence=0.9,
            )


check = Check(
    id="glued-words",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    summary="Two words written as one: stationand",
    why=(
        "A space between a word and a short one (“and”, “the”, “with”) is lost at a line end or between two pieces of "
        "the translation. Reported when English does not have the long word, but has both of its parts."
    ),
    limits="Only pairs with one of a dozen short words are looked for.",
    targets=frozenset({"en"}),
    good=(
        Example("The husband of a thousand islands understands that demand, therewith and herewith."),
        Example("Open /data/stationand or call initthe() in it."),
    ),
    bad=(Example("He went to the [[stationand]] waited [[ofthe]] train."),),
    find=find,
)
