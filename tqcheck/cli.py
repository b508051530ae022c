"""The command line: parses and calls, nothing else. Reports go to standard output, the rest to standard error."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from tqcheck import reporters
from tqcheck.destinations import Destination, ReportingCommand, refuse_overwriting, report_options
from tqcheck.errors import TqcheckError
from tqcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from tqcheck.changes import Changes
    from tqcheck.run import Run
    from tqcheck.types import Document, Failure

_Command = TypeVar("_Command", bound="Callable[..., Any]")


def main() -> None:
    """The console script. Whatever goes wrong, the exit status is 2 and the reason is one line."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        _fail("interrupted; nothing more was checked")
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except TqcheckError as error:
        _fail(str(error))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(2)
    except Exception as error:
        _fail(f"internal error, nothing was reported ({type(error).__name__}: {error}); please report this")


def _fail(reason: str) -> NoReturn:
    click.echo(f"tqcheck: {reason}", err=True)
    sys.exit(2)


def _ids(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(part.strip() for part in value.split(",") if part.strip())


def _columns(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> tuple[tuple[str, str], ...] | None:
    if value is None:
        return None
    pairs = [part.partition("=") for part in value.split(",")]
    if not all(heading for _, _, heading in pairs):
        raise click.BadParameter("give pairs such as source=en,target=de")
    return tuple((role.strip(), heading.strip()) for role, _, heading in pairs)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tqcheck")
def cli() -> None:
    """Finds what a good editor would mark in translated text.

    Exit status: 0 checked, nothing at or above the gate; 1 the gate failed; 2 something could not be checked.
    """


_SELECT = click.option("--select", callback=_ids, metavar="ID[,ID]", help="Run only these checks or groups of checks.")
_IGNORE = click.option("--ignore", callback=_ids, metavar="ID[,ID]", help="Leave these checks or groups out.")
_NO_MODEL = click.option("--no-model", is_flag=True, help="Run without a grammar model.")
_CONFIG = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Configuration [default: the nearest tqcheck.toml or pyproject.toml].",
)


def _what_to_check(command: _Command) -> _Command:
    """The options that say what is checked, and how; the arguments of `_checked`."""
    for option in reversed(
        (
            click.option(
                "--target-lang", metavar="TAG", help="Language of the text, BCP 47 [default: detected per document]."
            ),
            click.option("--source-lang", metavar="TAG", help="Language that it was translated from."),
            click.option(
                "--source",
                type=click.Path(path_type=Path),
                metavar="PATH",
                help="The original, where it is another file.",
            ),
            _SELECT,
            _IGNORE,
            click.option(
                "--columns",
                callback=_columns,
                metavar="ROLE=HEADING,...",
                help="What the columns of a CSV or TSV file hold.",
            ),
            _CONFIG,
            click.option(
                "--model",
                metavar="NAME_OR_PATH",
                help="A token classifier in place of the shipped grammar model; hub names are downloaded.",
            ),
            _NO_MODEL,
            click.option(
                "--strictness",
                type=click.Choice(["normal", "high"]),
                help="How much the grammar model reports: for a gate, or for an editor's pass [default: normal].",
            ),
        )
    ):
        command = option(command)
    return command


def _cache_options(command: _Command) -> _Command:
    """What is done with what was checked before."""
    command = click.option("--no-cache", is_flag=True, help="Check everything anew, and keep nothing.")(command)
    return click.option(
        "--cache-dir",
        envvar="TQCHECK_CACHE_DIR",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="Where is kept what was checked [default: the platform's folder for caches].",
    )(command)


def _checked(
    paths: tuple[str, ...],
    *,
    source: Path | None,
    config_path: Path | None,
    model: str | None,
    no_model: bool,
    changed_since: str | None = None,
    jobs: int | None = None,
    no_cache: bool = False,
    cache_dir: Path | None = None,
    **options: Any,
) -> tuple[Run, Changes | None]:
    """The run over the files at `paths`, and what changed, if that counts."""
    from tqcheck.cache import Cache
    from tqcheck.changes import Changes
    from tqcheck.files import discover
    from tqcheck.run import run
    from tqcheck.settings import Settings

    if model is not None and no_model:
        raise click.UsageError("--model and --no-model exclude each other")
    if "" in paths:
        raise click.UsageError("an empty PATH: for this folder, say .")
    settings = Settings(config_path, model=False if no_model else model, **options)
    config = settings.for_run(Path(path) for path in paths if path != "-")
    if "-" in paths:
        if len(paths) > 1:
            raise click.UsageError("- reads standard input and takes no other path beside it")
        found: list[Any] = [_standard_input()]
    else:
        found = list(discover.discover(Path(path) for path in paths))
    changes = None
    touched: list[Any] = []
    beside: list[Path] = []
    if changed_since is not None:
        if "-" in paths:
            raise click.UsageError("--changed-since asks git about files, and standard input is none")
        changes = Changes(changed_since, map(Path, paths), source)
        for item in found:
            (beside if isinstance(item, Path) and item not in changes else touched).append(item)
        found = touched
        total = len(touched) + len(beside)
        click.echo(f"tqcheck: {len(touched):,} of {total:,} files changed since {changed_since}", err=True)
    cache = None if no_cache else Cache(cache_dir, say=lambda said: click.echo(f"tqcheck: {said}", err=True))
    with reporters.progress(len(found)) as advance:
        done = run(
            found,
            settings=settings,
            config=config,
            source=source,
            beside=beside,
            jobs=jobs,
            cache=cache,
            advance=advance,
        )
    return done, changes


def _standard_input() -> Document | Failure:
    """Standard input as plain text, or why it can't be read."""
    from tqcheck.errors import UnreadableFile
    from tqcheck.files import decode, document_from_text
    from tqcheck.files import text as plain
    from tqcheck.types import Failure

    try:
        return document_from_text(decode.decode(sys.stdin.buffer.read()), path="<stdin>", format=plain.format)
    except UnreadableFile as error:
        return Failure(path="<stdin>", reason=str(error))


@cli.command(cls=ReportingCommand)
@click.argument("paths", nargs=-1, metavar="PATH...")
@_what_to_check
@_cache_options
@report_options
@click.option(
    "--fail-on",
    type=click.Choice(["minor", "major", "critical", "never"]),
    help="The least severity that fails the gate [default: major].",
)
@click.option("--max-penalty", type=float, metavar="N", help="Fail above N MQM-style penalty points per 1,000 words.")
@click.option("--baseline", metavar="FILE", help="Accepted issues, as tqcheck baseline writes them: only others count.")
@click.option(
    "--changed-since", metavar="REV", help="Only lines and units that changed since the branch left REV (git)."
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes [default: by cores, text and memory].")
@click.option("--timing", is_flag=True, help="Say on standard error which checks and files took how long.")
@click.option("--show-config", is_flag=True, help="Say what holds for each PATH, and why, instead of checking.")
@click.option("--summary", is_flag=True, help="A table over files and languages in place of the issues, as text.")
def check(
    paths: tuple[str, ...],
    destinations: tuple[Destination, ...],
    show_config: bool,
    summary: bool,
    timing: bool,
    **options: Any,
) -> None:
    """Check files and folders; - reads standard input."""
    from tqcheck.baseline import Baseline
    from tqcheck.report import exit_status

    if show_config:
        _show_config(paths or (".",), **options)
        return
    if not paths:
        raise click.UsageError("Missing argument 'PATH...'.")
    if summary:
        if "text" not in dict(destinations):
            raise click.UsageError("--summary is a form of --format text, which is not among the formats")
        destinations = tuple((reporters.SUMMARY if name == "text" else name, file) for name, file in destinations)
    done, changes = _checked(paths, **options)
    report, config = done.report, done.config
    refuse_overwriting(
        destinations,
        [
            *(Path(checked.document.path) for checked in report.documents),
            *(Path(failure.path) for failure in report.failures),
            *map(Path, config.glossary),
            *(Path(path) for path in (options["source"], options["config_path"], config.baseline) if path),
        ],
    )
    if config.baseline is not None:
        accepted = Baseline.read(Path(config.baseline))
        report = accepted.applied(report, roots=map(Path, paths), ran=done.rules)
    if changes is not None:
        report = changes.only(report)
    reporters.write(report, destinations)
    if timing:
        from tqcheck.reporters import timing as timing_table

        timing_table.write(done.seconds, kept=done.kept, stream=sys.stderr)
    sys.exit(exit_status(report))


def _show_config(
    paths: tuple[str, ...],
    *,
    config_path: Path | None,
    model: str | None,
    no_model: bool,
    **options: Any,
) -> None:
    from tqcheck.config import keys
    from tqcheck.reporters import configuration
    from tqcheck.settings import Settings

    said = {name: value for name, value in options.items() if name.replace("_", "-") in keys()}
    settings = Settings(config_path, model=False if no_model else model, **said)
    for path in map(Path, paths):
        if not path.exists():
            raise click.UsageError(f"{path}: there is no such file or folder")
    configuration.render(
        (
            (path, settings.for_run([Path(path)]) if Path(path).is_dir() else settings.for_file(Path(path)))
            for path in paths
        ),
        sys.stdout,
    )


@cli.command()
@click.argument(
    "folder", default=".", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="[FOLDER]"
)
@click.option("--force", is_flag=True, help="Overwrite the configuration that is there.")
def init(folder: Path, force: bool) -> None:
    """Write a commented tqcheck.toml from what stands in a folder."""
    from tqcheck import starter

    path = starter.write(folder, force=force)
    click.echo(f"{path}: written; tqcheck check --show-config says what holds")


@cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The baseline [default: the configuration's, else tqcheck.baseline].",
)
@click.option("--update", is_flag=True, help="Only drop what fits nothing any more; accept nothing new.")
@_what_to_check
@_cache_options
def baseline(paths: tuple[str, ...], output: Path | None, update: bool, **options: Any) -> None:
    """Accept what is there now, so that a gate fails on what is new.

    Lines of an old baseline stay where they are about other files than those at PATH.
    """
    from tqcheck.baseline import DEFAULT, Baseline

    done, _ = _checked(paths, fail_on="never", **options)
    report = done.report
    path = output or Path(done.config.baseline or DEFAULT)
    old = Baseline.read(path) if update or path.exists() else Baseline(path)
    new = old.renewed(report, roots=map(Path, paths), ran=done.rules, prune=update)
    new.write()
    click.echo(new.compared(old))
    for failure in report.failures:
        click.echo(f"tqcheck: not checked: {failure.path}: {failure.reason}", err=True)
    sys.exit(2 if report.failures else 0)


@cli.command(cls=ReportingCommand)
@click.argument("hypotheses", nargs=-1, required=True, metavar="HYPOTHESIS...", type=click.Path(path_type=Path))
@click.option(
    "--reference",
    "references",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    metavar="REF",
    help="A translation to compare with; several times for several.",
)
@click.option("--source", type=click.Path(path_type=Path), metavar="SRC", help="The original, shown and checked with.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="OTHER",
    help="Another system's hypotheses, or a stored JSON report, to test against.",
)
@click.option(
    "--paired",
    type=click.Choice(["bs", "ar"]),
    default="bs",
    show_default=True,
    help="The test: paired bootstrap, or approximate randomisation.",
)
@click.option("--confidence", is_flag=True, help="Confidence intervals without a baseline too.")
@click.option("--target-lang", metavar="TAG", help="Language of the text: chooses the tokenizers [default: detected].")
@click.option("--tokenize", metavar="NAME", help="sacrebleu's tokenizer for BLEU [default: by language].")
@click.option("--allow-empty", is_flag=True, help="Score empty segments as they stand, as sacrebleu does.")
@click.option("--min-bleu", type=click.FloatRange(0, 100), metavar="N", help="Fail below N.")
@click.option("--min-chrf", type=click.FloatRange(0, 100), metavar="N", help="Fail below N.")
@click.option("--max-ter", type=click.FloatRange(0), metavar="N", help="Fail above N.")
@click.option(
    "--max-drop",
    type=click.FloatRange(0),
    metavar="N",
    help="Fail if BLEU, chrF or TER is significantly (p < 0.05) worse than the baseline's by more than N points.",
)
@click.option("--check", "with_checks", is_flag=True, help="Check the hypotheses too: issues beside scores.")
@report_options
@_CONFIG
def score(
    hypotheses: tuple[Path, ...],
    references: tuple[Path, ...],
    target_lang: str | None,
    with_checks: bool,
    config_path: Path | None,
    destinations: tuple[Destination, ...],
    min_bleu: float | None,
    min_chrf: float | None,
    max_ter: float | None,
    max_drop: float | None,
    **options: Any,
) -> None:
    """Score translations against references: BLEU, chrF, chrF++ and TER, by sacrebleu."""
    from tqcheck import languages, scores
    from tqcheck.report import exit_status
    from tqcheck.settings import Settings

    if max_drop is not None and options["baseline"] is None:
        raise click.UsageError("--max-drop compares with a baseline: name it with --baseline")
    if [*hypotheses, *references, options["source"], options["baseline"]].count(Path("-")) > 1:
        raise click.UsageError("- reads standard input, which can stand for one file only")
    gc.disable()  # millions of n-grams live to the end; looking through them again and again takes a tenth of the time
    settings = Settings(
        config_path,
        target_lang=target_lang,
        min_bleu=min_bleu,
        min_chrf=min_chrf,
        max_ter=max_ter,
        max_drop=max_drop,
    ).for_run(path for path in hypotheses if path != Path("-"))
    checker = None
    if with_checks:
        from tqcheck.api import engine

        checker = engine(settings)
    report = scores.score(
        hypotheses,
        references=references,
        target_lang=target_lang and languages.normalise(target_lang),
        bounds={name: getattr(settings, name) for name in ("min_bleu", "min_chrf", "max_ter", "max_drop")},
        checker=checker,
        **options,
    )
    reporters.write(report, destinations)
    sys.exit(exit_status(report))


@cli.command()
@click.argument("check_id", required=False, metavar="[ID]")
def checks(check_id: str | None) -> None:
    """List the checks, or those of a group; or explain one."""
    from tqcheck.checks import registry
    from tqcheck.config import suggestion
    from tqcheck.reporters import catalogue

    known = registry()
    if check_id is None:
        catalogue.table(known.values())
    elif check_id in known:
        catalogue.page(known[check_id])
    elif group := [check for check in known.values() if check.group == check_id]:
        catalogue.table(group)
    else:
        names = {*known, *(check.group for check in known.values() if check.group)}
        raise click.UsageError(f"there is no check {check_id!r}{suggestion(check_id, names)}")


@cli.command()
def models() -> None:
    """List the models and tables that came with tqcheck: language, size, hash."""
    from tqcheck import grammar, shipped
    from tqcheck.langid import LanguageIdentifier
    from tqcheck.reporters import catalogue

    catalogue.models(grammar.available(), shipped.path("words/words.bin"), len(LanguageIdentifier.load().languages))


@cli.command()
def schema() -> None:
    """Print the JSON Schema of --format json."""
    click.echo(reporters.schema(), nl=False)


@cli.command()
@click.argument("path", metavar="INPUT", type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="OUT",
    help="A file, or without a suffix a folder of parts.",
)
@click.option("--target-column", metavar="NAME", help="The column with the translation; TMX says so itself.")
@click.option("--source-column", metavar="NAME", help="The column with the original.")
@click.option("--target-lang-column", metavar="NAME", help="The column with the language of the translation.")
@click.option("--source-lang-column", metavar="NAME", help="The column with the language of the original.")
@click.option("--target-lang", metavar="TAG", help="Language of the translations, BCP 47 [default: detected].")
@click.option("--source-lang", metavar="TAG", help="Language of the originals [default: detected].")
@click.option(
    "--detect",
    type=click.Choice(["file", "row"]),
    default="file",
    show_default=True,
    help="Detect languages that aren't said once, in the first rows, or in each row.",
)
@click.option("--no-heading", is_flag=True, help="The TSV file has no line of headings; its columns are 1, 2, 3 ...")
@click.option(
    "--drop-on",
    type=click.Choice(["minor", "major", "critical", "never"]),
    default="major",
    show_default=True,
    help="The least severity of an issue for which a row is to be dropped.",
)
@click.option(
    "--max-penalty",
    type=click.FloatRange(0),
    metavar="N",
    help="Drop a row above N MQM-style penalty points per 1,000 of its words.",
)
@click.option(
    "--issues",
    type=click.Choice(["ids", "json"]),
    default="ids",
    show_default=True,
    help="Write the IDs of the checks, or all there is to know of each issue.",
)
@_SELECT
@_IGNORE
@_NO_MODEL
@_CONFIG
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes [default: one for each core].")
@click.option("--ray", "cluster", metavar="ADDRESS", help="Use this Ray cluster; local starts one on this machine.")
@click.option(
    "--part-size",
    type=click.FloatRange(min=0, min_open=True),
    default=4.0,
    show_default=True,
    metavar="MB",
    help="Megabytes of the input that are done at a time, at most.",
)
@click.option("--resume", is_flag=True, help="Go on with a run that was interrupted.")
def corpus(
    path: Path,
    output: Path,
    target_column: str | None,
    source_column: str | None,
    target_lang_column: str | None,
    source_lang_column: str | None,
    detect: str,
    no_heading: bool,
    drop_on: str,
    max_penalty: float | None,
    issues: str,
    no_model: bool,
    config_path: Path | None,
    jobs: int | None,
    cluster: str | None,
    part_size: float,
    resume: bool,
    **options: Any,
) -> None:
    """Add columns to training data or an archive: issues, penalty, languages, and whether to keep the row.

    INPUT is JSON Lines, Parquet, TSV or TMX of any size. Exit status: 0 all rows were judged; 2 some could not be.
    """
    from tqcheck.corpus import Columns, Rule, annotate
    from tqcheck.settings import Settings
    from tqcheck.types import Severity

    is_memory = path.suffix.lower() == ".tmx"
    if is_memory and (target_column or source_column):
        raise click.UsageError(
            "TMX says itself what is source and target: leave --target-column and --source-column out"
        )
    if target_column is None and not is_memory:
        raise click.UsageError("name the column that holds the translation with --target-column")
    try:
        summary = annotate(
            path,
            output,
            columns=Columns(
                target=target_column or "target",
                source=source_column,
                target_lang=target_lang_column,
                source_lang=source_lang_column,
            ),
            config=Settings(config_path, model=False if no_model else None, **options).for_file(path),
            rule=Rule(drop_on=None if drop_on == "never" else Severity(drop_on), max_penalty=max_penalty),
            details=issues == "json",
            by_row=detect == "row",
            heading=not no_heading,
            jobs=jobs,
            cluster=cluster,
            part_size=part_size,
            resume=resume,
        )
    except KeyboardInterrupt:
        _fail("interrupted; what was checked is kept: go on with --resume")
    for line in summary.named():
        click.echo(line, err=True)
    for line in summary.lines():
        click.echo(line)
    sys.exit(summary.exit_status)
