"""Nouns that hardly ever stand bare in the singular, counted in the clean text: python -m models.grammar.count_nouns.

Dropping the article before one of these is wrong; before other nouns ("in hospital", "information") it may not be.
Writes count_nouns.txt.
"""

from __future__ import annotations

import lzma
import re
from collections import Counter

from models.grammar import settings
from models.grammar.words import is_singular, tag

OUTPUT = settings.HERE / "count_nouns.txt"
LEAST = 12  # uses with any determiner
BARE = 0.04  # at most this share of them may stand after a preposition without a determiner
DETERMINED = re.compile(
    r"\b(?:an?|the|this|that|his|her|its|their|our|my|your|every|each|one)\s+([a-z]{3,})\b(?=[,.;]|\s+(?:of|in|on|at|to|for|with|from|by|is|was|and|that|which|who)\b)"
)
AFTER_A = re.compile(
    r"\ban?\s+([a-z]{3,})\b(?=[,.;]|\s+(?:of|in|on|at|to|for|with|from|by|is|was|and|that|which|who)\b)"
)
BARE_AFTER = re.compile(
    r"\b(?:of|in|on|at|to|for|with|from|by|about|into|without|through)\s+([a-z]{3,})\b(?=[,.;]|\s+(?:of|in|on|at|for|with|from|by|is|was|and|that|which|who)\b)"
)


def main() -> None:
    determined, after_a, bare = Counter[str](), Counter[str](), Counter[str]()
    for path in sorted((settings.DATA / "clean").glob("*.en.txt.xz")):
        text = lzma.decompress(path.read_bytes()).decode()
        determined.update(DETERMINED.findall(text))
        after_a.update(AFTER_A.findall(text))
        bare.update(BARE_AFTER.findall(text))
    nouns = sorted(
        noun
        for noun, seen in determined.items()
        if seen >= LEAST
        and after_a[noun] >= LEAST // 3
        and bare[noun] <= BARE * seen
        and is_singular(noun)
        and not {"VBG", "JJR"} & tag(noun)
    )
    OUTPUT.write_text("\n".join(nouns) + "\n", encoding="utf-8")
    print(f"{len(nouns)} nouns, {sum(determined[n] for n in nouns)} of {determined.total()} uses")


if __name__ == "__main__":
    main()
