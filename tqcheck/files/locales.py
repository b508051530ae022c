"""What the names and folders of localisation files say: the language, and where the original stands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from tqcheck import languages
from tqcheck.errors import UnknownLanguage

_SCRIPT = "(?i:Adlm|Arab|Beng|Cyrl|Deva|Ethi|Guru|Hans|Hant|Latn|Mong|Mtei|Olck|Tfng)"
_TAG = rf"[A-Za-z]{{2,3}}(?:[-_]{_SCRIPT})?(?:[-_](?:[A-Za-z]{{2}}|\d{{3}}))?(?:@[a-z]+)?"
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva", "arabic": "Arab"}
_VALUES = re.compile(
    r"(?P<before>values)-(?P<tag>b\+[A-Za-z0-9+]+|[a-z]{2,3}(?:-r(?:[A-Z]{2}|\d{3}))?)(?P<after>(?:-.*)?)"
)
_LPROJ = re.compile(rf"(?P<before>)(?P<tag>{_TAG}|Base)(?P<after>\.lproj)")
_WHOLE = re.compile(rf"(?P<before>)(?P<tag>{_TAG})(?P<after>(?:\.[^.]*)?)")
_HOMES = frozenset(
    "_locales i18n intl l10n lang langs language languages lc lib locale locales localization messages nls po res "
    "resources strings text texts translation translations".split()
)
"""Folders in which those named by a language are expected."""
_WORDS = frozenset("am as be he id in is it me my no or so to".split())
"""Languages only where a file of the same name in another language stands beside: sign_in.json, how-to.yml."""
_ORIGINALS = ("en", "en-US", "en_US", "en-us", "en-GB", "en_GB")
"""What originals are called when nothing says otherwise, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in `path` its language stands: `parts[index]` is `before` + tag + `after`.

    `plain`: the name without a tag, None where there is none.
    """

    path: Path
    index: int
    before: str
    tag: str
    after: str
    language: str | None
    plain: str | None = None

    def with_tag(self, tag: str) -> Iterator[Path]:
        """The same path in another language; first with folders that are called by the tag too, as in de/de.json."""
        parts = [tag if part == self.tag else part for part in self.path.parts]
        if parts[-1].startswith(self.tag + "."):
            parts[-1] = tag + parts[-1][len(self.tag) :]
        name = self.before + tag + self.after
        yield Path(*parts[: self.index], name, *parts[self.index + 1 :])
        yield Path(*self.path.parts[: self.index], name, *self.path.parts[self.index + 1 :])

    def without_tag(self) -> Path | None:
        """The same path with no language in it; None where the convention has none."""
        if self.plain is None:
            return None
        return Path(*self.path.parts[: self.index], self.plain, *self.path.parts[self.index + 1 :])


def language_of(path: Path) -> str | None:
    """The language, BCP 47, that the name or folders of a file give."""
    found = _place(path)
    return found.language if found else None


def original_of(path: Path, source_lang: str | None = None) -> Path | None:
    """The file that a translation was made from, by convention: the same path in the source language.

    That language is English unless it is given; a name without any language comes first where the
    convention has one (`values/`, `messages.properties`), but `Base.lproj` after English. None where there
    is no such file, and for the original itself.
    """
    found = _place(path)
    if found is None:
        return None
    for candidate in _originals(found, source_lang):
        if candidate == path:
            return None
        if candidate.is_file():
            return candidate
    return None


def is_named(path: Path) -> bool:
    """Whether a file's name or folder gives its language, or says that it is an original beside translations."""
    if _place(path) is not None:
        return True
    return any(
        match["before"] + match["after"] == path.name and normalised(match["tag"])
        for name in _listed(path.parent)
        if name.startswith(path.stem)
        for match in _splits(name)
    )


def _originals(found: Place, source_lang: str | None) -> Iterator[Path]:
    """Where the original may stand, the likeliest first."""
    if source_lang:
        for tag in dict.fromkeys([source_lang, source_lang.replace("-", "_"), languages.base(source_lang)]):
            yield from found.with_tag(tag)
    english = [path for tag in _ORIGINALS for path in found.with_tag(tag)]
    plain = found.without_tag()
    at_last = found.after == ".lproj"
    yield from [*([plain] if plain and not at_last else []), *english, *([plain] if plain and at_last else [])]


@cache
def normalised(tag: str) -> str | None:
    """The BCP 47 form of a tag as files, names and folders write it: `zh-rTW`, `b+sr+Latn`, `sr@latin`, `pt_BR`.

    None for what is no language.
    """
    tag, _, variant = tag.partition("@")
    parts = tag.removeprefix("b+").replace("+", "-").replace("_", "-").split("-")
    parts = [
        part[1:] if index and re.fullmatch(r"r[A-Z]{2}|r\d{3}", part) else part for index, part in enumerate(parts)
    ]
    if variant in _SCRIPTS:
        parts.insert(1, _SCRIPTS[variant])
    try:
        return languages.normalise(
            {"iw": "he", "in": "id", "ji": "yi"}.get(parts[0], parts[0]) + "".join(f"-{part}" for part in parts[1:])
        )
    except UnknownLanguage:
        return None


