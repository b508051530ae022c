"""Reading what is scored: a side is a file of hypotheses, references or sources, and all sides have the same segments.

Plain text has a segment a line, blank ones included; TSV and JSON Lines have one a line too, in named columns; all
other formats are read as `check` reads them. Sides with IDs of their own are aligned by ID, any others in order.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from tqcheck import files
from tqcheck.errors import UnreadableFile
from tqcheck.files import text as plain
from tqcheck.files.decode import decode, read_bytes
from tqcheck.files.format import refuse_long_segments
from tqcheck.types import Document, Run, Segment

COLUMNS = {
    "hypothesis": ("hypothesis", "target", "translation", "text"),
    "reference": ("reference", "target", "translation", "text"),
    "source": ("source", "text"),
}
"""What the column (TSV, with a header) or key (JSON Lines) of a side may be called; the first one there is taken."""
_SHOWN = 40


@dataclass(frozen=True, kw_only=True)
class Side:
    """A document whose segments are scored.

    `by_id`: its segments' IDs are the file's own, not their numbers. `stored`: the scores by metric that a report
    kept for them, if it is one.
    """

    document: Document
    by_id: bool
    stored: Mapping[str, float] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return self.document.path

    @cached_property
    def texts(self) -> list[str]:
        """What is scored: each segment on one line, as sacrebleu's command reads it."""
        return [segment.text.replace("\n", " ").rstrip() for segment in self.document.segments]

    @cached_property
    def keys(self) -> list[str]:
        """The IDs, each once. Raises UnreadableFile where one stands there twice."""
        keys = [segment.id for segment in self.document.segments]
        (key, count), *_ = Counter(keys).most_common(1)
        if count > 1:
            raise UnreadableFile(f"the ID {key!r} stands in {self.path} {count} times; segments need one each")
        return keys

    def line(self, index: int) -> int:
        """The line of the file, from 1, at which a segment begins; its number where no place was recorded."""
        runs = self.document.segments[index].runs
        return self.document.line_and_column(runs[0].file_start)[0] if runs else index + 1


def read(path: Path, role: str, target_lang: str | None = None) -> Side:
    """Read a side; `role` is a key of COLUMNS, and - is standard input.

    Of a file with several target languages, the one asked for. A report of `score --format json` holds the hypotheses
    that it scored. Raises UnreadableFile with what to do.
    """
    suffix = path.suffix.lower()
    if path == Path("-"):
        return _side("<stdin>", "lines", decode(sys.stdin.buffer.read()), _lines)
    if suffix == ".json" and (report := _report(path)):
        return _stored(path, report)
    if suffix == ".tsv":
        return _side(path.as_posix(), "tsv", decode(read_bytes(path)), lambda text: _tsv(text, role))
    if suffix == ".jsonl":
        return _side(path.as_posix(), "jsonl", decode(read_bytes(path)), lambda text: _jsonl(text, role))
    if suffix not in plain.format.suffixes and suffix in files.formats():
        document = _in_language(files.read(path), target_lang)
        if not document.segments:
            raise UnreadableFile("there is no segment in this file")
        return Side(document=document, by_id=not document.continuous)
    return _side(path.as_posix(), "lines", decode(read_bytes(path)), _lines)


def _in_language(documents: Sequence[Document], target_lang: str | None) -> Document:
    if len(documents) == 1:
        return documents[0]
    for document in documents:
        if target_lang is not None and document.target_lang == target_lang:
            return document
    languages = ", ".join(document.target_lang or "unknown" for document in documents)
    raise UnreadableFile(f"it holds translations into {languages}: choose one with --target-lang")


def _side(path: str, format_name: str, text: str, read_segments: Callable[[str], tuple[bool, list[Segment]]]) -> Side:
    by_id, segments = read_segments(text)
    refuse_long_segments(text, segments)
    document = Document(path=path, format=format_name, text=text, segments=tuple(segments), continuous=False)
    return Side(document=document, by_id=by_id)


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    r"""Lines end at \n or \r\n, as for sacrebleu; at \r in a file that has no \n."""
    end_of_line = "\n" if "\n" in text else "\r"
    start = 0
    for line in text.removesuffix(end_of_line).split(end_of_line):
        yield start, start + len(line.removesuffix("\r"))
        start += len(line) + 1


def _lines(text: str) -> tuple[bool, list[Segment]]:
    return False, [_segment(str(number), text, *span) for number, span in enumerate(_line_spans(text), 1)]


def _segment(segment_id: str, text: str, start: int, end: int) -> Segment:
    kept = text[start:end].rstrip()
    return Segment(id=segment_id, text=kept, runs=(Run(0, len(kept), start, start + len(kept)),), kind="unit")


def _tsv(text: str, role: str) -> tuple[bool, list[Segment]]:
    """Tabs alone separate, nothing is quoted. One column needs no header."""
    rows = [_cells(text, start, end) for start, end in _line_spans(text)]
    header = [text[start:end].strip().lower() for start, end in rows[0]]
    named = [title for title in COLUMNS[role] if title in header]
    if len(header) > 1 and not named:
        raise UnreadableFile(
            f"no column is called {' or '.join(COLUMNS[role])}; name the columns in a first line (id, source, "
            "target, hypothesis, reference)"
        )
    column = header.index(named[0]) if named else 0
    id_column = header.index("id") if named and "id" in header else None
    segments = []
    for number, cells in enumerate(rows[1:] if named else rows, 1):
        if len(cells) != len(header):
            line = number + bool(named)
            raise UnreadableFile(f"line {line} has {len(cells)} columns, and the first line {len(header)}")
        segment_id = str(number) if id_column is None else text[slice(*cells[id_column])]
        segments.append(_segment(segment_id, text, *cells[column]))
    return id_column is not None, segments


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cells = []
    for cell in text[start:end].split("\t"):
        cells.append((start, start + len(cell)))
        start += len(cell) + 1
    return cells


