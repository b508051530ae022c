"""tqcheck: finds what a good editor would mark in a translated text."""

from tqcheck.version import __version__

__all__ = ["Config", "Issue", "__version__", "check_file", "check_text", "check_texts"]


def __getattr__(name: str) -> object:
    """The Python API, imported at its first use: `tqcheck --help` needs none of it."""
    if name in ("check_file", "check_text", "check_texts"):
        from tqcheck import api

        return getattr(api, name)
    if name == "Config":
        from tqcheck.config import Config

        return Config
    if name == "Issue":
        from tqcheck.types import Issue

        return Issue
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
