"""Text of any length to measure with.

By default it is made from the seed article and the good examples of the declared checks. Nothing in it is repeated
word for word, since a repetition may be answered from a cache: sentences are drawn at random, and in each one numbers,
names or long words give way to others of the text. It reads like nonsense but has the length, the vocabulary and the
marks of prose. Its words come back more often than those of real text would; that is what a folder of text is for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

ARTICLE = Path(__file__).resolve().parents[1] / "seeds" / "article.txt"
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_LONG = re.compile(r"\b[a-z]{5,}\b")


def paragraphs(words: int, folder: Path | None = None) -> list[str]:
    """Paragraphs of English with about so many words, the same at every call.

    Raises ValueError where a folder has not so many.
    """
    source = _made() if folder is None else _read(folder)
    found: list[str] = []
    left = words
    for paragraph in source:
        found.append(paragraph)
        left -= len(paragraph.split())
        if left <= 0:
            return found
    raise ValueError(f"{folder} holds only {words - left:,} words of text in its *.txt files: {words:,} are needed")


def _read(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.txt")):
        for paragraph in re.split(r"\n\s*\n" if "\n\n" in path.read_text("utf-8") else r"\n", path.read_text("utf-8")):
            if paragraph.strip():
                yield paragraph.strip()


def _made() -> Iterator[str]:
    from tqcheck.checks import registry
    from tqcheck.sentences import split

    sentences = [
        text[span.start : span.end]
        for text in ARTICLE.read_text("utf-8").split("\n\n")
        for span in split(text, "en")
        if len(text[span.start : span.end].split()) > 3
    ]
    for check in registry().values():
        for example in check.good:
            if example.target_lang == "en" and example.source is None and "\n" not in example.text:
                sentences.append(example.text)
    everything = " ".join(sentences)
    names, long = sorted(set(_NAME.findall(everything))), sorted(set(_LONG.findall(everything)))
    chance = random.Random(8)
    while True:
        drawn = chance.choices(sentences, k=chance.randint(2, 6))
        yield " ".join(_varied(sentence, names, long, chance) for sentence in drawn)


def _varied(sentence: str, names: list[str], long: list[str], chance: random.Random) -> str:
    changed = _NUMBER.sub(lambda found: str(chance.randint(2, 999)), sentence)
    changed = _NAME.sub(lambda found: chance.choice(names), changed)
    places = [found.span() for found in _LONG.finditer(changed)]
    if places:
        start, end = chance.choice(places)
        changed = changed[:start] + chance.choice(long) + changed[end:]
    return changed
