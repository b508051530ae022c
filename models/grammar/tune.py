"""Step 4, the decisions: python -m models.grammar.tune FOLDER. FOLDER holds an exported model; tqcheck.json goes there.

Chosen on mt-news and on one half of the pages of held-out clean kinds: the prior, the calibration, and a threshold
for each kind at both strictnesses. The other half of the pages, and folds of mt-news, tell what that is worth
elsewhere.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.grammar import settings
from models.grammar.marked import KINDS
from models.grammar.score import Found, Read, Score, hits, joined, read_all
from tqcheck.grammar.judgement import Judgement, Prior, logit
from tqcheck.grammar.shipped import DECISIONS, TOKENIZER, WEIGHTS

Thresholds = dict[str, float]
GRID = [round(float(x), 3) for x in np.arange(0.05, 0.96, 0.025)] + [0.97, 0.98, 0.99, 1.01]  # 1.01: never
PRIORS = [
    Prior(trained=0.05, clean=0.001, weight=weight, evidence=evidence, strength=strength)
    for weight, evidence, strength in itertools.product((100.0, 300.0), (0.0, 1.0, 3.0), (0.0, 0.5, 1.0))
]
SLOPES, OFFSETS = np.arange(0.1, 1.6, 0.1), np.arange(-4.0, 5.0, 0.25)
FOLDS = 5
NEUTRAL = Prior(trained=0.05, clean=0.05, weight=1.0, evidence=0.0, strength=0.0)  # shifts nothing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clean-words", type=int, default=120_000)
    args = parser.parse_args()
    placeholder(args.folder)
    documents = read_all(args.folder, args.clean_words, synthetic=True)
    tuning = [d for d in documents if d.set in ("news", "clean", "synthetic")]
    decisions = decide(tuning)
    write(args.folder, decisions)
    report("chosen on these", documents, decisions)
    elsewhere: list[tuple[list[Read], dict[str, Any]]] = []
    for fold in range(FOLDS):
        rest = [d for number, d in enumerate(tuning) if number % FOLDS != fold]
        elsewhere.append(([d for n, d in enumerate(tuning) if n % FOLDS == fold and d.set == "news"], decide(rest)))
    for strictness in settings.POINTS:
        score = Score()
        for held, chosen in elsewhere:
            for document, found in zip(held, apply(held, chosen, strictness), strict=True):
                score.add(document, found)
        print(f"{strictness}, chosen on other folds: news recall {score.recall:.3f} at {score.precision:.3f}")


def decide(documents: Sequence[Read]) -> dict[str, Any]:
    """The prior that allows most at the gate's point, a calibration under it, and thresholds for each kind."""
    prior = max(PRIORS, key=lambda p: _promise(documents, p))
    shifts = [prior.shift(d.chances, d.known_errors) for d in documents]
    slope, offset = calibration(documents, shifts)
    sure = [confidence(d, s, slope, offset) for d, s in zip(documents, shifts, strict=True)]
    chosen: dict[str, Thresholds] = {}
    most = dict.fromkeys(KINDS, GRID[-1])
    for (
        name,
        point,
    ) in settings.POINTS.items():  # the stricter an editor is, the lower: what a gate reports, he sees too
        chosen[name] = most = thresholds(documents, sure, most, **point)
    return {
        "prior": asdict(prior),
        "calibration": {"slope": round(slope, 4), "offset": round(offset, 4)},
        "thresholds": chosen,
    }


def confidence(document: Read, shift: float, slope: float, offset: float) -> npt.NDArray[np.float64]:
    """[suspects]: how sure each is, as the product says it."""
    judgement = Judgement(prior=NEUTRAL, thresholds={}, slope=slope, offset=offset)
    return judgement.confidence(document.suspect_chances, shift)


def reported(document: Read, sure: npt.NDArray[np.float64], least: Thresholds) -> list[Found]:
    """What the product would say: the model's oddities and the declared checks' issues."""
    floors = np.array([least[kind] for _, _, kind in document.suspects])
    odd = [document.suspects[i] for i in np.flatnonzero(sure >= floors)] if len(sure) else []
    return [*joined(document, odd), *document.declared]


def apply(documents: Sequence[Read], decisions: dict[str, Any], strictness: str) -> list[list[Found]]:
    prior = Prior(**decisions["prior"])
    slope, offset = decisions["calibration"]["slope"], decisions["calibration"]["offset"]
    return [
        reported(
            d,
            confidence(d, prior.shift(d.chances, d.known_errors), slope, offset),
            decisions["thresholds"][strictness],
        )
        for d in documents
    ]


