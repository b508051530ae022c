"""Which writing system a letter belongs to, and which languages use it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from tqcheck.languages import likely_script

# First code point of each range and its script; "" is everything that tells no script apart.
_RANGES: tuple[tuple[int, str], ...] = (
    (0x0000, ""), (0x0041, "Latn"), (0x005B, ""), (0x0061, "Latn"), (0x007B, ""), (0x00AA, "Latn"), (0x00AB, ""),
    (0x00BA, "Latn"), (0x00BB, ""), (0x00C0, "Latn"), (0x0250, "Zipa"), (0x02B0, ""), (0x0370, "Grek"),
    (0x0400, "Cyrl"), (0x0530, "Armn"), (0x0590, "Hebr"), (0x0600, "Arab"), (0x0700, ""), (0x0750, "Arab"),
    (0x0780, ""),
    (0x0870, "Arab"), (0x0900, "Deva"), (0x0980, "Beng"), (0x0A00, "Guru"), (0x0A80, "Gujr"), (0x0B00, "Orya"),
    (0x0B80, "Taml"), (0x0C00, "Telu"), (0x0C80, "Knda"), (0x0D00, "Mlym"), (0x0D80, "Sinh"), (0x0E00, "Thai"),
    (0x0E80, "Laoo"), (0x0F00, ""), (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"), (0x1200, "Ethi"),
    (0x13A0, ""), (0x1780, "Khmr"), (0x1800, ""), (0x1C80, "Cyrl"), (0x1C90, "Geor"), (0x1CC0, ""), (0x1E00, "Latn"),
    (0x1F00, "Grek"), (0x2000, ""), (0x2C60, "Latn"), (0x2C80, ""), (0x2D00, "Geor"), (0x2D30, ""), (0x2DE0, "Cyrl"),
    (0x2E00, ""), (0x3005, "Hani"), (0x3008, ""), (0x3041, "Kana"), (0x3100, ""), (0x3130, "Hang"), (0x3190, ""),
    (0x31F0, "Kana"), (0x3200, ""), (0x3400, "Hani"), (0x4DC0, ""), (0x4E00, "Hani"), (0xA000, ""), (0xA640, "Cyrl"),
    (0xA6A0, ""), (0xA720, "Latn"), (0xA800, ""), (0xAC00, "Hang"), (0xD7B0, ""), (0xF900, "Hani"), (0xFB00, "Latn"),
    (0xFB07, ""), (0xFB1D, "Hebr"), (0xFB50, "Arab"), (0xFE00, ""), (0xFE70, "Arab"), (0xFF00, ""), (0xFF21, "Latn"),
    (0xFF3B, ""), (0xFF41, "Latn"), (0xFF5B, ""), (0xFF66, "Kana"), (0xFFA0, ""), (0x20000, "Hani"), (0x32000, ""),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _RANGES)

ALONE = {
    "am": "Ethi", "gu": "Gujr", "hy": "Armn", "ka": "Geor", "km": "Khmr", "kn": "Knda", "lo": "Laoo", "ml": "Mlym",
    "my": "Mymr", "or": "Orya", "pa": "Guru", "si": "Sinh", "te": "Telu", "th": "Thai",
}  # fmt: skip
"""Languages without a word list that their script gives away."""

_SCRIPTS = {
    "ar": ("Arab",), "bg": ("Cyrl",), "bn": ("Beng",), "el": ("Grek",), "fa": ("Arab",), "he": ("Hebr",),
    "hi": ("Deva",), "ja": ("Kana", "Hani"), "ko": ("Hang", "Hani"),
    "mk": ("Cyrl",), "ru": ("Cyrl",), "sh": ("Latn", "Cyrl"),
    "ta": ("Taml",), "uk": ("Cyrl",), "ur": ("Arab",), "zh": ("Hani",),
    "mr": ("Deva",), "ne": ("Deva",), "sa": ("Deva",), "be": ("Cyrl",), "kk": ("Cyrl",), "ky": ("Cyrl",),
    "mn": ("Cyrl",), "tg": ("Cyrl",), "tt": ("Cyrl",), "ps": ("Arab",), "sd": ("Arab",), "ug": ("Arab",),
    "ckb": ("Arab",), "yi": ("Hebr",), "ku": ("Latn", "Arab"), "az": ("Latn", "Cyrl", "Arab"),
    "uz": ("Latn", "Cyrl", "Arab"), "bs": ("Latn", "Cyrl"), "sr": ("Latn", "Cyrl"), "ks": ("Arab", "Deva"),
    "pa": ("Guru", "Arab"),
}  # fmt: skip

MIXED = "Zyyy"
"""The script of a word with letters of several (or of none): it tells nothing."""


@cache
def scripts_of(language: str) -> tuple[str, ...]:
    """ISO 15924 codes of the scripts in which a language is written; for those not listed, CLDR’s."""
    return _SCRIPTS.get(language) or (ALONE.get(language) or likely_script(language),)


@cache
def script_of_letter(letter: str) -> str:
    """ISO 15924 code, or "" for signs, digits and letters of scripts that no language here uses."""
    return _RANGES[bisect_right(_STARTS, ord(letter)) - 1][1]


def script_of(word: str) -> str:
    """The script of a word: MIXED where its letters disagree, Kana for Japanese words with both kinds of letter."""
    if word.isascii():
        return "Latn"
    found = {script_of_letter(letter) for letter in word} - {""}
    if found == {"Kana", "Hani"}:
        return "Kana"
    return found.pop() if len(found) == 1 else MIXED
