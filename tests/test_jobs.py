"""Several processes: the same report, and one that dies or is interrupted costs no more than its file."""

import os
import signal
from pathlib import Path

import pytest

from tqcheck import Config, jobs
from tqcheck.api import engine
from tqcheck.engine import INTERRUPTED
from tqcheck.types import Report

CONFIG = Config(target_lang="en", model=False)
TEXT = (
    "The deal was signed in Geneva by the two sides. He arrived on Thursday (30) and left the same evening by train.\n"
)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.txt" for number in range(4)]
    for number, path in enumerate(paths):
        path.write_text(TEXT * (number + 1))
    return paths


def report(files: list[Path], **options: object) -> Report:
    done = jobs.outcomes([(path, CONFIG) for path in files], jobs=2, **options)  # type: ignore[arg-type]
    return engine(CONFIG).check_all(files, outcomes=done)


def test_the_same_as_one_process(files: list[Path]) -> None:
    alone = engine(CONFIG).check_all(files)
    together = report(files)
    assert together == alone
    assert [len(checked.issues) for checked in together.documents] == [1, 2, 3, 4]


def test_a_process_that_is_killed_costs_its_file(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    start, killed = jobs._start, list[int]()

    def fragile(source: Path | None) -> object:
        connection, process = start(source)
        if not killed:
            assert process.pid is not None
            killed.append(process.pid)
            os.kill(process.pid, signal.SIGKILL)
        return connection, process

    monkeypatch.setattr(jobs, "_start", fragile)
    found = report(files)
    (failure,) = found.failures
    assert failure.path == files[-1].as_posix(), "the longest file goes first"
    assert "killed (SIGKILL)" in failure.reason
    assert [checked.document.path for checked in found.documents] == [path.as_posix() for path in files[:-1]]


def test_ctrl_c_reports_what_was_done(files: list[Path]) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    found = report(files, advance=interrupt)
    assert len(found.documents) == 1
    assert {failure.reason for failure in found.failures} == {INTERRUPTED}
    named = [checked.document.path for checked in found.documents] + [failure.path for failure in found.failures]
    assert sorted(named) == [path.as_posix() for path in files]


def test_ctrl_c_in_one_process(files: list[Path]) -> None:
    calls: list[None] = []

    def interrupt() -> None:
        calls.append(None)
        if len(calls) == 2:
            raise KeyboardInterrupt

    found = engine(CONFIG).check_all(files, advance=interrupt)
    assert [checked.document.path for checked in found.documents] == [files[0].as_posix()]
    assert [failure.path for failure in found.failures] == [path.as_posix() for path in files[1:]]


def test_little_text_is_for_one_process(files: list[Path]) -> None:
    assert jobs.sensible([(path, CONFIG) for path in files]) == 1
