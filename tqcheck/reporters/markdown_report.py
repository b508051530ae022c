"""--format markdown: for a comment on a pull request, within the size that GitHub takes.

Text of documents can't break out of the table, name people or tickets, or bring HTML along.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import TextIO

from tqcheck.report import SEVERITIES
from tqcheck.reporters import wording
from tqcheck.reporters.visible import visible
from tqcheck.reporters.word_diff import Side, word_diff
from tqcheck.reporters.worst import head, worst
from tqcheck.types import CheckedDocument, Issue, Report, Score, Scores, System

COMMENT = 60_000
"""Characters of a report; GitHub takes comments of 65,536."""
_NO_BREAK = "\u2060"
"""WORD JOINER: after @ and # it keeps a name from being called and a ticket from being linked."""
_TAGS = {Side.BOTH: ("", ""), Side.REFERENCE: ("<del>", "</del>"), Side.HYPOTHESIS: ("<ins>", "</ins>")}
_HEAD = "| place | severity | check | text | what is wrong |\n|---|---|---|---|---|"
_LONGEST = 300
"""Characters of a quote that are shown."""


def render(report: Report, stream: TextIO, *, limit: int = COMMENT) -> None:
    foot = f"<sub>{_inline(wording.signature(report))}</sub>\n"
    page = _Page(limit - len(foot))
    page.add(f"## tqcheck: {'passed' if report.passed else 'failed'}\n\n{_text(report.verdict)}")
    if report.documents:
        page.add(f"{_text(wording.extent(report))}. {_text(wording.penalty(report))}.")
    page.listed("Not checked", [f"{_code(failure.path)}: {_text(failure.reason)}" for failure in report.failures])
    for block in _scores(report.scores) if report.scores else ():
        page.add(block)
    if report.scores:
        bounds = [(gate, "holds" if gate.passed else "**broken**") for gate in report.scores.gates]
        page.listed("Bounds", [f"{held}: {_code(gate.path)}: {_text(gate.reason)}" for gate, held in bounds])
    remarks = wording.remarks(report)
    page.listed("Remarks", [f"{_code(path)}: {_text(note)}" if path else _text(note) for path, note in remarks])
    _documents(page, report)
    stream.write("\n\n".join([*page.blocks, foot]))


class _Page:
    """Blocks of Markdown, as many as there is room for."""

    def __init__(self, room: int) -> None:
        self.blocks: list[str] = []
        self.room = room - 200  # for what says that something was left out

    def add(self, block: str) -> bool:
        if len(block) + 2 > self.room:
            return False
        self.blocks.append(block)
        self.room -= len(block) + 2
        return True

    def listed(self, title: str, items: Sequence[str]) -> None:
        """A heading and a list, which may take half of the room that is left; what goes beyond is counted."""
        block, room = f"### {title}\n", self.room // 2
        for number, item in enumerate(items):
            if len(block) + len(item) > room:
                block += f"\n- and {len(items) - number:,} more"
                break
            block += f"\n- {item}"
        if items:
            self.add(block)


def _documents(page: _Page, report: Report) -> None:
    """The files with issues, the gravest first, as far as there is room."""
    named = zip(wording.names(report), report.documents, strict=True)
    found = sorted((pair for pair in named if pair[1].issues), key=lambda pair: _gravity(pair[1]), reverse=True)
    files, issues = 0, 0
    for name, checked in found:
        block, shown = _document(name, checked, page.room)
        if not (shown and page.add(block)):
            files, shown = files + 1, 0
        issues += len(checked.issues) - shown
    if issues:
        where = f", with all of {files:,} file{'s' if files != 1 else ''}," if files else ""
        page.blocks.append(f"**{issues:,} more issue{'s' if issues != 1 else ''}{where} had no room here.**")


def _gravity(checked: CheckedDocument) -> list[int]:
    return [checked.count(severity) for severity in SEVERITIES]


