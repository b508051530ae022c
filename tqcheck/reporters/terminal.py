"""--format text: for reading. Each issue with its line, the span marked; then the counts and the verdict."""

from __future__ import annotations

from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from tqcheck.languages import name
from tqcheck.report import SEVERITIES
from tqcheck.reporters import terminal_scores, wording
from tqcheck.reporters.visible import visible
from tqcheck.types import CheckedDocument, Document, Issue, Report, Severity

_STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "yellow",
    Severity.NEUTRAL: "dim",
}
_NARROWEST = 60
_INDENT = 4
_STALE_SHOWN = 5


def render(report: Report, stream: TextIO) -> None:
    console = Console(file=stream, highlight=False, soft_wrap=False, emoji=False, markup=False)
    if not console.is_terminal:
        console = Console(file=stream, highlight=False, emoji=False, markup=False, width=80)
    for checked in report.documents:
        if checked.issues or checked.notes:
            _document(console, checked)
    if report.scores:
        terminal_scores.render(console, report.scores)
    _failures(console, report)
    _summary(console, report)


def _document(console: Console, checked: CheckedDocument) -> None:
    document = checked.document
    languages = name(document.target_lang or "")
    if document.source_lang:
        languages += f", from {name(document.source_lang)}"
    console.print(Text.assemble((visible(document.path), "bold underline"), (f"  {languages}", "dim")))
    for note in checked.notes:
        console.print(Text(f"  note: {visible(note)}", "yellow"))
    for issue in checked.issues:
        _issue(console, document, issue)
    console.print()


def _issue(console: Console, document: Document, issue: Issue) -> None:
    place = f"{issue.line}:{issue.column}"
    console.print(
        Text.assemble(
            ("  " + place.ljust(9), "bold"),
            (issue.severity.value.ljust(9), _STYLES[issue.severity]),
            " ",
            (issue.rule, "cyan"),
        )
    )
    width = max(_NARROWEST, console.width) - _INDENT
    before, quote, after = _line_around(document, issue, width)
    shown = Text.assemble(" " * _INDENT, before, (quote, _STYLES[issue.severity] + " underline"), after)
    console.print(shown, no_wrap=True, crop=False)
    if console.color_system is None:
        console.print(" " * (_INDENT + cell_len(before)) + "^" * max(1, cell_len(quote)), no_wrap=True, crop=False)
    for line in Text(wording.message(issue)).wrap(console, width):
        line.rstrip()
        console.print(Text(" " * _INDENT) + line)


def _line_around(document: Document, issue: Issue, width: int) -> tuple[str, str, str]:
    """The span, with as much of its line before and after it as fits, cut at white space where possible."""
    line = document.line(issue.line)
    last = document.line(issue.end_line)
    quote = visible(document.text[issue.start : issue.end])
    before = visible(document.text[line.start : issue.start])
    after = visible(document.text[issue.end : last.end])
    room = width
    if cell_len(quote) > room - 10:
        while cell_len(quote) > room - 11:
            quote = quote[:-1]
        quote, after = quote + "…", ""
    left = max(0, room - cell_len(quote)) // 2
    right = max(0, room - cell_len(quote) - min(left, cell_len(before)))
    left = room - cell_len(quote) - min(right, cell_len(after))
    return _last_cells(before, left), quote, _first_cells(after, right)


def _first_cells(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    while text and cell_len(text) > cells - 1:
        text = text[:-1]
    return (text.rsplit(" ", 1)[0] if " " in text[-20:] else text) + "…"


def _last_cells(text: str, cells: int) -> str:
    if cell_len(text) <= cells:
        return text
    text = text[-cells:] if cells else ""
    while text and cell_len(text) > cells - 1:
        text = text[1:]
    return "…" + (text.split(" ", 1)[1] if " " in text[:20] else text)


def _failures(console: Console, report: Report) -> None:
    for failure in report.failures:
        console.print(Text.assemble(("not checked ", "bold red"), (visible(failure.path), "bold")))
        for line in Text(visible(failure.reason)).wrap(console, max(_NARROWEST, console.width) - _INDENT):
            console.print(Text(" " * _INDENT) + line)
    if report.failures:
        console.print()


def _summary(console: Console, report: Report) -> None:
    if not report.documents:
        console.print(_verdict(report))
        return
    counts = [
        (f"{report.count(severity)} {severity.value}", _STYLES[severity])
        for severity in SEVERITIES
        if report.count(severity)
    ]
    parts = Text(", ").join(Text(text, style) for text, style in counts) if counts else Text("no issues")
    documents = f"{len(report.documents)} file{'s' if len(report.documents) != 1 else ''}"
    console.print(Text.assemble(parts, f" in {documents}, {report.words:,} words"))
    accepted = sum(len(checked.accepted) for checked in report.documents)
    silenced = sum(len(checked.silenced) for checked in report.documents)
    if report.baseline:
        console.print(f"{accepted:,} accepted in {visible(report.baseline)}", soft_wrap=True)
    if report.stale:
        lines = f"{len(report.stale):,} line{'s' if len(report.stale) != 1 else ''}"
        console.print(
            Text(f"stale: {lines} of the baseline fit nothing any more; tqcheck baseline --update drops them", "yellow")
        )
        for line in report.stale[:_STALE_SHOWN]:
            console.print(Text("    " + " ".join(visible(line).split())), soft_wrap=True)
        if len(report.stale) > _STALE_SHOWN:
            console.print(f"    … and {len(report.stale) - _STALE_SHOWN:,} more")
    if silenced:
        console.print(f"{silenced:,} silenced in the files")
    console.print(wording.penalty(report))
    console.print(Text(wording.signature(report), "dim"))
    console.print(_verdict(report))


def _verdict(report: Report) -> Text:
    hint = (
        " (tqcheck checks ID explains a check)" if report.documents and not (report.passed or report.failures) else ""
    )
    return Text(report.verdict + hint, "bold green" if report.passed else "bold red")
