"""Characters that nobody sees, or that a wrong encoding left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import translated

_STRAY = re.compile(
    "[\u200b\ufeff\u2060\u00ad]+"  # zero-width space, byte order mark, word joiner, soft hyphen
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]"  # control characters
    "|\ufffd+"  # what a decoder could not read
    "|Ã[\u0080-\u00bf]|â€[\u0080-\u00ff™œ“”˜]?"  # UTF-8 read as Latin-1
)
_ALIKE = "aceopxyABCEHKMOPTX"
_TWO_ALPHABETS = re.compile(rf"(?<![\w-])(?=\w*[{_ALIKE}])(?=\w*[а-яё])[{_ALIKE}а-яёіїєґўА-ЯЁІЇЄҐЎ]{{3,}}(?![\w-])")
"""A word of Cyrillic letters and of Latin ones that look like them."""
_UNSPACED = frozenset("th lo km my bo dz".split())
"""Languages that mark where words may break."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    breaks = base(context.target_lang) in _UNSPACED
    for unit, source in translated(document):
        for match in _STRAY.finditer(unit.text):
            if match[0] in source or (breaks and match[0][0] == "\u200b"):
                continue
            lost = match[0][0] in "\ufffdÃâ"
            yield Finding(
                segment=unit,
                start=match.start(),
                end=match.end(),
                message="characters of a wrong encoding"
                if lost
                else f"an invisible character (U+{ord(match[0][0]):04X})",
                severity=Severity.MAJOR if lost else None,
                suggestions=() if lost else ("",),
            )
        for match in _TWO_ALPHABETS.finditer(unit.text):
            latin = [sign for sign in match[0] if sign.isascii()]
            if 3 * len(latin) <= len(match[0]):
                message = f"“{''.join(latin)}” of the Latin alphabet in a Cyrillic word"
                yield Finding(segment=unit, start=match.start(), end=match.end(), message=message)


check = Check(
    id="stray-character",
    category="markup/white-space",
    severity=Severity.MINOR,
    summary="An invisible or wrong character: U+200B, “Ã©”, a Latin letter in a Cyrillic word",
    why=(
        "A zero-width space, a byte order mark or a control character comes along when text is copied; it breaks "
        "searches and lines, and nobody sees why; so does a Latin “C” that was typed for a Cyrillic one. “�” and “Ã©” "
        "are what a wrong encoding left of a letter. Marked where the source has none of it."
    ),
    limits="Soft hyphens that a designer put into long words.",
    needs_source=True,
    group="source",
    good=(
        Example("Öffnen\u00a0…", "de", source="Open…"),
        Example("می‌خواهم", "fa", source="I want"),
    ),
    bad=(
        Example("Откройте [[Cтол]] для C-строки и [[Cвет]]", "ru", source="Open the table for the C string"),
        Example("Öff[[\u200b]]nen", "de", source="Open"),
        Example("Тип [[Cтраницы]] и C-строки", "ru", source="Page type and C strings"),
        Example("Caf[[Ã©]]", "fr", source="Coffee"),
        Example("Se[[\ufffd]]or", "es", source="Sir"),
    ),
    find=find,
)
