"""The checks. A module here adds its `check`, or its several `checks`; declared rules come from tqcheck.rules."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tqcheck.check import Check, Context, Example, Registry
from tqcheck.rules import declared_checks

__all__ = ["Check", "Context", "Example", "Registry", "registry"]


@cache
def registry() -> Registry:
    """Every check by ID, sorted."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found: list[Check] = []
    for module in modules:
        found += [module.check] if hasattr(module, "check") else getattr(module, "checks", ())
    checks: dict[str, Check] = {}
    for check in sorted([*found, *declared_checks()], key=lambda check: check.id):
        if check.id in checks:
            raise ValueError(f"two checks are called {check.id!r}")
        checks[check.id] = check
    return checks
