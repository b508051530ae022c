"""What class an English word can belong to. The door for lemminflect, loaded at the first question.

A word can belong to several classes: "watch" is a noun and a verb. Words that the dictionary does
not have belong to none.
"""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def _lemminflect() -> Any:
    import lemminflect

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
def lemmas(word: str) -> frozenset[str]:
    """The dictionary forms that a lower-case English word can be of; the word itself where there is none."""
    return frozenset(lemma for forms in _lemminflect().getAllLemmas(word).values() for lemma in forms) | {word}
