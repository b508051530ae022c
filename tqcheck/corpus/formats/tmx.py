"""Translation memories: cut up in one pass of expat; the units are read as `tqcheck check` reads them."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from tqcheck.corpus.formats.lines import Lines
from tqcheck.corpus.formats.source import Batch, Chunk
from tqcheck.corpus.rows import Columns, Row
from tqcheck.errors import UnreadableFile
from tqcheck.files import tmx
from tqcheck.files.locales import normalised

_PIECE = 1 << 20
"""Bytes that expat is given at a time."""


class Tmx(Lines):
    """A row for each variant that is not in the source language. The output is JSON Lines, as TMX has no columns.

    A chunk is a range of bytes from the start tag of one unit to that of another, read with a head and foot of its own.
    """

    suffix = ".jsonl"
    place = "row"
    own_columns = True

    def __init__(self, path: Path, columns: Columns, *, heading: bool = True, details: bool = False) -> None:
        super().__init__(path, columns, heading=heading, details=details)
        self._encoding = "utf-8"
        self._source_lang: str | None = None
        for name, _ in self._tags():
            if name == "body":
                break

    def chunks(self, size: int) -> Iterator[Chunk]:
        number, start = 0, -1
        for name, at in self._tags():
            if name in ("tu", "/body") and start < 0:
                start = at
            elif (name == "tu" and at - start >= size) or name == "/body":
                yield Chunk(number, start, at)
                number, start = number + 1, at

    def read(self, chunk: Chunk) -> Batch:
        with self.path.open("rb") as file:
            file.seek(chunk.start)
            units = file.read(chunk.end - chunk.start).decode(self._encoding)
        header = f"<header srclang={quoteattr(self._source_lang)}/>" if self._source_lang else ""
        contents = tmx.read(f"<tmx>{header}<body>{units}</body></tmx>")
        found = [(segment, content) for content in contents for segment in content.segments]
        found.sort(key=lambda pair: pair[0].runs[0].file_start)
        batch = Batch(records=[], places=list(range(1, len(found) + 1)), length=len(found))
        for segment, content in found:
            source_lang = content.source_lang and normalised(content.source_lang)
            target_lang = content.target_lang and normalised(content.target_lang)
            row = Row(
                target=segment.text,
                source=segment.source,
                target_lang=target_lang or None,
                source_lang=source_lang or None,
                opaque=segment.opaque,
            )
            batch.rows.append(row)
            batch.records.append(
                {
                    "id": None if segment.id == segment.source else segment.id,
                    "source_lang": source_lang,
                    "target_lang": target_lang,
                    "source": segment.source,
                    "target": segment.text,
                }
            )
        return batch

    def write(self, batch: Batch, values: Sequence[dict[str, Any]], stream: IO[bytes]) -> None:
        for record, added in zip(batch.records, values, strict=True):
            stream.write(json.dumps({**record, **added}, ensure_ascii=False).encode() + b"\n")

    def _tags(self) -> Iterator[tuple[str, int]]:
        """The tags of body and units, an end tag with a slash, with the byte each begins at, as the file is read.

        Raises UnreadableFile where it is not well formed, or no TMX.
        """
        parser = expat.ParserCreate()
        found: list[tuple[str, int]] = []
        open_elements = 0

        def declared(_version: str, encoding: str | None, _standalone: int) -> None:
            self._encoding = encoding or self._encoding

        def started(name: str, attributes: dict[str, str]) -> None:
            nonlocal open_elements
            open_elements += 1
            if open_elements == 1 and name != "tmx":
                raise self._refused(parser, f"the root element is <{name}>, not <tmx>")
            if name == "header":
                self._source_lang = attributes.get("srclang")
            if name in ("body", "tu"):
                found.append((name, parser.CurrentByteIndex))

        def ended(name: str) -> None:
            nonlocal open_elements
            open_elements -= 1
            if name == "body":
                found.append(("/body", parser.CurrentByteIndex))

        def entity(*_: object) -> None:
            raise self._refused(parser, "entities of its own are refused in a corpus; write their text into the file")

        parser.XmlDeclHandler = declared
        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        parser.EntityDeclHandler = entity
        with self.path.open("rb") as file:
            head = file.read(_PIECE)
            if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                self._encoding = "utf-16-le" if head.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
                parser.XmlDeclHandler = None
            piece = head
            while True:
                try:
                    parser.Parse(piece, not piece)
                except expat.ExpatError as error:
                    what = f"not well-formed XML ({expat.ErrorString(error.code)})"
                    raise UnreadableFile(f"{self.path}: line {error.lineno}: {what}") from None
                yield from found
                found.clear()
                if not piece:
                    return
                piece = file.read(_PIECE)

    def _refused(self, parser: expat.XMLParserType, what: str) -> UnreadableFile:
        return UnreadableFile(f"{self.path}: line {parser.CurrentLineNumber}: {what}")
