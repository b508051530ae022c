"""How time and memory grow with the text, and what a second process brings."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

from benchmarks.process import Cost, alone, run
from benchmarks.texts import paragraphs

TQCHECK = (sys.executable, "-m", "tqcheck")
_FILES = 8


def sizes(most: int) -> list[int]:
    """Words: a thousand and ten times more, up to `most`."""
    return [10**power for power in range(3, int(math.log10(most)) + 1)]


def rows(most: int, source: Path | None, folder: Path) -> list[list[str]]:
    """The table: run, words, CPU s, words per CPU second beyond the smallest, MB.

    `check` holds a document in memory; `corpus` does not. With the model, which takes most of the time, the texts end
    at a tenth of `most`.
    """
    table = []
    for name, least, command in (
        ("check", most // 10, _check),
        ("check --no-model", most, _check_without_model),
        ("corpus --no-model", most, _corpus),
    ):
        costs: list[tuple[int, Cost]] = []
        for size in sizes(least):
            words = alone(_write, size, source, folder)
            cost = run(command(folder))
            costs.append((words, cost))
            slope = ""
            if len(costs) > 1:
                (before, smaller), (now, larger) = costs[-2:]
                slope = f"{(now - before) / max(1e-3, larger.cpu - smaller.cpu):,.0f}"
            table.append([name, f"{words:,}", f"{cost.cpu:.1f}", slope, f"{cost.peak:.0f}"])
    return table


def _write(size: int, source: Path | None, folder: Path) -> int:
    """The text of about so many words as one file, as rows and in several files; how many there are.

    In a process of its own: the kernel counts a command's memory from that of the process that starts it.
    """
    texts = paragraphs(size, source)
    (folder / "text.txt").write_text("\n\n".join(texts), "utf-8")
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"target": text}, ensure_ascii=False) + "\n" for text in texts)
    for number in range(_FILES):
        part = folder / "files" / f"{number}.txt"
        part.parent.mkdir(exist_ok=True)
        part.write_text("\n\n".join(texts[number::_FILES]), "utf-8")
    return sum(len(text.split()) for text in texts)


def _check(folder: Path) -> list[str]:
    output = ["--format", "json", "--output", str(folder / "report.json")]
    return [*TQCHECK, "check", str(folder / "text.txt"), "--target-lang", "en", "--jobs", "1", "--no-cache", *output]


def _check_without_model(folder: Path) -> list[str]:
    return [*_check(folder), "--no-model"]


def _corpus(folder: Path) -> list[str]:
    (folder / "out.jsonl").unlink(missing_ok=True)
    options = ["--target-column", "target", "--target-lang", "en", "--no-model", "--jobs", "1"]
    return [*TQCHECK, "corpus", str(folder / "rows.jsonl"), "--output", str(folder / "out.jsonl"), *options]


def processes(words: int, source: Path | None, folder: Path) -> list[list[str]]:
    """The table: processes, wall s, CPU s, how many times faster; the text lies in several files of the same size."""
    words = alone(_write, words, source, folder)
    place = folder / "files"
    table = []
    first = 0.0
    for jobs in (1, 2):
        cost = run([*TQCHECK, "check", str(place), "--target-lang", "en", "--jobs", str(jobs), "--no-cache"])
        first = first or cost.wall
        table.append(
            [f"--jobs {jobs}", f"{words:,}", f"{cost.wall:.1f}", f"{cost.cpu:.1f}", f"{first / cost.wall:.2f}"]
        )
    return table
