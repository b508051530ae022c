"""A word that the same document writes as a name elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.lexicon import Lexicon, about_software
from tqcheck.types import Document, Finding, Severity

_NAME = re.compile(r"(?<=[a-zß-ÿ,] )[A-ZÀ-Þ][a-zß-ÿāăąćčďđēęěğīįıłńňőœřśšşţťūůűźżž]{3,}\b(?![-@/_.]\w)")
_WORD = re.compile(
    r"(?<![\w@/\\.#’'‘\-–=<&:$%{\[(_~])[a-zß-ÿāăąćčďđēęěğīįıłńňőœřśšşţťūůűźżž]{4,}\b(?![@/\\\-–=>(_]|[.:]\w)"
)
_RARE = -17.0
"""ln P above which an English word is too common to be a name alone."""

_TERM = 6
"""A word in lower case that a document uses so often is a term of its own."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    if about_software(document):
        return
    names = Counter(name.lower() for segment in document.segments for name in _NAME.findall(segment.text))
    if not names:
        return
    lexicon = Lexicon(context.langid)
    lexicon.look_up(names)
    rare = {name for name in names if not lexicon.has(name, _RARE) and not lexicon.made_of_parts(name)}
    used = Counter(word for segment in document.segments for word in _WORD.findall(segment.text) if word in rare)
    for segment in document.segments if used else ():
        for match in _WORD.finditer(segment.text):
            word = match[0]
            if 0 < used[word] < _TERM:
                yield Finding(
                    segment=segment,
                    start=match.start(),
                    end=match.end(),
                    message=f"“{word}” has a capital elsewhere in this text",
                    suggestions=(word.capitalize(),),
                    confidence=0.85,
                )


check = Check(
    id="name-in-lower-case",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    summary="A name that the same text writes with a capital elsewhere",
    why=(
        "Translation systems lose the capital of names that they do not know, and a text then has it both ways. A word "
        "that English hardly has is marked in lower case when the same document writes it with a capital inside a "
        "sentence."
    ),
    limits="Species and products whose owners write them both ways.",
    targets=frozenset({"en"}),
    whole_document=True,
    good=(
        Example("They met at the Rákóczi festival. The festival was a success, and the Festival of Light followed."),
        Example("The teleworking time is agreed in the Teleworking contract."),
    ),
    bad=(Example("It was a weekend without the Rakoczy festival, but with [[rakoczy]] flair."),),
    find=find,
)
