"""The grammar model: a token classifier that marks what machine translation does to a language.

`shipped` runs the models that come with tqcheck, on ONNX Runtime. `checkpoint` runs any other through transformers.
Both give each word's chances (`words`), and `judgement` decides, document by document, which of them to report.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck import shipped as places
from tqcheck.errors import MissingModel

if TYPE_CHECKING:
    from tqcheck.grammar.judgement import Model
    from tqcheck.grammar.shipped import ShippedModel

__all__ = ["available", "load", "load_ahead"]

FOLDER = "grammar"
EXPECTED = frozenset({"en"})
"""Languages whose model must be there: without it, English would go unchecked in silence."""


@lru_cache(maxsize=4)
def load(name: str | None, labels: tuple[tuple[str, str], ...], strictness: str, language: str) -> Model | None:
    """The model for a base language: the shipped one, or the checkpoint that the user named. None where none ships.

    `labels` map a checkpoint's labels to our kinds. Raises MissingModel, with what to do.
    """
    from tqcheck.grammar.judgement import Model
    from tqcheck.grammar.shipped import is_shipped_format

    if name is None:
        try:
            folder = places.path(f"{FOLDER}/{language}")
        except MissingModel:
            if language in EXPECTED:
                raise
            return None
        return Model(_shipped(folder), strictness)
    path = Path(name)
    if is_shipped_format(path):
        model = _shipped(path)
        return Model(model, strictness) if language in model.languages else None
    from tqcheck.grammar.checkpoint import Checkpoint

    return Model(Checkpoint(name, dict(labels)), strictness)


def load_ahead(language: str) -> None:
    """Begin to load a language's shipped model in a thread, if there is one."""
    with suppress(MissingModel):  # the first text that needs it says so
        _shipped(places.path(f"{FOLDER}/{language}")).load_ahead()


@lru_cache(maxsize=2)
def _shipped(folder: Path) -> ShippedModel:
    """Its weights are the same at every strictness."""
    from tqcheck.grammar.shipped import ShippedModel

    return ShippedModel(folder)


def available() -> list[ShippedModel]:
    """The models that came with tqcheck, by language."""
    from tqcheck.grammar.shipped import ShippedModel, is_shipped_format

    try:
        folder = places.path(FOLDER)
    except MissingModel:
        return []
    return [ShippedModel(path) for path in sorted(folder.iterdir()) if is_shipped_format(path)]
