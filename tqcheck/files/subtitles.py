"""Subtitles (.srt, .vtt): the text of each cue; tags in it are opaque."""

from __future__ import annotations

import re

from tqcheck.files.format import Content, Format, every, malformed
from tqcheck.files.pieces import Pieces
from tqcheck.types import Segment, Span

_TIME = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"[ \t]*({_TIME})[ \t]*-->[ \t]*{_TIME}[^\r\n]*")
_BLOCK = re.compile(r"(?:(?<![^\r\n])[^\S\r\n]*\S[^\r\n]*(?:\r\n|\r|\n|\Z))+")
_LINE = re.compile(r"[^\r\n]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")
_ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|lrm|rlm);|\r\n?")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\xa0", "&lrm;": "\u200e", "&rlm;": "\u200f"}
_NOTE = re.compile(r"^NOTE\b[^\n]*(?:\n[^\r\n]+)*", re.MULTILINE)
_SKIPPED = ("NOTE", "STYLE", "REGION", "WEBVTT")


def read(text: str) -> list[Content]:
    """The cues as segments, by the time at which they begin."""
    segments: list[Segment] = []
    is_vtt = text.startswith("WEBVTT")
    for block in _BLOCK.finditer(text):
        lines = list(_LINE.finditer(text, *block.span()))
        if is_vtt and lines[0][0].split(None, 1)[0].rstrip(":") in _SKIPPED:
            continue
        at = next((number for number, line in enumerate(lines[:2]) if _TIMING.fullmatch(line[0])), None)
        if at is None and not is_vtt and segments:
            raise malformed(
                text, block.start(), "neither a cue's number nor its times: is there a blank line inside a cue?"
            )
        if at is None:
            raise malformed(text, block.start(), "a cue without its times, such as 00:00:01,000 --> 00:00:02,500")
        timing = _TIMING.fullmatch(lines[at][0])
        assert timing is not None
        start = lines[at + 1].start() if at + 1 < len(lines) else lines[at].end()
        pieces = Pieces(start)
        if at + 1 < len(lines):
            pieces.add_decoded(text, start, lines[-1].end(), _ENTITY, _decoded)
        pieces.opaque = [Span(*tag.span()) for tag in _TAG.finditer(pieces.text)]
        segments.append(pieces.segment(timing[1]))
    if not segments:
        raise malformed(text, 0, "there is no cue in the file")
    return [Content(segments=segments)]


def _decoded(entity: re.Match[str]) -> str:
    return _ENTITIES.get(entity[0], "\n")


format = Format(name="subtitles", suffixes=(".srt", ".vtt"), read=read, translated=True, comments=every(_NOTE))
