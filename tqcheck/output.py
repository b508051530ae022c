"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from tqcheck.errors import TqcheckError


def write_whole(path: Path, text: str, what: str, *, errors: str = "strict") -> None:
    """Put `text` into a file, as UTF-8, in place of what it held. Raises TqcheckError, which calls it `what`."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(text, "utf-8", errors, newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise TqcheckError(f"{path}: {what} could not be written: {error.strerror}") from None
