"""--format sarif: SARIF 2.1.0, for code scanning.

Accepted and silenced issues are there too, as suppressed results. Columns and offsets are code points.
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, TextIO
from urllib.parse import quote

from tqcheck.check import Check
from tqcheck.checks import registry
from tqcheck.report import exit_status
from tqcheck.reporters import json_text, wording
from tqcheck.reporters.catalogue import markdown
from tqcheck.reporters.visible import visible
from tqcheck.types import CheckedDocument, Issue, Report, Scores, Severity
from tqcheck.version import __version__

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "note"}
_NOTIFICATIONS = (
    ("not-checked", "Something could not be checked", "error"),
    ("remark", "Something was left out or guessed", "note"),
)


def render(report: Report, stream: TextIO) -> None:
    rules = {rule: number for number, rule in enumerate(sorted({issue.rule for issue in _all_issues(report)}))}
    checks = registry()
    run = {
        "tool": {
            "driver": {
                "name": "tqcheck",
                "semanticVersion": __version__,
                "rules": [_rule(checks[rule]) if rule in checks else {"id": rule} for rule in rules],
                "notifications": [
                    {"id": name, "shortDescription": {"text": text}, "defaultConfiguration": {"level": level}}
                    for name, text, level in _NOTIFICATIONS
                ],
            }
        },
        "automationDetails": {"id": "tqcheck/"},
        "invocations": [
            {
                "executionSuccessful": not report.failures,
                "exitCode": exit_status(report),
                "exitCodeDescription": report.verdict,
                "toolExecutionNotifications": list(_notifications(report)),
            }
        ],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "results": list(_results(report, rules)),
        "properties": {
            "signature": report.signature,
            "passed": report.passed,
            "verdict": report.verdict,
            "words": report.words,
            "mqmStylePenaltyPer1000Words": round(report.penalty_per_1000_words, 2),
            "maxPenalty": report.max_penalty,
            "documents": [_document(checked) for checked in report.documents],
            **({"scores": _scores(report.scores)} if report.scores else {}),
        },
    }
    json_text.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, stream)


def _all_issues(report: Report) -> Iterator[Issue]:
    for checked in report.documents:
        yield from (*checked.issues, *checked.accepted, *checked.silenced)


def _rule(check: Check) -> dict[str, Any]:
    limits = f" When it is wrong: {check.limits}" if check.limits else ""
    silence = f"Leave it out with --ignore {check.id}, or ignore = ['{check.id}'] in the configuration."
    return {
        "id": check.id,
        "shortDescription": {"text": check.summary},
        "fullDescription": {"text": check.why},
        "help": {"text": f"{check.summary}. {check.why}{limits} {silence}", "markdown": markdown(check)},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {"tags": [check.category], "severity": check.severity.value},
    }


def _results(report: Report, rules: dict[str, int]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for checked in report.documents:
        states: list[tuple[Issue, str, list[dict[str, str]]]] = [(issue, "new", []) for issue in checked.issues]
        accepted = {"kind": "external", "justification": f"accepted in {report.baseline}"}
        states += [(issue, "unchanged", [accepted]) for issue in checked.accepted]
        silenced = {"kind": "inSource", "justification": "silenced in the file itself"}
        states += [(issue, "new", [silenced]) for issue in checked.silenced]
        for issue, state, suppressions in sorted(states, key=lambda found: (found[0].start, found[0].end)):
            seen[issue.fingerprint] += 1
            yield {
                "ruleId": issue.rule,
                "ruleIndex": rules[issue.rule],
                "level": _LEVELS[issue.severity],
                "message": {"text": wording.message(issue)},
                "locations": [_location(checked, issue)],
                "partialFingerprints": {
                    "tqcheck/v1": issue.fingerprint,
                    "primaryLocationLineHash": f"{issue.fingerprint}:{seen[issue.fingerprint]}",
                },
                **({"baselineState": state} if report.baseline else {}),
                "suppressions": suppressions,
                "properties": {
                    "category": issue.category,
                    "severity": issue.severity.value,
                    "confidence": issue.confidence,
                    "suggestions": list(issue.suggestions),
                    **({"language": issue.language} if issue.language else {}),
                },
            }


def _location(checked: CheckedDocument, issue: Issue) -> dict[str, Any]:
    region = {
        "startLine": issue.line,
        "startColumn": issue.column,
        "endLine": issue.end_line,
        "endColumn": issue.end_column,
        "charOffset": issue.start,
        "charLength": issue.end - issue.start,
        "snippet": {"text": issue.quote},
    }
    return {
        "physicalLocation": {"artifactLocation": _artifact(checked.document.path), "region": region},
        "logicalLocations": [{"name": issue.segment_id, "kind": "resource"}],
    }


def _artifact(path: str) -> dict[str, str]:
    """The file, from the root of the sources where its path is within the current folder."""
    try:
        uri = quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        uri = quote(visible(path))
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    inside = ".." not in PurePosixPath(path).parts
    return {"uri": uri, **({"uriBaseId": "%SRCROOT%"} if inside else {})}


def _notifications(report: Report) -> Iterator[dict[str, Any]]:
    for failure in report.failures:
        yield _notification(0, f"{failure.path}: {failure.reason}", failure.path)
    for path, remark in wording.remarks(report):
        yield _notification(1, f"{path}: {remark}" if path else remark, path)


def _notification(number: int, text: str, path: str) -> dict[str, Any]:
    name, _, level = _NOTIFICATIONS[number]
    where = {"locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}]} if path else {}
    return {"descriptor": {"id": name, "index": number}, "level": level, "message": {"text": text}, **where}


def _document(checked: CheckedDocument) -> dict[str, Any]:
    return {
        "path": checked.document.path,
        "targetLanguage": checked.document.target_lang,
        "words": checked.words,
        "mqmStylePenaltyPer1000Words": round(checked.penalty_per_1000_words, 2),
    }


def _scores(scores: Scores) -> list[dict[str, Any]]:
    return [
        {"path": system.path, "metric": score.metric, "value": score.value, "signature": score.signature}
        for system in scores.systems
        for score in system.scores
    ]
