"""A run over files: what the cache holds is taken from it, the rest is checked, by several processes if that pays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    memory = None if cache is None else _Memory(cache, configs, paths=paths, beside=beside, source=source)
    outcomes: dict[Path, Outcome] = {}
    if memory is not None:
        for path in paths:
            if (kept := memory.outcome(path)) is not None:
                outcomes[path] = kept
                advance()
        if len(outcomes) == len(found) and (compared := memory.compared(config)) is not None:
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
        if memory is not None:
            memory.keep(path, outcome)

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
    if memory is not None:
        if not report.failures and len(paths) == len(found):
            memory.keep_report(config, report, checker.rules)
        memory.cache.trim()
    return Run(report=report, config=config, rules=checker.rules, seconds=seconds, kept=number_kept)


class _Memory:
    """What the cache holds of a run's files, and of their comparison."""

    def __init__(
        self,
        cache: Cache,
        configs: Mapping[Path, Config],
        *,
        paths: Sequence[Path],
        beside: Sequence[Path],
        source: Path | None,
    ) -> None:
        self.cache = cache
        self._configs, self._paths, self._beside = configs, paths, beside
        self._keys = Keys(cache, source=source)
        self._names = self._named()

    def _named(self) -> dict[Path, str | None]:
        """The names of what comes of the files, as they stand now."""
        return {path: self._keys.of_file(path, config) for path, config in self._configs.items()}

    def _of_run(self, config: Config) -> str | None:
        names = self._names
        return self._keys.of_run(config, [names.get(p) for p in self._paths], [names.get(p) for p in self._beside])

    def outcome(self, path: Path) -> Outcome | None:
        name = self._names.get(path)
        return None if name is None else self.cache.get(name, stored.outcome)

    def keep(self, path: Path, outcome: Outcome) -> None:
        """Keep what came of a file, unless something failed or somebody touched it meanwhile."""
        name = self._names.get(path)
        if name is not None and not outcome.failures and self._keys.of_file(path, self._configs[path]) == name:
            self.cache.put(name, stored.of_outcome(outcome))

    def compared(self, config: Config) -> stored.Compared | None:
        name = self._of_run(config)
        return None if name is None else self.cache.get(name, stored.compared)

    def keep_report(self, config: Config, report: Report, rules: frozenset[str]) -> None:
        """Keep what the comparison of all files led to, unless somebody touched one meanwhile."""
        name = self._of_run(config)
        if name is not None and self._named() == self._names:
            self.cache.put(name, stored.of_report(report, rules))
