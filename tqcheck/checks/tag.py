"""Tags and inline codes that the translation lost, made up or put out of order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tqcheck import markup
from tqcheck.check import Check, Context, Example
from tqcheck.markup import Piece
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import translated

_HTML = frozenset(
    "a abbr b bdi bdo big blockquote br button center cite code dd del details dfn div dl dt em font h1 h2 h3 h4 h5 h6 "
    "hr i img input ins kbd label li mark ol p pre q s samp section small span strike strong sub summary sup table "
    "tbody td th thead time tr tt u ul var wbr".split()
)
_FREE = frozenset({"<br>", "</br>", "<wbr>", "<p>", "</p>", "<sup>", "</sup>"})
"""Tags that break lines, and lift the end of an ordinal, as the language needs."""
_EMPHASIS = frozenset("b strong em i u small big mark span font".split())


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit, source in translated(document):
        if "<" not in source and "<" not in unit.text:
            continue
        theirs, ours = markup.tags(source), markup.tags(unit.text)
        known = _markup(theirs) | _markup(ours)
        theirs, ours = [t for t in theirs if t.key in known], [t for t in ours if t.key in known]
        lost, added = _less(theirs, ours), _less(ours, theirs)
        for tag in _openings(lost):
            message = f"the tag “{source[tag.start : tag.end]}” is missing from the translation"
            yield Finding(
                segment=unit, start=tag.start, end=tag.end, message=message, severity=_severity(tag), in_source=True
            )
        for tag in _openings(added):
            message = f"the tag “{unit.text[tag.start : tag.end]}” is not in the source"
            yield Finding(segment=unit, start=tag.start, end=tag.end, message=message, severity=_severity(tag))
        if not lost and not added and _misnested(theirs) is None and (wrong := _misnested(ours)) is not None:
            message = f"“{unit.text[wrong.start : wrong.end]}” is out of order"
            yield Finding(segment=unit, start=wrong.start, end=wrong.end, message=message)


def _severity(tag: Piece) -> Severity | None:
    return Severity.MINOR if _name(tag.key) in _EMPHASIS else None


def _markup(tags: list[Piece]) -> set[str]:
    """Keys of what is markup rather than words in angle brackets, such as <your name>."""
    keys = {tag.key for tag in tags}
    return {
        key
        for key in keys
        if key not in _FREE and (_name(key) in _HTML or " " in key or _name(key).isdigit() or _partner(key) in keys)
    }


def _name(key: str) -> str:
    return key.strip("</>")


def _partner(key: str) -> str:
    return f"<{key[2:]}" if key[1] == "/" else f"</{key[1:]}"


def _less(tags: list[Piece], others: list[Piece]) -> list[Piece]:
    """The last ones of each kind that the others have fewer of."""
    left = Counter(tag.key for tag in others)
    result = []
    for tag in tags:
        left[tag.key] -= 1
        if left[tag.key] < 0:
            result.append(tag)
    return result


def _openings(tags: list[Piece]) -> list[Piece]:
    """Less the closing tags of those that are there as well: one thing to say."""
    opened = Counter(tag.key for tag in tags if tag.key[1] != "/")
    result = []
    for tag in tags:
        if tag.key[1] == "/" and opened[_partner(tag.key)] > 0:
            opened[_partner(tag.key)] -= 1
        else:
            result.append(tag)
    return result


def _misnested(tags: list[Piece]) -> Piece | None:
    """The first closing tag that closes nothing, or not the last one opened."""
    keys = {tag.key for tag in tags}
    opened: list[str] = []
    for tag in tags:
        if tag.key[1] != "/":
            if _partner(tag.key) in keys:
                opened.append(tag.key)
        elif not opened or opened.pop() != _partner(tag.key):
            return tag
    return None


check = Check(
    id="tag",
    category="markup/tag",
    severity=Severity.MAJOR,
    summary="A tag or inline code that the translation lost, made up or put out of order",
    why=(
        "A lost tag loses a link or an emphasis, and a tag that is opened and not closed can break the page. HTML "
        "tags, pairs of other tags, numbered tags and XLIFF’s inline codes (told apart by their IDs) are counted on "
        "both sides, whatever their attributes; when all are there, they must still be nested. Line breaks and "
        "paragraphs are free, words in angle brackets such as <your name> are words, and emphasis is minor."
    ),
    limits="A translation that repeats or drops an emphasis on purpose.",
    needs_source=True,
    group="source",
    good=(
        Example("<b>Neue</b> Datei<br>anlegen für <Ihr Name>", "de", source="Create <b>new</b> file for <your name>"),
        Example("<1>Datei</1> <0>öffnen</0>", "de", source="<0>Open</0> <1>file</1>"),
        Example('<g id="2">Datei</g> <x id="1"/>', "de", source='<x id="1"/> <g id="2">file</g>'),
    ),
    bad=(
        Example("Neue Datei anlegen", "de", source="Create [[<b>]]new</b> file"),
        Example("<b>Neue[[<b>]] Datei anlegen", "de", source="Create <b>new[[</b>]] file"),
        Example('Datei <x id="1"/> öffnen', "de", source='Open file <x id="1"/>[[<x id="2"/>]]'),
        Example("[[</b>]]Neue<b> Datei", "de", source="<b>New</b> file"),
    ),
    find=find,
)
