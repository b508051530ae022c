"""Placeholders of the syntaxes that a unit declares: where they stand and which are the same. The door for
pyicumessageformat.

`syntaxes` are the names that gettext and Weblate use, without "-format". Where none is declared, only what can
hardly be anything else counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tqcheck.types import Span


class Placeholder(NamedTuple):
    """`key` is the same for the same argument in source and target: a name, or a position counted from 1.

    `kind` is what is made of the argument: "d", "s", "f", "" where the syntax does not say.
    """

    start: int
    end: int
    key: str
    kind: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_FLAGS = r"[-+#0',]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?"


def _printf(conversions: str, length: str = "", more: str = "") -> str:
    return more + rf"%%|%(?:\((?P<name>[^()\s]+)\)|(?P<position>\d+)\$)?{_FLAGS}(?P<kind>{length}[{conversions}])"


_C = r"(?:hh?|ll?|[qjztL])?"
_BRACES = r"\{\{|\}\}|\{(?P<name>[\w.\[\]]*)(?:![rsa])?(?:,\s*-?\d+)?(?::(?:[^{}]|\{\w*\})*)?\}"
_NAMED_BRACES = r"\{(?P<name>\w[\w.-]*)\}"
_DOUBLE_BRACES = r"\{\{-?\s*(?P<name>[^{},]+?)\s*(?:,[^{}]*)?\}\}"
_PATTERNS = {
    "": r"%\((?P<name>\w+)\)(?P<kind>[sdfr])|%(?P<position>\d+)\$(?P<kind2>[sd@])|\{\{\s*(?P<name2>[\w.]+)\s*\}\}"
    r"|(?<!\{)\$?\{(?P<name3>[A-Za-z_]\w*|\d)\}(?!\})|%\{(?P<name4>\w+)\}",
    "angularjs": _DOUBLE_BRACES,
    "c": _printf("diouxXeEfFgGaAcspm", _C, r"%<(?P<name2>PRI\w+)>|"),
    "c-sharp": _BRACES,
    "chrome": r"\$\$|\$(?P<name>[A-Za-z]\w*)\$|\$(?P<position>\d)",
    "fluent": r"\{\s*(?:[A-Z]+\(\s*)?(?P<name>[$-][\w-]+)[^{}]*?(?:\}|->)|\{\s*\"[^\"]*\"\s*\}",
    "i18next": _DOUBLE_BRACES + r"|\$t\((?P<name2>[^)]*)\)",
    "java": r"\{(?P<name>\w+)(?:,[^{}]*)?\}",
    "java-printf": r"%[%n]|%(?:(?P<position>\d+)\$)?[-#+0,(]*\d*(?:\.\d+)?(?P<kind>[bBhHsScCdoxXeEfgGaA]|[tT][A-Za-z])",
    "javascript": _printf("diouxXfscjOo"),
    "es-template": r"\$\{(?P<name>[^{}]+)\}",
    "kde": r"%(?P<position>\d{1,2})",
    "laravel": r"(?<![A-Za-z0-9_:]):(?P<name>[A-Za-z][A-Za-z0-9_]*)",
    "lua": _printf("diouxXeEfgGcqs"),
    "objc": _printf("diouxXeEfFgGaAcsSCp@", _C, r"%(?P<name2>arg)\b|%(?:\d+\$)?#@\w+@(?P<kind2>)|"),
    "object-pascal": _printf("desgfnmpux"),
    "percent-placeholders": r"%(?P<name>\w+)%",
    "perl": _printf("csduoxefgXEGbBpn", _C),
    "perl-brace": _NAMED_BRACES,
    "php": _printf("bcdeEfFgGosuxX"),
    "python": _printf("diouxXeEfFgGcrsa"),
    "python-brace": _BRACES,
    "qt": r"%L?(?P<position>\d{1,2})|%L?(?P<name>n)(?![A-Za-z])",
    "ruby": r"%%|%\{(?P<name>\w+)\}|%<(?P<name2>\w+)>"
    + _FLAGS
    + r"(?P<kind>[a-z])|%(?:(?P<position>\d+)\$)?(?P<kind2>[sd])(?![A-Za-z0-9_])",
    "vue": _NAMED_BRACES + r"|@:\(?(?P<name2>[A-Za-z0-9_.]+)\)?",
}  # fmt: skip
_ALIASES = {
    "android": "java-printf",
    "automattic-components": "php",
    "csharp": "c-sharp",
    "ios": "objc",
    "java-messageformat": "icu",
    "qt-plural": "qt",
    "vue-i18n": "vue",
}
STRICT = frozenset({"c", "objc"})
"""Syntaxes in which a wrong conversion crashes the program: nothing checks it at run time."""


def normalise(syntax: str) -> str:
    """The name used here for a syntax: "python-format" is "python", "android" is "java-printf"."""
    syntax = syntax.removesuffix("-format")
    return _ALIASES.get(syntax, syntax)


def find(text: str, syntaxes: Sequence[str] = ()) -> list[Placeholder]:
    """The placeholders of `text` in its order; of nested ICU messages, each argument's opening."""
    return list(_find(text, tuple(syntaxes)))


