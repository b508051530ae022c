"""The command line as acceptance calls it: formats, exit statuses, clear errors."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tqcheck import reporters
from tqcheck.cli import cli, main

BAD = (
    "The deal was signed in Geneva by the two sides. He arrived on Thursday (30) and left the same evening by train.\n"
)
CLEAN = "The deal was signed in Geneva by the two sides. He arrived on Thursday and left the same evening by train.\n"


class Run:
    """What a run of the console script left."""

    def __init__(self, *arguments: str | Path, cwd: Path, stdin: bytes = b"", **environment: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "tqcheck", *map(str, arguments)],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            check=False,
            env={**os.environ, **environment},
        )
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")
        assert "Traceback" not in self.err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tqcheck.toml").write_text("")
    (tmp_path / "bad.txt").write_text(BAD)
    (tmp_path / "clean.txt").write_text(CLEAN)
    return tmp_path


def test_status_0_1_2(folder: Path) -> None:
    assert Run("check", "clean.txt", cwd=folder).status == 0
    assert Run("check", "bad.txt", cwd=folder).status == 0, "minor issues don't fail the default gate"
    assert Run("check", "bad.txt", "--fail-on", "minor", cwd=folder).status == 1
    assert Run("check", "bad.txt", "--max-penalty", "1", cwd=folder).status == 1
    assert Run("check", "bad.txt", "--fail-on", "never", cwd=folder).status == 0
    assert Run("check", "bad.txt", "none.txt", "--fail-on", "minor", cwd=folder).status == 2


def test_what_was_checked_is_reported_beside_what_was_not(folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"caf\xe9 \xff\xfe")
    for format_name in ("text", "json"):
        run = Run("check", "bad.txt", "broken.txt", "none.txt", "--format", format_name, cwd=folder)
        assert run.status == 2
        assert "bracketed-day" in run.out
        assert "broken.txt" in run.out
        assert "none.txt" in run.out
    assert [failure["path"] for failure in run.json["failures"]] == ["broken.txt", "none.txt"]
    assert run.json["summary"]["passed"] is False


def test_json_as_in_the_contract(folder: Path) -> None:
    report = Run("check", "bad.txt", "--format", "json", cwd=folder).json
    assert report["tool"]["name"] == "tqcheck"
    assert report["summary"]["issues"] == {"neutral": 0, "minor": 1, "major": 0, "critical": 0}
    (document,) = report["documents"]
    assert (document["path"], document["format"], document["target_lang"]) == ("bad.txt", "text", "en")
    assert document["words"] == len(BAD.split())
    (finding,) = document["findings"]
    assert BAD[finding["start"] : finding["end"]] == finding["quote"] == "(30)"
    assert (finding["line"], finding["column"], finding["end_line"], finding["end_column"]) == (1, 72, 1, 76)
    assert finding["rule"] == "bracketed-day"
    assert finding["category"] == "locale-conventions/date-format"
    assert finding["segment"] == {"id": "p1", "start": 71, "end": 75}


def test_standard_input_and_output_file(folder: Path) -> None:
    run = Run("check", "-", "--format", "json", "--output", "r.json", cwd=folder, stdin=BAD.encode())
    assert (run.status, run.out) == (0, "")
    assert json.loads((folder / "r.json").read_text("utf-8"))["documents"][0]["path"] == "<stdin>"
    assert [file.name for file in folder.glob("*.part")] == []


def test_a_byte_order_mark_does_not_count(folder: Path) -> None:
    (folder / "bom.txt").write_bytes(b"\xef\xbb\xbf" + BAD.encode())
    (folder / "wide.txt").write_bytes(BAD.encode("utf-16"))
    report = Run("check", "bom.txt", "wide.txt", "--format", "json", cwd=folder).json
    assert [document["findings"][0]["start"] for document in report["documents"]] == [71, 71]


def test_fingerprints_stay_when_lines_move_and_lapse_with_the_sentence(folder: Path) -> None:
    def fingerprint(text: str) -> str:
        run = Run("check", "-", "--format", "json", cwd=folder, stdin=text.encode())
        return str(run.json["documents"][0]["findings"][0]["fingerprint"])

    assert fingerprint(BAD) == fingerprint(CLEAN + "\n" + BAD)
    assert fingerprint(BAD) != fingerprint(BAD.replace("(30)", "(29)"))
    assert fingerprint(BAD) != fingerprint(BAD.replace("evening", "morning"))


@pytest.mark.parametrize("data", [b"", b" \n", b"\xc3(", b"a\0b", b"\xff\xfe\x00"])
def test_standard_input_that_cannot_be_read_is_named_in_every_format(folder: Path, data: bytes) -> None:
    options = [word for name in reporters.MODULES for word in ("--format", name, "--output", f"{name}.out")]
    assert Run("check", "-", *options, cwd=folder, stdin=data).status == 2
    for name in reporters.MODULES:
        assert "stdin" in (folder / f"{name}.out").read_text("utf-8"), name


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check"], "PATH"),
        (["check", "."], "no file of a known format"),
        (["check", "none.txt"], "no such file"),
        (["check", "x.bin"], "unknown file format"),
        (["check", "a.txt", "--nope"], "--nope"),
        (["check", "a.txt", "--format", "pdf"], "pdf"),
        (["check", "a.txt", "--target-lang", "klingonish"], "unknown language"),
        (["check", "a.txt", "--target-lang", "english"], "did you mean 'en'"),
        (["check", "a.txt", "--select", "bracketed-dey"], "did you mean 'bracketed-day'"),
        (["check", "a.txt", "--ignore", "nonsense"], "no check 'nonsense'"),
        (["check", "a.txt", "--config", "none.toml"], "none.toml"),
        (["check", "a.txt", "--max-penalty", "-1"], "max-penalty"),
        (["check", "a.txt", "--source", "none.txt"], "none.txt"),
        (["check", "empty.txt"], "empty"),
        (["check", "short.txt"], "--target-lang"),
        (["check", "a.txt", "--output", "no/such/folder/r.txt"], "could not be written"),
        (["check", "-", "a.txt"], "no other path"),
        (["checks", "bracketed-dey"], "did you mean 'bracketed-day'"),
        (["chek"], "chek"),
    ],
)
def test_bad_input_is_status_2_with_a_reason(tmp_path: Path, arguments: list[str], says: str) -> None:
    (tmp_path / "tqcheck.toml").write_text("")
    for name, data in {"x.bin": b"\0", "empty.txt": b"", "short.txt": b"12345 !\n", "a.txt": CLEAN.encode()}.items():
        (tmp_path / name).write_bytes(data)
    if arguments == ["check", "."]:
        for file in tmp_path.glob("*.txt"):
            file.unlink()
    run = Run(*arguments, cwd=tmp_path)
    assert run.status == 2
    assert says in run.out + run.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("fial-on = 'minor'", "did you mean 'fail-on'"),
        ("fail-on = 'mild'", "fail-on must be"),
        ("select = 'bracketed-day'", "select must be a list"),
        ("target-lang = 3", "target-lang must be a string"),
        ("fail-on = ", "not valid TOML"),
    ],
)
def test_bad_configuration(folder: Path, text: str, says: str) -> None:
    (folder / "tqcheck.toml").write_text(text)
    run = Run("check", "clean.txt", cwd=folder)
    assert run.status == 2
    assert "tqcheck.toml" in run.err
    assert says in run.err


def test_configuration_from_the_nearest_pyproject(folder: Path) -> None:
    (folder / "tqcheck.toml").unlink()
    (folder / "pyproject.toml").write_text('[tool.tqcheck]\nfail-on = "minor"\n')
    below = folder / "below"
    below.mkdir()
    assert Run("check", "../bad.txt", cwd=below).status == 1
    assert Run("check", "../bad.txt", "--ignore", "dates,grammar", cwd=below).status == 0


def test_text_report_at_80_columns_without_colour(folder: Path) -> None:
    run = Run("check", "bad.txt", cwd=folder)
    assert "\x1b" not in run.out
    assert max(map(len, run.out.splitlines())) <= 80
    assert "1:72" in run.out
    assert "^^^^" in run.out


def test_control_characters_never_reach_the_terminal(folder: Path) -> None:
    (folder / "evil.txt").write_text(BAD.replace("Geneva", "Gen\x1b[31meva\u202e").replace("train", "tra\x07in"))
    run = Run("check", "evil.txt", cwd=folder)
    assert "bracketed-day" in run.out
    assert not {"\x1b", "\x07", "\u202e"} & set(run.out)


def test_checks_lists_and_explains() -> None:
    table: Result = CliRunner().invoke(cli, ["checks"])
    page: Result = CliRunner().invoke(cli, ["checks", "untranslated-span"])
    assert table.exit_code == page.exit_code == 0
    assert "untranslated-span" in table.output
    assert "When it is wrong" in page.output
    assert "do-not-translate" in page.output
    group: Result = CliRunner().invoke(cli, ["checks", "dates"])
    assert group.exit_code == 0
    assert "bracketed-day" in group.output
    assert "untranslated-span" not in group.output


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['tqcheck', '--help']\n"
        "import tqcheck.cli\n"
        "try: tqcheck.cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'babel', 'rich', 'langdetect', 'lemminflect', 'sentencex', 'sacrebleu'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.endswith("[]\n")


def test_interrupt_is_status_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "invoke", interrupted)
    monkeypatch.setattr(sys, "argv", ["tqcheck", "check", "x"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert "interrupted" in capsys.readouterr().err


def test_localisation_files(folder: Path) -> None:
    """One broken file is named and the others are still checked; quotes stand where the report says."""
    (folder / "locales").mkdir()
    (folder / "locales/en.json").write_text('{"a": "The deal was signed in Geneva.", "b": "Save"}')
    (folder / "locales/de.json").write_text('{"a": "The deal was signed in Geneva.",\n "b": "Speichern"}')
    (folder / "locales/fr.json").write_text('{"a": "L\'accord a été signé à Genève."\n "b": "Enregistrer"}')
    run = Run("check", "locales", "--format", "json", cwd=folder)
    assert run.status == 2
    assert [failure["path"] for failure in run.json["failures"]] == ["locales/fr.json"]
    assert run.json["failures"][0]["reason"].startswith("line 2: ")
    german = run.json["documents"][0]
    assert (german["format"], german["source_lang"], german["target_lang"]) == ("json", "en", "de")
    assert {(f["line"], f["column"]) for f in german["findings"]} == {(1, 8)}


def test_source_of_a_translation_elsewhere(folder: Path) -> None:
    (folder / "original.json").write_text('{"a": "Save the file"}')
    (folder / "german.json").write_text('{"a": "Save the file"}')
    run = Run(
        "check", "german.json", "--source", "original.json", "--target-lang", "de", "--format", "json", cwd=folder
    )
    assert run.json["documents"][0]["findings"] != []


def test_columns_of_a_table(folder: Path) -> None:
    (folder / "t.csv").write_text("Name,English,Ours\nhi,Save the file,Save the file\n")
    arguments = ("check", "t.csv", "--target-lang", "de", "--format", "json")
    assert "--columns" in Run(*arguments, cwd=folder).json["failures"][0]["reason"]
    run = Run(*arguments, "--columns", "source=English,target=Ours", cwd=folder)
    assert {(f["line"], f["column"]) for f in run.json["documents"][0]["findings"]} == {(2, 18)}
    for bad, says in (("sauce=x,target=y", "did you mean 'source'"), ("source=x", "the target"), ("x", "pairs")):
        assert says in Run(*arguments, "--columns", bad, cwd=folder).err


def test_one_language_of_several_in_a_file(folder: Path) -> None:
    (folder / "t.csv").write_text("key,en,de,pt-BR\na,Save the file,Datei sichern,Salvar o arquivo\n")
    run = Run("check", "t.csv", "--target-lang", "pt", "--format", "json", cwd=folder)
    assert [document["target_lang"] for document in run.json["documents"]] == ["pt"]
    assert len(Run("check", "t.csv", "--format", "json", cwd=folder).json["documents"]) == 2
    assert "it holds de, pt-BR" in Run("check", "t.csv", "--target-lang", "fr", cwd=folder).out


def test_an_option_that_overrules_the_file_is_noted(folder: Path) -> None:
    (folder / "fr.json").write_text('{"a": "Datei sichern"}')
    (document,) = Run("check", "fr.json", "--target-lang", "de", "--format", "json", cwd=folder).json["documents"]
    assert "the file says that it is in French; --target-lang overrules it" in document["notes"]
