"""Reporters: a module a format, each with `render(report, stream)`. They only write; they judge nothing."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from tqcheck.errors import TqcheckError
from tqcheck.types import Report

MODULES = {"text": "terminal", "json": "json_report"}
"""Module of this package by format name."""


def write(report: Report, format_name: str, output: Path | None) -> None:
    """Write a report to a file, whole or not at all, or to standard output. Raises TqcheckError."""
    render = import_module(f"{__name__}.{MODULES[format_name]}").render
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        render(report, sys.stdout)
        sys.stdout.flush()
        return
    text = io.StringIO()
    render(report, text)
    beside = output.with_name(f"{output.name}.{os.getpid()}.part")
    try:
        beside.write_text(text.getvalue(), encoding="utf-8", errors="backslashreplace", newline="\n")
        beside.replace(output)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise TqcheckError(f"{output}: the report could not be written: {error.strerror}") from None


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
