"""The judge: what fails a gate, and the exit status."""

from dataclasses import replace

import pytest

from tests.sample_report import report as sample
from tqcheck.report import exit_status
from tqcheck.types import Failure, Report, Severity, Span

EMPTY = sample()


def test_severities_are_ordered() -> None:
    order = [Severity.NEUTRAL, Severity.MINOR, Severity.MAJOR, Severity.CRITICAL]
    assert [severity.penalty for severity in order] == [0, 1, 5, 25]
    for at, severity in enumerate(order):
        assert all(severity < other and severity <= other for other in order[at + 1 :])
        assert severity <= severity
        assert not severity < severity


@pytest.mark.parametrize(
    ("one", "other", "overlap", "covered"),
    [
        (Span(0, 2), Span(2, 4), False, False),
        (Span(0, 3), Span(2, 4), True, False),
        (Span(0, 4), Span(0, 4), True, True),
        (Span(0, 4), Span(1, 3), True, True),
        (Span(1, 3), Span(0, 4), True, False),
        (Span(3, 4), Span(0, 3), False, False),
    ],
)
def test_spans(one: Span, other: Span, overlap: bool, covered: bool) -> None:
    assert (one.overlaps(other), one.covers(other)) == (overlap, covered)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"passed": True}, 0),
        ({"passed": False}, 1),
        ({"passed": True, "failures": (Failure(path="a", reason="b"),)}, 2),
        ({"passed": False, "failures": (Failure(path="a", reason="b"),)}, 2),
    ],
)
def test_exit_status(changes: dict[str, object], status: int) -> None:
    made: Report = replace(EMPTY, **changes)  # type: ignore[arg-type]
    assert exit_status(made) == status
