"""Accelerator keys that the translation lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck import markup
from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import habit, prose, translated

_MARKED = {
    "&": re.compile(r"(?<![&\w])&(?=[^\W_])|(?<=[^\W_])&(?=[^\W\d_]{2})"),
    "_": re.compile(r"(?<![_\w])_(?=[^\W_])|(?<=[^\W_])_(?=[^\W_])"),
}
_LABEL = 6
"""The most words of a label that has a key."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    """Only in files whose translations have such keys: otherwise the sign is a letter of a name."""
    for sign, pattern in _MARKED.items():
        slips: list[Finding] = []
        kept = 0
        for unit, source in translated(document):
            if source.count(sign) != 1 or len(source.split()) > _LABEL:
                continue
            theirs = pattern.search(_shown(source, unit.syntaxes))
            if theirs is None:
                continue
            if pattern.search(_shown(unit.text, unit.syntaxes)):
                kept += 1
            else:
                message = (
                    f"the accelerator “{source[theirs.start() : theirs.end() + 1]}” is missing from the translation"
                )
                slips.append(
                    Finding(segment=unit, start=theirs.start(), end=theirs.end() + 1, message=message, in_source=True)
                )
        if kept >= 3 and not habit(len(slips), kept):
            yield from slips


def _shown(text: str, syntaxes: tuple[str, ...]) -> str:
    return prose(text, syntaxes) if markup.machine_spans(text) or syntaxes else text


check = Check(
    id="accelerator",
    category="markup/accelerator",
    severity=Severity.MINOR,
    summary="A label that lost its accelerator key: &Open, _Open",
    why=(
        "“&” or “_” before a letter of a label makes it the key that opens the menu. A translation without one can’t "
        "be reached by keyboard. Only files that keep such keys in other translations are looked at, so that “R&D” "
        "and “snake_case” are left alone; “(&O)” after a Chinese or Japanese label counts."
    ),
    limits="Labels that share their key with another one on purpose.",
    needs_source=True,
    whole_document=True,
    group="source",
    good=(
        Example("Forschung", "de", source="R&D"),
        Example(
            "ファイル(&F)\n\n開く(&O)\n\n保存(&S)\n\n閉じる(&C)",
            "ja",
            source="&File\n\n&Open\n\n&Save\n\n&Close",
        ),
    ),
    bad=(
        Example("&Datei\n\nÖ&ffnen\n\n&Speichern\n\nSchließen", "de", source="&File\n\n&Open\n\n&Save\n\n[[&C]]lose"),
    ),
    find=find,
)
