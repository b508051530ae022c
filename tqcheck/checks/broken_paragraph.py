"""A paragraph that ends inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tqcheck.check import Check, Context, Example
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Severity

_DANGLING = {
    "en": "the a an of and or with from by that which who whose than as into their its his her our my "
    "is are was were has have had will would be been because but",
    "es": "el la los las un una de del y o a en con para por que su sus al desde entre sin sobre se",
    "fr": "le la les un une de du des et ou à en avec pour par que qui au aux dans sur sans ses leur leurs",
    "de": "der die das den dem des ein eine einen einem einer und oder mit für von zu zum zur im in auf dass als bei",
    "pt": "o a os as um uma de do da dos das e ou em no na nos nas com para por que seu sua ao pelo pela",
    "it": "il lo la gli le un una di del della dei delle e o a in con per da che al alla nel nella su",
    "ru": "и в на с о к по из от для что у при за или",
}
_LAST = re.compile(r"(?<![^\s(“\"«])([^\W\d_]+)\s*$")
_FIRST = re.compile(r"[^\W_][\w’'-]*")
_WORDS = 6
"""Words that make a paragraph rather than a heading or an item of a list."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    if not document.continuous:
        return
    dangling = frozenset(_DANGLING.get(base(context.target_lang), "").split())
    for before, after in pairwise(document.segments):
        last = _LAST.search(before.text)
        first = _FIRST.match(after.text)
        if not last or not first or last[1] not in dangling or before.text.istitle():
            continue
        if before.kind != "paragraph" or after.kind != "paragraph":
            continue
        if len(before.text.split()) < _WORDS or any(span.end >= last.start() for span in before.opaque):
            continue
        yield Finding(
            segment=before,
            start=last.start(1),
            end=first.end(),
            end_segment=after,
            message=f"the paragraph ends inside a sentence, after “{last[1]}”",
            confidence=0.9,
        )


check = Check(
    id="broken-paragraph",
    category="linguistic-conventions/punctuation",
    severity=Severity.MAJOR,
    whole_document=True,
    summary="A paragraph that ends inside a sentence, after a word such as “the”",
    why=(
        "A line break of the source, or of the file it was pasted from, has cut a sentence in two: the first paragraph "
        "ends with an article, a preposition or a conjunction, which can end no sentence, and without any mark."
    ),
    limits="Verse, and paragraphs whose last words were cut out with their markup. Known for seven languages.",
    good=(
        Example("Ukraine will never be allowed to join the alliance.\n\nNATO has denied it."),
        Example("What the report is for\n\nThe report is for everyone."),
        Example("There are three things that we are sure of:\n\nLife is short."),
    ),
    bad=(
        Example(
            "It wants to be sure that Ukraine will not be allowed to join [[the\n\nNATO]] and that nothing is deployed."
        ),
    ),
    find=find,
)
