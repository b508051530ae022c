"""The models that come with tqcheck: int8 ONNX, a tokenizer, and what was decided about them.

A folder holds model.int8.onnx, tokenizer.json, config.json (label names, as Hugging Face writes them), tqcheck.json
(language, thresholds, prior, hashes) and metrics.json. The weights are read when the first text comes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import numpy as np
import numpy.typing as npt

from tqcheck.errors import MissingModel
from tqcheck.grammar.encode import encode, load_tokenizer
from tqcheck.grammar.judgement import Judgement, Prior
from tqcheck.grammar.words import Forward, Word, chances, words

WEIGHTS, TOKENIZER, CONFIG, DECISIONS = "model.int8.onnx", "tokenizer.json", "config.json", "tqcheck.json"
MEND = "reinstall tqcheck, or run without it: --no-model"


def is_shipped_format(folder: Path) -> bool:
    return (folder / DECISIONS).is_file()


class ShippedModel:
    """Raises MissingModel where a file is not there or is not the one that its hash names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        decisions = self._json(DECISIONS)
        labels = self._json(CONFIG).get("id2label", {})
        try:
            self.languages = frozenset({decisions["language"]})
            self.sha256: str = decisions["sha256"]
            self.tokenizer_sha256: str = decisions["tokenizer_sha256"]
            self.kinds: tuple[str, ...] = tuple(labels[str(number)] for number in range(len(labels)))
            self.judgement = judgement(decisions)
        except (KeyError, TypeError) as error:
            raise MissingModel(f"the grammar model in {folder} is damaged ({DECISIONS}: {error}): {MEND}") from None
        self.name = f"grammar/{decisions['language']}"

    def _json(self, name: str) -> dict[str, Any]:
        try:
            return json.loads((self.folder / name).read_text("utf-8"))  # type: ignore[no-any-return]
        except OSError:
            raise MissingModel(f"the grammar model in {self.folder} has no {name}: {MEND}") from None
        except ValueError as error:
            raise MissingModel(f"the grammar model in {self.folder} is damaged ({name}: {error}): {MEND}") from None

    @property
    def signature(self) -> str:
        return f"{self.name}@{self.sha256[:12]}"

    @property
    def size(self) -> int:
        """Bytes of the folder's files."""
        return sum(file.stat().st_size for file in self.folder.iterdir() if file.is_file())

    def check(self) -> None:
        """Raises MissingModel unless the weights and the tokenizer are what their hashes say."""
        self._checked(WEIGHTS, self.sha256)
        self._checked(TOKENIZER, self.tokenizer_sha256)

    def _checked(self, name: str, expected: str) -> str:
        """The path of a file, when what it holds is what its hash says. Raises MissingModel."""
        path = self.folder / name
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            raise MissingModel(f"the grammar model in {self.folder} has no {name}: {MEND}") from None
        if found != expected:
            raise MissingModel(f"the grammar model in {self.folder} is damaged ({name} has another hash): {MEND}")
        return str(path)

    def load_ahead(self) -> None:
        """Load what is needed to read while other things are done. What goes wrong is said at the first text."""

        def load() -> None:
            with suppress(Exception):
                self._loaded()

        Thread(target=load, name=f"loads {self.name}").start()

    def _loaded(self) -> tuple[Any, Any]:
        """The session and the tokenizer; who comes second waits for the first."""
        with self._lock:
            return self._session, self._tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        weights = self._checked(WEIGHTS, self.sha256)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        return load_tokenizer(self._checked(TOKENIZER, self.tokenizer_sha256))

    def words(self, texts: Sequence[str]) -> list[list[Word]]:
        """Every word of each text with its chances."""
        session, tokenizer = self._loaded()
        forward = _forward(session)
        read = []
        for text, encoded in zip(texts, encode(tokenizer, list(texts)), strict=True):
            blank = len(encoded.ids) <= 2
            read.append([] if blank else words(text, encoded.offsets, chances(forward, encoded)))
        return read


def _forward(session: Any) -> Forward:
    def forward(ids: npt.NDArray[np.int64], types: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        inputs = {"input_ids": ids[None], "token_type_ids": types[None], "attention_mask": np.ones_like(ids)[None]}
        return session.run(["logits"], inputs)[0][0]  # type: ignore[no-any-return]

    return forward


def judgement(decisions: dict[str, Any]) -> Judgement:
    """What tqcheck.json says. Raises KeyError or TypeError where it lacks something."""
    return Judgement(
        prior=Prior(**decisions["prior"]),
        thresholds=decisions["thresholds"],
        slope=decisions["calibration"]["slope"],
        offset=decisions["calibration"]["offset"],
    )
