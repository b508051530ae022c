"""JSON as text that is safe to show: what could drive a terminal is written as an escape."""

from __future__ import annotations

import json
import re
from typing import TextIO

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON itself lets stand: delete, C1 controls, marks of direction, line separators, lone surrogates."""


def dump(value: object, stream: TextIO) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    stream.write(_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text))
    stream.write("\n")
