"""What a corpus of any size costs: CPU time by number of rows, memory by size of the input, and what that comes to.

    python -m benchmarks.scale [--data FILE.tsv] [--rows N]

The data are tab-separated lines, whose last two cells are the source and the target; files ending in .xz are unpacked.
They are repeated, with a number before every sentence, until there are enough. Every line of the tables is a `tqcheck
corpus` of its own with one process. CPU seconds are user and system time of that process as the kernel counts them, so
that a machine with other work to do gives much the same numbers; the cost of a million words is the slope between the
smallest and the largest input, in which starting cancels out. Memory is the largest resident set.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

DEFAULT = Path(__file__).resolve().parents[2] / "shared/data/parallel/pud.es-en.tsv.xz"
OPTIONS = ("--source-column", "source", "--target-column", "target", "--jobs", "1")
CHEAP = ("--no-model", "--select", "double-space")
"""So little work for a row that reading and writing are what is measured."""


class Cost(NamedTuple):
    """Of a run: the words of its targets, CPU seconds, peak memory in MB."""

    words: int
    cpu: float
    peak: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT)
    parser.add_argument("--rows", type=int, default=2000, help="of the largest input whose CPU time is measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        costs(options.data, options.rows, Path(folder))
        memory(options.data, options.rows, Path(folder))
        planning(options.data, options.rows, Path(folder))


def costs(data: Path, most: int, folder: Path) -> None:
    """By number of rows, with and without the grammar model."""
    print("| | rows | words | CPU s | CPU s per million words | words per CPU second |\n|---|---|---|---|---|---|")
    for name, more in (("everything on", ()), ("without the grammar model", ("--no-model",))):
        runs = [(rows, run(jsonl(data, rows, folder), *more)) for rows in (most // 8, most // 4, most // 2, most)]
        (_, first), (_, last) = runs[0], runs[-1]
        for rows, cost in runs:
            print(f"| {name} | {rows:,} | {cost.words:,} | {cost.cpu:.1f} | | |")
        each = (last.cpu - first.cpu) / (last.words - first.words)
        print(f"| **{name}, slope** | | | | **{1e6 * each:,.0f}** | **{1 / each:,.0f}** |")
        print(f"| a billion words | | | {1e9 * each:,.0f} | = {1e9 * each / 3600:,.0f} core hours | |", flush=True)


def memory(data: Path, most: int, folder: Path) -> None:
    """By size of the input."""
    print("\n| input | MB | rows | CPU s per million rows | peak MB |\n|---|---|---|---|---|")
    for make in (jsonl, tsv, tmx, parquet):
        for rows in (5 * most, 20 * most):
            path = make(data, rows, folder)
            cost = run(path, *CHEAP)
            size = path.stat().st_size / 1e6
            print(
                f"| {path.suffix} | {size:.0f} | {rows:,} | {1e6 * cost.cpu / rows:.0f} | {cost.peak:.0f} |", flush=True
            )


def planning(data: Path, most: int, folder: Path) -> None:
    """The pass over a TMX file before its units are read."""
    from tqcheck.corpus import Columns
    from tqcheck.corpus.formats import opened

    path = tmx(data, 20 * most, folder)
    begun = time.process_time()
    chunks = sum(1 for _ in opened(path, Columns(target="target")).chunks(4_000_000))
    size, seconds = path.stat().st_size / 1e6, time.process_time() - begun
    print(f"\nCutting up a TMX file of {size:.0f} MB into {chunks} chunks: {size / seconds:.0f} MB per CPU second")


def run(path: Path, *more: str) -> Cost:
    """One `tqcheck corpus`, into a folder that is removed."""
    options = OPTIONS if path.suffix != ".tmx" else OPTIONS[4:]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out"
        command = [sys.executable, "-m", "tqcheck", "corpus", str(path), "--output", str(output), *options, *more]
        with open(os.devnull, "w") as nowhere:
            process = os.posix_spawn(
                sys.executable, command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1)]
            )
        _, status, used = os.wait4(process, 0)
        if status:
            sys.exit(f"{' '.join(command)} failed ({os.waitstatus_to_exitcode(status)})")
        parts = json.loads((output / "_manifest.json").read_text())["parts"]
    peak = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Cost(sum(part["words"] for part in parts), used.ru_utime + used.ru_stime, peak)


def pairs(data: Path, number: int) -> Iterator[tuple[str, str]]:
    """So many sources and targets."""

    def repeated() -> Iterator[tuple[str, str]]:
        with lzma.open(data, "rt", encoding="utf-8") if data.suffix == ".xz" else data.open(encoding="utf-8") as file:
            lines = [line.rstrip("\n").split("\t")[-2:] for line in file]
        at = 0
        while True:
            for source, target in lines:
                at += 1
                yield f"{at}. {source}", f"{at}. {target}"

    return islice(repeated(), number)


def jsonl(data: Path, rows: int, folder: Path) -> Path:
    path = folder / "in.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for source, target in pairs(data, rows):
            file.write(json.dumps({"source": source, "target": target}, ensure_ascii=False) + "\n")
    return path


def tsv(data: Path, rows: int, folder: Path) -> Path:
    path = folder / "in.tsv"
    with path.open("w", encoding="utf-8") as file:
        file.write("source\ttarget\n")
        file.writelines(f"{source}\t{target}\n" for source, target in pairs(data, rows))
    return path


def tmx(data: Path, rows: int, folder: Path) -> Path:
    from xml.sax.saxutils import escape

    path = folder / "in.tmx"
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="es"/><body>\n')
        for source, target in pairs(data, rows):
            file.write(f'<tu><tuv xml:lang="es"><seg>{escape(source)}</seg></tuv>')
            file.write(f'<tuv xml:lang="en"><seg>{escape(target)}</seg></tuv></tu>\n')
        file.write("</body></tmx>\n")
    return path


def parquet(data: Path, rows: int, folder: Path) -> Path:
    import pyarrow as pa
    from pyarrow import parquet as pq

    path = folder / "in.parquet"
    schema = pa.schema([("source", pa.string()), ("target", pa.string())])
    with pq.ParquetWriter(path, schema) as writer:
        found = pairs(data, rows)
        while batch := list(islice(found, 10_000)):
            writer.write_table(
                pa.table(dict(zip(schema.names, map(list, zip(*batch, strict=True)), strict=True)), schema)
            )
    return path


if __name__ == "__main__":
    main()
