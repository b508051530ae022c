"""Data inside texts: hidden from the checks, and everything else still stands where it stood."""

from hypothesis import given
from hypothesis import strategies as st

from tqcheck import check_text
from tqcheck.files import document_from_text
from tqcheck.files.data import OBJECT
from tqcheck.types import Span

KEY = "QUJD" * 400


def test_a_stretch_of_data_becomes_one_opaque_sign() -> None:
    text = f"The key is {KEY} and it is used on Thursday (30) in Geneva."
    document = document_from_text(text, path="a.txt")
    (segment,) = document.segments
    assert segment.text == f"The key is {OBJECT} and it is used on Thursday (30) in Geneva."
    assert [segment.text[span.start : span.end] for span in segment.opaque] == [OBJECT]
    assert segment.in_file(segment.opaque[0]) == Span(11, 11 + len(KEY))
    assert "1 ×" in document.notes[0]
    (issue,) = check_text(text, target_lang="en")
    assert (issue.rule, text[issue.start : issue.end]) == ("bracketed-day", "(30)")


def test_data_in_the_source_of_a_unit() -> None:
    text = f'msgid "Key {KEY} <b>ends</b>"\nmsgstr "Schlüssel {KEY} <b>endet</b> hier"\n'
    (segment,) = document_from_text(text, path="de.po").segments
    assert segment.source == f"Key {OBJECT} <b>ends</b>"
    at = segment.text.index("hier")
    where = segment.in_file(Span(at, at + 4))
    assert text[where.start : where.end] == "hier"
    where = segment.source_in_file(Span(6, 9))
    assert text[where.start : where.end] == "<b>"


@given(
    st.lists(st.sampled_from(["word ", "Ünï ", KEY + " ", "(" * 1000 + " ", "& \\\\ ", "漢" * 1001, " "]), max_size=8)
)
def test_every_other_sign_stands_where_it_stood(parts: list[str]) -> None:
    text = 'msgid "a"\nmsgstr "' + "".join(parts) + '"\n'
    (segment,) = document_from_text(text, path="de.po").segments
    assert segment.runs[0].start == 0
    assert segment.runs[-1].end == len(segment.text)
    for at, sign in enumerate(segment.text):
        where = segment.in_file(Span(at, at + 1))
        assert sign == OBJECT or text[where.start : where.end].replace("\\\\", "\\") == sign
