"""Training sequences without end: clean text, clean text with fresh errors, real MT; in batches of about as many
tokens.

Sequences come in chunks; everything in a chunk follows from settings.SEED and its number, so that training can go
on where it
stopped and nobody's machine changes the data.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.utils.data import IterableDataset, get_worker_info

from models.grammar import settings
from models.grammar.labels import IGNORE, LABELS, labels
from models.grammar.packs import Corrupter
from tqcheck.grammar.encode import encode, load_tokenizer

Sequence = tuple[np.ndarray, np.ndarray, np.ndarray]  # ids, types, labels; with [CLS] and [SEP]
Batch = tuple[
    torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor
]  # ids, types, attention mask, labels: [sequences, pieces]
CLS, SEP, MASK = 101, 102, 103


class Clean:
    """Sentences of clean text by kind."""

    def __init__(self, path: Path) -> None:
        data = np.load(path)
        self.text: bytes = data["text"].tobytes()
        self.ends = data["ends"]
        self.paragraph = data["paragraph"]
        self.places = [np.flatnonzero(data["kind"] == kind) for kind in range(len(settings.KINDS_OF_TEXT))]
        shares = [share for share, _ in settings.KINDS_OF_TEXT.values()]
        self.kinds = [k for k, places in enumerate(self.places) if len(places)]
        self.shares = [shares[k] for k in self.kinds]

    def draw(self, rng: random.Random, most: int) -> str:
        """One sentence, or up to `most` that follow each other; sentences of one-sentence lines are joined as well."""
        places = self.places[rng.choices(self.kinds, self.shares)[0]]
        i = int(places[rng.randrange(len(places))])
        texts = [self.sentence(i)]
        while len(texts) < most and i + 1 < len(self.ends) and self.paragraph[i + 1] == self.paragraph[i]:
            i += 1
            texts.append(self.sentence(i))
        if len(texts) < min(most, 2):
            texts.append(self.sentence(int(places[rng.randrange(len(places))])))
        return " ".join(texts)

    def sentence(self, i: int) -> str:
        return self.text[self.ends[i - 1] if i else 0 : self.ends[i]].decode()


class Real:
    """Labelled sentences of real MT."""

    def __init__(self, path: Path) -> None:
        data = np.load(path)
        self.ids, self.types, self.labels, self.ends = (data[name] for name in ("ids", "types", "labels", "ends"))
        self.chances = np.cumsum([list(settings.REAL_WEIGHTS.values())[s] for s in data["set"]])

    def __len__(self) -> int:
        return len(self.ends)

    def draw(self, rng: random.Random, most: int) -> Sequence:
        chosen = [int(np.searchsorted(self.chances, rng.random() * self.chances[-1])) for _ in range(most)]
        return self.joined(chosen)

    def joined(self, chosen: list[int]) -> Sequence:
        parts = [slice(self.ends[i - 1] if i else 0, self.ends[i]) for i in chosen]
        ids = np.concatenate([[CLS], *(self.ids[p] for p in parts), [SEP]]).astype(np.int64)
        types = np.concatenate([[0], *(self.types[p] for p in parts), [0]]).astype(np.int64)
        found = np.concatenate([[IGNORE], *(self.labels[p] for p in parts), [IGNORE]]).astype(np.int64)
        return ids, types, found


def hidden(sequence: Sequence, rng: random.Random) -> Sequence:
    """The sequence with some pieces masked: of these nothing is asked."""
    ids, types, found = sequence
    places = np.random.default_rng(rng.randrange(2**31)).random(len(ids)) < settings.HIDDEN
    places[[0, -1]] = False
    return np.where(places, MASK, ids), types, np.where(places, IGNORE, found)


def practised(clean: Clean) -> Corrupter:
    """A corrupter that has seen enough text to know how often each operation finds a place."""
    rng = random.Random(settings.SEED)
    corrupter = Corrupter(settings.SEED)
    for _ in range(settings.PRACTICE):
        corrupter.corrupt(clean.draw(rng, rng.randint(1, 3)))
    return corrupter


def chunk(number: int, stage: str, clean: Clean, real: Real, tokenizer: Tokenizer, like: Corrupter) -> list[Sequence]:
    """The sequences of one chunk."""
    rng = random.Random(settings.SEED * 1_000_003 + number)
    corrupter = Corrupter(rng.randrange(2**31), like)
    shares = settings.STAGES[stage]
    sources = rng.choices(list(shares), list(shares.values()), k=settings.CHUNK)
    texts: list[str] = []
    spans: list[list[tuple[int, int, int]]] = []
    out: list[Sequence] = []
    for source in sources:
        most = rng.randint(2, 4) if rng.random() < settings.JOINED else 1
        if source == "real":
            out.append(hidden(real.draw(rng, min(most, 3)), rng))
            continue
        text = clean.draw(rng, most)
        if source == "clean":
            texts.append(corrupter.harmless(text))
            spans.append([])
        else:
            made = corrupter.corrupt(text)
            texts.append(made.text)
            spans.append([(start, end, LABELS.index(kind)) for start, end, kind in made.spans])
    for encoded, found in zip(encode(tokenizer, texts), spans, strict=True):
        out.append((encoded.ids, encoded.types, labels(encoded, found)))
    rng.shuffle(out)
    return [tuple(a[: settings.LONGEST] for a in sequence) for sequence in out]  # type: ignore[misc]


def batches(sequences: list[Sequence], seed: int) -> Iterator[Batch]:
    """Sequences of like length together, in batches of BATCH_TOKENS; the batches in random order.

    Lengths are rounded up to a multiple of PAD_TO: matrix kernels are made anew for every shape.
    """
    lengths: dict[int, list[Sequence]] = {}
    for sequence in sequences:
        lengths.setdefault(-(-len(sequence[0]) // settings.PAD_TO) * settings.PAD_TO, []).append(sequence)
    groups = [
        (length, same[i : i + size])
        for length, same in sorted(lengths.items())
        for size in (max(1, settings.BATCH_TOKENS // length),)
        for i in range(0, len(same), size)
    ]
    random.Random(seed).shuffle(groups)
    for length, group in groups:
        yield padded(group, length)


def padded(group: list[Sequence], length: int) -> Batch:
    out = [np.full((len(group), length), fill, dtype=np.int64) for fill in (0, 0, 0, IGNORE)]
    for row, (ids, types, found) in enumerate(group):
        for array, values in zip(out, (ids, types, np.ones(len(ids)), found), strict=True):
            array[row, : len(ids)] = values
    return tuple(torch.from_numpy(array) for array in out)  # type: ignore[return-value]


class Stream(IterableDataset[Any]):
    """Batches from chunk `first` on, for ever; several workers take turns at the chunks."""

    def __init__(self, folder: Path, tokenizer: str, stage: str, first: int) -> None:
        self.folder, self.tokenizer, self.stage, self.first = folder, tokenizer, stage, first

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        index, step = (worker.id, worker.num_workers) if worker else (0, 1)
        clean, real = Clean(self.folder / "clean.npz"), Real(self.folder / "real.npz")
        tokenizer = load_tokenizer(self.tokenizer)
        like = practised(clean)
        number = self.first + index
        while True:
            yield from batches(chunk(number, self.stage, clean, real, tokenizer, like), number)
            number += step
