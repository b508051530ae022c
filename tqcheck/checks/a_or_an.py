"""“a” before a vowel sound, “an” before a consonant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck import wordclass
from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity

_VOWEL = re.compile(
    r"(?:[ai]|e(?!u|we)|o(?!ne|nce|ui)|u(?:n(?!i)|p|m|l|s(?!e|u|a|i|t)|r(?!a|i|e|o|u)|tt|gl)|unim|unin|hour|heir|honest|hono)"
)
_CONSONANT = re.compile(
    r"(?!hour|heir|honest|hono|herb|hom|hors|hist|hote|habit|hallu|here|hero|hyp|hil|hyst|har|xm|xp|x-|sql|rss|mri|nda|npm)"
    r"[bcdfghjklmnpqrstvwxyz]|eu|uni[oqtv]|unif|unanim|usef|usua|usag"
)
_PAIR = re.compile(
    r"(?<![\w.’'“‘\"`/+=<>(*&-])(?<!\b[Tt]he )(?<!\d )"
    r"(?P<article>an?|(?<![\w,] )An?)\s+(?P<word>[a-z]{3,})(?![\w’'/(_=*.])"
)
_AFTER_A_LETTER = frozenset(
    "also another although always among around after against until under upon unless into else even ever every each "
    "either once only over other onto equals exists ends extends inherits implements adds allows applies appears "
    "includes instead indeed anche entre esta este essa esse outro uma and are any all its".split()
)
"""What follows the letter A rather than the article."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    for segment in document.segments:
        for match in _PAIR.finditer(segment.text):
            article, word = match["article"], match["word"]
            wanted = "a" if _CONSONANT.match(word) else "an" if _VOWEL.match(word) else article.lower()
            if wanted == article.lower() or word in _AFTER_A_LETTER or not _nominal(word):
                continue
            if any(span.start < match.end() and match.start() < span.end for span in segment.opaque):
                continue
            right = wanted.capitalize() if article[0] == "A" else wanted
            yield Finding(
                segment=segment,
                start=match.start(),
                end=match.end(),
                message=f"“{wanted}” before “{word}”: the sound decides, not the letter",
                suggestions=(f"{right} {word}",),
                confidence=0.97,
            )


def _nominal(word: str) -> bool:
    return wordclass.can_be(word, "NOUN") or wordclass.can_be(word, "ADJ")


check = Check(
    id="a-or-an",
    category="linguistic-conventions/grammar",
    severity=Severity.MINOR,
    summary="“a” before a vowel sound or “an” before a consonant: a initiative, an unanimous vote",
    why=(
        "“An” stands before a vowel sound, “a” before any other: an hour, a university. An article that does not fit "
        "is often left over from a word that was replaced."
    ),
    limits="Only words in lower case, of three letters and more; those said in two ways (herb, historic) are spared.",
    targets=frozenset(["en"]),
    group="articles",
    good=(
        Example("A university, an hour, a useful unit, an honest man, a one-off, a European, an historic day."),
        Example("If a equals b, take a and option a instead."),
    ),
    bad=(
        Example("They took part in [[a initiative]] of the town."),
        Example("[[An unanimous]] vote and [[a hour]] later."),
        Example("It was [[an big]] day."),
    ),
    find=find,
)
