"""Where the shipped model files are: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from tqcheck.errors import MissingModel

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "models", _PACKAGE.parent / "models")


def places() -> tuple[Path, ...]:
    """The folders that may hold the shipped model files."""
    return _PLACES


def path(name: str) -> Path:
    """The file or folder called `name` (relative, with forward slashes, such as "words/words.bin").

    Raises MissingModel, naming both places, where neither holds it.
    """
    for place in _PLACES:
        candidate = place / name
        if candidate.exists():
            return candidate
    places = " nor ".join(str(place) for place in _PLACES)
    raise MissingModel(f"the shipped model {name!r} lies neither in {places}: reinstall tqcheck")
