"""Silencing in the file: a comment, or a note to the translator, that says `tqcheck: ignore ID`.

It belongs to the unit or paragraph in which or at the end of whose last line it stands, else to the next one; a note
belongs to its unit. A plural form's holds for the other forms. One that silences nothing is an issue itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tqcheck import files
from tqcheck.checks import registry
from tqcheck.checks.unused_silence import check as unused_silence
from tqcheck.config import Config, suggestion
from tqcheck.files.originals import unit_of
from tqcheck.fingerprint import digest
from tqcheck.selection import graded, is_in
from tqcheck.types import CheckedDocument, Document, Issue, Segment, Span

_ID = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
_DIRECTIVE = re.compile(rf"tqcheck:[ \t]*ignore\b[ \t]*(?P<ids>{_ID}(?:[ \t]*,[ \t]*{_ID})*)?")
_TAG = re.compile(r"<[^<>]*>")
_NEAR = 1000
"""Characters of a line in which a comment and the end of its unit stand together."""


@dataclass(slots=True)
class _Silence:
    """What stands at `span` of a file: the names of checks or groups, the unit it is about, the names that were used.

    `unit`: the number of the document among those of the file, and the unit's ID without its plural form.
    """

    span: Span
    names: tuple[str, ...]
    unit: tuple[int, str] | None
    used: set[str] = field(default_factory=set)


def applied(
    documents: Sequence[CheckedDocument], configs: Sequence[Config], rules: Sequence[frozenset[str]]
) -> list[CheckedDocument]:
    """The documents with the issues put aside that their files silence, and an issue for each silence without use.

    `configs` and `rules`: the configuration of each document, and the IDs of the checks that ran over it.
    """
    together: dict[str, list[int]] = {}
    for number, checked in enumerate(documents):
        together.setdefault(checked.document.path, []).append(number)
    result = list(documents)
    for numbers in together.values():
        silences = list(_silences([documents[number].document for number in numbers]))
        of_unit: dict[tuple[int, str] | None, list[_Silence]] = {}
        for silence in silences:
            of_unit.setdefault(silence.unit, []).append(silence)
        for index, number in enumerate(numbers) if silences else ():
            kept: list[Issue] = []
            silenced: list[Issue] = []
            for issue in documents[number].issues:
                here = of_unit.get((index, unit_of(issue.segment_id)), ())
                (silenced if _used(issue, here) else kept).append(issue)
            if unused_silence.id in rules[number]:
                own = (silence for silence in silences if (silence.unit or (0, ""))[0] == index)
                useless = (i for silence in own for i in _useless(silence, documents[number].document, rules[number]))
                kept = sorted((*kept, *graded(useless, configs[number])), key=lambda i: (i.start, i.end, i.rule))
            result[number] = replace(documents[number], issues=tuple(kept), silenced=tuple(silenced))
    return result


def _used(issue: Issue, silences: Iterable[_Silence]) -> bool:
    """Whether an issue is among what the silences of its unit name; by which names is noted."""
    check = registry().get(issue.rule)
    found = False
    for silence in silences:
        names = {name for name in silence.names if check and is_in(check, [name])}
        silence.used |= names
        found = found or bool(names)
    return found


def _useless(silence: _Silence, document: Document, ran: frozenset[str]) -> Iterator[Issue]:
    """An issue for each name that silences nothing. Of checks that did not run nothing can be said."""
    checks = registry()
    known = {*checks, *(check.group for check in checks.values() if check.group)}
    if not silence.names:
        yield _issue(silence, document, "say which checks are to be ignored: tqcheck: ignore ID")
    for name in silence.names:
        if name not in known:
            yield _issue(silence, document, f"there is no check {name!r}{suggestion(name, known)}")
        elif name not in silence.used and any(is_in(checks[rule], [name]) for rule in ran):
            yield _issue(silence, document, f"nothing that {name} says is silenced here")


def _issue(silence: _Silence, document: Document, message: str) -> Issue:
    quote = document.text[silence.span.start : silence.span.end]
    line, column = document.line_and_column(silence.span.start)
    end_line, end_column = document.line_and_column(silence.span.end)
    id = silence.unit[1] if silence.unit else ""
    return Issue(
        rule=unused_silence.id,
        category=unused_silence.category,
        severity=unused_silence.severity,
        start=silence.span.start,
        end=silence.span.end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        quote=quote,
        message=message,
        segment_id=id,
        segment_start=0,
        segment_end=0,
        fingerprint=digest(unused_silence.id, message, id),
    )


def _silences(documents: Sequence[Document]) -> Iterator[_Silence]:
    """The silences of one file, whose documents these are: those in comments, then those in notes."""
    units = sorted(
        (
            (_range(segment), index, segment)
            for index, document in enumerate(documents)
            for segment in document.segments
        ),
        key=lambda unit: unit[0],
    )
    starts = [where.start for where, _, _ in units]
    text = documents[0].text
    format = files.formats_by_name().get(documents[0].format)
    if format is not None and format.comments is not None and "tqcheck:" in text:
        for comment in format.comments(text):
            for match in _DIRECTIVE.finditer(text, *comment):
                at = bisect_right(starts, match.start())
                before, after = units[max(0, at - 1) : at], units[at : at + 1]
                if not any(_is_text(match.start(), segment) for _, _, segment in before):
                    near = [*(unit for unit in before if _belongs(text, comment, unit[0])), *after][:1]
                    about = next(((index, unit_of(segment.id)) for _, index, segment in near), None)
                    yield _Silence(Span(*match.span()), _names(match), about)
    if format is not None and not format.notes:
        return
    said: set[tuple[int, str]] = set()
    for where, index, segment in units:
        for match in _DIRECTIVE.finditer(segment.comment) if "tqcheck" in segment.comment else ():
            home = (index, unit_of(segment.id))
            if home not in said:
                yield _Silence(where, _names(match), home)
        said.add((index, unit_of(segment.id)))


def _names(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(name.strip() for name in (match["ids"] or "").lower().split(",") if name.strip())


def _range(segment: Segment) -> Span:
    return Span(segment.runs[0].file_start, segment.runs[-1].file_end)


def _is_text(position: int, segment: Segment) -> bool:
    """Whether a position of the file is part of a segment's text."""
    at = bisect_right(segment.runs, position, key=lambda run: run.file_start) - 1
    return at >= 0 and position < segment.runs[at].file_end


def _belongs(text: str, comment: Span, unit: Span) -> bool:
    """Whether a comment stands in the unit that begins before it, or at the end of its last line."""
    if comment.start < unit.end:
        return True
    if comment.start - unit.end > _NEAR or "\n" in text[unit.end : comment.start]:
        return False
    rest, line_break, _ = text[comment.end : comment.end + _NEAR].partition("\n")
    ends = line_break or comment.end + _NEAR >= len(text)
    return bool(ends) and not _TAG.sub("", rest).strip()
