"""Declared rules: entries in the data files of this folder, a folder for each target language.

An entry is a check without code:

    [[rule]]
    id = "wrong-preposition"                      # what users select and ignore
    category = "linguistic-conventions/grammar"
    severity = "minor"
    summary = "One line for the table of checks."
    why = "The paragraph of the manual: what editors mark here and where it comes from."
    limits = "When it is wrong: known false alarms."
    sources = ["pt", "es"]                        # only for texts from these languages; left out: any
    cue-for = ["pt"]                              # a finding gives this source language away

    [[rule.case]]
    pattern = "<depend> [of]"                     # see tqcheck.rules.pattern; or `patterns`, a list
    message = "“{match}”: the verb takes “on”"
    suggest = "on"
    bad = ["It depends [[of]] the weather."]
    good = ["It depends on the weather."]

A case may have `regex` (or `regexes`) in place of `pattern`, for what is below words: `@weekdays`
in it stands for the words of a list, a group called `mark` for the span to report, and `needs`
names words or lists one of which a paragraph must hold (which saves time). `unless` is a regular
expression that, found in the sentence, silences the case. In `message` and `suggest`, {mark} and
{match} are the marked text and the whole match, a regex's named groups can be used too, and
{mark!c}, {mark!l}, {mark!u} capitalise, lower and upper it. `good` and `bad` examples may be
written as {text = "...", source = "pt"}. Whatever a case leaves out is taken from its rule; a rule
with a single case can hold the case's keys itself.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from tqcheck.check import Check, Context, Example
from tqcheck.languages import territories
from tqcheck.rules.pattern import Lists, Pattern, PatternError, compile_pattern
from tqcheck.sentences import Analysis
from tqcheck.types import CATEGORIES, Document, Finding, Severity, Span

_RULE_KEYS = frozenset(["id", "category", "severity", "summary", "why", "limits", "sources", "cue-for", "case"])
_CASE_KEYS = frozenset(
    ["pattern", "patterns", "regex", "regexes", "needs", "unless", "message", "suggest", "confidence", "good", "bad"]
)


class RuleError(ValueError):
    """A mistake in a rule file; the message names the file and the rule."""


class _Regex:
    """A regular expression, compiled at its first use: a text needs few of the rules, and compiling all takes long."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.source)


@dataclass(frozen=True, slots=True)
class _Case:
    """One way in which a rule finds something.

    `anchors`: lower-case words, one of which a text must hold; empty when that can't be said.
    """

    patterns: tuple[Pattern, ...]
    regexes: tuple[_Regex, ...]
    anchors: frozenset[str]
    unless: _Regex | None
    message: str
    suggest: tuple[str, ...]
    confidence: float

    def find(self, analysis: Analysis) -> Iterator[tuple[Span, str, tuple[str, ...]]]:
        """Every marked span with its message and suggestions."""
        for mark, match, groups in self._matches(analysis):
            if self.unless and self._silenced(analysis, match):
                continue
            text = analysis.segment.text
            fields = {**groups, "mark": text[mark.start : mark.end], "match": text[match.start : match.end]}
            yield (
                mark,
                _FORMATTER.vformat(self.message, (), fields),
                tuple(_FORMATTER.vformat(suggestion, (), fields) for suggestion in self.suggest),
            )

    def _matches(self, analysis: Analysis) -> Iterator[tuple[Span, Span, dict[str, str]]]:
        for pattern in self.patterns:
            if not pattern.anchors.isdisjoint(analysis.lower_words):
                for mark, match in pattern.find(analysis.tokens, analysis.positions):
                    yield mark, match, {}
        for regex in self.regexes:
            for found in regex.compiled.finditer(analysis.segment.text):
                groups = {name: value or "" for name, value in found.groupdict().items()}
                mark = Span(*found.span("mark" if "mark" in groups else 0))
                yield mark, Span(*found.span()), groups

    def _silenced(self, analysis: Analysis, match: Span) -> bool:
        assert self.unless is not None
        sentence = analysis.sentence_at(match.start)
        end = max(sentence.end, match.end)
        return analysis.holds(self.unless.compiled, sentence.start, end)


class _Formatter(string.Formatter):
    """str.format with {x!c} to capitalise, {x!l} to lower and {x!u} to upper."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion == "c":
            return str(value)[:1].upper() + str(value)[1:]
        if conversion == "l":
            return str(value).lower()
        if conversion == "u":
            return str(value).upper()
        return super().convert_field(value, conversion)


_FORMATTER = _Formatter()


def declared_checks() -> list[Check]:
    """The checks that the rule files of this folder declare."""
    checks: list[Check] = []
    for folder in sorted(_folders(), key=lambda folder: folder.name):
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".toml") and file.name != "lists.toml":
                checks += read_rules(file.read_text("utf-8"), name=file.name, target=folder.name)
    return checks


def _folders() -> Iterable[Traversable]:
    return (folder for folder in files(__name__).iterdir() if folder.is_dir() and not folder.name.startswith("_"))


@cache
def named_lists(target: str) -> Lists:
    """The lists of a target language, from its lists.toml, and CLDR's @territories."""
    data = tomllib.loads(files(__name__).joinpath(target, "lists.toml").read_text("utf-8"))
    lists: dict[str, Sequence[str]] = {"territories": sorted(territories().values())}
    for name, entries in data.items():
        flat: dict[str, None] = {}
        for entry in entries:
            named = entry.removeprefix("-")
            words = lists[named[1:]] if named.startswith("@") else [named]
            if entry.startswith("-"):
                flat = {word: None for word in flat if word not in words}
            else:
                flat.update(dict.fromkeys(words))
        lists[name] = list(flat)
    return lists


