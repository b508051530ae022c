"""How long things take, each without what it waits for: the language identification of a check is not the check's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any, TypeVar, cast

READING = "(reading)"
LANGUAGE_ID = "(language ID)"
MODEL = "(grammar model)"

_Thing = TypeVar("_Thing")


class Clock:
    """Adds up seconds by what is being done; what is done within something else counts for itself alone."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._doing: list[str] = []
        self._since = 0.0

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        """The time until the end of a block is that of `what`."""
        self._turn()
        self._doing.append(what)
        try:
            yield
        finally:
            self._turn()
            self._doing.pop()

    def taken(self) -> dict[str, float]:
        """Seconds by what was done since this was last asked."""
        seconds, self._seconds = self._seconds, {}
        return seconds

    def timed(self, thing: _Thing, what: str) -> _Thing:
        """The same, but the time in its methods is that of `what`."""
        return cast(_Thing, _Timed(thing, what, self))

    def _turn(self) -> None:
        now = perf_counter()
        if self._doing:
            what = self._doing[-1]
            self._seconds[what] = self._seconds.get(what, 0.0) + now - self._since
        self._since = now


class _Timed:
    def __init__(self, thing: Any, what: str, clock: Clock) -> None:
        self._thing, self._what, self._clock = thing, what, clock

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._thing, name)
        if not callable(value):
            return value

        def timed(*arguments: Any, **named: Any) -> Any:
            with self._clock.of(self._what):
                return value(*arguments, **named)

        return timed
