"""The output while it is made: parts, each whole or not there, a record of each, and a manifest of the run."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from tqcheck.corpus.formats.source import Chunk, Source
from tqcheck.errors import TqcheckError

MOST_NAMED = 20
"""Failures of a part that its record names; all of them stand in the column of failures."""


_OF_FILES = frozenset([".csv", ".gz", ".json", ".jsonl", ".ndjson", ".parquet", ".tmx", ".tsv", ".txt", ".zst"])
"""Suffixes with which nobody means a folder."""


@dataclass(slots=True, kw_only=True)
class Record:
    """What is known of a part that is done. `length`: lines (or rows) of the input; `failures` count from its first.

    `issues` are counts by check, `size` is in bytes.
    """

    number: int
    start: int
    end: int
    size: int
    length: int
    rows: int = 0
    kept: int = 0
    failed: int = 0
    words: int = 0
    penalty: int = 0
    issues: dict[str, int] = field(default_factory=dict)
    failures: list[tuple[int, str]] = field(default_factory=list)

    @property
    def dropped(self) -> int:
        return self.rows - self.kept - self.failed


class Output:
    """Where a corpus goes: a folder of parts, or a file (its suffix says so) that is joined from them at the end.

    Until then the parts of a file stand in a folder beside it. What is done is what has a record, which is written
    after its part; all files are written under another name first. So whoever is killed, and whenever, what stands
    there is whole, and two that write the same part write the same bytes.
    """

    def __init__(self, path: Path, suffix: str) -> None:
        if path.suffix.lower() in _OF_FILES - {suffix}:
            raise TqcheckError(f"{path}: the output of this input is {suffix}: name it so, or name a folder")
        self.path = path
        self.is_file = path.suffix.lower() == suffix
        self.folder = path.with_name(f"{path.name}.parts") if self.is_file else path
        self.suffix = suffix

    @property
    def manifest(self) -> Path:
        """The manifest of a run that is finished."""
        return (
            self.path.with_name(f"{self.path.name}.manifest.json") if self.is_file else self.folder / "_manifest.json"
        )

    @property
    def _plan(self) -> Path:
        return self.folder / "_plan.json"

    @property
    def _records(self) -> Path:
        return self.folder / "_records"

    def part(self, number: int) -> Path:
        return self.folder / f"part-{number:06}{self.suffix}"

    def begin(self, plan: dict[str, Any], *, resume: bool) -> bool:
        """Make ready for a run, or to go on with one that was interrupted; False when it is finished already.

        Raises TqcheckError when something else stands there, or the interrupted run was another.
        """
        finished = self.manifest.is_file() and (self.path.exists() or not self.is_file)
        if resume and finished:
            _same(plan, _read(self.manifest)["plan"], self.path)
            return False
        if resume and self._plan.is_file():
            _same(plan, _read(self._plan), self.path)
            for left in self.folder.glob("*.writing"):
                left.unlink(missing_ok=True)
            return True
        if self._plan.is_file():
            raise TqcheckError(
                f"{self.path}: an unfinished run stands there: go on with --resume, or remove {self.folder}"
            )
        if self.path.exists() or (self.folder.exists() and any(self.folder.iterdir())):
            raise TqcheckError(f"{self.path}: this is there already; remove it, or give the output another name")
        try:
            self._records.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TqcheckError(f"{self.folder}: cannot be made: {error.strerror}") from None
        self._write_json(self._plan, plan)
        return True

    def done(self, chunk: Chunk) -> Record | None:
        """The record of a chunk's part, None if it has to be made."""
        try:
            record = Record(**_read(self._record(chunk.number)))
            same = (record.start, record.end) == (chunk.start, chunk.end)
            return record if same and self.part(chunk.number).stat().st_size == record.size else None
        except FileNotFoundError:
            return None

    def write(self, record: Record, fill: Callable[[IO[bytes]], None]) -> None:
        """A part, then its record."""
        with self._writing(self.part(record.number)) as stream:
            fill(stream)
            record.size = stream.tell()
        self._write_json(self._record(record.number), asdict(record))

    def finish(self, plan: dict[str, Any], source: Source, records: list[Record]) -> None:
        """Join the parts if a file is wanted, write the manifest, and clear away what was needed to go on."""
        if self.is_file:
            with self._writing(self.path) as stream:
                source.join((self.part(record.number) for record in records), stream)
        self._write_json(self.manifest, {"plan": plan, "parts": [asdict(record) for record in records]})
        if self.is_file:
            shutil.rmtree(self.folder)
        else:
            shutil.rmtree(self._records)
            self._plan.unlink()

    def finished(self) -> list[Record]:
        """The records of a run that is finished."""
        return [Record(**record) for record in _read(self.manifest)["parts"]]

    def _record(self, number: int) -> Path:
        return self._records / f"{number:06}.json"

    def _write_json(self, path: Path, value: Any) -> None:
        with self._writing(path) as stream:
            stream.write(json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")

    @contextmanager
    def _writing(self, path: Path) -> Iterator[IO[bytes]]:
        """A file that takes its name once it is whole and on the disk."""
        beside = path.with_name(f"{path.name}.{socket.gethostname()}.{os.getpid()}.writing")
        try:
            with beside.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise TqcheckError(
                f"{path}: cannot be written: {error.strerror}; what is done is kept for --resume"
            ) from None
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def total(records: list[Record]) -> Record:
    """The sums of all parts, without the failures' names."""
    counts: Counter[str] = Counter()
    for record in records:
        counts.update(record.issues)
    sums = {
        name: sum(getattr(record, name) for record in records)
        for name in ("size", "length", "rows", "kept", "failed", "words", "penalty")
    }
    return Record(number=len(records), start=0, end=0, issues=dict(counts.most_common()), **sums)


def fingerprint(path: Path) -> dict[str, Any]:
    """What tells an input from another: its size, and a digest of its first and last megabyte."""
    size = path.stat().st_size
    digest = hashlib.sha256()
    with path.open("rb") as file:
        digest.update(file.read(1 << 20))
        file.seek(max(0, size - (1 << 20)))
        digest.update(file.read())
    return {"name": path.name, "bytes": size, "digest": digest.hexdigest()[:16]}


def _same(plan: dict[str, Any], before: dict[str, Any], path: Path) -> None:
    """Raises TqcheckError when a run was another."""
    before = dict(before)
    for key, value in json.loads(json.dumps(plan)).items():
        if before.get(key) != value:
            raise TqcheckError(
                f"{path}: the interrupted run had another {key} ({before.get(key)}, now {value}); "
                "run as before, or remove what it left"
            )


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
