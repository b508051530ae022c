"""Quotation marks that the target language does not use, in a file that otherwise has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Segment, Severity
from tqcheck.units import habit, prose, translated

_OWN = {
    **dict.fromkeys("en tr id ms vi cy ga".split(), "“” ‘’"),
    **dict.fromkeys("pt gl eu fr-CA es-419 es-MX es-US es-AR es-CL es-CO es-PE".split(), "“” ‘’ «»"),
    **dict.fromkeys("de cs sk sl".split(), "„“ ‚‘ »« ›‹"),
    **dict.fromkeys("hr sr bs et lv da".split(), "„“ „” »« «» “”"),
    **dict.fromkeys("bg is lt mk ka".split(), "„“ ‘’ ‚‘ «»"),
    **dict.fromkeys("pl ro".split(), "„” «» »«"),
    **dict.fromkeys("ru uk be kk hy fr-CH de-CH it-CH".split(), "«» ‹› „“"),
    **dict.fromkeys("fr el es it ca sq nb no nn".split(), "«» ‹› ‘’"),
    **dict.fromkeys("sv fi".split(), "”” ’’ »»"),
    **dict.fromkeys("zh ko".split(), "“” ‘’ 「」 『』"),
    **dict.fromkeys("ja zh-Hant zh-TW zh-HK".split(), "「」 『』"),
    "hu": "„” »« ’’",
    "nl": "‘’ “” „” ‚’",
    "pt-PT": "«» “” ‘’",
}
"""The pairs of each language, by CLDR’s delimiters (main and alternate) and by custom; the first is the main one."""
_PAIR = re.compile(r"(?P<open>[“„”«»「『])[^“„”«»「」『』]{1,80}(?P<close>[“”«»」』])")
"""A quotation that has no other inside."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    own = _own(context.target_lang)
    if not own:
        return
    slips: list[tuple[Segment, re.Match[str]]] = []
    kept = 0
    for unit, _ in translated(document):
        text = prose(unit.text, unit.syntaxes, "x")
        pairs = list(_PAIR.finditer(text))
        good = sum(match["open"] + match["close"] in own for match in pairs)
        kept += good
        if not good:  # beside its own, the others are those inside them
            slips += [(unit, match) for match in pairs]
    if kept and not habit(len(slips), kept):
        for unit, match in slips:
            inside = unit.text[match.start() + 1 : match.end() - 1]
            yield Finding(
                segment=unit,
                start=match.start(),
                end=match.end(),
                message=f"{match['open']} {match['close']} where this text has {own[0][0]} {own[0][1]}",
                suggestions=(f"{own[0][0]}{inside}{own[0][1]}",),
                confidence=0.85,
            )


def _own(language: str) -> list[str]:
    """The pairs of a language, the main one first; none where CLDR’s have too many rivals to say."""
    return (_OWN.get(language) or _OWN.get(base(language), "")).split()


check = Check(
    id="quotation-marks",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    summary="Another language’s quotation marks in a text that has its own: “so” or „so” beside „so“",
    why=(
        "CLDR gives each language its quotation marks, main and alternate. A file that uses them, and in a few places "
        "has those of another language, kept the source’s marks there, or closes with the wrong one. Custom counts "
        "beside CLDR: all pairs that a language is printed with are its own. A file that keeps to another style is "
        "left alone, and so are straight marks, which most interfaces have."
    ),
    limits="Quotations inside quotations that begin in another unit.",
    targets=frozenset(map(base, _OWN)),
    needs_source=True,
    whole_document=True,
    group="source",
    good=(
        Example("Die Datei “a”", "de", source="The file “a”"),
        Example('Die Datei „a“\n\nDer Ordner "b"\n\nDas »Bild«', "de", source="The “a”\n\nThe “b”\n\nThe “image”"),
        Example("Il dit « oui, “peut-être” »", "fr", source="He says “yes, ‘perhaps’”"),
        Example("Dice “sí”\n\nDice “no”\n\nDice «no sé»", "es-MX", source="Says “yes”\n\nSays “no”\n\nSays “maybe”"),
        Example("Filen ”a”", "sv", source="The file “a”"),
    ),
    bad=(
        Example(
            "Die Datei „a“\n\nDer Ordner „b“\n\nDas Bild [[“c”]]",
            "de",
            source="The file “a”\n\nThe folder “b”\n\nThe image “c”",
        ),
        Example(
            "Die Datei „a“\n\nDer Ordner „b“\n\nDas Bild [[„c”]]",
            "de",
            source="The file “a”\n\nThe folder “b”\n\nThe image “c”",
        ),
        Example("The “a”\n\nThe “b”\n\nThe [[„c“]]", "en", source="Die „a“\n\nDer „b“\n\nDas „c“"),
    ),
    find=find,
)
