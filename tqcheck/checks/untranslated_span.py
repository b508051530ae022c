"""Stretches of the text that are in another language than the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.check import Check, Context, Example
from tqcheck.langid import ForeignSpan
from tqcheck.languages import base, name, names_in_capitals
from tqcheck.types import Document, Finding, Segment, Severity

_CLAUSE = 5
"""Words that make a clause."""
_GLOSSED = re.compile(r"[”\"’]?\s*[(\[][“\"‘«„'][^()\[\]]+[”\"’»“'][)\]]")
_TERM = 3
"""The most words of a technical term or the label of a button."""


def find(document: Document, context: Context) -> Iterator[Finding]:
    for segment, spans in zip(document.segments, context.leftovers(document), strict=True):
        for span in spans:
            if segment.kind == "cell" and span.words == 1 and base(span.language) not in context.sources:
                continue  # a key or a unit, as likely as a word
            if segment.kind == "unit" and segment.text.islower() and _names(segment.text, context):
                continue  # an entry of a list of languages: inupiaq
            if _GLOSSED.match(segment.text, span.end):
                continue  # a word that the text speaks of, with its translation behind it
            if _completed(segment.text, span):
                continue
            yield Finding(
                segment=segment,
                start=span.start,
                end=span.end,
                message=_message(span, context),
                severity=_severity(span, segment, context),
                confidence=span.confidence,
                language=span.language,
            )


def _completed(text: str, span: ForeignSpan) -> bool:
    """Whether it is what an editor added to a word: Sen[ator], [un]accountable."""
    inside = text[: span.start].endswith("[") and text.startswith("]", span.end)
    return inside and (text[: span.start - 1][-1:].isalnum() or text[span.end + 1 :][:1].isalnum())


def _names(text: str, context: Context) -> bool:
    """Whether a text is nothing but names of languages, as its language or English has them."""
    return set(text.split()) <= names_in_capitals(context.target_lang) | names_in_capitals("en")


def _meant_to_stay(span: ForeignSpan, context: Context) -> bool:
    """A title in quotation marks, or the English term that a text in another language gives beside its own."""
    gloss = span.language == "en" and span.words <= _TERM and (span.quoted or span.mark == "(")
    return (span.quoted and span.capitalised) or (gloss and base(context.target_lang) != "en")


def _severity(span: ForeignSpan, segment: Segment, context: Context) -> Severity:
    if _meant_to_stay(span, context):
        return Severity.NEUTRAL
    sentence = context.analysis(segment).sentence_at(span.start)
    most_of_it = span.words > 2 and 2 * (span.end - span.start) > sentence.end - sentence.start
    if span.words >= _CLAUSE or most_of_it:
        return Severity.CRITICAL
    return Severity.MAJOR if span.words > 1 else Severity.MINOR


def _message(span: ForeignSpan, context: Context) -> str:
    language = name(span.language)
    host = name(context.target_lang)
    if _meant_to_stay(span, context):
        return f"a title or term in {language}, perhaps meant to stay"
    what = "text" if span.words > 1 else "a word"
    from_source = ", the source language," if base(span.language) in context.sources else ""
    return f"{what} in {language}{from_source} left in a text in {host}"


check = Check(
    id="untranslated-span",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    summary="Words, phrases or sentences left in another language",
    why=(
        "A stretch that was not translated is the gravest thing that a reader meets, and no spelling or grammar check "
        "says what it is. Each word is weighed by how common it is in the language of the text and in every other "
        "language; a stretch that is far likelier in another language is reported, up to the brackets or quotation "
        "marks around it. A clause or sentence is critical, a phrase is major, a single word is minor, and a title in "
        "quotation marks is neutral, as is a short English term in quotation marks or brackets in a text of another "
        "language. One sure leftover tells the source language of the document, and doubtful words of that language "
        "are then judged with it known."
    ),
    limits=(
        "Names, loanwords and titles are spared as far as they can be told. Close languages (Spanish and Portuguese, "
        "Danish and Norwegian) are confused in single words. Languages without a word list are found by their script "
        "alone. To keep a phrase, put it into `do-not-translate` in the configuration."
    ),
    good=(
        Example("The Universidade de São Paulo opened a crème brûlée museum, wrote Le Monde on Friday."),
        Example("The French pronouns are il (“he”) and elle (“she”), and some write l’individu [“the individual”]."),
        Example("We urge Sen[ator] Daschle, “above all”, to be less [un]accountable, he said."),
        Example("See https://exemplo.com.br/noticias/politica or write to contato@exemplo.com.br for details."),
        Example("Öffnen Sie das Menü und wählen Sie „Pull Request“ aus.", target_lang="de"),
    ),
    bad=(
        Example(
            "Putin “noted that this is one of the key points included in the project "
            "[[[sobre as garantias de segurança que a Rússia busca]]],” the aide said."
        ),
        Example("Klicken Sie auf den Knopf. [[Click here to continue with the installation]].", target_lang="de"),
        Example("The minister said that [[деньги будут выплачены]] next week."),
    ),
    around_code=True,
    find=find,
)
