"""What a branch changed, so that a pull request is told of its own lines and units alone. The door for git.

Compared are the files as they stand now, what is not committed included, with the commit at which the branch left the
other one (git's merge base). Files that git does not know are new.
"""

from __future__ import annotations

import codecs
import os
import re
import subprocess
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from tqcheck import files
from tqcheck.errors import ConfigError, UnreadableFile
from tqcheck.files.locales import original_of
from tqcheck.report import count_words, judged
from tqcheck.types import CheckedDocument, Issue, Report, Segment, Span

_HUNK = re.compile(rb"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_OPTIONS = (
    "--unified=0 --no-color --no-ext-diff --no-textconv --find-renames --diff-filter=d --ignore-submodules "
    "--src-prefix=a/ --dst-prefix=b/"
).split()
_OF_HOOKS = frozenset(["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"])
"""What git tells its hooks of the repository, which is to be found by the paths."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """Numbers, from 1, of the lines that changed, sorted; None for all of them."""

    numbers: tuple[int, ...] | None

    def touch(self, first: int, last: int) -> bool:
        """Whether one of the lines from `first` to `last` changed."""
        if self.numbers is None:
            return True
        at = bisect_left(self.numbers, first)
        return at < len(self.numbers) and self.numbers[at] <= last


class Changes:
    """What changed since a revision, in the repositories in which some paths lie."""

    def __init__(self, revision: str, paths: Iterable[Path], source: Path | None = None) -> None:
        """`source`: the original of all files, if they don't have their own.

        Raises ConfigError outside a repository, for an unknown revision, and where there is no merge base.
        """
        self.revision = revision
        self._source = source
        self._tracked: set[Path] = set()
        self._lines: dict[Path, _Lines] = {}
        roots: dict[Path, None] = {}
        for path in paths:
            folder = path if path.is_dir() else path.parent
            if folder.is_dir():
                roots[_root(folder)] = None
        for root in roots:
            self._look_into(root)

    def __contains__(self, path: Path) -> bool:
        """Whether a file has changed lines, or is new, or its original has."""
        original = self._source or original_of(path)
        return self._of(path) is not None or (original is not None and self._of(original) is not None)

    def only(self, report: Report) -> Report:
        """The report on what changed: issues of lines and units that the branch touched, and the words of these."""
        return judged(replace(report, documents=tuple(self._touched(checked) for checked in report.documents)))

    def _of(self, path: Path) -> _Lines | None:
        path = path.resolve()
        return self._lines.get(path) if path in self._tracked else _Lines(None)

    def _touched(self, checked: CheckedDocument) -> CheckedDocument:
        document = checked.document
        path = Path(document.path)
        is_touched = _touching(self._of(path) or _Lines(()), document.text)
        sources = self._sources(path)
        units = {
            segment.id: segment
            for segment in document.segments
            if is_touched(_range(segment)) or (segment.source is not None and segment.source in sources)
        }

        def kept(issues: Iterable[Issue]) -> tuple[Issue, ...]:
            return tuple(issue for issue in issues if issue.segment_id in units or is_touched(issue.span))

        return replace(
            checked,
            issues=kept(checked.issues),
            accepted=kept(checked.accepted),
            silenced=kept(checked.silenced),
            words=count_words(replace(document, segments=tuple(units.values()))),
        )

    def _sources(self, path: Path) -> frozenset[str]:
        """The texts in the lines that changed of a file's original."""
        original = self._source or original_of(path)
        lines = self._of(original) if original is not None else None
        if original is None or lines is None:
            return frozenset()
        try:
            document = files.read(original)[0]
        except UnreadableFile:  # which the report has said
            return frozenset()
        is_touched = _touching(lines, document.text)
        return frozenset(segment.text for segment in document.segments if is_touched(_range(segment)))

    def _look_into(self, root: Path) -> None:
        revision = self.revision
        if not _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", fails=True):
            raise ConfigError(
                f"--changed-since: {root} has no revision {revision!r}; fetch it (git fetch origin {revision}), or "
                "name another"
            )
        base = _git(root, "merge-base", revision, "HEAD", fails=True).strip().decode()
        if not base:
            raise ConfigError(
                f"--changed-since: {revision!r} and HEAD have no common ancestor in {root}; a shallow clone needs its "
                "history: git fetch --unshallow (fetch-depth: 0 in a workflow)"
            )
        self._tracked.update(_path(root, name) for name in _git(root, "ls-files", "-z").split(b"\0") if name)
        statuses = iter(_git(root, "diff", "--name-status", "-z", *_OPTIONS[1:], base).split(b"\0"))
        for status in statuses:
            if status:
                name = next(statuses)
                if status[:1] in b"RC":
                    name = next(statuses)
                if status != b"R100":
                    self._lines[_path(root, name)] = _Lines(None)
        for section in re.split(rb"^diff --git ", _git(root, "diff", *_OPTIONS, base), flags=re.MULTILINE)[1:]:
            head, at, hunks = section.partition(b"\n@@ ")
            if at and b"\n--- /dev/null\n" not in head:
                named = re.search(rb'^\+\+\+ ("?)b/([^\n]*?)\1\t?$', head.split(b"\n--- ")[1], re.MULTILINE)
                if named is not None:
                    plain = codecs.escape_decode(named[2])[0] if named[1] else named[2]
                    assert isinstance(plain, bytes)
                    self._lines[_path(root, plain)] = _Lines(_numbers(at + hunks))


def _touching(lines: _Lines, text: str) -> Callable[[Span], bool]:
    """Whether a range of a text touches some of its lines, which end at line feeds, as git sees it."""
    breaks = [match.start() for match in re.finditer("\n", text)]

    def is_touched(span: Span) -> bool:
        last = max(span.start, span.end - 1)
        return lines.touch(bisect_left(breaks, span.start) + 1, bisect_left(breaks, last) + 1)

    return is_touched


def _numbers(hunks: bytes) -> tuple[int, ...]:
    """The lines that some hunks touch; where lines were only taken out, those beside the gap."""
    found: set[int] = set()
    for match in re.finditer(rb"^" + _HUNK.pattern, hunks, re.MULTILINE):
        start, count = int(match[1]), int(match[2] or 1)
        found.update(range(start, start + count) if count else (start, start + 1))
    return tuple(sorted(found))


def _range(segment: Segment) -> Span:
    """Where a unit stands, its source included where that stands in the same file."""
    runs = (*segment.runs, *segment.source_runs)
    return Span(min(run.file_start for run in runs), max(run.file_end for run in runs))


def _path(root: Path, name: bytes) -> Path:
    return root / os.fsdecode(name)


def _root(folder: Path) -> Path:
    try:
        root = _git(folder, "rev-parse", "--show-toplevel")
    except ConfigError as error:
        raise ConfigError(f"{error} ({folder} has to be in a git repository)") from None
    return Path(os.fsdecode(root.rstrip(b"\n"))).resolve()


def _git(folder: Path, *arguments: str, fails: bool = False) -> bytes:
    """What git prints; nothing where it fails and that is no surprise."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False, env=environment)
    except FileNotFoundError:
        raise ConfigError("--changed-since needs git, which is not installed") from None
    if done.returncode == 0:
        return done.stdout
    if fails:
        return b""
    raise ConfigError(f"--changed-since: git {arguments[0]} failed: {done.stderr.decode('utf-8', 'replace').strip()}")
