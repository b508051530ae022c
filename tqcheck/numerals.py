"""Numbers in a text, by value: digits of any script, with the separators of a language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tqcheck.languages import number_signs

_LATIN = "A-Za-zÀ-ɏ"
_NUMBER = re.compile(
    rf"(?<![{_LATIN}_\d#\\+])(?<![{_LATIN}_\d][-.])"
    r"(?>\d+(?:[.,'’٫٬]\d+|[ \u00a0\u202f\u2009]\d{3}(?!\d))*)"
    rf"(?![{_LATIN}]*_|[{_LATIN}]+\d|\s?[進进진]|\+)"  # 16進 is “hexadecimal”
)
_SPACES = " \u00a0\u202f\u2009"
_APOSTROPHES = "'’"


@dataclass(frozen=True, slots=True)
class Number:
    """`digits` as written, in Latin digits; `value` None where it is no number of the language (a version, a date);
    then `parts` are the whole numbers in it."""

    start: int
    end: int
    digits: str
    value: Decimal | None
    parts: tuple[int, ...]

    @property
    def bare(self) -> str:
        """The digits without their separators."""
        return re.sub(r"\D", "", self.digits)


def numbers(text: str, language: str) -> list[Number]:
    """The numbers of `text` in its order; not those inside names such as UTF-8 or x86."""
    return [_number(match, language) for match in _NUMBER.finditer(text)]


def _number(match: re.Match[str], language: str) -> Number:
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in match[0])
    parts = tuple(int(part) for part in re.findall(r"\d+", digits))
    return Number(*match.span(), digits, value(digits, language), parts)


def value(digits: str, language: str) -> Decimal | None:
    """The value of a number as the language writes it; None where it does not write it so."""
    decimal, group = number_signs(language)
    groups = _SPACES + _APOSTROPHES if group.isspace() else group + _APOSTROPHES + _SPACES
    for decimals, thousands in ((decimal, groups), ("٫", "٬")):
        whole = rf"\d{{1,3}}(?:[{re.escape(thousands)}]\d{{2,3}})*[{re.escape(thousands)}]\d{{3}}|\d+"
        if re.fullmatch(rf"(?:{whole})(?:{re.escape(decimals)}\d+)?", digits):
            plain = "".join(sign for sign in digits if sign.isdigit() or sign == decimals)
            return Decimal(plain.replace(decimals, "."))
    return None


_ROMAN = re.compile(r"\b(?=[IVXLC])(?:X[CL]|L?X{0,3})(?:IX|IV|V?I{0,3})(?=(?:er?|re|ème|è|nd)?(?![^\W\d_]))")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> Iterator[int]:
    """The values of the Roman numerals up to 99 in a text."""
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[letter] for letter in match[0]]
        yield sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
