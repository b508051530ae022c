"""How far the readers of the marks agree: python -m models.grammar.agreement (needs the data folder).

A tenth of each batch was given to a second reader. Prints counts by reader, kind, tier and language
group, and the agreement on the sentences that two readers had.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from models.grammar import settings
from models.grammar.marked import GROUPS, KINDS, Mark, Marked, public_targets, stand_off

Pair = tuple[Marked, Marked]


def main() -> None:
    read = stand_off(settings.MARKS, public_targets(settings.DATA / "train"))
    print_counts(read)
    by_id = {reader: {s.id: s for s in sentences} for reader, sentences in read.items()}
    twice = {
        (a, b): [(by_id[a][i], by_id[b][i]) for i in sorted(by_id[a].keys() & by_id[b].keys())]
        for a, b in combinations(sorted(by_id), 2)
        if by_id[a].keys() & by_id[b].keys()
    }
    everyone = [pair for pairs in twice.values() for pair in pairs]
    print(
        f"\n| readers | sentences | must: F1 | must or may: F1 | must of one found by the other as must or may |"
        f" kappa by token: must | kappa: any |\n|{'---|' * 7}"
    )
    for name, pairs in [*((f"{a}, {b}", pairs) for (a, b), pairs in twice.items()), ("all", everyone)]:
        print(
            f"| {name} | {len(pairs)} | {overlap_f1(pairs, 'must'):.2f} | {overlap_f1(pairs, 'any'):.2f} |"
            f" {found_at_all(pairs):.2f} | {kappa(pairs, 'must'):.2f} | {kappa(pairs, 'any'):.2f} |"
        )
    print_by_kind(everyone)


def print_counts(read: dict[str, list[Marked]]) -> None:
    print("| reader | sentences | words | with a must | must | may |\n|---|---|---|---|---|---|")
    for reader, sentences in read.items():
        tiers = Counter(mark.tier for s in sentences for mark in s.marks)
        faulty = sum(any(m.tier == "must" for m in s.marks) for s in sentences)
        words = sum(len(s.text.split()) for s in sentences)
        print(f"| {reader} | {len(sentences)} | {words} | {faulty} | {tiers['must']} | {tiers['may']} |")
    once = {s.id: s for sentences in read.values() for s in reversed(sentences)}.values()
    groups = sorted({GROUPS[s.pair[:2]] for s in once})
    words_in = Counter[str]()
    counts = Counter[tuple[str, str, str]]()
    for s in once:
        words_in[GROUPS[s.pair[:2]]] += len(s.text.split())
        counts.update((GROUPS[s.pair[:2]], m.kind, m.tier) for m in s.marks)
    print(f"\n{len(once)} sentences, each counted once; must marks in 1,000 words:\n")
    print(f"| kind | must | may | {' | '.join(groups)} |\n|---|---|---|{'---|' * len(groups)}")
    for kind in KINDS:
        must, may = (sum(counts[g, kind, tier] for g in groups) for tier in ("must", "may"))
        rates = " | ".join(f"{1000 * counts[g, kind, 'must'] / words_in[g]:.1f}" for g in groups)
        print(f"| {kind} | {must} | {may} | {rates} |")
    print(f"| words | | | {' | '.join(str(words_in[g]) for g in groups)} |")


def print_by_kind(pairs: Sequence[Pair]) -> None:
    print(
        "\n| kind | must marks | found as must by the other | as must or may | of the found, same kind |"
        "\n|---|---|---|---|---|"
    )
    for kind in KINDS:
        total = must = found = same = 0
        for one, other in both_ways(pairs):
            for mark in (m for m in one.marks if m.tier == "must" and m.kind == kind):
                partners = [m for m in other.marks if overlap(mark, m)]
                total += 1
                must += any(m.tier == "must" for m in partners)
                found += bool(partners)
                same += any(m.kind == kind for m in partners)
        if total:
            print(f"| {kind} | {total} | {must / total:.2f} | {found / total:.2f} | {same / max(1, found):.2f} |")


def both_ways(pairs: Sequence[Pair]) -> list[Pair]:
    return [*pairs, *((b, a) for a, b in pairs)]


def chosen(sentence: Marked, tier: str) -> list[Mark]:
    return [m for m in sentence.marks if tier in ("any", m.tier)]


def overlap(one: Mark, other: Mark) -> bool:
    return min(one.end, other.end) > max(one.start, other.start)


def overlap_f1(pairs: Sequence[Pair], tier: str) -> float:
    """A mark is found when a mark of the same tier ("any": of either) overlaps it; F1 is then the share found,
    over both directions."""
    total = found = 0
    for one, other in both_ways(pairs):
        for mark in chosen(one, tier):
            total += 1
            found += any(overlap(mark, m) for m in chosen(other, tier))
    return found / max(1, total)


def found_at_all(pairs: Sequence[Pair]) -> float:
    musts = [(m, other) for one, other in both_ways(pairs) for m in chosen(one, "must")]
    return sum(any(overlap(m, x) for x in other.marks) for m, other in musts) / max(1, len(musts))


def kappa(pairs: Sequence[Pair], tier: str) -> float:
    """Cohen's kappa over words and marks of punctuation: marked or not."""
    table = Counter[tuple[bool, bool]]()
    for one, other in pairs:
        for token in re.finditer(r"\w+|[^\w\s]", one.text):
            where = Mark(token.start(), token.end(), "", "")
            table[tuple(any(overlap(where, m) for m in chosen(s, tier)) for s in (one, other))] += 1  # type: ignore[index]
    total = table.total()
    agreed = (table[True, True] + table[False, False]) / total
    first, second = (table[True, True] + table[True, False]) / total, (table[True, True] + table[False, True]) / total
    by_chance = first * second + (1 - first) * (1 - second)
    return (agreed - by_chance) / (1 - by_chance)


if __name__ == "__main__":
    main()
