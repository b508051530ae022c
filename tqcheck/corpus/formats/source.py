"""What an input is: a plan of chunks that can be read one by one, anywhere, in any order."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

from tqcheck.corpus.rows import ADDED, Columns, Row
from tqcheck.errors import TqcheckError


class Chunk(NamedTuple):
    """A stretch of the input, half-open, in bytes (of Parquet: in rows). Its part of the output has its number."""

    number: int
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class Batch:
    """The rows of a chunk, with the `records` that they came from, which the output repeats.

    `places`: in which line (or row, or unit) of the chunk each stands, from 1; `length`: how many the chunk has.
    """

    rows: list[Row] = field(default_factory=list)
    records: Any
    places: list[int] = field(default_factory=list)
    length: int = 0


class Source(ABC):
    """An input file. `suffix`: of its output. `place`: what rows are counted in, from `before` + 1."""

    suffix: str
    place: str = "line"
    before: int = 0
    own_columns: bool = False
    """Whether the format itself says what is source and what is target."""

    def __init__(self, path: Path, columns: Columns, *, heading: bool = True, details: bool = False) -> None:
        """`heading`: whether the first line of a table names its columns. `details`: how issues are written."""
        self.path = path
        self.columns = columns

    @property
    @abstractmethod
    def total(self) -> int:
        """The size of the input in what chunks are counted in."""

    @abstractmethod
    def chunks(self, size: int) -> Iterator[Chunk]:
        """The whole input in chunks of about `size` bytes: always the same, and none of them empty."""

    @abstractmethod
    def read(self, chunk: Chunk) -> Batch: ...

    @abstractmethod
    def write(self, batch: Batch, values: Sequence[dict[str, Any]], stream: IO[bytes]) -> None:
        """A part of the output: the records of a batch with the values of the added columns."""

    @abstractmethod
    def join(self, parts: Iterator[Path], stream: IO[bytes]) -> None:
        """All parts as one file."""

    def found(self, headings: Sequence[str]) -> dict[str, int]:
        """Where the columns stand among the headings, by what they hold. Raises TqcheckError."""
        taken = [name for name in ADDED if name in headings]
        if taken:
            raise TqcheckError(
                f"{self.path}: there is a column {taken[0]!r} already: rename it, it would be overwritten"
            )
        at = {}
        for role, name in self.columns.named.items():
            if name in headings:
                at[role] = headings.index(name)
            else:
                raise TqcheckError(f"{self.path}: there is no column {name!r}; there are {', '.join(headings)}")
        return at
