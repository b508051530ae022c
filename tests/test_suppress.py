"""What is said when several checks say something of the same text."""

import random
from dataclasses import replace

import pytest

from tqcheck.suppress import without_repeats
from tqcheck.types import Issue, Ranges, Severity, Span


def issue(
    rule: str, start: int, end: int, *, category: str = "linguistic-conventions/grammar", **more: object
) -> Issue:
    made = Issue(
        rule=rule,
        category=category,
        severity=Severity.MINOR,
        start=start,
        end=end,
        line=1,
        column=1,
        end_line=1,
        end_column=1,
        quote="",
        message="",
        suggestions=(),
        confidence=0.9,
        language=None,
        segment_id="a",
        segment_start=start,
        segment_end=end,
        fingerprint="",
    )
    return replace(made, **more)  # type: ignore[arg-type]


UNTRANSLATED = "accuracy/untranslated"
SPELLING = "linguistic-conventions/spelling"


@pytest.mark.parametrize(
    ("issues", "said"),
    [
        ([issue("a", 0, 4), issue("b", 4, 8)], "ab"),
        ([issue("a", 0, 5), issue("b", 4, 8)], "a"),
        ([issue("a", 0, 4), issue("b", 3, 8)], "b"),
        ([issue("a", 0, 4), issue("b", 3, 8), issue("c", 7, 9)], "b"),
        ([issue("a", 0, 4), issue("b", 0, 4, confidence=0.95)], "b"),
        ([issue("b", 0, 4), issue("a", 0, 4)], "a"),
        ([issue("a", 0, 9), issue("b", 2, 4, severity=Severity.MAJOR)], "b"),
        ([issue("a", 0, 4), issue("b", 0, 4, category=SPELLING)], "ab"),
        ([issue("b", 0, 4, category=SPELLING), issue("a", 0, 4)], "ab"),
        ([issue("b", 2, 4), issue("a", 2, 3, category=SPELLING), issue("c", 0, 1)], "cab"),
        ([issue("a", 0, 4, severity=Severity.CRITICAL), issue("b", 3, 9, category=UNTRANSLATED)], "b"),
        ([issue("a", 0, 4), issue("b", 4, 9, category=UNTRANSLATED)], "ab"),
        ([issue("a", 0, 4), issue("b", 3, 9, category=UNTRANSLATED, severity=Severity.NEUTRAL)], "ab"),
        ([issue("a", 3, 5, in_source=True), issue("b", 4, 9, category=UNTRANSLATED)], "ab"),
        ([issue("a", 4, 5, in_source=True), issue("b", 4, 9, category=UNTRANSLATED)], "b"),
        ([issue("a", 0, 4, in_source=True), issue("a", 3, 9, in_source=True)], "aa"),
        ([issue("a", 0, 4, in_source=True), issue("b", 3, 9, in_source=True)], "b"),
        ([issue("a", 0, 4, in_source=True), issue("a", 3, 9)], "a"),
        ([issue("a", 0, 9), issue("b", 1, 2), issue("c", 3, 4), issue("d", 8, 9)], "a"),
        ([issue("a", 5, 9), issue("b", 0, 2)], "ba"),
        ([], ""),
    ],
)
def test_what_is_said(issues: list[Issue], said: str) -> None:
    for order in (issues, issues[::-1]):
        assert "".join(one.rule for one in without_repeats(order)) == said


def test_ranges_say_what_each_of_them_says() -> None:
    draw = random.Random(0)

    def span() -> Span:
        start = draw.randrange(12)
        return Span(start, start + draw.randrange(4))

    for _ in range(3000):
        spans, asked = [span() for _ in range(draw.randrange(5))], span()
        assert Ranges(spans).overlap(asked) == any(asked.overlaps(one) for one in spans), (spans, asked)
