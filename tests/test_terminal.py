"""The report in a terminal: by file, within its width, aligned in any script, with links and a next step."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from rich.console import Console

from tests.sample_report import checked, document, issue, report
from tqcheck.cli import cli
from tqcheck.reporters import terminal, terminal_summary
from tqcheck.types import Failure, Report

JAPANESE = "大臣は記者会見で the two sides had agreed と述べ、署名は近く行われる見通しだと説明した。"
ARABIC = "وقال الوزير إن the two sides had agreed وأن التوقيع سيتم قريبا."


def printed(shown: Report) -> str:
    stream = io.StringIO()
    terminal.render(shown, stream)
    return stream.getvalue()


def summary(shown: Report) -> str:
    stream = io.StringIO()
    terminal_summary.render(shown, stream)
    return stream.getvalue()


def test_carets_stand_under_the_words_in_wide_characters() -> None:
    made = document([JAPANESE], target_lang="ja")
    for quote in ("the two sides", "署名は近く"):
        lines = printed(report(checked(made, [issue(made, quote)]))).splitlines()
        (marks,) = (number for number, line in enumerate(lines) if set(line.strip()) == {"^"})
        before = lines[marks - 1].split(quote)[0]
        assert cell_len(before) == len(lines[marks]) - len(lines[marks].lstrip())
        assert lines[marks].count("^") == cell_len(quote)


def test_words_are_marked_in_place_where_the_line_turns_round() -> None:
    made = document([ARABIC], target_lang="ar")
    text = printed(report(checked(made, [issue(made, "the two sides")])))
    assert "إن [[the two sides]] had" in text
    assert "^" not in text


@pytest.mark.parametrize("text", [JAPANESE * 9, ARABIC * 9, "word " * 99, "x" * 999, "a\u0301" * 500])
def test_nothing_is_wider_than_80_cells(text: str) -> None:
    made = document([text], path="a/very/long/path/" * 9 + "x.txt")
    for quote in (text[100:103], text[: len(text) // 2]):
        shown = report(checked(made, [issue(made, quote)]), failures=[Failure(path="x", reason="why " * 50)])
        assert max(map(cell_len, printed(shown).splitlines())) <= 80
        assert max(map(cell_len, summary(shown).splitlines())) <= 80


def test_a_long_line_takes_no_long_time() -> None:
    """A megabyte on one line, as data files have."""
    made = document(["word " * 200_000])
    printed(report(checked(made, [issue(made, "word", start=at * 5000, end=at * 5000 + 4) for at in range(100)])))


def test_joiners_of_persian_stay() -> None:
    made = document(["این کتاب را می\u200cخوانم می\u200cخوانم"], target_lang="fa")
    assert "می\u200cخوانم" in printed(report(checked(made, [issue(made, "کتاب")])))


def test_files_are_linked_where_the_terminal_knows_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one one")
    made = document(["one one"], path=str(file))
    shown = report(checked(made, [issue(made, "one one")]))
    assert "\x1b]8;" not in printed(shown), "not in a file"
    monkeypatch.setattr(
        terminal, "console_for", lambda stream: Console(file=stream, force_terminal=True, color_system="truecolor")
    )
    assert f";{file.as_uri()}\x1b\\" in printed(shown)
    assert f";{file.as_uri()}#1\x1b\\" in printed(shown)


def test_the_last_line_says_what_to_do_next() -> None:
    def last(shown: Report) -> str:
        return printed(shown)[printed(shown).rindex("Next: ") :]

    made = document(["one one", "Isto é assim"])
    found = [issue(made, "one one"), issue(made, "Isto é", severity="critical", rule="untranslated-span")]
    assert "tqcheck checks untranslated-span" in last(report(checked(made, found)))
    assert "--format html" in last(report(checked(made, found)))
    assert "not checked" in last(report(checked(made, found), failures=[Failure(path="x", reason="y")]))
    assert last(report(checked(made))) == "Next: nothing to do.\n"
    stale = replace(
        report(checked(made)), baseline="tqcheck.baseline", stale=("0123456789abcdef\tdate\told.txt\t(29)",)
    )
    assert "tqcheck baseline --update" in last(stale)


def test_summary_over_files_and_languages() -> None:
    english, german = (
        document(["one one"], path="en.txt"),
        document(["zwei zwei", "x"], path="de.txt", target_lang="de"),
    )
    text = summary(
        report(
            checked(english, [issue(english, "one one", severity="critical")]),
            checked(german, [issue(german, "zwei zwei")]),
            failures=[Failure(path="broken.po", reason="line 3 is odd")],
        )
    )
    rows = [line.split() for line in text.splitlines()]
    assert ["en.txt", "English", "2", "1", "–", "–", "12,500.0"] in rows
    assert ["de.txt", "German", "3", "–", "–", "1", "333.3"] in rows
    assert ["all", "5", "1", "–", "1", "5,200.0"] in rows
    assert ["German", "1", "3", "–", "–", "1", "333.3"] in rows
    assert re.search(r"not checked broken.po\s+line 3 is odd", text)
    assert "INCOMPLETE" in text
    assert "something about" not in text


def test_summary_is_a_form_of_the_text_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The deal was signed by the two sides in Geneva on Thursday (30).\n")
    ran = CliRunner().invoke(cli, ["check", "a.txt", "--target-lang", "en", "--no-model", "--summary"])
    assert ran.exit_code == 0
    assert ran.output.startswith("File ")
    assert "bracketed-day says why" in ran.output
    refused = CliRunner().invoke(cli, ["check", "a.txt", "--summary", "--format", "json"])
    assert refused.exit_code == 2
    assert "--summary is a form of --format text" in refused.output
