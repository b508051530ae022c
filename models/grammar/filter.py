"""Step 1b, faults in the clean text: python -m models.grammar.filter FOLDER > candidates.tsv.

Writes the sentences of clean.npz in which that model is surest of an error, the surest first: hash, chance, the
sentence with ⟦the words⟧. Somebody reads them; the hashes of those with a real error go into faulty.txt, and prepare
leaves these sentences out. What the model is wrong about stays in: nothing teaches it more.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from models.grammar import settings
from models.grammar.prepare import key
from models.grammar.stream import Clean
from tqcheck.grammar.shipped import ShippedModel

LEAST = 0.7  # chance of an error
TOGETHER = 512  # sentences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    model = ShippedModel(parser.parse_args().folder)
    clean = Clean(settings.WORK / "clean.npz")
    found: dict[str, tuple[float, str]] = {}
    for first in range(0, len(clean.ends), TOGETHER):
        texts = [clean.sentence(i) for i in range(first, min(first + TOGETHER, len(clean.ends)))]
        for text, words in zip(texts, model.words(texts), strict=True):
            word = max(words, key=lambda word: word.chance, default=None)
            if word is not None and word.chance >= LEAST:
                shown = f"{text[: word.start]}⟦{text[word.start : word.end]}⟧{text[word.end :]}"
                found[key(text)] = (word.chance, shown)
    for name, (chance, shown) in sorted(found.items(), key=lambda item: -item[1][0]):
        print(f"{name}\t{chance:.3f}\t{shown}")


if __name__ == "__main__":
    main()
