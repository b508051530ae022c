"""Several reports of one run: each --output belongs to the --format before it."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.test_cli import Run, folder
from tqcheck import reporters
from tqcheck.destinations import ReportingCommand, report_options
from tqcheck.errors import TqcheckError
from tqcheck.types import Report

__all__ = ["folder"]


@click.command(cls=ReportingCommand)
@report_options
def command(destinations: object) -> None:
    click.echo(repr([(name, output and str(output)) for name, output in destinations]))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("arguments", "destinations"),
    [
        ("", [("text", None)]),
        ("--output a", [("text", "a")]),
        ("--format json", [("json", None)]),
        ("--format json --output a", [("json", "a")]),
        ("--output a --format json", [("json", "a")]),
        ("--format json --output -", [("json", None)]),
        ("--format json --output=a --format text", [("json", "a"), ("text", None)]),
        ("--format text --format json --output a", [("text", None), ("json", "a")]),
        ("--format json --output a --format json --output b", [("json", "a"), ("json", "b")]),
    ],
)
def test_each_output_belongs_to_the_format_before_it(arguments: str, destinations: object) -> None:
    assert CliRunner().invoke(command, arguments).output == f"{destinations!r}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--format json --format text", "both go to standard output"),
        ("--output a --format json --format text", "--output a stands before any --format"),
        ("--format json --output a --output b", "two outputs, a and b"),
        ("--format json --output a --format text --output ./a", "name of its own"),
        ("--format jsn", "'jsn' is not one of"),
        ("--output a --output b", "--output a stands before any --format"),
    ],
)
def test_what_does_not_pair_is_an_error(arguments: str, says: str) -> None:
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 2
    assert says in done.output


def test_several_reports_of_one_run(folder: Path) -> None:
    run = Run("check", "bad.txt", "--format", "json", "--output", "a.json", "--format", "text", cwd=folder)
    assert run.status == 0
    assert "1:72" in run.out
    assert json.loads((folder / "a.json").read_text("utf-8"))["documents"][0]["findings"][0]["line"] == 1


def test_a_report_that_cannot_be_written_does_not_take_the_others_along(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--format", "json", "--output", "no/such/a", "--format", "json", "--output", "b", "--format", "text")
    run = Run("check", "bad.txt", *options, cwd=folder)
    assert run.status == 2
    assert "no/such/a: the report could not be written" in run.err
    assert (folder / "b").exists()
    assert "1:72" in run.out

    def crash(*_: object) -> None:
        raise ValueError("boom")

    report = Report(documents=(), failures=(), signature="s", passed=True, verdict="PASSED")
    monkeypatch.setattr("tqcheck.reporters.json_report.render", crash)
    with pytest.raises(TqcheckError, match="the json report crashed"):
        reporters.write(report, [("json", folder / "c"), ("text", None)])
    assert "PASSED" in capsys.readouterr().out
    assert not (folder / "c").exists()
