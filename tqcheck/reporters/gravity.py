"""Which issue to look at first."""

from __future__ import annotations

from tqcheck.types import Issue


def gravity(issue: Issue) -> tuple[int, bool, float, int]:
    """Sorts the gravest first; of these untranslated text, then what is surest, then the longest."""
    untranslated = issue.category == "accuracy/untranslated"
    return -issue.severity.penalty, not untranslated, -issue.confidence, issue.start - issue.end
