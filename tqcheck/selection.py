"""What a configuration makes of the checks: which run, how grave their issues are, how sure they must be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from tqcheck.check import Check
from tqcheck.checks import registry
from tqcheck.config import Config, suggestion
from tqcheck.errors import ConfigError
from tqcheck.types import Issue

_Value = TypeVar("_Value")


def selected_checks(config: Config) -> tuple[Check, ...]:
    """The checks that a configuration asks for. Raises ConfigError for an unknown ID or group anywhere in it."""
    checks = registry()
    names = {*checks, *(check.group for check in checks.values() if check.group)}
    for key in ("select", "ignore", "severity", "min_confidence"):
        for item in getattr(config, key):
            name = item if isinstance(item, str) else item[0]
            if name not in names:
                raise ConfigError(
                    f"{key.replace('_', '-')}: there is no check {name!r}{suggestion(name, names)} "
                    "(tqcheck checks lists them)"
                )
    return tuple(
        check
        for check in checks.values()
        if (not config.select or is_in(check, config.select)) and not is_in(check, config.ignore)
    )


def is_in(check: Check, names: Collection[str]) -> bool:
    """Whether a check, or its group, is among `names`."""
    return check.id in names or check.group in names


def graded(issues: Iterable[Issue], config: Config) -> Iterator[Issue]:
    """The issues that are sure enough, with the severities that a configuration gives them."""
    severities, least = dict(config.severity), dict(config.min_confidence)
    checks = registry()
    for issue in issues:
        check = checks.get(issue.rule)
        if issue.confidence >= (_for(check, least) or 0):
            severity = _for(check, severities)
            yield issue if severity is None else replace(issue, severity=severity)


def _for(check: Check | None, values: dict[str, _Value]) -> _Value | None:
    """What is said of a check, or else of its group."""
    return values.get(check.id, values.get(check.group)) if check and values else None
