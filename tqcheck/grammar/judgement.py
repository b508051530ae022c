"""Which words are reported: the model's chances, what the whole document looks like, and a threshold for each kind.

A text that is plainly crude machine translation is judged more strictly than one that reads well. How many of a
document's words are errors is estimated from the document itself by expectation maximisation, as for a classifier
whose classes are rarer or commoner than where it was trained (Saerens, Latinne and Decaestecker 2002), starting from
the rate of clean text; each word's odds are then shifted by what was found. A short text says little of itself and
stays near the start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from tqcheck.grammar.mending import candidates
from tqcheck.grammar.words import Word, joined
from tqcheck.types import Oddity


@dataclass(frozen=True, slots=True)
class Prior:
    """`trained`: the share of odd words that the model's chances assume; `clean`: that of good text.

    `weight`: how many words of good text its estimate starts with; `evidence`: how many odd words an error that a
    declared check found counts for; `strength`: how much of the shift is believed.
    """

    trained: float
    clean: float
    weight: float
    evidence: float
    strength: float

    def shift(self, chances: npt.NDArray[np.float64], known_errors: int) -> float:
        """What to add to the logits of a document's words (`chances`: [words])."""
        rate = self.clean
        odds = np.clip(chances, 1e-6, 1 - 1e-6)
        odds = odds / (1 - odds) * (1 - self.trained) / self.trained
        for _ in range(20):
            here = odds * rate / (1 - rate)
            errors = float((here / (1 + here)).sum()) + self.evidence * known_errors
            rate = min(0.3, (errors + self.weight * self.clean) / (len(odds) + self.weight))
        return float(self.strength * (logit(rate) - logit(self.trained)))


@dataclass(frozen=True, slots=True)
class Judgement:
    """A model's decisions, chosen on tuning data: kept beside it.

    `thresholds`: strictness -> kind -> the least confidence that is reported. `slope`, `offset`: from shifted logit
    to confidence.
    """

    prior: Prior
    thresholds: dict[str, dict[str, float]]
    slope: float
    offset: float

    def confidence(self, chances: npt.NDArray[np.float64], shift: float) -> npt.NDArray[np.float64]:
        """[words]: how sure each oddity is, once a document's words are shifted."""
        sure: npt.NDArray[np.float64] = 1 / (1 + np.exp(-(self.slope * (logit(chances) + shift) + self.offset)))
        return sure


class Classifier(Protocol):
    """What gives each word its chances."""

    judgement: Judgement

    @property
    def kinds(self) -> Sequence[str]: ...

    @property
    def signature(self) -> str: ...

    def words(self, texts: Sequence[str]) -> list[list[Word]]: ...


class Model:
    """A classifier and its judgement at one strictness: what checks ask."""

    def __init__(self, classifier: Classifier, strictness: str) -> None:
        self.classifier = classifier
        self.strictness = strictness

    @property
    def signature(self) -> str:
        return f"{self.classifier.signature}/{self.strictness}"

    def oddities(self, texts: Sequence[str], *, known_errors: int = 0) -> list[list[Oddity]]:
        """What is odd in each paragraph of a document, in which declared checks found `known_errors`."""
        read = self.classifier.words(texts)
        judgement, kinds = self.classifier.judgement, self.classifier.kinds
        chances = np.array([word.chance for words in read for word in words])
        sure = iter(judgement.confidence(chances, judgement.prior.shift(chances, known_errors)).tolist())
        floor = judgement.thresholds[self.strictness]
        found = []
        for words in read:
            order = {word.start: number for number, word in enumerate(words)}
            surely = [Word(word.start, word.end, word.label, next(sure)) for word in words]
            odd = [word for word in surely if word.chance >= floor[kinds[word.label]]]
            found.append(
                [Oddity(start=w.start, end=w.end, kind=kinds[w.label], confidence=w.chance) for w in joined(odd, order)]
            )
        return found

    def mended(self, text: str, start: int, end: int, kind: str) -> str | None:
        """What to put in place of an oddity in a sentence, `text`; None where nothing reads clearly better.

        Each candidate is read by the model: it must make the place and the sentence as a whole good.
        """
        options = candidates(text[start:end], kind)
        if not options:
            return None
        texts = [text, *(_tidied(text, start, end, option) for option in options)]
        before, *after = self.classifier.words(texts)
        total = sum(word.chance for word in before)
        best: tuple[float, str] | None = None
        for option, read in zip(options, after, strict=True):
            near = [word.chance for word in read if word.end >= start - 1 and word.start <= start + len(option) + 1]
            here = sum(word.chance for word in read)
            if (
                max(near, default=0.0) < _CLEAN
                and here < total - _BETTER
                and (best is None or here < best[0] - _CLEARLY)
            ):
                best = here, option
        return best[1] if best else None


_CLEAN, _BETTER, _CLEARLY = 0.08, 0.4, 0.02
"""A mended place has no word with more than this chance of an error; the sentence has so much less in all; and the
first candidate stays unless a later one is better by this."""


def _tidied(text: str, start: int, end: int, option: str) -> str:
    if not option and text[start - 1 : start] == " ":
        start -= 1
    return text[:start] + option + text[end:]


def logit(chance: npt.ArrayLike) -> Any:
    """Log-odds, of a number or of each of an array; nothing is surer than a millionth from 0 or 1."""
    safe = np.clip(chance, 1e-6, 1 - 1e-6)
    return np.log(safe / (1 - safe))
