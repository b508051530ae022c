"""Marks of punctuation that stand twice, or beside another that excludes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity

_DOUBLED = re.compile(
    r"""
      (?<=[^\W_][^\W_])(?P<twice>,,+|;;+|::+|،،+)(?=\s|$)       # ",," ";;"
    | (?<=[^\W\d_]{3})(?<!\betc)(?P<stops>\.\.)(?=\s+[^\W\d_a-z]|$)  # ".." but not "..."
    | (?<=[^\W_]{2})(?P<mixed>[!?:;,]\.(?!\.)|:,|;,|,;|,:|\?:|;:)(?=\s|$)
    | (?<=[^\W_]{2})(?P<apart>[.!?][ \u00a0]+\.)(?=\s+[^\W\d_a-z]|$)(?!\s*\.)
    """,
    re.VERBOSE,
)
_CODE_OR_TITLE = re.compile(
    r":\w+$|\bYahoo$|[\w,:] \*?(?:What|Why|How|Which|Where|When|Who|Do|Does|Did|Is|Are|Can|Should|Will)\b[^.!?]*$"
)
"""What ends in a mark of its own: an emoji’s name, a title that asks."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    for segment in document.segments:
        for match in _DOUBLED.finditer(segment.text):
            if match["mixed"] and _CODE_OR_TITLE.search(segment.text, max(0, match.start() - 100), match.start()):
                continue
            if segment.source is not None and match.group() in segment.source:
                continue  # syntax, or the source’s own slip: “Example::”
            yield Finding(
                segment=segment,
                start=match.start(),
                end=match.end(),
                message=f"“{match.group()}”: one mark is enough",
                suggestions=(match.group()[0],),
                confidence=0.95,
            )


check = Check(
    id="repeated-punctuation",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    summary="Marks of punctuation doubled or in conflict: “,,”, “. .”, “?.”",
    why=(
        "Two commas, two full stops, a full stop after a question mark or another one after a space: the source’s mark "
        "was kept beside the translation’s own, or a word between the two fell out. Three dots and “?!” are left alone."
    ),
    limits="Programming languages’ operators outside of code markup.",
    good=(
        Example("Well... yes?! And so on, etc., he said... Really?"),
        Example("She left. . . . Nobody knows why. . ."),
        Example("Use ../lib and a::b in it."),
        Example("It is a :rocket:, see What Is to Be Done?. Ask Yahoo!."),
        Example("He asked “Why?”. Nobody knew."),
        Example("Por ejemplo::", "es", source="For example::"),
    ),
    bad=(
        Example("The problem had arisen[[. .]]"),
        Example("The problem[[,,]] she said, had arisen[[..]] Nobody knew."),
        Example("It will be interesting to read[[!.]]"),
        Example("Aquí termina el texto[[..]] Y empieza otro.", target_lang="es"),
    ),
    find=find,
)
