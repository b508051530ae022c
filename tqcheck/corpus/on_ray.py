"""Many chunks on the machines of a Ray cluster, by Ray Data. All of them must see the input and the output's folder."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable
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
"""Times that a chunk is tried again when the process or the machine that has it dies."""


def records(
    task: Task, chunks: Iterable[Chunk], jobs: int | None, address: str | None
) -> Generator[Record, None, None]:
    """The record of each chunk as it is done, by `jobs` workers of one core each; None: as many as the cluster has.

    `address`: a cluster's, None for one on this machine. A chunk whose worker dies again and again is left out.
    """
    items = [chunk._asdict() for chunk in chunks]
    if not items:
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
    dataset = ray.data.from_items(items, override_num_blocks=len(items)).map_batches(
        _Worker,
        fn_constructor_args=(task,),
        batch_size=1,
        concurrency=min(workers, len(items)),
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
