"""The names of entries: a hash of all that an answer depends on, so that an answer is never stale.

That is the file's bytes and path, the language that its name and the files beside it give, its original; the same of
`--source`; the configuration, with what stands in the files that it names; the content of this package, its tables and
models; the versions of Python and of the libraries.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from tqcheck import shipped
from tqcheck.cache.store import Cache
from tqcheck.config import Config
from tqcheck.files import locales
from tqcheck.version import __version__

_OF_RUNS: dict[str, Any] = {known.name: known.default for known in fields(Config) if known.metadata.get("run")}
"""Keys of a configuration that are looked at when all is checked."""


class Keys:
    """Names of entries. None is the name of what can't be kept: what is no regular file, or models from a hub."""

    def __init__(self, cache: Cache, *, source: Path | None = None) -> None:
        """`source`: the original of all files, if there is one."""
        self._cache = cache
        self._source = source
        self._contents: dict[tuple[object, ...], str] = {}
        self._configs: dict[Config, str] = {}

    @cached_property
    def _program(self) -> str:
        """What checks: this package with its tables and models, Python, the libraries."""
        parts = [__version__, sys.version, platform.machine(), *_libraries(), self._content(_program_files())]
        return _digest(*parts)

    def of_file(self, path: Path, config: Config) -> str | None:
        """The name of what comes of a file."""
        try:
            parts = [self._program, self._config(config), *self._document(path, config.source_lang)]
            if self._source is not None:
                parts += ["source", *self._document(self._source, None)]
        except (OSError, _NotKept):
            return None
        return _digest(*parts)

    def of_run(self, config: Config, files: Sequence[str | None], beside: Sequence[str | None]) -> str | None:
        """The name of what comes of comparing files, and those beside them, by the names of what came of each."""
        try:
            parts = ["run", self._program, self._config(config), str(len(files))]
        except (OSError, _NotKept):
            return None
        names = [*files, *beside]
        return None if None in names else _digest(*parts, *map(str, names))

    def _document(self, path: Path, source_lang: str | None) -> list[str]:
        """All that reading a file depends on."""
        original = locales.original_of(path, source_lang)
        parts = [path.as_posix(), _bytes(path), str(locales.language_of(path))]
        if original is not None:
            parts += [original.as_posix(), self._content([original]), str(locales.language_of(original))]
        return parts

    def _config(self, config: Config) -> str:
        if config not in self._configs:
            self._configs[config] = repr(replace(config, **_OF_RUNS))
        parts = [self._configs[config]]
        parts += [self._content([Path(name)]) for name in (*config.glossary, *config.do_not_translate_files)]
        if isinstance(config.model, str):
            folder = Path(config.model)
            if not folder.is_dir():
                raise _NotKept
            parts.append(self._content(path for path in sorted(folder.rglob("*")) if path.is_file()))
        return _digest(*parts)

    def _content(self, paths: Iterable[Path]) -> str:
        """A hash of the content of some files: known already while nobody touches them."""
        paths = list(paths)
        stats = [path.stat() for path in paths]
        touched = [
            (str(p), s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for p, s in zip(paths, stats, strict=True)
        ]
        known = tuple(touched)
        if known not in self._contents:
            size = sum(stat.st_size for stat in stats)
            name = _digest("content", json.dumps(touched))
            found = self._cache.get(name, str) if size > _WORTH_KEEPING else None
            if found is None:
                found = _digest(*(part for path in paths for part in (path.name, _bytes(path))))
                if size > _WORTH_KEEPING:
                    self._cache.put(name, found)
            self._contents[known] = found
        return self._contents[known]


_WORTH_KEEPING = 1_000_000
"""Bytes that take longer to hash than an entry takes to read."""


class _NotKept(Exception):
    """An answer that no entry can be named for."""


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


def _bytes(path: Path) -> str:
    """A hash of a file's bytes. A pipe would be empty for the next who reads it."""
    if not path.is_file():
        raise _NotKept
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _program_files() -> list[Path]:
    """The files of this package, its tables and models."""
    package = Path(__file__).resolve().parents[1]
    folders = [package]
    for place in shipped.places():
        folders += [place / "words", *sorted((place / "grammar").glob("*/"))]
    found = {path for folder in folders for path in folder.glob("**/*" if folder == package else "*")}
    return sorted(path for path in found if "__pycache__" not in path.parts and path.is_file())


def _libraries() -> list[str]:
    """Names and versions of all that is installed: those of the folders in which installers say so."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            found.update(name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue
    return sorted(found)
