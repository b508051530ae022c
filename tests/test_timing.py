"""--timing: where the time went, by check and by file, on standard error."""

import io
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tqcheck.cli import cli
from tqcheck.clock import Clock
from tqcheck.reporters import timing

TEXT = "The deal was signed in Geneva by the two sides. He left the same evening by train.\n"


def test_what_is_done_within_something_counts_for_itself() -> None:
    class Slow:
        pause = 0.02

        def wait(self) -> str:
            time.sleep(self.pause)
            return "done"

    clock = Clock()
    slow = clock.timed(Slow(), "inner")
    with clock.of("outer"):
        assert slow.wait() == "done"
        assert slow.pause == 0.02
    with pytest.raises(ValueError, match="x"), clock.of("broken"):
        raise ValueError("x")
    seconds = clock.taken()
    assert seconds["inner"] >= 0.02 > seconds["outer"] > 0
    assert "broken" in seconds
    assert clock.taken() == {}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_checks_and_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(TEXT)
    arguments = ["check", "a.txt", "b.txt", "--no-model", "--target-lang", "en", "--jobs", jobs, "--timing"]
    first = CliRunner().invoke(cli, arguments)
    assert first.exit_code == 0
    for name in ("Timing: ", " in 2 files", "a.txt", "b.txt", "(reading)", "(language ID)"):
        assert name in first.stderr
    assert "Timing" not in first.stdout
    again = CliRunner().invoke(cli, arguments)
    assert again.stdout == first.stdout
    assert "2 files unchanged, from the cache" in again.stderr


def test_the_table_is_80_columns_wide_and_names_the_longest() -> None:
    stream = io.StringIO()
    seconds = {f"{'folder/' * 30}{number}.po": {f"check-{number}": float(number)} for number in range(1, 40)}
    timing.write({**seconds, "": {"reused-translation": 1.5}}, kept=1234, stream=stream)
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) == 80
    assert lines[0] == "Timing: 781.50 s in 39 files; 1,234 files unchanged, from the cache"
    assert lines[2].split() == ["39.000", "5.0%", "check-39"]
    assert lines[17].split() == ["301.500", "38.6%", "25", "others"]
