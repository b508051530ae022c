"""Brackets and quotation marks without their other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity, Span

_BRACKETS = {")": "(", "]": "["}
_MARK = re.compile(r"[()\[\]]")
_ITEM = re.compile(r"(?:^|[\s,;(:：、。])(?:[^\W_]|\d{1,3}|[ivxIVX]{1,5})[.]?$")
_SMILEY = re.compile(r"(?:^|\s)[:;=][-'^o]?$")
_INTERVAL = re.compile(r"[\[(]\s*[-+]?[\w.∞]+\s*[,;]\s*[-+]?[\w.∞]+\s*[\])]")
_LONG = 40


def find(document: Document, context: Context) -> Iterator[Finding]:
    if document.format == "subtitles":
        return  # what one cue opens, a later one closes
    for number, segment in enumerate(document.segments):
        text = segment.text
        neighbours = [s.text for s in document.segments[max(0, number - 1) : number + 2] if s is not segment]
        if len(text) < _LONG:
            continue
        for span in [*_brackets(text, neighbours), *_quotes(text, neighbours)]:
            yield Finding(
                segment=segment,
                start=span.start,
                end=span.end,
                message=f"“{text[span.start : span.end]}” without its other half",
                confidence=0.9,
            )


def _brackets(text: str, neighbours: list[str]) -> Iterator[Span]:
    if "（" in text or "）" in text:
        return  # half-width and full-width brackets pair with each other
    intervals = [match.span() for match in _INTERVAL.finditer(text)]
    opened: list[int] = []
    alone: list[int] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if any(start <= at < end for start, end in intervals) or _SMILEY.search(text[max(0, at - 3) : at]):
            continue
        if mark not in _BRACKETS:
            opened.append(at)
        elif opened and text[opened[-1]] == _BRACKETS[mark]:
            opened.pop()
        elif text[at - 1] not in ":;" and not _ITEM.search(text[max(0, at - 8) : at]):
            alone.append(at)
    alone += opened
    if len(alone) == 1 and not any(_unbalanced(other) for other in neighbours):
        yield Span(alone[0], alone[0] + 1)


def _unbalanced(text: str) -> bool:
    return text.count("(") != text.count(")") or text.count("[") != text.count("]")


def _quotes(text: str, neighbours: list[str]) -> Iterator[Span]:
    """One curly mark too many, where no quotation runs on from or into a neighbour."""
    if "„" in text or '"' in text or any(other.count("“") != other.count("”") for other in neighbours):
        return
    marks = [match.start() for match in re.finditer("[“”]", text)]
    opened: list[int] = []
    alone: list[int] = []
    for at in marks:
        if text[at] == "“":
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            alone.append(at)
    alone += opened
    edge = {len(text) - len(text.lstrip()), len(text.rstrip()) - 1}
    if (
        len(alone) == 1
        and alone[0] not in edge
        and not text[alone[0] - 1].isdigit()
        and not any(other.lstrip().startswith("“") for other in neighbours)
    ):
        yield Span(alone[0], alone[0] + 1)


check = Check(
    id="unpaired-mark",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    summary="A bracket or quotation mark without its other half",
    why=(
        "A bracket or quotation mark that opens and never closes, or closes without having opened, in one paragraph: "
        "the other half was lost with a sentence or was put into another one. Items of lists “a)”, intervals, smileys, "
        "and quotations that run over paragraphs are left alone."
    ),
    limits="Straight quotation marks and apostrophes are not counted.",
    good=(
        Example("We need a) a new house and b) money for it, which is 2) hard to get :)"),
        Example("“This is the first paragraph of a long quotation.\n\n“And this is the second one, its end.”"),
        Example("For x in [0, 1) and y in (0, 1] the function is continuous."),
        Example("Er nannte es „einen großen Tag“ für die ganze Stadt (und das Land).", target_lang="de"),
    ),
    bad=(
        Example("The army was led by the Frenchman Nuno Gonçalves [[(]]who was born in Lisbon."),
        Example("The minister said the plan was [[“]]too expensive for a country of this size."),
        Example(
            "El ejército fue dirigido por Nuno Gonçalves, nacido en Lisboa[[)]] y muerto en Madrid.", target_lang="es"
        ),
    ),
    find=find,
)