def _place(path: Path) -> Place | None:
    """Where the language stands: first what is sure, then the name of the file, then its folders."""
    parts = path.parts
    for index in range(len(parts) - 2, max(-1, len(parts) - 5), -1):
        sure = _sure(path, index)
        if sure:
            return sure
    if (name := _in_name(path)) is not None:
        return name
    for index in range(len(parts) - 2, max(-1, len(parts) - 5), -1):
        match = _WHOLE.fullmatch(parts[index])
        if match and not match["after"] and (language := normalised(match["tag"])):
            folder = Path(*parts[:index])
            beside = [name for name in _listed(folder) if name != parts[index]]
            home = parts[index - 1].lower() in _HOMES
            if home and _any_tag(beside) if len(match["tag"]) == 3 else home or _any_tag(beside):
                return Place(path=path, index=index, before="", tag=match["tag"], after="", language=language)
    return None


def _sure(path: Path, index: int) -> Place | None:
    part = path.parts[index]
    if match := _VALUES.fullmatch(part):
        if language := normalised(match["tag"]):
            plain = match["before"] + match["after"]
            return Place(
                path=path,
                index=index,
                before="values-",
                tag=match["tag"],
                after=match["after"],
                language=language,
                plain=plain,
            )
    elif match := _LPROJ.fullmatch(part):
        language = None if match["tag"] == "Base" else normalised(match["tag"])
        if language or match["tag"] == "Base":
            return Place(
                path=path,
                index=index,
                before="",
                tag=match["tag"],
                after=".lproj",
                language=language,
                plain="Base.lproj",
            )
    elif part == "LC_MESSAGES" and index and (language := normalised(path.parts[index - 1])):
        return Place(path=path, index=index - 1, before="", tag=path.parts[index - 1], after="", language=language)
    return None


def _in_name(path: Path) -> Place | None:
    index = len(path.parts) - 1
    match = _WHOLE.fullmatch(path.name)
    if match and (language := normalised(match["tag"])) and _among_its_like(path):
        return Place(path=path, index=index, before="", tag=match["tag"], after=match["after"], language=language)
    for match in _splits(path.name):
        language = normalised(match["tag"])
        plain = match["before"] + match["after"]
        beside = [name for name in _listed(path.parent) if name != path.name]
        alone = match["tag"] not in _WORDS and len(match["tag"]) != 3
        if language and (alone or plain in beside or any(_same_but_tag(match, name) for name in beside)):
            return Place(
                path=path,
                index=index,
                before=match["before"] + match["sep"],
                tag=match["tag"],
                after=match["after"],
                language=language,
                plain=plain,
            )
    return None


def _splits(name: str) -> Iterator[re.Match[str]]:
    """The ways to see a tag at the end of a name's stem: `a_pt_BR.arb` as pt_BR before BR."""
    for at in (match.start() for match in re.finditer(r"[._-]", name)):
        pattern = re.compile(rf"(?P<before>.{{{at}}})(?P<sep>[._-])(?P<tag>{_TAG})(?P<after>\.[^.]*)")
        if at and (match := pattern.fullmatch(name)):
            yield match


def _same_but_tag(match: re.Match[str], name: str) -> bool:
    start, end = match["before"] + match["sep"], match["after"]
    tag = name[len(start) : len(name) - len(end)]
    return (
        name.startswith(start) and name.endswith(end) and bool(re.fullmatch(_TAG, tag)) and normalised(tag) is not None
    )


def _among_its_like(path: Path) -> bool:
    """Whether the files beside one that is called as a language are called so too, and not re.po, os.po, csv.po."""
    names = [name for name in _listed(path.parent) if name.endswith(path.suffix)]
    tags = sum(1 for name in names if (match := _WHOLE.fullmatch(name)) and normalised(match["tag"]))
    return path.parent.name.lower() in _HOMES or 2 * tags >= len(names)


def _any_tag(names: Iterable[str]) -> bool:
    return any(re.fullmatch(_TAG, name) and len(name) != 3 and normalised(name) for name in names)


def _listed(folder: Path) -> tuple[str, ...]:
    """What a folder holds; nothing for one that cannot be read."""
    try:
        return _listing(folder, folder.stat().st_mtime_ns)
    except OSError:
        return ()


@lru_cache(maxsize=1024)
def _listing(folder: Path, _modified: int) -> tuple[str, ...]:
    return tuple(os.listdir(folder))
