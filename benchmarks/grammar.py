"""The grammar model's speed: tqcheck beside Harper, in one run and on one thread.

    python -m benchmarks.grammar [--copies N]

Reads the seed article N times over, paragraph by paragraph, after a first pass that loads everything. Prints words a
second and the ratio to Harper (pip install harper-py; left out by name when it is not there).
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

ARTICLE = Path(__file__).resolve().parents[1] / "seeds" / "article.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=10)
    copies = parser.parse_args().copies
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core for everybody
    text = ARTICLE.read_text("utf-8")
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]
    words = sum(len(paragraph.split()) for paragraph in paragraphs)

    from tqcheck import Config, check_text, shipped
    from tqcheck.grammar.shipped import ShippedModel

    model = ShippedModel(shipped.path("grammar/en"))
    methods: dict[str, Callable[[], object]] = {
        "tqcheck, the model alone": lambda: model.words(paragraphs),
        "tqcheck, all engines": lambda: check_text(text, target_lang="en"),
        "tqcheck --no-model": lambda: check_text(text, target_lang="en", config=Config(model=False)),
    }
    if find_spec("harper"):
        import harper

        linter = harper.Linter()
        methods["Harper"] = lambda: [linter.lint(paragraph) for paragraph in paragraphs]
    else:
        print("Harper is not installed: pip install harper-py")
    speeds: dict[str, float] = {}
    for name, method in methods.items():
        method()
        started = time.perf_counter()
        for _ in range(copies):
            method()
        speeds[name] = copies * words / (time.perf_counter() - started)
    print("| engine | words/s | to Harper |\n|---|---|---|")
    for name, speed in speeds.items():
        ratio = f"{speed / speeds['Harper']:.2f}" if "Harper" in speeds else ""
        print(f"| {name} | {speed:,.0f} | {ratio} |")


if __name__ == "__main__":
    main()
