"""tqcheck: finds what a good editor would mark in a translated text."""

from importlib import import_module
from typing import TYPE_CHECKING

from tqcheck.version import __version__

if TYPE_CHECKING:
    from tqcheck.api import check_file, check_text, check_texts
    from tqcheck.config import Config
    from tqcheck.types import Issue

__all__ = ["Config", "Issue", "__version__", "check_file", "check_text", "check_texts"]

_HOMES = {"check_file": "api", "check_text": "api", "check_texts": "api", "Config": "config", "Issue": "types"}


def __getattr__(name: str) -> object:
    """The Python API, imported at its first use: `tqcheck --help` needs none of it."""
    if name in _HOMES:
        return getattr(import_module(f"tqcheck.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
