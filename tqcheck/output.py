"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from tqcheck.errors import TqcheckError


def write_whole(path: Path, text: str, what: str, *, errors: str = "strict") -> None:
    """Put `text` into a file, as UTF-8, in place of what it held. Raises TqcheckError, which calls it `what`.

    It is written beside the file and then put in its place, so that a full disk or a killed run leaves the old file as
    it was. What is no regular file, such as /dev/stdout, is written to as it is.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", errors=errors, newline="\n") as stream:
                stream.write(text)
            return
        beside = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            with beside.open("x", encoding="utf-8", errors=errors, newline="\n") as stream:
                stream.write(text)
            beside.replace(path)
        except FileExistsError:
            raise
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise TqcheckError(f"{path}: {what} could not be written: {error.strerror}") from None
    except ValueError as error:
        raise TqcheckError(f"{str(path)!r}: {what} could not be written: {error}") from None
