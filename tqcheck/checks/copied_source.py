"""Part of the source that stands in the translation as it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

import numpy as np

from tqcheck.check import Check, Context, Example
from tqcheck.langid import known_as
from tqcheck.languages import base, name
from tqcheck.types import Document, Finding, Segment, Severity, Span
from tqcheck.units import is_code, prose, translated

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PLAIN = re.compile(r"[^\W_](?:[^\W_]|['’-](?=\w)|[.]?[ \u00a0](?=\w))*")
_QUOTED = re.compile(r"(?:[\"“„«‹「『‘*_:|]|(?<!\w)')[^\"”“»›」』’'*_|]*$|[-–—] $|\([^)]*$")
_NEAR = 30
"""Characters before a stretch that may set it off."""
_FEWEST = 3
"""Words that a copied stretch has at least."""
_PAIRS = 100_000
"""Pairs of equal words up to which texts are laid side by side: a unit of two thousand words has half of them."""
_SHARE = 0.6
"""Share of a stretch’s words that the target language hardly uses."""
_FOREIGN = 3.0
"""By how much, in ln P, a word is rarer in the target language, if it is not used there."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    source_lang, target_lang = known_as(context.source_lang or ""), known_as(context.target_lang)
    if base(source_lang) == base(target_lang) or not {source_lang, target_lang} <= context.langid.languages:
        return
    for unit, source in translated(document):
        if is_code(source):
            continue
        text = prose(unit.text, unit.syntaxes, "\0")
        theirs = [match[0] for match in _WORD.finditer(prose(source, unit.syntaxes, "\0"))]
        ours = list(_WORD.finditer(text))
        if len(theirs) < _FEWEST or len(ours) <= _FEWEST:
            continue
        words = [match[0] for match in ours]
        for first, size in _copied(theirs, words):
            if size < _FEWEST or size == len(ours):
                continue
            copied = Span(ours[first].start(), ours[first + size - 1].end())
            for match in _PLAIN.finditer(text, copied.start, copied.end):
                stretch = _WORD.findall(match[0])
                plain = [word for word in stretch if word.islower()]
                set_off = _QUOTED.search(text, max(0, match.start() - _NEAR), match.start()) or text.startswith(
                    "(", match.end()
                )
                if len(plain) >= _FEWEST and not set_off and _foreign(plain, source_lang, target_lang, context):
                    yield _finding(unit, Span(*match.span()), len(stretch), context)


def _copied(theirs: list[str], ours: list[str]) -> Iterator[tuple[int, int]]:
    """Where stretches of `ours` begin that stand in `theirs`, and how many words they have."""
    often = Counter(theirs)
    if sum(often[word] for word in ours) <= _PAIRS:
        for block in SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks():
            yield block.b, block.size
        return
    known = set(zip(theirs, theirs[1:], theirs[2:], strict=False))
    first = 0
    for at in range(len(ours) - 1):
        if tuple(ours[at : at + _FEWEST]) not in known:
            if at > first:
                yield first, at - first + _FEWEST - 1
            first = at + 1


def _foreign(words: list[str], source: str, target: str, context: Context) -> bool:
    own, other = (np.maximum(context.langid.frequency(words, code), -22.0) for code in (source, target))
    return bool((own - other > _FOREIGN).mean() >= _SHARE)


def _finding(unit: Segment, span: Span, words: int, context: Context) -> Finding:
    return Finding(
        segment=unit,
        start=span.start,
        end=span.end,
        message=f"part of the source, left in the {name(context.target_lang)}",
        severity=Severity.CRITICAL if words >= 5 else None,
        language=context.source_lang,
    )


check = Check(
    id="copied-source",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    summary="Words of the source that stand in the translation as they were",
    why=(
        "A translation that keeps a stretch of its source was left half done, or a changed sentence was pasted "
        "into the old one. Three words in a row or more, in lower case and hardly used in the target language, are "
        "marked where they are the source’s own; five or more are critical. What is quoted is left alone."
    ),
    limits="Commands and text of a user interface that is not translated, when nothing sets them off.",
    needs_source=True,
    group="source",
    good=(
        Example("Drücken Sie „save your changes now“.", "de", "en", source="Press “save your changes now”."),
        Example("Die Los Angeles Times berichtet.", "de", "en", source="The Los Angeles Times reports."),
    ),
    bad=(
        Example(
            "Öffnen Sie die Datei [[and save your changes]] im Menü.",
            "de",
            "en",
            source="Open the file and save your changes in the menu.",
        ),
    ),
    find=find,
)
