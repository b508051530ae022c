"""What stands in entries: an outcome, or a run's issues after the comparison, as JSON values and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from tqcheck.types import CheckedDocument, Document, Issue, Outcome, Report, Run, Segment, Severity, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a comparison of documents leaves of each: its issues and what is silenced; and what a report says of it."""

    signature: str
    rules: frozenset[str]
    issues: tuple[tuple[tuple[Issue, ...], tuple[Issue, ...]], ...]

    def of(self, documents: Sequence[CheckedDocument]) -> list[CheckedDocument]:
        """The documents with their issues."""
        return [
            replace(checked, issues=issues, silenced=silenced)
            for checked, (issues, silenced) in zip(documents, self.issues, strict=True)
        ]


def of_outcome(outcome: Outcome) -> Any:
    """An outcome without failures."""
    return {"documents": [asdict(checked) for checked in outcome.documents], "models": sorted(outcome.models)}


def outcome(entry: Any) -> Outcome:
    """The same again."""
    return Outcome(documents=tuple(map(_checked, entry["documents"])), models=frozenset(entry["models"]))


def of_report(report: Report, rules: frozenset[str]) -> Any:
    """What a comparison led to."""
    return {
        "signature": report.signature,
        "rules": sorted(rules),
        "issues": [
            [list(map(asdict, checked.issues)), list(map(asdict, checked.silenced))] for checked in report.documents
        ],
    }


def compared(entry: Any) -> Compared:
    """The same again."""
    return Compared(
        signature=entry["signature"],
        rules=frozenset(entry["rules"]),
        issues=tuple((_issues(issues), _issues(silenced)) for issues, silenced in entry["issues"]),
    )


def _checked(entry: Mapping[str, Any]) -> CheckedDocument:
    fail_on = entry["fail_on"]
    return CheckedDocument(
        **{
            **_with_tuples(entry),
            "document": _document(entry["document"]),
            "fail_on": None if fail_on is None else Severity(fail_on),
            **{name: _issues(entry[name]) for name in ("issues", "accepted", "silenced")},
        }
    )


def _document(entry: Mapping[str, Any]) -> Document:
    return Document(**{**_with_tuples(entry), "segments": tuple(map(_segment, entry["segments"]))})


def _segment(entry: dict[str, Any]) -> Segment:
    entry["runs"] = tuple(map(Run._make, entry["runs"]))
    entry["opaque"] = tuple(map(Span._make, entry["opaque"]))
    entry["source_runs"] = tuple(map(Run._make, entry["source_runs"]))
    entry["syntaxes"] = tuple(entry["syntaxes"])
    return Segment(**entry)


def _issues(entries: Sequence[Mapping[str, Any]]) -> tuple[Issue, ...]:
    return tuple(Issue(**{**_with_tuples(entry), "severity": Severity(entry["severity"])}) for entry in entries)


def _with_tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
