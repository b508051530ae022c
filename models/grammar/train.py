"""Step 2, the training, in two stages: python -m models.grammar.train broad, then python -m models.grammar.train real.

The first starts from the base model; the second goes on from the first (--start NAME) with more real MT. Each writes
to settings.WORK/STAGE (or --name NAME): checkpoint.pt (to go on from: run the same command again), log.jsonl, and
model/, which AutoModelForTokenClassification opens. One GPU if there is one, else the CPU: there
OMP_WAIT_POLICY=passive, MALLOC_MMAP_MAX_=0 and ONEDNN_PRIMITIVE_CACHE_CAPACITY=8192 save a fifth of the time.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn.functional import cross_entropy, log_softmax
from torch.utils.data import DataLoader
from transformers import BertConfig, BertForTokenClassification

from models.grammar import base, settings
from models.grammar.labels import IGNORE, LABELS, SOME
from models.grammar.stream import Batch, Real, Stream, batches


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=list(settings.STAGES))
    parser.add_argument("--name", help="the folder in settings.WORK; else the stage's name")
    parser.add_argument("--start", default="broad", help="the folder that stage real goes on from")
    parser.add_argument("--sequences", type=int, help="of this stage")
    parser.add_argument("--minutes", type=float, help="stop after so long, with a checkpoint to go on from")
    parser.add_argument("--workers", type=int, default=0, help="processes that make sequences; 0: in between")
    parser.add_argument("--overfit", type=int, help="learn so many sentences of real MT by heart instead, as a test")
    args = parser.parse_args()
    total = args.sequences or settings.SEQUENCES[args.stage]
    first, last = settings.RATES[args.stage]
    torch.manual_seed(settings.SEED)
    base.check()
    folder = settings.WORK / (args.name or args.stage)
    folder.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    half = device.type == "cuda" or torch.ops.mkldnn._is_mkldnn_bf16_supported()

    model = new_model(settings.DROPOUT[args.stage])
    if args.stage != "broad":
        model.load_state_dict(load_file(settings.WORK / args.start / "model" / "model.safetensors"))
    model.to(device)
    model.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    learnt = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in learnt if p.ndim > 1], "weight_decay": settings.DECAY},
            {"params": [p for p in learnt if p.ndim == 1], "weight_decay": 0.0},
        ],
        lr=first,
        betas=(0.9, 0.999),
        fused=True,
    )
    done, step, spent = 0, 0, 0.0
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        done, step, spent = state["done"], state["step"], state["spent"]
        print(f"going on after {done} sequences", flush=True)

    source: Iterator[Batch]
    if args.overfit:
        source = few(args.overfit)
    else:  # a chunk that was begun is begun again
        stream = Stream(settings.WORK, str(base.TOKENIZER), args.stage, first=done // settings.CHUNK)
        source = iter(
            DataLoader(stream, batch_size=None, num_workers=args.workers, prefetch_factor=8 if args.workers else None)
        )
    model.train()
    started = time.monotonic() - spent
    saved = done
    losses: list[float] = []
    tokens = 0
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        while done < total and (args.minutes is None or time.monotonic() - started - spent < 60 * args.minutes):
            ids, types, mask, labels = (tensor.to(device, non_blocking=True) for tensor in next(source))
            for group in optimiser.param_groups:
                group["lr"] = schedule(step, done / total, first, last)
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=half):
                logits = model(
                    input_ids=ids, token_type_ids=types, attention_mask=mask
                ).logits  # [sequences, pieces, labels]
            loss: Any = loss_of(logits.float(), labels)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learnt, settings.CLIP)
            optimiser.step()
            done, step, tokens = done + len(ids), step + 1, tokens + int(mask.sum())
            losses.append(loss.item() if device.type == "cpu" or step % 10 == 0 else losses[-1] if losses else math.nan)
            if step % settings.LOG_EVERY == 0:
                seconds = time.monotonic() - started
                line = {
                    "step": step,
                    "sequences": done,
                    "loss": round(float(np.nanmean(losses[-settings.LOG_EVERY :])), 4),
                    "rate": optimiser.param_groups[0]["lr"],
                    "seconds": round(seconds),
                    "sequences_per_second": round(done / seconds, 1),
                }
                print(json.dumps(line), file=log, flush=True)
                print(json.dumps(line), flush=True)
            if done - saved >= settings.SAVE_EVERY:
                saved = done
                print(json.dumps({"sequences": done, "dev_loss": dev_loss(model, device)}), flush=True)
                save(folder, model, optimiser, done, step, time.monotonic() - started)
    save(folder, model, optimiser, done, step, time.monotonic() - started)
    if (settings.WORK / "real_dev.npz").exists() and not args.overfit:
        print(json.dumps({"dev_loss": dev_loss(model, device)}))


def new_model(dropout: float = 0.0) -> Any:
    """The base with a new head and a type embedding for every shape, all alike at the start."""
    # The default attention's backward pass took half of the time on a CPU
    config = BertConfig.from_pretrained(base.FOLDER, attn_implementation="eager")
    config.type_vocab_size = settings.TYPES
    config.num_labels = len(LABELS)
    config.id2label = dict(enumerate(LABELS))
    config.label2id = {label: i for i, label in enumerate(LABELS)}
    config.hidden_dropout_prob = dropout
    config.attention_probs_dropout_prob = 0.0
    config.architectures = ["BertForTokenClassification"]
    model = BertForTokenClassification(config)
    weights = {
        name if name.startswith("bert.") else f"bert.{name}": tensor for name, tensor in load_file(base.WEIGHTS).items()
    }
    kinds = "bert.embeddings.token_type_embeddings.weight"
    weights[kinds] = weights[kinds][:1].repeat(settings.TYPES, 1)
    missing, unexpected = model.load_state_dict(weights, strict=False)
    left = [name for name in unexpected if "pooler" not in name and "position_ids" not in name]
    if left or any(not name.startswith("classifier") for name in missing):
        raise SystemExit(f"the base model does not fit: missing {missing}, left over {left}")
    return model


def loss_of(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Cross entropy; where an error's kind isn't known, the chance of any error counts."""
    known = cross_entropy(
        logits.flatten(0, 1), labels.masked_fill(labels == SOME, IGNORE).flatten(), ignore_index=IGNORE, reduction="sum"
    )
    none = log_softmax(logits[labels == SOME], dim=-1)[:, 0].exp()
    some = -torch.log1p(-none.clamp(max=1 - 1e-6)).sum()
    return (known + some) / (labels != IGNORE).sum().clamp(min=1)


