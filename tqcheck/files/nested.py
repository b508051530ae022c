"""Texts by keys in a tree, as in JSON and YAML: IDs, plural forms, and the syntax of placeholders."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from tqcheck.types import Segment

PLURALS = ("zero", "one", "two", "few", "many", "other")
"""CLDR's plural categories, in its order."""
_SUFFIXED = re.compile(r"(.+)_(zero|one|two|few|many|other)")
_ICU = re.compile(r"\{\s*[\w.]+\s*(?:,\s*(?:plural|select|selectordinal|number|date|time)\b[^{}]*[{}]|,?\s*\})")
_SYNTAXES = (
    ("i18next", re.compile(r"\{\{.+?\}\}|\$t\(")),
    ("ruby", re.compile(r"%\{\w+\}")),
    ("python-brace", re.compile(r"\{\}")),
    ("icu", _ICU),
)


def is_plural(keys: Collection[str]) -> bool:
    """Whether these keys of one mapping are plural categories."""
    return "other" in keys and set(PLURALS).issuperset(keys)


def suffixed_plural(key: str, siblings: Collection[str]) -> tuple[str, str | None]:
    """A key of i18next as its base and plural category: `file_one` beside `file_other`."""
    match = _SUFFIXED.fullmatch(key)
    return (match[1], match[2]) if match and f"{match[1]}_other" in siblings else (key, None)


def identifier(path: Iterable[str], plural: str | None = None) -> str:
    """The ID of a text: its keys with dots between them, and the plural category in brackets."""
    return ".".join(path) + (f"[{plural}]" if plural else "")


def with_syntaxes(segments: list[Segment]) -> list[Segment]:
    """The segments with the kind of placeholders that the file uses, told from the placeholders in it."""
    found = next((name for name, pattern in _SYNTAXES if any(pattern.search(s.text) for s in segments)), None)
    return [replace(segment, syntaxes=(found,)) for segment in segments] if found else segments
