"""Tab-separated values as corpora have them: a row a line, no quoting, each line passed on with the added cells."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any

from tqcheck.corpus.formats.lines import LONGEST_LINE, Lines
from tqcheck.corpus.formats.source import Batch, Chunk
from tqcheck.corpus.rows import ADDED, Columns, Row, row


class Tsv(Lines):
    """With `heading`, the first line names the columns, and so does that of each part; without, they have numbers."""

    suffix = ".tsv"

    def __init__(self, path: Path, columns: Columns, *, heading: bool = True, details: bool = False) -> None:
        super().__init__(path, columns, heading=heading, details=details)
        with path.open("rb") as file:
            first = file.readline(LONGEST_LINE)
        self._cells = first.decode("utf-8-sig", "replace").rstrip("\r\n").split("\t")
        self._heading = heading
        if heading:
            self.begin, self.before = len(first), 1
            self._at = self.found(self._cells)
        else:
            self._at = self.found([str(number) for number, _ in enumerate(self._cells, 1)])

    def read(self, chunk: Chunk) -> Batch:
        batch = Batch(records=[])
        for number, line in self.lines(chunk):
            batch.length = number
            if line.strip():
                found, cells = self._row(line)
                batch.rows.append(found)
                batch.records.append(b"\t".join(cells))
                batch.places.append(number)
        return batch

    def write(self, batch: Batch, values: Sequence[dict[str, Any]], stream: IO[bytes]) -> None:
        if self._heading:
            stream.write("\t".join([*self._cells, *ADDED]).encode() + b"\n")
        for record, added in zip(batch.records, values, strict=True):
            cells = "\t".join(map(_cell, added.values()))
            stream.write(record + b"\t" + cells.encode() + b"\n")

    def join(self, parts: Iterator[Path], stream: IO[bytes]) -> None:
        for number, part in enumerate(parts):
            with part.open("rb") as file:
                if self._heading and number:
                    file.readline()
                copyfileobj(file, stream)

    def _row(self, line: bytes) -> tuple[Row, list[bytes]]:
        cells = line.split(b"\t")
        wanted = len(self._cells)
        if len(cells) != wanted:
            failure = f"{len(cells)} cells, where there should be {wanted}"
            kept = [*cells[: wanted - 1], b" ".join(cells[wanted - 1 :])] if len(cells) > wanted else cells
            return Row(failure=failure), kept + [b""] * (wanted - len(kept))
        try:
            return row({role: cells[at].decode() for role, at in self._at.items()}), cells
        except UnicodeDecodeError as error:
            return Row(failure=f"not valid UTF-8 (byte {error.start} of a cell)"), cells


def _cell(value: Any) -> str:
    """A value in a cell: nothing for None, IDs with commas between them, JSON for what has structure."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ",".join(value)
    if isinstance(value, list | bool):
        return json.dumps(value, ensure_ascii=False)
    return " ".join(str(value).split())
