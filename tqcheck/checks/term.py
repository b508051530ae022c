"""Terms of the glossary: required ones that are missing, forbidden ones that are used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tqcheck.check import Check, Context, Example
from tqcheck.glossary import Term
from tqcheck.languages import base
from tqcheck.lemmas import dictionary_forms
from tqcheck.types import Document, Finding, Segment, Severity, Span
from tqcheck.units import finished, prose
from tqcheck.wordclass import lemmas

_WORD = re.compile(r"(?<!\w)[^\W_]+(?!\w)")
_UNSPACED = frozenset("zh ja th lo km my yue".split())
_COMPOUNDING = frozenset("de nl sv da no nb nn is fi et hu".split())
"""Languages that write compounds as one word."""
_STEM = 0.6
"""Share of a word that stays the same in its inflected forms."""
_ENDING = 4
"""Letters that an ending may have."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    terms = context.glossary.between(context.source_lang, context.target_lang)
    for unit in document.segments if terms else ():
        if unit.text.strip() and finished(unit):
            text = prose(unit.text, unit.syntaxes, "\0")
            source = None if unit.source is None else prose(unit.source, unit.syntaxes, "\0")
            yield from _of_unit(unit, text, source, terms, context)


def _of_unit(
    unit: Segment, text: str, source: str | None, terms: Sequence[Term], context: Context
) -> Iterator[Finding]:
    taken: list[Span] = []
    for term in sorted(terms, key=lambda term: -len(term.source)):  # "hard disk" before "disk"
        places = _places(term.source, source, context.source_lang) if term.source and source else []
        places = [place for place in places if not any(place.overlaps(other) for other in taken)]
        taken += places
        if term.source and not places:
            continue
        good = [place for target in term.targets for place in _places(target, text, context.target_lang)]
        bad = [place for target in term.forbidden for place in _places(target, text, context.target_lang)]
        bad = [place for place in bad if not any(other.covers(place) for other in good)]
        instead = f" → {', '.join(term.targets)}" if term.targets else ""
        for place in bad:
            message = f"“{text[place.start : place.end]}” is forbidden by the glossary{instead}"
            yield Finding(segment=unit, start=place.start, end=place.end, message=message, suggestions=term.targets)
        if term.targets and places and not good and not bad:
            wanted = " or ".join(f"“{target}”" for target in term.targets)
            message = f"the glossary has {wanted} for “{term.source}”"
            place = places[0]
            yield Finding(
                segment=unit,
                start=place.start,
                end=place.end,
                message=message,
                severity=Severity.MINOR,
                in_source=True,
            )


def _places(term: str, text: str, language: str | None) -> list[Span]:
    """Where a term stands in a text, in any inflected form."""
    code = base(language or "")
    if code in _UNSPACED:
        return [Span(*match.span()) for match in re.finditer(re.escape(term), text, re.IGNORECASE)]
    wanted = _WORD.findall(term)
    words = list(_WORD.finditer(text))
    return [
        Span(words[at].start(), words[at + len(wanted) - 1].end())
        for at in range(len(words) - len(wanted) + 1)
        if wanted and all(_same(want, words[at + n][0], code) for n, want in enumerate(wanted))
    ]


@lru_cache(maxsize=65536)
def _same(term: str, word: str, language: str) -> bool:
    """Whether a word is a form of the term: by their lemmas, or outside English by the stem."""
    if term.isupper() and len(term) > 1:
        return word.removesuffix("s") == term
    term, word = term.lower(), word.lower()
    if term == word:
        return True
    if language == "en":
        return not lemmas(term).isdisjoint(lemmas(word))
    if not dictionary_forms(term, language).isdisjoint(dictionary_forms(word, language)):
        return True
    if language in _COMPOUNDING and len(term) > 2 and term in word:
        return True
    shared = next((n for n, (a, b) in enumerate(zip(term, word, strict=False)) if a != b), min(len(term), len(word)))
    longest = max(len(term), len(word))
    return shared >= 3 and shared >= _STEM * longest and longest - shared <= _ENDING


check = Check(
    id="term",
    category="terminology/wrong-term",
    severity=Severity.MAJOR,
    summary="A term that is not the glossary’s, or one that it forbids",
    why=(
        "The glossary says what a term must become, may become and must not become. A unit whose source has the term "
        "needs one of its required or allowed translations (minor, since a good sentence may do without), and none of "
        "the forbidden ones; a forbidden word without a source term is forbidden everywhere. Inflected forms count: "
        "by their lemmas where there is a dictionary, by their stem too, compounds also. The longest term counts. CSV "
        "and TBX files are named by `glossary` in the configuration."
    ),
    limits="Terms that a good sentence replaces by a pronoun, and words with two meanings.",
    group="source",
    needs_source=True,
    good=(
        Example(
            "Die Dateien werden gespeichert",
            "de",
            "en",
            source="The files are saved",
            terms="source,target\nfile,Datei\n",
        ),
        Example(
            "Öffnen Sie die Festplatte",
            "de",
            "en",
            source="Open the hard disk",
            terms="source,target,status\nhard disk,Festplatte,\ndisk,Datenträger,\n",
        ),
        Example("Die Häuser", "de", "en", source="The houses", terms="source,target\nhouse,Haus\n"),
        Example("Нет людей", "ru", "en", source="No people", terms="source,target\npeople,люди\n"),
        Example("ファイルを保存", "ja", "en", source="Save the file", terms="source,target\nfile,ファイル\n"),
    ),
    bad=(
        Example(
            "Das Dokument wird gespeichert",
            "de",
            "en",
            source="The [[file]] is saved",
            terms="source,target,status\nfile,Datei,required\n",
        ),
        Example(
            "Das [[File]] wird gespeichert",
            "de",
            "en",
            source="The file is saved",
            terms="source,target,status\nfile,Datei,\nfile,File,forbidden\n",
        ),
        Example(
            "Bitte [[downloaden]]",
            "de",
            "en",
            source="Please load",
            terms="source,target,status\n,downloaden,forbidden\n",
        ),
    ),
    find=find,
)
