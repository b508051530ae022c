"""An acronym that has "the" once in a text which otherwise uses it without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity

_AFTER = (
    r"(?=[.,;:!?)”\"](?!\w)|\s+(?:is|was|has|had|will|would|said|says|told|reported|reports|announced|and|or|on|in|at|by|to|with|that|"
    r"after|before|when|while|as|this|last|yesterday|today)\b)"
)
_WITH = re.compile(r"\b[Tt]he (?P<name>[A-Z]{3,5})\b" + _AFTER)
_BARE = re.compile(
    r"(?:(?:^|[.!?]\s+)|\b(?:to|by|from|with|told|tell|on|in|at|for|of|and|that|as|joined|joins|join|leave|left)\s+)"
    r"(?P<name>[A-Z]{3,5})\b" + _AFTER,
    re.MULTILINE,
)
_OFTEN = 3


def find(document: Document, context: Context) -> Iterator[Finding]:
    with_article = Counter(m["name"] for segment in document.segments for m in _WITH.finditer(segment.text))
    if not with_article:
        return
    bare = Counter(m["name"] for segment in document.segments for m in _BARE.finditer(segment.text))
    odd = {name for name, times in with_article.items() if times == 1 and bare[name] >= _OFTEN}
    for segment in document.segments if odd else ():
        for match in _WITH.finditer(segment.text):
            if match["name"] in odd:
                yield Finding(
                    segment=segment,
                    start=match.start(),
                    end=match.end(),
                    message=f"“{match['name']}” has no article in the rest of this text",
                    suggestions=(match["name"],),
                    confidence=0.8,
                )


check = Check(
    id="article-before-acronym",
    category="linguistic-conventions/grammar",
    severity=Severity.MINOR,
    summary="An acronym with “the” in a text that otherwise uses it without",
    why=(
        "Portuguese, Spanish, French, Italian and German put an article before the names of organisations, and a "
        "translation drops it in one place and keeps it in another. An acronym is marked when a text has it with "
        "“the” once and without at least three times, standing alone both times."
    ),
    limits="Texts that use an acronym both ways on purpose.",
    targets=frozenset({"en"}),
    whole_document=True,
    good=(
        Example("He told CNTV on Monday. It was shown by CNTV. The CNTV report was long. From CNTV, nothing more."),
        Example("The FBI said so. It came from the FBI, and the FBI was right."),
    ),
    bad=(
        Example("He told CNTV on Monday. It was shown by CNTV. She spoke to [[the CNTV]] as well. It came from CNTV."),
    ),
    find=find,
)
