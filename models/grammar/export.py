"""Step 4, what ships: python -m models.grammar.export FOLDER OUTPUT. An int8 ONNX model of at most 30 MB, with all
that it needs.

OUTPUT gets model.int8.onnx, tokenizer.json, config.json (labels, shapes, thresholds, hash of the weights) and
metrics.json. Fails if the
int8 model says something else than the original, or is too large. No pickle.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModelForTokenClassification

from models.grammar import settings
from models.grammar.encode import LABELS
from models.grammar.evaluate import measure, show
from models.grammar.score import STEP, WINDOW, Scorer

NAMES = ("input_ids", "token_type_ids", "attention_mask")
MOST_ALARMS = {"normal": 0.3, "high": 2.0}  # on clean text, in 1,000 words: what each strictness may cost


class Logits(torch.nn.Module):
    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.model(input_ids=ids, token_type_ids=types, attention_mask=mask).logits  # type: ignore[no-any-return]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--clean-words", type=int, default=200_000)
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    quantised = args.output / "model.int8.onnx"
    model = AutoModelForTokenClassification.from_pretrained(args.folder, attn_implementation="eager").eval()
    example = tuple(torch.ones(2, 8, dtype=torch.long) for _ in NAMES)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "model.onnx"
        torch.onnx.export(
            Logits(model),
            example,
            str(full),
            input_names=list(NAMES),
            output_names=["logits"],
            opset_version=17,
            dynamo=False,
            dynamic_axes={name: {0: "texts", 1: "pieces"} for name in (*NAMES, "logits")},
        )
        quantize_dynamic(
            full, quantised, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"], per_channel=False
        )
    onnx.checker.check_model(str(quantised))
    if quantised.stat().st_size > settings.MOST_BYTES:
        raise SystemExit(f"{quantised} has {quantised.stat().st_size:,} bytes, more than {settings.MOST_BYTES:,}")
    shutil.copy(args.folder / "tokenizer.json", args.output / "tokenizer.json")

    numbers = measure(args.output, args.clean_words)
    show(numbers)
    numbers["largest_difference_of_int8"] = difference(args.folder, args.output)
    thresholds = {
        name: next(
            (row["threshold"] for row in numbers["curve"] if row["clean_false_alarms_per_1000_words"] <= most), 1.0
        )
        for name, most in MOST_ALARMS.items()
    }
    config = {
        "language": "en",
        "labels": list(LABELS),
        "types": "1 + 2 * shape + space before; 0: special",
        "window": WINDOW,
        "step": STEP,
        "thresholds": {strictness: dict.fromkeys(LABELS[1:], value) for strictness, value in thresholds.items()},
        "sha256": hashlib.sha256(quantised.read_bytes()).hexdigest(),
    }
    (args.output / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    (args.output / "metrics.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    print(f"int8 against the original: {numbers['largest_difference_of_int8']}; thresholds {thresholds}")


def difference(original: Path, exported: Path) -> dict[str, float]:
    """How far the chance of an error differs, over the article's pieces."""
    texts = [p for p in (settings.SEEDS / "article.txt").read_text(encoding="utf-8").split("\n\n") if p.strip()]
    one, other = Scorer(original, texts), Scorer(exported, texts)
    gaps = np.concatenate([np.abs(a[1:-1, 0] - b[1:-1, 0]) for a, b in zip(one.chances, other.chances, strict=True)])
    return {"mean": round(float(gaps.mean()), 5), "99th percentile": round(float(np.quantile(gaps, 0.99)), 5)}


if __name__ == "__main__":
    main()
