"""--format gitlab: GitLab's code quality report, https://docs.gitlab.com/ci/testing/code_quality/.

Only issues that count. GitLab knows no verdict of a run, so that stands first, as an entry of the path ".".
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any, TextIO

from tqcheck.reporters import json_text, wording
from tqcheck.reporters.visible import visible
from tqcheck.types import Report, Severity

_LEVELS = {Severity.CRITICAL: "critical", Severity.MAJOR: "major", Severity.MINOR: "minor", Severity.NEUTRAL: "info"}


def render(report: Report, stream: TextIO) -> None:
    level = "info" if report.passed else "blocker" if report.failures else "critical"
    verdict = f"{wording.summary(report)}. {wording.signature(report)}"
    entries = [_entry("verdict", verdict, level, ".", 1, 1, _digest("verdict", str(report.passed)))]
    for failure in report.failures:
        text = f"not checked: {visible(failure.reason)}"
        entries.append(
            _entry("not-checked", text, "blocker", failure.path, 1, 1, _digest("not-checked", failure.path, text))
        )
    seen: Counter[str] = Counter()
    for checked in report.documents:
        for issue in checked.issues:
            seen[issue.fingerprint] += 1
            identity = _digest(issue.fingerprint, str(seen[issue.fingerprint]))
            path, level = checked.document.path, _LEVELS[issue.severity]
            entries.append(_entry(issue.rule, wording.quoted(issue), level, path, issue.line, issue.end_line, identity))
    for path, remark in wording.remarks(report):
        entries.append(_entry("remark", remark, "info", path or ".", 1, 1, _digest("remark", path, remark)))
    json_text.dump(entries, stream)


def _entry(name: str, text: str, level: str, path: str, line: int, end_line: int, identity: str) -> dict[str, Any]:
    return {
        "check_name": name,
        "description": text,
        "severity": level,
        "fingerprint": identity,
        "location": {"path": visible(path).removeprefix("./"), "lines": {"begin": line, "end": end_line}},
    }


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
