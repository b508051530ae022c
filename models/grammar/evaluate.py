"""Step 3, the numbers: python -m models.grammar.evaluate FOLDER [--clean-words N]. FOLDER holds a torch model or
an exported one.

Prints, and writes to FOLDER/metrics.json: recall and precision on mt-news at every threshold and by kind; false
alarms on
clean text of kinds not trained on; the article. A mark is hit as in score_spans.py: an overlap, and no more than 25
characters
or three times too long. An alarm at a `may` mark is neither right nor wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.grammar import settings
from models.grammar.marked import read_lines
from models.grammar.score import Odd, Scorer

OF_KIND = {  # the gold categories' last parts, by our kinds
    "article": "art",
    "preposition": "prep",
    "verb-form": "verb",
    "tense-mood": "verb",
    "agreement": "agr",
    "number": "agr",
    "word-order": "order",
    "pronoun": "pron",
    "word-form": "form",
    "spelling": "form",
    "missing-word": "miss",
    "fragment": "miss",
    "repeated-word": "dup",
    "mistranslation": "lex",
    "unidiomatic": "lex",
    "unintelligible": "lex",
    "untranslated": "untr",
    "capitalization": "case",
    "punctuation": "punct",
    "sentence-split": "punct",
    "spacing": "space",
    "number-format": "num",
    "date-format": "num",
    "currency-format": "num",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clean-words", type=int, default=200_000, help="held-out words to read")
    args = parser.parse_args()
    numbers = measure(args.folder, args.clean_words)
    show(numbers)
    (args.folder / "metrics.json").write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")


def measure(folder: Path, clean_words: int) -> dict[str, Any]:
    weights = next(f for f in (folder / "model.int8.onnx", folder / "model.safetensors") if f.exists())
    news = [
        (p.read_text(encoding="utf-8"), list(read_lines(p.with_name(p.stem + ".gold.jsonl"))))
        for p in sorted((settings.GOLD / "mt-news").glob("*.txt"))
    ]
    translations = Documents(folder, news)
    article = Documents(
        folder,
        [
            (
                (settings.SEEDS / "article.txt").read_text(encoding="utf-8"),
                list(read_lines(settings.SEEDS / "article.gold.jsonl")),
            )
        ],
    )
    clean = _held_out(clean_words)
    scorer = Scorer(folder, clean)
    words = sum(len(text.split()) for text in clean)
    curve = []
    for threshold in settings.THRESHOLDS:
        alarms = sum(map(len, scorer.oddities(threshold)))
        curve.append(
            {
                "threshold": threshold,
                "mt_news": translations.score(threshold),
                "article": article.score(threshold),
                "clean_false_alarms_per_1000_words": round(1000 * alarms / max(1, words), 3),
            }
        )
    return {
        "weights": weights.name,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "bytes": weights.stat().st_size,
        "clean_words": words,
        "curve": curve,
    }


def _held_out(words: int) -> list[str]:
    import numpy as np

    data = np.load(settings.WORK / "held_out.npz")
    text, ends = data["text"].tobytes(), data["ends"]
    lines = [text[ends[i - 1] if i else 0 : ends[i]].decode() for i in range(len(ends))]
    total = sum(len(line.split()) for line in lines)
    return lines[:: max(1, total // words)]


class Documents:
    """Texts with gold marks, read paragraph by paragraph."""

    def __init__(self, folder: Path, documents: Sequence[tuple[str, list[dict[str, Any]]]]) -> None:
        self.gold = [gold for _, gold in documents]
        self.paragraphs = [
            (n, m.start(), m.group())
            for n, (text, _) in enumerate(documents)
            for m in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)
        ]
        self.scorer = Scorer(folder, [text for _, _, text in self.paragraphs])

    def score(self, threshold: float) -> dict[str, Any]:
        found: dict[int, list[Odd]] = defaultdict(list)
        for (number, offset, _), odds in zip(self.paragraphs, self.scorer.oddities(threshold), strict=True):
            found[number].extend(Odd(o.start + offset, o.end + offset, o.kind, o.chance) for o in odds)
        right = wrong = 0
        total: dict[str, int] = defaultdict(int)
        hit: dict[str, int] = defaultdict(int)
        hits_at: dict[str, list[int]] = defaultdict(lambda: [0, 0])  # by the kind that the model says: right, wrong
        for number, gold in enumerate(self.gold):
            for odd in found[number]:
                marks = [g for g in gold if _hits(odd, g)]
                counted = any(g["tier"] != "may" for g in marks)
                right += counted
                wrong += not marks
                hits_at[odd.kind][0] += counted
                hits_at[odd.kind][1] += not marks
            for g in gold:
                names = (
                    ["must", OF_KIND.get(g["category"].split("/")[-1], "other")] if g["tier"] == "must" else [g["tier"]]
                )
                for name in names:
                    total[name] += 1
                    hit[name] += any(_hits(odd, g) for odd in found[number])
        recall = {name: [hit[name], total[name]] for name in sorted(total) if name != "may"}
        return {
            "recall": round(hit["must"] / max(1, total["must"]), 4),
            "precision": round(right / max(1, right + wrong), 4),
            "alarms": right + wrong,
            "hits_by_kind": recall,
            "right_and_wrong_by_model_kind": dict(sorted(hits_at.items())),
        }


def _hits(odd: Odd, gold: dict[str, Any]) -> bool:
    size, want = odd.end - odd.start, gold["end"] - gold["start"]
    return bool(min(odd.end, gold["end"]) > max(odd.start, gold["start"]) and (size <= want + 25 or size <= 3 * want))


def show(numbers: dict[str, Any]) -> None:
    print(
        f"{numbers['weights']} {numbers['bytes']:,} bytes {numbers['sha256'][:16]}, "
        f"{numbers['clean_words']} clean words"
    )
    print(
        "| threshold | mt-news recall | precision | alarms | clean false alarms in 1,000 words | article must"
        " | hard | precision |\n|" + "---|" * 8
    )
    for row in numbers["curve"]:
        news, article = row["mt_news"], row["article"]
        hits = article["hits_by_kind"]
        print(
            f"| {row['threshold']} | {news['recall']:.3f} | {news['precision']:.3f} | {news['alarms']} |"
            f" {row['clean_false_alarms_per_1000_words']:.2f} |"
            f" {hits['must'][0]}/{hits['must'][1]} | {hits['hard'][0]}/{hits['hard'][1]} | {article['precision']:.2f} |"
        )
    middle = next(row for row in numbers["curve"] if row["threshold"] >= 0.5)
    print(
        f"\nmt-news by kind at {middle['threshold']}: "
        + ", ".join(f"{k} {a}/{b}" for k, (a, b) in middle["mt_news"]["hits_by_kind"].items())
    )


if __name__ == "__main__":
    main()
