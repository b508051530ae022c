"""Translations far shorter or longer than their source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import is_code, prose, translated

_WIDE = range(0x2E80, 0xD7B0)
"""Letters of East Asia, which say as much as several of an alphabet."""
_WIDE_WEIGHT = 2.6
_LONG = 60
"""Weight of a source that is long enough to judge."""
_SHORTEST, _LONGEST = 0.28, 3.6
"""Ratios that a whole translation hardly has."""

_SEPARATOR = re.compile("[,;/]")
_LIST = 3
"""Separators that make a list."""
_STOP = re.compile(r"[.!?](?:\s|$)")


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit, source in translated(document):
        theirs, ours = (_weight(prose(text, unit.syntaxes)) for text in (source, unit.text))
        if max(theirs, ours) < _LONG or theirs < _LONG / 2 or is_code(source):
            continue
        if len(_SEPARATOR.findall(source)) >= _LIST and not _STOP.search(source):
            continue  # names for one thing, of which one is enough
        ratio = ours / theirs
        if ratio < _SHORTEST or ratio > _LONGEST:
            what = "shorter" if ratio < 1 else "longer"
            yield Finding(
                segment=unit,
                start=0,
                end=len(unit.text),
                message=f"much {what} than its source ({100 * ratio:.0f} %): something is missing or added",
                confidence=0.8,
            )


def _weight(text: str) -> float:
    """Letters and digits, each by what it says; of plural forms with bars between them, those of the longest."""
    return max(
        sum(_WIDE_WEIGHT if ord(sign) in _WIDE else 1.0 for sign in form if sign.isalnum()) for form in text.split("|")
    )


check = Check(
    id="length-ratio",
    category="accuracy/omission",
    severity=Severity.MAJOR,
    summary="A translation less than a third or more than three and a half times as long as its source",
    why=(
        "A long unit whose translation is very short lost a part; one that is very long has notes, or belongs to "
        "another source. Characters of East Asia count more than letters; placeholders, tags and addresses don’t count."
    ),
    limits="Sources full of abbreviations, and free adaptations.",
    needs_source=True,
    group="source",
    good=(
        Example(
            "ファイルを保存できませんでした。空き容量を確認してください。",
            "ja",
            source="The file could not be saved. Check the space.",
        ),
        Example("OK", "de", source="Okay, got it"),
        Example(
            "eslavo eclesiástico",
            "pt",
            source="Old Church Slavonic, Church Slavic, Church Slavonic, Old Bulgarian, Old Slavonic",
        ),
    ),
    bad=(
        Example(
            "[[Die Datei]]",
            "de",
            source="The file could not be saved, because there is no space left on the device. Please check it.",
        ),
    ),
    find=find,
)
