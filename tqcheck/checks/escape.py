r"""Escapes such as \n that the translation lost or added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tqcheck import markup
from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import translated


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit, source in translated(document):
        if "\\" not in source and "\\" not in unit.text:
            continue
        theirs, ours = markup.escapes(source), markup.escapes(unit.text)
        counts, own = Counter(piece.key for piece in theirs), Counter(piece.key for piece in ours)
        for piece in theirs:
            if not own[piece.key] and not piece.key.startswith(("\\u", "\\x")):
                message = f"the escape “{piece.key}” is missing from the translation"
                yield Finding(segment=unit, start=piece.start, end=piece.end, message=message, in_source=True)
                own[piece.key] = 1
        for piece in ours:
            if not counts[piece.key] and not piece.key.startswith(("\\u", "\\x")):
                message = f"the escape “{piece.key}” is not in the source"
                yield Finding(segment=unit, start=piece.start, end=piece.end, message=message)
                counts[piece.key] = 1


check = Check(
    id="escape",
    category="markup/escape",
    severity=Severity.MINOR,
    summary=r"An escape such as \n that the translation lost or added",
    why=(
        r"A backslash escape that is left in the text (“\n”, “\t”) is read by a program. When the translation has none "
        r"of a kind that the source has, lines run together or columns break; an added one shows as code. Letters as "
        r"“\u00e9” are free."
    ),
    limits="Windows paths whose folders begin with such a letter.",
    needs_source=True,
    group="source",
    good=(Example(r"Zeile eins\nZeile zwei", "de", source=r"Line one\nLine two"),),
    bad=(
        Example("Zeile eins, Zeile zwei", "de", source=r"Line one[[\n]]Line two"),
        Example(r"Zeile eins[[\t]]Zeile zwei", "de", source=r"Line one Line two"),
    ),
    find=find,
)
