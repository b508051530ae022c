"""`tqcheck corpus`: columns about quality for training or archive data of any size.

    input -> chunks (formats) -> rows -> annotations (rows) -> parts (parts) -> output

A chunk is read, annotated and written by one `task`, on this machine's cores (`processes`) or a cluster's (`on_ray`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from tqcheck.api import engine
from tqcheck.config import Config
from tqcheck.corpus import parts
from tqcheck.corpus.formats import opened
from tqcheck.corpus.formats.source import Chunk, Source
from tqcheck.corpus.parts import Output, Record
from tqcheck.corpus.progress import Progress
from tqcheck.corpus.rows import Annotator, Columns, Rule, languages_of
from tqcheck.corpus.summary import Summary
from tqcheck.corpus.task import Task
from tqcheck.errors import TqcheckError

__all__ = ["Annotator", "Columns", "Rule", "Summary", "annotate"]

_SAMPLE = 65_536
"""Bytes of the input's beginning that tell the languages of all rows."""
_FEWEST, _SMALLEST = 64, 65_536
"""An input is cut into so many chunks at least, unless they would be smaller than so many bytes."""


def annotate(
    path: Path,
    output: Path,
    *,
    columns: Columns,
    config: Config,
    rule: Rule,
    details: bool = False,
    by_row: bool = False,
    heading: bool = True,
    jobs: int | None = None,
    cluster: str | None = None,
    part_size: float = 4.0,
    resume: bool = False,
) -> Summary:
    """Write the rows of `path` with the added columns to `output`, a file or (without a suffix) a folder of parts.

    The languages are those of `config`, else what the columns say, else detected, once from the first rows or `by_row`.
    `jobs`: processes, by default one for each core. `cluster`: "local", or the address of a Ray cluster.
    `part_size`: megabytes of the input that are done at a time, at most. `resume`: go on with an interrupted run.
    Raises TqcheckError with what to do; what was done until then can be resumed.
    """
    source = opened(path, columns, heading=heading, details=details)
    if not (by_row or source.own_columns):
        config = _with_languages(config, source)
    annotator = Annotator(columns=columns, config=config, rule=rule, details=details)
    engine(config)  # so that an unknown check or a missing glossary is named before any work
    size = path.stat().st_size
    chunk_bytes = max(1, min(int(part_size * 1e6), max(_SMALLEST, size // _FEWEST)))
    where = Output(output, source.suffix)
    plan = _plan(source, annotator, chunk_bytes)
    if not where.begin(plan, resume=resume):
        return Summary.of(where.finished(), source, where)
    task = Task(source=source, annotator=annotator, output=where)
    done: dict[int, Record] = {}
    planned: set[int] = set()
    with Progress(source.total) as progress:

        def waiting() -> Iterator[Chunk]:
            for chunk in source.chunks(chunk_bytes):
                planned.add(chunk.number)
                if (record := where.done(chunk)) is None:
                    yield chunk
                else:
                    done[record.number] = record
                    progress.skip(record)

        if cluster is None:
            from tqcheck.corpus import processes

            running = processes.records(task, waiting(), jobs or os.cpu_count() or 1)
        else:
            from tqcheck.corpus import on_ray

            running = on_ray.records(task, waiting(), jobs, None if cluster == "local" else cluster)
        with closing(running):
            for record in running:
                done[record.number] = record
                progress.add(record)
    if lost := len(planned - done.keys()):
        raise TqcheckError(
            f"{lost} of {len(planned)} parts are missing: the process that made them died each time (was there enough "
            "memory?); the others are kept, try again with --resume"
        )
    records = [done[number] for number in sorted(done)]
    where.finish(plan, source, records)
    return Summary.of(records, source, where)


def _with_languages(config: Config, source: Source) -> Config:
    """The configuration with the languages that the first rows are in, where neither it nor a column says them."""
    if config.target_lang is not None or source.columns.target_lang is not None:
        return config
    first = next(source.chunks(_SAMPLE), None)
    rows = source.read(first).rows if first else []
    target, detected = languages_of([row for row in rows if row.failure is None])
    known = config.source_lang is not None or source.columns.source_lang is not None
    return config.override(target_lang=target, source_lang=None if known else detected)


def _plan(source: Source, annotator: Annotator, chunk_bytes: int) -> dict[str, Any]:
    """All that the output depends on, as JSON: a run can only be resumed as it was begun."""
    config, rule = annotator.config, annotator.rule
    return {
        "tqcheck": engine(config).signature,
        "input": parts.fingerprint(source.path),
        "columns": source.columns.named,
        "languages": {"target": config.target_lang, "source": config.source_lang},
        "configuration": sha256(repr(replace(config, origins=())).encode()).hexdigest()[:16],
        "terms": [parts.fingerprint(Path(name)) for name in (*config.glossary, *config.do_not_translate_files)],
        "rule": {"drop_on": rule.drop_on and rule.drop_on.value, "max_penalty": rule.max_penalty},
        "issues": "details" if annotator.details else "ids",
        "chunk_bytes": chunk_bytes,
    }
