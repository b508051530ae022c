"""Bytes to text: UTF-8, UTF-16 with a byte order mark, or what the file declares; nothing is guessed."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from tqcheck.errors import UnreadableFile

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


_DECLARATION = re.compile(rb"""<\?xml[^>]*\sencoding=["']([\w.-]+)|\bcharset=["']?([\w.-]+)""", re.IGNORECASE)
_SINGLE_OR_MULTIBYTE = re.compile(r"(?:iso|windows|cp|latin|koi8|mac|big5|euc|gb|shift|sjis|johab|tis|ks_c)")
"""Names of encodings of text; Python knows others under which bytes mean commands, escapes or packed data."""
_HEAD = 2048
"""Bytes in which a file of XML, HTML or gettext declares its encoding."""


def _as_declared(data: bytes) -> str | None:
    """The text of a file in the encoding that it declares; None where it declares none, or a wrong one."""
    match = _DECLARATION.search(data, 0, _HEAD)
    name = (match[1] or match[2]).decode("ascii").lower() if match else ""
    try:
        return data.decode(name) if _SINGLE_OR_MULTIBYTE.match(name) else None
    except (LookupError, UnicodeError):
        return None


def decode(data: bytes) -> str:
    """The text of a file, its byte order mark removed and nothing else touched.

    Raises UnreadableFile for an empty file, for binary data and for other encodings.
    """
    if not data:
        raise UnreadableFile("this is empty, so nothing was checked; remove it or fill it")
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnreadableFile("the text is UTF-32; save it as UTF-8")
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if not mark and b"\0" in data[:8192]:
            raise UnreadableFile("this is a binary file, not text; leave it out of the paths") from None
        if not mark and (declared := _as_declared(data)) is not None:
            return declared
        where = data[len(mark) : len(mark) + error.start].decode(encoding).count("\n") + 1
        what_to_do = "" if mark else ", for example with: iconv -f WINDOWS-1252 -t UTF-8"
        raise UnreadableFile(
            f"not valid {encoding.upper()} (byte {len(mark) + error.start}, line {where}); save it as UTF-8{what_to_do}"
        ) from None
    if "\0" in text:
        raise UnreadableFile("this is a binary file (it holds NUL characters), not text; leave it out of the paths")
    if not text.strip():
        raise UnreadableFile("this holds nothing but white space, so nothing was checked")
    return text


def decoded_head(data: bytes) -> str:
    """The beginning of a file as far as it can be decoded: enough to tell a format by."""
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    return data[len(mark) :].decode(encoding, "replace")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFile with what to do."""
    try:
        if path.exists() and not path.is_file():
            raise UnreadableFile("this is not a regular file; to read a pipe, use -")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile("there is no such file or folder") from None
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {error.strerror}") from None
