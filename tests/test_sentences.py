"""Sentences and tokens: abbreviations end nothing, offsets are exact."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.sentences import Analysis, split
from tqcheck.types import Run, Segment


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Lt. Cmdr. Russ Wolfkiel spoke. He left.", ["Lt. Cmdr. Russ Wolfkiel spoke.", "He left."]),
        ("It opened on Dec. 7. Then it closed.", ["It opened on Dec. 7.", "Then it closed."]),
        ("The U.S. Army came. It left.", ["The U.S. Army came.", "It left."]),
        ("Mr. J. R. Smith said so. No. 5 won.", ["Mr. J. R. Smith said so.", "No. 5 won."]),
        ("“He left.” She stayed.", ["“He left.”", "She stayed."]),
        ("At 5 p.m. on Monday it rained. Why?", ["At 5 p.m. on Monday it rained.", "Why?"]),
    ],
)
def test_abbreviations(text: str, sentences: list[str]) -> None:
    assert [text[span.start : span.end] for span in split(text, "en")] == sentences


@given(st.text(max_size=200), st.sampled_from(["en", "de", "pt-BR", "ja", "ar"]))
def test_sentences_are_in_bounds_and_in_order(text: str, language: str) -> None:
    spans = split(text, language)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)


def analysis(text: str) -> Analysis:
    return Analysis(Segment(id="p", text=text, runs=(Run(0, len(text), 0, len(text)),)), "en")


def test_tokens() -> None:
    tokens = analysis("“It’s 1,234.5 km,” he said. Well-known.").tokens
    assert [token.text for token in tokens] == [
        "“",
        "It’s",
        "1,234.5",
        "km",
        ",",
        "”",
        "he",
        "said",
        ".",
        "Well-known",
        ".",
    ]
    assert [token.text for token in tokens if token.sentence_start] == ["“", "It’s", "Well-known"]
