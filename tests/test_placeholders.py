"""Placeholders of each syntax: what they are, and which are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck import placeholders
from tqcheck.placeholders import find, machine_spans
from tqcheck.units import prose

SYNTAXES = sorted({*placeholders._PATTERNS, "icu", "android"} - {""})


@pytest.mark.parametrize(
    ("syntax", "text", "keys"),
    [
        ("c", "%s of %-5.2lf, 100%%, %<PRId64>", ["1", "2", "", "PRId64"]),
        ("c", "%2$d %1$s", ["2", "1"]),
        ("python", "%(name)s has %(n)03d", ["name", "n"]),
        ("python-brace", "{} {name!r:>{width}} {{x}} {0.id[a]}", ["1", "name", "", "", "0.id[a]"]),
        ("php", "%1$s %s", ["1", "1"]),
        ("java", "{0,number,#.#} {name}", ["0", "name"]),
        ("java-printf", "%1$s %,d %% %n", ["1", "1", "", ""]),
        ("android", "%s %tY", ["1", "2"]),
        ("objc", "%@ %1$@ %#@files@ %lld %arg", ["1", "1", "2", "3", "arg"]),
        ("c-sharp", "{0:N2} {1,10}", ["0", "1"]),
        ("i18next", "{{name}} {{- raw}} {{n, number}} $t(key)", ["name", "raw", "n", "key"]),
        ("ruby", "%{name} %<n>05.2f %s %%", ["name", "n", "1", ""]),
        ("qt", "%1 of %L2, %n년", ["1", "2", "n"]),
        ("fluent", "{ $name } { -brand } { DATETIME($day, month: \"long\") }", ["$name", "-brand", "$day"]),
        ("chrome", "$NAME$ costs $1 or $$5", ["NAME", "1", ""]),
        ("laravel", ":nameさん at 10:30", ["name"]),
        ("vue", "{name} @:common.save", ["name", "common.save"]),
        ("", "%(a)s {b} ${c} %{d} {{e}} %1$s 100% %d {two words}", ["a", "b", "c", "d", "e", "1"]),
        ("icu", "{n, plural, one {# file of {name}} other {# files}} it's", ["n", "name"]),
    ],
)  # fmt: skip
def test_find(syntax: str, text: str, keys: list[str]) -> None:
    assert [item.key for item in find(text, (syntax,) if syntax else ())] == keys


def test_names_of_syntaxes_may_end_in_format() -> None:
    assert find("%(n)d", ("python-format",)) == find("%(n)d", ("python",))


def test_icu_leaves_the_words_of_its_branches() -> None:
    text = "{n, plural, one {# file} other {# files of {name}}} saved"
    assert prose(text, ("icu",)).split() == ["file", "files", "of", "saved"]


def test_icu_says_why_it_cannot_be_read() -> None:
    assert placeholders.message("{n, plural, one {x}").error
    assert not placeholders.message("{n, plural, one {x}}").error


@given(text=st.text(alphabet="%{}$@:#,() abns1.'<>-"), syntax=st.sampled_from(SYNTAXES))
def test_spans_are_in_order_and_in_bounds(text: str, syntax: str) -> None:
    end = 0
    for item in find(text, (syntax,)):
        assert end <= item.start < item.end <= len(text)
        end = item.end
    assert all(0 <= start < end <= len(text) for start, end in machine_spans(text, (syntax,)))
    assert len(prose(text, (syntax,))) == len(text)
