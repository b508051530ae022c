"""The word table: ln P(word | language) for many languages in one memory-mapped file.

Layout of `words.bin` (little endian), written by `models/words/build.py` and read here:

    magic      8 bytes   b"TQWORDS1"
    size       uint32    length of the header in bytes, then its crc32 as uint32
    header     JSON      {"version", "languages", "rarest", "entries", "step", "trigram_step", "lettered", "source"},
                         padded to a multiple of 8
    index      uint32[65537]      where each bucket starts; a bucket is the upper half of a word's hash
    low        uint16[entries]    lower half of the hash, ascending within a bucket
    language   uint8[entries]     position in `languages`
    code       uint8[entries]     -ln P / step, rounded, 1..255
    trigrams   uint8[131072, lettered]   -ln P(letter | two letters before) / trigram_step, by hash of the trigram,
                                       for the languages `lettered`

A word's hash is the crc32 of its folded form in UTF-8. Two words share a hash about once in a thousand look-ups of
unknown words, which costs a wrong probability and no error.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import unicodedata
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tqcheck.errors import MissingModel

MAGIC = b"TQWORDS1"
VERSION = 1
BUCKETS = 1 << 16
TRIGRAM_BUCKETS = 1 << 17
ABSENT = 255
"""The code of a word that a language's list does not hold; the rarest word present has at most 254."""


class DamagedTable(MissingModel):
    """The word table cannot be used: not ours, of another version, cut short or garbled."""


def fold(word: str) -> str:
    """The form under which a word is stored: composed, case-folded, straight apostrophes."""
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFC", word).casefold().replace("’", "'").replace("i̇", "i")
    return unicodedata.normalize("NFC", word)


def hashes(folded: Sequence[str]) -> NDArray[np.uint32]:
    """uint32[n]: the hash of each folded word."""
    crc32 = zlib.crc32
    return np.fromiter((crc32(word.encode("utf-8", "replace")) for word in folded), np.uint32, len(folded))


def trigram_hashes(word: str) -> NDArray[np.uint32]:
    """uint32[letters + 1]: the bucket of each trigram of a folded word, with a mark before and after it."""
    code = np.frombuffer(f"\1\1{word}\2".encode("utf-32-le", "replace"), np.uint32)
    mixed = (
        (code[:-2] * np.uint32(0x9E3779B1)) ^ (code[1:-1] * np.uint32(0x85EBCA77)) ^ (code[2:] * np.uint32(0xC2B2AE3D))
    )
    bucket: NDArray[np.uint32] = (mixed * np.uint32(0x27D4EB2F)) >> np.uint32(15)
    return bucket


def checked_hash(path: Path) -> str:
    """The SHA-256 of the table at `path`, when it is the one that the file beside it (words.sha256) names.

    Raises DamagedTable otherwise. Reading 23 MB for it takes about 20 ms.
    """
    try:
        expected = path.with_suffix(".sha256").read_text("ascii").split(maxsplit=1)[0]
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError, IndexError) as error:
        raise DamagedTable(f"{path}: the word table or its hash cannot be read ({error}); reinstall tqcheck") from None
    if found != expected:
        raise DamagedTable(f"{path}: the word table is damaged (it has another hash); reinstall tqcheck")
    return found


class WordTable:
    """The mapped file. `languages` gives the meaning of the columns of what its methods return."""

    def __init__(self, path: Path) -> None:
        """Map the table at `path`. Raises DamagedTable, or OSError where it cannot be opened."""
        with path.open("rb") as file:
            try:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                raise DamagedTable(f"{path}: the word table is empty") from error
        header, offset = _read_header(self._map, path)
        self.languages: tuple[str, ...] = tuple(header["languages"])
        self.rarest: tuple[float, ...] = tuple(header["rarest"])  # ln P of the rarest word in each list
        self.step: float = header["step"]
        self.trigram_step: float = header["trigram_step"]
        self.lettered: tuple[str, ...] = tuple(header["lettered"])  # those with a letter model
        entries, columns = int(header["entries"]), len(self.lettered)
        wanted = offset + 4 * (BUCKETS + 1) + 4 * entries + TRIGRAM_BUCKETS * columns
        if len(self._map) != wanted:
            raise DamagedTable(
                f"{path}: the word table has {len(self._map)} bytes instead of {wanted}; reinstall tqcheck"
            )

        def take(dtype: Any, count: int) -> NDArray[Any]:
            nonlocal offset
            array: NDArray[Any] = np.frombuffer(self._map, dtype, count, offset)
            offset += array.nbytes
            return array

        self._index = take("<u4", BUCKETS + 1)
        self._low = take("<u2", entries)
        self._language = take("u1", entries)
        self._code = take("u1", entries)
        self._trigrams = take("u1", TRIGRAM_BUCKETS * columns).reshape(TRIGRAM_BUCKETS, columns)
        if self._index[0] != 0 or self._index[-1] != entries or bool((self._index[1:] < self._index[:-1]).any()):
            raise DamagedTable(f"{path}: the word table's index is garbled; reinstall tqcheck")

    def codes(self, folded: Sequence[str]) -> NDArray[np.uint8]:
        """uint8[words, languages]: -ln P / step of each folded word, ABSENT where a list lacks it."""
        result = np.full((len(folded), len(self.languages)), ABSENT, np.uint8)
        if not len(folded):
            return result
        hashed = hashes(folded)
        bucket = (hashed >> np.uint32(16)).astype(np.int64)
        low = (hashed & np.uint32(0xFFFF)).astype(np.uint16)
        at, end = self._index[bucket].astype(np.int64), self._index[bucket + 1].astype(np.int64)
        at = _lower_bound(self._low, low, at, end)
        rows = np.arange(len(folded))
        while len(rows):
            inside = at < end
            inside[inside] = self._low[at[inside]] == low[inside]
            rows, at, end, low = rows[inside], at[inside], end[inside], low[inside]
            result[rows, self._language[at]] = self._code[at]
            at = at + 1
        return result

    def letters(self, folded: str) -> NDArray[np.float32]:
        """float32[lettered]: ln P of a word's letters under each language's trigram model."""
        total: NDArray[np.float32] = self._trigrams[trigram_hashes(folded)].sum(axis=0, dtype=np.float32)
        return total * np.float32(-self.trigram_step)


def _lower_bound(
    keys: NDArray[np.uint16], wanted: NDArray[np.uint16], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.int64]:
    """int64[n]: the first place in keys[start:end] that is not below `wanted`, for n searches at once."""
    if not len(keys):
        return start
    low, high = start.copy(), end.copy()
    for _ in range(int((high - low).max()).bit_length()):
        middle = (low + high) >> 1
        below = (keys[np.minimum(middle, len(keys) - 1)] < wanted) & (low < high)
        high = np.where(below, high, middle)
        low = np.where(below, middle + 1, low)
    return low


def _read_header(data: mmap.mmap, path: Path) -> tuple[dict[str, Any], int]:
    """The header and the offset behind it."""
    if data[:8] != MAGIC:
        raise DamagedTable(f"{path}: not a word table of tqcheck")
    size, checksum = (int.from_bytes(data[at : at + 4], "little") for at in (8, 12))
    raw = data[16 : 16 + size]
    if len(raw) != size or zlib.crc32(raw) != checksum:
        raise DamagedTable(f"{path}: the word table's header is garbled; reinstall tqcheck")
    header = json.loads(raw)
    if header.get("version") != VERSION:
        raise DamagedTable(f"{path}: the word table has version {header.get('version')}, this tqcheck reads {VERSION}")
    return header, 16 + size
