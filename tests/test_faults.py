"""Faults: a full disk, a closed pipe, a killed run, a damaged table, odd options. Status 2, and nothing lost."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from tqcheck import Config, api
from tqcheck.cli import main
from tqcheck.engine import Engine
from tqcheck.errors import ConfigError, MissingModel, TqcheckError
from tqcheck.files.decode import read_bytes
from tqcheck.langid import table
from tqcheck.output import write_whole
from tqcheck.report import exit_status
from tqcheck.reporters import MODULES
from tqcheck.shipped import path as shipped

TEXT = "The deal was signed in Geneva. He arrived on Thursday (30) and left the same evening by train.\n"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tqcheck", "check", "--no-model", *arguments]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tqcheck.toml").touch()
    (tmp_path / "a.txt").write_text(TEXT)
    return tmp_path


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [("--output", "/dev/full"), ()], ids=["file", "standard output"])
def test_a_full_disk(folder: Path, arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            command("a.txt", *arguments), cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert run.returncode == 2
    assert "No space left" in run.stderr
    assert "Traceback" not in run.stderr
    assert not Path("/dev/full").is_file()


def test_a_pipe_that_closes_and_an_output_that_is_closed(folder: Path) -> None:
    (folder / "long.txt").write_text("\n\n".join(TEXT.replace("30", str(1 + day % 28)) for day in range(500)))
    run = subprocess.run(
        f"{sys.executable} -m tqcheck check --no-model long.txt --format json | head -c 10; echo ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.endswith("2\n")
    assert run.stderr == "tqcheck: standard output was closed before the whole report was written\n"
    closed = subprocess.run(
        f"{sys.executable} -m tqcheck check --no-model a.txt >&-",
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert closed.returncode == 2
    assert "Traceback" not in closed.stderr


@pytest.mark.parametrize("name", ["a.txt", "link.txt", "hard.txt", "tqcheck.toml"])
def test_a_report_is_never_written_over_what_was_read(folder: Path, name: str) -> None:
    (folder / "link.txt").symlink_to("a.txt")
    (folder / "hard.txt").hardlink_to(folder / "a.txt")
    run = subprocess.run(
        command("a.txt", "--config", "tqcheck.toml", "--output", name),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "another name" in run.stderr
    assert (folder / "a.txt").read_text() == TEXT
    assert (folder / "tqcheck.toml").read_text() == ""


def test_a_report_goes_into_no_folder(folder: Path) -> None:
    (folder / "out").mkdir()
    run = subprocess.run(command("a.txt", "--output", "out"), cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "could not be written" in run.stderr


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_what_is_written_is_whole_or_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[BaseException] | BaseException
) -> None:
    old = tmp_path / "report.json"
    old.write_text("old")

    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises((TqcheckError, KeyboardInterrupt)):
        write_whole(old, "new", "the report")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("report.json", "old")]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_leaves_the_old_report(folder: Path, stop: signal.Signals) -> None:
    (folder / "long.txt").write_text("\n\n".join(TEXT.replace("30", str(number)) for number in range(30_000)))
    (folder / "r.json").write_text("old")
    run = subprocess.Popen(
        command("long.txt", "--format", "json", "--output", "r.json"), cwd=folder, stderr=subprocess.PIPE, text=True
    )
    time.sleep(5)
    run.send_signal(stop)
    _, said = run.communicate(timeout=120)
    assert "Traceback" not in said
    assert (folder / "r.json").read_text() == "old" or json.loads((folder / "r.json").read_text())
    assert run.returncode in (2, -signal.SIGKILL, 0)
    assert run.returncode != 0 or (folder / "r.json").read_text() != "old"


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    good = shipped("words/words.bin")
    copy = tmp_path / "words.bin"
    data = bytearray(good.read_bytes())
    data[-1000] ^= 1
    copy.write_bytes(data)
    with pytest.raises(MissingModel, match=r"hash cannot be read.*reinstall"):
        table.checked_hash(copy)
    (tmp_path / "words.sha256").write_bytes(good.with_suffix(".sha256").read_bytes())
    with pytest.raises(MissingModel, match=r"damaged.*reinstall"):
        table.checked_hash(copy)
    copy.write_bytes(good.read_bytes())
    assert table.checked_hash(copy) == good.with_suffix(".sha256").read_text().split()[0]


def test_the_report_names_the_table() -> None:
    sha256 = shipped("words/words.sha256").read_text()
    assert f"table:words@{sha256[:12]}|" in api.engine(Config(model=False)).signature


@pytest.mark.parametrize("fault", [MemoryError(), FileNotFoundError(2, "No such file"), ValueError("boom")])
def test_what_goes_wrong_with_one_file_costs_that_file_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    (folder / "b.txt").write_text(TEXT)

    def faulty(path: Path) -> bytes:
        if path.name == "a.txt":
            raise fault
        return read_bytes(path)

    monkeypatch.setattr("tqcheck.files.read_bytes", faulty)
    report = api.engine(Config(model=False)).check_all([folder / "a.txt", folder / "b.txt"])
    assert [Path(failure.path).name for failure in report.failures] == ["a.txt"]
    assert [issue.rule for issue in report.issues] == ["bracketed-day"]
    assert exit_status(report) == 2


def test_links_loops_devices_and_what_cannot_be_read(folder: Path) -> None:
    inside = folder / "inside"
    inside.mkdir()
    (inside / "good.txt").write_text(TEXT)
    (inside / "loop").symlink_to(inside)
    (inside / "loop.txt").symlink_to("loop.txt")
    (inside / "gone.txt").symlink_to("nothing.txt")
    (inside / "folder.txt").mkdir()
    (folder / "secret.txt").write_text(TEXT)
    (inside / "out.txt").symlink_to("../secret.txt")
    (inside / "again.txt").symlink_to("good.txt")
    os.mkfifo(inside / "pipe.txt")
    run = subprocess.run(
        command("inside", "inside/pipe.txt", "inside/loop.txt", "inside/gone.txt", "/dev/zero", "--format", "json"),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    report = json.loads(run.stdout)
    assert run.returncode == 2
    assert [document["path"] for document in report["documents"]] == ["inside/again.txt"]
    failed = {failure["path"] for failure in report["failures"]}
    assert failed >= {"inside/pipe.txt", "inside/loop.txt", "inside/gone.txt", "inside/out.txt", "/dev/zero"}
    assert TEXT[:20] not in json.dumps(report["failures"])


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0, True, "1"])
def test_bounds_that_are_no_numbers(value: object) -> None:
    with pytest.raises(ConfigError):
        Config(max_penalty=value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--max-penalty", "nan", "a.txt"),
        ("--max-penalty", "1e999", "a.txt"),
        ("--select", ",", "--target-lang", "", "a.txt"),
        ("--output", "", "a.txt"),
        ("--source", "", "a.txt"),
        ("--config", "", "a.txt"),
        ("--model", "", "a.txt"),
        ("",),
        ("a.txt", "--columns", "=,="),
    ],
    ids=str,
)
def test_odd_options(
    folder: Path,
    arguments: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    no_model = () if "--model" in arguments else ("--no-model",)
    monkeypatch.setattr(sys, "argv", ["tqcheck", "check", *no_model, *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert "internal error" not in capsys.readouterr().err
    assert [file.name for file in sorted(folder.iterdir())] == ["a.txt", "tqcheck.toml"]
    assert (folder / "a.txt").read_text() == TEXT


@pytest.mark.parametrize("written", ["r.json", "tqcheck.baseline"])
def test_two_runs_at_once_leave_a_whole_file(folder: Path, written: str) -> None:
    """Of two that write the same report or baseline, one is the last; nothing is mixed and nothing left over."""
    (folder / "a.txt").write_text("\n\n".join(TEXT.replace("30", str(number)) for number in range(1, 29)))
    single = command("a.txt", "--format", "json", "--output", written)
    if written == "tqcheck.baseline":
        single = [sys.executable, "-m", "tqcheck", "baseline", "a.txt"]
    assert subprocess.run(single, cwd=folder, check=False, capture_output=True).returncode in (0, 1)
    alone = (folder / written).read_bytes()
    assert alone
    runs = [subprocess.Popen(single, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    said = [run.communicate(timeout=120)[1].decode() for run in runs]
    assert not [text for text in said if "Traceback" in text]
    assert {run.returncode for run in runs} <= {0, 1}, said
    assert (folder / written).read_bytes() == alone
    assert {file.name for file in folder.iterdir()} == {"a.txt", "tqcheck.toml", written}


def test_a_file_that_vanishes_is_named_and_the_rest_reported(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Between being found and being read: status 2, the other file is reported."""
    (folder / "b.txt").write_text(TEXT)
    monkeypatch.chdir(folder)
    read = Engine.read

    def vanishing(self: Engine, path: Path) -> object:
        if path.name == "a.txt":
            path.unlink()
        return read(self, path)

    monkeypatch.setattr(Engine, "read", vanishing)
    monkeypatch.setattr(sys, "argv", ["tqcheck", "check", "--no-model", "--format", "json", "."])
    with pytest.raises(SystemExit) as stopped:
        main()
    report = json.loads(capsys.readouterr().out)
    assert stopped.value.code == 2
    assert [failure["path"] for failure in report["failures"]] == ["a.txt"]
    assert [document["path"] for document in report["documents"]] == ["b.txt"]


