"""HTML: the prose of blocks, and attributes that are read (alt, title, placeholder, aria-label).

Inline markup is left out, code stays as an opaque part, and so does what is marked `translate="no"` or
is in another language (`lang`). Scripts, styles and preformatted text are left out.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from tqcheck.files.format import Content, Format
from tqcheck.files.locales import normalised
from tqcheck.files.pieces import Pieces
from tqcheck.languages import base
from tqcheck.types import Segment, Span

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
_CODE = frozenset("code kbd samp tt var".split())
_SKIPPED = frozenset("math noscript object pre script style svg template textarea".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_RUNNING = 20
"""Words in paragraphs that make a page running text; one with fewer is a template, or a frame."""
_READ = ("alt", "title", "placeholder", "aria-label")
_KINDS = {"li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell", "title": "heading"}
_KINDS |= {f"h{level}": "heading" for level in range(1, 7)} | dict.fromkeys(("button", "option"), "unit")
_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);?|[ \t\r\n\f]+")
_ATTRIBUTE = re.compile(r"""\s([^\s=>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_BLANK = re.compile(r"[^\r\n]")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\$\{.*?\}")


def read(text: str) -> list[Content]:
    """Blocks of prose as segments, numbered from 1."""
    if front_matter := _FRONT_MATTER.match(text):
        text = _BLANK.sub(" ", front_matter[0]) + text[front_matter.end() :]
    parser = _Parser(text)
    parser.feed(text)
    parser.close()
    parser.finish()
    words = sum(len(segment.text.split()) for segment in parser.segments if segment.kind == "paragraph")
    return [Content(segments=parser.segments, target_lang=parser.language, continuous=words >= _RUNNING)]


class _Parser(HTMLParser):
    """Gathers the text of each block with where it stands."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.segments: list[Segment] = []
        self.language: str | None = None
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._pieces = Pieces()
        self._open: list[tuple[str, bool, bool]] = []

    @property
    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "html" and said.get("lang"):
            self.language = said["lang"]
        self._attributes(tag, said)
        if tag == "br":
            self._pieces.add("\n", self._at, self._at + len(self.get_starttag_text() or ""))
        elif tag not in _INLINE and tag != "img":
            self.finish()
        if tag in _VOID:
            return
        self._open.append((tag, tag in _SKIPPED, tag in _CODE or self._stays(said)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.finish()
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                break

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._add(self._reference(f"&{name}"))

    def handle_charref(self, name: str) -> None:
        self._add(self._reference(f"&#{name}"))

    def finish(self) -> None:
        """End the block."""
        pieces, self._pieces = self._pieces.stripped(), Pieces()
        if pieces.text:
            pieces.opaque += [Span(*match.span()) for match in _TEMPLATE.finditer(pieces.text)]
            kind = next((_KINDS[tag] for tag, _, _ in reversed(self._open) if tag in _KINDS), "paragraph")
            self.segments.append(pieces.segment(f"b{len(self.segments) + 1}", kind=kind))

    def _reference(self, start: str) -> str:
        end = self._at + len(start)
        return start + (";" if self.text[end : end + 1] == ";" else "")

    def _add(self, raw: str) -> None:
        if any(skipped for _, skipped, _ in self._open):
            return
        before = len(self._pieces)
        opaque = any(stays for _, _, stays in self._open)
        self._pieces.add_decoded(self.text, self._at, self._at + len(raw), _REFERENCE, self._decoded)
        if opaque and len(self._pieces) > before:
            self._pieces.opaque.append(Span(before, len(self._pieces)))

    def _decoded(self, match: re.Match[str]) -> str:
        return unescape(match[0]) if match[0][0] == "&" else " "

    def _stays(self, said: dict[str, str | None]) -> bool:
        """Whether an element says that it is not to be translated, or is in another language."""
        language = said.get("lang")
        other = language and self.language and base(normalised(language) or "") != base(normalised(self.language) or "")
        return said.get("translate") == "no" or "notranslate" in (said.get("class") or "").split() or bool(other)

    def _attributes(self, tag: str, said: dict[str, str | None]) -> None:
        names = _READ if tag != "meta" else ("content",) if said.get("name") == "description" else ()
        if not set(names) & said.keys() or any(skipped or stays for _, skipped, stays in self._open):
            return
        for match in _ATTRIBUTE.finditer(self.get_starttag_text() or ""):
            group = next((number for number in (2, 3, 4) if match[number]), None)
            if match[1].lower() in names and group:
                pieces = Pieces()
                start, end = (self._at + place for place in match.span(group))
                pieces.add_decoded(self.text, start, end, _REFERENCE, self._decoded)
                pieces = pieces.stripped()
                if pieces.text:
                    self.segments.append(pieces.segment(f"b{len(self.segments) + 1}"))


format = Format(name="html", suffixes=(".html", ".htm", ".xhtml"), read=read, continuous=True)
