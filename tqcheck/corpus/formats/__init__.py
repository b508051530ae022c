"""Inputs of `tqcheck corpus`: a class a format, found by the suffix of the file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tqcheck.corpus.formats.source import Source
from tqcheck.corpus.rows import Columns
from tqcheck.errors import TqcheckError

_CLASSES = {
    ".jsonl": "jsonl:JsonLines",
    ".ndjson": "jsonl:JsonLines",
    ".parquet": "parquet:Parquet",
    ".tmx": "tmx:Tmx",
    ".tsv": "tsv:Tsv",
}
"""Module of this package and class by suffix."""


def opened(path: Path, columns: Columns, *, heading: bool = True, details: bool = False) -> Source:
    """The input at a path, which is looked into as far as its columns need. Raises TqcheckError with what to do."""
    suffix = path.suffix.lower()
    if suffix not in _CLASSES:
        known = ", ".join(_CLASSES)
        hint = "; unpack it first" if suffix in (".gz", ".bz2", ".xz", ".zst", ".zip") else ""
        raise TqcheckError(f"{path}: a corpus is one of {known}, not {suffix or 'a file without suffix'}{hint}")
    if not path.is_file():
        raise TqcheckError(f"{path}: there is no such file")
    module, name = _CLASSES[suffix].split(":")
    try:
        source: Source = getattr(import_module(f"{__name__}.{module}"), name)(
            path, columns, heading=heading, details=details
        )
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read: {error.strerror or error}") from None
    return source
