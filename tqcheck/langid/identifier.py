"""LanguageIdentifier: the one object through which the rest of the package asks about languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tqcheck import shipped
from tqcheck.langid import spans
from tqcheck.langid.detection import Detection, detect
from tqcheck.langid.spans import ForeignSpan, HostScores
from tqcheck.langid.table import ABSENT, WordTable, checked_hash
from tqcheck.langid.tokens import hide
from tqcheck.langid.vocabulary import Vocabulary, lookup_form

_SAME = {"no": "nb", "nn": "nb", "tl": "fil", "hr": "sh", "sr": "sh", "bs": "sh", "iw": "he", "in": "id", "yue": "zh"}


def known_as(tag: str) -> str:
    """The code under which a language tag's language is known here: `pt-BR` is `pt`, `hr` is `sh`, `no` is `nb`."""
    base = tag.replace("_", "-").split("-")[0].lower()
    return _SAME.get(base, base)


class LanguageIdentifier:
    """Holds the word table and what was looked up in it. Not for several threads at once: give each its own."""

    def __init__(self, table: WordTable, *, signature: str = "none") -> None:
        """`signature` names the table in reports."""
        self.signature = signature
        self._vocabulary = Vocabulary(table)
        self._hosts: dict[str, HostScores] = {}
        self.languages: frozenset[str] = frozenset(self._vocabulary.languages)
        """Codes of the languages that it tells apart; `known_as` maps other tags to them."""

    @classmethod
    def load(cls, path: Path | None = None) -> LanguageIdentifier:
        """With the shipped table, or the one at `path`. Raises MissingModel (DamagedTable is one) or OSError."""
        if path is not None:
            return cls(WordTable(path))
        path = shipped.path("words/words.bin")
        sha256 = checked_hash(path)
        return cls(WordTable(path), signature=f"words@{sha256[:12]}")

    def detect(self, text: str) -> Detection | None:
        """The language that most of the text is in; None where it has no words."""
        self._make_room()
        return detect(text, self._vocabulary)

    def frequency(self, words: Sequence[str], language: str) -> NDArray[np.float32]:
        """float32[words]: ln P(word | language), -inf for a word that the language's list lacks.

        Case, composition and a possessive 's don't matter. A language that is told by its script alone has no list:
        -inf for every word. Raises ValueError for a language that isn't told at all.
        """
        code = known_as(language)
        table = self._vocabulary.table
        if code not in table.languages:
            if code in self.languages:
                return np.full(len(words), -np.inf, np.float32)
            raise ValueError(f"{language!r} is not told; these are: {', '.join(sorted(self.languages))}")
        codes = table.codes([lookup_form(word) for word in words])[:, table.languages.index(code)]
        ln_p: NDArray[np.float32] = np.where(codes == ABSENT, -np.inf, codes * np.float32(-table.step)).astype(
            np.float32
        )
        return ln_p

    def letter_odds(self, words: Sequence[str], language: str) -> NDArray[np.float32]:
        """float32[words]: how much likelier a word's letters are in the best other language, in nats per letter.

        Below 0 for words spelt like the language's own. Raises ValueError for a language without a letter model.
        """
        table = self._vocabulary.table
        if known_as(language) not in table.lettered:
            raise ValueError(f"no letter model for {language!r}; there is one for {', '.join(table.lettered)}")
        own = table.lettered.index(known_as(language))
        odds = np.zeros(len(words), np.float32)
        for at, word in enumerate(words):
            letters = table.letters(lookup_form(word))
            odds[at] = (np.delete(letters, own).max() - letters[own]) / (len(word) + 1)
        return odds

    def foreign_spans(
        self,
        text: str,
        *,
        host: str,
        source: str | None = None,
        likely: Collection[str] = (),
        spare: Iterable[tuple[int, int]] = (),
    ) -> list[ForeignSpan]:
        """The parts of `text` that are not in the language `host`, in order, as half-open code points.

        `source`: the language that the text was translated from, if the user said so: other languages then need much
        stronger evidence. `likely`: languages that the document gave evidence for. `spare`: ranges never reported.
        """
        return self.foreign_spans_many([text], host=host, source=source, likely=likely, spare=[tuple(spare)])[0]

    def foreign_spans_many(
        self,
        texts: Sequence[str],
        *,
        host: str,
        source: str | None = None,
        likely: Collection[str] = (),
        spare: Sequence[Iterable[tuple[int, int]]] = (),
    ) -> list[list[ForeignSpan]]:
        """`foreign_spans` of each text, the same but faster; `spare` has one item a text, or none at all."""
        self._make_room()
        vocabulary = self._vocabulary
        host = known_as(host)
        scores = self._hosts.setdefault(host, HostScores(vocabulary, host))
        prices = spans.entry_prices(
            vocabulary, host=host, source=source and known_as(source), likely={known_as(tag) for tag in likely}
        )
        ranges = [tuple(item) for item in spare] or [()] * len(texts)
        rows = vocabulary.rows_of_texts(
            [hide(text, item) if item else text for text, item in zip(texts, ranges, strict=True)]
        )
        result: list[list[ForeignSpan]] = [[] for _ in texts]
        for number in spans.suspects(texts, rows, scores, prices):
            result[number] = spans.find(hide(texts[number], ranges[number]), scores, vocabulary, prices)
        return result

    def _make_room(self) -> None:
        if self._vocabulary.full:
            self._vocabulary.clear()
            self._hosts.clear()
