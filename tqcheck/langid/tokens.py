"""Cutting a text into words, after hiding what is not prose, and finding its brackets and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

HIDDEN = "\x00"
"""Stands for each character of what is hidden, so that offsets stay."""

_OPAQUE = re.compile(
    r"""
      `[^`\n]+`                                                   # code
    | </?[A-Za-z][^<>\n]{0,300}>                                  # tag
    | \$?\{\{?[^{}\n]{0,80}\}\}?                                  # {name}, {{name}}, ${name}
    | %\([\w.]+\)[sdfr] | %[-+]?\d*\.?\d*\$?[sdifuxr@](?![^\W\d]) # %(name)s, %s, %1$s
    | (?<=\w)\(\w{1,4}\) | \(\w\) | \b(?:[^\W\d_]{1,2}\.){2,}    # word(s), (a), abbreviations such as e.g. and U.S.
    | (?<!\S)["“(]?\.[a-z]{2,5}\b                                   # .com, .dat
    | &\w+; | \\[nrt](?![a-z])                                    # entity, escape
    | \b(?:https?|ftp|file|mailto):[^\s<>"”»]+                    # address
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*                                # e-mail
    | (?<!\w)[@\#]\w+                                             # @name, #tag
    | \b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|info|io|co|eu|uk|us|de|fr|es|it|pt|br|ru|jp|cn|html?|php|aspx?
        |py|js|ts|json|ya?ml|toml|md|txt|rst|xml|csv|tsv|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|zip|gz|exe|cfg|ini|log
        |sh|css|po|xliff|tmx|c|h|cpp|rs|go|java)\b(?:/[^\s<>"”»]*)? # host or file name
    | (?<!\w)(?:~|\.{1,2})?(?:/[\w.-]+){2,}/? | \b[A-Z]:\\\S+        # path
    | (?<![\w-])--?[a-z][\w-]*(?==|\b)(?<=[\w])(?<!\w-)              # option
    | \b\w+(?:\.\w+)*\(\)? (?<=\))                                 # call()
    | (?<!\w)\w*\d\w* (?:[-.,:/]\w*\d\w*)*                                # anything with a digit
    | \b\w+_\w+\b | \b\w+(?:\.\w{2,})+(?=\W|$)(?<=[a-z_]\w)(?<!\.\w) # snake_case, dotted.name
    | \b[a-z]+[A-Z]\w*\b | \b[A-Z][a-z]+[A-Z]\w*\b                  # camelCase, BrandName
    """,
    re.VERBOSE,
)
_SUSPECT = re.compile(r"[\d@`<{%$&\\/_#]|\w[.(]\w|\w\(\)|[a-z][A-Z]|(?<!\w)--?[a-z]|://")
_SIGNS = r"[\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u200c\u200d]"
WORD = re.compile(rf"[^\W\d_]+(?:{_SIGNS}+[^\W\d_]*)*(?:['’](?:s|S|t|re|ve|ll|d|m)(?![^\W\d_]))?")
"""A word: letters (with Indic vowel signs), with a contraction's end (don't); elisions (l'homme) are cut."""

_PAIRS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    '"': '"',
    "*": "*",
    "_": "_",
    "”": "”",
}
_MARKS = re.compile(r"[()\[\]{}“”„«»‹›「」『』\"*]|(?<!\w)‘|’(?!\w)")
QUOTED_LONGEST = 600
"""Code points between two marks for them to count as a pair."""


class Chunk(NamedTuple):
    """What stands between a pair of brackets or quotation marks, the marks excluded."""

    start: int
    end: int
    mark: str


def hide(text: str, spare: Iterable[tuple[int, int]] = ()) -> str:
    """`text`, as long as before, with what is not prose and the ranges `spare` replaced by HIDDEN.

    A text in capitals throughout comes out in lower case, since its capitals mark no names.
    """
    if text.isupper() and text.count(" ") >= 3 and len(text.lower()) == len(text):
        text = text.lower()
    for start, end in spare:
        text = text[:start] + HIDDEN * (min(end, len(text)) - start) + text[end:]
    if _SUSPECT.search(text) is None:
        return text
    return _OPAQUE.sub(lambda found: HIDDEN * len(found[0]), text)


_SPACED = re.compile(r"[`<{%]")
_SPECIAL = frozenset("0123456789@$&\\/_#:(.)-")


def splits(text: str) -> bool:
    """Whether the words of `text` are those of its pieces between spaces, each hidden alone."""
    return _SPACED.search(text) is None and not text.isupper()


def words_of(piece: str) -> list[str]:
    """The words that WORD finds in `hide(piece)`, faster where nothing needs to be hidden."""
    plain = _SPECIAL.isdisjoint(piece) and (piece.islower() or piece[1:].islower())
    return WORD.findall(piece if plain else hide(piece))


def has_marks(text: str) -> str:
    """ "[" where the text has a square bracket, else some mark that it has, else ""."""
    if "[" in text:
        return "["
    found = _MARKS.search(text)
    return found[0] if found else ""


def chunks(text: str) -> list[Chunk]:
    """Bracketed and quoted stretches within one line, innermost first where nested; unpaired marks are passed over."""
    result: list[Chunk] = []
    waiting: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text):
        mark, at = found[0], found.start()
        for depth in range(len(waiting) - 1, -1, -1):
            opening, start = waiting[depth]
            if mark in _PAIRS[opening]:
                if at - start <= QUOTED_LONGEST and "\n" not in text[start:at]:
                    result.append(Chunk(start + 1, at, opening))
                del waiting[depth:]
                break
        else:
            if mark in _PAIRS:
                waiting.append((mark, at))
    return result
