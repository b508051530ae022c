"""Quotation marks that cling to the wrong word, or to none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Severity

_MARK = re.compile(r'"')
_WORD = re.compile(r"[^\W\d_]{2,}[,.!?]?$")
_NEAR = 30
"""Characters to look at beside a mark: long texts of one line must not be copied for each."""
_NEXT = re.compile(r"[^\W\d_]{2,}")
_CURLY_OPEN = re.compile(
    r"(?P<glued>(?<=[^\W\d_][^\W\d_])[,.]?“(?=[^\W_]))|(?P<loose>(?<=[^\W_] )“[ \u00a0]+(?=[^\W_]))"
)
_CURLY_CLOSE = re.compile(
    r"(?P<glued>(?<=[^\W_])[,.!?]?”(?=[^\W\d_]{2}))|(?P<loose>(?<=[^\W_]{2}[.,!?])[ \u00a0]+”(?=[^\W_]|\s))"
)


_UNSPACED = frozenset("zh ja ko th lo km my yue".split())
"""Languages that put no space between a quotation mark and what follows it."""


_SUFFIXING = frozenset("az uz tr kk ky tk tt hu fi et eu ka mn".split())
"""Languages that put endings to a closing quotation mark: "a"dan."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    language = base(context.target_lang)
    if language in _UNSPACED:
        return
    for segment in document.segments:
        for start, end, message in _spans(segment.text):
            if message == _GLUED and language in _SUFFIXING:
                continue
            yield Finding(segment=segment, start=start, end=end, message=message, confidence=0.9)


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    if "„" not in text and "«" not in text:
        for pattern in (_CURLY_OPEN, _CURLY_CLOSE):
            for match in pattern.finditer(text):
                glued = match["glued"] is not None
                yield match.start(), match.end(), _GLUED if glued else _LOOSE
    yield from _straight(text)


_GLUED = "no space between the quotation mark and the word beside it"
_LOOSE = "a space inside the quotation marks"


def _straight(text: str) -> Iterator[tuple[int, int, str]]:
    """Straight marks are told apart by counting, so only where they come in pairs."""
    places = [match.start() for match in _MARK.finditer(text)]
    if len(places) % 2 or "=" in text or "\\" in text or '""' in text or "`" in text:
        return
    for opening, closing in zip(places[::2], places[1::2], strict=True):
        before, after = text[max(0, opening - _NEAR) : opening], text[closing + 1 : closing + _NEAR]
        inside = text[opening + 1 : closing]
        if not inside.strip() or (inside[0].isspace() and inside[-1].isspace()):
            continue
        glued = _WORD.search(before)
        if glued and inside[0].isalnum() and glued.group()[-1:] != ".":
            yield opening - (glued.group()[-1] == ","), opening + 1, _GLUED
        elif inside[0].isspace() and inside[-1] != " " and (not before or before[-1] in " ("):
            yield opening, opening + 1 + len(inside) - len(inside.lstrip()), _LOOSE
        if (
            _NEXT.match(after)
            and (inside[-1].isalnum() or inside[-1] in ",.!?")
            and not re.match(r"(?:s|ed|d|ing|ish)\b", after)
        ):
            yield closing, closing + 1, _GLUED


check = Check(
    id="quote-spacing",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    summary='Quotation marks without the space outside, or with one inside: exhibition"History',
    why=(
        "Japanese and Chinese write no spaces around quotation marks, and tokenisation adds or drops them: "
        '“exhibition"History”, “"Fiorentina"and”, “" Atalanta"”. Straight marks are told apart by counting, so '
        "a paragraph with an odd number of them is left alone."
    ),
    limits="Quotation marks inside code or formulas that the reader did not recognise as such.",
    good=(
        Example('He said, "It is late," and left. The "old" one is "new".'),
        Example("He said, “It is late,” and left. The “old” ones’ “new” look (“late”)."),
        Example('A 5" screen, a 7" record and the "best" one.'),
        Example('Pass b"abc" or r"x" to it.'),
    ),
    bad=(
        Example('The exhibition[["]]History and Culture of Toyosawa Town[["]]by the museum is open.'),
        Example('Teams such as "Milan", "Fiorentina[["]]and [[" ]]Atalanta" want him.'),
        Example('Regulate the body with "cold[["]]water, he says.'),
        Example("“It was hard![[ ”]]She nodded."),
    ),
    find=find,
)
