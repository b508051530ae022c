"""What a model says of the texts that choices are made on, and how that compares with the marks.

Each document is read once by the whole engine, with a model that reports every word; thresholds, prior and calibration
can then be tried in no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.grammar import settings
from models.grammar.marked import read_lines
from models.grammar.packs import Corrupter
from models.grammar.prepare import clean_lines
from tqcheck.checks.grammar import RULES
from tqcheck.config import Config
from tqcheck.engine import Engine
from tqcheck.files import document_from_text
from tqcheck.files import text as plain
from tqcheck.grammar.shipped import ShippedModel
from tqcheck.langid import LanguageIdentifier
from tqcheck.types import Oddity, Severity

PAGE = 500  # words of clean text that make a document
LEAST = 0.02  # a word with less chance of an error is never reported
Found = tuple[int, int, str]  # start, end in the document; the model's kind, or the rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document with its marks, what a model says of its words, and what the declared checks report."""

    name: str
    set: str  # "news", "article", "synthetic"; clean text: "clean" to tune on, "unseen" to report on
    text: str
    gold: list[dict[str, Any]]
    chances: npt.NDArray[np.float64]  # of every word
    suspects: list[Found]  # words with a chance of at least LEAST ...
    suspect_chances: npt.NDArray[np.float64]  # ... and their chances
    declared: list[Found]
    known_errors: int

    @property
    def words(self) -> int:
        return len(self.text.split())


class _Everything:
    """A grammar model that reports every suspect and remembers what it was asked."""

    signature = "everything"

    def __init__(self, model: ShippedModel) -> None:
        self.model = model
        self.chances = np.zeros(0)
        self.known_errors = 0

    def oddities(self, texts: Sequence[str], *, known_errors: int = 0) -> list[list[Oddity]]:
        read = self.model.words(texts)
        self.chances = np.array([word.chance for words in read for word in words])
        self.known_errors = known_errors
        return [
            [
                Oddity(start=w.start, end=w.end, kind=self.model.kinds[w.label], confidence=w.chance)
                for w in words
                if w.chance >= LEAST
            ]
            for words in read
        ]

    def mended(self, text: str, start: int, end: int, kind: str) -> str | None:
        return None


def read_all(folder: Path, clean_words: int, *, synthetic: bool = False) -> list[Read]:
    """The documents of all sets, read with the model in `folder`."""
    model = _Everything(ShippedModel(folder))
    engine = Engine(Config(target_lang="en"), LanguageIdentifier.load(), model_for=lambda _: model)
    kinds = {rule: kind for kind, rule in RULES.items()}
    out = []
    for name, set_, text, gold in texts(clean_words, synthetic=synthetic):
        checked, failures = engine.check(document_from_text(text, path=name, format=plain.format))
        if failures:
            raise SystemExit(f"{name}: {failures[0].reason}")
        suspects = [issue for issue in checked.issues if issue.rule in kinds]
        out.append(
            Read(
                name=name,
                set=set_,
                text=text,
                gold=gold,
                chances=model.chances,
                suspects=[(i.start, i.end, kinds[i.rule]) for i in suspects],
                suspect_chances=np.array([i.confidence for i in suspects]),
                declared=[
                    (i.start, i.end, i.rule)
                    for i in checked.issues
                    if i.rule not in kinds and i.severity is not Severity.NEUTRAL
                ],
                known_errors=model.known_errors,
            )
        )
    return out


def texts(clean_words: int, *, synthetic: bool = False) -> Iterator[tuple[str, str, str, list[dict[str, Any]]]]:
    """(name, set, text, marks) of the tuning texts, the article, and pages of the held-out kinds of clean text."""
    for path in sorted((settings.GOLD / "mt-news").glob("*.txt")):
        yield path.stem, "news", path.read_text("utf-8"), list(read_lines(path.with_name(path.stem + ".gold.jsonl")))
    article = settings.SEEDS / "article.txt"
    yield "article", "article", article.read_text("utf-8"), list(read_lines(article.with_name("article.gold.jsonl")))
    names = (*settings.HELD_OUT, *settings.HELD_OUT_TAIL)
    for name in names:
        lines = clean_lines(name)
        pages = list(_pages(lines[len(lines) // 2 :] if name in settings.HELD_OUT_TAIL else lines))
        wanted = max(1, clean_words // len(names) // PAGE)
        for number, page in enumerate(pages[:: max(1, len(pages) // wanted)]):
            yield f"{name}-{number}", "clean" if number % 2 else "unseen", page, []
            if synthetic and number % 8 == 0:
                yield f"{name}-{number} corrupted", "synthetic", *_corrupted(page, number)


def _corrupted(page: str, seed: int) -> tuple[str, list[dict[str, Any]]]:
    """A page with synthetic errors and the marks of these."""
    corrupter = Corrupter(seed)
    parts: list[str] = []
    marks: list[dict[str, Any]] = []
    length = 0
    for paragraph in page.split("\n\n"):
        made = corrupter.corrupt(paragraph)
        marks += [
            {"start": length + start, "end": length + end, "category": kind, "tier": "must"}
            for start, end, kind in made.spans
        ]
        parts.append(made.text)
        length += len(made.text) + 2
    return "\n\n".join(parts), marks


def _pages(lines: Sequence[str]) -> Iterator[str]:
    page: list[str] = []
    words = 0
    for line in lines:
        if len(line.split()) >= 5:
            page.append(line)
            words += len(line.split())
        if words >= PAGE:
            yield "\n\n".join(page)
            page, words = [], 0
    if page:
        yield "\n\n".join(page)


def hits(start: int, end: int, gold: dict[str, Any]) -> bool:
    """Whether a finding counts for a mark: an overlap, and no more than 25 characters or three times too long."""
    size, want = end - start, gold["end"] - gold["start"]
    return bool(min(end, gold["end"]) > max(start, gold["start"]) and (size <= want + 25 or size <= 3 * want))


@dataclass(slots=True)
class Score:
    """Counts over documents. An alarm at a `may` mark is neither right nor wrong."""

    right: int = 0
    wrong: int = 0
    found: int = 0
    marks: int = 0
    words: int = 0

    def add(self, document: Read, found: Sequence[Found]) -> None:
        reached: set[int] = set()
        for start, end, _ in found:
            marks = [i for i, g in enumerate(document.gold) if hits(start, end, g)]
            self.right += any(document.gold[i]["tier"] != "may" for i in marks)
            self.wrong += not marks
            reached.update(marks)
        musts = [i for i, g in enumerate(document.gold) if g["tier"] == "must"]
        self.found += sum(i in reached for i in musts)
        self.marks += len(musts)
        self.words += document.words

    @property
    def recall(self) -> float:
        return self.found / max(1, self.marks)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def line(self) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in ("found", "marks", "right", "wrong", "words")}
        rates = {name: round(getattr(self, name), 4) for name in ("recall", "precision", "per_1000")}
        return counts | rates

    @property
    def per_1000(self) -> float:
        """False alarms in 1,000 words."""
        return 1000 * self.wrong / max(1, self.words)


def joined(document: Read, found: Sequence[Found]) -> list[Found]:
    """Neighbours of one kind as one, as the product reports them."""
    out: list[Found] = []
    for start, end, kind in found:
        if out and out[-1][2] == kind and not re.search(r"\S", document.text[out[-1][1] : start]):
            start = out.pop()[0]
        out.append((start, end, kind))
    return out
