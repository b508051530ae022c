"""Silences that silence nothing."""

from __future__ import annotations

from tqcheck.check import Check, Example
from tqcheck.types import Severity

check = Check(
    id="unused-silence",
    category="other/silence",
    severity=Severity.NEUTRAL,
    summary="A comment tqcheck: ignore ID that silences nothing, or names no check",
    why=(
        "A silence outlives what it was written for: the text is mended, the check gets better, the comment stays and "
        "hides the next error. It is named, as is one with a name that no check has. It costs nothing, unless the "
        "configuration gives it a severity. Checks that did not run are not missed."
    ),
    limits="A silence for a check that the language, or the source language, of the text has not.",
    good=(Example("Datei öffnen", "de", source="Open file", comment="Button. tqcheck: ignore number"),),
    bad=(Example("[[Datei öffnen]]", "de", source="Open file", comment="tqcheck: ignore nmber"),),
    find=lambda _document, _context: (),  # tqcheck.silence knows what was silenced, when all checks have run
)
