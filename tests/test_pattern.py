"""The pattern language of declared rules, feature by feature as its docstring lists them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tqcheck import rules, wordclass
from tqcheck.rules.pattern import PatternError, compile_pattern, inflections
from tqcheck.sentences import Analysis
from tqcheck.types import Run, Segment, Span

LISTS = {"cities": ["Rome", "New York", "São Paulo"], "days": ["1st", "first"], "places": ["sea", "high street"]}


def marks(pattern: str, text: str, *, opaque: tuple[Span, ...] = ()) -> list[str]:
    """The texts that `pattern` marks in `text`."""
    segment = Segment(id="1", text=text, runs=(Run(0, len(text), 0, len(text)),), opaque=opaque)
    found = compile_pattern(pattern, LISTS).find(Analysis(segment, "en").tokens)
    return [text[mark.start : mark.end] for mark, _ in found]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        # words, the mark, alternatives
        ("depends [of]", "It depends of him. All depends of her.", ["of", "of"]),
        ("depends of", "It depends of him.", ["depends of"]),
        ("depends of", "It depends\n  of him.", ["depends\n  of"]),
        ("depend|depends [of]", "They depend of it; it depends of them.", ["of", "of"]),
        ("at last", "So at last it came.", ["at last"]),
        # case: lower matches any, a capital only itself
        ("the end", "The end. THE END.", ["The end", "THE END"]),
        ("Polish [men]", "Polish men polish men.", ["men"]),
        # regular forms
        ("<depend> [of]", "depend of, depends of, depended of, depending of, dependent of", ["of"] * 4),
        # lists, of several words too
        ("in [@cities]", "in Rome, in New York and in new york", ["Rome", "New York"]),
        ("in [@cities] now", "in New York now", ["New York"]),
        ("the [@places|cap]", "the cap, the sea, the high street, the high road", ["cap", "sea", "high street"]),
        # a list's first word does not hide a class beside it
        ("on May [@days|NUMBER]", "on May 1, on May 1st, on May 2", ["1", "1st", "2"]),
        # classes: can be, and can only be
        ("the [PLURAL] of", "the houses of, the house of", ["houses"]),
        ("by [GERUND]", "by going, by gone", ["going"]),
        ("very [=ADJ]", "very stupid, very walk", ["stupid"]),
        ("was [PARTICIPLE]", "was passed, was written, was wrote", ["passed", "written"]),
        # optional, any number, at least one
        ("a very? [man]", "a man, a very man, a very very man", ["man", "man"]),
        ("a ADJ* [man]", "a man, a big man, a big old man", ["man"] * 3),
        ("a ADJ+ [man]", "a man, a big man", ["man"]),
        ("so very* [on]", "so on, so very very very very on, so very very very very very on", ["on", "on"]),
        ("say? [hello] there", "hello there", ["hello"]),
        # not followed by; takes up no word
        ("[told] !him|her", "told him, told her, told that", ["told"]),
        ("[told] !him that", "told that, told him that", ["told"]),
        ("[told] !@cities", "told New York, told New Orleans", ["told"]),
        ("[told] !him", "It was told", ["told"]),
        # starts and ends of sentences
        ("^ [Is] it", "Is it? So Is it. Is it!", ["Is", "Is"]),
        ("[now] .? $", "Go now. He said now and now", ["now", "now"]),
        ("the end of", "This is the end. Of course.", []),
        ("[so] _ that", "He said so. And that is that.", []),
        # shapes
        ("told [NAME]", "told CNN, told him. Told Reuters", ["CNN", "Reuters"]),
        ("^ [NAME] said", "Peter said no.", []),
        ("^ [CAP] said", "Peter said no.", ["Peter"]),
        ("in [NUMBER]", "in 2010, in 1,000.5, in two", ["2010", "1,000.5"]),
        ("the [LOWER] and", "the cat and, the CAT and", ["cat"]),
        ("the [WORD] and", "the cat and, the 9 and", ["cat"]),
        ("the [_] and", "the 9 and, the “ and", ["9", "“"]),
        # punctuation
        ("he left [, but]", "he left, but; he left but", [", but"]),
        ("said ( [he] )", "said (he)", ["he"]),
        ("[why] ?|!", "why? why! why.", ["why", "why"]),
        # a hyphenated or apostrophised word is one word
        ("the [well-known] one", "the well-known one, the well known one", ["well-known"]),
        ("[don’t] go", "don’t go", ["don’t"]),
    ],
)
def test_feature(pattern: str, text: str, expected: list[str]) -> None:
    assert marks(pattern, text) == expected


def test_matches_do_not_overlap() -> None:
    assert marks("very very", "very very very very very") == ["very very", "very very"]


def test_opaque_text_is_not_matched() -> None:
    assert marks("depends of", "It depends of", opaque=(Span(3, 10),)) == []


def test_anchors_are_the_rarest_element() -> None:
    assert compile_pattern("the <depend> of", LISTS).anchors >= {"depend", "depends"}
    assert compile_pattern("in @cities", LISTS).anchors == {"rome", "new", "são"}


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("NOUN ADJ*", "at least one word or list"),
        ("very? !him", "at least one word or list"),
        ("in @towns", "no list is called 'towns'; there are cities"),
        ("one||two", "empty alternative"),
        ("one .|$", "is no alternative"),
        ("[one two", "one pair of square brackets"),
        ("[one] or [two]", "one pair of square brackets"),
        ("", "at least one word or list"),
    ],
)
def test_errors_name_what_is_wrong(pattern: str, complaint: str) -> None:
    with pytest.raises(PatternError, match=complaint):
        compile_pattern(pattern, LISTS)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("depend", {"depend", "depends", "depended", "depending"}),
        ("hope", {"hope", "hopes", "hoped", "hoping"}),
        ("marry", {"marry", "marries", "married", "marrying"}),
        ("reach", {"reach", "reaches", "reached", "reaching"}),
        ("permit", {"permit", "permits", "permitted", "permitting"}),
        ("enjoy", {"enjoy", "enjoys", "enjoyed", "enjoying"}),
    ],
)
def test_regular_forms(lemma: str, forms: set[str]) -> None:
    assert forms <= set(inflections(lemma))


def test_word_classes() -> None:
    assert wordclass.can_be("watch", "NOUN")
    assert wordclass.can_be("watch", "VERB")
    assert wordclass.can_be("resigned", "PARTICIPLE")
    assert wordclass.can_be("resigned", "PAST")
    assert wordclass.can_be("gone", "PARTICIPLE")
    assert not wordclass.can_be("went", "PARTICIPLE")
    assert wordclass.is_only("houses", "PLURAL") is False  # also a form of the verb
    assert not wordclass.can_be("qwxz", "NOUN")
    assert not wordclass.is_only("qwxz", "NOUN")


def test_the_dictionary_read_by_lines_is_the_library_s() -> None:
    from lemminflect import Inflections, Lemmatizer, config
    from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
    from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec

    wordclass.tags("watch")
    lemmas, forms = LemmaLUCodec.load(config.lemma_lu_fn), InflectionLUCodec.load(config.inflection_lu_fn)
    ours = Lemmatizer().lemma_dict, Inflections().infl_dict
    for word in [*list(lemmas)[::50], *list(forms)[::50], "be", "can", "Ellis's", "'ll", "", "qwxz", "watch,noun"]:
        assert (ours[0].get(word, {}), ours[1].get(word, {})) == (lemmas.get(word, {}), forms.get(word, {}))


def test_every_regular_expression_of_the_rules_compiles() -> None:
    compiled = 0
    for file in Path(rules.__file__).parent.glob("*/*.toml"):
        lists = rules.named_lists(file.parent.name)
        for rule in tomllib.loads(file.read_text("utf-8")).get("rule", []) if file.name != "lists.toml" else []:
            for case in (rule, *rule.get("case", [])):
                for source in (case.get("regex"), case.get("unless"), *case.get("regexes", [])):
                    if source is not None:
                        rules._regex(source, lists).compiled  # noqa: B018  (raises re.error)
                        compiled += 1
    assert compiled > 100
