"""A first letter whose case differs from the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.languages import names_in_capitals
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import habit, is_code, prose, translated

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FEWEST = 2
"""Words of the source: a single one is often a name, or goes on a list."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    """What a file does now and then is a slip; what it often does is its style."""
    slips: list[Finding] = []
    kept = 0
    for unit, source in translated(document):
        shown, theirs = prose(unit.text, unit.syntaxes, "\0").lstrip(), prose(source, unit.syntaxes, "\0").lstrip()
        start = len(unit.text) - len(unit.text.lstrip())
        ours, first = _WORD.match(shown), _WORD.match(theirs)
        if not ours or not first or is_code(source):
            continue
        if first[0][0].isupper() and ours[0][0].isupper():
            kept += 1
        elif (
            first[0][0].isupper()
            and first[0][1:].islower()
            and len(first[0]) > 1
            and ours[0].islower()
            and len(_WORD.findall(theirs)) >= _FEWEST
            and not _names(theirs) & names_in_capitals(context.source_lang or "en")
            and all(letter.lower() != letter.upper() for letter in shown if letter.isalpha())
            and ours[0] not in source
            and not _borrowed(ours[0], theirs)
            and not shown[ours.end() : ours.end() + 1].startswith(("(", "_", ".", "@", "\0", ":", "/", "="))
        ):
            word = ours[0]
            slips.append(
                Finding(
                    segment=unit,
                    start=start,
                    end=start + len(word),
                    message="a small letter where the source begins with a capital",
                    suggestions=(word[0].upper() + word[1:],),
                    confidence=0.85,
                )
            )
    if not habit(len(slips), kept):
        yield from slips


def _borrowed(word: str, source: str) -> bool:
    """Whether a compound begins with a word of the source, which is written as it is everywhere."""
    head, *rest = re.split("['’-]", word)
    return bool(rest) and head in (other.lower() for other in _WORD.findall(source))


def _names(text: str) -> set[str]:
    """The words that begin the source, where the name of a language or month may stand."""
    return {word.lower() for word in _WORD.findall(text)[:2]}


check = Check(
    id="capital",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    summary="A unit that begins with a small letter where its source begins with a capital",
    why=(
        "A sentence or label begins with a capital in most languages that have them. Where the source does and the "
        "translation does not, a letter was lost, or a sentence was put together from parts. Names of months, weekdays "
        "and languages are left alone, as is a file that often begins in lower case."
    ),
    limits="Words of the source that are names, and become none.",
    needs_source=True,
    whole_document=True,
    group="source",
    good=(
        Example("iPhone-Nutzer sehen das", "de", source="IPhone users see this"),
        Example("français ou anglais", "fr", source="French or English"),
        Example("Datei öffnen", "de", source="open file"),
        Example("hosts-файл загружен", "ru", source="Hosts file downloaded"),
        Example("git-commit erzeugt es", "de", source="Created by git-commit"),
    ),
    bad=(Example("[[el]] archivo se ha guardado", "es", source="The file has been saved"),),
    find=find,
)
