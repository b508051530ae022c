"""Step 5, the numbers: python -m models.grammar.evaluate FOLDER [--full FOLDER2] [--write | --check].

FOLDER is the model as it ships. Everything is measured with the whole product, all engines on: mt-news, the article,
pages of clean text of kinds not trained on (half of them never looked at for a choice), and clean text with synthetic
errors. --write puts the numbers into metrics.json and the model card's table; --check fails where these say something
else. --full names an export without quantisation (models.grammar.export --full) to compare with.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from models.grammar import settings
from models.grammar.score import Read, Score, hits, joined, read_all
from models.grammar.tune import apply, confidence
from tqcheck.grammar.judgement import Prior
from tqcheck.grammar.shipped import DECISIONS, ShippedModel

CURVE = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
MARKS = ("<!-- numbers -->", "<!-- end of numbers -->")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--full", type=Path)
    parser.add_argument("--clean-words", type=int, default=120_000)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    numbers = measure(args.folder, args.full, args.clean_words)
    metrics, readme = args.folder / "metrics.json", args.folder / "README.md"
    if args.check and not args.full:
        numbers["fp32"] = json.loads(metrics.read_text("utf-8")).get("fp32", {})
    table = card(numbers)
    print(table)
    if args.write:
        metrics.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
        before, after = _around(readme.read_text("utf-8"))
        readme.write_text(f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{after}", encoding="utf-8")
    if args.check:
        said = json.loads(metrics.read_text("utf-8"))
        written = readme.read_text("utf-8")
        if said != json.loads(json.dumps(numbers)) or table not in written:
            sys.exit(f"{metrics} and {readme} say something else: run with --write, and commit what it wrote")


def _around(text: str) -> tuple[str, str]:
    start, end = text.index(MARKS[0]), text.index(MARKS[1])
    return text[:start], text[end + len(MARKS[1]) :]


def measure(folder: Path, full: Path | None, clean_words: int) -> dict[str, Any]:
    model = ShippedModel(folder)
    model.check()
    decisions = json.loads((folder / DECISIONS).read_text("utf-8"))
    documents = read_all(folder, clean_words, synthetic=True)
    numbers: dict[str, Any] = {"sha256": model.sha256, "points": {}, "curve": curve(documents, decisions)}
    for strictness in settings.POINTS:
        numbers["points"][strictness] = at_point(documents, decisions, strictness)
    if full:
        there = [d for d in read_all(full, clean_words, synthetic=True) if d.set == "news"]
        numbers["fp32"] = {
            strictness: _scores(there, apply(there, decisions, strictness)).line for strictness in settings.POINTS
        }
    return numbers


def at_point(documents: list[Read], decisions: dict[str, Any], strictness: str) -> dict[str, Any]:
    found = apply(documents, decisions, strictness)
    out: dict[str, Any] = {}
    for name in ("news", "article", "synthetic", "clean", "unseen"):
        some = [(d, f) for d, f in zip(documents, found, strict=True) if d.set == name]
        out[name] = _scores([d for d, _ in some], [f for _, f in some]).line
        if name in ("clean", "unseen"):
            out[f"{name}, model alone"] = _scores(
                [d for d, _ in some], [f[: len(f) - len(d.declared)] for d, f in some]
            ).line
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    said: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for document, spans in zip(documents, found, strict=True):
        if document.set != "news":
            continue
        for gold in document.gold:
            if gold["tier"] == "must":
                kind = kinds[gold["category"].split("/")[-1]]
                kind[0] += any(hits(start, end, gold) for start, end, _ in spans)
                kind[1] += 1
        for start, end, kind_ in spans[: len(spans) - len(document.declared)]:
            tiers = {g["tier"] for g in document.gold if hits(start, end, g)}
            said[kind_][0] += bool(tiers - {"may"})
            said[kind_][1] += not tiers
    out["news by category, found of all"] = dict(sorted(kinds.items()))
    out["news by the model's kind, right and wrong"] = dict(sorted(said.items()))
    hard = [(d, f) for d, f in zip(documents, found, strict=True) if d.set == "article"]
    out["article, hard"] = [
        sum(any(hits(s, e, g) for s, e, _ in f) for d, f in hard for g in d.gold if g["tier"] == "hard"),
        sum(g["tier"] == "hard" for d, _ in hard for g in d.gold),
    ]
    return out


def curve(documents: list[Read], decisions: dict[str, Any]) -> list[dict[str, Any]]:
    """The model without the declared checks, with one threshold for all kinds, and for each kind alone."""
    prior = Prior(**decisions["prior"])
    slope, offset = decisions["calibration"]["slope"], decisions["calibration"]["offset"]
    sure = [confidence(d, prior.shift(d.chances, d.known_errors), slope, offset) for d in documents]
    rows = []
    for least in CURVE:
        row: dict[str, Any] = {"threshold": least}
        odd = [
            joined(d, [d.suspects[i] for i in np.flatnonzero(values >= least)])
            for d, values in zip(documents, sure, strict=True)
        ]
        for name in ("news", "synthetic", "clean", "unseen"):
            some = [(d, f) for d, f in zip(documents, odd, strict=True) if d.set == name]
            row[name] = _scores([d for d, _ in some], [f for _, f in some]).line
            by_kind: dict[str, list[int]] = defaultdict(lambda: [0, 0])
            for document, spans in some:
                for start, end, kind in spans:
                    tiers = {g["tier"] for g in document.gold if hits(start, end, g)}
                    by_kind[kind][0] += bool(tiers - {"may"})
                    by_kind[kind][1] += not tiers
            row[f"{name}, right and wrong by kind"] = dict(sorted(by_kind.items()))
        rows.append(row)
    return rows


def _scores(documents: list[Read], found: list[Any]) -> Score:
    score = Score()
    for document, spans in zip(documents, found, strict=True):
        score.add(document, spans)
    return score


def card(numbers: dict[str, Any]) -> str:
    """The numbers as the model card shows them."""

    def ratio(line: dict[str, Any]) -> str:
        return f"{line['found']}/{line['marks']} = {line['recall']:.3f} | {line['precision']:.3f}"

    lines = [
        f"Weights `{numbers['sha256'][:16]}`. Thresholds: `tqcheck.json`.",
        "",
        "| all engines on | strictness | recall of `must` | precision | false alarms in 1,000 words |",
        "|---|---|---|---|---|",
    ]
    for strictness, point in numbers["points"].items():
        hard = point["article, hard"]
        for name, label in (
            ("news", "mt-news (tuned on)"),
            ("article", f"the article ({hard[0]}/{hard[1]} hard)"),
            ("synthetic", "synthetic errors"),
        ):
            lines.append(f"| {label} | {strictness} | {ratio(point[name])} | {point[name]['per_1000']:.2f} |")
        for name, label in (("clean", "clean pages (tuned on)"), ("unseen", "clean pages, unseen")):
            alone = point[f"{name}, model alone"]["per_1000"]
            lines.append(f"| {label} | {strictness} | | | {point[name]['per_1000']:.2f}; the model alone {alone:.2f} |")
    for strictness, line in numbers.get("fp32", {}).items():
        lines.append(f"| mt-news, before quantisation | {strictness} | {ratio(line)} | {line['per_1000']:.2f} |")
    lines += [
        "",
        "The model alone, one threshold for all kinds:",
        "",
        "| confidence | mt-news: recall | precision | synthetic: recall | precision | clean, unseen: in 1,000 words |",
        "|---|---|---|---|---|---|",
    ]
    for row in numbers["curve"]:
        news, made = row["news"], row["synthetic"]
        lines.append(
            f"| {row['threshold']} | {news['recall']:.3f} | {news['precision']:.3f} | {made['recall']:.3f} |"
            f" {made['precision']:.3f} | {row['unseen']['per_1000']:.2f} |"
        )
    lines += [
        "",
        "By kind, right/wrong, the model alone:",
        "",
        "| kind | " + " | ".join(f"{name} at {t}" for t in (0.3, 0.5, 0.7) for name in ("mt-news", "synthetic")) + " |",
        "|---|" + "---|" * 6,
    ]
    chosen = [row for row in numbers["curve"] if row["threshold"] in (0.3, 0.5, 0.7)]
    kinds = sorted({k for row in chosen for n in ("news", "synthetic") for k in row[f"{n}, right and wrong by kind"]})
    for kind in kinds:
        cells = [
            "/".join(map(str, row[f"{name}, right and wrong by kind"].get(kind, [0, 0])))
            for row in chosen
            for name in ("news", "synthetic")
        ]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    lines += ["", "Found of the `must` marks of mt-news, by category:", ""]
    for strictness, point in numbers["points"].items():
        told = ", ".join(f"{k} {a}/{b}" for k, (a, b) in point["news by category, found of all"].items())
        lines.append(f"- {strictness}: {told}")
    return re.sub(r" +\n", "\n", "\n".join(lines))


if __name__ == "__main__":
    main()
