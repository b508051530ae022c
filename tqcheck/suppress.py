"""What is not said: nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tqcheck.types import Issue, Severity


def without_repeats(issues: Iterable[Issue]) -> list[Issue]:
    """In document order, less what another issue says already.

    Nothing else is said of untranslated text, and of issues with the same category that overlap
    only the gravest (then the longest, then the surest) is kept.
    """
    kept: list[Issue] = []
    for together in _overlapping(issues):
        alone: list[Issue] = []
        for issue in sorted(together, key=_importance):
            if not any(_says(other, issue) for other in alone):
                alone.append(issue)
        kept += alone
    return sorted(kept, key=lambda issue: (issue.start, issue.end, issue.rule))


def _overlapping(issues: Iterable[Issue]) -> Iterator[list[Issue]]:
    """The issues in groups that don't touch each other."""
    group: list[Issue] = []
    end = 0
    for issue in sorted(issues, key=lambda issue: issue.start):
        if group and issue.start >= end:
            yield group
            group = []
        end = max(end, issue.end) if group else issue.end
        group.append(issue)
    if group:
        yield group


def _importance(issue: Issue) -> tuple[bool, int, int, float, int, str]:
    translated = issue.category != "accuracy/untranslated"
    length = issue.end - issue.start
    return (translated, -issue.severity.penalty, -length, -issue.confidence, issue.start, issue.rule)


def _says(other: Issue, issue: Issue) -> bool:
    if other.category == "accuracy/untranslated" and other.severity is not Severity.NEUTRAL:
        return other.span.covers(issue.span) if issue.in_source else other.span.overlaps(issue.span)
    if other.in_source and issue.in_source and other.rule == issue.rule:
        return False  # the target lacks both
    return other.category == issue.category and other.span.overlaps(issue.span)
