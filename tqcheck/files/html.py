"""HTML: the prose of blocks, and attributes that are read (alt, title, placeholder, aria-label).

Inline markup is left out, code stays as an opaque part, and so does what is marked `translate="no"` or
is in another language (`lang`). Scripts, styles and preformatted text are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from tqcheck.files.format import Content, Format, malformed
from tqcheck.files.locales import normalised
from tqcheck.files.pieces import Pieces
from tqcheck.languages import base
from tqcheck.types import Segment, Span

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
_CODE = frozenset("code kbd samp tt var".split())
_RAW = frozenset("script style textarea xmp iframe noembed noframes".split())
"""Elements whose content is no markup, up to their end tag."""
_SKIPPED = _RAW | frozenset("math noscript object pre svg template".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_RUNNING = 20
"""Words in paragraphs that make a page running text; one with fewer is a template, or a frame."""
_CLOSED_BY_THEIR_LIKE = frozenset("p li dt dd tr td th option".split())
_DEEPEST = 200
"""Elements among which the one that an end tag closes is looked for."""
_READ = ("alt", "title", "placeholder", "aria-label")
_KINDS = {"li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell", "title": "heading"}
_KINDS |= {f"h{level}": "heading" for level in range(1, 7)} | dict.fromkeys(("button", "option"), "unit")
_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);?|[ \t\r\n\f]+")
_TOKEN = re.compile(
    r"""
      <!--(?P<comment>.*?(?:--!?>|\Z))
    | <(?:[!?]|/[^A-Za-z>])[^>]*(?:>|\Z)
    | <(?P<close>/)?(?P<name>[A-Za-z][^\s/>]*)
      (?P<rest>(?:[^>=]|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)(?P<end>>|\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
"""Markup, each kind up to its end or that of the file, so that no input is read twice."""
_ATTRIBUTE = re.compile(r"""\s([^\s=>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_BLANK = re.compile(r"[^\r\n]")
_TEMPLATE = re.compile(r"(?:\{\{|\$\{)[^{}]*\}\}?|\{%[^{}%]*%\}")


def read(text: str) -> list[Content]:
    """Blocks of prose as segments, numbered from 1."""
    if front_matter := _FRONT_MATTER.match(text):
        text = _BLANK.sub(" ", front_matter[0]) + text[front_matter.end() :]
    parser = _Parser(text)
    parser.run()
    words = sum(len(segment.text.split()) for segment in parser.segments if segment.kind == "paragraph")
    return [Content(segments=parser.segments, target_lang=parser.language, continuous=words >= _RUNNING)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """An element that is open, with what it and those around it say of their text."""

    tag: str
    skipped: bool
    stays: bool
    kind: str


class _Parser:
    """Gathers the text of each block with where it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.segments: list[Segment] = []
        self.language: str | None = None
        self._pieces = Pieces()
        self._open = [_Open(tag="", skipped=False, stays=False, kind="paragraph")]

    def run(self) -> None:
        """Read the file. Raises UnreadableFile where a tag or comment is never closed: what follows would be lost."""
        at = 0
        while token := _TOKEN.search(self.text, at):
            self._add(at, token.start())
            at = token.end()
            if token["name"]:
                if not token["end"]:
                    raise malformed(self.text, token.start(), f"the tag <{token['name'][:40]} is not closed")
                at = self._tag(token)
            elif token["comment"] is not None and not token["comment"].endswith(">"):
                raise malformed(self.text, token.start(), "a comment that is not closed")
        self._add(at, len(self.text))
        self.finish()

    def _tag(self, token: re.Match[str]) -> int:
        """Read a tag, and what no markup is read in; gives where to go on."""
        tag = token["name"].lower()
        if token["close"]:
            self._closed(tag)
            return token.end()
        self._opened(tag, token)
        if token["rest"].endswith("/") and tag not in _VOID:
            self._closed(tag)
        elif tag in _RAW and (end := re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(self.text, token.end())):
            return end.start()
        elif tag in _RAW:
            return len(self.text)
        return token.end()

    def _opened(self, tag: str, token: re.Match[str]) -> None:
        places = _attributes(token)
        said = {name: unescape(self.text[start:end]) for name, (start, end) in places.items()}
        if tag == "html" and said.get("lang"):
            self.language = said["lang"]
        self._read_attributes(tag, said, places)
        if tag == "br":
            self._pieces.add("\n", *token.span())
        elif tag not in _INLINE and tag != "img":
            self.finish()
        if tag in _VOID:
            return
        if tag == self._open[-1].tag and tag in _CLOSED_BY_THEIR_LIKE:
            self._open.pop()
        around = self._open[-1]
        self._open.append(
            _Open(
                tag=tag,
                skipped=around.skipped or tag in _SKIPPED,
                stays=around.stays or tag in _CODE or self._stays(said),
                kind=_KINDS.get(tag, around.kind),
            )
        )

    def _closed(self, tag: str) -> None:
        if tag not in _INLINE:
            self.finish()
        for index in range(len(self._open) - 1, max(0, len(self._open) - _DEEPEST), -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                break

    def finish(self) -> None:
        """End the block."""
        pieces, self._pieces = self._pieces.stripped(), Pieces()
        if pieces.text:
            pieces.opaque += [Span(*match.span()) for match in _TEMPLATE.finditer(pieces.text)]
            self.segments.append(pieces.segment(f"b{len(self.segments) + 1}", kind=self._open[-1].kind))

    def _add(self, start: int, end: int) -> None:
        if start == end or self._open[-1].skipped:
            return
        before = len(self._pieces)
        self._pieces.add_decoded(self.text, start, end, _REFERENCE, self._decoded)
        if self._open[-1].stays and len(self._pieces) > before:
            self._pieces.opaque.append(Span(before, len(self._pieces)))

    def _decoded(self, match: re.Match[str]) -> str:
        return unescape(match[0]) if match[0][0] == "&" else " "

    def _stays(self, said: Mapping[str, str]) -> bool:
        """Whether an element says that it is not to be translated, or is in another language."""
        language = said.get("lang")
        other = language and self.language and base(normalised(language) or "") != base(normalised(self.language) or "")
        return said.get("translate") == "no" or "notranslate" in said.get("class", "").split() or bool(other)

    def _read_attributes(self, tag: str, said: Mapping[str, str], places: Mapping[str, tuple[int, int]]) -> None:
        if self._open[-1].skipped or self._open[-1].stays:
            return
        names = _READ if tag != "meta" else ("content",) if said.get("name") == "description" else ()
        for name, (start, end) in places.items():
            if name in names:
                pieces = Pieces()
                pieces.add_decoded(self.text, start, end, _REFERENCE, self._decoded)
                pieces = pieces.stripped()
                if pieces.text:
                    self.segments.append(pieces.segment(f"b{len(self.segments) + 1}"))


def _attributes(tag: re.Match[str]) -> dict[str, tuple[int, int]]:
    """Where the values of a tag's attributes stand, by name; of two of one name, the first."""
    places: dict[str, tuple[int, int]] = {}
    for match in _ATTRIBUTE.finditer(tag.string, *tag.span("rest")):
        group = next((number for number in (2, 3, 4) if match[number] is not None), 4)
        places.setdefault(match[1].lower(), match.span(group))
    return places


def comments(text: str) -> Iterator[Span]:
    """Where the comments of a page stand."""
    return (Span(*match.span()) for match in _TOKEN.finditer(text) if match["comment"] is not None)


format = Format(name="html", suffixes=(".html", ".htm", ".xhtml"), read=read, continuous=True, comments=comments)
