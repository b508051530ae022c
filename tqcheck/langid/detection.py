"""The language of a whole document: by script, then by words, then (without a word list) by langdetect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tqcheck.langid.scripts import ALONE, MIXED, script_of, scripts_of
from tqcheck.langid.spans import COMMON
from tqcheck.langid.tokens import WORD, hide
from tqcheck.langid.vocabulary import Vocabulary

SLICES, SLICE = 12, 2000
"""A longer text is judged by this many slices of so many code points, spread evenly."""
RAREST = -16.5
"""ln P below which word lists aren't compared: some end there."""
TEMPERATURE = 4.0
"""Words depend on each other, so their evidence counts for less than its sum."""
COVERED = 0.7
"""Share of a text's words that its language's list holds at least, otherwise langdetect is asked as well."""
RIVALLED = {"nl": "af", "hi": "mr, ne"}
"""Languages whose words pass for another's which has no list."""
OWN_LETTERS = {"be": "ўЎ", "kk": "әғқұһӘҒҚҰҺ", "tg": "ҳҷӣҲҶӢ", "mn": "өүӨҮ"}
"""Letters of Cyrillic languages without a list, which would pass for Russian or Ukrainian."""
OWN_SHARE = 0.004
"""Share of a text's letters that such letters have at least."""
DENSITY = {"Hani": 3, "Kana": 3, "Hang": 2}
"""Letters of the Latin script that say as much as one of a denser script."""
COMMONER = 1.5
"""ln of how much likelier one of the languages from which and into which much is translated is."""
_LANGDETECT = {"no": "nb", "tl": "fil", "hr": "sh", "zh-cn": "zh", "zh-tw": "zh"}


class Detection(NamedTuple):
    """A language and how sure, 0..1."""

    language: str
    confidence: float


def detect(text: str, vocabulary: Vocabulary) -> Detection | None:
    """The language that most of `text` is in; None where it has no words. Always the same answer."""
    text = hide(sample(text))
    words = WORD.findall(text)
    script, share = main_script(words)
    if script is None:
        return None
    alone = {name: language for language, name in ALONE.items()}
    if script in alone:
        return Detection(alone[script], share)
    candidates = [
        code for code in vocabulary.table.languages if script in scripts_of(code) or scripts_of(code)[0] == script
    ]
    if script in ("Hani", "Kana"):
        japanese = sum(script_of(word) == "Kana" for word in words)
        return Detection("ja" if 10 * japanese >= len(words) else "zh", share)
    if script == "Cyrl":
        letters = "".join(words)
        counts = {code: sum(map(letters.count, own)) for code, own in OWN_LETTERS.items()}
        likeliest = max(counts, key=counts.__getitem__)
        if counts[likeliest] >= 2 and counts[likeliest] > OWN_SHARE * len(letters):
            return Detection(likeliest, share)
    if len(candidates) == 1:
        return Detection(candidates[0], share)
    words = [word for word in words if script_of(word) == script]
    found, covered = by_words(words, candidates, vocabulary)
    if covered < COVERED or found.language in RIVALLED:
        second = by_langdetect(text)
        if second and second.language not in vocabulary.table.languages and second.confidence > 0.9 and len(words) >= 5:
            return second
    return found if found.confidence > 0 else None


def sample(text: str) -> str:
    """`text`, or slices of it spread evenly when it is long."""
    if len(text) <= SLICES * SLICE:
        return text
    step = (len(text) - SLICE) / (SLICES - 1)
    return "\n".join(text[round(at * step) : round(at * step) + SLICE] for at in range(SLICES))


def main_script(words: Sequence[str]) -> tuple[str | None, float]:
    """The script with the most letters (weighed by DENSITY) and its share; Kana means Japanese."""
    letters: Counter[str] = Counter()
    for word, count in Counter(words).items():
        letters[script_of(word)] += len(word) * count * DENSITY.get(script_of(word), 1)
    letters.pop(MIXED, None)
    total = letters.total()
    if letters["Kana"]:
        letters["Kana"] += letters.pop("Hani", 0)
    if not total:
        return None, 0.0
    script, count = letters.most_common(1)[0]
    return script, count / total


def by_words(words: Sequence[str], candidates: Sequence[str], vocabulary: Vocabulary) -> tuple[Detection, float]:
    """The likeliest of `candidates` by word frequencies, and the share of words that its list holds."""
    columns = [vocabulary.languages.index(code) for code in candidates]
    rows = vocabulary.rows(words)
    ln_p = vocabulary.codes[rows][:, columns] * np.float32(-vocabulary.table.step)
    prior = np.array([COMMONER * (code in COMMON) + COMMONER * (code == "en") for code in candidates])
    total = np.maximum(ln_p, RAREST).sum(axis=0) + prior
    weights = np.exp((total - total.max()) / TEMPERATURE)
    best = int(total.argmax())
    covered = float((ln_p[:, best] > RAREST).mean())
    nothing = total[best] - prior[best] <= RAREST * len(words)
    return Detection(candidates[best], 0.0 if nothing else float(weights[best] / weights.sum())), covered


def by_langdetect(text: str) -> Detection | None:
    """langdetect's answer, seeded for this call alone so that other users of the library keep their own state."""
    from langdetect import detector_factory
    from langdetect.lang_detect_exception import LangDetectException

    detector_factory.init_factory()
    detector = detector_factory._factory.create()
    detector.seed = 0
    detector.append(text.replace("\0", " "))
    try:
        best = detector.get_probabilities()[0]
    except (LangDetectException, IndexError):
        return None
    return Detection(_LANGDETECT.get(best.lang, best.lang), float(best.prob))
