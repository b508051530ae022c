"""--format text: for reading. Each issue with its line, the span marked; then the counts and the verdict."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from tqcheck.languages import name
from tqcheck.report import SEVERITIES
from tqcheck.reporters import terminal_scores, wording
from tqcheck.reporters.excerpt import excerpt, is_right_to_left
from tqcheck.reporters.gravity import gravity
from tqcheck.reporters.visible import visible
from tqcheck.types import CheckedDocument, Document, Issue, Report, Severity

STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.MAJOR: "bold red",
    Severity.MINOR: "yellow",
    Severity.NEUTRAL: "dim",
}
_NARROWEST = 60
_INDENT = 4
_STALE_SHOWN = 5


def render(report: Report, stream: TextIO) -> None:
    console = console_for(stream)
    for checked in report.documents:
        if checked.issues or checked.notes:
            _document(console, checked)
    if report.scores:
        terminal_scores.render(console, report.scores)
    failures(console, report)
    _summary(console, report)


def console_for(stream: TextIO) -> Console:
    """As wide as the terminal; 80 columns where the report goes elsewhere."""
    console = Console(file=stream, highlight=False, soft_wrap=False, emoji=False, markup=False)
    if console.is_terminal:
        return console
    return Console(file=stream, highlight=False, emoji=False, markup=False, width=80)


def _document(console: Console, checked: CheckedDocument) -> None:
    document = checked.document
    languages = name(document.target_lang or "")
    if document.source_lang:
        languages += f", from {name(document.source_lang)}"
    title = Style(bold=True, underline=True, link=_address(document.path))
    console.print(Text.assemble((visible(document.path), title), (f"  {languages}", "dim")))
    for note in checked.notes:
        console.print(Text(f"  note: {visible(note)}", "yellow"))
    for issue in checked.issues:
        _issue(console, document, issue)
    console.print()


def _issue(console: Console, document: Document, issue: Issue) -> None:
    place = f"{issue.line}:{issue.column}"
    console.print(
        Text.assemble(
            "  ",
            (place, Style(bold=True, link=_address(document.path, issue.line))),
            " " * max(1, 9 - len(place)),
            (issue.severity.value.ljust(9), STYLES[issue.severity]),
            " ",
            (issue.rule, "cyan"),
        )
    )
    width = max(_NARROWEST, console.width) - _INDENT
    in_place = console.color_system is None and is_right_to_left(
        document.text[max(0, issue.start - width) : issue.end + width]
    )
    opening, closing = ("[[", "]]") if in_place else ("", "")
    before, quote, after = excerpt(document, issue, width - len(opening + closing))
    marked = (f"{opening}{quote}{closing}", STYLES[issue.severity] + " underline")
    console.print(Text.assemble(" " * _INDENT, before, marked, after), no_wrap=True, crop=False)
    if console.color_system is None and not in_place:
        console.print(" " * (_INDENT + cell_len(before)) + "^" * max(1, cell_len(quote)), no_wrap=True, crop=False)
    for line in Text(wording.message(issue)).wrap(console, width):
        line.rstrip()
        console.print(Text(" " * _INDENT) + line)


def _address(path: str, line: int | None = None) -> str | None:
    """Where a click on the file leads, in terminals that know hyperlinks (OSC 8)."""
    file = Path(path)
    if not file.exists():
        return None
    return file.absolute().as_uri() + (f"#{line}" if line else "")


def failures(console: Console, report: Report) -> None:
    for failure in report.failures:
        console.print(Text.assemble(("not checked ", "bold red"), (visible(failure.path), "bold")))
        for line in Text(visible(failure.reason)).wrap(console, max(_NARROWEST, console.width) - _INDENT):
            line.rstrip()
            console.print(Text(" " * _INDENT) + line)
    if report.failures:
        console.print()


def _summary(console: Console, report: Report) -> None:
    if not report.documents:
        verdict(console, report)
        return
    counts = [
        (f"{report.count(severity)} {severity.value}", STYLES[severity])
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
        number = len(report.stale)
        lines = "1 line of the baseline fits" if number == 1 else f"{number:,} lines of the baseline fit"
        console.print(Text(f"stale: {lines} nothing any more", "yellow"))
        for line in report.stale[:_STALE_SHOWN]:
            console.print(Text("    " + " ".join(visible(line).split())), soft_wrap=True)
        if len(report.stale) > _STALE_SHOWN:
            console.print(f"    … and {len(report.stale) - _STALE_SHOWN:,} more")
    if silenced:
        console.print(f"{silenced:,} silenced in the files")
    console.print(wording.penalty(report))
    console.print(Text(wording.signature(report), "dim"))
    verdict(console, report)


def verdict(console: Console, report: Report) -> None:
    """The verdict, and what to do next."""
    console.print(Text(report.verdict, "bold green" if report.passed else "bold red"))
    for line in Text(_next(report)).wrap(console, console.width):
        line.rstrip()
        console.print(line)


def _next(report: Report) -> str:
    if report.failures:
        return "Next: mend what is named as not checked, and check again."
    if report.stale and report.passed:
        return "Next: tqcheck baseline --update, with the same paths, drops the stale lines."
    worst = min(report.issues, key=gravity, default=None)
    if worst is not None:
        return f"Next: tqcheck checks {worst.rule} says why; --format html --output report.html shows all in the text."
    if not report.passed:
        return "Next: read the worst segments above beside their references."
    return "Next: nothing to do."
