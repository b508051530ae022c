"""tqcheck score beside sacrebleu's own command, on 2,000 segments of English with 40 words at most.

    python -m benchmarks.score [--repeats N]

tqcheck gives BLEU, chrF, chrF++ and TER of the set and of each segment. The command gives three of them for the set;
chrF++ takes a second run of it. Seconds of processor time, the best of the repeats; the two take turns.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

PROSE = Path(__file__).parent.parent / "seeds/article.txt"
SEGMENTS = 2000


def write(folder: Path) -> None:
    """References of words drawn from the article; of the hypotheses, words are left out, changed and moved."""
    chance = random.Random(1)
    words = PROSE.read_text("utf-8").split()
    references, hypotheses = [], []
    for _ in range(SEGMENTS):
        reference = chance.choices(words, k=chance.randint(5, 40))
        kept = [word if chance.random() > 0.15 else chance.choice(words) for word in reference if chance.random() > 0.1]
        if len(kept) > 6 and chance.random() < 0.5:
            at = chance.randrange(len(kept) - 3)
            kept[at : at + 3] = [*kept[at + 1 : at + 3], kept[at]]
        references.append(" ".join(reference) + "\n")
        hypotheses.append(" ".join(kept or reference[:1]) + "\n")
    (folder / "reference").write_text("".join(references), "utf-8")
    (folder / "hypothesis").write_text("".join(hypotheses), "utf-8")


def seconds(folder: Path, *command: str) -> float:
    before = os.times()
    subprocess.run([sys.executable, "-m", *command], cwd=folder, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def rows(repeats: int) -> list[list[str]]:
    """The table: a command, or a ratio, and its seconds."""
    commands = {
        "tqcheck score": ("tqcheck", "score", "hypothesis", "--reference", "reference", "--format", "json"),
        "sacrebleu -m bleu chrf ter": ("sacrebleu", "reference", "-i", "hypothesis", "-m", "bleu", "chrf", "ter"),
        "sacrebleu -m chrf -cw 2": ("sacrebleu", "reference", "-i", "hypothesis", "-m", "chrf", "-cw", "2"),
    }
    with tempfile.TemporaryDirectory() as name:
        write(Path(name))
        runs = [[seconds(Path(name), *command) for command in commands.values()] for _ in range(repeats)]
    least = [min(times) for times in zip(*runs, strict=True)]
    ours, three, fourth = least
    return [
        *([f"`{title}`", f"{time:.2f}"] for title, time in zip(commands, least, strict=True)),
        ["ratio to the three metrics", f"{ours / three:.2f}"],
        ["ratio to all four", f"{ours / (three + fourth):.2f}"],
    ]


def main() -> None:
    """Print the times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    for title, time in rows(parser.parse_args().repeats):
        print(f"{title.ljust(28)}{time}")


if __name__ == "__main__":
    main()
