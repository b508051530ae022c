"""Language tags: BCP 47 in, their CLDR names out. The door for babel."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_currency_name

from tqcheck.errors import UnknownLanguage

_NO_LANGUAGES = frozenset({"mul", "und", "zxx"})
"""Tags for several, an unknown and no language at all."""


@cache
def normalise(tag: str) -> str:
    """The BCP 47 form of a language tag: `pt_br` becomes `pt-BR`, `zh-hans` becomes `zh-Hans`.

    Raises UnknownLanguage for what is no tag of a language that CLDR knows.
    """
    subtags = tag.strip().replace("_", "-").split("-")
    language = subtags[0].lower()
    names = _names()
    if language not in names:
        language = str(get_global("language_aliases").get(language, language))  # kmr is ku
    if language not in names or not all(part.isalnum() for part in subtags):
        by_name = {name.lower(): code for code, name in names.items() if code not in _NO_LANGUAGES}
        hints = [by_name[name] for name in get_close_matches(tag.strip().lower(), by_name, n=1, cutoff=0.8)]
        spoken = str(get_global("likely_subtags").get(f"und_{language.upper()}", "")).split("_")[0]  # cn: a country
        hints = hints or [code for code in (spoken,) if code in names]
        hints = hints or get_close_matches(language, by_name.values(), n=1)
        hint = f"; did you mean {hints[0]!r} ({names[hints[0]]})?" if hints else ""
        raise UnknownLanguage(f"unknown language {tag!r}: give a BCP 47 tag such as en, pt-BR or zh-Hans{hint}")
    rest = [
        part.title() if len(part) == 4 and part.isalpha() else part.upper() if len(part) in (2, 3) else part
        for part in subtags[1:]
    ]
    return "-".join([language, *rest])


def base(tag: str) -> str:
    """The language without script and region: `pt-BR` becomes `pt`."""
    return tag.split("-", 1)[0]


def name(tag: str) -> str:
    """The English name of a language, from CLDR: `pt` is Portuguese."""
    return _names().get(base(tag), tag)


def likely_script(tag: str) -> str:
    """The ISO 15924 code of the script that a language is most often written in; Latin where CLDR says nothing."""
    return str(get_global("likely_subtags").get(base(tag), "und_Latn").split("_")[1])


@cache
def _names() -> dict[str, str]:
    return {code: str(label) for code, label in Locale("en").languages.items() if "_" not in code and len(code) <= 3}


@cache
def territories() -> dict[str, str]:
    """English names of countries and territories by ISO 3166 code, from CLDR."""
    return {code: str(label) for code, label in Locale("en").territories.items() if code.isalpha()}


@cache
def _locale(tag: str) -> Locale | None:
    """CLDR's data for a tag, or for its language alone; None where it has none."""
    for known in (tag, base(tag)):
        try:
            return Locale.parse(known, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@cache
def number_signs(tag: str) -> tuple[str, str]:
    """The decimal sign and the sign between groups of digits: "." and "," in English."""
    locale = _locale(tag)
    signs = locale.number_symbols.get("latn", {}) if locale else {}
    return str(signs.get("decimal", ".")), str(signs.get("group", ","))


_INTEGERS = range(1001)
"""Whole numbers that a text is likely to count: CLDR’s “many” of Romance languages begins at a million."""


@cache
def plural_categories(tag: str, *, ordinal: bool = False) -> Mapping[str, frozenset[int]]:
    """The plural categories that whole numbers need, each with the numbers up to a thousand that it is for."""
    locale = _locale(tag)
    if locale is None:
        return {}
    rule = locale.ordinal_form if ordinal else locale.plural_form
    found: dict[str, set[int]] = {}
    for number in _INTEGERS:
        found.setdefault(rule(number), set()).add(number)
    return {category: frozenset(numbers) for category, numbers in found.items()}


@cache
def names_in_capitals(tag: str) -> frozenset[str]:
    """Lower-case words of names of languages, months and weekdays: some languages write them without a capital."""
    locale = _locale(tag)
    if locale is None:
        return frozenset()
    names = [str(label) for label in locale.languages.values()]
    for calendar in (locale.months, locale.days):
        names += [str(label) for widths in calendar.values() for labels in widths.values() for label in labels.values()]
    return frozenset(word for label in names for word in label.lower().replace("(", " ").replace(")", " ").split())


@cache
def right_to_left(tag: str) -> bool:
    """Whether the language is written from right to left."""
    locale = _locale(tag)
    return locale is not None and locale.text_direction == "rtl"


@cache
def month_names(tag: str) -> Mapping[str, frozenset[int]]:
    """The names of the months, wide and abbreviated (no stop), each with the months that it can be; no figures.

    Those that a language writes with a capital begin with one here.
    """
    locale = _locale(tag)
    found: dict[str, set[int]] = {}
    for widths in locale.months.values() if locale else ():
        for width in ("wide", "abbreviated"):
            for number, label in widths.get(width, {}).items():
                name = str(label).rstrip(".")
                if len(name) > 2 and name.isalpha():
                    found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def date_order(tag: str) -> frozenset[str]:
    """The orders (dmy, mdy or ymd) in which a language writes dates in figures: two of English without a region."""
    locale = _locale(tag)
    if tag == "en" or locale is None:
        return frozenset({"dmy", "mdy"})
    pattern = locale.date_formats["short"].pattern.lower()
    return frozenset({"".join(sorted("dmy", key=pattern.find))})


_UNITS = (
    "digital-byte digital-kilobyte digital-megabyte digital-gigabyte digital-terabyte duration-year duration-month "
    "duration-week duration-day duration-hour duration-minute duration-second duration-millisecond length-kilometer "
    "length-meter length-centimeter length-millimeter length-mile length-foot length-inch mass-tonne "
    "mass-kilogram mass-gram mass-milligram mass-ounce volume-liter volume-milliliter volume-gallon "
    "power-watt power-kilowatt graphics-pixel"
).split()
"""Those that text counts, less the pound and the yard, whose names are also those of other things."""
_CURRENCIES = "USD EUR GBP JPY CNY INR RUB KRW CHF".split()


@cache
def unit_names(tag: str) -> Mapping[str, str]:
    """Names of units and currencies, in every form that follows a number, with what CLDR calls them: "hour"."""
    locale = _locale(tag)
    if locale is None:
        return {}
    found: dict[str, str] = {}
    for unit in _UNITS:
        widths = locale._data["unit_patterns"].get(unit, {})
        for form, pattern in (widths.get("long") or widths.get("short", {})).items():
            if form != "per" and str(pattern).startswith("{0}"):
                found.setdefault(str(pattern)[3:].strip().lower(), unit.split("-")[1])
    for currency in _CURRENCIES:
        for count in (1, 2, 5):
            found.setdefault(get_currency_name(currency, count, locale).lower(), currency)
    return {name: unit for name, unit in found.items() if len(name) > 1 or not name.isascii()}
