"""The baseline: issues that are accepted, in a file of their own, so that a gate fails on what is new.

A first line that says what the file is, then a line for each accepted issue, sorted: fingerprint, check, file and
quote, between tabs. The fingerprint alone decides, as often as it stands there; the rest is for readers, and the file
says where an issue is looked for that is gone.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tqcheck.errors import ConfigError
from tqcheck.output import write_whole
from tqcheck.report import judged
from tqcheck.types import CheckedDocument, Issue, Report

DEFAULT = "tqcheck.baseline"
HEADER = "# tqcheck baseline 1: accepted issues (fingerprint, check, file, quote); made by tqcheck baseline"
_FIRST = re.compile(r"# tqcheck baseline (\d+)\b.*")
_LINE = re.compile(r"(?P<fingerprint>[0-9a-f]{16})\t(?P<rule>[a-z0-9-]+)\t(?P<path>[^\t]*)\t(?P<quote>[^\t]*)")
_NOT_PRINTED = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """An accepted issue; `path` from the folder of the baseline."""

    fingerprint: str
    rule: str
    path: str
    quote: str

    @property
    def line(self) -> str:
        return "\t".join((self.fingerprint, self.rule, self.path, self.quote))


class Baseline:
    """What a file of accepted issues says; empty for a file that is yet to be written."""

    def __init__(self, path: Path, entries: Iterable[Entry] = ()) -> None:
        self.path = path
        self.entries = sorted(entries)

    @property
    def name(self) -> str:
        """The path as it is shown."""
        return os.path.relpath(self.path) if self.path.is_relative_to(Path.cwd()) else str(self.path)

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Raises ConfigError, with the line, for a file that is not there, or is damaged."""
        try:
            text = path.read_text("utf-8")
        except OSError as error:
            raise ConfigError(
                f"baseline {path}: cannot be read: {error.strerror}; tqcheck baseline makes one"
            ) from None
        except UnicodeDecodeError:
            raise ConfigError(f"baseline {path}: not valid UTF-8, so this is no baseline") from None
        first, *lines = text.split("\n")
        version = _FIRST.fullmatch(first.rstrip("\r"))
        if version is None:
            raise ConfigError(f"baseline {path}: the first line is not that of a baseline; tqcheck baseline makes one")
        if version[1] != "1":
            raise ConfigError(f"baseline {path}: form {version[1]} of baselines is not known; use a newer tqcheck")
        entries = []
        if lines and lines[-1]:
            raise ConfigError(f"baseline {path}: the last line is cut off; make the file again with tqcheck baseline")
        for number, line in enumerate(lines[:-1], 2):
            if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
                raise ConfigError(f"baseline {path}: line {number}: an unresolved merge; keep the lines of both sides")
            match = _LINE.fullmatch(line.rstrip("\r"))
            if match is None:
                raise ConfigError(
                    f"baseline {path}: line {number} is damaged: not a fingerprint, check, file and quote between tabs"
                )
            entries.append(Entry(**match.groupdict()))
        return cls(path, entries)

    def write(self) -> None:
        """Write the file, whole or not at all. Raises TqcheckError."""
        text = "".join(f"{line}\n" for line in (HEADER, *(entry.line for entry in self.entries)))
        write_whole(self.path, text, "the baseline")

    def entry(self, issue: Issue, path: str) -> Entry:
        """The line for an issue of the file at `path`."""
        quote = _NOT_PRINTED.sub(" ", issue.quote).strip()
        quote = quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1] + "…"
        return Entry(issue.fingerprint, issue.rule, self._home(path), quote)

    def accept(self, documents: Sequence[CheckedDocument]) -> tuple[list[CheckedDocument], list[Entry]]:
        """The documents with their accepted issues put aside, and the entries that fit nothing.

        Where an issue stands more often than it was accepted, those in the files of the entries come first.
        """
        left: dict[str, list[Entry]] = {}
        for entry in self.entries:
            left.setdefault(entry.fingerprint, []).append(entry)
        accepted: list[set[int]] = [set() for _ in documents]
        for same_file in (True, False):
            for checked, numbers in zip(documents, accepted, strict=True):
                home = self._home(checked.document.path)
                for number, issue in enumerate(checked.issues):
                    entries = left.get(issue.fingerprint, [])
                    found = next((entry for entry in entries if entry.path == home or not same_file), None)
                    if found is not None and number not in numbers:
                        entries.remove(found)
                        numbers.add(number)
        parted = [
            replace(
                checked,
                issues=tuple(issue for number, issue in enumerate(checked.issues) if number not in numbers),
                accepted=(*checked.accepted, *(checked.issues[number] for number in sorted(numbers))),
            )
            for checked, numbers in zip(documents, accepted, strict=True)
        ]
        return parted, sorted(entry for entries in left.values() for entry in entries)

    def applied(self, report: Report, *, roots: Iterable[Path], ran: Collection[str]) -> Report:
        """The report with its accepted issues put aside, what is stale, and the verdict on what is left."""
        documents, unmatched = self.accept(report.documents)
        stale = self._stale(unmatched, report, roots, ran)
        told = replace(
            report,
            documents=tuple(documents),
            baseline=self.name,
            stale=tuple(entry.line for entry in stale),
            kept=tuple(entry.line for entry in self.entries if entry not in stale),
        )
        return judged(told)

    def renewed(self, report: Report, *, roots: Iterable[Path], ran: Collection[str], prune: bool) -> Baseline:
        """The baseline of what is there now. What the report does not cover stays; `prune`: nothing new is accepted."""
        documents, unmatched = self.accept(report.documents)
        entries = set(unmatched).difference(self._stale(unmatched, report, roots, ran))
        kept = [entry for entry in unmatched if entry in entries]
        kept += [
            self.entry(issue, checked.document.path)
            for checked in documents
            for issue in (*checked.accepted, *(() if prune else checked.issues))
        ]
        return Baseline(self.path, kept)

    def compared(self, old: Baseline) -> str:
        """What was accepted, and what came and went since the old baseline, in a sentence."""
        now, before = Counter(entry.fingerprint for entry in self.entries), Counter(e.fingerprint for e in old.entries)
        number = len(self.entries)
        return (
            f"{self.name}: {number:,} issue{'' if number == 1 else 's'} accepted "
            f"({(now - before).total():,} new, {(before - now).total():,} dropped)"
        )

    def _stale(
        self, unmatched: Sequence[Entry], report: Report, roots: Iterable[Path], ran: Collection[str]
    ) -> list[Entry]:
        """Those of the entries that fit nothing which this run would have found.

        Their check `ran`, and their file was checked, or is gone from a folder among `roots`.
        """
        failed = {self._home(failure.path) for failure in report.failures}
        seen = {self._home(checked.document.path) for checked in report.documents} - failed
        folders = [self._home(root.as_posix()) for root in roots if root.is_dir()]

        def is_gone(path: str) -> bool:
            inside = any(folder == "." or path.startswith(f"{folder}/") for folder in folders)
            return inside and path not in failed and not (self.path.parent / path).exists()

        return [entry for entry in unmatched if entry.rule in ran and (entry.path in seen or is_gone(entry.path))]

    def _home(self, path: str) -> str:
        """A path as the file has it: from the file's own folder, with `/`."""
        if path.startswith("<"):
            return path
        home = os.path.relpath(path, self.path.parent).replace(os.sep, "/")
        return _NOT_PRINTED.sub(" ", home)
