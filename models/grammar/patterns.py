"""What real MT does: marks by kind, tier and group of source languages: python -m models.grammar.patterns.

Counts the hand-marked sentences (marked_mt and the stand-off marks). The `must` marks in 1,000 words are
the rates that packs.py corrupts by.
"""

from __future__ import annotations

from collections import Counter

from models.grammar import settings
from models.grammar.marked import GROUPS, KINDS, Mark, Marked, public_targets, read_lines, stand_off


def hand_marked() -> list[Marked]:
    """Every hand-marked sentence once, in the offsets of the text it was published with."""
    train = settings.DATA / "train"
    sentences = [
        Marked(
            row["id"],
            row["lang_pair"],
            row["target"],
            tuple(Mark(s["start"], s["end"], s["kind"], s["tier"]) for s in row["spans"]),
        )
        for row in read_lines(train / "marked_mt.jsonl.xz")
    ]
    read = stand_off(settings.MARKS, public_targets(train))
    return [*sentences, *{s.id: s for those in read.values() for s in those}.values()]


def main() -> None:
    sentences = hand_marked()
    groups = sorted(set(GROUPS.values()))
    words = Counter[str]()
    counts = Counter[tuple[str, str, str]]()
    for sentence in sentences:
        group = GROUPS[sentence.pair[:2]]
        words[group] += len(sentence.text.split())
        counts.update((group, m.kind, m.tier) for m in sentence.marks)
    print(f"{len(sentences)} sentences; must marks in 1,000 words (may marks)\n")
    print(f"| kind | must | may | {' | '.join(groups)} |\n|---|---|---|{'---|' * len(groups)}")
    for kind in KINDS:
        must, may = (sum(counts[g, kind, tier] for g in groups) for tier in ("must", "may"))
        rates = " | ".join(
            f"{1000 * counts[g, kind, 'must'] / words[g]:.1f} ({1000 * counts[g, kind, 'may'] / words[g]:.1f})"
            for g in groups
        )
        print(f"| {kind} | {must} | {may} | {rates} |")
    print(f"| words | | | {' | '.join(str(words[g]) for g in groups)} |")


if __name__ == "__main__":
    main()
