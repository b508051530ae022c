"""From a classifier's answer for word pieces to whole words with their chances."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tqcheck.grammar.encode import Encoded

Chances = npt.NDArray[np.float32]
"""Of one text: [pieces, labels]; label 0 is "nothing odd"."""
Forward = Callable[[npt.NDArray[np.int64], npt.NDArray[np.int64]], npt.NDArray[np.float32]]
"""Piece IDs and types of one window, [pieces], to logits, [pieces, labels]."""

WINDOW, STEP = 384, 288
"""Pieces; a longer paragraph is read in overlapping windows."""


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch between white space or punctuation; `label` is its likeliest kind of error, `chance` that of any."""

    start: int
    end: int
    label: int
    chance: float


def chances(forward: Forward, encoded: Encoded) -> Chances:
    """The chances of all labels for every piece of a text.

    One window at a time: int8 arithmetic scales by the largest value it meets, so a text's answer would
    depend on its company in a batch, and on a CPU a batch is hardly faster.
    """
    inner = len(encoded.ids) - 2
    out: Chances | None = None
    middle = np.full(len(encoded.ids), -1)  # how far from its window's edge a piece was seen
    for start in range(0, max(1, inner - (WINDOW - STEP)), STEP):
        to = min(start + WINDOW, inner)
        piece = np.r_[0, start + 1 : to + 1, len(encoded.ids) - 1]
        logits = forward(encoded.ids[piece], encoded.types[piece])
        found = np.exp(logits - logits.max(-1, keepdims=True))
        found /= found.sum(-1, keepdims=True)
        if out is None:
            out = np.zeros((len(encoded.ids), logits.shape[-1]), dtype=np.float32)
        seen = np.minimum(np.arange(to - start), np.arange(to - start)[::-1])
        better = seen > middle[start + 1 : to + 1]
        place = np.arange(start + 1, to + 1)[better]
        out[place] = found[1 : to - start + 1][better]
        middle[place] = seen[better]
    assert out is not None
    return out


def words(text: str, offsets: Sequence[tuple[int, int]], chances: Chances) -> list[Word]:
    """Pieces put together again; the likeliest error of its pieces is the word's.

    A letter that normalisation takes apart (a Hangul syllable) may give several pieces with one place.
    """
    found: list[Word] = []
    if not len(offsets):
        return found
    labels = chances[:, 1:].argmax(-1) + 1
    odd = 1 - chances[:, 0]
    for i, (start, end) in enumerate(offsets):
        if end == start:
            continue
        word = Word(start, end, int(labels[i]), float(odd[i]))
        if found and (start < found[-1].end or (start == found[-1].end and _same_word(text, start))):
            before = found.pop()
            surer = max(before, word, key=lambda w: w.chance)
            word = Word(before.start, max(before.end, end), surer.label, surer.chance)
        found.append(word)
    return found


def _same_word(text: str, start: int) -> bool:
    return text[start].isalnum() and (text[start - 1].isalnum() or text[start - 1] in "'’-")


def joined(odd: Iterable[Word], order: dict[int, int]) -> list[Word]:
    """Neighbouring words with the same label as one; `order` numbers all words of the text by their start."""
    out: list[Word] = []
    last = -2
    for word in odd:
        number = order[word.start]
        if out and number == last + 1 and out[-1].label == word.label:
            before = out.pop()
            word = Word(before.start, word.end, word.label, max(before.chance, word.chance))
        out.append(word)
        last = number
    return out
