"""The same words again after “and”, “or” or a comma: programs and programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck import wordclass
from tqcheck.check import Check, Context, Example
from tqcheck.types import Document, Finding, Severity

_WORD = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
_AGAIN = re.compile(
    rf"(?<![\w’'“‘\"@/.$-])(?<![-–—] )(?P<words>{_WORD}(?: {_WORD}){{0,9}}?)(?P<joint>,? (?:and|or)|,) (?P=words)"
    r"(?=[.,;:!?)]|$| (?P<after>(?:which|are|was|were|has|have|had|will|would|can|could|may|than|while|when|because|"
    r"but|if|after|before|during|since|until)\b))"
)
_LOOP = re.compile(r"(?<![\w.-])(?P<words>\w*[^\W_]{2}\w*)(?:(?:,|;| [-–])? (?P=words)){3,}(?![\w.-])")
"""The same word four times or more in a row."""
_CHANTED = re.compile(r"(?i)(?:no|ha|he|ho|la|na|yes|bla|blah|go|da|do|very|ja|[\dx]+|[a-z])\Z")
_FOR_EFFECT = frozenset(
    "millions thousands hundreds dozens billions years months weeks days hours minutes decades centuries generations "
    "ages miles pages lots loads tons time times day night year week month step neck side face hand arm back hour "
    "minute inch layers piles rows rounds reams dollars people round more less fewer better worse again work love war "
    "one everything this that these those his hers ours theirs mine yours".split()
)
"""Words said twice on purpose: hours and hours."""
_SPOKEN = frozenset(["I", "me", "I’ll", "I'll", "it’s", "it's", "you"])
_BETWEEN = re.compile(r"\b(?:between|neither|nor|from|either)\b[^.;:]*$", re.IGNORECASE)
_LOOK_BACK = 40


def find(document: Document, context: Context) -> Iterator[Finding]:
    for segment in document.segments:
        for match in _AGAIN.finditer(segment.text):
            words = match["words"].split(" ")
            before = segment.text[max(0, match.start() - _LOOK_BACK) : match.start()]
            if _again_by_mistake(words, match["joint"], match["after"]) and not _BETWEEN.search(before):
                yield Finding(
                    segment=segment,
                    start=match.end("words"),
                    end=match.end(),
                    message=f"“{match['words']}” stands twice",
                    suggestions=("",),
                    confidence=0.9,
                )
        for match in _LOOP.finditer(segment.text):
            if not _CHANTED.match(match["words"]):
                yield Finding(
                    segment=segment,
                    start=match.end("words"),
                    end=match.end(),
                    message=f"“{match['words']}” again and again",
                    suggestions=("",),
                    confidence=0.95,
                )


def _again_by_mistake(words: list[str], joint: str, after: str | None) -> bool:
    if len(words) == 1:
        word = words[0]
        return (
            joint in (" and", " or")
            and word.islower()
            and len(word) > 3
            and word not in _FOR_EFFECT
            and not word.endswith(("ing", "er"))
            and wordclass.can_be(word, "NOUN")
            and not wordclass.can_be(word, "BASE" if after is None and joint == " and" else "PAST")
        )
    if len(words) == 2:
        return (
            joint in (" and", " or") and after is None and words[0].islower() and words[1] not in ("on", "up", "over")
        )
    return after is None and not _SPOKEN.intersection(words)


check = Check(
    id="repeated-phrase",
    category="linguistic-conventions/grammar",
    severity=Severity.MINOR,
    summary="The same words again after “and”, “or” or a comma: programs and programs",
    why=(
        "Neural translation falls into loops, and renders two words of the source that mean much the same by one: "
        "“policies, programs and programs”. A noun that is joined to itself, and a phrase that stands twice in a row, "
        "are reported; what is doubled for effect (“hours and hours”, “more and more”) and verbs (“they waited and "
        "waited”) are left alone."
    ),
    limits="Speeches and dialogue that repeat a phrase on purpose.",
    targets=frozenset({"en"}),
    good=(
        Example("They waited for hours and hours, and it grew and grew, more and more."),
        Example("It sells energy and energy efficiency, and gives support to beef and beef products."),
        Example("There is trust between nation and nation. It was done or done by others."),
        Example("She studied at the University of Iowa and the University of Iowa Hospital."),
        Example("No, no, no, no, they said: “Ha ha ha ha.” Set 1, 1, 1, 1 in it."),
        Example("It serves students and students from abroad."),
    ),
    bad=(
        Example("He met the people of the city[[, the people of the city]], which is old."),
        Example("It is for all programs[[ or programs]], as planned."),
        Example("Knowledge is put into policies, programs[[ and programs]]."),
        Example("It meant the loss of the assets[[ and the loss of the assets]]."),
        Example("It is paid by the Federal Republic of Germany[[, the Federal Republic of Germany]]."),
        Example("It is measured by month[[, month, month, month]] after another."),
        Example("There is poor evidence of good governance[[ and good governance]]."),
    ),
    find=find,
)
