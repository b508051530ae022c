"""What a finished run came to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tqcheck.corpus.formats.source import Source
from tqcheck.corpus.parts import Output, Record, total

_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """`sums` of all parts; `failures`, the first of them with their places in the input."""

    output: Path
    parts: int
    sums: Record
    failures: tuple[str, ...]

    @classmethod
    def of(cls, records: Sequence[Record], source: Source, output: Output) -> Self:
        return cls(
            output=output.path,
            parts=len(records),
            sums=total(list(records)),
            failures=tuple(_failures(records, source)),
        )

    @property
    def exit_status(self) -> int:
        """0: every row was judged; 2: some could not be."""
        return 2 if self.sums.failed else 0

    def named(self) -> Iterator[str]:
        """A line for each of the first failures, and one for the rest."""
        yield from self.failures[:_NAMED]
        if (more := self.sums.failed - len(self.failures[:_NAMED])) > 0:
            yield f"… and {more:,} more: the column tqcheck_failure has the reason of each"

    def lines(self) -> Iterator[str]:
        """The result in words."""
        sums = self.sums
        penalty = 1000 * sums.penalty / sums.words if sums.words else 0.0
        verdicts = f"{sums.kept:,} to keep, {sums.dropped:,} to drop, {sums.failed:,} failed"
        yield f"{sums.rows:,} rows, {sums.words:,} words: {verdicts}"
        number = sum(sums.issues.values())
        yield f"{number:,} issue{'' if number == 1 else 's'}, MQM-style penalty {penalty:.1f} per 1,000 words"
        yield f"{self.output} ({self.parts:,} part{'s' if self.parts != 1 else ''})"


def _failures(records: Sequence[Record], source: Source) -> Iterator[str]:
    before = source.before
    for record in records:
        for place, reason in record.failures:
            yield f"{source.path}: {source.place} {before + place:,}: {reason}"
        before += record.length
