"""Several processes for one run: a file at a time each, the longest first. One that dies costs its file alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from tqcheck.config import Config
from tqcheck.engine import INTERRUPTED
from tqcheck.types import Document, Failure, Outcome

BYTES_A_PROCESS = 200_000
"""Text that is worth starting another process for, which has to load the model and the tables too."""
MEMORY_A_PROCESS = 500_000_000
"""Bytes of memory that a process may come to need."""

Task = tuple[Path, Config]


def sensible(tasks: Sequence[Task]) -> int:
    """As many processes as there are cores, files, megabytes of text and free memory for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    text = sum(_size(path) for path, _ in tasks) // BYTES_A_PROCESS
    return max(1, min(cores, len(tasks), text, _free_memory() // MEMORY_A_PROCESS))


def outcomes(
    tasks: Sequence[Task],
    *,
    jobs: int,
    source: Path | None = None,
    advance: Callable[[], None] = lambda: None,
    keep: Callable[[Path, Outcome], None] = lambda _path, _outcome: None,
) -> dict[Path, Outcome]:
    """What came of each file, checked by `jobs` processes; `keep` is given it at once.

    On Ctrl-C, what is not done becomes failures.
    """
    waiting = sorted(tasks, key=lambda task: _size(task[0]))
    done: dict[Path, Outcome] = {}
    busy: dict[Connection, tuple[BaseProcess, Path]] = {}
    idle: list[tuple[Connection, BaseProcess]] = []
    try:
        while waiting or busy:
            while waiting and len(busy) < jobs:
                connection, process = idle.pop() if idle else _start(source)
                task = waiting.pop()
                busy[connection] = process, task[0]
                with suppress(OSError):  # one that is gone already is seen below
                    connection.send(task)
            for ready in wait(list(busy)):
                assert isinstance(ready, Connection)
                process, path = busy.pop(ready)
                try:
                    done[path] = ready.recv()
                    idle.append((ready, process))
                except (EOFError, OSError):
                    process.join()
                    ready.close()
                    done[path] = _lost(path, process.exitcode)
                else:
                    keep(path, done[path])
                advance()
    except KeyboardInterrupt:
        for path, _ in tasks:
            done.setdefault(path, Outcome(failures=(Failure(path=path.as_posix(), reason=INTERRUPTED),)))
    finally:
        for process, _ in busy.values():
            process.kill()
        for connection in [*busy, *(connection for connection, _ in idle)]:
            connection.close()
        for process in [*(process for process, _ in busy.values()), *(process for _, process in idle)]:
            process.join()
    return done


def _start(source: Path | None) -> tuple[Connection, BaseProcess]:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, source), daemon=True)
    process.start()
    theirs.close()
    return ours, process


def _serve(connection: Connection, source: Path | None) -> None:
    """A process: checks what it is sent until there is no more. Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from tqcheck.api import engine

    while True:
        try:
            path, config = connection.recv()
        except EOFError:
            return
        original = None if source is None else _original(source)
        connection.send(engine(config).outcome(path, original=original))


@cache
def _original(source: Path) -> Document:
    from tqcheck.files import read

    return read(source)[0]


def _lost(path: Path, exitcode: int | None) -> Outcome:
    if exitcode is not None and exitcode < 0:
        how = f"was killed ({signal.Signals(-exitcode).name}), perhaps for want of memory: try fewer --jobs"
    else:
        how = f"ended with status {exitcode}: please report this"
    return Outcome(failures=(Failure(path=path.as_posix(), reason=f"the process that checked it {how}"),))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _free_memory() -> int:
    """Bytes that are free or can be freed; more than anyone needs where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        return next(1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return 1 << 60
