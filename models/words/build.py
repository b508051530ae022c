"""Build words.bin from wordfreq: python -m models.words.build (needs `pip install wordfreq==3.1.1`; about two minutes).

Read from top to bottom: word lists -> hashes and quantised log-probabilities -> letter trigrams -> one file.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
import zlib
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path

import numpy as np
import wordfreq

from tqcheck.langid.scripts import script_of, scripts_of
from tqcheck.langid.table import ABSENT, BUCKETS, MAGIC, TRIGRAM_BUCKETS, VERSION, fold, hashes, trigram_hashes

OUTPUT = Path(__file__).parent / "words.bin"
STEP = 0.0825  # 254 steps reach down to 8e-10, below wordfreq's rarest word
TRIGRAM_STEP = 0.06
WORDS = 195_000  # kept of each list, the most frequent first; English whole, because checks ask it what a word is
WORDS_OF = {"en": 400_000, "ja": 50_000, "zh": 50_000}  # written without spaces: told by script, words matter less
TRIGRAM_WORDS = 30_000  # the most frequent words of each list in Latin letters
TRIGRAM_LEAST = 2
BACK_OFF = 2.0
SERBIAN = dict(zip("a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(),
                   "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш".split(), strict=True))  # fmt: skip
CYRILLIC = re.compile("|".join(sorted(SERBIAN, key=len, reverse=True)))


def words_of(language: str) -> dict[str, float]:
    """Folded word -> probability, the most frequent first."""
    merged: dict[str, float] = defaultdict(float)
    for word, probability in wordfreq.get_frequency_dict(language, "best").items():
        if not any(character.isdigit() for character in word):
            merged[fold(word)] += probability
            if language == "ro" and ("ș" in word or "ț" in word):  # as half of the web writes it: cedilla, not comma
                merged[fold(word.replace("ș", "ş").replace("ț", "ţ"))] += probability
            if language == "sh":  # wordfreq writes Serbian in Latin letters only
                merged[CYRILLIC.sub(lambda found: SERBIAN[found[0]], fold(word))] += probability
    kept = sorted(merged.items(), key=lambda item: -item[1])[: WORDS_OF.get(language, WORDS)]
    return dict(kept)


def trigram_codes(words: list[str]) -> np.ndarray:
    """uint8[TRIGRAM_BUCKETS]: -ln P(third letter | first two) / TRIGRAM_STEP, each word counted once."""
    three: Counter[str] = Counter()
    for word in words:
        marked = f"\1\1{word}\2"
        three.update(marked[at : at + 3] for at in range(len(marked) - 2))
    pairs: Counter[str] = Counter()
    inner: Counter[str] = Counter()  # second and third letter
    middle: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for gram, count in three.items():
        pairs[gram[:2]] += count
        inner[gram[1:]] += count
        middle[gram[1]] += count
        last[gram[2]] += count
    total = sum(last.values())

    def code(gram: str) -> float:
        single = (last[gram[2]] + 0.1) / (total + 100)
        double = (inner[gram[1:]] + BACK_OFF * single) / (middle[gram[1]] + BACK_OFF)
        return -math.log((three[gram] + BACK_OFF * double) / (pairs[gram[:2]] + BACK_OFF)) / TRIGRAM_STEP

    codes = np.full(TRIGRAM_BUCKETS, 255, np.uint8)
    for gram in EVERY_TRIGRAM:
        bucket = EVERY_TRIGRAM[gram]
        codes[bucket] = min(codes[bucket], 255, round(code(gram)))
    return codes


languages = sorted(wordfreq.available_languages("best"))
lists = {language: words_of(language) for language in languages}

tops = {
    language: [word for word in words if script_of(word) == "Latn"][:TRIGRAM_WORDS]
    for language, words in lists.items()
    if scripts_of(language)[0] == "Latn"
}
EVERY_TRIGRAM: dict[str, int] = {}  # of those that a language has at least TRIGRAM_LEAST times
for words in tops.values():
    counts: Counter[str] = Counter()
    for word in words:
        for at, bucket in enumerate(trigram_hashes(word).tolist()):
            gram = f"\1\1{word}\2"[at : at + 3]
            counts[gram] += 1
            if counts[gram] == TRIGRAM_LEAST:
                EVERY_TRIGRAM[gram] = bucket
print(f"{len(EVERY_TRIGRAM)} trigrams in {len(set(EVERY_TRIGRAM.values()))} buckets", file=sys.stderr)

parts = []
for column, (language, probabilities) in enumerate(lists.items()):
    probability = np.fromiter(probabilities.values(), np.float64)
    code = np.clip(np.round(-np.log(probability) / STEP), 0, ABSENT - 1).astype(np.uint64)
    key = hashes(list(probabilities)).astype(np.uint64)
    parts.append(key << 16 | np.uint64(column) << 8 | code)
    print(f"{language}: {len(probability)} words, the rarest {probability.min():.1e}", file=sys.stderr)
table = np.sort(np.concatenate(parts))
first = np.ones(len(table), bool)
first[1:] = table[1:] >> 8 != table[:-1] >> 8  # two words of one list with one hash: the more frequent stays
table = table[first]

key = (table >> 16).astype(np.uint32)
index = np.searchsorted(key >> np.uint32(16), np.arange(BUCKETS + 1)).astype("<u4")
header = json.dumps(
    {
        "version": VERSION,
        "source": f"wordfreq {version('wordfreq')}",
        "languages": languages,
        "entries": len(table),
        "rarest": [round(math.log(min(words.values())), 2) for words in lists.values()],
        "step": STEP,
        "lettered": list(tops),
        "trigram_step": TRIGRAM_STEP,
    }
).encode()
header += b" " * (-len(header) % 8)
trigrams = np.stack([trigram_codes(tops[language]) for language in tops], axis=1)

with OUTPUT.open("wb") as file:
    file.write(MAGIC + len(header).to_bytes(4, "little") + zlib.crc32(header).to_bytes(4, "little") + header)
    file.write(index.tobytes())
    file.write((key & np.uint32(0xFFFF)).astype("<u2").tobytes())
    file.write((table >> 8 & 0xFF).astype(np.uint8).tobytes())
    file.write((table & 0xFF).astype(np.uint8).tobytes())
    file.write(trigrams.tobytes())
print(f"{OUTPUT}: {OUTPUT.stat().st_size / 1e6:.1f} MB, {len(languages)} languages, {len(table)} entries")
sha256 = hashlib.sha256(OUTPUT.read_bytes()).hexdigest()
OUTPUT.with_suffix(".sha256").write_text(f"{sha256}  {OUTPUT.name}\n")
print(f"sha256 {sha256}")
