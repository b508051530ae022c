"""Markup and addresses inside a unit's text: tags, links, addresses, escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tqcheck.types import Span


class Piece(NamedTuple):
    """`key` is the same for the same thing in source and target."""

    start: int
    end: int
    key: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*|\d+)(?P<rest>(?:\s[^<>]*)?)(?P<empty>/?)>")
_CODE_ID = re.compile(r"""\b(?:id|rid|href)\s*=\s*["']([^"']*)""")
_CODES = frozenset("g x bx ex ph bpt ept it sc ec pc mrk sub cp".split())
"""XLIFF’s inline elements, which are told apart by their IDs."""
_SAME = {"strong": "b", "em": "i"}
_ADDRESS = re.compile(
    r"\b(?:https?|ftp|mailto|file)://?[^\s<>\"'”»’|\\^`{}()\[\]\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+"
)
_EMAIL = re.compile(r"(?<![\w.+/@-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_DOTFILE = re.compile(r"(?<![\w.…)\]}\"'%])\.[a-z][\w-]{2,}(?![\w.])")
"""The name of a hidden file: .gitattributes."""
_IDENTIFIER = re.compile(
    r"(?<![\w-])[a-z]+(?:-[a-z]+)*-v?\d[\w.]*(?:-\w[\w.]*)*(?<!\.)(?!-)|(?<![\w%])%[a-z_]\w+%(?!\w)"
)
"""The name of a version or model, gemini-2.5-flash, or of a variable, %selection%."""
_MARKDOWN_LINK = re.compile(
    r"!?\[[^\[\]]*\]\(\s*<?(?P<target>[^()\s<>]+(?:\([^()\s]*\)[^()\s]*)?)>?(?:\s+\"[^\"]*\")?\s*\)"
)
_CODE = re.compile(
    r"(?<!`)(?:(?<!\w):[a-z][a-z:+-]{0,30}:)?(?P<ticks>`{1,3})(?![`\s])[^`\n]{1,60}?(?<![`\s])(?P=ticks)(?!`)"
)
"""Between backticks, with reStructuredText’s role before them: :mod:`re`."""
_ESCAPE = re.compile(r"\\(?:[nrtabfv\\]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})")
_TRAILING = ".,;:!?…"


def tags(text: str) -> list[Piece]:
    """HTML and XML tags and XLIFF codes; attributes other than IDs may be translated, so they don’t count."""
    return list(_tags(text))


def _tags(text: str) -> Iterator[Piece]:
    for match in _TAG.finditer(text):
        name = _SAME.get(match["name"].lower(), match["name"].lower())
        key = f"{match['close']}{name}"
        if (name in _CODES or name.isdigit()) and (code := _CODE_ID.search(match["rest"])):
            key += f" {code[1]}"
        yield Piece(*match.span(), f"<{key}>")


def addresses(text: str) -> list[Piece]:
    """URLs and e-mail addresses, less the punctuation behind them."""
    found = [*_ADDRESS.finditer(text), *_EMAIL.finditer(text)]
    return sorted(Piece(m.start(), m.start() + len(key), key) for m in found if (key := m[0].rstrip(_TRAILING)))


def links(text: str) -> list[Piece]:
    """Markdown’s links: the whole of each, by its target."""
    return [Piece(*match.span(), match["target"]) for match in _MARKDOWN_LINK.finditer(text)]


def escapes(text: str) -> list[Piece]:
    """Backslash escapes that are left in the text."""
    return [Piece(*match.span(), match[0]) for match in _ESCAPE.finditer(text)]


def code(text: str) -> list[Span]:
    """Code between backticks, in Markdown and reStructuredText."""
    return [Span(*match.span()) for match in _CODE.finditer(text)] if "`" in text else []


def machine_spans(text: str) -> list[Span]:
    """What of `text` is markup and no prose: tags, entities, addresses, link targets, code."""
    if not any(sign in text for sign in "<&:@`[.-%"):
        return []
    spans = [piece.span for piece in (*tags(text), *addresses(text))]
    spans += [
        Span(*match.span()) for pattern in (_ENTITY, _DOTFILE, _IDENTIFIER) for match in pattern.finditer(text)
    ] + code(text)
    spans += [Span(*match.span("target")) for match in _MARKDOWN_LINK.finditer(text)]
    return sorted(spans)
