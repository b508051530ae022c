"""Where the configuration stands: the nearest tqcheck.toml or pyproject.toml, and what in it holds for which file."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tqcheck.config import Config
from tqcheck.errors import ConfigError
from tqcheck.types import Severity

NAMES = ("tqcheck.toml", "pyproject.toml")
"""Files of configuration; the first counts where a folder has both."""
_FILES = tuple(known.name for known in fields(Config) if known.metadata.get("files"))


class Settings:
    """The configuration of each file: the one at `path`, or the nearest from the file upwards; `options` win.

    Everything may raise ConfigError: a file that is not there, is not TOML, or says something wrong.
    """

    def __init__(self, path: Path | None = None, **options: Any) -> None:
        self._named = None if path is None else _named(path)
        self._options = options
        self._known: dict[Path, _Found] = {}

    def for_file(self, path: Path) -> Config:
        """What holds for one file."""
        path = Path(os.path.abspath(path))
        found = self._named or self._nearest(path.parent)
        relative = os.path.relpath(path, found.folder).replace(os.sep, "/")
        return self._with_options(found.config.for_path(relative))

    def for_run(self, paths: Iterable[Path] = ()) -> Config:
        """What holds for a run: the configuration nearest to the folder that all paths share."""
        folders = [path if path.is_dir() else path.parent for path in map(Path, map(os.path.abspath, paths))]
        try:
            folder = Path(os.path.commonpath(folders or [Path.cwd()]))
        except ValueError:  # on several drives
            folder = Path.cwd()
        return self._with_options((self._named or self._nearest(folder)).config)

    def _with_options(self, config: Config) -> Config:
        return config.override("the command line", **self._options)

    def _nearest(self, folder: Path) -> _Found:
        if folder not in self._known:
            self._known[folder] = _in(folder) or (
                _Found(folder, Config()) if folder == folder.parent else self._nearest(folder.parent)
            )
        return self._known[folder]


def is_configuration(path: Path) -> bool:
    """Whether a file is there and holds a configuration."""
    return path.is_file() and _read(path) is not None


def as_toml(value: object) -> str:
    """A value as it is written in a configuration."""
    match value:
        case Severity():
            return as_toml(value.value)
        case bool() | int() | float():
            return str(value).lower()
        case tuple() if value and all(isinstance(item, tuple) for item in value):
            return "{ " + ", ".join(f"{_key(key)} = {as_toml(item)}" for key, item in value) + " }"
        case tuple():
            return "[" + ", ".join(map(as_toml, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key, re.ASCII) else as_toml(key)


@dataclass(frozen=True, slots=True)
class _Found:
    folder: Path
    config: Config


def _named(path: Path) -> _Found:
    config = _read(path)
    if config is None:
        raise ConfigError(f"{path}: there is no [tool.tqcheck] in this file")
    return _Found(Path(os.path.abspath(path)).parent, config)


def _in(folder: Path) -> _Found | None:
    for name in NAMES:
        path = folder / name
        if path.is_file() and (config := _read(path)) is not None:
            return _Found(folder, config)
    return None


def _read(path: Path) -> Config | None:
    """The configuration in a file; None for a pyproject.toml that has none."""
    folder = Path(os.path.abspath(path)).parent
    shown = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    try:
        data: Any = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{shown}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{shown}: not valid TOML: {error}") from None
    tools = data.get("tool", {})
    table = tools.get("tqcheck") if isinstance(tools, dict) else None
    if path.name == "pyproject.toml" and table is None:
        return None
    if path.name == "pyproject.toml" or (table is not None and data.keys() == {"tool"}):
        data = table
    if not isinstance(data, dict):
        raise ConfigError(f"{shown}: [tool.tqcheck] must be a table")
    tables = data.get("per-file")
    if isinstance(tables, Mapping):
        data["per-file"] = {pattern: _from(folder, table) for pattern, table in tables.items()}
    config = Config.from_mapping(_from(folder, data), where=shown)
    _refuse_unknown_checks(config, shown)
    for pattern, table in config.per_file:
        given = {key.replace("-", "_"): value for key, value in table}
        _refuse_unknown_checks(Config(**given), f'{shown}: [per-file."{pattern}"]')
    return config


def _refuse_unknown_checks(config: Config, where: str) -> None:
    if not (config.select or config.ignore or config.severity or config.min_confidence):
        return
    from tqcheck.selection import selected_checks

    try:
        selected_checks(config)
    except ConfigError as error:
        raise ConfigError(f"{where}: {error}") from None


def _from(folder: Path, table: Any) -> Any:
    """A table with the files that it names seen from `folder`; what is no name is left for Config to refuse."""
    if not isinstance(table, Mapping):
        return table
    found = dict(table)
    for name in _FILES:
        value = found.get(key := name.replace("_", "-"))
        if isinstance(value, str) and name == "baseline":
            found[key] = str(folder / value)
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            found[key] = [str(folder / item) for item in value]
    if isinstance(model := found.get("model"), str) and model and (folder / model).is_dir():
        found["model"] = str(folder / model)
    return found