def machine_spans(text: str, syntaxes: Sequence[str] = ()) -> list[Span]:
    """What of `text` is syntax and no prose: placeholders, and ICU's braces, types and selectors."""
    spans = [found.span for found in find(text, syntaxes)]
    if "icu" in map(normalise, syntaxes):
        spans += message(text).syntax
    return sorted(spans)


@lru_cache(maxsize=4096)
def _find(text: str, syntaxes: tuple[str, ...]) -> tuple[Placeholder, ...]:
    if not any(sign in text for sign in "%{$:@"):
        return ()
    names = list(dict.fromkeys(map(normalise, syntaxes)))
    known = [name for name in names if name in _PATTERNS] or ([] if "icu" in names else [""])
    found = [item for name in known for item in _matches(text, name)]
    if "icu" in names:
        found += message(text).arguments
    result: list[Placeholder] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if not result or item.start >= result[-1].end:
            result.append(item)
    return tuple(result)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name])


def _matches(text: str, syntax: str) -> Iterator[Placeholder]:
    position = 0
    for match in _pattern(syntax).finditer(text):
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        kind = groups.get("kind") or groups.get("kind2") or ""
        name = next((groups[key] for key in ("name", "name2", "name3", "name4") if groups.get(key)), None)
        if name is None and not groups:
            yield Placeholder(*match.span(), "")  # an escaped sign: %%, {{
            continue
        if name is None and "position" not in groups:
            position += 1
        yield Placeholder(*match.span(), name or str(int(groups.get("position", position))), _kind(kind, syntax))


def _kind(conversion: str, syntax: str) -> str:
    if not conversion:
        return ""
    letter = conversion[-1]
    kind = "d" if letter in "diu" else "f" if letter in "eEfFgGaA" else "s" if letter in "sSr@" else letter
    return conversion[:-1] + kind if syntax in STRICT else kind


@dataclass(frozen=True, slots=True)
class Message:
    """An ICU message, parsed. `error` says why it could not be."""

    arguments: list[Placeholder] = field(default_factory=list)
    syntax: list[Span] = field(default_factory=list)
    plurals: list[Plural] = field(default_factory=list)
    error: str = ""


@dataclass(frozen=True, slots=True)
class Plural:
    """A plural argument with its selectors: "one", "other", "=0"; `wordings`: what the branches for categories say.

    `shown`: whether one of these shows the number.
    """

    name: str
    ordinal: bool
    span: Span
    selectors: frozenset[str]
    wordings: frozenset[str]
    shown: bool


@cache
def _parser() -> Any:
    from pyicumessageformat import Parser

    return Parser({"include_indices": True, "allow_tags": False, "require_other": False})


@lru_cache(maxsize=4096)
def message(text: str) -> Message:
    """`text` read as ICU MessageFormat."""
    if "{" not in text and "}" not in text:
        return Message()
    tokens: list[dict[str, Any]] = []
    try:
        tree = _parser().parse(text, tokens)
    except (SyntaxError, ValueError, RecursionError) as error:
        return Message(error=str(error))
    read = Message()
    at = 0
    for token in tokens:
        end = at + len(token["text"])
        if token["type"] != "text":
            read.syntax.append(Span(at, end))
        at = end
    _walk(tree, read)
    return read


def _walk(nodes: Sequence[Any], read: Message) -> None:
    for node in nodes:
        if not isinstance(node, dict) or "name" not in node:
            continue
        if not node.get("hash"):
            kind = node.get("type", "")
            kind = kind if kind in ("plural", "selectordinal", "select") else ""
            opening = node["end"] if "options" not in node else node["start"] + 1
            read.arguments.append(Placeholder(node["start"], opening, str(node["name"]), kind))
        options: dict[str, list[Any]] = node.get("options", {})
        if node.get("type") in ("plural", "selectordinal"):
            branches = [branch for selector, branch in options.items() if not selector.startswith("=")]
            wordings = {_wording(branch) for branch in branches}
            shown = any(isinstance(item, dict) and item.get("name") == node["name"] for b in branches for item in b)
            span = Span(node["start"], node["end"])
            ordinal = node["type"] == "selectordinal"
            read.plurals.append(Plural(node["name"], ordinal, span, frozenset(options), frozenset(wordings), shown))
        for branch in options.values():
            _walk(branch, read)


def _wording(branch: Sequence[Any]) -> str:
    """The words of a branch, without its arguments."""
    return " ".join("".join(node if isinstance(node, str) else " " for node in branch).split())
