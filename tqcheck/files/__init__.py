"""Reading: from paths to documents. Each module here which declares a `format` is a known format."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from tqcheck.errors import UnreadableFile
from tqcheck.files.decode import read_text
from tqcheck.files.format import Format, refuse_long_segments
from tqcheck.types import Document


@cache
def formats() -> dict[str, Format]:
    """Known formats by suffix, from the modules of this package."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found = [module.format for module in modules if isinstance(getattr(module, "format", None), Format)]
    return {suffix: known for known in sorted(found, key=lambda known: known.name) for suffix in known.suffixes}


def document_from_text(text: str, *, path: str, format: Format) -> Document:
    """A document from text that is at hand already."""
    segments = format.read(text)
    refuse_long_segments(text, segments)
    return Document(path=path, format=format.name, text=text, segments=tuple(segments), continuous=format.continuous)


def read(path: Path) -> Document:
    """Read one file. Raises UnreadableFile with what to do."""
    known = formats().get(path.suffix.lower())
    if known is None and path.exists():
        suffixes = ", ".join(sorted(formats()))
        raise UnreadableFile(f"unknown file format {path.suffix or '(no suffix)'!r}; known are {suffixes}")
    text = read_text(path)
    assert known is not None
    return document_from_text(text, path=path.as_posix(), format=known)
