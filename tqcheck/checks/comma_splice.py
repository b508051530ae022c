"""Two sentences joined by a bare comma, where nothing else can be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck import wordclass
from tqcheck.check import Check, Context, Example
from tqcheck.sentences import Token
from tqcheck.types import Document, Finding, Severity, Span

_SUBJECT = frozenset("the a an he she they it we i this these".split())
_PRONOUNS = frozenset("he she they it we".split())
_FINITE = frozenset("is was are were has had have will can could would".split())
_SAYING = frozenset(
    "said says thought thinks knew knows wrote writes felt feels found believed told asked seems appears "
    "argued adds added noted notes claims claimed warned ".split()
)
_SUBORDINATES = frozenset(
    "if when while that because as who whom which whose although though since after before until till "
    "once whether what how where why not so more less than but or moment day time minute second year "
    "night first last next tell add claim sooner better closer harder farther longer like unless nor only either "
    "neither whatever "
    "whenever wherever however both same fact way question answer thing problem point truth result "
    "another sometimes perhaps ".split()
)
_RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})
"""Words after which “the only party that…” is no sentence of its own."""
_SHORTEST = 4


def find(document: Document, context: Context) -> Iterator[Finding]:
    for segment in document.segments:
        text = segment.text
        if ", " not in text:
            continue
        analysis = context.analysis(segment)
        if len(analysis.sentences) < 2 and not text.rstrip().endswith("."):
            continue
        for sentence in _sentences(analysis.tokens):
            mark = _splice(sentence)
            if mark:
                yield Finding(
                    segment=segment,
                    start=mark.start,
                    end=mark.end,
                    message="two sentences joined by a comma: a full stop, a semicolon or a conjunction is needed",
                    confidence=0.8,
                )


def _sentences(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    begin = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or (tokens[at].sentence_start and not tokens[at - 1].sentence_start):
            yield tokens[begin:at]
            begin = at


def _splice(sentence: Sequence[Token]) -> Span | None:
    """The comma between the clauses of a sentence that is nothing but two plain clauses, with the words beside it."""
    if len(sentence) < 2 * _SHORTEST + 1 or sentence[0].lower not in _SUBJECT or sentence[-1].text != ".":
        return None
    marks = [at for at, token in enumerate(sentence[:-1]) if not token.text[0].isalnum()]
    if len(marks) != 1 or sentence[marks[0]].text != ",":
        return None
    comma = marks[0]
    first, second = sentence[:comma], sentence[comma + 1 : -1]
    if len(first) < _SHORTEST or len(second) < _SHORTEST - 1 or any(token.lower in _SUBORDINATES for token in first):
        return None
    if not any(_finite(token) for token in first[1:]) or any(token.lower in _SAYING for token in second):
        return None
    if second[0].lower in _PRONOUNS:
        verb: Token | None = second[1]
    elif second[0].text == "the" and not first[1].lower.endswith("er") and not _RELATIVE & {t.lower for t in second}:
        verb = next((token for token in second[2:5] if token.lower in _FINITE), None)
    else:
        verb = None
    return Span(first[-1].start, second[0].end) if verb and _finite(verb) else None


def _finite(token: Token) -> bool:
    return token.lower in _FINITE or wordclass.can_be(token.lower, "PAST")


check = Check(
    id="comma-splice",
    category="linguistic-conventions/punctuation",
    severity=Severity.MINOR,
    summary="Two sentences joined by a comma: hit the man in the face, he fell",
    why=(
        "Russian, Spanish, German and many other languages join sentences with a comma alone. English needs a full "
        "stop, a semicolon or a conjunction. Only the surest case is reported: two plain clauses, each with its own "
        "subject and verb, and no other mark in the sentence."
    ),
    limits="Fiction and speech that run sentences together on purpose.",
    targets=frozenset({"en"}),
    good=(
        Example("The man hit the employee in the face, and he fell unconscious."),
        Example("The moment the man was in the room, he fell asleep."),
        Example("The house was empty for years, the neighbours said on Monday."),
        Example("When the man hit the employee, he fell unconscious."),
    ),
    bad=(Example("The man was rude to the employee in the [[car, he]] fell to the ground."),),
    find=find,
)
