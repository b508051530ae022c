"""White space and line breaks at the ends of a unit, and paragraphs inside it."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import prose, translated

_UNSPACED = frozenset("zh ja ko th lo km my yue bo".split())
"""Languages that need no space where strings are joined: they have none between words, or before a unit."""
_SPACES = " \t\u00a0"


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit, source in translated(document):
        text = unit.text
        if not any(sign.isalpha() for sign in prose(source, unit.syntaxes)):
            continue  # a part that each language builds its sentence from
        lead, theirs = _lead(text), _lead(source)
        trail, their_trail = _lead(text[::-1])[::-1], _lead(source[::-1])[::-1]
        for place, ours, wanted, start in (
            ("beginning", lead, theirs, 0),
            ("end", trail, their_trail, len(text) - len(trail)),
        ):
            if "\n" in wanted and wanted.strip("\r\n"):
                continue  # the indentation of a template
            if ours.count("\n") != wanted.count("\n"):
                what = "line break"
            elif bool(ours.strip("\r\n")) != bool(wanted.strip("\r\n")):
                what = "space"
                beside = source[len(theirs)] if place == "beginning" else source.rstrip()[-1]
                if not ours and (base(context.target_lang) in _UNSPACED or not _joins(beside, place)):
                    continue
            else:
                continue
            if place == "beginning" and not wanted and source[0] in ",;.、،":
                continue
            if len(ours) >= len(wanted):
                message = f"a {what} at the {place} that the source does not have"
                yield Finding(segment=unit, start=start, end=start + len(ours), message=message)
            else:
                message = f"the {what} at the {place} is missing from the translation"
                at = 0 if place == "beginning" else len(source) - len(wanted)
                yield Finding(segment=unit, start=at, end=at + len(wanted), message=message, in_source=True)


def _joins(beside: str, place: str) -> bool:
    """Whether a space beside such a sign is there for what will follow; otherwise it may be a slip of the source."""
    return beside in ":,;=-–—([&/" or (place == "beginning" and (beside.islower() or beside == ")"))


def _lead(text: str) -> str:
    return text[: len(text) - len(text.lstrip(_SPACES + "\r\n"))]


check = Check(
    id="edge-space",
    category="markup/white-space",
    severity=Severity.MINOR,
    summary="A space or line break at the beginning or end of a unit that was lost or added",
    why=(
        "White space at the ends of a string is there to join it to another one: without it two words grow together, "
        "with a stray one two spaces stand in the text; gettext refuses a translation that begins or ends with a line "
        "break when its source does not. Languages without spaces between words may drop them."
    ),
    limits="A source with a stray space of its own behind a mark.",
    needs_source=True,
    group="source",
    good=(
        Example("Name: ", "de", source="Name: "),
        Example("名前：", "ja", source="Name: "),
        Example("\u00a0km", "fr", source=" km"),
        Example("{n} files in ", "en", source="{n}"),
    ),
    bad=(
        Example("Name:", "de", source="Name:[[ ]]"),
        Example("Öffnen[[ ]]", "de", source="Open"),
        Example("Öffnen[[\n]]", "de", source="Open"),
    ),
    find=find,
)