def _document(name: str, checked: CheckedDocument, room: int) -> tuple[str, int]:
    """A table of issues that can be folded, and how many of them it holds: the gravest where not all fit."""
    title = f"<code>{_inline(name)}</code>: {wording.counts(checked)}; {_inline(wording.penalty(checked))}"
    if over := wording.passed_over(checked):
        title += f"; {over}"
    start = f"<details><summary>{title}</summary>\n\n{_HEAD}"
    end = "\n\n</details>"
    room -= len(start) + len(end) + 2
    rows: list[tuple[int, str]] = []
    for issue in sorted(checked.issues, key=lambda issue: -issue.severity.penalty):
        row = _row(issue)
        if len(row) > room:
            break
        room -= len(row)
        rows.append((issue.start, row))
    return start + "".join(row for _, row in sorted(rows)) + end, len(rows)


def _row(issue: Issue) -> str:
    cells = [
        f"{issue.line}:{issue.column}",
        issue.severity.value,
        f"`{issue.rule}`",
        _code_in_cell(_shortened(issue.quote)),
        _text(wording.message(issue)),
    ]
    return f"\n| {' | '.join(cells)} |"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _scores(scores: Scores) -> Iterator[str]:
    systems = [scores.baseline, *scores.systems] if scores.baseline else list(scores.systems)
    heads = [f"{score.metric} {'↓' if score.metric == 'TER' else '↑'}" for score in systems[0].scores]
    rows = [f"| system | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
    for system in systems:
        baseline = " (baseline)" if system is scores.baseline else ""
        rows.append(f"| {_code_in_cell(system.path)}{baseline} | {' | '.join(map(_score, system.scores))} |")
    yield "### Scores\n\n" + "\n".join(rows)
    yield "\n".join(f"- {score.metric}: {_code(score.signature)}" for score in systems[0].scores)
    for system in scores.systems:
        yield from _worst(system)
        yield from _agreement(system)


def _score(score: Score) -> str:
    parts = [f"{score.value:.2f}", wording.interval(score)]
    if score.p_value is not None:
        parts.append(f"p = {score.p_value:.4f}")
    return "<br>".join(part for part in parts if part)


def _worst(system: System) -> Iterator[str]:
    items = []
    for segment in worst(system):
        pieces = word_diff(segment.hypothesis, segment.references)
        shown = "".join(f"{_TAGS[side][0]}{_text(text)}{_TAGS[side][1]}" for side, text in pieces)
        items.append(f"- {_text(head(segment, system))}<br>{shown}")
    if items:
        title = f"Worst segments of <code>{_inline(visible(system.path))}</code>"
        yield f"<details><summary>{title}</summary>\n\n" + "\n".join(items) + "\n\n</details>"


def _agreement(system: System) -> Iterator[str]:
    if system.agreement:
        rows = [f"| {row.metric} | {row.tau:+.3f} | {row.low:+.3f} to {row.high:+.3f} |" for row in system.agreement]
        title = f"Do penalties and scores agree in {_code(system.path)}?"
        yield "\n".join([title, "", "| metric | Kendall's tau-b | 95 % interval |", "|---|---:|---|", *rows])


def _text(text: str) -> str:
    """As text that means nothing in Markdown or HTML."""
    escaped = re.sub(r"([\\`*_\[\]|~$])", r"\\\1", visible(text).replace("&", "&amp;").replace("<", "&lt;"))
    return _uncalled(escaped.replace(">", "&gt;"))


def _inline(text: str) -> str:
    """As text within an HTML element."""
    return _uncalled(html.escape(text, quote=False))


def _uncalled(text: str) -> str:
    return re.sub(r"(?<![&\w])[@#!](?=\w)", lambda match: match[0] + _NO_BREAK, text)


def _code(text: str) -> str:
    shown = visible(text)
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", shown)), default=0))
    pad = (
        " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() or shown[0] == shown[-1] == " " else ""
    )
    return f"{fence}{pad}{shown}{pad}{fence}"


def _code_in_cell(text: str) -> str:
    return _code(text).replace("|", "\\|")
