"""Plural branches that the target language needs and an ICU message lacks."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck import placeholders
from tqcheck.check import Check, Context, Example
from tqcheck.languages import name, plural_categories
from tqcheck.types import Document, Finding, Severity
from tqcheck.units import translated


def find(document: Document, context: Context) -> Iterator[Finding]:
    for unit, _ in translated(document):
        if "icu" not in map(placeholders.normalise, unit.syntaxes):
            continue
        for plural in placeholders.message(unit.text).plurals:
            needed = plural_categories(context.target_lang, ordinal=plural.ordinal)
            exact = {int(selector[1:]) for selector in plural.selectors if selector[1:].isdecimal()}
            lacking = [
                category
                for category, numbers in needed.items()
                if category not in plural.selectors and not numbers - exact <= {0}
            ]
            if "other" not in plural.selectors and "other" not in lacking:
                lacking.append("other")
            same = len(plural.wordings) == 1 and len(plural.selectors - {"other"}) > len(exact)
            if lacking and not same and (plural.shown or "other" in lacking):
                yield Finding(
                    segment=unit,
                    start=plural.span.start,
                    end=plural.span.end,
                    message=f"{name(context.target_lang)} also needs the branch {', '.join(lacking)}",
                )


check = Check(
    id="plural-categories",
    category="linguistic-conventions/grammar",
    severity=Severity.MAJOR,
    summary="A plural message without a branch that the language needs: no “few” in Russian",
    why=(
        "An ICU message with the branches of English, “one” and “other”, says “2 файлов” in Russian. CLDR lists the "
        "categories of each language; those that whole numbers up to a thousand come into are required, unless an "
        "exact branch such as “=1” takes their only number (or all but zero). “other” is required everywhere. A "
        "message whose branches say the same, “5 km”, or never show the number, needs no more of them."
    ),
    limits="Words that stay the same after a verb or preposition; some libraries take “=1” for “one”.",
    needs_source=True,
    group="source",
    good=(
        Example(
            "{n, plural, =1 {1 км} few {# км} other {# км}}",
            "ru",
            source="{n, plural, =1 {1 km} other {# km}}",
            syntaxes=("icu",),
        ),
        Example(
            "{n, plural, other {# 件}}", "ja", source="{n, plural, one {# item} other {# items}}", syntaxes=("icu",)
        ),
        Example(
            "{n, plural, =1 {ein Ding} other {# Dinge}}",
            "de",
            source="{n, plural, one {a thing} other {# things}}",
            syntaxes=("icu",),
        ),
        Example(
            "{n, plural, =1 {Удалить файл?} other {Удалить файлы?}}",
            "ru",
            source="{n, plural, =1 {Delete the file?} other {Delete the files?}}",
            syntaxes=("icu",),
        ),
        Example(
            "{n, plural, one {# fichier} other {# fichiers}}",
            "fr",
            source="{n, plural, one {# file} other {# files}}",
            syntaxes=("icu",),
        ),
    ),
    bad=(
        Example(
            "Ещё [[{n, plural, one {# файл} other {# файлов}}]]",
            "ru",
            source="{n, plural, one {# more file} other {# more files}}",
            syntaxes=("icu",),
        ),
    ),
    find=find,
)
