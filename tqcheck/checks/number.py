"""Numbers that differ from the source's, by value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tqcheck.check import Check, Context, Example
from tqcheck.dates import Date, dates
from tqcheck.languages import base
from tqcheck.numerals import Number, numbers, roman, value
from tqcheck.types import Document, Finding, Segment, Severity
from tqcheck.units import prose, translated

_SMALL = 12
"""Up to here numbers are spelled out, or stand for hours and months."""
_ROUND = 100
"""Up to here the tens are spelled out as well."""
_LOOSE = re.compile(
    r"""
      \d[\d.,\s]*(?:thousand|[mb]illion|trillion|dozen|hundred|lakh|crore|mil|mill?(?:one?s|ón|ões|iarden?|ionen)|Mio|Mrd
        |Mill?|tausend|mille|milliards?|тыс|млн|млрд|тысяч|миллион|миллиард|tys|mln|mld|bn|[kKM]|천|만|억)\b
    | \d\s*[万萬億亿千百十]
    | \d\s*(?:inch(?:es)?|in|feet|foot|ft|miles?|yards?|pounds?|lbs?|ounces?|oz|gallons?|acres?)\b | \d\s*°\s?F
    | \d\s*(?:[ap]\.?\s?m\b|noon|o[’']clock) | \d{2}['’]?s\b | \d(?:st|nd|rd|th)\s+centur
    | \b(?:hundreds?|thousands?|\w+illions?|dozens?|decades?|centur(?:y|ies))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What another language counts in other units, or counts another way."""
_HAN_NUMERALS = re.compile("[〇零一二三四五六七八九十百千万]")
_SPELLED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|once|single|first|second|both|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|dozen|half|quarter|third|double|twice|triple)",
    re.IGNORECASE,
)
_THAI_YEARS = 543
_YEARS = range(1800, 2101)


def find(document: Document, context: Context) -> Iterator[Finding]:
    if context.source_lang is None:
        return
    for unit, source in translated(document):
        their_prose, our_prose = prose(source, unit.syntaxes, "\0"), prose(unit.text, unit.syntaxes, "\0")
        theirs, ours = numbers(their_prose, context.source_lang), numbers(our_prose, context.target_lang)
        if theirs and ours:
            theirs, ours = _without_dates(theirs, ours, their_prose, our_prose, context)
        if (theirs or ours) and not _LOOSE.search(their_prose) and not _LOOSE.search(our_prose):
            yield from _compare(unit, theirs, ours, our_prose, their_prose, context)


def _without_dates(
    theirs: list[Number], ours: list[Number], source: str, text: str, context: Context
) -> tuple[list[Number], list[Number]]:
    """The numbers outside dates, if both sides have as many of these: dates are compared as days."""
    assert context.source_lang is not None
    their_dates, our_dates = dates(source, context.source_lang), dates(text, context.target_lang)
    if len(their_dates) != len(our_dates):
        return theirs, ours
    return _outside(theirs, their_dates), _outside(ours, our_dates)


def _outside(found: list[Number], days: list[Date]) -> list[Number]:
    return [number for number in found if not any(day.span.start <= number.start < day.span.end for day in days)]


def _compare(
    unit: Segment, theirs: list[Number], ours: list[Number], text: str, source: str, context: Context
) -> Iterator[Finding]:
    lost = [number for number in theirs if not any(_equal(number, other, context) for other in ours)]
    added = [number for number in ours if not any(_equal(other, number, context) for other in theirs)]
    lost = [
        n for n in lost if not _in_parts(n, ours) and not _written(n, unit.text) and not _otherwise(n, text, context)
    ]
    added = [n for n in added if not _in_parts(n, theirs) and not _written(n, unit.source or "")]
    for number in added:
        moved = [other for other in lost if other.bare == number.bare and len(number.bare) > 2]
        if moved:
            lost.remove(moved[0])
            yield _finding(unit, number, f"the source has {moved[0].digits}: another value", Severity.CRITICAL)
        elif len(lost) == len(added) == 1 and _comparable(lost[0], number, source):
            yield _finding(unit, number, f"the source has {lost[0].digits}", None)
            return
    for number in lost:
        if not added and not _may_be_words(number):
            message = f"the number {number.digits} is missing from the translation"
            yield Finding(segment=unit, start=number.start, end=number.end, message=message, in_source=True)
    for number in added:
        if not lost and not theirs and not _may_be_words(number) and not _spelled(number, source, context):
            yield _finding(unit, number, f"the source has no number {number.digits}", None)


def _finding(unit: Segment, number: Number, message: str, severity: Severity | None) -> Finding:
    return Finding(segment=unit, start=number.start, end=number.end, message=message, severity=severity)


def _equal(theirs: Number, ours: Number, context: Context) -> bool:
    """The same value, or the same signs: a version or a code stays as it is."""
    assert context.source_lang is not None
    if theirs.digits == ours.digits:
        return True
    if theirs.value is None:
        return theirs.parts == ours.parts and ours.value is None
    return theirs.value in (ours.value, value(ours.digits, context.source_lang))


def _in_parts(number: Number, others: list[Number]) -> bool:
    """Whether its whole numbers all stand there, as those of a date do: 31.12.2020, December 31, 2020."""
    there = {part for other in others for part in other.parts}
    dated = number.value is None or any(other.value is None and len(other.parts) > 1 for other in others)
    return dated and set(number.parts) <= there


def _otherwise(number: Number, text: str, context: Context) -> bool:
    """Whether the translation has it in another way: Roman or Chinese numerals, a Thai year."""
    whole = number.parts[0]
    if number.value is None or number.value != whole:
        return False
    language = base(context.target_lang)
    return (
        whole in roman(text)
        or (language in ("zh", "ja", "ko") and _HAN_NUMERALS.search(text) is not None)
        or (language in ("th", "fa", "ar") and whole in _YEARS and str(whole + _THAI_YEARS) in text)
    )


def _may_be_words(number: Number) -> bool:
    value = number.value
    round_one = value is not None and ((value <= _ROUND and value % 10 == 0) or number.bare.strip("0") == "1")
    return value is not None and (value <= _SMALL or round_one)


def _spelled(number: Number, source: str, context: Context) -> bool:
    """Whether the source may have it in words: up to a hundred anywhere, and what English words begin."""
    small = number.value is not None and number.value <= _ROUND and base(context.source_lang or "") != "en"
    return small or _SPELLED.search(source) is not None


def _comparable(old: Number, new: Number, source: str) -> bool:
    """Whether one can be the other gone wrong: not a word of the source and an hour or month beside it."""
    return _small(old) == _small(new) and not (_small(new) and _SPELLED.search(source))


def _small(number: Number) -> bool:
    return number.value is not None and number.value <= Decimal(_SMALL)


def _written(number: Number, text: str) -> bool:
    """Whether the same signs stand in a name or in code."""
    return re.search(rf"(?<!\d){re.escape(number.digits)}(?!\d)", text) is not None


check = Check(
    id="number",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="A number that differs from the source’s, or is missing: 51.799,762 for 51,799,762",
    why=(
        "A wrong number is believed. Numbers are compared by value, read with the separators that CLDR gives for each "
        "language, in any digits: “1.234,5” equals “1,234.5”, “١٢” equals “12”. The same digits with separators that "
        "make another value are critical. Numbers up to twelve and round ones (20, 100, 1,000) may be spelled out; "
        "versions, times and dates are compared by their parts. Placeholders, addresses and names such as UTF-8 are "
        "left out, as are sentences with amounts that languages count in other units (millions, inches, p.m.)."
    ),
    limits="Numbers that a translator converts or rounds on purpose.",
    needs_source=True,
    group="source",
    good=(
        Example("1.234,5 kg", "de", "en", source="1,234.5 kg"),
        Example("1 234,5 kg und ١٢", "fr", "en", source="1,234.5 kg and 12"),
        Example("Am 31.12.2020 um drei", "de", "en", source="On December 31, 2020, at 3"),
        Example("Python 3.11 und UTF-8, fünf", "de", "en", source="Python 3.11 and UTF-8, 5"),
        Example("Il a gagné deux millions d’euros", "fr", "en", source="He won €2,000,000, 2 million"),
        Example("Au XXIe siècle", "fr", "en", source="In the 21st century"),
        Example("2020年1月5日", "ja", "en", source="January 5, 2020"),
    ),
    bad=(
        Example("Es waren [[17]] von 1.978.", "de", "en", source="There were 16 of 1,978."),
        Example("[[51.799,762]] Stimmen", "de", "en", source="51,799,762 votes"),
        Example("Es gab [[51,799.762]] Stimmen", "en", "de", source="Es gab 51.799.762 Stimmen"),
        Example("Im Jahr [[1987]] geboren", "de", "en", source="Born in 1978"),
        Example("Geboren in Köln", "de", "en", source="Born in Cologne in [[1978]]"),
        Example("[[7]] Tage", "de", "en", source="5 days"),
    ),
    find=find,
)
