"""What the examples of the checks of marks, spaces and paragraphs can't show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck import Config, check_text, files
from tqcheck.api import engine
from tqcheck.files.text import format as plain
from tqcheck.types import Document

ARTICLE = Path(__file__).parent.parent / "seeds" / "article.txt"


def _found(text: str, check: str, target: str = "en") -> list[str]:
    return [issue.quote for issue in check_text(text, target_lang=target, config=Config(select=(check,)))]


def test_broken_paragraph_reaches_into_the_next_paragraph() -> None:
    text = "Ukraine will never be allowed to join the\n\nNATO and nothing is deployed."
    (issue,) = check_text(text, target_lang="en", config=Config(select=("broken-paragraph",)))
    assert text[issue.start : issue.end] == "the\n\nNATO"


def test_broken_paragraph_needs_running_text() -> None:
    read = files.document_from_text("We do not want to join the\n\nNATO, they say.", path="x", format=plain)
    loose = Document(path="x", format="x", text=read.text, segments=read.segments, continuous=False)
    config = Config(target_lang="en", select=("broken-paragraph",))
    assert engine(config).check(read)[0].issues
    assert not engine(config).check(loose)[0].issues


@pytest.mark.parametrize("target", ["id", "th", "zh"])
def test_languages_that_double_words_are_left_alone(target: str) -> None:
    assert _found("Mereka berjalan jalan jalan saja di sana.", "doubled-word", target) == []


def test_a_quotation_over_paragraphs_is_paired() -> None:
    text = "He said: “This is the first of the two paragraphs.\n\n“And this is the second of both,” he said then."
    assert _found(text, "unpaired-mark") == []


def test_french_keeps_its_spaces() -> None:
    text = "Il a dit : « Est-ce vrai ? » Oui ! Vraiment ; c’est sûr."
    groups = ("punctuation", "repeated-punctuation", "quote-spacing", "unpaired-mark")
    assert check_text(text, target_lang="fr", config=Config(select=groups)) == []


def test_the_article() -> None:
    text = ARTICLE.read_text("utf-8")
    groups = (
        "dates",
        "numbers",
        "splits",
        "spacing",
        "punctuation",
        "broken-paragraph",
        "doubled-word",
        "comma-splice",
    )
    issues = check_text(text, target_lang="en", config=Config(select=groups))
    assert [issue.quote for issue in issues] == ["(30)", ". USA", "the\n\nNATO", "(29)", ". Europe", "(29)", ". with"]
