"""A final mark that the source has and the translation lacks, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tqcheck import placeholders
from tqcheck.check import Check, Context, Example
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Segment, Severity
from tqcheck.units import habit, is_code, prose, translated

_MARKS = {
    "stop": ".。．｡।॥။។۔።։",
    "colon": ":：፡",
    "question mark": "?？؟՞",
    "exclamation mark": "!！՜",
    "ellipsis": "…⋯",
}
_KIND = {mark: kind for kind, marks in _MARKS.items() for mark in marks}
_BEHIND = " \t\r\n\u00a0\u202f\u200e\u200f\u200b*_\"'”’“»›«)]}）」』】>|\0"
"""What may stand behind a final mark."""
_CONFLICTS = (
    {"question mark", "stop"},
    {"colon", "stop"},
    {"question mark", "colon"},
    {"question mark", "exclamation mark"},
    {"colon", "exclamation mark"},
)
"""Marks of which one cannot stand for the other; stops and exclamation marks can."""
_STOPLESS = frozenset("th lo km my bo dz".split())
"""Languages whose sentences end without a mark."""
_ABBREVIATED = re.compile(r"\b(?:etc|Inc|Ltd|Co|approx|max|min|[A-Za-z]\.[A-Za-z])\.$")
_QUOTE = re.compile("[\"'”’“»›」』]")
_DOTS = re.compile(r"…|\.\.\.")
_FINAL = re.compile(r"[.:?!。．：？！؟।…]+(?=\W|$)")
_SENTENCE = 4
"""Words of a source whose stop is no end of an abbreviation, and whose question is no heading."""


class _End(NamedTuple):
    kind: str
    start: int
    end: int


def find(document: Document, context: Context) -> Iterator[Finding]:
    """What a file does now and then is a slip; what it often does is its style."""
    language = base(context.target_lang)
    slips: list[tuple[str, Finding]] = []
    kept: list[str] = []
    for unit, source in translated(document):
        if is_code(source):
            continue
        theirs, ours = _end(source, unit, context.source_lang), _end(unit.text, unit, language)
        if theirs.kind == ours.kind:
            kept.append(theirs.kind)
        elif theirs.kind in _MARKS and ours.kind == "" and not (theirs.kind == "stop" and language in _STOPLESS):
            if theirs.kind == "ellipsis" and _DOTS.search(unit.text):
                continue  # it moved with what it stands for
            if theirs.kind == "colon" and _QUOTE.match(source, theirs.end):
                continue  # that of the words it quotes
            if theirs.kind in ("colon", "ellipsis") or _is_sentence(source[: theirs.end]):
                message = f"the {theirs.kind} at the end is missing from the translation"
                slips.append((f"-{theirs.kind}", _finding(unit, message, theirs, in_source=True)))
        elif {theirs.kind, ours.kind} in _CONFLICTS:
            if language == "ja" and unit.text[: ours.end].endswith("か。"):
                continue  # a question as it is
            if len(_FINAL.findall(source)) != len(_FINAL.findall(unit.text)):
                continue  # sentences were joined, split or added
            message = f"{_article(ours.kind)} where the source has {_article(theirs.kind)}"
            slips.append((f"{theirs.kind}/{ours.kind}", _finding(unit, message, ours)))
    for kind, finding in slips:
        same = sum(1 for other, _ in slips if other == kind)
        if not habit(same, kept.count(kind[1:] if kind[0] == "-" else kind.split("/")[0])):
            yield finding


def _end(text: str, unit: Segment, language: str | None) -> _End:
    """The kind of the last mark and where it stands."""
    shown = prose(text, unit.syntaxes, "\0")
    end = len(shown.rstrip(_BEHIND))
    if any(item.key and item.start >= end for item in placeholders.find(text, unit.syntaxes)):
        return _End("unknown", end, len(text))  # a placeholder may end in any mark
    last = shown[end - 1 : end]
    if shown[:end].endswith(("...", "。。")):
        return _End("ellipsis", end - 3 if last == "." else end - 2, end)
    if last in ";;" and language == "el":
        return _End("question mark", end - 1, end)
    if last == ":" and language == "hy":
        return _End("stop", end - 1, end)
    kind = _KIND.get(last, "other" if last and not last.isalnum() else "")
    return _End(kind, end - 1 if kind else end, end)


def _article(kind: str) -> str:
    return f"an {kind}" if kind == "ellipsis" else f"a {kind}"


def _is_sentence(source: str) -> bool:
    return len(source.split()) >= _SENTENCE and not _ABBREVIATED.search(source)


def _finding(unit: Segment, message: str, end: _End, *, in_source: bool = False) -> Finding:
    return Finding(segment=unit, start=end.start, end=end.end, message=message, in_source=in_source, confidence=0.9)


check = Check(
    id="end-punctuation",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    summary="A unit that ends in another mark than its source",
    why=(
        "A question that became a statement, a label that lost its colon, an “Open…” that lost its dots, a sentence "
        "that lost its stop: the end of a unit is part of its meaning. Marks of all scripts are told; whether to "
        "exclaim is left to the language, so that a stop may stand for an exclamation mark, but not nothing, nor one "
        "for a question. What completes a sentence or label is free, and what a file often does is its style."
    ),
    limits="Strings that are put together from parts.",
    needs_source=True,
    whole_document=True,
    group="source",
    good=(
        Example("これはファイルです。", "ja", source="This is a file."),
        Example("Name :", "fr", source="Name:"),
        Example("ما اسمك؟", "ar", source="What is your name?"),
        Example("Ποιο είναι το όνομά σου;", "el", source="What is your name?"),
        Example("Großartig.", "de", source="Great!"),
        Example("Großartig", "de", source="Great!"),
        Example("Bitte speichern Sie die Datei jetzt!", "de", source="Please save the file now."),
        Example("「{value}」を選択しました", "ja", source="You selected: “{value}”"),
        Example("Mode « Qu’est-ce que c’est ? »", "fr", source="What’s this mode"),
        Example("Neuigkeiten", "de", source="What’s new?"),
        Example("Größe in Mio.", "de", source="Size in millions"),
    ),
    bad=(
        Example("Wie heißen Sie", "de", source="What is your name[[?]]"),
        Example("Name", "de", source="Name[[:]]"),
        Example("Datei öffnen", "de", source="Open file[[…]]"),
        Example("Die Datei wurde gespeichert", "de", source="The file has been saved[[.]]"),
        Example("Wählen Sie eine Datei[[?]]", "de", source="Choose a file."),
        Example("Speichern Sie jetzt Ihre Arbeit", "de", source="Save your work now[[!]]"),
        Example("Wollen Sie das wirklich[[!]]", "de", source="Do you really want this?"),
    ),
    find=find,
)
