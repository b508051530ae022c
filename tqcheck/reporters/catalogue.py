"""The table of checks and the page of one: the same text in the terminal and in the manual."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from tqcheck.check import Check, Example
from tqcheck.grammar.shipped import ShippedModel
from tqcheck.languages import name


def table(checks: Iterable[Check]) -> None:
    """Print ID, severity and summary of each check, by group and languages."""
    console = Console(highlight=False, emoji=False, markup=False)

    def heading(check: Check) -> str:
        return f"{check.group or 'others'} ({applies_to(check)})"

    ordered = sorted(checks, key=lambda check: (heading(check), check.id))
    widest = max((len(check.id) for check in ordered), default=0)
    for title, group in groupby(ordered, key=heading):
        console.print(Text(title, "bold"))
        grid = Table(box=None, pad_edge=False, show_header=False)
        grid.add_column(width=widest + 2)
        grid.add_column(width=len("critical"))
        grid.add_column()
        for check in group:
            grid.add_row(f"  {check.id}", check.severity.value, check.summary)
        console.print(grid)


def page(check: Check) -> None:
    """Print the manual's page of a check."""
    Console(highlight=False, emoji=False).print(Markdown(markdown(check)))


def models(grammar: Iterable[ShippedModel], words: Path, languages: int) -> None:
    """Print what came with tqcheck: each model or table, its languages, size and hash."""
    console = Console(highlight=False, emoji=False, markup=False)
    grid = Table(box=None, pad_edge=False)
    for heading in ("Model", "Languages", "MB", "SHA-256", "For"):
        grid.add_column(heading)
    for model in grammar:
        spoken = ", ".join(name(code) for code in sorted(model.languages))
        grid.add_row(model.name, spoken, f"{model.size / 1e6:.1f}", model.sha256[:12], "grammar")
    data = words.read_bytes()
    digest = hashlib.sha256(data).hexdigest()[:12]
    grid.add_row("words", str(languages), f"{len(data) / 1e6:.1f}", digest, "telling languages apart")
    console.print(grid)


def applies_to(check: Check) -> str:
    """The languages that a check is for: "en", "en from es, pt", "any"."""
    targets = ", ".join(sorted(check.targets)) or "any"
    return f"{targets} from {', '.join(sorted(check.sources))}" if check.sources else targets


def _shown(example: Example) -> str:
    """The text; behind an arrow when a source comes before it."""
    text = f"`` {_line(example.marked)} ``"
    return text if example.source is None else f"`` {_line(example.source)} `` → {text}"


def _line(text: str) -> str:
    """The text on one line: units and paragraphs behind each other."""
    return " ".join(text.replace("\n\n", " ¶ ").split()) or " "


def markdown(check: Check) -> str:
    """The manual's page of a check, as Markdown."""
    lines = [f"# {check.id}", "", check.summary + ".", "", check.why, ""]
    anywhere = "languages with a grammar model (tqcheck models)" if check.by_model else "any language"
    targets = ", ".join(name(code) for code in sorted(check.targets)) or anywhere
    sources = " or ".join(name(code) for code in sorted(check.sources))
    lines += [f"- Category: `{check.category}`", f"- Severity: {check.severity.value}", f"- Texts in: {targets}"]
    if sources:
        lines.append(f"- Translated from: {sources} (known, or given away by the text)")
    if check.needs_source:
        lines.append("- Compares each unit with its source" + (", in all files of a run" if check.across_files else ""))
    if check.group:
        lines.append(f"- Group: `{check.group}`")
    if check.limits:
        lines += ["", "## When it is wrong", "", check.limits]
    for title, examples in (("Marked", check.bad), ("Not marked", check.good)):
        if examples:
            lines += ["", f"## {title}", ""]
            lines += [f"- {_shown(example)}" for example in examples]
    lines += ["", "## Silence it", "", f"On the command line `--ignore {check.id}`, in the configuration:", ""]
    lines += ["```toml", "[tool.tqcheck]", f'ignore = ["{check.id}"]', "```", ""]
    lines += [
        f"For one unit or paragraph, a comment in the file where its format has them: `tqcheck: ignore {check.id}`",
        "",
    ]
    return "\n".join(lines)
