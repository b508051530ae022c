"""--format junit: JUnit XML in the form that Jenkins reads, understood by every CI.

A suite is a file, a test case a check in that file. A case fails where its issues fail the gate: the report is red
exactly when the run is. What was not checked is an error; accepted and silenced issues are skipped cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement

from tqcheck.reporters import wording, xml_text
from tqcheck.reporters.visible import visible
from tqcheck.reporters.worst import head, marked, worst
from tqcheck.types import CheckedDocument, Issue, Report, Scores, Severity
from tqcheck.version import __version__


def render(report: Report, stream: TextIO) -> None:
    root = Element("testsuites", name="tqcheck")
    suites = [_verdict(report)]
    if report.scores:
        suites.append(_scores(report.scores))
    names = wording.names(report)
    suites += [_document(name, checked) for name, checked in zip(names, report.documents, strict=True)]
    reasons: dict[str, list[str]] = {}
    for failure in report.failures:
        reasons.setdefault(visible(failure.path), []).append(visible(failure.reason))
    suites += [_not_checked(path, listed) for path, listed in reasons.items()]
    for suite in suites:
        counts = _counted(suite)
        suite.attrib.update({name: str(number) for name, number in counts.items()})
        root.append(suite)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in suites)))
    xml_text.dump(root, stream)


def _counted(suite: Element) -> dict[str, int]:
    return {
        "tests": len(suite.findall("testcase")),
        "failures": len(suite.findall("testcase/failure")),
        "errors": len(suite.findall("testcase/error")),
        "skipped": len(suite.findall("testcase/skipped")),
    }


def _suite(name: str, properties: Mapping[str, object], output: Sequence[str] = ()) -> Element:
    suite = Element("testsuite", name=name)
    listed = SubElement(suite, "properties")
    for key, value in properties.items():
        SubElement(listed, "property", name=key, value=visible(str(value)))
    if output:
        SubElement(suite, "system-out").text = "\n".join(output)
    return suite


def _case(suite: Element, name: str) -> Element:
    return SubElement(suite, "testcase", classname=str(suite.get("name")), name=name)


def _verdict(report: Report) -> Element:
    about = {
        "version": __version__,
        "signature": wording.signature(report),
        "words": report.words,
        "penalty_per_1000_words": round(report.penalty_per_1000_words, 2),
    }
    remarks = [f"{path}: {remark}" if path else remark for path, remark in wording.remarks(report)]
    suite = _suite("tqcheck", about, remarks)
    case = _case(suite, "verdict")
    text = wording.summary(report)
    if report.failures:
        SubElement(case, "error", type="incomplete", message=report.verdict).text = text
    elif not report.passed:
        SubElement(case, "failure", type="gate", message=report.verdict).text = text
    else:
        SubElement(case, "system-out").text = text
    return suite


def _document(name: str, checked: CheckedDocument) -> Element:
    document = checked.document
    about = {
        "format": document.format,
        "target_lang": document.target_lang or "",
        "source_lang": document.source_lang or "",
        "words": checked.words,
        "penalty_per_1000_words": round(checked.penalty_per_1000_words, 2),
    }
    suite = _suite(name, about)
    for rule, issues in _by_rule(checked.issues):
        case = _case(suite, rule)
        failing = [issue for issue in issues if _fails(issue, checked.fail_on)]
        below = [issue for issue in issues if not _fails(issue, checked.fail_on)]
        if failing:
            gravest = max(failing, key=lambda issue: issue.severity.penalty)
            more = f" (and {len(failing) - 1} more)" if failing[1:] else ""
            failure = SubElement(case, "failure", type=gravest.severity.value, message=wording.message(gravest) + more)
            failure.text = _lines(name, failing)
        if below:
            SubElement(case, "system-out").text = _lines(name, below)
    for reason, passed_over in (("accepted by the baseline", checked.accepted), ("silenced", checked.silenced)):
        for rule, issues in _by_rule(passed_over):
            skipped = SubElement(_case(suite, f"{rule}, {reason}"), "skipped", message=f"{len(issues)} {reason}")
            skipped.text = _lines(name, issues)
    if suite.find("testcase") is None:
        _case(suite, "no issues")
    return suite


def _not_checked(path: str, reasons: Sequence[str]) -> Element:
    suite = _suite(path, {})
    for number, reason in enumerate(reasons, 1):
        case = _case(suite, "can be checked" + (f" ({number})" if reasons[1:] else ""))
        SubElement(case, "error", type="not-checked", message=reason).text = f"{path}: {reason}"
    return suite


def _scores(scores: Scores) -> Element:
    """A case for each bound on a score; the scores themselves are properties, the worst segments output."""
    values = {
        f"{visible(system.path)} {score.metric}": f"{score.value:.4f} {score.signature}"
        for system in (*scores.systems, *([scores.baseline] if scores.baseline else []))
        for score in system.scores
    }
    lowest = [
        f"{visible(system.path)}: {head(segment, system)}: {marked(segment)}"
        for system in scores.systems
        for segment in worst(system)
    ]
    suite = _suite("scores", values, lowest)
    for gate in scores.gates:
        case = _case(suite, f"{visible(gate.path)} {gate.metric} {gate.option} {gate.bound:g}")
        if gate.passed:
            SubElement(case, "system-out").text = visible(gate.reason)
        else:
            SubElement(case, "failure", type="score", message=visible(gate.reason)).text = visible(gate.reason)
    return suite


def _fails(issue: Issue, fail_on: Severity | None) -> bool:
    return fail_on is not None and fail_on <= issue.severity


def _by_rule(issues: Iterable[Issue]) -> Iterator[tuple[str, list[Issue]]]:
    for rule, group in groupby(sorted(issues, key=lambda issue: issue.rule), key=lambda issue: issue.rule):
        yield rule, list(group)


def _lines(name: str, issues: Sequence[Issue]) -> str:
    return "\n".join(
        f"{name}:{issue.line}:{issue.column}: {issue.severity.value}: {wording.quoted(issue)}" for issue in issues
    )
