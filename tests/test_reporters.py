"""Reporters: golden files, schemas and readers of each format, and text of documents that would do harm."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from tests import golden, schemas
from tests.sample_report import HOSTILE, checked, document, hostile_report, issue, report
from tests.test_cli import BAD, Run
from tqcheck import reporters
from tqcheck.reporters import MODULES, github, markdown_report
from tqcheck.reporters.visible import visible
from tqcheck.types import Failure as NotChecked
from tqcheck.types import Report

FORMATS = list(golden.ENDINGS)
MANY = 3_000


@pytest.mark.parametrize(("path", "text"), list(golden.files()), ids=lambda value: getattr(value, "name", ""))
def test_golden_files(path: Path, text: str) -> None:
    assert path.read_bytes().decode() == text, "run python -m tests.golden, and read what has changed"


def test_a_format_has_a_golden_file_or_a_browser() -> None:
    assert {*FORMATS, "html"} == set(MODULES)


def shown(report: Report, format_name: str) -> str:
    """What a reporter writes, with the escapes of its format taken away."""
    text = golden.rendered(report, format_name)
    if format_name in ("json", "sarif", "gitlab"):
        return json.dumps(json.loads(text), ensure_ascii=False).replace('\\"', '"')
    if format_name in ("junit", "checkstyle"):
        return " ".join(v for e in etree.fromstring(text.encode()).iter() for v in [*e.attrib.values(), e.text or ""])
    if format_name == "github":
        return unquote(text)
    if format_name == "markdown":
        page = lxml_html.fromstring(MarkdownIt().enable("table").render(text))
        return "".join(map(str, page.itertext())).replace("\u2060", "")
    return " ".join(text.split()) if format_name == "text" else text


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("made", golden.REPORTS.values())
def test_every_format_tells_the_whole_truth(made: Callable[[], Report], format_name: str) -> None:
    """The verdict, the penalty, the signature, and what was not checked."""
    made_report = made()
    text = shown(made_report, format_name)
    penalty = made_report.penalty_per_1000_words
    assert made_report.verdict in text
    assert f"{penalty:.1f}" in text or str(round(penalty, 2)) in text
    assert made_report.signature in (text.replace(" ", "") if format_name == "text" else text)
    for failure in made_report.failures:
        assert failure.path in text
        assert failure.reason in text
    for checked_document in made_report.documents:
        for found in checked_document.issues:
            assert found.message in text
            assert found.rule in text


@pytest.mark.parametrize("format_name", ["json", "junit", "csv", "sarif", "markdown"])
def test_the_penalty_of_each_document(format_name: str) -> None:
    text = shown(golden.issues(), format_name)
    assert "1033.3" in text


@pytest.mark.parametrize("name", golden.REPORTS)
def test_sarif_fits_the_schema(name: str) -> None:
    """The model is made from the official schema, and forbids what that does not name."""
    text = golden.rendered(golden.REPORTS[name](), "sarif")
    log = Sarif.model_validate_json(text)
    assert log.runs[0].columnKind is not None
    assert log.runs[0].columnKind.value == "unicodeCodePoints"


def test_sarif_says_what_is_new_accepted_and_silenced() -> None:
    run = json.loads(golden.rendered(golden.issues(), "sarif"))["runs"][0]
    states = {
        result["ruleId"]: (result["baselineState"], [s["kind"] for s in result["suppressions"]])
        for result in run["results"]
    }
    assert states == {
        "doubled-word": ("new", []),
        "untranslated-span": ("new", []),
        "name": ("new", []),
        "broken-paragraph": ("new", []),
        "bracketed-day": ("unchanged", ["external"]),
        "percent": ("new", ["inSource"]),
    }
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    levels = [notification["level"] for notification in invocation["toolExecutionNotifications"]]
    assert levels == ["error", "note", "note"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [r["ruleId"] for r in run["results"]]
    (known,) = (rule for rule in rules if rule["id"] == "doubled-word")
    assert "Where it is meant." in known["help"]["text"]
    assert "[[the the]] deal" in known["help"]["markdown"]
    assert "baselineState" not in golden.rendered(golden.scores(), "sarif")


def test_sarif_places_issues_where_the_file_has_them() -> None:
    made = document(["😀 the the ", "x"], path="a b/ü.txt")
    text = golden.rendered(report(checked(made, [issue(made, "the the")])), "sarif")
    (location,) = json.loads(text)["runs"][0]["results"][0]["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "a%20b/%C3%BC.txt", "uriBaseId": "%SRCROOT%"}
    region = physical["region"]
    assert (region["startColumn"], region["endColumn"], region["charOffset"], region["charLength"]) == (3, 10, 2, 7)


def test_the_same_fingerprint_twice_is_told_apart() -> None:
    made = document(["the the", "the the"])
    twice = [issue(made, "the the", segment=n, fingerprint="f") for n in (0, 1)]
    found = json.loads(golden.rendered(report(checked(made, twice)), "sarif"))["runs"][0]["results"]
    assert [result["partialFingerprints"]["primaryLocationLineHash"] for result in found] == ["f:1", "f:2"]
    entries = json.loads(golden.rendered(report(checked(made, twice)), "gitlab"))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


@pytest.mark.parametrize("name", golden.REPORTS)
def test_json_fits_the_published_schema(name: str) -> None:
    schema = json.loads(reporters.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(golden.rendered(golden.REPORTS[name](), "json")), schema)


def test_the_schema_forbids_what_it_does_not_name() -> None:
    value = json.loads(golden.rendered(golden.issues(), "json"))
    value["documents"][0]["findings"][0]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError, match="colour"):
        jsonschema.validate(value, json.loads(reporters.schema()))


@pytest.mark.parametrize("name", golden.REPORTS)
def test_junit_fits_and_counts(name: str) -> None:
    made = golden.REPORTS[name]()
    text = golden.rendered(made, "junit").encode()
    schemas.JUNIT.assertValid(etree.fromstring(text))
    suites = JUnitXml.fromstring(text)
    outcomes = [result for suite in suites for case in suite for result in case.result]
    assert suites.tests == sum(len(list(suite)) for suite in suites)
    assert suites.failures == sum(isinstance(result, Failure) for result in outcomes)
    assert suites.errors == sum(isinstance(result, Error) for result in outcomes)
    assert (suites.failures + suites.errors == 0) == made.passed


def test_junit_is_red_for_what_fails_the_gate_alone() -> None:
    suites = {suite.name: suite for suite in JUnitXml.fromstring(golden.rendered(golden.issues(), "junit").encode())}
    cases = {case.name: [type(result) for result in case.result] for case in suites["docs/news & views, 1.txt"]}
    assert cases == {
        "doubled-word": [],
        "untranslated-span": [Failure],
        "name": [],
        "broken-paragraph": [Failure],
        "bracketed-day, accepted by the baseline": [Skipped],
        "percent, silenced": [Skipped],
    }
    assert [[type(result) for result in case.result] for case in suites["broken.po"]] == [[Error]]
    assert [case.name for case in suites["de.json"]] == ["no issues"]


@pytest.mark.parametrize("name", golden.REPORTS)
def test_checkstyle_and_code_quality_fit(name: str) -> None:
    made = golden.REPORTS[name]()
    schemas.CHECKSTYLE.assertValid(etree.fromstring(golden.rendered(made, "checkstyle").encode()))
    jsonschema.validate(json.loads(golden.rendered(made, "gitlab")), schemas.CODE_QUALITY)


class Command:
    """A workflow command, read as the runner does: properties up to the second `::`, three or five escapes."""

    def __init__(self, line: str) -> None:
        head, self.data = line.removeprefix("::").split("::", 1)
        self.name, _, listed = head.partition(" ")
        pairs = (part.split("=", 1) for part in listed.split(",") if part)
        self.properties = {name: self._read(value, ":", ",") for name, value in pairs}
        self.data = self._read(self.data)

    @staticmethod
    def _read(text: str, *more: str) -> str:
        for sign in (*more, "\r", "\n", "%"):
            text = text.replace(f"%{ord(sign):02X}", sign)
        return text


def commands(text: str) -> list[Command]:
    found = []
    stopped = None
    for line in text.splitlines():
        if stopped is None and line.startswith("::stop-commands::"):
            stopped = line.removeprefix("::stop-commands::")
        elif stopped is not None:
            stopped = None if line == f"::{stopped}::" else stopped
        elif line.lstrip().startswith("::"):
            found.append(Command(line))
    assert stopped is None
    return found


def test_github_commands_read_back() -> None:
    found = commands(golden.rendered(golden.issues(), "github"))
    assert [command.name for command in found] == ["error"] * 4 + ["warning"] + ["notice"] * 3
    critical = found[2]
    assert critical.properties["file"] == "docs/news & views, 1.txt"
    assert critical.properties["title"] == "critical: untranslated-span"
    assert (critical.properties["line"], critical.properties["col"]) == ("2", "11")
    assert "col" not in found[3].properties, "columns only where the issue stands on one line"
    assert found[5].data == "“@octocat”: @octocat | <b>#1</b> is 100% named: a, b"


def many(severity: str = "minor") -> Report:
    """Far more issues than a place takes: one critical at the very end."""
    made = document(["the the"] * MANY + ["Rússia"], path="many.txt")
    found = [issue(made, "the the", segment=n, severity=severity, message="a::b%") for n in range(MANY)]
    found.append(issue(made, "Rússia", severity="critical", rule="untranslated-span"))
    return report(
        checked(made, found), failures=[NotChecked(path=f"{n}.po", reason="broken " * 9) for n in range(MANY)]
    )


def test_github_shows_the_gravest_ten_of_a_kind() -> None:
    text = golden.rendered(many(), "github")
    found = commands(text)
    for kind in ("error", "warning"):
        assert sum(command.name == kind for command in found) == 10
    made = replace(many(), failures=())
    errors = [command for command in commands(golden.rendered(made, "github")) if command.name == "error"]
    assert errors[-1].properties["title"] == "critical: untranslated-span"
    warnings = [command for command in found if command.name == "warning"]
    assert warnings[-1].data == f"{MANY - 9:,} more are in the log of this step"
    assert text.count("minor: doubled-word") + text.count("minor%3A doubled-word") == MANY


def test_text_in_the_log_is_no_command() -> None:
    made = document(["::error::the the"] * 30, path="::error file=a::b.txt")
    found = [issue(made, "::error::the the", segment=n) for n in range(30)]
    text = golden.rendered(report(checked(made, found)), "github")
    assert len(commands(text)) == 11


def test_the_summary_of_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    stream = io.StringIO()
    github.render(golden.issues(), stream)
    assert commands(stream.getvalue())[1].properties["file"] == "sub/broken.po", "as seen from the workspace"
    assert summary.read_text("utf-8") == "before\n" + golden.rendered(golden.issues(), "markdown")
    github.render(many(), stream)
    assert len(summary.read_text("utf-8")) < 1024 * 1024


def test_markdown_fits_into_a_comment() -> None:
    text = golden.rendered(many(), "markdown")
    assert len(text) <= markdown_report.COMMENT < 65_536
    assert "`untranslated-span`" in text, "the gravest is shown first"
    assert "`0.po`" in text
    left = [int(number.replace(",", "")) for number in re.findall(r"\*\*([\d,]+) more issues", text)]
    assert left == [MANY + 1 - text.count("\n| ") + 1]
    for limit in (600, 2_000, 10_000):
        stream = io.StringIO()
        markdown_report.render(many(), stream, limit=limit)
        assert len(stream.getvalue()) <= limit
        assert "could not be checked" in stream.getvalue()


ALLOWED = set("h2 h3 p ul li code details summary table thead tbody tr th td sub strong br div del ins".split())


def test_markdown_is_safe() -> None:
    texts = [
        *HOSTILE,
        "@octocat",
        "a @org/team",
        "#12",
        "!7",
        "`tick` ``two``",
        "| cell |",
        "[x](http://a.b)",
        "![x](y)",
    ]
    texts += ["# head", "</details>", "$x$", "**bold** _i_ ~~s~~", "<!-- hidden", "&#64;octocat", "`"]
    documents = []
    for number, text in enumerate(texts):
        made = document([f"a {text} b"], path=f"{number}{text}")
        found = issue(made, text, message=text, suggestions=(text,))
        documents.append(checked(made, [found], notes=(text,)))
    failures = [NotChecked(path=text, reason=text) for text in texts]
    text = golden.rendered(report(*documents, failures=failures), "markdown")
    page = lxml_html.fromstring(MarkdownIt("commonmark", {"html": True}).enable(["table"]).render(text))
    assert {element.tag for element in page.iter()} <= ALLOWED
    assert {name for element in page.iter() for name in element.attrib} <= {"style"}
    assert len(page.findall(".//tbody/tr")) == len(texts)
    assert all(len(row) == 5 for row in page.findall(".//tr"))
    for element in page.iter():
        for part in ([] if element.tag == "code" else [element.text]) + [element.tail]:
            assert not re.search(r"(?<!\w)[@#!]\w", part or ""), "calls nobody, links no ticket"


@pytest.mark.parametrize("format_name", FORMATS)
def test_hostile_text_stays_text(format_name: str) -> None:
    """No control character, lone surrogate or mark of direction gets out, and every reader still reads it."""
    hostile = replace(hostile_report(), baseline="b\x1b", stale=HOSTILE, verdict="FAILED")
    text = golden.rendered(hostile, format_name)
    text.encode("utf-8")
    allowed = "\n\r" if format_name == "csv" else "\n"
    bad = [c for c in text if c not in allowed and visible(c) != c and c != "\u2060"]
    assert format_name in ("json", "sarif", "gitlab") or bad == []
    assert not set(text) & set("\x00\x07\x1b\x7f\x85\x9b\u202e\u2066\u2028")
    if format_name in ("json", "sarif", "gitlab"):
        value = json.loads(text)
        if format_name == "sarif":
            snippets = [
                result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"]
                for result in value["runs"][0]["results"]
            ]
            assert snippets == list(HOSTILE), "escaped, not changed"
    elif format_name in ("junit", "checkstyle"):
        schema = schemas.JUNIT if format_name == "junit" else schemas.CHECKSTYLE
        schema.assertValid(etree.fromstring(text.encode()))
    elif format_name == "github":
        assert {command.name for command in commands(text)} == {"error", "notice"}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "＠"])
def test_no_cell_is_a_formula(sign: str) -> None:
    made = document([f"{sign}cmd|' /C calc'!A0"], path=f"{sign}a.csv")
    found = issue(made, made.text, message=f"{sign}HYPERLINK()", suggestions=(f"{sign}1",))
    text = golden.rendered(report(checked(made, [found], notes=(f"{sign}n",))), "csv")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = [cell for row in rows for cell in row if cell and not re.fullmatch(r"-?[\d.e-]+", cell)]
    assert [cell for cell in cells if cell.lstrip()[0] in "=+-@＝＠" or cell[0] in "\t\r\n"] == []


def test_exit_statuses_by_number_of_issues(tmp_path: Path) -> None:
    """An exit status never wraps around, and a report holds every issue."""
    (tmp_path / "tqcheck.toml").write_text('fail-on = "minor"\nselect = ["bracketed-day"]\ntarget-lang = "en"\n')
    for number in (0, 1, 255, 256, 1000):
        (tmp_path / "a.txt").write_text("The deal was signed in Geneva.\n\n" + f"{BAD}\n" * number)
        run = Run("check", "a.txt", "--format", "json", cwd=tmp_path)
        assert (run.status, run.json["summary"]["issues"]["minor"]) == (min(number, 1), number)


@pytest.mark.parametrize("format_name", FORMATS)
def test_the_penalty_gate_passes_or_fails_in_every_format(format_name: str, tmp_path: Path) -> None:
    (tmp_path / "tqcheck.toml").write_text('select = ["bracketed-day"]\n')
    (tmp_path / "a.txt").write_text(BAD)
    for bound, status, says in (("45.4", 1, "FAILED: penalty above 45.4"), ("45.5", 0, "PASSED")):
        run = Run(
            "check", "a.txt", "--max-penalty", bound, "--format", format_name, cwd=tmp_path, GITHUB_STEP_SUMMARY=""
        )
        assert run.status == status
        assert says in run.out
