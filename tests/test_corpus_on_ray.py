"""A Ray cluster of two machines, here two nodes of one core each: whatever dies, the result is that of one process."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.test_corpus import COLUMNS, CONFIG, KillsItsProcess, jsonl, parquet, task_for
from tqcheck.corpus import Annotator, Rule, annotate, processes
from tqcheck.corpus.parts import Record

ray: Any = pytest.importorskip("ray", reason="needs the extra ray: pip install 'tqcheck[ray]'")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
ROOT = Path(__file__).parent.parent
STORE = 80_000_000


class Slow(Annotator):
    """Takes its time, so that there is a middle to kill something in."""

    def annotations(self, rows: Any) -> Any:
        time.sleep(0.5)
        return super().annotations(rows)


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("marks")


@pytest.fixture(scope="module")
def cluster(marks: Path) -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    os.environ.setdefault("RAY_raylet_start_wait_time_s", "120")  # a slow machine needs more than the usual time
    os.environ.setdefault("RAY_agent_register_timeout_ms", "300000")
    environment = {"PYTHONPATH": str(ROOT), "MARKS": str(marks), "TIMES": "1"}
    head = {"num_cpus": 0, "object_store_memory": STORE, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    for _ in range(2):
        cluster.add_node(num_cpus=1, object_store_memory=STORE)
    cluster.wait_for_nodes()
    ray.init(address=cluster.address, runtime_env={"env_vars": environment}, log_to_driver=False)
    yield cluster
    ray.shutdown()
    cluster.shutdown()


def test_a_worker_that_is_killed_in_the_middle(cluster: Any, marks: Path, tmp_path: Path) -> None:
    from tqcheck.corpus import on_ray

    path = jsonl(tmp_path / "in.jsonl")
    task = task_for(path, tmp_path / "out", KillsItsProcess(columns=COLUMNS, config=CONFIG))
    sound = task_for(path, tmp_path / "sound", Annotator(columns=COLUMNS, config=CONFIG))
    chunks = list(task.source.chunks(1100))
    expected = list(processes.records(sound, chunks, 1))
    found = list(on_ray.records(task, chunks, 2, None))
    assert len(list(marks.iterdir())) == 1
    assert sorted(found, key=lambda record: record.number) == expected
    for chunk in chunks:
        assert task.output.part(chunk.number).read_bytes() == sound.output.part(chunk.number).read_bytes()


def test_the_whole_run_and_ones_own_data_set(cluster: Any, tmp_path: Path) -> None:
    from pyarrow import parquet as pq

    from tqcheck.corpus import arrow

    path = parquet(tmp_path / "in.parquet")
    options: dict[str, Any] = {"columns": COLUMNS, "config": CONFIG, "rule": Rule(), "part_size": 0.0011}
    annotate(path, tmp_path / "ray.parquet", cluster="local", **options)
    annotate(path, tmp_path / "one.parquet", jobs=1, **options)
    assert (tmp_path / "ray.parquet").read_bytes() == (tmp_path / "one.parquet").read_bytes()
    function = arrow.annotated(Annotator(columns=COLUMNS, config=CONFIG))
    dataset = ray.data.from_arrow(pq.read_table(path)).map_batches(function, batch_format="pyarrow", batch_size=7)
    wanted = pq.read_table(tmp_path / "one.parquet").to_pylist()
    assert sorted(dataset.take_all(), key=lambda row: row["n"]) == wanted


def test_a_machine_that_goes_away_in_the_middle(cluster: Any, tmp_path: Path) -> None:
    from tqcheck.corpus import on_ray

    path = jsonl(tmp_path / "in.jsonl")
    task = task_for(path, tmp_path / "out", Slow(columns=COLUMNS, config=CONFIG))
    sound = task_for(path, tmp_path / "sound", Annotator(columns=COLUMNS, config=CONFIG))
    chunks = list(task.source.chunks(700))
    expected = list(processes.records(sound, chunks, 1))
    found: list[Record] = []
    for record in on_ray.records(task, chunks, 2, None):
        if not found:
            cluster.remove_node(next(iter(cluster.worker_nodes)), allow_graceful=False)
        found.append(record)
    assert sorted(found, key=lambda record: record.number) == expected
    for chunk in chunks:
        assert task.output.part(chunk.number).read_bytes() == sound.output.part(chunk.number).read_bytes()
