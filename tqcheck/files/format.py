"""What a file format is: a name, the suffixes it is known by, and a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tqcheck.errors import UnreadableFile
from tqcheck.types import Segment

LONGEST_SEGMENT = 1_000_000
"""Code points. Prose has no such paragraphs: a longer one is data, and is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """`read` takes a file's decoded text to its segments.

    `continuous`: the segments are paragraphs of one text; otherwise they are unrelated units.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[str], list[Segment]]
    continuous: bool = True


def refuse_long_segments(text: str, segments: list[Segment]) -> None:
    """Raises UnreadableFile where a segment is longer than any paragraph of prose."""
    for segment in segments:
        if len(segment.text) > LONGEST_SEGMENT:
            line = text.count("\n", 0, segment.runs[0].file_start) + 1
            raise UnreadableFile(
                f"the paragraph at line {line} has {len(segment.text):,} characters (at most {LONGEST_SEGMENT:,}); "
                "this is data rather than prose: break its lines, or leave the file out of the paths"
            )
