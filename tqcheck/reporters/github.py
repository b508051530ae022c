"""--format github: annotations on a pull request, and the summary of the step.

A step shows ten annotations of each kind, so the gravest are annotations and all the rest are lines of the log.
https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from tqcheck.reporters import markdown_report, wording
from tqcheck.reporters.visible import visible
from tqcheck.types import Issue, Report, Severity

_SHOWN = 10
"""Annotations of a kind that a step shows."""
_SUMMARY = 900_000
"""Characters of a step's summary; GitHub takes a mebibyte."""
_KINDS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "notice"}


@dataclass(frozen=True, kw_only=True)
class _Annotation:
    kind: str
    title: str
    message: str
    where: dict[str, str] = field(default_factory=dict)

    def command(self) -> str:
        properties = {**self.where, "title": self.title}
        listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        return f"::{self.kind} {listed}::{_data(self.message)}"

    def line(self) -> str:
        place = ":".join(self.where[name] for name in ("file", "line", "col") if name in self.where)
        return f"{place}: {self.title}: {self.message}" if place else f"{self.title}: {self.message}"


def render(report: Report, stream: TextIO) -> None:
    annotations = list(_annotations(report))
    rest: list[_Annotation] = []
    for kind in ("error", "warning", "notice"):
        shown = [annotation for annotation in annotations if annotation.kind == kind]
        if shown[_SHOWN:]:
            rest += shown[_SHOWN - 1 :]
            more = f"{len(shown) - _SHOWN + 1:,} more are in the log of this step"
            shown = [*shown[: _SHOWN - 1], _Annotation(kind=kind, title="tqcheck", message=more)]
        for annotation in shown:
            stream.write(annotation.command() + "\n")
    if rest:
        _log([annotation.line() for annotation in rest], stream)
    stream.write(f"{wording.summary(report)}\n{wording.signature(report)}\n")
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8", errors="backslashreplace") as file:
            markdown_report.render(report, file, limit=_SUMMARY)


def _annotations(report: Report) -> Iterator[_Annotation]:
    """The verdict, what was not checked, the issues from the gravest on, remarks."""
    kind = "notice" if report.passed else "error"
    yield _Annotation(kind=kind, title="tqcheck", message=wording.summary(report))
    for bound in report.scores.gates if report.scores else ():
        if not bound.passed:
            yield _Annotation(
                kind="error", title="tqcheck score", message=visible(bound.reason), where=_file(bound.path)
            )
    for failure in report.failures:
        yield _Annotation(kind="error", title="not checked", message=visible(failure.reason), where=_file(failure.path))
    found = [(checked.document.path, issue) for checked in report.documents for issue in checked.issues]
    for path, issue in sorted(found, key=lambda pair: -pair[1].severity.penalty):
        yield _Annotation(
            kind=_KINDS[issue.severity],
            title=f"{issue.severity.value}: {issue.rule}",
            message=wording.quoted(issue),
            where={**_file(path), **_place(issue)},
        )
    for path, remark in wording.remarks(report):
        yield _Annotation(kind="notice", title="tqcheck", message=remark, where=_file(path) if path else {})


def _file(path: str) -> dict[str, str]:
    """The file as GitHub knows it: from the workspace, wherever in it the step runs."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    absolute = Path(path).absolute()
    if workspace and absolute.is_relative_to(workspace):
        path = absolute.relative_to(workspace).as_posix()
    return {"file": visible(path)}


def _place(issue: Issue) -> dict[str, str]:
    """Lines, and columns where it is one line: GitHub takes them together only then."""
    lines = {"line": str(issue.line), "endLine": str(issue.end_line)}
    if issue.line != issue.end_line:
        return lines
    return {**lines, "col": str(issue.column), "endColumn": str(max(issue.column, issue.end_column - 1))}


def _log(lines: list[str], stream: TextIO) -> None:
    """Lines of the log, in which nothing is taken for a command."""
    token = hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
    stream.write(f"::stop-commands::{token}\n")
    stream.writelines(f"{line}\n" for line in lines)
    stream.write(f"::{token}::\n")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
