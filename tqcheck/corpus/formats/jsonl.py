"""JSON Lines: an object a line, passed on as it stands with the added fields at its end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO, Any

from tqcheck.corpus.formats.lines import Lines
from tqcheck.corpus.formats.source import Batch, Chunk
from tqcheck.corpus.rows import ADDED, PREFIX, Row, row


class JsonLines(Lines):
    """A line that is no object becomes one, with its text as `tqcheck_line`. Blank lines are left out."""

    suffix = ".jsonl"

    def read(self, chunk: Chunk) -> Batch:
        batch = Batch(records=[])
        for number, line in self.lines(chunk):
            batch.length = number
            if line.strip():
                found, record = self._row(line)
                batch.rows.append(found)
                batch.records.append(record)
                batch.places.append(number)
        return batch

    def write(self, batch: Batch, values: Sequence[dict[str, Any]], stream: IO[bytes]) -> None:
        for record, added in zip(batch.records, values, strict=True):
            object = record.rstrip()[:-1].rstrip()
            comma = b"" if object.endswith(b"{") else b", "
            stream.write(object + comma + json.dumps(added, ensure_ascii=False).encode()[1:] + b"\n")

    def _row(self, line: bytes) -> tuple[Row, bytes]:
        """A row, and the object that it stands in."""
        try:
            record = json.loads(line.decode())
            if not isinstance(record, dict):
                raise ValueError("not an object")
        except (ValueError, RecursionError) as error:
            return _broken(line, f"not a line of JSON: {error}")
        if taken := [name for name in ADDED if name in record]:
            return _broken(line, f"there is a field {taken[0]!r} already: rename it")
        return row({role: record.get(name) for role, name in self.columns.named.items()}), line


def _broken(line: bytes, failure: str) -> tuple[Row, bytes]:
    text = line.decode("utf-8", "backslashreplace")
    return Row(failure=failure), json.dumps({f"{PREFIX}line": text}, ensure_ascii=False).encode()
