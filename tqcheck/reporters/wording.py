"""What several reports say, in the same words: an issue's message, counts, penalty, remarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tqcheck.report import SEVERITIES
from tqcheck.reporters.visible import visible
from tqcheck.types import CheckedDocument, Issue, Report, Score

_STALE = 20
"""Lines of a baseline that are named one by one where they fit nothing any longer."""


def message(issue: Issue) -> str:
    """What is wrong, and what may stand there instead."""
    text = visible(issue.message)
    if issue.suggestions:
        text += " → " + " | ".join(visible(other).strip() if other else "leave it out" for other in issue.suggestions)
    return text


def quoted(issue: Issue) -> str:
    """The text that is marked, and the message."""
    return f"“{visible(issue.quote)}”: {message(issue)}"


def counts(of: Report | CheckedDocument) -> str:
    """How many issues of each severity count."""
    found = [f"{number} {severity.value}" for severity in SEVERITIES if (number := of.count(severity))]
    return ", ".join(found) or "no issues"


def passed_over(of: Report | CheckedDocument) -> str:
    """How many issues do not count, and why: empty where there are none."""
    documents = of.documents if isinstance(of, Report) else (of,)
    accepted = sum(len(checked.accepted) for checked in documents)
    silenced = sum(len(checked.silenced) for checked in documents)
    parts = [f"{accepted} accepted by the baseline"] if accepted else []
    return ", ".join([*parts, f"{silenced} silenced"] if silenced else parts)


def extent(report: Report) -> str:
    """All that counts and does not, in how much text."""
    number = len(report.documents)
    text = f"{counts(report)} in {number} file{'s' if number != 1 else ''}, {report.words:,} words"
    return f"{text}; {over}" if (over := passed_over(report)) else text


def penalty(of: Report | CheckedDocument) -> str:
    return f"MQM-style penalty {of.penalty_per_1000_words:.1f} per 1,000 words"


def signature(report: Report) -> str:
    return visible(report.signature)


def summary(report: Report) -> str:
    """The verdict and what it rests on, in one line."""
    return ". ".join([report.verdict, extent(report), penalty(report)] if report.documents else [report.verdict])


def remarks(report: Report) -> Iterator[tuple[str, str]]:
    """What was left out or guessed, and what no longer fits: each with the path that it is about.

    What holds for several files is said once, without a path.
    """
    about: dict[str, list[str]] = {}
    for checked in report.documents:
        for note in checked.notes:
            about.setdefault(visible(note), []).append(visible(checked.document.path))
    for note, paths in about.items():
        yield ("", f"{note} ({len(paths):,} files)") if paths[1:] else (paths[0], note)
    for line in report.stale[:_STALE]:
        yield visible(report.baseline or ""), f"fits nothing any longer: {visible(line)}"
    if more := report.stale[_STALE:]:
        yield visible(report.baseline or ""), f"{len(more):,} more lines fit nothing any longer"
    for note in report.scores.notes if report.scores else ():
        yield "", visible(note)


def names(report: Report) -> list[str]:
    """A name for each document: its path, with the language where a file has several."""
    times = Counter(checked.document.path for checked in report.documents)
    return [
        visible(document.path) + (f" ({document.target_lang})" if times[document.path] > 1 else "")
        for document in (checked.document for checked in report.documents)
    ]


def interval(score: Score) -> str:
    """The 95 % interval, empty where none was asked for."""
    if score.mean is None or score.ci is None:
        return ""
    return f"{score.mean - score.ci:.2f}–{score.mean + score.ci:.2f}"
