"""Punctuation of the Latin script in a text that otherwise has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Segment, Severity
from tqcheck.units import habit

_HAN = "\u3041-\u30ff\u3400-\u9fff々〆"
_ARABIC = "\u0620-\u064a\u0660-\u06d3"
_LETTERS = {"zh": _HAN, "ja": _HAN, "ar": _ARABIC, "fa": _ARABIC, "ur": _ARABIC, "ckb": _ARABIC, "ps": _ARABIC}
_LIST = re.compile(r"\w[,;]\w")
"""What a program reads: yes,no,maybe."""
_OWN = {
    "zh": {",": "，", "?": "？", "!": "！", ";": "；", ".": "。"},
    "ja": {",": "、", "?": "？", "!": "！", ".": "。"},
    **{code: {",": "،", "?": "؟", ";": "؛"} for code in ("ar", "fa", "ur", "ckb", "ps")},
}


def find(document: Document, context: Context) -> Iterator[Finding]:
    language = base(context.target_lang)
    for latin, own in _OWN[language].items():
        pattern = re.compile(
            rf"(?<=[{_LETTERS[language]}]{{2}}){re.escape(latin)}(?=[{_LETTERS[language]}\s\"”)]|$)(?!\s\.\w)"
        )
        found = [
            (segment, match)
            for segment in document.segments
            if not _LIST.search(segment.source or "")
            for match in pattern.finditer(segment.text)
        ]
        kept = sum(segment.text.count(own) for segment in document.segments) if found else 0
        if kept and not habit(len(found), kept):
            yield from (_finding(segment, match, own) for segment, match in found)


def _finding(segment: Segment, match: re.Match[str], own: str) -> Finding:
    return Finding(
        segment=segment,
        start=match.start(),
        end=match.end(),
        message=f"“{match[0]}” of the Latin script where this text has “{own}”",
        suggestions=(own,),
        confidence=0.9,
    )


check = Check(
    id="native-punctuation",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    summary="Punctuation of the Latin script in Chinese, Japanese, Arabic, Persian or Urdu: 文件,",
    why=(
        "Chinese and Japanese have full-width marks, Arabic, Persian and Urdu a comma, a semicolon and a question mark "
        "of their own. A Latin mark between their letters came over from the source. Each mark is compared with what "
        "the same text has elsewhere: a text that keeps to the Latin one is left alone."
    ),
    limits="Code and formulas with words of the language in them.",
    targets=frozenset(_LETTERS),
    whole_document=True,
    good=(
        Example("打开文件, 然后保存。", "zh"),
        Example("打开文件，然后保存 file.txt, main.py。", "zh"),
        Example("هل تريد الحفظ؟", "ar"),
    ),
    bad=(
        Example("打开文件，编辑，然后保存。\n\n先选择，再确认。\n\n关闭文件[[,]]然后退出。", "zh"),
        Example("هل تريد الحفظ؟\n\nهل أنت متأكد؟\n\nكيف حالك؟\n\nهل تريد الخروج[[?]]", "ar"),
    ),
    find=find,
)
