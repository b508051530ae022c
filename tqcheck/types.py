"""The words of the domain: documents, segments, spans, issues.

All offsets are half-open, counted in Unicode code points from 0; lines and columns count from 1.
All objects are frozen and built with keyword arguments.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class Severity(StrEnum):
    """MQM severities, with the penalty points of the MQM scoring model. Each equals its name, such as "minor"."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def penalty(self) -> int:
        return {"neutral": 0, "minor": 1, "major": 5, "critical": 25}[self.value]

    def __lt__(self, other: str) -> bool:
        return self.penalty < Severity(other).penalty

    def __le__(self, other: str) -> bool:
        return self.penalty <= Severity(other).penalty

    def __gt__(self, other: str) -> bool:
        return self.penalty > Severity(other).penalty

    def __ge__(self, other: str) -> bool:
        return self.penalty >= Severity(other).penalty


CATEGORIES = frozenset(
    {
        "accuracy/addition",
        "accuracy/mistranslation",
        "accuracy/omission",
        "accuracy/untranslated",
        "design/length",
        "linguistic-conventions/grammar",
        "linguistic-conventions/punctuation",
        "linguistic-conventions/spelling",
        "locale-conventions/currency-format",
        "locale-conventions/date-format",
        "locale-conventions/number-format",
        "locale-conventions/time-format",
        "linguistic-conventions/unintelligible",
        "markup/accelerator",
        "markup/escape",
        "markup/link",
        "markup/placeholder",
        "markup/tag",
        "markup/white-space",
        "other/silence",
        "other/unfinished",
        "style/unidiomatic",
        "terminology/inconsistent",
        "terminology/wrong-term",
    }
)
"""Issue categories: MQM dimension/type, https://themqm.org/the-mqm-full-typology/."""


class Span(NamedTuple):
    """Half-open range of code points."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Ranges:
    """Spans in which others are looked for again and again, each in the time of a binary search."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._apart: list[Span] = []
        for span in sorted(spans):
            if self._apart and span.start < self._apart[-1].end:
                self._apart[-1] = Span(self._apart[-1].start, max(span.end, self._apart[-1].end))
            else:
                self._apart.append(span)

    def overlap(self, span: Span) -> bool:
        """Whether one of them does."""
        before = bisect_left(self._apart, span.end, key=lambda one: one.start)
        return before > 0 and self._apart[before - 1].end > span.start


class Run(NamedTuple):
    """A stretch of a segment's text and where it stands in the file.

    Equal lengths: position by position. Different lengths (an entity, an escape): as one piece.
    """

    start: int
    end: int
    file_start: int
    file_end: int


def place(runs: Sequence[Run], span: Span) -> Span:
    """The file's range for a range of a text that is made of `runs`, of which there is at least one."""
    first = runs[_run_at(runs, span.start)]
    last = runs[_run_at(runs, max(span.start, span.end - 1))]
    start = first.file_start
    if first.end - first.start == first.file_end - first.file_start:
        start += span.start - first.start
    end = last.file_end
    if last.end - last.start == last.file_end - last.file_start:
        end -= last.end - span.end
    return Span(start, max(start, end))


