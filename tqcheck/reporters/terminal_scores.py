"""The scores' part of --format text: the table, its signatures, the worst segments, agreement, gates."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tqcheck.reporters.visible import visible
from tqcheck.reporters.word_diff import Side, word_diff
from tqcheck.reporters.wording import interval
from tqcheck.reporters.worst import MARKS, head, worst
from tqcheck.types import Score, ScoredSegment, Scores, System

_INDENT = 4
_STYLES = {Side.BOTH: "", Side.REFERENCE: "red", Side.HYPOTHESIS: "green"}


def render(console: Console, scores: Scores) -> None:
    console.print(_table(scores))
    console.print()
    for score in scores.systems[0].scores:
        console.print(Text.assemble((score.metric, "bold"), (f"|{score.signature}", "dim")), soft_wrap=True)
    console.print()
    for note in scores.notes:
        _wrapped(console, Text(f"note: {visible(note)}", "yellow"))
    for system in scores.systems:
        _worst(console, system)
        _agreement(console, system)
    for gate in scores.gates:
        place = f"{visible(gate.path)}: " if scores.systems[1:] else ""
        verdict = Text("holds  ", "green") if gate.passed else Text("BROKEN ", "bold red")
        _wrapped(console, verdict + Text(f"{place}{visible(gate.reason)}"))
    if scores.gates:
        console.print()


def _table(scores: Scores) -> Table:
    systems = [scores.baseline, *scores.systems] if scores.baseline else list(scores.systems)
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for score in systems[0].scores:
        better = "↓" if score.metric == "TER" else "↑"
        table.add_column(f"{score.metric} {better}", justify="right")
    for system in systems:
        name = visible(system.path) + (" (baseline)" if system is scores.baseline else "")
        table.add_row(Text(name), *(Text(_cell(score)) for score in system.scores))
    return table


def _cell(score: Score) -> str:
    lines = [f"{score.value:.2f}", *([interval(score)] if score.mean is not None else [])]
    if score.p_value is not None:
        lines.append(f"p = {score.p_value:.4f}")
    return "\n".join(lines)


def _worst(console: Console, system: System) -> None:
    segments = worst(system)
    if not segments:
        return
    console.print(Text.assemble(("Worst segments of ", "bold"), (visible(system.path), "bold underline")))
    for segment in segments:
        console.print(Text(f"  {head(segment, system)}", "cyan"))
        if segment.source:
            _wrapped(console, Text(visible(segment.source), "dim"), indent=_INDENT)
        _wrapped(console, _diff(console, segment), indent=_INDENT)
    console.print()


def _diff(console: Console, segment: ScoredSegment) -> Text:
    text = Text()
    for side, piece in word_diff(segment.hypothesis, segment.references):
        before, after = MARKS[side] if console.color_system is None else ("", "")
        style = f"strike {_STYLES[side]}" if side is Side.REFERENCE and not before else _STYLES[side]
        text.append(before + visible(piece) + after, style)
    return text


def _agreement(console: Console, system: System) -> None:
    if not system.agreement:
        return
    console.print(Text("Do penalties and scores agree? Kendall's tau-b, 95 % interval", "bold"))
    for row in system.agreement:
        console.print(f"  {row.metric.ljust(7)} {row.tau:+.3f}  ({row.low:+.3f} to {row.high:+.3f})")
    console.print()


def _wrapped(console: Console, text: Text, indent: int = 0) -> None:
    for line in text.wrap(console, console.width - indent):
        line.rstrip()
        console.print(Text(" " * indent) + line)
