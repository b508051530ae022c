"""Every hostile file, through the command line: no traceback, no hang, nothing lost, nothing raw on the terminal."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.corpus import Hostile, large, small

SECONDS_PER_MEGABYTE = 10
MEGABYTES_OF_MEMORY = 1000
SMALL, LARGE = list(small()), list(large(30_000))


class Run:
    """One run of the command line in a folder, its processor time and memory bounded."""

    def __init__(self, folder: Path, *arguments: str | Path, seconds: int = 60, **environment: str) -> None:
        (folder / "tqcheck.toml").touch()
        process = subprocess.Popen(
            [sys.executable, "-m", "tqcheck", *map(str, arguments)],
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (seconds, seconds))
        self.out, self.err = process.communicate()
        self.status = process.returncode
        assert b"Traceback" not in self.err, self.err.decode()
        assert b"Warning" not in self.err, self.err.decode()
        assert self.status in (0, 1, 2), f"status {self.status}"

    @property
    def json(self) -> Any:
        return json.loads(self.out.decode("utf-8"))


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The report on all small files, checked in one run."""
    folder = tmp_path_factory.mktemp("small")
    for hostile in SMALL:
        hostile.write(folder)
    run = Run(folder, "check", "--no-model", "--format", "json", *[hostile.name for hostile in SMALL], seconds=120)
    assert run.status == 2
    assert not [*folder.rglob("*was-here*"), *folder.parent.glob("*was-here*")]
    return run.json


def test_no_file_is_lost_in_company(together: Any) -> None:
    named = {part["path"] for part in (*together["documents"], *together["failures"])}
    assert {hostile.name for hostile in SMALL} == named


@pytest.mark.parametrize("hostile", SMALL, ids=lambda hostile: hostile.name)
def test_what_comes_of_a_hostile_file(together: Any, hostile: Hostile) -> None:
    reasons = [failure["reason"] for failure in together["failures"] if failure["path"] == hostile.name]
    assert not [reason for reason in reasons if "crashed" in reason or "please report" in reason]
    if hostile.refused is None:
        assert reasons == []
    elif hostile.refused:
        assert hostile.refused in " ".join(reasons)


def test_quotes_stand_where_the_report_says(together: Any) -> None:
    texts = {hostile.name: hostile.data for hostile in SMALL if hostile.name.endswith((".txt", ".md", ".po", ".json"))}
    quotes = 0
    for document in together["documents"]:
        if (data := texts.get(document["path"])) is None:
            continue
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        for finding in document["findings"]:
            assert text[finding["start"] : finding["end"]] == finding["quote"]
            quotes += 1
    assert quotes


def test_nothing_raw_reaches_the_terminal(tmp_path: Path) -> None:
    """Neither from texts, paths, nor reasons, and not on standard error."""
    names = [hostile.write(tmp_path).name for hostile in SMALL if hostile.name.endswith((".txt", ".po", ".csv"))]
    for name in (
        "\x1b[31mred.txt",
        "line\nbreak.txt",
        "\u202etxt.exe.txt",
        "\x9b2J.md",
        "a\x1b.nothing",
        "\x07bell.po",
    ):
        (tmp_path / name).write_text("He spoke on Thursday (30) in Geneva, and left the same evening by train.\n")
        names.append(name)
    run = Run(tmp_path, "check", "--no-model", *names, "\x1b[2Jnone.txt", FORCE_COLOR="")
    shown = run.out.decode("utf-8") + run.err.decode("utf-8")
    assert "bracketed-day" in shown
    assert "none.txt" in shown
    drives = {sign for sign in shown if sign != "\n" and not sign.isprintable()}
    assert drives == set()
    bad = Run(tmp_path, "check", "--target-lang", "\x1b[31mde", "a.txt").err + Run(tmp_path, "\x1b[31mnone").err
    bad += Run(tmp_path, "checks", "\x1b[31mnone").err + Run(tmp_path, "check", "--select", "\x9bnone", "a.txt").err
    assert {sign for sign in bad.decode("utf-8") if sign != "\n" and not sign.isprintable()} == set()


slow = pytest.mark.skipif("TQCHECK_SLOW" not in os.environ, reason="minutes of processor time: TQCHECK_SLOW=1")


@slow
def test_large_files_take_time_in_proportion(tmp_path: Path) -> None:
    """Together in one run, within ten seconds of processor time a megabyte, and in little memory."""
    for hostile in LARGE:
        hostile.write(tmp_path)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    size = sum(len(hostile.data) for hostile in LARGE) / 1e6
    names = [hostile.name for hostile in LARGE]
    run = Run(tmp_path, "check", "--no-model", "--format", "json", *names, seconds=int(SECONDS_PER_MEGABYTE * size))
    assert run.status == 2
    named = {part["path"] for part in (*run.json["documents"], *run.json["failures"])}
    assert named == set(names)
    assert not [failure for failure in run.json["failures"] if "crashed" in failure["reason"]]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert max(before, memory) < MEGABYTES_OF_MEMORY * 1000 or memory == before


@slow
@pytest.mark.parametrize("suffix", [".txt", ".html", ".json", ".po", ".csv", ".strings"])
def test_a_very_long_line_takes_little_time_and_memory(tmp_path: Path, suffix: str) -> None:
    """Ten megabytes without a break, in a string where the format has strings: refused, but read first."""
    opening, closing = {
        ".txt": ("", ""),
        ".html": ("<p>", "</p>"),
        ".json": ('{"a": "', '"}'),
        ".po": ('msgid "a"\nmsgstr "', '"\n'),
        ".csv": ('source,target\na,"', '"\n'),
        ".strings": ('"a" = "', '";\n'),
    }[suffix]
    (tmp_path / "de").mkdir()
    path = tmp_path / "de" / f"de{suffix}"
    path.write_text(opening + "one word after another " * 435_000 + closing)
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_CPU, (100, 100)); from tqcheck.cli import main\n"
        "try: main()\nfinally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, "check", "--no-model", path], cwd=tmp_path, capture_output=True, check=False
    )
    assert run.returncode == 2, run.stderr
    assert b"characters" in run.stdout
    assert int(run.stderr.split()[-1]) < MEGABYTES_OF_MEMORY * 1000