def measured(
    documents: Sequence[Read], sure: Sequence[npt.NDArray[np.float64]], least: Thresholds
) -> tuple[Score, Score]:
    """News with all that is reported; clean pages with the model's alarms alone."""
    news, clean = Score(), Score()
    for document, values in zip(documents, sure, strict=True):
        if document.set == "synthetic":
            continue
        found = reported(document, values, least)
        if document.set == "news":
            news.add(document, found)
        else:
            clean.add(document, found[: len(found) - len(document.declared)])
    return news, clean


def _promise(documents: Sequence[Read], prior: Prior) -> float:
    """The best recall with one threshold for all kinds at the gate's point."""
    shifted = [logit(d.suspect_chances) + prior.shift(d.chances, d.known_errors) for d in documents]
    point = settings.POINTS["normal"]
    best = 0.0
    for least in np.arange(-6, 6, 0.5):
        news, clean = measured(documents, shifted, dict.fromkeys(KINDS, float(least)))
        if news.precision >= point["precision"] and clean.per_1000 <= point["alarms"]:
            best = max(best, news.recall)
    return best


def calibration(documents: Sequence[Read], shifts: Sequence[float]) -> tuple[float, float]:
    """Slope and offset from shifted logit to the chance that an editor marks the word, by least log-loss.

    Real MT is harder than anything made up, and what users check lies between: both count alike.
    """
    x, y, sets = [], [], []
    for document, shift in zip(documents, shifts, strict=True):
        if document.set in ("news", "synthetic"):
            for (start, end, _), z in zip(document.suspects, logit(document.suspect_chances) + shift, strict=True):
                tiers = {g["tier"] for g in document.gold if hits(start, end, g)}
                if tiers != {"may"}:
                    x.append(z)
                    y.append(bool(tiers))
                    sets.append(document.set)
    logits, right = np.array(x), np.array(y)
    counts = {name: sets.count(name) for name in sets}
    weights = np.array([1 / counts[name] for name in sets])

    def loss(slope: float, offset: float) -> float:
        z = np.where(right, 1, -1) * (slope * logits + offset)
        return float((weights * np.logaddexp(0, -z)).sum())

    best = min(itertools.product(SLOPES, OFFSETS), key=lambda pair: loss(*pair))
    return float(best[0]), float(best[1])


def thresholds(
    documents: Sequence[Read],
    sure: Sequence[npt.NDArray[np.float64]],
    most: Thresholds,
    *,
    precision: float,
    alarms: float,
    least: float,
) -> Thresholds:
    """The thresholds, none above `most` or below `least`, with the highest recall at a precision on news and a rate of
    alarms on clean text.

    One for all kinds first; then each kind's is moved while that helps.
    """

    grid = [value for value in GRID if value >= least]

    def worth(floors: Thresholds) -> tuple[float, float]:
        news, clean = measured(documents, sure, floors)
        short = max(0.0, precision - news.precision) + max(0.0, clean.per_1000 - alarms)
        return (news.recall - 10 * short, news.precision)

    best = max(({kind: min(value, most[kind]) for kind in KINDS} for value in grid), key=worth)
    for _ in range(2):
        for kind in KINDS:
            options = (best[kind], *(value for value in grid if value <= most[kind]))
            best = max(({**best, kind: value} for value in options), key=worth)
    return best


def report(title: str, documents: Sequence[Read], decisions: dict[str, Any]) -> None:
    print(f"{title}: prior {decisions['prior']}, calibration {decisions['calibration']}")
    for strictness in settings.POINTS:
        by_set: dict[str, Score] = {}
        for document, found in zip(documents, apply(documents, decisions, strictness), strict=True):
            model = found[: len(found) - len(document.declared)]
            by_set.setdefault(document.set, Score()).add(document, found if document.gold else model)
        print(f"{strictness}: {decisions['thresholds'][strictness]}")
        for name, score in by_set.items():
            print(
                f"  {name}: {score.found}/{score.marks} = {score.recall:.3f}"
                f" at {score.right}/{score.right + score.wrong} = {score.precision:.3f},"
                f" {score.per_1000:.2f} false in 1,000 words"
            )


def placeholder(folder: Path) -> None:
    """A tqcheck.json with which the model can be opened."""
    never = {name: dict.fromkeys(KINDS, 1.01) for name in settings.POINTS}
    write(folder, {"prior": asdict(NEUTRAL), "calibration": {"slope": 1.0, "offset": 0.0}, "thresholds": never})


def write(folder: Path, decisions: dict[str, Any]) -> None:
    hashes = {
        key: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for key, name in (("sha256", WEIGHTS), ("tokenizer_sha256", TOKENIZER))
    }
    text = json.dumps({"language": "en", **hashes, **decisions}, indent=1)
    (folder / DECISIONS).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
