"""tqcheck beside what a user would pick instead, on the same text, in one run.

    python -m benchmarks [--texts FOLDER] [--words N] [--most N] [--only PART,...] [--write]

Prints tables: cold start, words per second of every engine, the model beside ONNX Runtime and the machine's int8 peak,
growth with the text, one and two processes, and scores. Peers that are not installed are named (pip install
'.[benchmarks]'; hunspell comes from the system). CPU seconds are user and system time as the kernel counts them, and
the best of several turns, so that a machine with other work to do gives much the same numbers.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks import cold, growth, matrix, score, warm
from benchmarks.process import alone
from benchmarks.texts import ARTICLE, paragraphs

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
PARTS = ("cold", "warm", "matrix", "growth", "processes", "score")
_BEGIN, _END = "<!-- benchmarks -->", "<!-- /benchmarks -->"
_PEERS = (
    "numpy onnxruntime harper-py lingua-language-detector langdetect pycld2 py3langid translate-toolkit sacrebleu "
    "codespell"
).split()


def main() -> None:
    """Measure the parts that are wanted, print them, and write them into the manual if asked to."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="measure on the *.txt files of a folder (English)")
    parser.add_argument("--words", type=int, default=10_000, help="words for the warm engines (default %(default)s)")
    parser.add_argument(
        "--most", type=int, default=1_000_000, help="words of the largest text, such as 10000000 (default %(default)s)"
    )
    parser.add_argument("--times", type=int, default=3, help="turns of every cold start (default %(default)s)")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas (default: all)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    options = parser.parse_args()
    parts = options.only.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    if options.most < 1_000 or options.words < 1:
        parser.error("--most is 1000 or more, and --words 1 or more")
    try:
        alone(paragraphs, options.most if {"growth", "processes"} & set(parts) else options.words, options.texts)
    except ValueError as error:
        parser.error(str(error))
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        tables = [line for part in PARTS if part in parts for line in _part(part, options, Path(folder))]
    tables.append(f"\n{time.perf_counter() - begun:.0f} s in all.")
    print(tables[-1])
    if options.write:
        _write([*_machine(), *tables])
        print(f"\n{PAGE}: written")


def _part(part: str, options: argparse.Namespace, folder: Path) -> list[str]:
    """The lines of a part, which are printed as soon as they are there."""
    missing: list[str] = []
    lines: list[str]
    if part == "cold":
        text = folder / "article.txt"
        text.write_text(ARTICLE.read_text("utf-8"), "utf-8")
        text.with_suffix(".po").write_text(warm.po(text.read_text("utf-8").split("\n\n")), "utf-8")
        rows, missing = cold.rows(text, options.times)
        lines = _table(
            "Cold start to the first report, on the article",
            ("", "wall s", "CPU s", "CPU to tqcheck's", "peak MB"),
            rows,
        )
    elif part == "warm":
        rows, missing = warm.rows(alone(paragraphs, options.words, options.texts))
        lines = _table(
            f"Words per CPU second on one core, warm, {options.words:,} words",
            ("part", "engine", "words/s", "tqcheck is times as fast", "peak MB"),
            rows,
        )
    elif part == "matrix":
        title = "The model beside ONNX Runtime, and that beside int8 matrices, one core"
        try:
            rows = alone(matrix.rows, alone(paragraphs, min(options.words, 3_000), options.texts))
        except ImportError as error:
            rows, missing = [], [error.name or "onnx"]
        lines = _table(title, ("", "CPU s", "to the next line"), rows)
    elif part == "growth":
        rows = growth.rows(options.most, options.texts, folder)
        head = ("", "words", "CPU s", "words per CPU second beyond the line above", "peak MB")
        lines = _table("Growth with the text, one process", head, rows)
    elif part == "processes":
        rows = growth.processes(min(50_000, options.most), options.texts, folder)
        lines = _table("One and two processes, model included", ("", "words", "wall s", "CPU s", "times as fast"), rows)
    else:
        title = f"Scores of {score.SEGMENTS:,} segments, from a cold start"
        lines = _table(title, ("", "CPU s"), score.rows(repeats=2))
    if missing:
        lines.append(f"\nNot installed, so not measured: {', '.join(dict.fromkeys(missing))}.")
    print("\n".join(lines), flush=True)
    return lines


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = ["", f"## {title}", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows)]


def _machine() -> list[str]:
    """Where and with what it was measured."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = []
    for name in _PEERS:
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=PAGE.parent, capture_output=True, text=True, check=False
    ).stdout.strip()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return [
        f"`python -m benchmarks {' '.join(argument for argument in sys.argv[1:])}`, {datetime.date.today():%Y-%m-%d}"
        f"{', commit ' + commit if commit else ''}: {_processor()}, {cores} cores, {platform.system()}, "
        f"Python {platform.python_version()}, load {load} at the end. `{', '.join(versions)}`."
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    found = dict(line.replace("\t", "").split(": ", 1) for line in lines if ": " in line)
    return found.get("model name", platform.machine())


def _write(lines: Sequence[str]) -> None:
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    PAGE.write_text(f"{before}{_BEGIN}\n" + "\n".join(lines) + f"\n{_END}{after}", "utf-8")


if __name__ == "__main__":
    main()
