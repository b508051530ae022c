"""Configuration: what may be said, and that it is right. Where it is said is the matter of tqcheck.settings."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Self

from pathspec import GitIgnoreSpec

from tqcheck import languages
from tqcheck.errors import ConfigError, UnknownLanguage
from tqcheck.grammar.kinds import KINDS, STRICTNESS
from tqcheck.types import Severity

_Pairs = tuple[tuple[str, Any], ...]
"""A table, as it can be hashed."""


def _key(default: Any, doc: str, example: str, *, run: bool = False, files: bool = False, table: bool = False) -> Any:
    """A key of the configuration. `doc` and `example` (TOML) make its entry in the manual and in what init writes.

    `run`: it holds for a whole run, not for one file. `files`: it names files, from the configuration's own folder.
    `table`: a table for certain files adds to it, instead of taking its place.
    """
    return field(default=default, metadata={"doc": doc, "example": example, "run": run, "files": files, "table": table})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a run is told. The fields are the keys of the configuration file, with `-` for `_`.

    Lists may be given as any sequence of strings, tables as mappings. Raises ConfigError for what is wrong.
    `origins`: where the values come from that are not defaults, by field.
    """

    target_lang: str | None = _key(
        None, "The language of the texts, as a BCP 47 tag; left out, it is told from each document.", '"en"'
    )
    source_lang: str | None = _key(
        None, "The language they were translated from; left out, it is told from the document.", '"pt"'
    )
    languages: tuple[tuple[str, str], ...] = _key(
        (),
        "Target languages by path, for texts whose names don’t say them. The last pattern that fits counts.",
        '{ "docs/pt/**" = "pt-BR", "*.german.txt" = "de" }',
    )
    select: tuple[str, ...] = _key(
        (), "The checks to run, by ID or group; empty, all of them.", '["untranslated-span", "dates"]'
    )
    ignore: tuple[str, ...] = _key((), "Checks or groups to leave out.", '["bracketed-day"]')
    severity: tuple[tuple[str, Severity], ...] = _key(
        (),
        "How grave the issues of a check or group are: neutral, minor, major or critical. An ID counts more than a "
        "group, and both more than what the check says.",
        '{ unfinished-unit = "major", spacing = "neutral" }',
        table=True,
    )
    min_confidence: tuple[tuple[str, float], ...] = _key(
        (),
        "The least confidence, 0 to 1, with which issues of a check or group are reported.",
        "{ odd-word-order = 0.9, source = 0.5 }",
        table=True,
    )
    fail_on: Severity | None = _key(  # noqa: RUF009
        Severity.MAJOR, "The least severity that fails the gate: minor, major, critical, or never.", '"major"'
    )
    max_penalty: float | None = _key(
        None, "The highest MQM-style penalty per 1,000 words that passes; left out: no bound.", "10.0", run=True
    )
    baseline: str | None = _key(
        None,
        "The file of issues that are accepted, as `tqcheck baseline` writes it. It is never picked up unasked.",
        '"tqcheck.baseline"',
        run=True,
        files=True,
    )
    do_not_translate: tuple[str, ...] = _key(
        (), "Phrases that may stay as they are, in any case.", '["Minha Casa, Minha Vida"]'
    )
    do_not_translate_files: tuple[str, ...] = _key(
        (), "Files of such phrases, one a line; lines that begin with # are comments.", '["names.txt"]', files=True
    )
    glossary: tuple[str, ...] = _key(
        (), "Glossaries, as CSV or TBX: required, allowed and forbidden terms.", '["terms.csv"]', files=True
    )
    columns: tuple[tuple[str, str], ...] = _key(
        (), "What the columns of CSV and TSV files hold, by heading or number.", '{ source = "English", target = "3" }'
    )
    strictness: str = _key(
        "normal",
        "How much the grammar model reports: normal, for a gate, or high, an editor’s pass which shows doubtful "
        "issues too.",
        '"normal"',
    )
    model: str | bool | None = _key(
        None, "A token classifier in place of the shipped grammar model, by folder or name; false for none.", "false"
    )
    model_labels: tuple[tuple[str, str], ...] = _key(
        (), "What that model’s labels are called here.", '{ "B-WO" = "order", "GOOD" = "none" }'
    )
    min_bleu: float | None = _key(None, "`tqcheck score` fails below this BLEU.", "30.0", run=True)
    min_chrf: float | None = _key(None, "`tqcheck score` fails below this chrF.", "55.0", run=True)
    max_ter: float | None = _key(None, "`tqcheck score` fails above this TER.", "60.0", run=True)
    max_drop: float | None = _key(
        None,
        "`tqcheck score` fails if a score is significantly worse than the baseline’s by more than so many points.",
        "1.0",
        run=True,
    )
    per_file: tuple[tuple[str, _Pairs], ...] = _key(
        (),
        "Keys that hold for some files: a table for each pattern of paths.",
        '{ "docs/pt/**" = { ignore = ["dates"] } }',
    )
    origins: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        for key in keys():
            name = key.replace("-", "_")
            try:
                object.__setattr__(self, name, _VALUES[name](getattr(self, name)))
            except UnknownLanguage as error:
                raise UnknownLanguage(f"{key}: {error}") from None
            except ConfigError as error:
                said = str(error)
                raise ConfigError(f"{key}: {said}" if said[0] == "'" else f"{key} {said}") from None

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any], *, where: str) -> Self:
        """A configuration from a file's table. Raises ConfigError, naming `where`."""
        try:
            named = _named(values)
            return cls(**named, origins=tuple((name, where) for name in named))
        except ConfigError as error:
            raise ConfigError(f"{where}: {error}") from None

    def override(self, where: str = "", /, **options: Any) -> Self:
        """The same with the options that are not None put in place; `where` they come from."""
        given = {name: value for name, value in options.items() if value is not None}
        origins = {**dict(self.origins), **(dict.fromkeys(given, where) if where else {})}
        for name in given.keys() & _TABLES:
            given[name] = {**dict(getattr(self, name)), **dict(given[name])}
            if before := dict(self.origins).get(name):
                origins[name] = f"{before}, {where}"
        return replace(self, **given, origins=tuple(origins.items())) if given else self

    def for_path(self, path: str) -> Self:
        """What holds for one file, by its path from the configuration's folder, with `/`."""
        config = replace(self, languages=(), per_file=())
        for pattern, tag in self.languages:
            if _fits(pattern, path):
                config = config.override(self._origin("languages", pattern), target_lang=tag)
        for pattern, table in self.per_file:
            if _fits(pattern, path):
                config = config.override(self._origin("per_file", pattern), **_named(dict(table)))
        return config

    def _origin(self, name: str, pattern: str) -> str:
        return f'{dict(self.origins).get(name, "")} [{name.replace("_", "-")}."{pattern}"]'.strip()


