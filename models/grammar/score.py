"""A trained model as a function from texts to oddities, for evaluation and export. Shipped code has its own:
tqcheck.model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.grammar.encode import LABELS, Encoded, encode, load_tokenizer

Forward = Callable[[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]], npt.NDArray[np.float32]]
WINDOW, STEP = 384, 288  # pieces; a longer paragraph is read in overlapping windows


@dataclass(frozen=True, slots=True)
class Odd:
    """A stretch of whole words: the chance that it is an error, and its likeliest kind."""

    start: int
    end: int
    kind: str
    chance: float


def from_torch(folder: Path) -> Forward:
    import torch
    from transformers import AutoModelForTokenClassification

    model = AutoModelForTokenClassification.from_pretrained(folder).eval()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.to(device)

    def forward(
        ids: npt.NDArray[np.int64], types: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        with torch.no_grad():
            inputs = {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}
            logits = model(**{name: torch.from_numpy(a).to(device) for name, a in inputs.items()}).logits
        return logits.float().cpu().numpy()  # type: ignore[no-any-return]

    return forward


def from_onnx(file: Path) -> Forward:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def forward(
        ids: npt.NDArray[np.int64], types: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float32]:
        return session.run(["logits"], {"input_ids": ids, "token_type_ids": types, "attention_mask": mask})[0]  # type: ignore[no-any-return]

    return forward


def load(path: Path) -> tuple[Forward, Path]:
    """What computes, and the tokenizer's file, of a folder with a torch or an int8 model."""
    onnx = path / "model.int8.onnx"
    return (from_onnx(onnx) if onnx.exists() else from_torch(path)), path / "tokenizer.json"


def probabilities(
    forward: Forward, encoded: Sequence[Encoded], batch_tokens: int = 512
) -> list[npt.NDArray[np.float32]]:
    """For every text the chances of all labels for every piece, [pieces, labels]."""
    windows: list[tuple[int, int, int]] = []  # text, from, to
    for number, e in enumerate(encoded):
        inner = len(e.ids) - 2
        starts = range(0, max(1, inner - (WINDOW - STEP)), STEP)
        windows.extend((number, start, min(start + WINDOW, inner)) for start in starts)
    windows.sort(key=lambda w: w[2] - w[1])
    out = [np.zeros((len(e.ids), len(LABELS)), dtype=np.float32) for e in encoded]
    middle = [np.full(len(e.ids), -1) for e in encoded]  # how far from its window's edge a piece was seen
    at = 0
    while at < len(windows):
        size = 1
        while (
            at + size < len(windows)
            and (size + 1) * (windows[at + size][2] - windows[at + size][1] + 2) <= batch_tokens
        ):
            size += 1
        group = windows[at : at + size]
        at += size
        longest = max(to - start for _, start, to in group) + 2
        ids, types, mask = (np.zeros((len(group), longest), dtype=np.int64) for _ in range(3))
        for row, (number, start, to) in enumerate(group):
            e = encoded[number]
            piece = np.r_[0, start + 1 : to + 1, len(e.ids) - 1]
            ids[row, : len(piece)], types[row, : len(piece)], mask[row, : len(piece)] = e.ids[piece], e.types[piece], 1
        logits = forward(ids, types, mask)
        chances = np.exp(logits - logits.max(-1, keepdims=True))
        chances /= chances.sum(-1, keepdims=True)
        for row, (number, start, to) in enumerate(group):
            seen = np.minimum(np.arange(to - start), np.arange(to - start)[::-1])
            better = seen > middle[number][start + 1 : to + 1]
            place = np.arange(start + 1, to + 1)[better]
            out[number][place] = chances[row, 1 : to - start + 1][better]
            middle[number][place] = seen[better]
    return out


def oddities(text: str, encoded: Encoded, chances: npt.NDArray[np.float32], threshold: float) -> list[Odd]:
    """Words whose chance of an error reaches the threshold; neighbours of one kind are one oddity."""
    words: list[tuple[int, int, int, float]] = []  # start, end, label, chance
    for i, (start, end) in enumerate(encoded.offsets):
        if end == start:
            continue
        label = int(chances[i, 1:].argmax()) + 1
        chance = float(1 - chances[i, 0])
        if words and words[-1][1] == start and text[start].isalnum() and text[start - 1].isalnum():  # the same word
            before = words.pop()
            start, (label, chance) = before[0], max(((before[2], before[3]), (label, chance)), key=lambda x: x[1])
        words.append((start, end, label, chance))
    found: list[Odd] = []
    last = -2
    for n, (start, end, label, chance) in enumerate(words):
        if chance < threshold:
            continue
        if found and last == n - 1 and found[-1].kind == LABELS[label]:
            found[-1] = Odd(found[-1].start, end, LABELS[label], max(found[-1].chance, chance))
        else:
            found.append(Odd(start, end, LABELS[label], chance))
        last = n
    return found


class Scorer:
    """Reads each text once; oddities can then be asked for at any threshold."""

    def __init__(self, path: Path, texts: Sequence[str]) -> None:
        forward, tokenizer = load(path)
        self.texts = list(texts)
        self.encoded = encode(load_tokenizer(str(tokenizer)), self.texts)
        self.chances = probabilities(forward, self.encoded)

    def oddities(self, threshold: float) -> list[list[Odd]]:
        return [oddities(t, e, c, threshold) for t, e, c in zip(self.texts, self.encoded, self.chances, strict=True)]
