"""What stands on the page before anything is clicked: verdict, figures, the worst issue, charts, failures, scores."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tqcheck.languages import name, right_to_left
from tqcheck.report import SEVERITIES
from tqcheck.reporters.gravity import gravity
from tqcheck.reporters.word_diff import word_diff
from tqcheck.types import Document, Failure, Issue, Report, ScoredSegment, Scores, Severity, System
from tqcheck.version import __version__

_AROUND = 90
"""Characters shown on each side of the worst issue."""
_QUOTED = 240
"""The most characters of the worst issue itself."""
_LISTED = 200
"""The most issues written down for readers without JavaScript."""
_WORST = 100
"""The most segments of a system that are shown beside their reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of a chart: the issues of a category or file. `largest`: the issues of the longest row.

    `value`: what the page's filter calls it.
    """

    label: str
    value: str
    counts: Mapping[Severity, int]
    largest: int

    @property
    def dimension(self) -> str:
        """Of a category, MQM's dimension."""
        return self.label.partition("/")[0]

    @property
    def type(self) -> str:
        """Of a category, MQM's type within the dimension."""
        return self.label.partition("/")[2].replace("-", " ")

    @property
    def issues(self) -> int:
        return sum(self.counts.values())

    @property
    def penalty(self) -> int:
        return sum(severity.penalty * number for severity, number in self.counts.items())

    @property
    def parts(self) -> list[tuple[str, float, float]]:
        """Severity, where its part of the bar begins and how wide it is, in hundredths."""
        parts: list[tuple[str, float, float]] = []
        at = 0.0
        for severity in SEVERITIES:
            width = 100 * self.counts.get(severity, 0) / self.largest
            if width:
                parts.append((severity.value, round(at, 2), round(width, 2)))
            at += width
        return parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """An issue with the text around it, which is in `language`; `number` is its place in the page's data.

    `foreign`: the language of the marked words, where it is another.
    """

    number: int
    issue: Issue
    path: str
    before: str
    quote: str
    after: str
    foreign: str
    language: str
    rtl: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All that the template writes down."""

    state: str
    verdict: str
    report: Report
    version: str
    counts: list[tuple[str, int]]
    failures: tuple[Failure, ...]
    worst: Excerpt | None
    listed: list[tuple[str, Issue]]
    categories: list[Bar]
    files: list[Bar]
    scores: Scores | None
    systems: list[dict[str, Any]]


def of(report: Report, data: Mapping[str, Any]) -> Overview:
    """`data`: the page's data, in which issues have their numbers."""
    word, _, reason = report.verdict.partition(": ")
    everything = [(checked.document, issue) for checked in report.documents for issue in checked.issues]
    return Overview(
        state=word.lower() or ("passed" if report.passed else "failed"),
        verdict=reason,
        report=report,
        version=__version__,
        counts=[(severity.value, report.count(severity)) for severity in SEVERITIES],
        failures=report.failures,
        worst=_worst(everything, data),
        listed=[
            (document.path, issue)
            for document, issue in sorted(everything, key=lambda pair: gravity(pair[1]))[:_LISTED]
        ],
        categories=_bars(everything, lambda _, issue: issue.category),
        files=_bars(everything, lambda document, _: document.path, _numbers(report)),
        scores=report.scores,
        systems=[_system(system) for system in report.scores.systems] if report.scores else [],
    )


def _worst(everything: Iterable[tuple[Document, Issue]], data: Mapping[str, Any]) -> Excerpt | None:
    document, issue = min(everything, key=lambda pair: gravity(pair[1]), default=(None, None))
    if document is None or issue is None:
        return None
    number = next(
        number
        for number, other in enumerate(data["issues"])
        if other["fingerprint"] == issue.fingerprint
        and (other["line"], other["column"], other["check"]) == (issue.line, issue.column, issue.rule)
        and data["documents"][other["document"]]["path"] == document.path
    )
    segment = next(segment for segment in document.segments if segment.id == issue.segment_id)
    text, language = segment.text, document.target_lang
    if issue.in_source and segment.source is not None:
        text, language = segment.source, document.source_lang
    before, after = text[: issue.segment_start], text[issue.segment_end :]
    quote = text[issue.segment_start : issue.segment_end]
    return Excerpt(
        number=number,
        issue=issue,
        path=document.path,
        before=before if len(before) <= _AROUND else "…" + before[-_AROUND:].split(" ", 1)[-1],
        quote=quote if len(quote) <= _QUOTED else quote[:_QUOTED] + "…",
        after=after if len(after) <= _AROUND else after[:_AROUND].rsplit(" ", 1)[0] + "…",
        foreign=name(issue.language) if issue.language else "",
        language=language or "",
        rtl=right_to_left(language or ""),
    )


def _bars(
    everything: Iterable[tuple[Document, Issue]],
    key: Callable[[Document, Issue], str],
    values: Mapping[str, str] | None = None,
) -> list[Bar]:
    """A bar for each key, the heaviest first; `values`, if given, is what the page's filter calls it."""
    counts: defaultdict[str, Counter[Severity]] = defaultdict(Counter)
    for document, issue in everything:
        counts[key(document, issue)][issue.severity] += 1
    largest = max((sum(counter.values()) for counter in counts.values()), default=0)
    bars = [
        Bar(
            label=label,
            value=values[label] if values else label,
            counts=counter,
            largest=largest,
        )
        for label, counter in counts.items()
    ]
    return sorted(bars, key=lambda bar: (-bar.penalty, -bar.issues, bar.label))


def _numbers(report: Report) -> dict[str, str]:
    """The number of the first document of each file."""
    return {checked.document.path: str(n) for n, checked in reversed(list(enumerate(report.documents)))}


def _system(system: System) -> dict[str, Any]:
    """A system's worst segments, each beside its closest reference; those that equal one are left out."""
    segments = [segment for segment in system.worst(_WORST) if segment.hypothesis not in segment.references]
    return {"system": system, "worst": [(segment, _diff(segment)) for segment in segments]}


def _diff(segment: ScoredSegment) -> list[tuple[str, str]]:
    return [(side.value, text) for side, text in word_diff(segment.hypothesis, segment.references)]
