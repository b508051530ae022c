"""Dates in a text, by value: numbers in the order of a language, or its names of the months (CLDR’s)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tqcheck.languages import date_order, month_names
from tqcheck.types import Span


class Day(NamedTuple):
    """A day of a year, or of any (None), or a whole month (day None)."""

    year: int | None
    month: int
    day: int | None

    def may_be(self, other: Day) -> bool:
        """Whether both can be one: what one of them does not say tells nothing."""
        return all(a == b or a is None or b is None for a, b in zip(self, other, strict=True))


@dataclass(frozen=True, slots=True)
class Date:
    """`readings`: the days that it can be, of which 12/05/2024 has two where the language does not settle it."""

    span: Span
    readings: frozenset[Day]

    def may_be(self, other: Date) -> bool:
        return any(one.may_be(another) for one in self.readings for another in other.readings)


_YEAR = r"[12]\d{3}"
_FIGURES = re.compile(
    rf"(?<![\w.,/-])(?:(?P<first>{_YEAR})(?P<sign>[./-])\s?(?P<a>\d\d?)(?P=sign)\s?(?P<b>\d\d?)\.?"
    rf"|(?P<c>\d\d?)(?P<mark>[./-])\s?(?P<d>\d\d?)(?P=mark)\s?(?P<last>{_YEAR}))(?![\w/-]|[.,]\d)"
)
_EAST_ASIAN = re.compile(
    rf"(?:(?P<year>{_YEAR})\s?[年년]\s?)?(?P<month>1[0-2]|0?[1-9])\s?[月월]\s?(?:(?P<day>[12]\d|3[01]|0?[1-9])\s?[日일号])"
)
_ORDINAL = r"(?:st|nd|rd|th|er|re|\.?[ºª°]|\.|-?(?:го|е|a|o))?"


def dates(text: str, language: str) -> list[Date]:
    """The dates of `text` in its order: those with a day and a month."""
    found = [date for date in _dates(text, language) if date.readings]
    return sorted(found, key=lambda date: date.span)


def _dates(text: str, language: str) -> Iterator[Date]:
    for match in _FIGURES.finditer(text):
        yield Date(Span(*match.span()), frozenset(_readings(match, language)))
    for match in _EAST_ASIAN.finditer(text):
        year = int(match["year"]) if match["year"] else None
        yield Date(Span(*match.span()), _valid([Day(year, int(match["month"]), int(match["day"]))]))
    names = month_names(language)
    for match in _in_words(language).finditer(text) if names else ():
        groups = {name.rstrip("_"): value for name, value in match.groupdict().items() if value}
        name = groups["month"]
        months = names.get(name) or names.get(name.lower(), frozenset())
        year = int(groups["year"]) if "year" in groups else None
        yield Date(Span(*match.span()), _valid(Day(year, month, int(groups["day"])) for month in months))


def _readings(match: re.Match[str], language: str) -> frozenset[Day]:
    if match["first"]:
        return _valid([Day(int(match["first"]), int(match["a"]), int(match["b"]))])
    year, first, second = int(match["last"]), int(match["c"]), int(match["d"])
    orders = date_order(language)
    return _valid(
        day
        for order, day in (("dmy", Day(year, second, first)), ("mdy", Day(year, first, second)))
        if order in orders or max(first, second) > 12
    )


def _valid(days: Iterable[Day]) -> frozenset[Day]:
    return frozenset(day for day in days if 1 <= day.month <= 12 and (day.day is None or 1 <= day.day <= 31))


@cache
def _in_words(language: str) -> re.Pattern[str]:
    """5 May 2024, 5. Mai 2024, 5 de mayo de 2024, May 5, 2024, 2024. május 5."""
    month = "|".join(sorted(map(re.escape, month_names(language)), key=len, reverse=True))
    name = rf"(?P<month>(?i:{month}))\b\.?"
    again, third = name.replace("<month>", "<month_>"), name.replace("<month>", "<month__>")
    link = r"[ \u00a0]+(?:(?:de|del|of|d['’])[ \u00a0]*)?"
    return re.compile(
        rf"(?<![\w.,/:-])(?P<year>{_YEAR})\.?[ \u00a0]+(?:m\.[ \u00a0]+)?{name}[ \u00a0]+(?P<day>\d\d?)(?![\w:])"
        rf"|(?<![\w.,/:-])(?P<day_>\d\d?){_ORDINAL}{link}{again}(?:,?{link}(?P<year_>{_YEAR})(?!\w))?"
        rf"|(?<!\w){third}[ \u00a0]+(?P<day__>\d\d?)(?:st|nd|rd|th)?(?![\w:]|[.,]\d)"
        rf"(?:,?[ \u00a0]+(?P<year__>{_YEAR})(?!\w))?"
    )
