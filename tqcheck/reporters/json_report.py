"""--format json: everything, for machines; report.schema.json describes it."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import Any, TextIO

from tqcheck.report import SEVERITIES
from tqcheck.reporters import json_text
from tqcheck.types import CheckedDocument, Issue, Report, ScoredSegment, Scores, Severity, System
from tqcheck.version import __version__


def render(report: Report, stream: TextIO) -> None:
    json_text.dump(as_object(report), stream)


def as_object(report: Report) -> dict[str, Any]:
    """The report as JSON values. Offsets are code points of the decoded file; lines count from 1."""
    return {
        "tool": {"name": "tqcheck", "version": __version__, "signature": report.signature},
        "summary": {
            "documents": len(report.documents),
            "words": report.words,
            "issues": {severity.value: report.count(severity) for severity in reversed(SEVERITIES)},
            "penalty_per_1000_words": round(report.penalty_per_1000_words, 2),
            "accepted": sum(len(checked.accepted) for checked in report.documents),
            "silenced": sum(len(checked.silenced) for checked in report.documents),
            "fail_on": _bound(report.fail_on),
            "max_penalty": report.max_penalty,
            "passed": report.passed,
            "verdict": report.verdict,
        },
        "documents": [_document(checked) for checked in report.documents],
        "failures": [{"path": failure.path, "reason": failure.reason} for failure in report.failures],
        **({"baseline": {"path": report.baseline, "stale": list(report.stale)}} if report.baseline else {}),
        **({"scores": _scores(report.scores)} if report.scores else {}),
    }


def _scores(scores: Scores) -> dict[str, Any]:
    """Scores unrounded; segments in the order of the first reference. Kept, it serves as a later run's baseline."""
    return {
        "systems": [_system(system) for system in scores.systems],
        "baseline": _system(scores.baseline) if scores.baseline else None,
        "paired": scores.paired if scores.baseline else None,
        "gates": [asdict(gate) for gate in scores.gates],
        "notes": list(scores.notes),
    }


def _system(system: System) -> dict[str, Any]:
    return {**asdict(replace(system, segments=())), "segments": [_segment(segment) for segment in system.segments]}


def _segment(segment: ScoredSegment) -> dict[str, Any]:
    return {field.name: getattr(segment, field.name) for field in fields(segment)}


def _document(checked: CheckedDocument) -> dict[str, Any]:
    document = checked.document
    return {
        "path": document.path,
        "format": document.format,
        "source_lang": document.source_lang,
        "target_lang": document.target_lang,
        "words": checked.words,
        "penalty_per_1000_words": round(checked.penalty_per_1000_words, 2),
        "fail_on": _bound(checked.fail_on),
        "notes": list(checked.notes),
        "findings": [_finding(issue) for issue in checked.issues],
        "accepted": [_finding(issue) for issue in checked.accepted],
        "silenced": [_finding(issue) for issue in checked.silenced],
    }


def _bound(fail_on: Severity | None) -> str:
    return fail_on.value if fail_on else "never"


def _finding(issue: Issue) -> dict[str, Any]:
    return {
        "rule": issue.rule,
        "category": issue.category,
        "severity": issue.severity.value,
        "start": issue.start,
        "end": issue.end,
        "line": issue.line,
        "column": issue.column,
        "end_line": issue.end_line,
        "end_column": issue.end_column,
        "quote": issue.quote,
        "message": issue.message,
        "suggestions": list(issue.suggestions),
        "confidence": issue.confidence,
        "language": issue.language,
        "segment": {
            "id": issue.segment_id,
            "start": issue.segment_start,
            "end": issue.segment_end,
            **({"side": "source"} if issue.in_source else {}),
        },
        "fingerprint": issue.fingerprint,
    }
