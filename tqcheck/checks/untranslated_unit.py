"""Units that are empty, or the same as their source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from tqcheck.check import Check, Context, Example
from tqcheck.langid import borrowed, known_as
from tqcheck.languages import base, name, names_in_capitals
from tqcheck.types import Document, Finding, Segment, Severity, Span
from tqcheck.units import blanked, finished, is_code, prose

_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)*")
_CODE = re.compile(r"\S*[\d_@/\\]\S*")
_NAME_LIKE = re.compile(r"[^\W\d_]+[A-Z]|[A-Z]{2}")
_CLAUSE = 5
"""Words that make a clause."""
_COMMON = -14.5
"""ln P of the rarest word that surely is one of the source language."""
_COMMON_ALONE = -12.5
"""The same for a word alone, which may be a term of the trade."""
_FOREIGN = 2.5
"""By how much, in ln P, a word is rarer in the target language, if it is not used there."""
_INTERNATIONAL = ("de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "id", "en")
"""Languages whose lists tell names and international words: they have them nearly as often."""
_SENTENCE = 4


def find(document: Document, context: Context) -> Iterator[Finding]:
    if base(context.source_lang or "") == base(context.target_lang):
        return
    for unit in document.segments:
        if unit.source is None or is_code(unit.source):
            continue
        if not unit.text.strip():
            if _words(unit.source, unit, context):
                yield Finding(segment=unit, start=0, end=len(unit.text), message="no translation")
        elif finished(unit) and _same(unit.source, unit.text):
            words = _words(unit.text, unit, context)
            if _to_be_translated(words, context):
                yield Finding(
                    segment=unit,
                    start=len(unit.text) - len(unit.text.lstrip()),
                    end=len(unit.text.rstrip()),
                    message=f"the same as the source, and no {name(context.target_lang)}",
                    severity=_severity(len(words)),
                    language=context.source_lang,
                )


def _same(source: str, target: str) -> bool:
    return source.split() == target.split()


def _severity(words: int) -> Severity:
    if words >= _CLAUSE:
        return Severity.CRITICAL
    return Severity.MAJOR if words > 1 else Severity.MINOR


def _words(text: str, unit: Segment, context: Context) -> list[str]:
    """The words of `text`, less what is no prose, is not to be translated, or holds digits or signs of code."""
    text = prose(text, unit.syntaxes)
    return _WORD.findall(blanked(text, [*context.spared(text), *(Span(*m.span()) for m in _CODE.finditer(text))]))


def _to_be_translated(words: Sequence[str], context: Context) -> bool:
    """Whether most of the words are common in the source language and not used in the target language."""
    source, target = known_as(context.source_lang or ""), known_as(context.target_lang)
    known = context.langid.languages
    plain = [word for word in words if not _NAME_LIKE.match(word) and not borrowed(word)]
    if not plain or source not in known or (len(words) == 1 and _may_stay(words[0], context)):
        return False
    lower = [word.lower() for word in plain]
    own = context.langid.frequency(lower, source)
    others = [code for code in dict.fromkeys((target, *_INTERNATIONAL)) if code in known and code != source]
    tables = {code: np.maximum(context.langid.frequency(lower, code), -22.0) for code in others}
    target_p = tables.get(target, np.full(len(lower), -22.0))
    international = np.sort(np.stack([tables[code] for code in others if code != target]), axis=0)[-2]
    used = np.maximum(target_p, international)
    foreign = (own > (_COMMON_ALONE if len(words) == 1 else _COMMON)) & (own - used > _FOREIGN)
    as_name = np.array([word[0].isupper() for word in plain]) & (len(plain) > 1)
    if len(words) >= _SENTENCE:
        return bool(foreign.sum() >= 2 and 2 * foreign.sum() >= len(plain) and not as_name.all())
    return bool(2 * len(plain) > len(words) and foreign.all())


def _may_stay(word: str, context: Context) -> bool:
    """Whether a single word is as likely a keyword, the name of a language, or of a first page."""
    return word.islower() or word.lower() in names_in_capitals(context.target_lang) or word == "Home"


check = Check(
    id="untranslated-unit",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    summary="A unit that is empty, or the same as its source though it says something",
    why=(
        "A unit without translation, or with the source in its place, shows the source to the reader. Much is rightly "
        "the same: names, “OK”, “PDF”, “Wi-Fi”, “{count} km”, “Version” in German. A unit is marked when its words are "
        "common in the source language and hardly used in the target language or in others, which would know a name. "
        "A clause is critical, a phrase or an empty unit is major, a single word is minor."
    ),
    limits=(
        "Source languages without a word list; words that the target language has borrowed and its list lacks. To keep "
        "a phrase, put it into `do-not-translate` in the configuration."
    ),
    needs_source=True,
    group="source",
    good=(
        Example("OK\n\nPDF\n\nWi-Fi".replace("\n\n", " "), "de", "en", source="OK PDF Wi-Fi"),
        Example("{count} km", "ja", "en", source="{count} km"),
        Example("Version", "de", "en", source="Version"),
        Example("Google Maps", "ja", "en", source="Google Maps"),
        Example("London", "fr", "en", source="London"),
        Example("John Smith", "fr", "en", source="John Smith"),
        Example("Nepali", "de", "en", source="Nepali"),
        Example("return", "de", "en", source="return"),
        Example(">>> print('hello, is it you')", "de", "en", source=">>> print('hello, is it you')"),
        Example("Colour", "en", "en", source="Colour"),
        Example("", "de", "en", source="%s: {name}"),
    ),
    bad=(
        Example("  [[Save the changes before you leave]] ", "de", "en", source=" Save the changes before you leave"),
        Example("[[Save changes]]", "de", "en", source="Save changes"),
        Example("[[Settings]]", "fr", "en", source="Settings"),
        Example("[[Click here to continue with {name}.]]", "ja", "en", source="Click here to continue with {name}."),
        Example("[[Datei öffnen]]", "en", "de", source="Datei öffnen"),
    ),
    find=find,
)
