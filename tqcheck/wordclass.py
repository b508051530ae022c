"""What class an English word can belong to. The door for lemminflect, loaded at the first question.

A word can belong to several classes: "watch" is a noun and a verb. Words that the dictionary does
not have belong to none. The library parses its two tables of 121,000 lines at the first question; an article asks for a
few dozen words, so their lines alone are looked up and parsed, by the library's own functions.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import Any


class _Lines(dict[str, Any]):
    """What the library's table would be: a word's entry is read from its lines when it is asked for."""

    def __init__(self, path: str, read: Callable[[str], tuple[str, dict[str, Any]]]) -> None:
        with gzip.open(path) as file:
            self._lines = sorted(file.read().split(b"\n"))
        self._read = read

    def get(self, word: str, default: Any = None) -> Any:
        if word not in self:
            self[word] = {} if "," in word else self._entry(word)
        return self[word] or default

    def _entry(self, word: str) -> dict[str, Any]:
        beginning = word.encode("utf-8", "surrogatepass") + b","
        entry: dict[str, Any] = {}
        for at in range(bisect_left(self._lines, beginning), len(self._lines)):
            if not self._lines[at].startswith(beginning):
                break
            entry.update(self._read(self._lines[at].decode())[1])
        return entry


@cache
def _lemminflect() -> Any:
    import lemminflect
    from lemminflect import config
    from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
    from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
    from lemminflect.core.LexicalUtils import categoryToUPos

    def lemmas(line: str) -> tuple[str, dict[str, Any]]:
        word, category, forms = LemmaLUCodec.fromString(line)
        return word, {categoryToUPos(category): forms}

    def inflections(line: str) -> tuple[str, dict[str, Any]]:
        word, _, forms = InflectionLUCodec.fromString(line)
        return word, forms

    lemmatizer, inflector = lemminflect.Lemmatizer(), lemminflect.Inflections()
    if not hasattr(lemmatizer, "lemma_dict"):
        lemmatizer.lemma_dict = _Lines(config.lemma_lu_fn, lemmas)
    if not hasattr(inflector, "infl_dict"):
        inflector.infl_dict = InflectionLUCodec.updateForAuxMod(_Lines(config.inflection_lu_fn, inflections))
    return lemminflect


@cache
def parts_of_speech(word: str) -> frozenset[str]:
    """Universal parts of speech (NOUN, VERB, ADJ, ADV, AUX, PROPN) that a lower-case word can have."""
    return frozenset(_lemminflect().getAllLemmas(word))


@cache
def tags(word: str) -> frozenset[str]:
    """Penn Treebank tags that a lower-case word can have: NN, NNS, VB, VBD, VBG, VBN, VBP, VBZ, JJ..."""
    library = _lemminflect()
    found = set()
    for part, lemmas in library.getAllLemmas(word).items():
        for lemma in lemmas:
            inflections = library.getAllInflections(lemma, upos=part)
            for tag, forms in inflections.items():
                if word in forms:
                    found.add(tag)
                    if tag == "VBD" and "VBN" not in inflections:  # left out where it is the same word
                        found.add("VBN")
    return frozenset(found)


_TAGS = {
    "SINGULAR": {"NN"},
    "PLURAL": {"NNS"},
    "BASE": {"VB", "VBP"},
    "PAST": {"VBD"},
    "PARTICIPLE": {"VBN"},
    "GERUND": {"VBG"},
    "THIRD": {"VBZ"},
}
CLASSES = frozenset({"NOUN", "VERB", "ADJ", "ADV", *_TAGS})
"""NOUN VERB ADJ ADV; SINGULAR PLURAL nouns; BASE THIRD PAST PARTICIPLE GERUND forms of verbs."""


def can_be(word: str, word_class: str) -> bool:
    """Whether a lower-case word can belong to one of CLASSES."""
    if word_class in _TAGS:
        return not _TAGS[word_class].isdisjoint(tags(word))
    return word_class in parts_of_speech(word)


def is_only(word: str, word_class: str) -> bool:
    """Whether a lower-case word belongs to that class and to no other."""
    if word_class in _TAGS:
        return bool(tags(word)) and tags(word) <= _TAGS[word_class]
    return parts_of_speech(word) == {word_class}


@cache
def inflections(word: str) -> frozenset[str]:
    """All forms of the words that a lower-case word can be a form of, itself included."""
    library = _lemminflect()
    found = {word}
    for part, lemmas in library.getAllLemmas(word).items():
        for lemma in lemmas:
            found.update(form for forms in library.getAllInflections(lemma, upos=part).values() for form in forms)
    return frozenset(found)


@cache
def lemmas(word: str) -> frozenset[str]:
    """The dictionary forms that a lower-case English word can be of; the word itself where there is none."""
    return frozenset(lemma for forms in _lemminflect().getAllLemmas(word).values() for lemma in forms) | {word}
