"""What `tqcheck init` writes: every key with what it means, and values from what stands in the folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from textwrap import wrap

from tqcheck.baseline import DEFAULT
from tqcheck.config import Config
from tqcheck.errors import ConfigError
from tqcheck.files import discover, formats, locales
from tqcheck.output import write_whole
from tqcheck.settings import NAMES, as_toml, is_configuration

_WIDTH = 100
_SHOWN = 12
"""Originals that are named; of more, their number."""


def write(folder: Path, *, force: bool = False) -> Path:
    """Write the configuration of a folder. Raises ConfigError where it has one, unless by `force`."""
    own, project = (folder / name for name in NAMES)
    if not force:
        _refuse_to_overwrite(own, project)
    write_whole(own, configuration(folder), "the configuration")
    return own


def _refuse_to_overwrite(own: Path, project: Path) -> None:
    if own.exists():
        raise ConfigError(f"{own} is there already; --force overwrites it")
    if is_configuration(project):
        raise ConfigError(f"{project} holds a configuration already; --force writes {own}, which then counts instead")


def configuration(folder: Path) -> str:
    """A commented configuration for a folder, by the names of the files in it."""
    found = [path for path in discover.discover([folder]) if isinstance(path, Path)]
    originals = {original for path in found if (original := locales.original_of(path)) is not None}
    values = dict(_values(folder, found, originals))
    lines = [
        "# Configuration of tqcheck; tqcheck check --show-config FILE says what of it holds for a file.",
        "#",
        *_summary(folder, found),
    ]
    lines += [f"# Originals: {line}" for line in _named(folder, originals)]
    lines += ["# Lines that are commented out show an example, not the default."]
    for key in fields(Config):
        if not key.metadata or key.name == "per_file":
            continue
        name = key.name.replace("_", "-")
        lines += ["", *(f"# {line}" for line in wrap(key.metadata["doc"], _WIDTH))]
        lines.append(f"{name} = {values[name]}" if name in values else f"# {name} = {key.metadata['example']}")
    lines += ["", "# What holds for some files only.", '# [per-file."docs/pt/**"]', '# ignore = ["dates"]', ""]
    return "\n".join(lines)


def _values(folder: Path, found: list[Path], originals: set[Path]) -> Iterator[tuple[str, str]]:
    """What can be said, by key."""
    sources = {language for path in originals if (language := locales.language_of(path)) is not None}
    if len(sources) == 1:
        yield "source-lang", as_toml(sources.pop())
    patterns = dict(_patterns(folder, found))
    if patterns:
        yield "languages", as_toml(tuple(sorted(patterns.items())))
    if (folder / DEFAULT).is_file():
        yield "baseline", as_toml(DEFAULT)
    yield "fail-on", as_toml("major")


def _patterns(folder: Path, found: list[Path]) -> Iterator[tuple[str, str]]:
    """Languages of running texts by path, where a name or a folder gives them; other formats need none."""
    for path in found:
        running = any(known.continuous for known in formats()[path.suffix.lower()])
        if running and (language := locales.language_of(path)) is not None:
            parts = path.relative_to(folder).parts
            depth = next((n for n, part in enumerate(parts[:-1], 1) if locales.normalised(part) == language), None)
            name = "/".join(re.sub(r"([\\*?\[\]])", r"\\\1", part) for part in parts[:depth])
            yield (f"{name}/**" if depth else f"/{name}"), language


def _summary(folder: Path, found: list[Path]) -> Iterator[str]:
    """How many files of each kind there are, with their languages."""
    if not found:
        yield "# No file of a known format was found here."
    for suffix, number in sorted(Counter(path.suffix.lower() for path in found).items()):
        languages = {locales.language_of(path) for path in found if path.suffix.lower() == suffix}
        named = ", ".join(sorted(language for language in languages if language))
        yield f"# Found: {number:,} {suffix} file{'s' if number > 1 else ''}{f' ({named})' if named else ''}"


def _named(folder: Path, originals: set[Path]) -> list[str]:
    names = sorted(path.relative_to(folder).as_posix() for path in originals)
    return names if len(names) <= _SHOWN else [*names[:_SHOWN], f"and {len(names) - _SHOWN:,} more"]
