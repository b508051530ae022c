"""A run over files: what the cache holds is taken from it, the rest is checked, by several processes if that pays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tqcheck.cache import Cache, Keys, stored
from tqcheck.config import Config
from tqcheck.errors import TqcheckError
from tqcheck.report import judge
from tqcheck.settings import Settings
from tqcheck.types import Document, Failure, Outcome, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The report, the run's own configuration, and the IDs of the checks that this asks for.

    `seconds`: by file ("" for the comparison of files) and by what was done. `kept`: how many files the cache held.
    """

    report: Report
    config: Config
    rules: frozenset[str]
    seconds: dict[str, dict[str, float]] = field(default_factory=dict)
    kept: int = 0


def run(
    found: Sequence[Path | Document | Failure],
    *,
    settings: Settings,
    config: Config,
    source: Path | None = None,
    beside: Sequence[Path] = (),
    jobs: int | None = None,
    cache: Cache | None = None,
    advance: Callable[[], None] = lambda: None,
) -> Run:
    """Check what was found, each file with what `settings` say of it; `config` is that of the run.

    `source`, `beside` as for `Engine.check_all`; `jobs` processes, by default as many as seem sensible.
    Raises ConfigError for a bad configuration, UnreadableFile where `source` can't be read.
    """
    paths = [item for item in found if isinstance(item, Path)]
    configs: dict[Path, Config] = {}
    for path in (*paths, *beside):
        with suppress(TqcheckError):  # the engine meets it again, and names the file
            configs[path] = settings.for_file(path)
    keys = Keys(cache, source=source) if cache is not None else None
    names = {path: keys.of_file(path, known) for path, known in configs.items()} if keys is not None else {}
    outcomes: dict[Path, Outcome] = {}
    for path in paths if cache is not None else ():
        name = names.get(path)
        if cache is not None and name is not None and (kept := cache.get(name, stored.outcome)) is not None:
            outcomes[path] = kept
            advance()
    together = None
    if keys is not None and len(outcomes) == len(found):
        together = keys.of_run(config, [names[path] for path in paths], [names.get(path) for path in beside])
    if cache is not None and together and (compared := cache.get(together, stored.compared)) is not None:
        documents = [checked for path in paths for checked in outcomes[path].documents]
        with suppress(ValueError):
            report = judge(compared.of(documents), (), config=config, signature=compared.signature)
            return Run(report=report, config=config, rules=compared.rules, kept=len(outcomes))

    from tqcheck import jobs as processes
    from tqcheck.api import engine, load_ahead

    seconds: dict[str, dict[str, float]] = {}
    number_kept = len(outcomes)

    def keep(path: Path, outcome: Outcome) -> None:
        seconds[path.as_posix()] = dict(outcome.seconds)
        name = names.get(path)
        if cache is None or keys is None or name is None or outcome.failures:
            return
        if keys.of_file(path, configs[path]) == name:  # nobody touched it meanwhile
            cache.put(name, stored.of_outcome(outcome))

    if len(outcomes) < len(found):
        load_ahead(config)
    checker = engine(config)
    tasks = []
    for path in (path for path in paths if path not in outcomes and path in configs):
        with suppress(TqcheckError):
            tasks.append((path, engine(configs[path]).config))
    jobs = min(jobs or processes.sensible(tasks), len(tasks))
    if jobs > 1:
        outcomes |= processes.outcomes(tasks, jobs=jobs, source=source, advance=advance, keep=keep)
    report = checker.check_all(
        found,
        source=source,
        advance=advance,
        engine_for=lambda path: engine(settings.for_file(path)),
        beside=beside,
        outcomes=outcomes,
        keep=keep,
    )
    if compared_in := checker.clock.taken():
        seconds[""] = compared_in
    if cache is not None and keys is not None and not report.failures and len(paths) == len(found):
        again = {path: keys.of_file(path, configs[path]) for path in (*paths, *beside) if path in configs}
        together = keys.of_run(config, [again.get(path) for path in paths], [again.get(path) for path in beside])
        if together is not None and again == names:
            cache.put(together, stored.of_report(report, checker.rules))
    if cache is not None:
        cache.trim()
    return Run(report=report, config=config, rules=checker.rules, seconds=seconds, kept=number_kept)