def _jsonl(text: str, role: str) -> tuple[bool, list[Segment]]:
    """An object a line; a string with escapes stands in the file as one piece."""
    segments: list[Segment] = []
    with_id = 0
    for number, (start, end) in enumerate(_line_spans(text), 1):
        row = _object(text[start:end], number)
        name = next((name for name in COLUMNS[role] if isinstance(row.get(name), str)), None)
        if name is None:
            raise UnreadableFile(f"line {number} has no string called {' or '.join(COLUMNS[role])}")
        value = row[name]
        with_id += "id" in row
        literals = (json.dumps(value, ensure_ascii=False), json.dumps(value))
        key = max(start, text.find(f'"{name}"', start, end))
        found = next(((at, literal) for literal in literals if (at := text.find(literal, key, end)) >= 0), None)
        at, literal = found or (start - 1, text[start - 1 : end + 1])
        run = Run(0, len(value), at + 1, at + len(literal) - 1)
        segments.append(Segment(id=str(row.get("id", number)), text=value, runs=(run,), kind="unit"))
    if with_id not in (0, len(segments)):
        raise UnreadableFile(f"{with_id} of {len(segments)} lines have an id: give one to all of them, or to none")
    return with_id > 0, segments


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UnreadableFile(f"line {number} is not JSON: {error}") from None
    if not isinstance(row, dict):
        raise UnreadableFile(f"line {number} is not a JSON object")
    return row


def _report(path: Path) -> dict[str, Any] | None:
    """A report of ours, or None for any other file."""
    try:
        report = json.loads(decode(read_bytes(path)))
    except (UnreadableFile, ValueError):
        return None
    return report if isinstance(report, dict) and "tool" in report and "summary" in report else None


def _stored(path: Path, report: Mapping[str, Any]) -> Side:
    try:
        system = report["scores"]["systems"][0]
        segments = tuple(
            Segment(id=str(row["id"]), text=str(row["hypothesis"]), runs=(), kind="unit") for row in system["segments"]
        )
        scores = {str(score["metric"]): float(score["value"]) for score in system["scores"]}
        by_id = bool(system["by_id"])
    except (KeyError, IndexError, TypeError, ValueError):
        raise UnreadableFile(
            f"this report holds no scores; write one with: tqcheck score ... --format json --output {path}"
        ) from None
    document = Document(path=path.as_posix(), format="stored", text="", segments=segments, continuous=False)
    return Side(document=document, by_id=by_id, stored=scores)


def align(side: Side, to: Side) -> list[int]:
    """For each segment of `to`, the index of its counterpart in `side`.

    Raises UnreadableFile, naming the first difference.
    """
    if not (side.by_id and to.by_id):
        if len(side.document.segments) != len(to.document.segments):
            raise UnreadableFile(_mismatch(*sorted((side, to), key=lambda one: len(one.document.segments))))
        return list(range(len(to.document.segments)))
    index = {key: number for number, key in enumerate(side.keys)}
    for one, other in ((to, side), (side, to)):
        known = set(other.keys)
        missing = [number for number, key in enumerate(one.keys) if key not in known]
        if missing:
            more = f" (nor {len(missing) - 1:,} more)" if missing[1:] else ""
            raise UnreadableFile(
                f"{other.path} has no unit {one.keys[missing[0]]!r}{more}, which is at line "
                f"{one.line(missing[0]):,} of {one.path}"
            )
    return [index[key] for key in to.keys]


def _mismatch(shorter: Side, longer: Side) -> str:
    """What to say of sides with different numbers of segments: how many, and the first without a counterpart."""
    few, many = shorter.texts, longer.texts
    at = first_gap(few, many)
    text = many[at]
    shown = f"“{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}”" if text else "blank"
    return (
        f"{shorter.path} has {len(few):,} segment{'' if len(few) == 1 else 's'} "
        f"and {longer.path} {len(many):,}: segment {at + 1:,} of "
        f"{longer.path} (line {longer.line(at):,}, {shown}) seems to be the first without a counterpart"
    )


def first_gap(few: Sequence[str], many: Sequence[str]) -> int:
    """Where `few` most probably lacks segments that `many` has, if they are missing in one place: an index of `many`.

    The cut after which the rest fits best when it is moved by the difference, by shared trigrams of characters.
    """
    small, large = [_trigrams(text) for text in few], [_trigrams(text) for text in many]
    unmoved = list(accumulate((_dice(a, b) for a, b in zip(small, large, strict=False)), initial=0.0))
    moved = list(accumulate((_dice(a, b) for a, b in zip(small[::-1], large[::-1], strict=False)), initial=0.0))[::-1]
    return max(range(len(few) + 1), key=lambda cut: (unmoved[cut] + moved[cut], cut))


def _trigrams(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _dice(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def refuse_blank(side: Side) -> None:
    """Raises UnreadableFile, naming the first blank segment."""
    blank = [index for index, text in enumerate(side.texts) if not text.strip()]
    if blank:
        count = f"{len(blank):,} of {len(side.texts):,} segments are" if blank[1:] else "a segment is"
        segment = side.document.segments[blank[0]]
        which = f"{segment.id!r}, line {side.line(blank[0]):,}" if side.by_id else f"line {side.line(blank[0]):,}"
        raise UnreadableFile(
            f"{count} empty ({'first: ' if blank[1:] else ''}{which}); fill it, take it out on every side, "
            "or score it as it stands with --allow-empty"
        )
