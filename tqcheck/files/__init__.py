"""Reading: from paths to documents. Each module here which declares a `format` is a known format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from tqcheck.errors import TqcheckError, UnreadableFile
from tqcheck.files import locales
from tqcheck.files.data import without_data
from tqcheck.files.decode import decoded_head, read_bytes
from tqcheck.files.format import Content, Format, refuse_long_segments, with_distinct_ids
from tqcheck.files.originals import paired
from tqcheck.types import Document

_HEAD = 65_536
"""Bytes of a file that tell its format."""
_HALF_PAIR = re.compile("[\ud800-\udfff]")
"""Half a character of UTF-16. No file has one, but strings of Python may; parsers refuse them."""
_DATA_NOTE = "data in the text was not looked at: {} × 1,000 characters or more without a space"


@cache
def formats() -> dict[str, tuple[Format, ...]]:
    """Known formats by suffix, from the modules of this package."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found = [module.format for module in modules if isinstance(getattr(module, "format", None), Format)]
    known: dict[str, tuple[Format, ...]] = {}
    for format in sorted(found, key=lambda format: format.name):
        for suffix in format.suffixes:
            known[suffix] = (*known.get(suffix, ()), format)
    return known


@cache
def formats_by_name() -> dict[str, Format]:
    """Known formats by the name that documents have of them."""
    return {format.name: format for known in formats().values() for format in known}


def is_known(path: Path) -> bool:
    """Whether a file met in a folder is one to check, rather than data with the suffix of a format."""
    candidates = formats().get(path.suffix.lower(), ())
    candidates = tuple(known for known in candidates if not known.named or locales.is_named(path))
    if not candidates or any(known.recognises is None for known in candidates):
        return bool(candidates)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return True
    return _recognised(candidates, head) is not None


def document_from_text(text: str, *, path: str, format: Format | None = None) -> Document:
    """A document from text that is at hand already; of several target languages, the first.

    The format is told from the path's suffix and the text unless it is given.
    """
    format = format or _format_of(Path(path), text.encode("utf-8", "surrogatepass"))
    return _documents(text, path=Path(path), format=format, settings={})[0]


def read(path: Path, *, source_lang: str | None = None, settings: Mapping[str, Any] | None = None) -> list[Document]:
    """Read one file, as a document for each target language in it. Raises UnreadableFile with what to do.

    A translation is paired with its original where that stands where it is looked for, in
    `source_lang` if that is given. `settings` are what formats may want to know, by name.
    """
    format, documents = _read(path, settings or {})
    original = locales.original_of(path, source_lang) if format.translated else None
    if original is None:
        return documents
    try:
        source = _original(original, original.stat().st_mtime_ns)
    except UnreadableFile as error:
        note = f"not compared with its original, {original.as_posix()}, which cannot be read: {error}"
        return [replace(document, notes=(*document.notes, note)) for document in documents]
    return [paired(document, source) for document in documents]


@lru_cache(maxsize=8)
def _original(path: Path, _modified: int) -> Document:
    return _read(path, {})[1][0]


def _read(path: Path, settings: Mapping[str, Any]) -> tuple[Format, list[Document]]:
    if path.suffix.lower() not in formats() and path.exists():
        known = ", ".join(sorted(formats()))
        raise UnreadableFile(f"unknown file format {path.suffix or '(no suffix)'!r}; known are {known}")
    data = read_bytes(path)
    format = _format_of(path, data)
    text = format.decode(data)
    return format, _documents(text, path=path, format=format, settings=settings)


def _format_of(path: Path, data: bytes) -> Format:
    candidates = formats().get(path.suffix.lower(), ())
    found = candidates[0] if len(candidates) == 1 else _recognised(candidates, data)
    if found is None:
        names = " or ".join(known.name for known in candidates)
        raise UnreadableFile(f"this {path.suffix} file is not {names}; leave it out of the paths")
    return found


def _recognised(candidates: Iterable[Format], data: bytes) -> Format | None:
    head = decoded_head(data[:_HEAD])
    return next((known for known in candidates if known.recognises is None or known.recognises(head)), None)


def _documents(text: str, *, path: Path, format: Format, settings: Mapping[str, Any]) -> list[Document]:
    documents = []
    whole = _HALF_PAIR.sub("\ufffd", text)
    for content in _contents(whole, format, {name: settings[name] for name in format.options if settings.get(name)}):
        continuous = format.continuous if content.continuous is None else content.continuous
        shown = text if content.text is None else content.text
        refuse_long_segments(shown, content.segments)
        read = [without_data(segment) for segment in content.segments]
        stretches = sum(number for _, number in read)
        documents.append(
            Document(
                path=path.as_posix(),
                format=format.name,
                text=shown,
                segments=with_distinct_ids(segment for segment, _ in read),
                continuous=continuous,
                source_lang=_tag(content.source_lang),
                target_lang=_tag(content.target_lang) or (None if continuous else locales.language_of(path)),
                notes=(_DATA_NOTE.format(stretches),) if stretches else (),
            )
        )
    return documents


def _contents(text: str, format: Format, options: Mapping[str, Any]) -> Iterable[Content]:
    """What the format's reader finds; that a reader crashes is the trouble of its file, not of the whole run."""
    try:
        return list(format.read(text, **options))
    except RecursionError:
        raise UnreadableFile("what stands in the file is nested too deep; this is data rather than texts") from None
    except MemoryError:
        raise UnreadableFile("there is too little memory to read this file; split it") from None
    except TqcheckError:
        raise
    except Exception as error:
        reason = f"the reader of {format.name} crashed ({type(error).__name__}: {error})"
        raise UnreadableFile(f"{reason}; please report this") from error


def _tag(written: str | None) -> str | None:
    """The BCP 47 form of a language as a file writes it; None for what is no language."""
    return locales.normalised(written) if written else None
