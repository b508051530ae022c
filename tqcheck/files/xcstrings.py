"""Apple's string catalogues (.xcstrings): all languages in one file, with plural and device variations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tqcheck.files.format import Content, Format
from tqcheck.files.json_tree import Object, String, parse
from tqcheck.files.nested import identifier
from tqcheck.files.pieces import Pieces
from tqcheck.types import Segment

_VARIABLE = re.compile(r"%(?:\d+\$)?#@\w+@")
_DEVICE = "device "
_Form = tuple[tuple[str, ...], str | None]
"""Which of an entry's texts: devices and substitutions by name, and the plural category."""


def read(text: str) -> list[Content]:
    """The strings as segments, for each language in the file; the source language comes last.

    Left out: what is not to be translated (`shouldTranslate`), and what the code no longer has ("stale").
    A string that a language lacks is an empty segment at its entry.
    """
    root = parse(text)
    source = root.string("sourceLanguage") or "en"
    entries = [
        (key, entry)
        for key, entry in root.objects("strings")
        if entry.get("shouldTranslate") is not False and entry.string("extractionState") != "stale"
    ]
    languages = dict.fromkeys(language for _, entry in entries for language, _ in entry.objects("localizations"))
    contents = [
        Content(
            segments=[segment for key, entry in entries for segment in _segments(key, entry, language, source)],
            source_lang=source,
            target_lang=language,
        )
        for language in languages
        if language != source
    ]
    originals = [segment for key, entry in entries for segment in _segments(key, entry, source, None)]
    return [*contents, Content(segments=originals, target_lang=source)] if originals or not contents else contents


def _segments(key: str, entry: Object, language: str, source: str | None) -> Iterator[Segment]:
    """The texts of an entry in `language`, with those in `source`; of the source language itself, `source` is None."""
    shared: dict[str, Any] = {"comment": entry.string("comment") or "", "syntaxes": ("objc",)}
    localization = entry.get("localizations", language)
    originals = _forms(entry.get("localizations", source)) if source else {}
    if not isinstance(localization, Object):
        if source:
            yield Pieces(entry.start).segment(key, source=_text(originals, ((), None)) or key, **shared)
        return
    for (names, plural), unit in _forms(localization).items():
        value = unit.get("value")
        if isinstance(value, String) and _VARIABLE.sub("", value.text).strip():
            yield value.pieces.segment(
                identifier((key, *names), plural),
                source=(_text(originals, (names, plural)) or (None if names else key)) if source else None,
                state=unit.string("state"),
                plural=plural,
                **shared,
            )


def _forms(localization: object) -> dict[_Form, Object]:
    """The string units of a localization, by what they vary with."""
    found: dict[_Form, Object] = {}
    if isinstance(localization, Object):
        _collect(localization, (), None, found)
    return found


def _collect(value: Object, names: tuple[str, ...], plural: str | None, found: dict[_Form, Object]) -> None:
    for kind, child in value.objects():
        if kind == "stringUnit":
            found[names, plural] = child
        elif kind == "variations":
            for category, variant in child.objects("plural"):
                _collect(variant, names, category, found)
            for device, variant in child.objects("device"):
                _collect(variant, (*names, _DEVICE + device), plural, found)
        elif kind == "substitutions":
            for name, substitution in child.objects():
                _collect(substitution, (*names, name), plural, found)


def _text(forms: dict[_Form, Object], form: _Form) -> Pieces | None:
    """The text of a form; of a form for a plural or device that is not there, that of the others."""
    names, _ = form
    plain = tuple(name for name in names if not name.startswith(_DEVICE))
    for wanted in (form, (names, "other"), (names, None), (plain, "other"), (plain, None)):
        if wanted in forms and isinstance(value := forms[wanted].get("value"), String):
            return value.pieces
    return None


format = Format(name="xcstrings", suffixes=(".xcstrings",), read=read)