def read_rules(text: str, *, name: str, target: str) -> list[Check]:
    """The checks of one rule file. Raises RuleError for whatever is not understood; regexes compile later."""
    return [_check(entry, name=name, target=target) for entry in tomllib.loads(text)["rule"]]


@cache
def _elements(_target: str) -> dict[str, Any]:
    """The elements of a target language's patterns, many of which have the same."""
    return {}


def _check(entry: Mapping[str, Any], *, name: str, target: str) -> Check:
    where = f"{name}: rule {entry.get('id', '?')}"
    unknown = set(entry) - _RULE_KEYS - _CASE_KEYS
    if unknown:
        raise RuleError(f"{where}: unknown keys {sorted(unknown)}")
    if entry["category"] not in CATEGORIES:
        raise RuleError(f"{where}: unknown category {entry['category']!r}")
    shared = {key: value for key, value in entry.items() if key in _CASE_KEYS}
    raw_cases = [{**shared, **case} for case in entry.get("case", [{}])]
    try:
        cases = tuple(_case(case, named_lists(target), _elements(target)) for case in raw_cases)
    except (PatternError, KeyError) as error:
        raise RuleError(f"{where}: {error}") from error
    sources = tuple(entry.get("sources", ()))

    def examples(key: str) -> tuple[Example, ...]:
        listed = [*shared.get(key, ()), *(e for case in entry.get("case", ()) for e in case.get(key, ()))]
        return tuple(_example(example, target, sources) for example in listed)

    anchors = frozenset[str]().union(*(case.anchors for case in cases))
    always = [case for case in cases if not case.anchors]

    def find(document: Document, context: Context) -> Iterator[Finding]:
        for segment in document.segments:
            analysis = context.analysis(segment)
            words = analysis.lower_words & anchors
            wanted = [case for case in cases if not case.anchors.isdisjoint(words)] if words else []
            for case in (*always, *wanted):
                for span, message, suggestions in case.find(analysis):
                    yield Finding(
                        segment=segment,
                        start=span.start,
                        end=span.end,
                        message=message,
                        suggestions=suggestions,
                        confidence=case.confidence,
                    )

    return Check(
        id=entry["id"],
        category=entry["category"],
        severity=Severity(entry["severity"]),
        summary=entry["summary"],
        why=entry["why"],
        limits=entry.get("limits", ""),
        targets=frozenset([target]) if target != "any" else frozenset(),
        sources=frozenset(sources),
        cue_for=frozenset(entry.get("cue-for", ())),
        group=name.removesuffix(".toml"),
        good=examples("good"),
        bad=examples("bad"),
        find=find,
    )


def _case(case: Mapping[str, Any], lists: Lists, made: dict[str, Any]) -> _Case:
    unknown = set(case) - _CASE_KEYS
    if unknown:
        raise PatternError(f"unknown keys {sorted(unknown)}")
    patterns = [case["pattern"]] if "pattern" in case else case.get("patterns", [])
    regexes = [case["regex"]] if "regex" in case else case.get("regexes", [])
    if not patterns and not regexes:
        raise PatternError("a case needs a pattern or a regex")
    anchors: set[str] = set()
    for need in case.get("needs", ()):
        words = lists[need[1:]] if need.startswith("@") else [need]
        anchors.update(word.split()[0].lower() for word in words)
    suggest = case.get("suggest", [])
    compiled = tuple(compile_pattern(pattern, lists, made) for pattern in patterns)
    if not regexes and not anchors:
        anchors.update(*(pattern.anchors for pattern in compiled))
    return _Case(
        patterns=compiled,
        regexes=tuple(_regex(regex, lists) for regex in regexes),
        anchors=frozenset(anchors),
        unless=_regex(case["unless"], lists) if "unless" in case else None,
        message=case["message"],
        suggest=(suggest,) if isinstance(suggest, str) else tuple(suggest),
        confidence=case.get("confidence", 0.95),
    )


def _regex(source: str, lists: Lists) -> _Regex:
    def words(match: re.Match[str]) -> str:
        entries = sorted(lists[match[1]], key=len, reverse=True)
        return "(?:" + "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in entries) + ")"

    return _Regex(re.sub(r"@([a-z][a-z-]*[a-z])", words, source))


def _example(example: Any, target: str, sources: Sequence[str]) -> Example:
    target = "en" if target == "any" else target
    if isinstance(example, str):
        return Example(example, target, sources[0] if sources else None)
    return Example(example["text"], example.get("target", target), example.get("source", (*sources, None)[0]))
