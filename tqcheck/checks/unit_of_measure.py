"""The same number with another unit or currency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
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
_SIGN = "|".join(sorted(map(re.escape, _MEANING), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?:(?P<before>{_SIGN})[ \u00a0\u202f]?)?(?P<digits>\d[\d.,]*(?<![.,]))"
    rf"(?:[ \u00a0\u202f]?(?P<after>{_SIGN})(?![A-Za-zÀ-ɏА-я]))?"
)


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit, source in translated(document):
        theirs = _amounts(prose(source, unit.syntaxes, "\0"), context.source_lang or "en")
        ours = _amounts(prose(unit.text, unit.syntaxes, "\0"), context.target_lang) if theirs else []
        for amount, meaning, start, end in ours:
            same = {other for number, other, *_ in theirs if number == amount}
            if same and meaning not in same:
                yield Finding(
                    segment=unit,
                    start=start,
                    end=end,
                    message=f"the source has this number with “{', '.join(sorted(same))}”",
                )


def _amounts(text: str, language: str) -> list[tuple[str, str, int, int]]:
    """Number, unit and place of each number that has a unit."""
    return [
        (str(value(match["digits"], language)), _MEANING[sign], match.start(), match.end())
        for match in _AMOUNT.finditer(text)
        if (sign := match["before"] or match["after"]) is not None
    ]


check = Check(
    id="unit-of-measure",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="The same number with another unit or currency: 5 € for $5",
    why=(
        "A sum in another currency, or a length in another unit, with the number unchanged is another amount. Signs "
        "and codes of the same currency, and a unit’s names in other languages (MB, Mo, МБ), are the same; a number "
        "that was converted is not looked at."
    ),
    limits="Units that are spelled out.",
    needs_source=True,
    group="source",
    good=(
        Example("5 USD, 10 Mo, 20 %", "fr", "en", source="$5, 10 MB, 20%"),
        Example("8 km", "de", "en", source="5 mi"),
    ),
    bad=(
        Example("Es kostet [[5 €]].", "de", "en", source="It costs $5."),
        Example("[[1.000 GB]] frei", "de", "en", source="1,000 MB free"),
    ),
    find=find,
)