def keys() -> list[str]:
    """The keys of a configuration, in the order of the manual."""
    return [known.name.replace("_", "-") for known in fields(Config) if known.metadata]


def _named(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a table's keys. Raises ConfigError for a key that is unknown."""
    for key in values:
        if key not in keys():
            raise ConfigError(f"unknown key {key!r}{suggestion(key, keys())}")
    return {key.replace("-", "_"): value for key, value in values.items()}


@lru_cache(maxsize=1024)
def _pattern(pattern: str) -> GitIgnoreSpec:
    if not pattern.strip() or pattern[0] in "!#":
        raise ConfigError(f"{pattern!r} fits no path; patterns are those of .gitignore, such as docs/pt/**")
    return GitIgnoreSpec.from_lines([pattern])


def _fits(pattern: str, path: str) -> bool:
    return _pattern(pattern).match_file(path)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"must be a string, not {value!r}")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise ConfigError(f"must be a list of strings, not {value!r}")
    return tuple(_text(item) for item in value)


def _pairs(value: object, example: str) -> _Pairs:
    """A table as pairs."""
    pairs = tuple(value.items()) if isinstance(value, Mapping) else value
    if not isinstance(pairs, tuple) or not all(
        isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str) for pair in pairs
    ):
        raise ConfigError(f"must be a table such as {example}, not {value!r}")
    return pairs


def _one_of(value: object, known: Collection[str]) -> str:
    if value not in known:
        *most, last = known
        raise ConfigError(f"must be {', '.join(most)} or {last}, not {value!r}{suggestion(str(value), known)}")
    return str(value)


def _amount(value: object, what: str = "a number", most: float | None = None) -> float:
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf
    if not good or (most is not None and value > most):  # type: ignore[operator]
        raise ConfigError(f"must be {what} from 0{f' to {most:g}' if most else ''}, not {value!r}")
    return value  # type: ignore[return-value]


def _language(value: object) -> str:
    return languages.normalise(_text(value))


def _languages(value: object) -> tuple[tuple[str, str], ...]:
    found = []
    for pattern, tag in _pairs(value, '{ "docs/pt/**" = "pt" }'):
        _pattern(pattern)
        try:
            found.append((pattern, _language(tag)))
        except ConfigError as error:
            raise ConfigError(f"{pattern!r}: {error}") from None
    return tuple(found)


