"""Glossaries: terms with what they must, may and must not become. Read from CSV and TBX.

CSV: a heading line with `source`, `target` and, if wanted, `status` ("required", the default, "allowed" or
"forbidden"), `source-lang` and `target-lang`. A source with several targets may become any of them. A forbidden
target without a source is forbidden everywhere. TBX: a language section each, with administrative statuses.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tqcheck.errors import ConfigError
from tqcheck.languages import base

_STATUSES = ("required", "allowed", "forbidden")
_COLUMNS = frozenset({"source", "target", "status", "source-lang", "target-lang"})
_FORBIDDEN = ("deprecated", "superseded", "forbidden", "obsolete")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a source term may become (`targets`), and what it must not (`forbidden`); without a source, for any text.

    `source_lang` and `target_lang` are base languages, None for any.
    """

    source: str
    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    source_lang: str | None = None
    target_lang: str | None = None


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms of all files."""

    terms: tuple[Term, ...] = ()

    def between(self, source_lang: str | None, target_lang: str) -> list[Term]:
        """The terms for a pair of languages."""
        source = base(source_lang) if source_lang else None
        return [
            term
            for term in self.terms
            if term.target_lang in (None, base(target_lang))
            and (None in (term.source_lang, source) or term.source_lang == source)
        ]


def read_phrases(paths: Sequence[str]) -> list[str]:
    """The phrases of several files, one a line; `#` begins a comment. Raises ConfigError, naming the file."""
    found: list[str] = []
    for path in paths:
        try:
            lines = [line.strip() for line in Path(path).read_text("utf-8-sig").splitlines()]
        except OSError as error:
            raise ConfigError(f"do-not-translate-files: {path}: cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise ConfigError(f"do-not-translate-files: {path}: {error}") from None
        found += [line for line in lines if line and not line.startswith("#")]
    return found


def read(paths: Sequence[str]) -> Glossary:
    """The terms of several files. Raises ConfigError, naming the file, for what can't be read."""
    return Glossary(tuple(term for path in paths for term in _read(Path(path))))


def _read(path: Path) -> list[Term]:
    try:
        text = path.read_text("utf-8-sig")
        return list(_tbx(text) if path.suffix.lower() in (".tbx", ".xml") else _csv(text))
    except OSError as error:
        raise ConfigError(f"glossary {path}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error, ElementTree.ParseError, ConfigError) as error:
        raise ConfigError(f"glossary {path}: {error}") from None


def _csv(text: str) -> Iterator[Term]:
    lines = text.splitlines()
    separator = "\t" if lines and "\t" in lines[0] else ";" if lines and ";" in lines[0] else ","
    rows = csv.DictReader(lines, delimiter=separator, strict=True, restval="")
    columns = [column.strip().lower() for column in rows.fieldnames or ()]
    if not {"source", "target"} <= set(columns) or not set(columns) <= _COLUMNS:
        known = ", ".join(sorted(_COLUMNS))
        raise ConfigError(
            f"the first line must name source and target, and no other columns than {known}; it names "
            f"{', '.join(columns) or 'nothing'}"
        )
    rows.fieldnames = columns
    found: dict[tuple[str, str | None, str | None], list[tuple[str, str]]] = {}
    for row in rows:
        if None in row:
            raise ConfigError(f"line {rows.line_num}: more cells than columns")
        cells = {key: (value or "").strip() for key, value in row.items()}
        status = cells.get("status", "").lower() or "required"
        if status not in _STATUSES:
            raise ConfigError(f"line {rows.line_num}: status must be {', '.join(_STATUSES)}, not {status!r}")
        if cells["target"]:
            key = (cells["source"], _language(cells, "source-lang"), _language(cells, "target-lang"))
            found.setdefault(key, []).append((cells["target"], status))
    for (source, source_lang, target_lang), targets in found.items():
        yield _term(source, targets, source_lang, target_lang)


def _language(cells: Mapping[str, str], column: str) -> str | None:
    return base(cells[column].replace("_", "-").lower()) if cells.get(column) else None


def _tbx(text: str) -> Iterator[Term]:
    """Every pair of languages of every concept, each term of one becoming any of the other."""
    root = ElementTree.fromstring(text)
    for concept in _elements(root, "termEntry", "conceptEntry"):
        terms: dict[str, list[tuple[str, str]]] = {}
        for section in _elements(concept, "langSet", "langSec"):
            language = base((section.get(_LANG) or "").replace("_", "-").lower())
            for group in _elements(section, "tig", "ntig", "termSec"):
                word = "".join(next(_elements(group, "term"), group).itertext()).strip()
                notes = " ".join(note.text or "" for note in _elements(group, "termNote")).lower()
                status = "forbidden" if any(mark in notes for mark in _FORBIDDEN) else "required"
                terms.setdefault(language, []).append((word, status))
        for source_lang, sources in terms.items():
            for target_lang, targets in terms.items():
                if source_lang != target_lang:
                    for word, _ in sources:
                        yield _term(word, targets, source_lang, target_lang)


def _elements(root: ElementTree.Element, *names: str) -> Iterator[ElementTree.Element]:
    """The elements of these names below `root`, whatever their namespace."""
    return (element for element in root.iter() if element.tag.rsplit("}", 1)[-1] in names)


def _term(source: str, targets: Iterable[tuple[str, str]], source_lang: str | None, target_lang: str | None) -> Term:
    targets = list(targets)
    return Term(
        source=source,
        targets=tuple(word for word, status in targets if status != "forbidden"),
        forbidden=tuple(word for word, status in targets if status == "forbidden"),
        source_lang=source_lang,
        target_lang=target_lang,
    )
