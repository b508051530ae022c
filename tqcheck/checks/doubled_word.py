"""The same word twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Severity

_TWICE = re.compile(
    r"(?<![\w’'.\-–/@#$\\“‘\"«„])([^\W\d_][^\W\d_]+)([ \t\u00a0]+)(\1)(?![\w’'\-–/(=]|\.\w)", re.IGNORECASE
)

_REDUPLICATED = re.compile(r"\b(\w{2,})\b\W(?:\w{1,3}\W)?\1\b", re.IGNORECASE)
_NEAR = 40
"""Characters to look at beside a pair."""
_DOUBLING = frozenset(
    "af am bn ceb fa haw he hi id jv km ko lo mg mi ml ms my ne si sw ta te th tl to tr ur vi yue zh ja zu".split()
)
"""Languages in which doubling a word is grammar or everyday style."""

_LICENSED = {
    "en": "had that is was do did very really many much so no yes oh ha he bye knock never more again now there "
    "please well far too long old big little good ever on in out down up over her you it blah bla log "
    "chop tut hear poor dear ho hey ding tick boom rah hip wait go going run look come less who what one "
    "time step bang win cha can will may be own same night love home hush wow cheap extra super quick "
    "fast hot hard deep dum la na da do doo sh",
    "de": "der die das den dem des sie ihr ihn es ein eine sehr viel ja nein so mit was wer wo lange immer nach "
    "weiter wenn dass zu nie ganz noch mal",
    "fr": "nous vous tout très bien non oui si que plus fait en la le les un une trop jamais faire là est",
    "es": "no sí muy que luego casi más así ya poco todo nada lo la",
    "pt": "não sim muito que logo quase mais assim já pouco tudo nada se nos quando",
    "it": "no sì molto via piano man che quasi più così già poco tutto appena sotto or proprio ben lì là si ci",
    "ru": "очень еле чуть да нет так как много долго быстро давно же едва он что то",
    "nl": "die dat was ze er heel zo ja nee je het wel in hun",
}


def find(document: Document, context: Context) -> Iterator[Finding]:
    language = base(context.target_lang)
    if language in _DOUBLING:
        return
    licensed = frozenset(_LICENSED.get(language, "").split())
    for segment in document.segments:
        for match in _TWICE.finditer(segment.text):
            first, second = match[1], match[3]
            if first.lower() in licensed or not second.islower() or _in_a_row(segment.text, match):
                continue
            if segment.source is not None and (
                match[0] == segment.text.strip() or _REDUPLICATED.search(segment.source)
            ):
                continue  # a label of nothing else, lecca lecca, or one-to-one
            if first[0].isupper() and not _begins(segment.text, match.start()):
                continue
            yield Finding(
                segment=segment,
                start=match.start(),
                end=match.end(),
                message=f"“{second}” stands twice",
                suggestions=(first,),
                confidence=0.95,
            )


def _in_a_row(text: str, match: re.Match[str]) -> bool:
    """Whether the word stands three times: then it is a chant, or a table."""
    word = re.escape(match[1])
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    return bool(re.match(rf"\W+{word}\b", after, re.IGNORECASE) or re.search(rf"\b{word}\W+$", before, re.IGNORECASE))


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`, so that its capital means nothing."""
    before = text[max(0, start - _NEAR) : start].rstrip()
    return not before or before[-1] in '.!?:“"«„'


check = Check(
    id="doubled-word",
    category="linguistic-conventions/grammar",
    severity=Severity.MINOR,
    summary="The same word twice in a row: the the",
    why=(
        "A word written twice over is a slip of the editor’s hand or a loop of the translation engine. Words which "
        "languages double on purpose (“had had”, “very very”, “nous nous”, “die die”) are left alone, as are names "
        "and languages in which doubling is grammar."
    ),
    limits="Words mentioned rather than used, and nicknames in lower case.",
    good=(
        Example("She had had enough, and said that that was that. Bye bye, Duran Duran."),
        Example("No no no! We went to Walla Walla, to New York New York."),
        Example("Nous nous sommes vus.", target_lang="fr"),
        Example("Lecca lecca", "it", source="Lollipop"),
        Example("Poćah jedyn jedyn je wažny", "hsb", source="A one-to-one relationship is valid"),
        Example("Das ist die, die die Tür öffnet.", target_lang="de"),
    ),
    bad=(
        Example("One of the crew members of [[the the]] tank was hurt."),
        Example("One of the crew members of the [[tank tank]] was hurt."),
        Example("Ella vive en la [[casa casa]] azul.", target_lang="es"),
    ),
    find=find,
)
