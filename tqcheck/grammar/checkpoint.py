"""Any token-classification checkpoint in place of the shipped model: a folder or a name on the Hugging Face hub.

It is downloaded only because the user named it. Only safetensors weights are loaded, and no code that comes with them
is run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tqcheck.errors import MissingModel
from tqcheck.grammar.encode import shape
from tqcheck.grammar.judgement import Judgement, Prior
from tqcheck.grammar.kinds import KINDS, STRICTNESS
from tqcheck.grammar.words import Word, words

FINE = frozenset({"o", "c", "ok", "good", "correct", "keep", "$keep", "none", "label_0", "0"})
"""What labels for "no error" are called, in lower case."""
_THRESHOLDS = {"normal": 0.9, "high": 0.5}


class Checkpoint:
    """Raises MissingModel where the checkpoint can't be had, or can't be used."""

    kinds = tuple(KINDS)

    def __init__(self, name: str, labels: Mapping[str, str]) -> None:
        self.name = name
        self.labels = labels
        self.judgement = Judgement(
            # its chances are taken as they are: nobody measured it for us
            prior=Prior(trained=0.05, clean=0.05, weight=1.0, evidence=0.0, strength=0.0),
            thresholds={strictness: dict.fromkeys(KINDS, _THRESHOLDS[strictness]) for strictness in STRICTNESS},
            slope=1.0,
            offset=0.0,
        )

    @property
    def signature(self) -> str:
        revision = getattr(self._model.config, "_commit_hash", None)
        return f"{self.name}@{revision[:12]}" if revision else self.name

    @cached_property
    def _model(self) -> Any:
        try:
            import torch  # noqa: F401
        except ImportError:
            raise MissingModel(
                f"--model {self.name} needs PyTorch, which is not installed: pip install 'tqcheck[checkpoints]'"
            ) from None
        from transformers import AutoModelForTokenClassification

        return self._load(AutoModelForTokenClassification, use_safetensors=True).eval()

    @cached_property
    def _tokenizer(self) -> Any:
        from transformers import AutoTokenizer

        tokenizer = self._load(AutoTokenizer)
        if not tokenizer.is_fast:
            raise MissingModel(f"--model {self.name}: its tokenizer gives no positions in the text; name another model")
        return tokenizer

    def _load(self, kind: Any, **options: Any) -> Any:
        try:
            return kind.from_pretrained(self.name, trust_remote_code=False, **options)
        except (OSError, ValueError, KeyError) as error:
            reason = str(error).strip().splitlines()[0]
            place = "the folder" if Path(self.name).exists() else "a folder, or a name on the Hugging Face hub, of"
            raise MissingModel(
                f"--model {self.name} can't be loaded; it must be {place} a token classifier in safetensors ({reason})"
            ) from None

    @cached_property
    def _columns(self) -> list[int | None]:
        """For each of its labels the place of our kind, None for "no error"."""
        names = [self._model.config.id2label[i] for i in range(self._model.config.num_labels)]
        columns: list[int | None] = []
        for name in names:
            bare = name[2:] if name[:2] in ("B-", "I-", "E-", "S-") else name
            kind = self.labels.get(name) or self.labels.get(bare) or bare.lower()
            columns.append(None if kind in FINE else list(KINDS).index(kind if kind in KINDS else "other"))
        if None not in columns:
            raise MissingModel(
                f"--model {self.name}: none of its labels ({', '.join(names)}) says that a word is fine; "
                "name it in the configuration: model-labels = { LABEL = 'none' }"
            )
        return columns

    def words(self, texts: Sequence[str]) -> list[list[Word]]:
        """Every word of each text with its chances; `label` counts our kinds."""
        self._model, self._tokenizer, self._columns  # noqa: B018  what can't be had is said before anything is read
        return [self._words(text) if text.strip() else [] for text in texts]

    def _words(self, text: str) -> list[Word]:
        import torch

        most = min(self._tokenizer.model_max_length, getattr(self._model.config, "max_position_embeddings", 512), 512)
        read = self._tokenizer(
            text,
            return_offsets_mapping=True,
            return_overflowing_tokens=True,
            truncation=True,
            max_length=most,
            stride=min(96, most // 4),
        )
        by_place: dict[tuple[int, int], tuple[int, npt.NDArray[np.float32]]] = {}
        for ids, offsets in zip(read["input_ids"], read["offset_mapping"], strict=True):
            inputs = {"input_ids": torch.tensor([ids])}
            if getattr(self._model.config, "type_vocab_size", 0) >= 15:  # trained by our own recipe
                inputs["token_type_ids"] = torch.tensor([[_type(text, start, end) for start, end in offsets]])
            with torch.no_grad():
                logits = self._model(**inputs).logits[0]
            chances = logits.softmax(-1).float().numpy()
            for i, (start, end) in enumerate(offsets):
                depth = min(i, len(offsets) - 1 - i)
                if end > start and depth > by_place.get((start, end), (-1,))[0]:
                    by_place[start, end] = depth, chances[i]
        places = sorted(by_place)
        ours = np.zeros((len(places), 1 + len(KINDS)), dtype=np.float32)
        for row, place in enumerate(places):
            for column, chance in zip(self._columns, by_place[place][1], strict=True):
                ours[row, 0 if column is None else 1 + column] += chance
        return [Word(w.start, w.end, w.label - 1, w.chance) for w in words(text, places, ours)]


def _type(text: str, start: int, end: int) -> int:
    space = start == 0 or text[start - 1].isspace()
    return 1 + 2 * shape(text[start:end]) + space if end > start else 0
