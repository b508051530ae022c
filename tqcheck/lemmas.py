"""The dictionary forms of a word, in languages for which there is a dictionary. The door for simplemma."""

from __future__ import annotations

from functools import lru_cache

_ALIASES = {"no": "nb", **dict.fromkeys(("bs", "hr", "sh", "sr"), "hbs")}


@lru_cache(maxsize=65536)
def dictionary_forms(word: str, language: str) -> frozenset[str]:
    """The forms, in lower case, under which a dictionary has a word, as it is and as a German noun; or the word."""
    import simplemma

    code = _ALIASES.get(language, language)
    try:
        return frozenset(simplemma.lemmatize(form, lang=code).lower() for form in (word, word.capitalize()))
    except ValueError:  # a language without a dictionary
        return frozenset({word.lower()})
