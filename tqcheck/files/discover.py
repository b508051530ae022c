"""From the paths of the command line to the files to read, respecting .gitignore."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

from tqcheck.files import formats, is_known
from tqcheck.types import Failure


def discover(paths: Iterable[Path]) -> Iterator[Path | Failure]:
    """Every file named, and every file of a known format in a folder named, each once, sorted by folder.

    A path which is not there, or a folder without any known file, comes as a Failure.
    """
    seen: set[Path] = set()
    for path in paths:
        if not path.is_dir():
            found: Iterable[Path | Failure] = [path]
        else:
            found = list(_walk(path, _ignores_above(path), within=_repository(path) or path.resolve()))
            if not found:
                suffixes = ", ".join(sorted(formats()))
                yield Failure(path=path.as_posix(), reason=f"no file of a known format in this folder ({suffixes})")
        for file in found:
            if isinstance(file, Failure):
                yield file
                continue
            try:
                resolved = file.resolve()
            except (OSError, RuntimeError, ValueError):  # a loop of links, or no name for a file
                resolved = file.absolute()
            if resolved not in seen:
                seen.add(resolved)
                yield file


def _repository(folder: Path) -> Path | None:
    """The root of the repository that a folder is in."""
    resolved = folder.resolve()
    return next((parent for parent in (resolved, *resolved.parents) if (parent / ".git").exists()), None)


_Ignores = tuple[tuple[Path, GitIgnoreSpec], ...]


def _ignores_above(folder: Path) -> _Ignores:
    """The ignore files of the folders above, up to the root of the repository."""
    resolved = folder.resolve()
    ignores: list[tuple[Path, GitIgnoreSpec]] = []
    for parent in [resolved, *resolved.parents]:
        if parent != resolved:
            ignores[:0] = _ignores_in(parent)
        if os.path.exists(parent / ".git"):
            return tuple(ignores)
    return ()


def _ignores_in(folder: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    try:
        lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return [(folder, GitIgnoreSpec.from_lines(lines))]


def _ignored(path: Path, is_folder: bool, ignores: _Ignores) -> bool:
    verdict = False
    for base, spec in ignores:
        relative = path.relative_to(base).as_posix() + ("/" if is_folder else "")
        answer = spec.check_file(relative).include
        verdict = verdict if answer is None else answer
    return verdict


def _walk(folder: Path, ignores: _Ignores, *, within: Path) -> Iterator[Path | Failure]:
    """The files in a folder; what a repository in it ignores is its own matter.

    A link out of `within` is refused: the report would quote what it leads to.
    """
    resolved = folder.resolve()
    ignores = (*ignores, *_ignores_in(resolved))
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(path=folder.as_posix(), reason=f"the folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith(".") or _ignored(resolved / entry.name, is_folder, ignores):
            continue
        if is_folder:
            is_repository = os.path.exists(resolved / entry.name / ".git")
            yield from _walk(folder / entry.name, () if is_repository else ignores, within=within)
        elif entry.is_symlink() and (reason := _no_way(folder / entry.name, within)):
            if is_known(Path(entry.name)):
                yield Failure(path=(folder / entry.name).as_posix(), reason=reason)
        elif entry.is_file() and is_known(folder / entry.name):
            yield folder / entry.name


def _no_way(link: Path, within: Path) -> str | None:
    """Why a link to a file is not followed; None where it leads to a file or folder of the same project."""
    try:
        leads_to = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere, or in a circle; mend it or remove it"
    if leads_to.is_file() and not leads_to.is_relative_to(within):
        return "a link that leads out of the project; name the file itself to have it checked"
    return None
