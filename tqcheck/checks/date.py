"""Dates that are other days than the source’s."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.dates import Date, dates
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import prose, translated

_DIGIT = re.compile(r"\d")
_OTHER_CALENDARS = frozenset("am fa ps th ckb".split())
"""Languages whose dates are often those of another calendar."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    if context.source_lang is None or base(context.target_lang) in _OTHER_CALENDARS:
        return
    for unit, source in translated(document):
        if not (_DIGIT.search(source) and _DIGIT.search(unit.text)):
            continue
        there = prose(source, unit.syntaxes, "\0")
        theirs = dates(there, context.source_lang)
        ours = dates(prose(unit.text, unit.syntaxes, "\0"), context.target_lang) if theirs else []
        lost, new = _without(theirs, ours), _without(ours, theirs)
        if len(lost) == len(new) == 1 and len(theirs) == len(ours):
            yield Finding(
                segment=unit,
                start=new[0].span.start,
                end=new[0].span.end,
                message=f"the source has “{there[lost[0].span.start : lost[0].span.end]}”: another day",
            )


def _without(those: list[Date], others: list[Date]) -> list[Date]:
    """Those that none of the others can be."""
    return [date for date in those if not any(date.may_be(other) for other in others)]


check = Check(
    id="date",
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    summary="A date that is another day than the source’s: 12.05.2024 for 5 December 2024",
    why=(
        "Languages write dates in other orders, with other signs and with the names of months, which CLDR gives for "
        "each. Dates are compared as days: “12/31/2020”, “31.12.2020” and “31 décembre 2020” are one. In figures "
        "whose order nobody knows (English without a region) each reading counts. The check `number` leaves them out."
    ),
    limits="Dates of another calendar, and examples of dates that the translator replaced by others.",
    needs_source=True,
    group="source",
    good=(
        Example("Am 31.12.2020", "de", "en", source="On December 31, 2020"),
        Example("Am 05.12.2024 oder 2024-12-05", "de", "en", source="On 12/05/2024 or 5 Dec 2024"),
        Example("2020年1月5日", "ja", "en", source="January 5, 2020"),
        Example("Le 1er mai", "fr", "en", source="On May 1st, 2024"),
        Example("Version 3.11.2", "de", "en", source="Version 3.11.2"),
    ),
    bad=(
        Example("Am [[31.11.2020]]", "de", "en", source="On December 31, 2020"),
        Example("Am [[12.05.2024]]", "de", "en-US", source="On 12/05/2024"),
        Example("Le [[6 juin 2024]]", "fr", "en", source="On 6 July 2024"),
    ),
    find=find,
)
