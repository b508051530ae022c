"""Many chunks on the cores of one machine."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection

from tqcheck.corpus.formats.source import Chunk
from tqcheck.corpus.parts import Record
from tqcheck.corpus.task import Task

_ALONE = 2
"""A chunk that was in work so many times when a process died gets a process to itself; if that dies too, it's left."""

_tasks: list[Task] = []
"""In a process of the pool, what it works at."""


def records(task: Task, chunks: Iterable[Chunk], jobs: int) -> Generator[Record, None, None]:
    """The record of each chunk as it is done. A chunk whose process dies again and again is left out."""
    if jobs == 1:
        yield from map(task, chunks)
        return
    todo = iter(chunks)
    deaths: Counter[Chunk] = Counter()
    unfinished: list[Chunk] = []
    yield from _pool(task, todo, jobs, unfinished)
    while unfinished:
        deaths.update(unfinished)
        again = [chunk for chunk in unfinished if deaths[chunk] < _ALONE]
        for chunk in unfinished:
            if deaths[chunk] >= _ALONE:
                yield from _pool(task, iter([chunk]), 1, [])
        unfinished = []
        yield from _pool(task, chain(again, todo), jobs, unfinished)


def _pool(task: Task, chunks: Iterator[Chunk], jobs: int, unfinished: list[Chunk]) -> Generator[Record, None, None]:
    """The records of chunks; when a process dies, those in work are `unfinished` and the rest is not taken."""
    context = get_context("spawn")
    alive, held = context.Pipe(duplex=False)
    running: dict[Future[Record], Chunk] = {}
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(task, alive)) as pool:
        try:
            while True:
                for chunk in islice(chunks, 2 * jobs - len(running)):
                    unfinished.append(chunk)
                    running[pool.submit(_work, chunk)] = unfinished.pop()
                if not running:
                    return
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    record = future.result()
                    del running[future]
                    yield record
        except BrokenProcessPool:
            unfinished += running.values()
        except BaseException:
            held.close()
            raise


def _begin(task: Task, alive: Connection) -> None:
    """Make a process ready. It ends when `alive` does: when the run is interrupted, or its process is killed."""
    _tasks.append(task)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()


def _end_with(alive: Connection) -> None:
    alive.poll(None)
    os._exit(1)


def _work(chunk: Chunk) -> Record:
    return _tasks[0](chunk)
