"""The segments to look at first: those with the lowest chrF, with their word diff."""

from __future__ import annotations

from tqcheck.reporters.visible import visible
from tqcheck.reporters.word_diff import Side, word_diff
from tqcheck.types import ScoredSegment, System

_WORST = 5
MARKS = {Side.BOTH: ("", ""), Side.REFERENCE: ("[-", "-]"), Side.HYPOTHESIS: ("{+", "+}")}
"""As git's word diff writes what is lacking and what is there instead."""


def worst(system: System) -> list[ScoredSegment]:
    """The lowest by sentence chrF, those that equal a reference left out."""
    return [segment for segment in system.worst(_WORST) if segment.hypothesis not in segment.references]


def head(segment: ScoredSegment, system: System) -> str:
    """Which segment it is, and its scores."""
    name = f"{visible(segment.id)}, line {segment.line}" if system.by_id else f"line {segment.line}"
    parts = [f"{metric} {segment.scores[metric]:.1f}" for metric in ("chrF", "BLEU", "TER")]
    if segment.penalty is not None:
        parts.append(f"penalty {segment.penalty}")
    return f"{name}  {', '.join(parts)}"


def marked(segment: ScoredSegment) -> str:
    """The segment beside its closest reference, on one line."""
    pieces = word_diff(segment.hypothesis, segment.references)
    return "".join(MARKS[side][0] + visible(text) + MARKS[side][1] for side, text in pieces)
