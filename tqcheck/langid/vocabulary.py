"""Words as rows of numbers: each distinct word is looked up once and kept, so that a text is an array of rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tqcheck.langid.names import ANGLICISMS, NEUTRAL
from tqcheck.langid.scripts import ALONE, script_of, scripts_of
from tqcheck.langid.table import ABSENT, WordTable, fold
from tqcheck.langid.tokens import WORD, hide, splits, words_of

LOWER, CAPITALISED, ALL_CAPITALS, SINGLE = range(4)
"""Kinds of word, by shape."""

SAYS_NOTHING, TERM = 1, 2
"""Special words: those that say nothing, and the terms that English lends."""

_LEAST = -60_000.0
"""ln P of a stretch of letters as long as no word: what float16 still holds."""
KEPT = 150_000
"""Words kept; beyond that the store starts anew, which bounds the memory at about 20 MB."""


def shape_of(word: str) -> int:
    """LOWER, CAPITALISED, ALL_CAPITALS or SINGLE (one letter)."""
    if len(word) == 1:
        return SINGLE
    if word[0].isupper():
        return ALL_CAPITALS if word.isupper() else CAPITALISED
    return LOWER


def lookup_form(word: str) -> str:
    """The form to look up: folded, without the possessive."""
    folded = fold(word)
    return folded[:-2] if folded.endswith("'s") else folded


class Vocabulary:
    """`rows` gives each word a row; the arrays below are indexed by it. Columns are `languages`."""

    def __init__(self, table: WordTable) -> None:
        self.table = table
        self.languages: tuple[str, ...] = (*table.languages, *ALONE)
        self.scripts: tuple[str, ...] = tuple(
            sorted({script for code in self.languages for script in scripts_of(code)})
        )
        self._script_number = {script: number for number, script in enumerate(self.scripts)}
        self.uses = np.array([[script in scripts_of(code) for code in self.languages] for script in self.scripts])
        """bool[scripts, languages]"""
        self.clear()

    def clear(self) -> None:
        """Forget every word; rows given before mean nothing any more."""
        self._row: dict[str, int] = {}
        self._pieces: dict[str, list[int]] = {}
        self.size = 0
        self.codes = np.full((1024, len(self.languages)), ABSENT, np.uint8)
        self.letters = np.zeros((1024, len(self.table.lettered)), np.float16)
        self.shape = np.zeros(1024, np.uint8)
        self.special = np.zeros(1024, np.uint8)
        self.script = np.full(1024, -1, np.int8)

    def rows(self, words: Sequence[str]) -> NDArray[np.int32]:
        """int32[words]: the row of each word; valid until `clear`."""
        known = self._row
        try:
            return np.fromiter(map(known.__getitem__, words), np.int32, len(words))
        except KeyError:
            self._add([word for word in dict.fromkeys(words) if word not in known])
        return np.fromiter(map(known.__getitem__, words), np.int32, len(words))

    def rows_of_texts(self, texts: Sequence[str]) -> list[list[int]]:
        """The rows of the words of each text, hidden parts left out."""
        split = [text.split() if splits(text) else () for text in texts]
        known = self._pieces
        new = sorted(set().union(*split).difference(known))
        words = [words_of(piece) for piece in new]
        rows = iter(self.rows([word for piece in words for word in piece]).tolist())
        for piece, inside in zip(new, words, strict=True):
            known[piece] = [next(rows) for _ in inside]
        return [
            [row for piece in pieces for row in known[piece]]
            if pieces
            else self.rows(WORD.findall(hide(text))).tolist()
            for pieces, text in zip(split, texts, strict=True)
        ]

    @property
    def full(self) -> bool:
        """Whether it is time to `clear`."""
        return self.size > KEPT or len(self._pieces) > 2 * KEPT

    def _add(self, words: list[str]) -> None:
        start, self.size = self.size, self.size + len(words)
        if self.size > len(self.shape):
            more = max(self.size, 2 * len(self.shape)) - len(self.shape)
            self.codes = np.concatenate([self.codes, np.full((more, self.codes.shape[1]), ABSENT, np.uint8)])
            self.letters = np.concatenate([self.letters, np.zeros((more, self.letters.shape[1]), np.float16)])
            self.shape = np.concatenate([self.shape, np.zeros(more, np.uint8)])
            self.special = np.concatenate([self.special, np.zeros(more, np.uint8)])
            self.script = np.concatenate([self.script, np.full(more, -1, np.int8)])
        forms = [lookup_form(word) for word in words]
        columns = len(self.table.languages)
        self.codes[start : self.size, :columns] = self.table.codes(forms)
        for row, (word, form) in enumerate(zip(words, forms, strict=True), start):
            self._row[word] = row
            self.shape[row] = shape_of(word)
            self.script[row] = self._script_number.get(script_of(form), -1)
            if form in NEUTRAL or (len(word) == 1 and word.isupper()):
                self.special[row] = SAYS_NOTHING
            elif form in ANGLICISMS:
                self.special[row] = TERM
            self.letters[row] = np.maximum(self.table.letters(form), _LEAST)
