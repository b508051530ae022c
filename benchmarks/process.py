"""What a command costs, as the kernel counts it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """`wall` and `cpu` (user and system, of all its processes) in seconds, `peak` resident megabytes of the largest."""

    wall: float
    cpu: float
    peak: float

    def least(self, other: Cost) -> Cost:
        """The best of each: what other work on the machine adds is no part of the cost."""
        return Cost(wall=min(self.wall, other.wall), cpu=min(self.cpu, other.cpu), peak=min(self.peak, other.peak))


class Failed(RuntimeError):
    """A command ended with another status than those expected; the message holds the end of what it said."""


def run(command: Sequence[str], *, expected: Sequence[int] = (0, 1)) -> Cost:
    """Run a command with its output thrown away. Raises Failed."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in expected:
            said.seek(0)
            raise Failed(f"{' '.join(command[:4])} ended with {process.returncode}: {said.read()[-500:].decode()}")
    peak = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Cost(wall=wall, cpu=used.ru_utime + used.ru_stime, peak=peak)


def best(commands: Mapping[str, Sequence[str]], *, times: int) -> dict[str, Cost | None]:
    """The least cost of each command; they take turns, so that a busy moment hits all. None: it failed."""
    found: dict[str, Cost | None] = {}
    for _ in range(times):
        for name, command in commands.items():
            if name in found and found[name] is None:
                continue
            try:
                cost = run(command)
            except Failed as error:
                print(f"{name}: {error}", file=sys.stderr)
                found[name] = None
                continue
            before = found.get(name)
            found[name] = cost if before is None else cost.least(before)
    return found


def alone(function: Callable[..., Any], *arguments: Any) -> Any:
    """What a function returns in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def is_there(peer: str) -> bool:
    """Whether a peer's module or program is installed."""
    return find_spec(peer) is not None or shutil.which(peer) is not None
