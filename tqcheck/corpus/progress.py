"""How far a run is, how fast, and how long it may still take: on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from tqcheck.corpus.parts import Record

_SECONDS = 30
"""Between two lines where standard error is no terminal; on a terminal there is one line, which changes."""


class Progress:
    """`total`: the size of the whole in what parts are counted in."""

    def __init__(self, total: int) -> None:
        self._total = max(total, 1)
        self._done = self._new = self._rows = self._words = 0
        self._begun = self._shown = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def skip(self, record: Record) -> None:
        """A part was made by an earlier run."""
        self._done += record.end - record.start
        self._rows += record.rows

    def add(self, record: Record) -> None:
        """A part is done."""
        self._new += record.end - record.start
        self._done += record.end - record.start
        self._rows += record.rows
        self._words += record.words
        now = time.monotonic()
        if sys.stderr.isatty():
            print(f"\r\x1b[K{self._line(now)}", end="", file=sys.stderr, flush=True)
        elif now - self._shown >= _SECONDS:
            self._shown = now
            print(self._line(now), file=sys.stderr, flush=True)

    def _line(self, now: float) -> str:
        seconds = max(now - self._begun, 1e-9)
        left = (self._total - self._done) * seconds / max(self._new, 1)
        return (
            f"{self._done / self._total:.1%} · {self._rows:,} rows · {self._words / seconds:,.0f} words/s · "
            f"about {_spoken(left)} to go"
        )


def _spoken(seconds: float) -> str:
    minutes, hours, days = seconds / 60, seconds / 3600, seconds / 86400
    if minutes < 1:
        return f"{seconds:.0f} s"
    if hours < 1:
        return f"{minutes:.0f} min"
    return f"{hours:.0f} h {minutes % 60:.0f} min" if days < 1 else f"{days:.1f} days"
