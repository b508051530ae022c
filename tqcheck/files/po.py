"""Gettext catalogues (.po): plurals, contexts, flags; obsolete entries are left out."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tqcheck.files.format import Content, Format, every, malformed, whole_number
from tqcheck.files.locales import normalised
from tqcheck.files.pieces import Pieces
from tqcheck.languages import plural_categories
from tqcheck.types import Segment

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,3})\])?\s*(?=\")")
_STRING = re.compile(r'"((?:[^"\\\n]++|\\.)*+)"\s*')
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_FLAGS = {"objc": "objc", "csharp": "c-sharp", "kde": "qt", "qt-plural": "qt", "perl-brace": "perl-brace"}
_COMMENT = re.compile(r"^[ \t]*#(?=[ .])[^\n]*", re.MULTILINE)
_MAX_LENGTH = re.compile(r"max-(?:length|size):(\d+)")


@dataclass
class _Entry:
    """The fields of one entry by their keyword, `msgstr` by number; comments and flags."""

    fields: dict[str, Pieces] = field(default_factory=dict)
    comment: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    def value(self, keyword: str) -> str | None:
        found = self.fields.get(keyword)
        return None if found is None else found.text


def read(text: str) -> list[Content]:
    """The entries as segments, one for each plural form. Raises UnreadableFile for what is no catalogue."""
    entries = list(_entries(text))
    header = next((entry for entry in entries if entry.value("msgid") == ""), None)
    said = dict(re.findall(r"^([\w-]+):[ \t]*(.*)$", header.value("msgstr[0]") or "", re.MULTILINE)) if header else {}
    translations = [entry for entry in entries if entry is not header]
    language = normalised(said.get("Language", "").strip())
    source = said.get("X-Source-Language", "").strip() or None
    forms = _plural_forms(said.get("Plural-Forms", ""), language)
    segments = [segment for entry in translations for segment in _segments(entry, forms)]
    return [Content(segments=segments, source_lang=source, target_lang=language)]


def read_template(text: str) -> list[Content]:
    """The originals as segments, since a template has no translations."""
    originals = [entry for entry in _entries(text) if entry.value("msgid")]
    return [Content(segments=[entry.fields["msgid"].segment(_id(entry), **_shared(entry)) for entry in originals])]


def _entries(text: str) -> Iterator[_Entry]:
    entry = _Entry()
    keyword = ""
    for line in _LINE.finditer(text):
        content = line[0].strip()
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        if not content:
            continue
        if content[0] == "#":
            if "msgstr[0]" in entry.fields:
                yield entry
                entry, keyword = _Entry(), ""
            if content.startswith(("#.", "# ")):
                entry.comment.append(content[2:].strip())
            elif content.startswith("#~"):
                entry = _Entry()
            elif content.startswith("#,"):
                entry.flags += [flag.strip() for flag in content[2:].split(",")]
            continue
        if match := _KEYWORD.match(text, start):
            keyword = match[1] if match[1] != "msgstr" else f"msgstr[{match[2] or 0}]"
            if keyword in ("msgctxt", "msgid") and "msgstr[0]" in entry.fields:
                yield entry
                entry = _Entry()
            if keyword in entry.fields:
                raise malformed(text, start, f"a second {keyword} in the same entry")
            if keyword.startswith("msgstr") and "msgid" not in entry.fields:
                raise malformed(text, start, "msgstr without a msgid before it")
            start = match.end()
            entry.fields[keyword] = Pieces(start + 1)
        string = _STRING.match(text, start)
        if string is None or not keyword or string.end() < line.start() + len(line[0].rstrip()):
            raise malformed(
                text, start, f"neither a keyword, a string in quotation marks nor a comment: {content[:40]}"
            )
        entry.fields[keyword].add_decoded(text, *string.span(1), _ESCAPE, _decoded)
    if entry.fields:
        if "msgstr[0]" not in entry.fields:
            raise malformed(text, len(text.rstrip()), "the file ends inside an entry, before its msgstr")
        yield entry


def _decoded(escape: re.Match[str]) -> str:
    code = escape[0][1:]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    if code[0] in "01234567":
        return chr(int(code, 8))
    return _CONTROLS.get(code, code)


def _segments(entry: _Entry, forms: list[str]) -> Iterator[Segment]:
    """A segment for each `msgstr` of an entry; the singular is the source of the form "one"."""
    plural = entry.fields.get("msgid_plural")
    for key, pieces in entry.fields.items():
        if not key.startswith("msgstr"):
            continue
        if plural is None:
            yield pieces.segment(_id(entry), source=entry.fields["msgid"], **_shared(entry))
        else:
            number = int(key[7:-1])
            category = forms[number] if number < len(forms) else None
            yield pieces.segment(
                f"{_id(entry)}[{category or number}]",
                source=entry.fields["msgid"] if category == "one" else plural,
                plural=category,
                **_shared(entry),
            )


def _id(entry: _Entry) -> str:
    context = entry.value("msgctxt")
    return (f"{context}\x04" if context is not None else "") + entry.fields["msgid"].text


def _shared(entry: _Entry) -> dict[str, Any]:
    kinds = [flag.removesuffix("-format") for flag in entry.flags if flag.endswith("-format") and flag[:3] != "no-"]
    limit = next((whole_number(match[1]) for flag in entry.flags if (match := _MAX_LENGTH.fullmatch(flag))), None)
    return {
        "state": "fuzzy" if "fuzzy" in entry.flags else None,
        "comment": "\n".join(entry.comment),
        "syntaxes": tuple(_FLAGS.get(kind, kind) for kind in kinds),
        "max_length": limit,
    }


def _plural_forms(header: str, language: str | None) -> list[str]:
    """The CLDR category of each plural form of the catalogue, in order; of an unknown language, "one" and "other"."""
    match = re.search(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+)", header)
    if match is None:
        return []
    try:
        form_of: Callable[[int], int] = gettext.c2py(match[2].strip())
        categories = plural_categories(language or "en")
        numbers = [(form_of(number), category) for category, them in categories.items() for number in them]
    except (ValueError, OverflowError, ZeroDivisionError, RecursionError):
        return []
    found: dict[int, Counter[str]] = {}
    for form, category in numbers:
        found.setdefault(form, Counter())[category] += 1
    return [
        found[form].most_common(1)[0][0] if form in found else "other"
        for form in range(min(whole_number(match[1]) or 0, 6))
    ]


format = Format(name="po", suffixes=(".po",), read=read, comments=every(_COMMENT), notes=False)
