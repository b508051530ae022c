"""Files with a row a line: a chunk is a range of bytes, and a line belongs to the chunk that it begins in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from tqcheck.corpus.formats.source import Chunk, Source
from tqcheck.errors import UnreadableFile

LONGEST_LINE = 16_000_000
"""Bytes. A file with a longer line is not what its suffix says, and would not fit in memory."""
_MARK = b"\xef\xbb\xbf"


class Lines(Source):
    """`begin`: the byte at which the rows begin."""

    begin = 0

    @property
    def total(self) -> int:
        return self.path.stat().st_size

    def chunks(self, size: int) -> Iterator[Chunk]:
        for number, start in enumerate(range(self.begin, self.total, size)):
            yield Chunk(number, start, min(start + size, self.total))

    def lines(self, chunk: Chunk) -> Iterator[tuple[int, bytes]]:
        """The lines that begin in a chunk, without their ends, numbered from 1. A byte order mark is left out."""
        with self.path.open("rb") as file:
            file.seek(chunk.start)
            if chunk.start > self.begin:
                file.seek(chunk.start - 1)
                while (piece := file.readline(LONGEST_LINE)) and not piece.endswith(b"\n"):
                    pass
            number, at = 0, file.tell()
            while at < chunk.end and (line := file.readline(LONGEST_LINE)):
                if len(line) == LONGEST_LINE:
                    raise UnreadableFile(
                        f"{self.path}: the line at byte {at} is longer than {LONGEST_LINE:,} bytes; a row stands on a "
                        "line of its own"
                    )
                number += 1
                at += len(line)
                yield number, line.removeprefix(_MARK if at == len(line) else b"").rstrip(b"\r\n")

    def join(self, parts: Iterator[Path], stream: IO[bytes]) -> None:
        for part in parts:
            with part.open("rb") as file:
                copyfileobj(file, stream)
