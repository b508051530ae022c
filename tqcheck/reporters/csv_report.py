"""--format csv: a row for everything, for spreadsheets. No cell is taken for a formula.

`what` says what a row is about: the verdict, a document, an issue, accepted, silenced, not checked, a remark, a score
of a system, a score of a segment. `value` is the penalty per 1,000 words of a document or of all, the penalty points
of an issue, or a score.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TextIO

from tqcheck.reporters import wording
from tqcheck.reporters.visible import visible
from tqcheck.types import Issue, Report, Scores

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, kw_only=True)
class _Row:
    what: str
    path: str = ""
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    rule: str = ""
    category: str = ""
    severity: str = ""
    value: float | None = None
    quote: str = ""
    message: str = ""
    confidence: float | None = None
    language: str = ""
    segment: str = ""
    fingerprint: str = ""


def render(report: Report, stream: TextIO) -> None:
    names = [field.name for field in fields(_Row)]
    table = csv.writer(stream)
    table.writerow(names)
    for row in _rows(report):
        table.writerow([_cell(getattr(row, name)) for name in names])


def _cell(value: str | float | None) -> str:
    """As text that no spreadsheet calculates."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return f"{value:g}" if isinstance(value, int) else repr(value)
    text = visible(value)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _rows(report: Report) -> Iterator[_Row]:
    yield _Row(
        what="verdict",
        value=round(report.penalty_per_1000_words, 2),
        message=f"{wording.summary(report)}. {wording.signature(report)}",
    )
    for failure in report.failures:
        yield _Row(what="not checked", path=failure.path, message=failure.reason)
    for path, remark in wording.remarks(report):
        yield _Row(what="remark", path=path, message=remark)
    for checked in report.documents:
        document = checked.document
        yield _Row(
            what="document",
            path=document.path,
            language=document.target_lang or "",
            value=round(checked.penalty_per_1000_words, 2),
            message=f"{wording.counts(checked)}, {checked.words} words",
        )
        for what, issues in (("issue", checked.issues), ("accepted", checked.accepted), ("silenced", checked.silenced)):
            yield from _issues(what, document.path, issues)
    if report.scores:
        yield from _scores(report.scores)


def _issues(what: str, path: str, issues: Iterable[Issue]) -> Iterator[_Row]:
    for issue in issues:
        yield _Row(
            what=what,
            path=path,
            line=issue.line,
            column=issue.column,
            end_line=issue.end_line,
            end_column=issue.end_column,
            rule=issue.rule,
            category=issue.category,
            severity=issue.severity.value,
            value=issue.severity.penalty,
            quote=issue.quote,
            message=wording.message(issue),
            confidence=issue.confidence,
            language=issue.language or "",
            segment=issue.segment_id,
            fingerprint=issue.fingerprint,
        )


def _scores(scores: Scores) -> Iterator[_Row]:
    for system in (*scores.systems, *([scores.baseline] if scores.baseline else [])):
        for score in system.scores:
            p_value = "" if score.p_value is None else f"p = {score.p_value:.4f}"
            parts = [part for part in (score.signature, wording.interval(score), p_value) if part]
            yield _Row(what="score", path=system.path, rule=score.metric, value=score.value, message=", ".join(parts))
        for row in system.agreement:
            interval = f"Kendall's tau-b of penalties and scores, {row.low:.3f} to {row.high:.3f}"
            yield _Row(what="agreement", path=system.path, rule=row.metric, value=row.tau, message=interval)
    for gate in scores.gates:
        verdict = "holds" if gate.passed else "broken"
        yield _Row(what=f"bound {verdict}", path=gate.path, rule=gate.metric, value=gate.value, message=gate.reason)
    for system in scores.systems:
        for segment in system.segments:
            for metric, value in segment.scores.items():
                yield _Row(
                    what="segment score",
                    path=system.path,
                    line=segment.line,
                    rule=metric,
                    value=value,
                    segment=segment.id,
                    quote=segment.hypothesis,
                )