def test_terms_and_phrases_are_no_patterns(folder: Path) -> None:
    """What would blow up a regular expression is looked for as it stands."""
    blowing = "(a+)+$"
    (folder / "terms.csv").write_text(f"source,target\n{blowing},(b|b)*c\n" + "(x*)*y,z{{999}}\n" * 50)
    (folder / "phrases").write_text("\n".join([blowing, "(?:a|a)*b", "[", "\\1"] * 50))
    (folder / "tqcheck.toml").write_text('glossary = ["terms.csv"]\ndo-not-translate-files = ["phrases"]\n')
    (folder / "a.csv").write_text(f"source,target\nPress {blowing} now,{'a' * 900} b\n")
    start = time.monotonic()
    run = subprocess.run(
        command("a.csv", "--source-lang", "en", "--target-lang", "de", "--format", "json", "--select", "term"),
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert run.returncode in (0, 1), run.stderr
    assert [found["rule"] for found in json.loads(run.stdout)["documents"][0]["findings"]] == ["term"]
    assert time.monotonic() - start < 60


@pytest.mark.parametrize("name", MODULES)
def test_data_that_was_skipped_is_named_in_every_format(folder: Path, name: str) -> None:
    (folder / "a.txt").write_text(f"{TEXT}\n{'a' * 5000}\n\n{TEXT}")
    report = api.engine(Config(model=False)).check_all([folder / "a.txt"])
    written = io.StringIO()
    import_module(f"tqcheck.reporters.{MODULES[name]}").render(report, written)
    assert report.failures == ()
    assert "data in the text was not looked at" in written.getvalue()
