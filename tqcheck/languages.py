"""Language tags: BCP 47 in, their CLDR names out. The door for babel."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from babel import Locale, UnknownLocaleError

from tqcheck.errors import UnknownLanguage


@cache
def normalise(tag: str) -> str:
    """The BCP 47 form of a language tag: `pt_br` becomes `pt-BR`, `zh-hans` becomes `zh-Hans`.

    Raises UnknownLanguage for what is no tag of a language that CLDR knows.
    """
    subtags = tag.strip().replace("_", "-").split("-")
    language = subtags[0].lower()
    names = _names()
    if language not in names or not all(part.isalnum() for part in subtags):
        hints = [code for code, name in names.items() if name.lower() == tag.strip().lower()]
        hints = hints or get_close_matches(language, names, n=1)
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


@cache
def _names() -> dict[str, str]:
    return {code: str(label) for code, label in Locale("en").languages.items() if "_" not in code and len(code) <= 3}


@cache
def territories() -> dict[str, str]:
    """English names of countries and territories by ISO 3166 code, from CLDR."""
    return {code: str(label) for code, label in Locale("en").territories.items() if code.isalpha()}


def plural_category(tag: str, number: int) -> str:
    """The CLDR plural category of a number in a language: zero, one, two, few, many or other."""
    try:
        return str(Locale.parse(base(tag)).plural_form(number))
    except (UnknownLocaleError, ValueError):
        return "other" if number != 1 else "one"


@cache
def plural_categories(tag: str) -> tuple[str, ...]:
    """The plural categories that whole numbers have in a language, in CLDR's order."""
    found = {plural_category(tag, number) for number in range(201)}
    return tuple(category for category in ("zero", "one", "two", "few", "many", "other") if category in found)
