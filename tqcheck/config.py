"""Configuration: `[tool.tqcheck]` in pyproject.toml, or tqcheck.toml. An unknown key is an error."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self

from tqcheck import languages
from tqcheck.errors import ConfigError
from tqcheck.types import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a run is told. The fields are the keys of the configuration file, with `-` for `_`.

    `select`, `ignore`: IDs of checks, or names of their groups. `fail_on`: the least severity that
    fails the gate, None for never. `max_penalty`: MQM penalty points per 1,000 words.
    `glossary`: CSV or TBX files of terms.
    `model`: False for no grammar model. `columns`: what the columns of a table hold ("id", "source", "target",
    "context", "comment", "state", "max_length"), with the heading of each, or its number from 1. Lists may be given
    as any sequence of strings.
    """

    source_lang: str | None = None
    target_lang: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.MAJOR
    max_penalty: float | None = None
    do_not_translate: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    glossary: tuple[str, ...] = ()
    model: str | bool | None = None

    def __post_init__(self) -> None:
        for name in ("source_lang", "target_lang"):
            if (tag := getattr(self, name)) is not None:
                object.__setattr__(self, name, languages.normalise(_text(name, tag)))
        for name in ("select", "ignore", "do_not_translate", "glossary"):
            object.__setattr__(self, name, _texts(name, getattr(self, name)))
        object.__setattr__(self, "columns", _columns(self.columns))
        object.__setattr__(self, "fail_on", _severity(self.fail_on))
        if self.max_penalty is not None and (isinstance(self.max_penalty, bool) or not _is_amount(self.max_penalty)):
            raise ConfigError(f"max-penalty must be a number of points from 0, not {self.max_penalty!r}")
        if self.model not in (None, False):
            raise ConfigError("model: no grammar model can be chosen in this version; leave it out, or say false")

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any], *, where: str) -> Self:
        """A configuration from a file's table. Raises ConfigError, naming `where`."""
        known = {field.name.replace("_", "-") for field in fields(cls)}
        for key in values:
            if key not in known:
                raise ConfigError(f"{where}: unknown key {key!r}{suggestion(key, known)}")
        try:
            return cls(**{key.replace("-", "_"): value for key, value in values.items()})
        except ConfigError as error:
            raise ConfigError(f"{where}: {error}") from None

    def override(self, **options: Any) -> Config:
        """The same with the options that are not None put in place."""
        return replace(self, **{name: value for name, value in options.items() if value is not None})


def _is_amount(value: object) -> bool:
    return isinstance(value, int | float) and value >= 0


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"{name.replace('_', '-')} must be a string, not {value!r}")
    return value


def _texts(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ConfigError(f"{name.replace('_', '-')} must be a list of strings, not {value!r}")
    return tuple(_text(name, item) for item in value)


COLUMNS = ("id", "source", "target", "context", "comment", "state", "max_length")
"""What a column of a table may hold."""


def _columns(value: object) -> tuple[tuple[str, str], ...]:
    pairs = value.items() if isinstance(value, Mapping) else value
    if not isinstance(pairs, Iterable) or isinstance(pairs, str):
        raise ConfigError(f"columns must be a table such as {{source = 'en', target = 'de'}}, not {value!r}")
    columns = tuple((str(role), str(heading)) for role, heading in pairs)
    for role, _ in columns:
        if role not in COLUMNS:
            raise ConfigError(f"columns: a column holds {', '.join(COLUMNS)}, not {role!r}{suggestion(role, COLUMNS)}")
    if columns and "target" not in dict(columns):
        raise ConfigError("columns: say which is the target, such as {source = 'en', target = 'de'}")
    return columns


def _severity(value: object) -> Severity | None:
    if value is None or isinstance(value, Severity):
        return value
    if value == "never":
        return None
    if value in ("minor", "major", "critical"):
        return Severity(value)
    raise ConfigError(f"fail-on must be minor, major, critical or never, not {value!r}")


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of an error message about an unknown word: what was probably meant."""
    close = get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def load(path: Path | None = None) -> Config:
    """The configuration at `path`, or of the nearest folder upwards that has one, or the defaults.

    Raises ConfigError for a file that is not there, is not TOML, or says something unknown.
    """
    if path is not None:
        found = _read(path)
        if found is None:
            raise ConfigError(f"{path}: there is no [tool.tqcheck] in this file")
        return found
    here = Path.cwd()
    for folder in (here, *here.parents):
        for name in ("tqcheck.toml", "pyproject.toml"):
            if (folder / name).is_file() and (found := _read(folder / name)) is not None:
                return found
    return Config()


def _read(path: Path) -> Config | None:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("tqcheck")
        if data is None:
            return None
    if not isinstance(data, dict):
        raise ConfigError(f"{path}: [tool.tqcheck] must be a table")
    config = Config.from_mapping(data, where=str(path))
    return replace(config, glossary=tuple(str(path.parent / file) for file in config.glossary))
