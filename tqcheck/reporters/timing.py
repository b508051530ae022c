"""How long a run took, by check and by file: a small table, 80 columns wide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TextIO

from tqcheck.reporters.visible import visible

_SHOWN = 15
"""Lines of each part, the longest times first."""
_WIDTH = 80


def write(seconds: Mapping[str, Mapping[str, float]], *, kept: int, stream: TextIO) -> None:
    """`seconds`: by file ("" for the comparison of files) and by what was done; `kept`: files that the cache held."""
    by_what: Counter[str] = Counter()
    for parts in seconds.values():
        by_what.update(parts)
    by_file = Counter({path or "(comparing files)": sum(parts.values()) for path, parts in seconds.items()})
    total = by_what.total()
    held = f"; {kept:,} files unchanged, from the cache" if kept else ""
    stream.write(f"Timing: {total:.2f} s in {len(seconds.keys() - {''}):,} files{held}\n")
    for heading, times in (("check", by_what), ("file", by_file)):
        if times:
            stream.write(f"{'seconds':>10} {'share':>6}  {heading}\n")
        for name, taken in times.most_common(_SHOWN):
            stream.write(f"{taken:>10.3f} {taken / total if total else 0:>6.1%}  {_short(visible(name))}\n")
        if rest := sorted(times.values(), reverse=True)[_SHOWN:]:
            stream.write(f"{sum(rest):>10.3f} {sum(rest) / total if total else 0:>6.1%}  {len(rest):,} others\n")


def _short(name: str) -> str:
    """The end of a name that is too long."""
    room = _WIDTH - 19
    return name if len(name) <= room else f"…{name[1 - room :]}"
