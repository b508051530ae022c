"""Where reports go: each `--output` belongs to the `--format` before it, so that a run can write several."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from tqcheck import reporters

STANDARD_OUTPUT = None
Destination = tuple[str, Path | None]
"""A format and the file that it goes to, or standard output."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def report_options(command: _Command) -> _Command:
    """The options that say what is written where; the command must be a `ReportingCommand`."""
    command = click.option(
        "--output",
        "outputs",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write the report of the --format before it there; - is standard output.",
    )(command)
    return click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(list(reporters.MODULES)),
        help="Form of the report; several times for several reports, one of them to standard output [default: text].",
    )(command)


class ReportingCommand(click.Command):
    """A command with `report_options`; its function is given them as `destinations`, one for each report."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        rest = super().parse_args(ctx, args)
        named = {"formats": iter(ctx.params.pop("formats")), "outputs": iter(ctx.params.pop("outputs"))}
        given = [(option.name, next(named[option.name])) for option in order if option.name in named]
        try:
            ctx.params["destinations"] = _paired(given)
        except click.UsageError as error:
            raise click.UsageError(error.message, ctx) from None
        return rest


def _paired(given: list[tuple[str, Any]]) -> tuple[Destination, ...]:
    """Formats with their files, from both options in the order of the command line."""
    if [name for name, _ in given] == ["outputs", "formats"]:
        given = given[::-1]  # one of each can only mean each other
    if [name for name, _ in given] in ([], ["outputs"]):
        given = [("formats", "text"), *given]
    pairs: list[Destination] = []
    for name, value in given:
        if name == "formats":
            pairs.append((value, STANDARD_OUTPUT))
        elif not pairs:
            raise click.UsageError(
                f"--output {value} stands before any --format: give the --format it belongs to first"
            )
        elif pairs[-1][1] is not STANDARD_OUTPUT:
            raise click.UsageError(f"--format {pairs[-1][0]} has two outputs, {pairs[-1][1]} and {value}: repeat it")
        else:
            pairs[-1] = (pairs[-1][0], STANDARD_OUTPUT if value == Path("-") else value)
    shown = [name for name, output in pairs if output is STANDARD_OUTPUT]
    if len(shown) > 1:
        raise click.UsageError(
            f"--format {' and --format '.join(shown)} would both go to standard output: give all but one an --output"
        )
    files = [output.absolute() for _, output in pairs if output is not None]
    for file in files:
        if files.count(file) > 1:
            raise click.UsageError(f"two reports would be written to {file.name}: give each --output a name of its own")
    return tuple(pairs)


def refuse_overwriting(destinations: Iterable[Destination], inputs: Iterable[Path | None]) -> None:
    """Raises UsageError where a report would be written over a file that was read. `inputs`: None is no file."""
    files = [path for path in inputs if path is not None and path.is_file()]
    for _, output in destinations:
        if output is not None and output.is_file() and any(output.samefile(path) for path in files):
            raise click.UsageError(f"{output} is one of the files that are read: give --output another name")
