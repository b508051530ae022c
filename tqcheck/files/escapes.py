"""Characters that a format writes in hexadecimal digits."""

from __future__ import annotations


def character(*units: str) -> str:
    """The character of a UTF-16 unit, or of a surrogate pair of them; U+FFFD for half a pair."""
    first, *second = (int(unit, 16) for unit in units)
    if second:
        return chr(0x10000 + ((first - 0xD800) << 10) + second[0] - 0xDC00)
    return "\ufffd" if 0xD800 <= first < 0xE000 else chr(first)
