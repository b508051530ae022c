"""Whatever is read: no crash but our own errors, spans in bounds, quotes where they stand, reports that parse back.

The same inputs drive the coverage-guided fuzzer in tests/fuzz.
"""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import FORMATS, TARGETS, configuration, language, pattern, reader, reports, sentences

EXAMPLES = int(os.environ.get("TQCHECK_EXAMPLES", "40"))
"""Inputs for each property; a million once: TQCHECK_EXAMPLES=1000000."""
bounded = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

_WORDS = st.sampled_from(
    [
        *"the deal on Thursday (30) Geneva. über sobre as garantias de segurança привет 漢字 שלום".split(),
        *"{n} %s <b> </b> &amp; 1,234.5 http://a.b/c a@b.c \\n \\u00e9 ' ` * _ ((( ]]]".split(),
        *"e\u0301 \u202e \u200b \ufeff \x1b[31m \ud800 \U0001f600 \u2028".split(" "),
    ]
)
_SYNTAX = st.sampled_from(
    [
        *'{}[]()<>/=:;,#"\\|&!?-*\n\t ',
        "\r\n",
        "\n\n",
        "---\n",
        'msgid "',
        'msgstr "',
        'msgid_plural "',
        'msgstr[1] "',
        "<trans-unit id='a'>",
        "<source>",
        "</source>",
        "<target>",
        "</target>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "&#x41;",
        "&a;",
        '"a": ',
        "a: ",
        "  - ",
        "a = ",
        ".attr = ",
        "{ $n ->",
        "[one]",
        "*[other]",
        "1\n00:00:01,000 --> 00:00:02,000\n",
        "WEBVTT\n\n",
        "source,target\n",
        "en\tde\n",
        "<p>",
        "<html lang=de>",
        "<script>",
        "| a | b |\n|---|---|\n",
        "```\n",
        "[a](b)",
        "\\u00e9",
    ]
)
_TEXT = st.one_of(
    st.lists(st.one_of(_WORDS, _SYNTAX), max_size=40).map(" ".join),
    st.lists(st.one_of(_WORDS, _SYNTAX, st.text(max_size=8)), max_size=40).map("".join),
)


@bounded
@given(st.sampled_from(FORMATS), _TEXT)
def test_readers(suffix: str, text: str) -> None:
    reader(suffix, text)


@bounded
@given(st.sampled_from(FORMATS), st.binary(max_size=200), _TEXT)
def test_readers_of_bytes(suffix: str, data: bytes, text: str) -> None:
    TARGETS["bytes"](suffix.encode() + b"\0" + data + text.encode("utf-8", "surrogatepass"))


@bounded
@given(_TEXT, st.sampled_from(["en", "de", "ru", "zh", "ar", "th"]))
def test_sentences_and_tokens(text: str, tag: str) -> None:
    sentences(text, tag)


@bounded
@given(_TEXT)
def test_language_identification(text: str) -> None:
    language(text)


@bounded
@given(st.lists(st.sampled_from("the|a [ ] ^ $ ! <go> NAME CAP NUMBER _ WORD | ? * + @x of =NOUN".split()), max_size=8))
def test_patterns(pieces: list[str]) -> None:
    pattern(" ".join(pieces), "He goes to the town of Geneva. The 30 men left!")


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["en", "major"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_KEYS = st.sampled_from(
    "target-lang source-lang select ignore fail-on max-penalty do-not-translate columns glossary model model-labels "
    "strictness baseline severity nonsense".split()
)


@bounded
@given(st.dictionaries(_KEYS, _VALUES, max_size=4))
def test_configurations(values: dict[str, object]) -> None:
    configuration(values)


@settings(bounded, max_examples=max(1, EXAMPLES // 4))
@given(_TEXT, st.text(max_size=12))
def test_reports(text: str, path: str) -> None:
    reports(text, path)
