"""Lower-case words of an English text that are in no list and made of no known parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from tqcheck import wordclass
from tqcheck.check import Check, Context, Example
from tqcheck.lexicon import Lexicon, about_software, is_learned
from tqcheck.types import Document, Finding, Severity

_WORD = re.compile(
    r"(?<![\w@/\\.#’'‘\-–=<&:$%{\[(_~])[a-zß-öø-ÿāăąćčďđēęěğīįıłńňőœřśşšţťūůűźżž]{5,60}(?![\w@/\\\-–=>(\[_~]|[.:]\w|[’']\w)"
)
_ABBREVIATED = re.compile(r"\b[A-Z]\. $")
_GENUS = 20
"""Characters to look back for the name of a genus."""
_TERM = 2
"""A word that a document uses so often is one of its terms."""
_SPECIES = re.compile(r"\b[A-Z][a-z]+(?:us|a|um|is|es|ys|ix|on|ps) $")
_LATIN = ("us", "a", "um", "is", "ae", "orum", "arum", "i", "ens", "ix", "or")
"""What the second word of a species ends in."""


class _Capitals:
    """The words that the document also writes with a capital: its names."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def words(self) -> frozenset[str]:
        found = (re.findall(r"\b[^\W\d_a-z]\w{4,}", segment.text) for segment in self._document.segments)
        return frozenset(word.lower() for words in found for word in words)


def find(document: Document, context: Context) -> Iterator[Finding]:
    if about_software(document):
        return
    known = Lexicon(context.langid)
    capitals = _Capitals(document)
    words = [[*_WORD.finditer(segment.text)] for segment in document.segments]
    used = Counter(match[0] for matches in words for match in matches)
    known.look_up(used)
    strange = [word for word in used if used[word] < _TERM and not known.has(word) and not known.made_of_parts(word)]
    strange = [word for word in strange if word not in capitals.words and not is_learned(word)]
    strange = [word for word in strange if not wordclass.parts_of_speech(word)]
    odds = dict(zip(strange, context.langid.letter_odds(strange, "en").tolist(), strict=True))
    for segment, matches in zip(document.segments, words, strict=True):
        for match in matches:
            if match[0] in odds and not _is_species(segment.text, match):
                yield Finding(
                    segment=segment,
                    start=match.start(),
                    end=match.end(),
                    message="not a word of English that we know, nor made of such: misspelt, or left untranslated",
                    confidence=min(0.95, 0.6 + 0.25 * max(0.0, odds[match[0]])),
                )


def _is_species(text: str, match: re.Match[str]) -> bool:
    """Whether a word follows a genus: E. faecalis, Rupicapra rupicapra."""
    before = text[max(0, match.start() - _GENUS) : match.start()]
    return bool(_ABBREVIATED.search(before) or (match[0].endswith(_LATIN) and _SPECIES.search(before)))


check = Check(
    id="unknown-word",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    summary="A word that English does not have: innanlandssmit, isloation",
    why=(
        "Translation systems leave single words as they were, or invent them from pieces. A lower-case word is marked "
        "when a list of 400,000 English words does not have it, no ending, beginning or compound explains it, and it "
        "is not made as terms of medicine and biology are (-ectomy, -itis, -mab). Words that the document writes with "
        "a capital elsewhere, or uses twice or more, are taken for its names and terms."
    ),
    limits=(
        "Loanwords from rarer languages and new words. Texts about software are left out, where names "
        "of programs look like this. Put what your texts use into `do-not-translate` in the configuration."
    ),
    targets=frozenset({"en"}),
    good=(
        Example("The containerizing of microservices is a governmentese that nobody reindexed."),
        Example(
            "Trichiasis was treated with atezolizumab, by sphincteroplasty and endoluminal catheters; not lithiasis."
        ),
        Example("The court asked for remittitur; no remittitur was made, and the restitutionary claim is preclusive."),
        Example("Whoever calumniates and inculpates others, asseverates too much."),
        Example("Chamois (Rupicapra rupicapra) and E. faecalis were found."),
        Example("Call `jemalloc_init` with /usr/lib/rustlib and user@exmaple.org, said Zbigniew."),
    ),
    bad=(
        Example("Three [[innanlandssmit]] were identified yesterday, and one was linked to [[smitinu]]."),
        Example("The team worked on the [[auality]] of the service."),
        Example("He is back in [[isloation]], and thanked the [[infanterists]]."),
    ),
    find=find,
)
