"""What the page's scripts show, as JSON values: documents in segments, and where in them each issue stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tqcheck.baseline import DEFAULT, HEADER, Baseline
from tqcheck.checks import registry
from tqcheck.languages import name, right_to_left
from tqcheck.types import CheckedDocument, Document, Issue, Report, Segment, Span
from tqcheck.version import __version__

_ESCAPED = re.compile(r"[<>&\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""What could end the script, drive whoever looks at the file's source, or cannot be written as UTF-8."""


def as_script_json(data: Any) -> str:
    """JSON that is safe inside a script element, whatever the strings hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def page_data(report: Report) -> dict[str, Any]:
    """The report for the page. Offsets count UTF-16 units of a segment's text or source, as JavaScript does.

    A document without issues has no segments here: there is nothing to show in it.
    """
    baseline = Baseline(Path(report.baseline or DEFAULT))
    issues = [
        {
            "document": number,
            "status": status,
            **_issue(issue),
            "entry": baseline.entry(issue, checked.document.path).line,
            "marks": marks,
        }
        for number, checked in enumerate(report.documents)
        for issue, status, marks in _placed(checked)
    ]
    used = {issue["check"] for issue in issues}
    tags = {checked.document.target_lang for checked in report.documents}
    tags |= {checked.document.source_lang for checked in report.documents} | {issue["language"] for issue in issues}
    return {
        "version": __version__,
        "signature": report.signature,
        "baseline": {"name": baseline.path.name, "header": HEADER, "kept": report.kept},
        "documents": [_document(checked) for checked in report.documents],
        "issues": issues,
        "checks": {
            check.id: {"summary": check.summary, "why": check.why, "limits": check.limits}
            for check in registry().values()
            if check.id in used
        },
        "languages": {tag: {"name": name(tag), "rtl": right_to_left(tag)} for tag in sorted(filter(None, tags))},
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "check": issue.rule,
        "category": issue.category,
        "severity": issue.severity.value,
        "line": issue.line,
        "column": issue.column,
        "quote": issue.quote,
        "message": issue.message,
        "suggestions": list(issue.suggestions),
        "confidence": issue.confidence,
        "language": issue.language,
        "fingerprint": issue.fingerprint,
    }


def _document(checked: CheckedDocument) -> dict[str, Any]:
    document = checked.document
    shown = checked.issues or checked.accepted or checked.silenced
    return {
        "path": document.path,
        "format": document.format,
        "source": document.source_lang,
        "target": document.target_lang,
        "words": checked.words,
        "notes": list(checked.notes),
        "continuous": document.continuous,
        "segments": [_segment(segment) for segment in document.segments] if shown else [],
    }


def _segment(segment: Segment) -> dict[str, Any]:
    """What it holds; what it lacks is left out."""
    told = {
        "source": segment.source,
        "state": segment.state,
        "plural": segment.plural,
        "comment": segment.comment,
        "code": [_utf16(segment.text, span) for span in segment.opaque if span.start < span.end],
    }
    return {"id": segment.id, "kind": segment.kind, "text": segment.text} | {k: v for k, v in told.items() if v}


def _placed(checked: CheckedDocument) -> Iterator[tuple[Issue, str, list[list[Any]]]]:
    """Each issue with its status, and its marks: [number of the segment, "text" or "source", start, end]."""
    at = {segment.id: number for number, segment in enumerate(checked.document.segments)}
    by_status: list[tuple[Issue, str]] = [
        *((issue, "new") for issue in checked.issues),
        *((issue, "accepted") for issue in checked.accepted),
        *((issue, "silenced") for issue in checked.silenced),
    ]
    for issue, status in sorted(by_status, key=lambda pair: (pair[0].start, pair[0].end)):
        yield issue, status, list(_marks(checked.document, at.get(issue.segment_id), issue))


def _marks(document: Document, number: int | None, issue: Issue) -> Iterator[list[Any]]:
    if number is None:
        return
    segment = document.segments[number]
    in_source = issue.in_source and segment.source is not None
    text = segment.source if in_source and segment.source is not None else segment.text
    start = min(issue.segment_start, len(text))
    span = Span(start, min(max(start, issue.segment_end), len(text)))
    yield [number, "source" if in_source else "text", *_utf16(text, span)]
    if not issue.in_source and document.continuous:
        yield from _continued(document.segments[number + 1 :], number + 1, issue)


def _continued(following: Iterable[Segment], number: int, issue: Issue) -> Iterator[list[Any]]:
    """The rest of an issue that ends in a later segment."""
    for segment in following:
        ends = [
            run.end if run.file_end <= issue.end else run.start + issue.end - run.file_start
            for run in segment.runs
            if run.file_start < issue.end and run.start < run.end
        ]
        if not ends:
            return
        yield [number, "text", *_utf16(segment.text, Span(0, min(max(ends), len(segment.text))))]
        number += 1


def _utf16(text: str, span: Span) -> tuple[int, int]:
    """A range of code points, counted in UTF-16 units."""
    if text.isascii():
        return span.start, span.end
    start = span.start + sum(character > "\uffff" for character in text[: span.start])
    return start, start + span.end - span.start + sum(character > "\uffff" for character in text[span.start : span.end])
