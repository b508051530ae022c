"""Numbers by value: the separators of each language, digits of each script."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.numerals import numbers, roman, value


@pytest.mark.parametrize(
    ("digits", "language", "expected"),
    [
        ("1,234.5", "en", "1234.5"),
        ("1.234,5", "de", "1234.5"),
        ("1\u202f234,5", "fr", "1234.5"),
        ("12,34,567", "hi", "1234567"),
        ("1’234.5", "de-CH", "1234.5"),
        ("51.799,762", "en", None),
        ("51,799.762", "de", None),
        ("3.11.2", "en", None),
        ("1.234", "es", "1234"),
        ("1,234", "es-MX", "1234"),
    ],
)
def test_value(digits: str, language: str, expected: str | None) -> None:
    assert value(digits, language) == (None if expected is None else Decimal(expected))


@given(
    number=st.decimals(0, 10**9, places=2),
    language=st.sampled_from("en de fr es pt it ru ja zh pl sv tr nl ko hi he".split()),
)
def test_what_cldr_writes_is_read(number: Decimal, language: str) -> None:
    (found,) = numbers(format_decimal(number, locale=language), language)
    assert found.value == number


def test_native_digits() -> None:
    assert [found.value for found in numbers("١٢٣ और १२", "ar")] == [123, 12]


def test_names_are_no_numbers() -> None:
    assert numbers("UTF-8, x86_64, ISO-8859-1, #12, v2.0, 16進数", "en") == []


def test_roman() -> None:
    assert list(roman("Au XXIe siècle, Louis XIV")) == [21, 14]
