"""The Python API: check a text, many texts, or a file. One process, everything heavy loaded once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path

from tqcheck import files, grammar, languages
from tqcheck.baseline import Baseline
from tqcheck.config import Config
from tqcheck.engine import Engine
from tqcheck.errors import TqcheckError
from tqcheck.files import text as plain
from tqcheck.grammar.judgement import Model
from tqcheck.langid import LanguageIdentifier
from tqcheck.types import Document, Issue


@lru_cache(maxsize=1)
def language_id() -> LanguageIdentifier:
    """Language identification, loaded once."""
    return LanguageIdentifier.load()


@lru_cache(maxsize=256)
def engine(config: Config) -> Engine:
    """An engine for a configuration; the same one when asked again."""
    return Engine(config, language_id(), model_for=partial(_model, config))


def load_ahead(config: Config) -> None:
    """Begin to load the grammar model that texts will probably need, while rules are read and texts are opened."""
    if config.model is None and not config.select and languages.base(config.target_lang or "en") in grammar.EXPECTED:
        grammar.load_ahead(languages.base(config.target_lang or "en"))


def _model(config: Config, language: str) -> Model | None:
    name = config.model if isinstance(config.model, str) else None
    return grammar.load(name, config.model_labels, config.strictness, language)


def check_text(
    text: str,
    *,
    target_lang: str | None = None,
    source_lang: str | None = None,
    source: str | None = None,
    config: Config | None = None,
) -> list[Issue]:
    """The issues of one text, in its order; offsets are code points into `text`.

    Languages are BCP 47 tags; the target language is detected when it is not given, the source
    language is told from `source`, the original, if that is given: `text` is then compared with it,
    paragraph by paragraph, when both have as many. Raises ConfigError (UnknownLanguage)
    for a bad tag, UnreadableFile when the language can't be told.
    """
    return check_texts(
        [text],
        target_lang=target_lang,
        source_lang=source_lang,
        sources=None if source is None else [source],
        config=config,
    )[0]


def check_texts(
    texts: Sequence[str],
    *,
    target_lang: str | None = None,
    source_lang: str | None = None,
    sources: Sequence[str] | None = None,
    config: Config | None = None,
) -> list[list[Issue]]:
    """`check_text` of each text; `sources`, if given, has one original a text.

    Raises TqcheckError when a check crashed: its issues would be missing.
    """
    if isinstance(texts, str):
        raise TypeError("one text in place of several: call check_text, or give a list")
    if sources is not None and len(sources) != len(texts):
        raise ValueError(f"{len(texts)} texts, but {len(sources)} sources")
    settings = (config or Config()).override(target_lang=target_lang, source_lang=source_lang)
    return [
        _issues(settings, _document(text), None if sources is None else _document(sources[number]))
        for number, text in enumerate(texts)
    ]


def check_file(path: str | Path, *, config: Config | None = None) -> list[Issue]:
    """The issues of one file; patterns of `config` are seen from the current folder. Raises UnreadableFile."""
    settings = (config or Config()).for_path(os.path.relpath(path).replace(os.sep, "/"))
    return [issue for document in engine(settings).read(Path(path)) for issue in _issues(settings, document)]


def _document(text: str) -> Document:
    if not isinstance(text, str):
        raise TypeError(f"a text must be a str, not {type(text).__name__}; decode bytes first, or call check_file")
    return files.document_from_text(text, path="<text>", format=plain.format)


def _issues(config: Config, document: Document, original: Document | None = None) -> list[Issue]:
    if not document.text.strip():
        return []
    checker = engine(config)
    checked, crashes = checker.check(document, original=original)
    (compared,), more = checker.compare([checked])
    if crashes or more:
        raise TqcheckError([*crashes, *more][0].reason)
    if config.baseline is not None:
        (compared,), _ = Baseline.read(Path(config.baseline)).accept([compared])
    return list(compared.issues)
