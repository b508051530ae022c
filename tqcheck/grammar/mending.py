"""What could stand in an English oddity's place: a few candidates of its kind, which the model then reads."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck import wordclass

_PREPOSITIONS = ("of", "in", "to", "for", "on", "with", "at", "by", "from", "about")
_MOST_WORDS = 4
_BE = frozenset({"am", "is", "are", "was", "were"})
_NUMBERED = frozenset({"NN", "NNS", "VB", "VBP", "VBZ"})


def candidates(quote: str, kind: str) -> list[str]:
    """Texts to put in place of `quote`, the likeliest kind of mending first; never the quote itself."""
    words = quote.split()
    if not words or len(words) > _MOST_WORDS:
        return []
    made = dict.fromkeys(_made(words, kind))
    made.pop(quote, None)
    return list(made)


def _made(words: list[str], kind: str) -> Iterator[str]:
    first, *rest = words
    if kind == "art":
        if first.lower() in ("a", "an", "the"):
            yield _like(first, rest)
            for article in (_indefinite(rest[0]), "the") if rest else ("a", "an", "the"):
                yield _like(first, [article, *rest])
        else:
            for article in ("the", _indefinite(first)):
                yield " ".join([article, *words])
    elif kind == "prep":
        if not rest and first.lower() in _PREPOSITIONS:
            yield ""
            yield from _PREPOSITIONS
        elif len(words) > 1:
            yield _like(first, rest)
    elif kind in ("agr", "form", "verb"):
        for number, word in enumerate(words):
            forms = wordclass.inflections(word.lower())
            if kind == "agr":
                forms = frozenset(form for form in forms if form in _BE or wordclass.tags(form) & _NUMBERED)
            for form in sorted(forms):
                yield " ".join([*words[:number], form.capitalize() if word.istitle() else form, *words[number + 1 :]])
    elif kind == "order":
        for cut in range(1, len(words)):
            yield _like(first, [*words[cut:], *words[:cut]])
    elif kind == "dup":
        half = len(words) // 2
        yield " ".join(words[half:])
        yield " ".join(words[:half])
    elif kind == "case":
        yield " ".join(word[0].upper() + word[1:] for word in words)
        yield " ".join(word.lower() for word in words)


def _indefinite(word: str) -> str:
    return "an" if word[0].lower() in "aeiou" else "a"


def _like(first: str, words: list[str]) -> str:
    """The words as a phrase that begins with a capital if `first` did and it was a common word's."""
    if words and first.istitle() and first.lower() in ("a", "an", "the"):
        return " ".join([words[0][0].upper() + words[0][1:], *words[1:]])
    return " ".join(words)
