"""Placeholders that the translation lost, made up or changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck import markup, placeholders
from tqcheck.check import Check, Context, Example
from tqcheck.languages import plural_categories
from tqcheck.placeholders import STRICT, Placeholder
from tqcheck.types import Document, Finding, Segment, Severity
from tqcheck.units import translated

_CRASHES = STRICT | {"python", "python-brace", "php", "java-printf"}
"""Syntaxes whose programs stop at an argument that nobody gave."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit, source in translated(document):
        syntaxes = {placeholders.normalise(name) for name in unit.syntaxes}
        if "icu" in syntaxes and (error := placeholders.message(unit.text).error):
            original = placeholders.message(source)
            if original.syntax and not original.error:
                message = f"no valid ICU message: {error}"
                yield Finding(segment=unit, start=0, end=len(unit.text), message=message)
            continue
        yield from _compare(unit, source, syntaxes, context)


def _compare(unit: Segment, source: str, syntaxes: set[str], context: Context) -> Iterator[Finding]:
    wanted, given = (_by_key(_found(text, unit.syntaxes)) for text in (source, unit.text))
    lost = [key for key in wanted if key not in given]
    added = [key for key in given if key not in wanted]
    if unit.plural is not None or "|" in source or "|" in unit.text:
        lost, added = _without_count(unit, lost, added, context)
    if "icu" in syntaxes:
        lost = [key for key in lost if f"{{{key}}}" not in unit.text]  # Flutter reads no apostrophe as a quote
    crash = Severity.CRITICAL if syntaxes & _CRASHES else None
    if len(lost) == len(added) == 1:
        old, new = wanted[lost[0]], given[added[0]]
        right = source[old.start : old.end]
        yield _finding(unit, new, f"“{unit.text[new.start : new.end]}” is “{right}” in the source", crash, right)
        return
    for key in lost:
        item = wanted[key]
        message = f"the placeholder “{_shown(source, item)}” is missing from the translation"
        yield Finding(segment=unit, start=item.start, end=item.end, message=message, in_source=True)
    for key in added if syntaxes or wanted else ():
        item = given[key]
        yield _finding(unit, item, f"the placeholder “{_shown(unit.text, item)}” is not in the source", crash)
    for key in wanted.keys() & given.keys():
        old, new = wanted[key], given[key]
        if not _fits(old.kind, new.kind, syntaxes):
            right = source[old.start : old.end]
            message = f"“{unit.text[new.start : new.end]}” takes the argument of “{right}”, of another type"
            yield _finding(unit, new, message, crash, right)


def _finding(unit: Segment, item: Placeholder, message: str, severity: Severity | None, right: str = "") -> Finding:
    suggestions = (right,) if right else ()
    return Finding(
        segment=unit, start=item.start, end=item.end, message=message, severity=severity, suggestions=suggestions
    )


def _found(text: str, syntaxes: Sequence[str]) -> list[Placeholder]:
    """The placeholders; where none are declared, not those in code, which are a manual’s: `{file}.txt`."""
    found = placeholders.find(text, syntaxes)
    code = [] if syntaxes or not found else markup.code(text)
    return [item for item in found if not any(span.covers(item.span) for span in code)]


def _by_key(found: list[Placeholder]) -> dict[str, Placeholder]:
    """The first placeholder of each key, in their order."""
    first: dict[str, Placeholder] = {}
    for item in found:
        if item.key:
            first.setdefault(item.key, item)
    return first


def _shown(text: str, item: Placeholder) -> str:
    """The placeholder as written, or the name of an ICU argument with branches."""
    return f"{{{item.key}, {item.kind}}}" if text[item.start : item.end] == "{" else text[item.start : item.end]


def _fits(old: str, new: str, syntaxes: set[str]) -> bool:
    """Whether an argument may be shown as `new`: as text almost anywhere, as a number only what is one."""
    return old == new or not old or not new or (new == "s" and not syntaxes & STRICT)


def _without_count(unit: Segment, lost: list[str], added: list[str], context: Context) -> tuple[list[str], list[str]]:
    """A form for one number may leave the count out, "a file", "no files"; "over a year" is 0 and 1 in French.

    Forms with bars between them do as they like.
    """
    if unit.plural is None:
        return [], added[1:]
    numbers = plural_categories(context.target_lang).get(unit.plural or "", frozenset())
    return ([] if len(numbers) <= 1 or numbers <= {0, 1} else lost), added[1:]


check = Check(
    id="placeholder",
    category="markup/placeholder",
    severity=Severity.MAJOR,
    summary="A placeholder that the translation lost, made up or changed: %(nome)s for %(name)s",
    why=(
        "What the program fills in must come through as it is: a missing placeholder hides a value from the reader, a "
        "translated one shows as code, and one that the program has no value for, or of another type, stops it (then "
        "it is critical). printf in its dialects, braces, ICU, i18next, Ruby, Qt, Android, Fluent and others are told "
        "apart by what the file declares. Numbered ones may change their order, unnumbered ones of one type are told "
        "apart by their place, and the plural form for one number may leave the number out."
    ),
    limits="Where the file declares no syntax, only what can hardly be anything else counts: %(name)s, {name}, %1$s.",
    needs_source=True,
    group="source",
    good=(
        Example("%2$d von %1$s", "de", source="%s of %d", syntaxes=("c",)),
        Example("Eine Datei", "de", source="%d file", syntaxes=("c",), plural="one"),
        Example("Ganze 100% der {{name}}", "de", source="All 100% of {{name}}", syntaxes=("i18next",)),
        Example(
            "{n, plural, other {# 件}}", "ja", source="{n, plural, one {# item} other {# items}}", syntaxes=("icu",)
        ),
        Example("{v} Datei|{v} Dateien", "de", source="{n} file|{n} files"),
        Example("In `{ordner}/x`", "de", source="In `{folder}/x`"),
        Example("Benutzung: <Datei> {Namen}", "de", source="Usage: <file> {your name}"),
    ),
    bad=(
        Example("Bonjour [[%(nom)s]] !", "fr", source="Hello %(name)s!", syntaxes=("python",)),
        Example("[[%d]] von [[%s]]", "de", source="%s of %d", syntaxes=("c",)),
        Example("Guten Tag!", "de", source="Hello [[{name}]]!"),
        Example("Привет, {name} и [[{user}]]", "ru", source="Hello, {name}", syntaxes=("python-brace",)),
        Example("[[{n, plural, other {# 件}]]", "ja", source="{n, plural, other {# items}}", syntaxes=("icu",)),
        Example("%1$s を保存", "ja", source="Save %1$s to [[%2$s]]", syntaxes=("android",)),
    ),
    find=find,
)
