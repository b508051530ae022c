"""What the grammar model marks: a check for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.grammar.kinds import KINDS
from tqcheck.languages import base
from tqcheck.types import Document, Finding, Severity

_UNSURE = 0.5
"""Below this confidence an issue is reported as neutral: an editor's pass shows it, no gate fails on it."""

_GRAMMAR = "linguistic-conventions/grammar"
_SPELLING = "linguistic-conventions/spelling"
_PUNCTUATION = "linguistic-conventions/punctuation"
_UNCLEAR = "linguistic-conventions/unintelligible"
_NUMBER = "locale-conventions/number-format"
_LIMITS = (
    "The model was trained on news, reports and manuals. Headlines without verbs, verse, dialogue, slang and rare "
    "names look odd to it. It reads the translation alone: what is wrong only beside the source, it can’t see."
)


def _find(kind: str) -> Callable[[Document, Context], Iterator[Finding]]:
    def find(document: Document, context: Context) -> Iterator[Finding]:
        for segment, found in zip(document.segments, context.oddities(document), strict=True):
            for odd in found:
                if odd.kind != kind or context.model is None:
                    continue
                quote = segment.text[odd.start : odd.end]
                sentence = context.analysis(segment).sentence_at(odd.start)
                better = None
                if odd.end <= sentence.end and base(context.target_lang) == "en":
                    better = context.model.mended(
                        segment.text[sentence.start : sentence.end],
                        odd.start - sentence.start,
                        odd.end - sentence.start,
                        kind,
                    )
                yield Finding(
                    segment=segment,
                    start=odd.start,
                    end=odd.end,
                    message=_MESSAGES[kind].format(quote=quote),
                    suggestions=() if better is None else (better,),
                    severity=Severity.NEUTRAL if odd.confidence < _UNSURE else None,
                    confidence=odd.confidence,
                )

    return find


_MESSAGES = {
    "art": "“{quote}”: an article too many, one missing, or the wrong one",
    "prep": "“{quote}”: not the preposition that belongs here",
    "verb": "“{quote}”: the form of the verb is wrong here",
    "agr": "“{quote}”: does not agree in number or person",
    "order": "“{quote}”: the words stand in the wrong order",
    "pron": "“{quote}”: a pronoun that does not fit, or one too many",
    "form": "“{quote}”: not a form of the word that can stand here",
    "miss": "“{quote}”: a word is missing before this",
    "dup": "“{quote}”: said twice",
    "lex": "“{quote}”: can hardly be the right word here",
    "untr": "“{quote}”: looks left in another language",
    "case": "“{quote}”: capital or small letter",
    "punct": "“{quote}”: the punctuation is wrong here",
    "space": "“{quote}”: a space too many or too few",
    "num": "“{quote}”: not how English writes this number or date",
    "other": "“{quote}”: odd, says the model",
}

_ABOUT = {
    "art": ("odd-article", _GRAMMAR, Severity.MINOR, "An article too many, missing, or wrong: the Russia, in country"),
    "prep": ("odd-preposition", _GRAMMAR, Severity.MINOR, "A preposition that its neighbours don’t take"),
    "verb": ("odd-verb", _GRAMMAR, Severity.MAJOR, "Tense, mood, gerund or infinitive that can’t stand here"),
    "agr": ("odd-agreement", _GRAMMAR, Severity.MINOR, "Subject and verb, or noun and number, that don’t agree"),
    "order": ("odd-word-order", _GRAMMAR, Severity.MAJOR, "Words in the order of another language: told CNN a source"),
    "pron": ("odd-pronoun", _GRAMMAR, Severity.MINOR, "A pronoun that can’t refer here, is missing or too many"),
    "form": ("odd-form", _GRAMMAR, Severity.MINOR, "An adverb for an adjective, a noun for a verb, a form that isn’t"),
    "miss": ("missing-word", _GRAMMAR, Severity.MAJOR, "A sentence that lacks a word"),
    "dup": ("repetition", _GRAMMAR, Severity.MINOR, "The same thing said twice in one breath"),
    "lex": ("odd-word", "accuracy/mistranslation", Severity.MAJOR, "A word that can hardly be meant here"),
    "untr": ("odd-leftover", "accuracy/untranslated", Severity.MAJOR, "A word that looks left untranslated"),
    "case": ("odd-capital", _SPELLING, Severity.MINOR, "A capital or small letter out of place"),
    "punct": ("odd-punctuation", _PUNCTUATION, Severity.MINOR, "A mark that can’t stand here"),
    "space": ("odd-space", _PUNCTUATION, Severity.MINOR, "A space too many or too few"),
    "num": ("odd-number", _NUMBER, Severity.MINOR, "A number or date as other languages write it"),
    "other": ("odd-passage", _UNCLEAR, Severity.MAJOR, "What another model marks without naming it"),
}  # fmt: skip


_GOOD = Example(
    "The two leaders spoke for an hour, a senior official told reporters on Thursday, and agreed to meet again."
)

_BAD = {
    "art": "He was elected as president of [[the]] France in 2012.",
    "prep": "He has been a member [[from]] the party for ten years.",
    "verb": "The company will [[building]] a new factory near the port.",
    "agr": "Many [[country]] have signed the agreement.",
    "order": "He was [[by the police arrested]] on Monday morning.",
    "pron": "He met with [[they]] after the meeting.",
    "form": "The [[France]] government approved the plan.",
    "miss": "The company wants [[build]] a new factory near the port.",
    "lex": "The mayor inaugurated the new [[squirrel]] on Sunday.",
    "untr": "The [[und]] of the war came in 1945.",
    "case": "The [[french]] government approved the plan last week.",
    "punct": "The minister said[[,]] that the plan would be ready in May.",
    "space": "The talks will continue in [[Geneva ,said]] the minister.",
    "num": "The price rose to [[3.500.000]] euros.",
}
"""What the shipped model marks at normal strictness, by kind; of a single sentence it is not sure of the others."""


def _check(kind: str) -> Check:
    id_, category, severity, summary = _ABOUT[kind]
    return Check(
        id=id_,
        category=category,
        severity=severity,
        summary=summary,
        why=(
            f"Found by the grammar model ({KINDS[kind]}), a small neural network trained on real machine translations "
            "that were marked by hand. It is surest where a whole document reads like a crude translation. "
            f"An issue with less than {_UNSURE:.0%} confidence is shown as neutral and never fails a gate."
        ),
        limits=_LIMITS,
        group="grammar",
        good=(_GOOD,),
        bad=(Example(_BAD[kind]),) if kind in _BAD else (),
        by_model=True,
        find=_find(kind),
    )


RULES = {kind: about[0] for kind, about in _ABOUT.items()}
"""Kind -> ID of its check."""
checks = tuple(_check(kind) for kind in KINDS)
