"""Many chunks on the machines of a Ray cluster, by Ray Data. All of them must see the input and the output's folder."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from tqcheck.corpus.formats.source import Chunk
from tqcheck.corpus.parts import Record
from tqcheck.corpus.task import Task
from tqcheck.errors import TqcheckError

try:
    import ray
    import ray.data
except ModuleNotFoundError:
    raise TqcheckError("--ray needs Ray, which is not installed: pip install 'tqcheck[ray]'") from None

_RETRIES = 3
"""Times that Ray tries a chunk again when the process that has it dies."""
_ROUNDS = 3
"""Times that chunks are handed out: Ray gives them up when a machine is gone that it still takes for a slow one."""


def records(
    task: Task, chunks: Iterable[Chunk], jobs: int | None, address: str | None
) -> Generator[Record, None, None]:
    """The record of each chunk as it is done, by `jobs` workers of one core each; None: as many as the cluster has.

    `address`: a cluster's, None for one on this machine. A chunk whose worker dies again and again is left out.
    """
    waiting = list(chunks)
    if not waiting:
        return
    if not ray.is_initialized():
        try:
            ray.init(address=address, log_to_driver=False, logging_level="error")
        except ConnectionError as error:
            raise TqcheckError(f"there is no Ray cluster at {address}: {error}") from None
    workers = jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1
    for _ in range(_ROUNDS):
        done: set[int] = set()
        for record in _round(task, waiting, workers):
            done.add(record.number)
            yield record
        waiting = [chunk for chunk in waiting if chunk.number not in done]
        if not waiting:
            return


def _round(task: Task, chunks: list[Chunk], workers: int) -> Iterator[Record]:
    """The records of the chunks that Ray did not give up."""
    dataset = ray.data.from_items([chunk._asdict() for chunk in chunks], override_num_blocks=len(chunks)).map_batches(
        _Worker,
        fn_constructor_args=(task,),
        batch_size=1,
        concurrency=(1, min(workers, len(chunks))),
        num_cpus=1,
        max_restarts=-1,
        max_task_retries=_RETRIES,
    )
    for row in dataset.iter_rows():
        if row["error"]:
            raise TqcheckError(row["error"])
        yield Record(**json.loads(row["record"]))


class _Worker:
    """What is heavy is loaded once for each."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        chunk = Chunk(int(batch["number"][0]), int(batch["start"][0]), int(batch["end"][0]))
        try:
            return {"record": [json.dumps(asdict(self._task(chunk)))], "error": [""]}
        except (TqcheckError, OSError) as error:
            return {"record": [""], "error": [str(error)]}
