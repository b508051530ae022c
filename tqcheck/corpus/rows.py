"""The pure function: a batch of rows in, what is found in each out. A row is judged alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tqcheck import api
from tqcheck.config import Config
from tqcheck.errors import TqcheckError
from tqcheck.files.format import LONGEST_SEGMENT
from tqcheck.types import CheckedDocument, Document, Issue, Run, Segment, Severity, Span

PREFIX = "tqcheck_"
"""What the names of the added columns begin with."""
_SURE = 0.5
"""The least confidence with which a row's language is taken as detected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns of the input hold what; None for what it doesn't have."""

    target: str
    source: str | None = None
    target_lang: str | None = None
    source_lang: str | None = None

    @property
    def named(self) -> dict[str, str]:
        """The columns by what they hold, without those that the input lacks."""
        pairs = {
            "target": self.target,
            "source": self.source,
            "target_lang": self.target_lang,
            "source_lang": self.source_lang,
        }
        return {role: name for role, name in pairs.items() if name is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Which rows to keep: none with an issue at or above `drop_on`, none above `max_penalty` points per 1,000 words."""

    drop_on: Severity | None = Severity.MAJOR
    max_penalty: float | None = None

    def keeps(self, issues: Iterable[Issue], penalty: int, words: int) -> bool:
        if self.drop_on is not None and any(self.drop_on <= issue.severity for issue in issues):
            return False
        return self.max_penalty is None or 1000 * penalty <= self.max_penalty * max(words, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A translation unit. Languages are BCP 47 tags; `opaque` are the parts of `target` that are known to be code.

    `failure` says why it can't be checked, when that is clear from reading it.
    """

    target: str = ""
    source: str | None = None
    target_lang: str | None = None
    source_lang: str | None = None
    opaque: tuple[Span, ...] = ()
    failure: str | None = None


def row(fields: Mapping[str, Any]) -> Row:
    """A row from what its columns hold, by role; a text that is missing, or is none, makes it a failure."""
    for role, value in fields.items():
        if isinstance(value, bytes):
            return Row(failure=f"the {_NAMES[role]} is not valid UTF-8")
        if not isinstance(value, str) and (value is not None or role in ("target", "source")):
            what = "missing" if value is None else f"{type(value).__name__} rather than text"
            return Row(failure=f"the {_NAMES[role]} is {what}")
    return Row(
        target=fields["target"],
        source=fields.get("source"),
        target_lang=fields.get("target_lang") or None,
        source_lang=fields.get("source_lang") or None,
    )


_NAMES = {
    "target": "target",
    "source": "source",
    "target_lang": "target language",
    "source_lang": "source language",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What a row gets: the values of the added columns, in their order.

    `penalty` are MQM points, `words` those of the target. The languages are those detected in the row itself, None
    where it is too short to tell. `keep` is None when the row could not be checked in full; `failure` then says why.
    """

    issues: tuple[Issue, ...] = ()
    penalty: int = 0
    words: int = 0
    source_lang: str | None = None
    target_lang: str | None = None
    keep: bool | None = None
    failure: str | None = None


ADDED = tuple(PREFIX + name for name in Annotation.__slots__)
"""The names of the added columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """Annotates batches of rows. The same row gives the same annotation in any batch, process or machine.

    `config`: its target and source language hold for all rows that don't say theirs; without them each row's own are
    detected. `details`: whether issues are written out in full, rather than as the IDs of their checks.
    """

    columns: Columns
    config: Config = field(default_factory=Config)
    rule: Rule = field(default_factory=Rule)
    details: bool = False

    def annotations(self, rows: Iterable[Row]) -> list[Annotation]:
        return [self._annotation(row) for row in rows]

    def written(self, annotation: Annotation) -> dict[str, Any]:
        """The values of the added columns as JSON has them, by name."""
        issues = [_details(issue) if self.details else issue.rule for issue in annotation.issues]
        values = (
            issues,
            annotation.penalty,
            annotation.words,
            annotation.source_lang,
            annotation.target_lang,
            annotation.keep,
            annotation.failure,
        )
        return dict(zip(ADDED, values, strict=True))

    def _annotation(self, row: Row) -> Annotation:
        if row.failure is not None:
            return Annotation(failure=row.failure)
        if len(row.target) > LONGEST_SEGMENT or len(row.source or "") > LONGEST_SEGMENT:
            return Annotation(failure=f"more than {LONGEST_SEGMENT:,} characters; this is data rather than prose")
        try:
            checked, reasons = self._checked(row)
        except TqcheckError as error:
            return Annotation(failure=str(error))
        except Exception as error:
            return Annotation(failure=f"the row crashed ({type(error).__name__}: {error}). Please report this")
        penalty = sum(issue.severity.penalty for issue in checked.issues)
        return Annotation(
            issues=checked.issues,
            penalty=penalty,
            words=checked.words,
            source_lang=_detected(row.source),
            target_lang=_detected(row.target),
            keep=None if reasons else self.rule.keeps(checked.issues, penalty, checked.words),
            failure="; ".join(reasons) or None,
        )

    def _checked(self, row: Row) -> tuple[CheckedDocument, list[str]]:
        config = self.config.override(target_lang=row.target_lang, source_lang=row.source_lang)
        checked, failures = api.engine(config).check(_document(row))
        return checked, [failure.reason for failure in failures]


def _document(row: Row) -> Document:
    """A document of one unit; its source stands below it, so that what is marked there can be quoted."""
    below = len(row.target) + 1
    source = row.source or ""
    segment = Segment(
        id="row",
        kind="unit",
        text=row.target,
        runs=(Run(0, len(row.target), 0, len(row.target)),),
        opaque=row.opaque,
        source=row.source,
        source_runs=(Run(0, len(source), below, below + len(source)),) if source else (),
    )
    return Document(
        path="row", format="row", text=f"{row.target}\n{source}", segments=(segment,), continuous=row.source is None
    )


def _details(issue: Issue) -> dict[str, Any]:
    """An issue in the offsets (code points) of the column that it stands in."""
    return {
        "rule": issue.rule,
        "category": issue.category,
        "severity": issue.severity.value,
        "column": "source" if issue.in_source else "target",
        "start": issue.segment_start,
        "end": issue.segment_end,
        "quote": issue.quote,
        "message": issue.message,
        "suggestions": list(issue.suggestions),
        "confidence": issue.confidence,
        "language": issue.language,
    }


def _detected(text: str | None) -> str | None:
    found = api.language_id().detect(text) if text else None
    return None if found is None or found.confidence < _SURE else found.language


def languages_of(rows: Sequence[Row]) -> tuple[str | None, str | None]:
    """The target and source language of rows taken together.

    Raises TqcheckError when the target language can't be told.
    """
    target = _detected("\n".join(row.target for row in rows))
    if target is None:
        raise TqcheckError(
            "the first rows hold too little text to tell the target language; say it with --target-lang, or name the "
            "column that says it with --target-lang-column"
        )
    return target, _detected("\n".join(row.source for row in rows if row.source))
