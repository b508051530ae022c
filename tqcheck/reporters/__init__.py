"""Reporters: a module a format, each with `render(report, stream)`. They only write; they judge nothing."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TextIO

from tqcheck.errors import TqcheckError
from tqcheck.output import write_whole
from tqcheck.types import Report

MODULES = {
    "text": "terminal",
    "json": "json_report",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "checkstyle": "checkstyle",
    "markdown": "markdown_report",
    "csv": "csv_report",
    "html": "html_report",
}
"""Module of this package by format name."""
SUMMARY = "summary"
"""In place of "text": a table over files and languages."""
_MODULES = {**MODULES, SUMMARY: "terminal_summary"}


def schema() -> str:
    """The JSON Schema of the JSON report."""
    return files(__name__).joinpath("report.schema.json").read_text("utf-8")


def write(report: Report, destinations: Iterable[tuple[str, Path | None]]) -> None:
    """Write a report in each format to its file, whole or not at all, or to standard output (None).

    Raises TqcheckError, which names what could not be written, when all the others are.
    """
    problems: list[str] = []
    for name, output in sorted(destinations, key=lambda pair: pair[1] is None):
        render = import_module(f"{__name__}.{_MODULES[name]}").render
        try:
            if output is None:
                _print(report, render)
            else:
                _save(report, render, output)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            problems.append("standard output was closed before the whole report was written")
        except TqcheckError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(f"standard output: the report could not be written: {error.strerror}")
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            problems.append(f"{output or 'standard output'}: the {name} report crashed ({reason}); please report this")
    if problems:
        raise TqcheckError("; ".join(problems))


Render = Callable[[Report, TextIO], None]


def _print(report: Report, render: Render) -> None:
    if sys.stdout is None:
        raise TqcheckError("standard output is closed: the report could not be written")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    render(report, sys.stdout)
    sys.stdout.flush()


def _save(report: Report, render: Render, output: Path) -> None:
    text = io.StringIO()
    render(report, text)
    write_whole(output, text.getvalue(), "the report", errors="backslashreplace")


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on standard error when it is a terminal and there are several files."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Checking", total=total)
        yield lambda: bar.advance(task)