def _run_at(runs: Sequence[Run], position: int) -> int:
    found = bisect_right(runs, position, key=lambda run: run.start) - 1
    return min(max(found, 0), len(runs) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A translation unit, or a paragraph of running text, free of markup.

    `runs` are recorded while reading and cover `text` from 0 to its length without gaps.
    `opaque` are the parts of `text` which are not prose: code, placeholders, tags. `kind` is
    "paragraph", "heading", "item" (of a list), "cell" (of a table) or "unit".

    Of a translation unit also: `source`, the original, None where the file has none, and `source_runs`, where it stands
    in the same file (none where it stands in another, or nobody recorded it); `state` as the format calls it
    ("fuzzy", "needs-review"); `plural`, the CLDR category that this form is for; `max_length` in characters;
    `comment`, what the file tells the translator; `syntaxes`, the kinds of placeholders that may be in it.
    """

    id: str
    text: str
    runs: tuple[Run, ...]
    opaque: tuple[Span, ...] = ()
    kind: str = "paragraph"
    source: str | None = None
    source_runs: tuple[Run, ...] = ()
    state: str | None = None
    plural: str | None = None
    max_length: int | None = None
    comment: str = ""
    syntaxes: tuple[str, ...] = ()

    def in_file(self, span: Span) -> Span:
        """The file's range for a range of `text`."""
        return place(self.runs, span)

    def source_in_file(self, span: Span) -> Span:
        """The file's range for a range of `source`, which has `source_runs`."""
        return place(self.source_runs, span)

    @property
    def prose(self) -> str:
        """`text` without its opaque parts."""
        kept, at = [], 0
        for span in sorted(self.opaque):
            kept.append(self.text[at : span.start])
            at = max(at, span.end)
        return "".join([*kept, self.text[at:]])


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file (or text), read: its segments in the order of the file.

    `continuous` says that neighbouring segments are paragraphs of one text, not unrelated units. A file with
    several target languages is a document each. `notes` say what the reader left out or could not do.
    """

    path: str
    format: str
    text: str
    segments: tuple[Segment, ...]
    continuous: bool = True
    source_lang: str | None = None
    target_lang: str | None = None
    notes: tuple[str, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", self.text))]

    def line_and_column(self, position: int) -> tuple[int, int]:
        """Line and column, both from 1, of a position in the file's text."""
        line = bisect_right(self._line_starts, position)
        return line, position - self._line_starts[line - 1] + 1

    def line(self, number: int) -> Span:
        """Where line `number` (from 1) stands, its line break excluded."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """What a grammar model marks, in the offsets of the text it was given: whole words."""

    start: int
    end: int
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check reports, in the offsets of a segment's own text.

    `in_source`: the offsets are those of the segment's source, where what was left out stands.
    `end_segment` is given when the span ends in a later segment; `end` then counts in that one.
    `severity` overrides the check's own.
    """

    segment: Segment
    start: int
    end: int
    message: str
    suggestions: tuple[str, ...] = ()
    severity: Severity | None = None
    confidence: float = 1.0
    language: str | None = None
    in_source: bool = False
    end_segment: Segment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something found in a document that may be an error, placed in the file's text.

    `in_source`: `segment_start` and `segment_end` count in the unit's source, because the target lacks something.
    """

    rule: str
    category: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    quote: str
    message: str
    suggestions: tuple[str, ...] = ()
    confidence: float = 1.0
    language: str | None = None
    segment_id: str
    segment_start: int
    segment_end: int
    fingerprint: str
    in_source: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that could not be checked, and what to do about it."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDocument:
    """A document's part of the report; its text is kept for reporters that show it.

    `issues` are those that count; `accepted` those that the baseline holds, `silenced` those that the file itself
    says to pass over. `fail_on`: the least severity that fails the gate here, None for never.
    `notes` say what was left out or guessed, so that silence is never mistaken for a clean bill.
    """

    document: Document
    words: int
    issues: tuple[Issue, ...]
    accepted: tuple[Issue, ...] = ()
    silenced: tuple[Issue, ...] = ()
    fail_on: Severity | None = Severity.MAJOR
    likely_sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        return sum(issue.severity is severity for issue in self.issues)

    @property
    def penalty_per_1000_words(self) -> float:
        """MQM-style penalty points (0, 1, 5, 25 by severity) for each 1,000 words of this document."""
        return _per_1000_words(self.issues, self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a file: its documents, what of it could not be checked, and the models that read it.

    `seconds`: what was done, and how long it took.
    """

    documents: tuple[CheckedDocument, ...] = ()
    failures: tuple[Failure, ...] = ()
    models: frozenset[str] = frozenset()
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A system's score by one metric, as sacrebleu gives it; `signature` is what one needs to get it again.

    `mean` and `ci` of bootstrap resamples: the 95 % interval is mean ± ci. `p_value` of the paired test against
    the baseline. `segment_signature`: the settings of the segments' own scores (BLEU's differ: eff:yes).
    """

    metric: str
    value: float
    signature: str
    segment_signature: str
    mean: float | None = None
    ci: float | None = None
    p_value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredSegment:
    """A segment with its references, its scores by metric, and the MQM points of its issues if it was checked."""

    id: str
    line: int
    hypothesis: str
    references: tuple[str, ...]
    source: str | None = None
    scores: Mapping[str, float]
    penalty: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Kendall's tau-b of segments' penalties and scores: 1 when fewer points always go with a better score.

    `low` and `high` bound its 95 % interval.
    """

    metric: str
    tau: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """What one system (a file of hypotheses) scored; its segments in the order of the file."""

    path: str
    scores: tuple[Score, ...]
    segments: tuple[ScoredSegment, ...]
    by_id: bool
    agreement: tuple[Agreement, ...] = ()

    def score(self, metric: str) -> Score:
        return next(score for score in self.scores if score.metric == metric)

    def worst(self, number: int) -> list[ScoredSegment]:
        """So many segments, the lowest sentence chrF first."""
        return sorted(self.segments, key=lambda segment: segment.scores["chrF"])[:number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A bound on a score, what was measured, and whether it holds; `reason` is a sentence about it."""

    option: str
    path: str
    metric: str
    bound: float
    value: float
    passed: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Scores of systems against the same references, beside a baseline's if there is one.

    `paired` names the test against the baseline ("bs": bootstrap, "ar": approximate randomisation).
    """

    systems: tuple[System, ...]
    baseline: System | None = None
    paired: str = "bs"
    gates: tuple[Gate, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that a reporter needs, and the verdict: `verdict` says in one line whether it `passed`, and why.

    `baseline`: the file that told which issues are accepted; `stale`, its lines that no longer fit anything,
    `kept`, the others.
    """

    documents: tuple[CheckedDocument, ...]
    failures: tuple[Failure, ...]
    signature: str
    passed: bool
    verdict: str = ""
    fail_on: Severity | None = None
    max_penalty: float | None = None
    scores: Scores | None = None
    baseline: str | None = None
    stale: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        return sum(checked.words for checked in self.documents)

    @property
    def issues(self) -> Iterable[Issue]:
        return (issue for checked in self.documents for issue in checked.issues)

    def count(self, severity: Severity) -> int:
        return sum(issue.severity is severity for issue in self.issues)

    @property
    def penalty_per_1000_words(self) -> float:
        """MQM-style penalty points (0, 1, 5, 25 by severity) for each 1,000 words of all documents."""
        return _per_1000_words(self.issues, self.words)


def _per_1000_words(issues: Iterable[Issue], words: int) -> float:
    points = sum(issue.severity.penalty for issue in issues)
    return 1000 * points / words if words else 0.0
