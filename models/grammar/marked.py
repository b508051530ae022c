"""Marked translations: public sentences joined with the stand-off marks, in text as it is printed.

The public sets of MLQE-PE are tokenised ("the peace , he said"). `detokenise` only deletes white
space, so every offset of a mark can be carried over.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KINDS = tuple("art prep verb agr order pron form miss dup lex untr case punct space num".split())
GROUPS = {
    "ro": "Romance",
    "es": "Romance",
    "fr": "Romance",
    "it": "Romance",
    "de": "German",
    "ru": "Slavic",
    "et": "Estonian",
    "zh": "Chinese",
    "ne": "Indo-Aryan",
    "si": "Indo-Aryan",
}
TOKENISED = "mlqe/"  # IDs of the sets whose English has spaces around punctuation

_CLOSING = re.compile(r" ([,.;:!?%)\]}…]+)(?= |$)")
_OPENING = re.compile(r"([(\[{$£€]) ")
_CLITIC = re.compile(r" ('(?:s|re|ve|d|m|ll|t)|n't)\b")
_APOSTROPHE = re.compile(r"(\w) (['’]) ?(s|re|ve|ll|d|t|m)\b")


@dataclass(frozen=True, slots=True)
class Mark:
    """A fault: `start` and `end` count in the sentence's text; tier "must" is certain, "may" is not."""

    start: int
    end: int
    kind: str
    tier: str


@dataclass(frozen=True, slots=True)
class Marked:
    """One translated sentence as somebody marked it."""

    id: str
    pair: str
    text: str
    marks: tuple[Mark, ...]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl or .jsonl.xz file."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def public_targets(folder: Path) -> dict[str, tuple[str, str]]:
    """ID -> (language pair, English as the public file has it) of every training set with unmarked MT."""
    targets: dict[str, tuple[str, str]] = {}
    for path in sorted(folder.glob("*.jsonl.xz")):
        if not path.name.startswith("marked_mt"):
            for row in read_lines(path):
                targets[row["id"]] = (row["lang_pair"], row["target"])
    return targets


def stand_off(folder: Path, targets: dict[str, tuple[str, str]]) -> dict[str, list[Marked]]:
    """Reader -> sentences with that reader's marks, in the offsets of the public text."""
    read: dict[str, list[Marked]] = {}
    for path in sorted(folder.glob("reader_*.jsonl")):
        for row in read_lines(path):
            pair, text = targets[row["id"]]
            marks = tuple(Mark(s["start"], s["end"], s["kind"], s["tier"]) for s in row["spans"])
            if any(not 0 <= m.start < m.end <= len(text) for m in marks):
                raise ValueError(f"{row['id']}: a mark outside the text; is this the right version of the data?")
            read.setdefault(row["reader"], []).append(Marked(row["id"], pair, text, marks))
    return read


def detokenise(text: str) -> str:
    """`text` without the spaces that tokenisation put around punctuation."""
    text = _CLOSING.sub(r"\1", text)
    text = _OPENING.sub(r"\1", text)
    text = _CLITIC.sub(r"\1", text)
    text = _APOSTROPHE.sub(r"\1\2\3", text)
    text = text.replace(" @-@ ", "-")
    inside = False
    parts = re.split(r"( ?)\"( ?)", text)  # straight quotation marks open and close in turn
    out = [parts[0]]
    for before, after, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        inside = not inside
        out.append(f'{before}"{rest}' if inside else f'"{after}{rest}')
    return re.sub(r"  +", " ", "".join(out))


def carried(start: int, end: int, old: str, new: str) -> tuple[int, int]:
    """Where text[start:end] of `old` stands in `new`, which differs in white space only."""
    positions = _positions(old, new)
    kept = [positions[i] for i in range(start, end) if positions[i] >= 0]
    if not kept:  # nothing but deleted white space
        after = next((positions[i] for i in range(end, len(old)) if positions[i] >= 0), len(new) - 1)
        return max(0, after - 1), after + 1
    return kept[0], kept[-1] + 1


def _positions(old: str, new: str) -> list[int]:
    """For each character of `old` its place in `new`; -1 for deleted white space."""
    positions, place = [], 0
    for character in old:
        if place < len(new) and new[place] == character:
            positions.append(place)
            place += 1
        else:
            assert character.isspace() or character == "@", (old, new)
            positions.append(-1)
    return positions


def as_printed(sentence: Marked) -> Marked:
    """The sentence detokenised if its set is tokenised, with its marks carried along."""
    if not sentence.id.startswith(TOKENISED):
        return sentence
    text = detokenise(sentence.text)
    marks = tuple(Mark(*carried(m.start, m.end, sentence.text, text), m.kind, m.tier) for m in sentence.marks)
    return Marked(sentence.id, sentence.pair, text, marks)
