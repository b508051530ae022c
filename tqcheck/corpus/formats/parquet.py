"""Parquet: all columns are passed on as they are, with the added ones; a chunk is a range of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from tqcheck.corpus import arrow
from tqcheck.corpus.formats.source import Batch, Chunk, Source
from tqcheck.corpus.rows import Columns

_ROWS = 1024
"""Rows that are decoded at a time."""


class Parquet(Source):
    """Parts are compressed with Zstandard. The joined file has a row group for each part."""

    suffix = ".parquet"
    place = "row"

    def __init__(self, path: Path, columns: Columns, *, heading: bool = True, details: bool = False) -> None:
        super().__init__(path, columns, heading=heading, details=details)
        with self._file() as file:
            self._schema = file.schema_arrow
            self.found(self._schema.names)
            arrow.texts(self._schema, columns, path)
        self._added = arrow.schema(self._schema, details=details)

    @property
    def total(self) -> int:
        with self._file() as file:
            return int(file.metadata.num_rows)

    def chunks(self, size: int) -> Iterator[Chunk]:
        with self._file() as file:
            groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
        total = sum(group.num_rows for group in groups)
        row_bytes = sum(group.total_byte_size for group in groups) / max(total, 1)
        rows = max(1, round(size / max(row_bytes, 1)))
        for number, start in enumerate(range(0, total, rows)):
            yield Chunk(number, start, min(start + rows, total))

    def read(self, chunk: Chunk) -> Batch:
        table = arrow.table(self._batches(chunk), self._schema)
        length = chunk.end - chunk.start
        rows = arrow.rows(table, self.columns)
        return Batch(rows=rows, records=table, places=list(range(1, length + 1)), length=length)

    def write(self, batch: Batch, values: Sequence[dict[str, Any]], stream: IO[bytes]) -> None:
        with arrow.writer(stream, self._added) as writer:
            writer.write_table(arrow.extended(batch.records, values, self._added))

    def join(self, parts: Iterator[Path], stream: IO[bytes]) -> None:
        with arrow.writer(stream, self._added) as writer:
            for part in parts:
                writer.write_table(arrow.read(part))

    def _batches(self, chunk: Chunk) -> Iterator[Any]:
        """The rows of a chunk, from the row groups that hold them."""
        with self._file() as file:
            start = 0
            for number in range(file.num_row_groups):
                end = start + file.metadata.row_group(number).num_rows
                if start < chunk.end and chunk.start < end:
                    at = start
                    for batch in file.iter_batches(_ROWS, row_groups=[number]):
                        first, last = max(at, chunk.start), min(at + len(batch), chunk.end)
                        if first < last:
                            yield batch.slice(first - at, last - first)
                        at += len(batch)
                        if at >= chunk.end:
                            break
                start = end

    def _file(self) -> Any:
        return arrow.opened(self.path)
