"""Signs that make a text look like another one: Trojan Source (CVE-2021-42574, CVE-2021-42694)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Severity, Span

_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]|[\r\n\u2029]")
_EMBEDDINGS, _OVERRIDES, _ISOLATES = "\u202a\u202b", "\u202d\u202e", "\u2066\u2067\u2068"
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_WRITTEN_SO = frozenset("ar arc ckb dv fa he ks ku nqo ps sd syr ug ur yi".split())
"""Languages written from right to left."""
_TAGS = re.compile("(?<![\U000e0020-\U000e007f\U0001f3f4])[\U000e0000-\U000e007f]+")
"""Letters that nobody sees; behind a black flag they make the flags of England, Scotland and Wales."""
_ALIKE = str.maketrans(
    "асеорхуіјѕһԁԛԝкАВЕКМНОРСТХУІЈЅԌοιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aceopxyijshdqwkABEKMHOPCTXYIJSGoiABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters that look like Latin ones, by https://www.unicode.org/reports/tr39/."""
_LETTERS = "".join(chr(sign) for sign in _ALIKE)
_MIXED = re.compile(rf"(?<![^\W_])(?=[^\W\d_]*[A-Za-z])(?=[A-Za-z]*[{_LETTERS}])[A-Za-z{_LETTERS}]{{3,60}}(?![^\W_])")
_CYRILLIC = frozenset("ab ba be bg ce cv kk ky mk mn os ru sah sr tg tt tyv udm uk".split())
_ENDING = re.compile(rf"[A-Za-z]+[{_LETTERS}]+")


def find_controls(document: Document, context: Context) -> Iterator[Finding]:
    right_to_left = base(context.target_lang) in _WRITTEN_SO
    for segment in document.segments:
        text = segment.text
        if text.isascii():
            continue
        rtl = right_to_left or _RIGHT_TO_LEFT.search(text) is not None
        for span, closed in _controls(text):
            sign = text[span.start]
            fine = closed and (sign in _ISOLATES or (rtl and (right_to_left or sign not in _OVERRIDES)))
            if not fine and sign not in (segment.source or ""):
                yield Finding(
                    segment=segment,
                    start=span.start,
                    end=span.end,
                    message=f"an invisible {unicodedata.name(sign).lower()} (U+{ord(sign):04X}): "
                    + ("what is shown stands in another order" if closed else "never closed, it reorders what follows"),
                    suggestions=("",),
                )
        for match in _TAGS.finditer(text):
            yield Finding(
                segment=segment,
                start=match.start(),
                end=match.end(),
                message=f"{len(match[0])} invisible tag characters: "
                + "".join(chr(ord(tag) - 0xE0000) for tag in match[0] if 0xE0020 <= ord(tag) < 0xE007F)[:60],
                suggestions=("",),
            )


def _controls(text: str) -> Iterator[tuple[Span, bool]]:
    """Each sign that opens a direction, in order, with whether it is closed in its line."""
    opened: list[int] = []
    found: dict[int, bool] = {}
    for match in _CONTROL.finditer(text):
        sign, at = match[0], match.start()
        if sign in _EMBEDDINGS + _OVERRIDES + _ISOLATES:
            opened.append(at)
            found[at] = False
        elif sign == _POP and opened and text[opened[-1]] not in _ISOLATES:
            found[opened.pop()] = True
        elif sign == _POP_ISOLATE and any(text[place] in _ISOLATES for place in opened):
            while text[opened[-1]] not in _ISOLATES:
                opened.pop()
            found[opened.pop()] = True
        elif sign in "\r\n\u2029":
            opened.clear()
    return ((Span(at, at + 1), closed) for at, closed in found.items())


def find_look_alikes(document: Document, context: Context) -> Iterator[Finding]:
    inflects = base(context.target_lang) in _CYRILLIC
    for segment in document.segments:
        if segment.text.isascii():
            continue
        for match in _MIXED.finditer(segment.text):
            word = match[0]
            if word in (segment.source or "") or (inflects and _ENDING.fullmatch(word)):
                continue
            latin = sum(sign.isascii() for sign in word)
            if 2 * latin >= len(word):
                signs = [sign for sign in dict.fromkeys(word) if not sign.isascii()]
                named = ", ".join(f"“{sign}” is {unicodedata.name(sign).capitalize()}" for sign in signs)
                yield Finding(
                    segment=segment,
                    start=match.start(),
                    end=match.end(),
                    message=f"letters that only look Latin: {named}",
                    suggestions=(word.translate(_ALIKE),),
                )


_WHY = (
    "A text can be made to look like another one than it is, and a reviewer passes what he does not see; so code was "
    "smuggled into programs, and links into pages (Trojan Source, https://trojansource.codes). "
)

checks = (
    Check(
        id="bidi-control",
        category="markup/white-space",
        severity=Severity.MAJOR,
        summary="An invisible sign that reorders the text, or hides letters in it: U+202E",
        why=_WHY
        + "Marked are overrides and embeddings outside text that is written from right to left, any direction that is "
        "opened and not closed, and invisible tag characters. Isolates that are closed are left alone, and so is "
        "everything that is closed in Arabic, Hebrew and their like, and what the source has too.",
        limits="A paragraph of Arabic whose writer forgot to close a direction.",
        good=(
            Example("\u2068%s\u2069 was saved in the folder."),
            Example("The word \u202bשלום\u202c means peace."),
            Example("התקשרו אל \u202d+972-2-5551234\u202c עוד היום.", "he"),
            Example("اضغط على \u2066Enter\u2069 للمتابعة.", "ar"),
            Example("The flag 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f of Scotland."),
        ),
        bad=(
            Example("Open [[\u202e]]fdp.exe\u202c to go on."),
            Example("The end [[\u2067]]of the paragraph is somewhere else."),
            Example("Save it[[\U000e0069\U000e0067\U000e006e\U000e006f\U000e0072\U000e0065]] now."),
        ),
        find=find_controls,
    ),
    Check(
        id="look-alike",
        category="linguistic-conventions/spelling",
        severity=Severity.MAJOR,
        summary="A Latin word with a Cyrillic or Greek letter that looks the same: pаypal",
        why=_WHY + "Marked is a word of Latin letters in which others stand that cannot be told from them by eye.",
        limits="Names that mix such letters on purpose; those with others, such as KoЯn or μTorrent, are left alone.",
        good=(
            Example("They use μTorrent, KoЯn and a Δt of 5 µm."),
            Example("Купил два iPhoneа и SMSку.", "ru"),
            Example("Η Apple και το iPhone στην Ελλάδα.", "el"),
        ),
        bad=(
            Example("Log in to [[p\u0430ypal]] to see your account."),
            Example("The [[\u0391merica]] of today."),
            Example("Войдите в [[p\u0430ypal]] сейчас.", "ru"),
        ),
        find=find_look_alikes,
    ),
)
