"""A folder of entries, each a file that is written whole or not at all, so that runs share it without locks."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

MOST_BYTES = 500_000_000
"""So much stays in the folder; what was not used for the longest time goes first."""
_KEPT = 0.8
"""The part of that which is left when something has to go."""
_OURS = re.compile(r"[0-9a-f]{64}(\.\w+\.part)?")

_Value = TypeVar("_Value")


class Cache:
    """Entries by name (64 hexadecimal digits). Whatever goes wrong with them is said once, and is no error.

    `folder`: by default where the platform has caches, ~/.cache/tqcheck on Linux. An entry is a line with the SHA-256
    of the rest, which is JSON.
    """

    def __init__(self, folder: Path | None = None, *, say: Callable[[str], None], most_bytes: int = MOST_BYTES) -> None:
        self.folder = Path(os.path.abspath(folder or platformdirs.user_cache_path("tqcheck", appauthor=False)))
        self._say = say
        self._most_bytes = most_bytes
        self._broken = False
        self._written = False

    def get(self, name: str, restored: Callable[[Any], _Value]) -> _Value | None:
        """What `restored` makes of an entry; None where there is none, or it is damaged."""
        path = self.folder / name
        try:
            checksum, _, data = path.read_bytes().partition(b"\n")
            if checksum.decode("ascii", "replace") != hashlib.sha256(data).hexdigest():
                raise ValueError("an entry is damaged")
            value = restored(json.loads(data))
        except FileNotFoundError:
            return None
        except Exception as error:
            self._trouble("cannot be read", error)
            return None
        with suppress(OSError):
            os.utime(path)
        return value

    def put(self, name: str, value: Any) -> None:
        """Write an entry, in place of one that is there."""
        if self._broken:
            return
        data = json.dumps(value, separators=(",", ":")).encode("ascii")
        part: str | None = None
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, part = tempfile.mkstemp(prefix=f"{name}.", suffix=".part", dir=self.folder)
            with open(descriptor, "wb") as file:
                file.write(hashlib.sha256(data).hexdigest().encode("ascii") + b"\n" + data)
            os.replace(part, self.folder / name)
            self._written = True
        except OSError as error:
            self._broken = True
            self._trouble("cannot be written to", error)
        finally:
            if part is not None:
                with suppress(OSError):
                    os.unlink(part)

    def trim(self) -> None:
        """Let the oldest entries go where there are too many. Files of other names are none of ours."""
        if not self._written:
            return
        entries = []
        try:
            with os.scandir(self.folder) as found:
                for entry in found:
                    if _OURS.fullmatch(entry.name):
                        with suppress(OSError):  # another run let it go
                            stat = entry.stat(follow_symlinks=False)
                            entries.append((stat.st_mtime_ns, stat.st_size, entry.path))
        except OSError as error:
            self._trouble("cannot be read", error)
            return
        total = sum(size for _, size, _ in entries)
        if total <= self._most_bytes:
            return
        for _, size, path in sorted(entries):
            if total <= _KEPT * self._most_bytes:
                break
            with suppress(OSError):
                os.unlink(path)
            total -= size

    def _trouble(self, what: str, error: Exception) -> None:
        if self._say is not _silent:
            reason = getattr(error, "strerror", None) or (
                error if isinstance(error, ValueError) else type(error).__name__
            )
            self._say(f"the cache {self.folder} {what} ({reason}); going on without what it holds")
            self._say = _silent


def _silent(_: str) -> None:
    """Once is enough."""