def _severities(value: object) -> tuple[tuple[str, Severity], ...]:
    found = {}
    for name, severity in _pairs(value, '{ bracketed-day = "minor" }'):
        try:
            known = [each.value for each in Severity]
            found[name] = severity if isinstance(severity, Severity) else Severity(_one_of(severity, known))
        except ConfigError as error:
            raise ConfigError(f"of {name} {error}") from None
    return tuple(sorted(found.items()))


def _confidences(value: object) -> tuple[tuple[str, float], ...]:
    found = {}
    for name, least in _pairs(value, "{ bracketed-day = 0.8 }"):
        try:
            found[name] = _amount(least, most=1)
        except ConfigError as error:
            raise ConfigError(f"of {name} {error}") from None
    return tuple(sorted(found.items()))


def _gate(value: object) -> Severity | None:
    if value is None or (isinstance(value, Severity) and value is not Severity.NEUTRAL):
        return value
    name = _one_of(value, ["minor", "major", "critical", "never"])
    return None if name == "never" else Severity(name)


def _model(value: object) -> str | bool | None:
    if value is True or not isinstance(value, str | bool | None) or value == "":
        raise ConfigError(f"must be a folder or a name, or false for none, not {value!r}")
    return value


def _labels(value: object) -> tuple[tuple[str, str], ...]:
    pairs = _pairs(value, '{ "B-WO" = "order" }')
    for label, kind in pairs:
        if kind not in KINDS and kind != "none":
            raise ConfigError(f"of {label!r}: there is no kind {kind!r}{suggestion(str(kind), [*KINDS, 'none'])}")
    return tuple(sorted(pairs))


COLUMNS = ("id", "source", "target", "context", "comment", "state", "max_length")
"""What a column of a table may hold."""


def _columns(value: object) -> tuple[tuple[str, str], ...]:
    columns = tuple((role, str(heading)) for role, heading in _pairs(value, '{ source = "en", target = "de" }'))
    for role, _ in columns:
        if role not in COLUMNS:
            raise ConfigError(f"may hold {', '.join(COLUMNS)}, not {role!r}{suggestion(role, COLUMNS)}")
    if columns and "target" not in dict(columns):
        raise ConfigError("must say which is the target, such as { source = 'en', target = 'de' }")
    return columns


def _per_file(value: object) -> tuple[tuple[str, _Pairs], ...]:
    found = []
    for pattern, table in _pairs(value, '{ "docs/pt/**" = { ignore = ["dates"] } }'):
        _pattern(pattern)
        try:
            named = _named(dict(_pairs(table, '{ ignore = ["dates"] }')))
            for known in fields(Config):
                if known.name in named and (known.metadata["run"] or known.name in ("languages", "per_file")):
                    raise ConfigError(f"{known.name.replace('_', '-')} holds for a whole run, not for some files")
            good = Config(**named)
        except ConfigError as error:
            raise ConfigError(f"{pattern!r}: {error}") from None
        values = {name: getattr(good, name) for name in named}
        found.append((pattern, tuple((k.replace("_", "-"), "never" if v is None else v) for k, v in values.items())))
    return tuple(found)


def _or_none(read: Callable[[object], Any]) -> Callable[[object], Any]:
    return lambda value: None if value is None else read(value)


_VALUES: dict[str, Callable[[object], Any]] = {
    "target_lang": _or_none(_language),
    "source_lang": _or_none(_language),
    "languages": _languages,
    "select": _texts,
    "ignore": _texts,
    "severity": _severities,
    "min_confidence": _confidences,
    "fail_on": _gate,
    "max_penalty": _or_none(lambda value: _amount(value, "a number of points")),
    "baseline": _or_none(_text),
    "do_not_translate": _texts,
    "do_not_translate_files": _texts,
    "glossary": _texts,
    "columns": _columns,
    "strictness": lambda value: _one_of(value, STRICTNESS),
    "model": _model,
    "model_labels": _labels,
    "min_bleu": _or_none(lambda value: _amount(value, most=100)),
    "min_chrf": _or_none(lambda value: _amount(value, most=100)),
    "max_ter": _or_none(_amount),
    "max_drop": _or_none(_amount),
    "per_file": _per_file,
}
"""What makes each value right, or says what is wrong with it."""
_TABLES = frozenset(known.name for known in fields(Config) if known.metadata.get("table"))


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of an error message about an unknown word: what was probably meant."""
    close = get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
