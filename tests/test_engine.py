"""The engine: failures are named, company changes nothing, the document helps."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

import tqcheck.engine
import tqcheck.selection
from tqcheck import Config, check_file, check_text, check_texts
from tqcheck.api import engine
from tqcheck.check import Context
from tqcheck.checks import registry
from tqcheck.engine import Engine
from tqcheck.errors import TqcheckError, UnreadableFile
from tqcheck.files import document_from_text
from tqcheck.langid import Detection, ForeignSpan, LanguageIdentifier
from tqcheck.report import exit_status
from tqcheck.types import Document, Finding, Issue, Severity

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLE = (SEEDS / "article.txt").read_text("utf-8")
LEFTOVER = (
    "The minister met her colleagues in the capital. "
    "She spoke of the plan [sobre as garantias de segurança que a Rússia busca] on Monday."
)


class NoLanguages:
    """Language identification that sees English everywhere."""

    languages: frozenset[str] = frozenset({"en"})
    signature = "none"

    def detect(self, text: str) -> Detection | None:
        return Detection("en", 1.0)

    def foreign_spans_many(
        self,
        texts: Sequence[str],
        *,
        host: str,
        source: str | None = None,
        likely: Collection[str] = (),
        spare: Sequence[Iterable[tuple[int, int]]] = (),
    ) -> list[list[ForeignSpan]]:
        return [[] for _ in texts]

    def frequency(self, words: Sequence[str], language: str) -> npt.NDArray[np.float32]:
        return np.full(len(words), -5, np.float32)

    def letter_odds(self, words: Sequence[str], language: str) -> npt.NDArray[np.float32]:
        return np.full(len(words), -1, np.float32)


def document(text: str, suffix: str = ".txt", path: str = "a") -> Document:
    return replace(document_from_text(text, path=f"a{suffix}"), path=path)


def test_language_identification_comes_through_the_context() -> None:
    checker = Engine(Config(select=("untranslated-span",)), NoLanguages())
    checked, failures = checker.check(document(LEFTOVER))
    assert (checked.issues, failures) == ((), [])


def test_a_check_that_crashes_is_named_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_document: Document, _context: Context) -> Iterator[Finding]:
        raise RuntimeError("boom")
        yield

    langid = LanguageIdentifier.load()
    broken = replace(registry()["bracketed-day"], id="broken", find=crash, cue_for=frozenset())
    monkeypatch.setattr(tqcheck.selection, "registry", lambda: {**registry(), "broken": broken})
    report = Engine(Config(), langid).check_all([document(LEFTOVER)])
    assert [issue.rule for issue in report.issues] == ["untranslated-span"]
    (failure,) = report.failures
    assert "broken crashed (RuntimeError: boom)" in failure.reason
    assert exit_status(report) == 2


def test_together_as_alone() -> None:
    texts = [ARTICLE, LEFTOVER, "He came on Monday (3) to Berlin with his brother and stayed for a week."]
    together = engine(Config()).check_all([document(text, path=str(n)) for n, text in enumerate(texts)])
    alone = [check_text(text) for text in texts]
    assert [list(checked.issues) for checked in together.documents] == alone == check_texts(texts)
    assert alone == [check_text(text) for text in texts]


def test_quotes_lines_and_columns_are_those_of_the_file() -> None:
    lines = ARTICLE.split("\n")
    issues = check_file(SEEDS / "article.txt")
    assert issues
    for issue in issues:
        assert ARTICLE[issue.start : issue.end] == issue.quote
        assert lines[issue.line - 1][issue.column - 1 :].startswith(issue.quote.split("\n")[0])
    assert issues == sorted(issues, key=lambda issue: issue.start)


def test_markdown_issue_stands_where_the_file_has_it() -> None:
    text = "# News\n\n> *He* said &amp; wrote on **Thursday (30)** that the plan is *good* for everyone here.\n"
    checked, _ = engine(Config(target_lang="en")).check(document(text, ".md"))
    (issue,) = checked.issues
    assert text[issue.start : issue.end] == issue.quote == "(30)"
    assert (issue.line, issue.column) == (3, text.split("\n")[2].index("(30)") + 1)


def test_a_sure_leftover_tells_the_source() -> None:
    checked, _ = engine(Config()).check(document(LEFTOVER))
    assert (checked.document.target_lang, checked.document.source_lang) == ("en", "pt")
    (issue,) = checked.issues
    assert (issue.severity, issue.language) == (Severity.CRITICAL, "pt")
    assert "the source language" in issue.message


def test_the_original_tells_the_source() -> None:
    original = document("O ministro falou do plano na segunda-feira e voltou para casa depois da reunião.")
    checked, _ = engine(Config()).check(document("The minister spoke of the plan on Monday."), original=original)
    assert checked.document.source_lang == "pt"


def test_do_not_translate_silences_everywhere() -> None:
    config = Config(do_not_translate=("sobre as garantias de segurança que a Rússia busca",))
    assert check_text(LEFTOVER, config=config) == []


@pytest.mark.parametrize("kept", ["garantias de segurança", "Rússia"])
def test_a_phrase_in_the_midst_of_a_leftover_does_not_hide_it(kept: str) -> None:
    (issue,) = check_text(LEFTOVER, config=Config(do_not_translate=(kept,)))
    assert issue.rule == "untranslated-span"
    assert kept in issue.quote


def test_code_in_the_midst_of_a_leftover_does_not_hide_it(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(LEFTOVER.replace("as garantias", "as `garantias`"), "utf-8")
    (issue,) = check_file(file)
    assert issue.quote == "sobre as `garantias` de segurança que a Rússia busca"


@pytest.mark.parametrize("texts", ["one text", [None], [b"bytes"], [3]])
def test_what_is_no_text_is_a_type_error(texts: list[str]) -> None:
    with pytest.raises(TypeError, match="text"):
        check_texts(texts, target_lang="en")


def test_a_severity_equals_its_name_and_is_ordered_by_gravity() -> None:
    assert [Severity.MINOR] == ["minor"]
    assert str(Severity.MAJOR) == f"{Severity.MAJOR}" == json.loads(json.dumps(Severity.MAJOR)) == "major"
    gravest_last = [Severity.NEUTRAL, Severity.MINOR, Severity.MAJOR, Severity.CRITICAL]
    gravest_first = [Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.NEUTRAL]
    assert sorted(gravest_first) == gravest_last
    assert max(gravest_last) is Severity.CRITICAL
    assert Severity.CRITICAL > Severity.MAJOR >= Severity.MAJOR > Severity.MINOR
    assert not Severity.NEUTRAL > Severity.MINOR


def test_nothing_is_said_twice() -> None:
    issues: list[Issue] = check_text(ARTICLE)
    for first, second in pairwise(issues):
        assert first.category != second.category or first.end <= second.start


def test_a_language_that_cannot_be_told_is_an_error() -> None:
    with pytest.raises(UnreadableFile, match="target-lang"):
        check_text("12 34")
    assert check_text("12 34", target_lang="en") == []


def test_a_language_without_words_is_noted() -> None:
    checked, _ = engine(Config(target_lang="et")).check(document("Tere tulemast meie kodulehele, head sõbrad."))
    assert any("Estonian" in note for note in checked.notes)


def test_a_damaged_table_is_an_error(tmp_path: Path) -> None:
    damaged = tmp_path / "words.bin"
    damaged.write_bytes(b"nonsense")
    with pytest.raises(TqcheckError, match="words.bin"):
        LanguageIdentifier.load(damaged)


def test_the_article() -> None:
    """The gold marks of the article: enough of them found, nothing else said."""
    gold = [json.loads(line) for line in (SEEDS / "article.gold.jsonl").read_text("utf-8").splitlines()]
    issues = check_file(SEEDS / "article.txt")

    def hits(issue: Issue, mark: dict[str, int]) -> bool:
        size, want = issue.end - issue.start, mark["end"] - mark["start"]
        return issue.start < mark["end"] and mark["start"] < issue.end and (size <= want + 25 or size <= 3 * want)

    must = [mark for mark in gold if mark["tier"] == "must"]
    assert sum(any(hits(issue, mark) for issue in issues) for mark in must) == len(must) == 16
    assert [issue.quote for issue in issues if not any(hits(issue, mark) for mark in gold)] == []


def test_a_long_document_is_checked_in_parts_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(f"He came on Thursday ({day}) to Geneva, and left again the next day." for day in range(1, 29))
    whole, _ = engine(Config(target_lang="en")).check(document(text))
    monkeypatch.setattr(tqcheck.engine, "_BLOCK", 5)
    parts, _ = engine(Config(target_lang="en")).check(document(text))
    assert len(parts.issues) == 28
    assert parts == whole


def test_habits_add_up_to_a_likely_source() -> None:
    text = (
        "He called it « a great day » for the town. She said « no » to him at 14h30 on the next day.\n\n"
        "Then « yes, of course » was the answer of the mayor, who came to the square at 18h15 with his wife."
    )
    checked, _ = engine(Config()).check(document(text))
    assert checked.document.source_lang == "fr"
    assert engine(Config()).check(document("He called it « a great day »."))[0].document.source_lang is None


@pytest.mark.parametrize("language", ["th", "ka", "my", "kn", "eu"])
def test_units_in_a_language_without_a_word_list(language: str, tmp_path: Path) -> None:
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    file = tmp_path / f"{language}.po"
    file.write_text(header + 'msgid "Close the window"\nmsgstr "Close the window"\n')
    report = engine(Config()).check_all([file])
    assert not report.failures
    assert {issue.category for issue in report.issues} == {"accuracy/untranslated"}
