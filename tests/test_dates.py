"""Dates by value: orders and names of months of each language."""

import datetime

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.dates import Day, dates


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("on 12/05/2024", "en-US", ["2024-12-05"]),
        ("on 12/05/2024", "en-GB", ["2024-05-12"]),
        ("on 12/05/2024", "en", ["2024-05-12", "2024-12-05"]),
        ("on 12/25/2024", "en-GB", ["2024-12-25"]),
        ("am 5.12.2024.", "de", ["2024-12-05"]),
        ("5. tammikuuta 2020", "fi", ["2020-01-05"]),
        ("1.º de janeiro de 2020", "pt", ["2020-01-01"]),
        ("2020 m. sausio 5 d.", "lt", ["2020-01-05"]),
        ("2020年1月5日", "zh", ["2020-01-05"]),
        ("v3.11.2, 1.2.3.2024, 13/13/2024, may 5 files, 99 May", "en", []),
    ],
)
def test_readings(text: str, language: str, expected: list[str]) -> None:
    found = [day for date in dates(text, language) for day in sorted(date.readings)]
    assert [f"{day.year}-{day.month:02}-{day.day:02}" for day in found] == expected


@given(
    day=st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)),
    language=st.sampled_from("en de fr es pt it ru uk pl cs nl sv fi hu tr ja zh ko ca da nb ro".split()),
)
def test_what_cldr_writes_is_read(day: datetime.date, language: str) -> None:
    text = format_date(day, "long", locale=language)
    (found,) = dates(text, language)
    assert found.readings == {Day(day.year, day.month, day.day)}


def test_a_date_without_a_year_may_be_in_any() -> None:
    (short,) = dates("5 May", "en")
    (whole,) = dates("5 мая 2024", "ru")
    assert short.may_be(whole)
    assert not short.may_be(dates("6 May 2024", "en")[0])
