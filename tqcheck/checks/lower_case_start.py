"""A paragraph or heading that begins in lower case, in a text whose others do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Segment, Severity

_START = re.compile(r"[a-z]{3,}\b(?![-_@/.:=(’'0-9])")
_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")
_MOST = 0.2
"""The share of paragraphs in lower case above which it is the habit of a text."""
_WORDS = 3


def find(document: Document, context: Context) -> Iterator[Finding]:
    prose = [s for s in document.segments if s.kind in ("paragraph", "heading") and len(s.text.split()) >= _WORDS]
    lower = [s for s in prose if s.text[:1].islower()]
    if not document.continuous or len(prose) < 3 or len(lower) > max(1, _MOST * len(prose)):
        return
    before: Segment | None = None
    for segment in document.segments:
        match = _START.match(segment.text)
        starts_anew = before is None or bool(_ENDED.search(before.text))
        before = segment
        if not match or segment not in lower or not starts_anew:
            continue
        known = context.langid.frequency([match[0]], base(context.target_lang))[0] > -15
        if known and not any(span.start == 0 for span in segment.opaque):
            yield Finding(
                segment=segment,
                start=0,
                end=match.end(),
                message="the paragraph begins in lower case",
                suggestions=(match[0].capitalize(),),
                confidence=0.85,
            )


check = Check(
    id="lower-case-start",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    summary="A paragraph or heading that begins in lower case",
    why=(
        "Systems that translate line by line carry the lower case of a torn sentence, or of a headline, into the text. "
        "The first word of a paragraph is marked when the paragraph before it is complete and the other paragraphs of "
        "the text begin with capitals. Items of lists are not marked."
    ),
    limits="Names such as iPhone are spared; a brand written in small letters that is also a common word is not.",
    targets=frozenset({"en"}),
    whole_document=True,
    good=(
        Example("The driver was not hurt.\n\nIt happened on Sunday in the town.\n\niPhone users were warned at once."),
        Example(
            "We need three things:\n\nbread and butter and jam, and\n\nsome more of the milk.\n\nThat is all we need."
        ),
    ),
    bad=(
        Example(
            "The driver was not hurt, thanks to his quick reaction.\n\n[[motorist]] overlooks two bikers\n\n"
            "It happened on Sunday in the middle of town."
        ),
    ),
    find=find,
)
