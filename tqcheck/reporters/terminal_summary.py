"""check --summary: a table over files and languages in place of the issues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tqcheck.languages import name
from tqcheck.report import SEVERITIES
from tqcheck.reporters.excerpt import shortened_left
from tqcheck.reporters.terminal import STYLES, console_for, failures, verdict
from tqcheck.reporters.visible import visible
from tqcheck.types import CheckedDocument, Report, Severity

_FIGURES = 56
"""Cells that the columns beside the file take."""
_SHORTEST_PATH = 20


def render(report: Report, stream: TextIO) -> None:
    console = console_for(stream)
    languages = sorted({checked.document.target_lang or "" for checked in report.documents})
    severities = [severity for severity in SEVERITIES if severity is not Severity.NEUTRAL or report.count(severity)]
    if report.documents:
        console.print(_by_file(console, report, severities))
        console.print()
    if len(languages) > 1:
        console.print(_by_language(report, languages, severities))
        console.print()
    failures(console, report)
    verdict(console, report)


def _by_file(console: Console, report: Report, severities: Sequence[Severity]) -> Table:
    table = _table("File", "Language", severities=severities)
    room = max(_SHORTEST_PATH, console.width - _FIGURES)
    for checked in report.documents:
        path = Text(shortened_left(visible(checked.document.path), room), no_wrap=True)
        table.add_row(path, name(checked.document.target_lang or ""), *_figures([checked], severities))
    if len(report.documents) > 1:
        table.add_row(Text("all", "bold"), "", *_figures(report.documents, severities))
    return table


def _by_language(report: Report, languages: Iterable[str], severities: Sequence[Severity]) -> Table:
    table = _table("Language", "Files", severities=severities)
    for language in languages:
        documents = [checked for checked in report.documents if (checked.document.target_lang or "") == language]
        table.add_row(name(language) or "not known", f"{len(documents):,}", *_figures(documents, severities))
    return table


def _table(*headings: str, severities: Sequence[Severity]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, justify="right" if heading == "Files" else "left")
    for heading in ("Words", *(severity.value.capitalize() for severity in severities), "per 1,000"):
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _figures(documents: Sequence[CheckedDocument], severities: Sequence[Severity]) -> list[Text]:
    """Words, issues by severity, and the penalty for each 1,000 words."""
    words = sum(checked.words for checked in documents)
    counts = {severity: sum(checked.count(severity) for checked in documents) for severity in SEVERITIES}
    points = sum(severity.penalty * number for severity, number in counts.items())
    return [
        Text(f"{words:,}"),
        *(Text(f"{counts[s]:,}", STYLES[s]) if counts[s] else Text("–", "dim") for s in severities),
        Text(f"{1000 * points / words:,.1f}" if words else "–"),
    ]
