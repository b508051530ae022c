"""What a file format is: a name, the suffixes it is known by, and a reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tqcheck.errors import UnreadableFile
from tqcheck.files.decode import decode
from tqcheck.types import Segment, Span

LONGEST_SEGMENT = 1_000_000
"""Code points. Prose has no such paragraphs: a longer one is data, and is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a reader finds for one target language; languages as the file writes them, None where it doesn't say.

    `continuous`, if given, says it of this content rather than of the format. `text`, if given, is what offsets count
    in instead of the text that was read (in a DOCX, its paragraphs).
    """

    segments: list[Segment]
    source_lang: str | None = None
    target_lang: str | None = None
    continuous: bool | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """`read` takes a file's decoded text to its contents, one for each target language in it.

    `decode` takes the bytes to that text. Both raise UnreadableFile, which says what is wrong and in
    which line. `recognises`: whether a text is of this format, by its beginning, where the suffix doesn't say.
    `named`: in folders, only files are taken whose name or folder gives their language; other files
    with the suffix are data. `translated`: the file holds the translation only, and its original is
    another file. `continuous`: the segments are paragraphs of one text; otherwise they are unrelated
    units. `comments`: where a file's comments stand, in which issues can be silenced; `notes`: what segments have as
    their comment stands elsewhere. `options`: keys of the configuration that `read` wants as keyword arguments.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[..., Iterable[Content]]
    decode: Callable[[bytes], str] = decode
    recognises: Callable[[str], bool] | None = None
    named: bool = False
    translated: bool = False
    continuous: bool = False
    comments: Callable[[str], Iterable[Span]] | None = None
    notes: bool = True
    options: tuple[str, ...] = ()


def every(pattern: re.Pattern[str]) -> Callable[[str], Iterable[Span]]:
    """What finds all matches of a pattern in a text."""
    return lambda text: (Span(*match.span()) for match in pattern.finditer(text))


_MOST_DIGITS = 9


def whole_number(written: str) -> int | None:
    """A number as files write lengths and positions; None for what is none, or is larger than any of these."""
    return int(written) if written.isdecimal() and len(written) <= _MOST_DIGITS else None


def refuse_long_segments(text: str, segments: Iterable[Segment]) -> None:
    """Raises UnreadableFile where a segment is longer than any paragraph of prose."""
    for segment in segments:
        if len(segment.text) > LONGEST_SEGMENT:
            line = text.count("\n", 0, segment.runs[0].file_start) + 1
            raise UnreadableFile(
                f"the paragraph at line {line} has {len(segment.text):,} characters (at most {LONGEST_SEGMENT:,}); "
                "this is data rather than prose: break its lines, or leave the file out of the paths"
            )


def with_distinct_ids(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """The segments, with `#2`, `#3`... after an ID that was there before."""
    times: dict[str, int] = {}
    distinct = []
    for segment in segments:
        times[segment.id] = times.get(segment.id, 0) + 1
        again = times[segment.id] > 1
        distinct.append(replace(segment, id=f"{segment.id}#{times[segment.id]}") if again else segment)
    return tuple(distinct)


def malformed(text: str, position: int, what: str) -> UnreadableFile:
    """The error for something wrong at a position of `text`, with its line."""
    return UnreadableFile(f"line {text.count(chr(10), 0, position) + 1}: {what}")
