"""Step 3, what ships: python -m models.grammar.export FOLDER OUTPUT. FOLDER is a stage's model/ in settings.WORK.

OUTPUT gets model.int8.onnx (at most 30 MB), tokenizer.json, config.json with the names of the labels, and LICENSE; no
pickle. What is decided about the model comes next: models.grammar.tune.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModelForTokenClassification

from models.grammar import settings
from tqcheck.grammar.shipped import CONFIG, TOKENIZER, WEIGHTS

NAMES = ("input_ids", "token_type_ids", "attention_mask")


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
    parser.add_argument("--full", action="store_true", help="leave the numbers as they are, to compare with")
    args = parser.parse_args()
    args.output.mkdir(parents=True, exist_ok=True)
    weights = args.output / WEIGHTS
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
        if args.full:
            shutil.copy(full, weights)
        else:
            quantize_dynamic(full, weights, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"])
    onnx.checker.check_model(str(weights))
    size = weights.stat().st_size
    if size > settings.MOST_BYTES and not args.full:
        raise SystemExit(f"{weights} has {size:,} bytes, more than {settings.MOST_BYTES:,}")
    shutil.copy(args.folder / TOKENIZER, args.output / TOKENIZER)
    config = json.loads((args.folder / CONFIG).read_text("utf-8"))
    (args.output / CONFIG).write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    shutil.copy(settings.HERE.parents[1] / "LICENSE", args.output / "LICENSE")
    print(f"{weights}: {size:,} bytes")


if __name__ == "__main__":
    main()
