"""Text to what the model reads: word pieces, and for each its shape and whether a space stands before it.

The vocabulary has no capitals, so shape and space travel in token_type_ids, which BERT adds to the word's embedding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Encoded:
    ids: npt.NDArray[np.int64]
    types: npt.NDArray[np.int64]
    offsets: list[tuple[int, int]]  # of every piece in the text; (0, 0) for [CLS] and [SEP]


def shape(piece: str) -> int:
    """lower 0, Title 1, UPPER 2, mIxed 3, digits 4, punctuation 5, other 6."""
    if piece.isalpha():
        return (
            0
            if piece.islower()
            else 2
            if piece.isupper() and len(piece) > 1
            else 1
            if (piece[0].isupper() and piece[1:].islower()) or (len(piece) == 1 and piece.isupper())
            else 3
            if piece.upper() != piece.lower()
            else 6
        )
    return 4 if piece[0].isdigit() else 5 if not piece[0].isalnum() else 6


def encode(tokenizer: Tokenizer, texts: list[str]) -> list[Encoded]:
    """All texts at once; the tokenizer must neither pad nor cut."""
    out: list[Encoded] = []
    for text, found in zip(texts, tokenizer.encode_batch(texts), strict=True):
        types = np.zeros(len(found.ids), dtype=np.int64)
        for i, (start, end) in enumerate(found.offsets):
            if end > start:
                space = start == 0 or text[start - 1].isspace()
                types[i] = 1 + 2 * shape(text[start:end]) + space
        out.append(Encoded(np.array(found.ids, dtype=np.int64), types, list(found.offsets)))
    return out


def load_tokenizer(path: str) -> Tokenizer:
    """A tokenizer.json that neither pads nor cuts."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
