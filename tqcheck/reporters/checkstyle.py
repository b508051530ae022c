"""--format checkstyle: Checkstyle XML. Only issues that count; the verdict is an entry of the path "."."""

from __future__ import annotations

from typing import TextIO
from xml.etree.ElementTree import Element, SubElement

from tqcheck.reporters import wording, xml_text
from tqcheck.reporters.visible import visible
from tqcheck.types import Report, Severity

_LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "info"}


def render(report: Report, stream: TextIO) -> None:
    root = _Root()
    verdict = f"{wording.summary(report)}. {wording.signature(report)}"
    root.add(".", "info" if report.passed else "error", verdict, "verdict")
    for failure in report.failures:
        root.add(failure.path, "error", f"not checked: {visible(failure.reason)}", "not-checked")
    for path, remark in wording.remarks(report):
        root.add(path or ".", "info", remark, "remark")
    for checked in report.documents:
        for issue in checked.issues:
            text = f"{wording.quoted(issue)} ({issue.severity.value})"
            root.add(checked.document.path, _LEVELS[issue.severity], text, issue.rule, issue.line, issue.column)
    xml_text.dump(root.element, stream)


class _Root:
    """The root element, with one element for each file."""

    def __init__(self) -> None:
        self.element = Element("checkstyle", version="4.3")
        self._files: dict[str, Element] = {}

    def add(self, path: str, level: str, text: str, rule: str, line: int = 1, column: int | None = None) -> None:
        name = visible(path)
        if name not in self._files:
            self._files[name] = SubElement(self.element, "file", name=name)
        where = {"line": str(line), **({"column": str(column)} if column else {})}
        about = {"severity": level, "message": text, "source": f"tqcheck.{rule}"}
        SubElement(self._files[name], "error", where | about)
