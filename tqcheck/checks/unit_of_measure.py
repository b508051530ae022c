"""The same number with another unit or currency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from tqcheck.check import Check, Context, Example
from tqcheck.languages import base, unit_names
from tqcheck.numerals import value
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import prose, translated

_SAME = (
    "$ USD US$ US-$", "€ EUR", "£ GBP", "¥ ￥ JPY CNY RMB", "₹ INR", "₽ RUB", "₩ KRW",
    "km км", "cm см", "mm мм", "kg кг", "mg мг", "kB KB Ko ko КБ кБ KiB",
    "MB Mo МБ MiB", "GB Go ГБ GiB",
    "TB To ТБ TiB",
    "mi", "ft", "lb lbs", "oz", "°C ℃", "°F ℉", "ms мс", "kHz кГц", "MHz МГц", "GHz ГГц", "kW кВт", "px", "%  ％ ٪",
)  # fmt: skip
_MEANING = {sign: names.split()[0] for names in _SAME for sign in names.split()}
_SIGNS = {
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "¥", "INR": "₹", "RUB": "₽", "KRW": "₩", "kilobyte": "kB",
    "megabyte": "MB", "gigabyte": "GB", "terabyte": "TB", "kilometer": "km", "centimeter": "cm", "millimeter": "mm",
    "kilogram": "kg", "milligram": "mg", "mile": "mi", "foot": "ft", "ounce": "oz", "millisecond": "ms",
    "kilowatt": "kW", "pixel": "px",
}  # fmt: skip
"""The sign of a unit or currency by CLDR’s name of it."""
_UNSPACED = frozenset("zh ja ko th".split())


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit, source in translated(document):
        theirs = _amounts(prose(source, unit.syntaxes, "\0"), context.source_lang or "en")
        ours = _amounts(prose(unit.text, unit.syntaxes, "\0"), context.target_lang) if theirs else []
        meanings: dict[str, set[str]] = {}
        for number, meaning, *_ in theirs:
            meanings.setdefault(number, set()).add(meaning)
        for amount, meaning, start, end in ours:
            same = meanings.get(amount, set())
            if same and meaning not in same:
                yield Finding(
                    segment=unit,
                    start=start,
                    end=end,
                    message=f"the source has this number with “{', '.join(sorted(same))}”",
                )


def _amounts(text: str, language: str) -> list[tuple[str, str, int, int]]:
    """Number, unit and place of each number that has a unit."""
    names = unit_names(language)
    return [
        (str(value(match["digits"], language)), _meaning(sign, names), match.start(), match.end())
        for match in _amount(language).finditer(text)
        if (sign := match["before"] or match["after"] or match["name"]) is not None
    ]


def _meaning(sign: str, names: Mapping[str, str]) -> str:
    if sign in _MEANING:
        return _MEANING[sign]
    unit = names[" ".join(sign.lower().split())]
    return _SIGNS.get(unit, unit)


@cache
def _amount(language: str) -> re.Pattern[str]:
    """A number with a sign before or after it, or with the name of a unit."""
    signs = _any_of(_MEANING)
    names = _any_of(unit_names(language)).replace(r"\ ", r"\s") or "(?!)"
    end = "" if base(language) in _UNSPACED else r"(?!\w)"
    return re.compile(
        rf"(?<![\w.,])(?:(?P<before>{signs})[ \u00a0\u202f]?)?(?P<digits>\d[\d.,]*(?<![.,]))"
        rf"(?:[ \u00a0\u202f]?(?:(?P<after>{signs})(?![A-Za-zÀ-ɏА-я])|(?P<name>(?i:{names})){end}))?"
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


check = Check(
    id="unit-of-measure",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="The same number with another unit or currency: 5 € for $5",
    why=(
        "A sum in another currency, or a length in another unit, with the number unchanged is another amount. Signs "
        "and codes of the same currency, and the signs and names of a unit in each language (MB, Mo, мегабайт), "
        "are the same; a number that was converted is not looked at."
    ),
    limits="Names of units in cases that do not follow a number.",
    needs_source=True,
    group="source",
    good=(
        Example("5 USD, 10 Mo, 20 %", "fr", "en", source="$5, 10 MB, 20%"),
        Example("8 km", "de", "en", source="5 mi"),
        Example("5 часов, 5 минут и 1 КБ", "ru", "en", source="5 minutes after 5 hours, 1 kilobyte"),
        Example("5 Dollar oder 3 Pfund", "de", "en", source="$5 or £3"),
    ),
    bad=(
        Example("Es kostet [[5 €]].", "de", "en", source="It costs $5."),
        Example("[[1.000 GB]] frei", "de", "en", source="1,000 MB free"),
        Example("Noch [[3 недели]]", "ru", "en", source="3 days left"),
        Example("[[30分]]以内", "ja", "en", source="within 30 seconds"),
    ),
    find=find,
)
