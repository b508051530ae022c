"""The door for pyarrow and pandas: tables in, the same tables with the added columns out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from tqcheck.corpus.rows import ADDED, Annotator, Columns, Row, row
from tqcheck.errors import TqcheckError

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ModuleNotFoundError:
    raise TqcheckError(
        "Parquet and tables need pyarrow, which is not installed: pip install 'tqcheck[corpus]'"
    ) from None

if TYPE_CHECKING:
    import pandas as pd

SPARK_COLUMNS = ", ".join(
    f"{name} {kind}"
    for name, kind in zip(ADDED, ("array<string>", "int", "int", "string", "string", "boolean", "string"), strict=True)
)
"""The added columns in the words of Spark's schemas."""


def annotated(annotator: Annotator) -> Callable[[pa.Table], pa.Table]:
    """The function from a table to the same with the added columns, for `ray.data.Dataset.map_batches` and others.

    It is pure: what a row gets depends on nothing beside it. Raises TqcheckError when a column is missing.
    """

    def annotate(table: pa.Table) -> pa.Table:
        texts(table.schema, annotator.columns, "the table")
        found = annotator.annotations(rows(table, annotator.columns))
        values = [annotator.written(annotation) for annotation in found]
        return extended(table, values, schema(table.schema, details=annotator.details))

    return annotate


def map_in_pandas(annotator: Annotator) -> Callable[[Iterable[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """The same for `pyspark.sql.DataFrame.mapInPandas`: frames in, frames with the added columns out."""

    def annotate(frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        function = annotated(annotator)
        for frame in frames:
            table = function(pa.Table.from_pandas(frame, preserve_index=False))
            added = table.select(list(ADDED)).to_pandas()
            yield frame.assign(**{name: added[name].to_numpy() for name in ADDED})

    return annotate


def schema(original: pa.Schema, *, details: bool) -> pa.Schema:
    """A schema with the added columns. Issues are a list of IDs, or with `details` a text of JSON."""
    issues = pa.string() if details else pa.list_(pa.string())
    types = (issues, pa.int32(), pa.int32(), pa.string(), pa.string(), pa.bool_(), pa.string())
    for name, kind in zip(ADDED, types, strict=True):
        original = original.append(pa.field(name, kind))
    return original


def extended(table: pa.Table, values: Sequence[dict[str, Any]], wanted: pa.Schema) -> pa.Table:
    """A table with the values of the added columns, in the schema that `schema` made of its own."""
    columns = []
    for name in ADDED:
        cells = [value[name] for value in values]
        kind = wanted.field(name).type
        if pa.types.is_string(kind):
            cells = [json.dumps(cell, ensure_ascii=False) if isinstance(cell, list) else cell for cell in cells]
        columns.append(pa.chunked_array([pa.array(cells, kind)]))
    return pa.Table.from_arrays([*table.columns, *columns], schema=wanted)


def rows(table: pa.Table, columns: Columns) -> list[Row]:
    """The rows of a table."""
    values = {role: _values(table.column(name)) for role, name in columns.named.items()}
    return [row(dict(zip(values, cells, strict=True))) for cells in zip(*values.values(), strict=True)]


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The texts of a column; what is not valid UTF-8 stays bytes."""
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return [cell.as_buffer().to_pybytes() if cell.is_valid else None for cell in column]


def texts(original: pa.Schema, columns: Columns, where: object) -> None:
    """Raises TqcheckError when a column is not there, or holds no text."""
    for name in columns.named.values():
        if name not in original.names:
            raise TqcheckError(f"{where}: there is no column {name!r}; there are {', '.join(original.names)}")
        kind = original.field(name).type
        if pa.types.is_dictionary(kind):
            kind = kind.value_type
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
            raise TqcheckError(f"{where}: the column {name!r} holds {kind}, not text")


def opened(path: Path) -> Any:
    """A Parquet file to be read piece by piece. Raises TqcheckError when it is none."""
    try:
        return pq.ParquetFile(path, pre_buffer=False)
    except pa.ArrowInvalid as error:
        raise TqcheckError(f"{path}: not a Parquet file ({error})") from None


def read(path: Path) -> pa.Table:
    with opened(path) as file:
        return file.read()


def table(batches: Iterable[pa.RecordBatch], wanted: pa.Schema) -> pa.Table:
    return pa.Table.from_batches(batches, wanted)


def writer(stream: IO[bytes], wanted: pa.Schema) -> Any:
    return pq.ParquetWriter(stream, wanted, compression="zstd")