def schedule(step: int, progress: float, first: float, last: float) -> float:
    """The rate: up to `first` in WARM_UP steps, then evenly to `last` at the end of the stage."""
    return min(1.0, (step + 1) / settings.WARM_UP) * (first + (last - first) * min(1.0, progress))


def few(number: int) -> Iterator[Batch]:
    """The same sentences over and over: those with a mark first."""
    real = Real(settings.WORK / "real.npz")
    faulty = [i for i in range(len(real)) if (real.joined([i])[2] > 0).any()][:number]
    while True:
        yield from batches([real.joined([i]) for i in faulty], 0)


def dev_loss(model: Any, device: torch.device) -> float:
    real = Real(settings.WORK / "real_dev.npz")
    model.eval()
    with torch.no_grad():
        losses = [
            float(
                loss_of(
                    model(
                        input_ids=ids.to(device), token_type_ids=types.to(device), attention_mask=mask.to(device)
                    ).logits.float(),
                    labels.to(device),
                )
            )
            for ids, types, mask, labels in batches([real.joined([i]) for i in range(len(real))], 0)
        ]
    model.train()
    return round(sum(losses) / len(losses), 4)


def save(
    folder: Path,
    model: Any,
    optimiser: torch.optim.Optimizer,
    done: int,
    step: int,
    spent: float,
) -> None:
    """The checkpoint, whole or not at all, and the model as others open it."""
    new = folder / "checkpoint.new"
    torch.save(
        {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "done": done, "step": step, "spent": spent},
        new,
    )
    new.replace(folder / "checkpoint.pt")
    model.save_pretrained(folder / "model", safe_serialization=True)
    shutil.copy(base.TOKENIZER, folder / "model" / "tokenizer.json")
    shutil.copy(base.FOLDER / "tokenizer_config.json", folder / "model" / "tokenizer_config.json")


if __name__ == "__main__":
    main()
