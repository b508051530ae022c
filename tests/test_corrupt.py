"""The corrupter's operations do what their examples say, leave alone what they must, and mark exactly what they
changed.
"""

import pytest

pytest.importorskip("lemminflect")

from models.grammar.corrupt import GROUPS, OPERATIONS, Operation, errors_of
from models.grammar.marked import KINDS
from models.grammar.packs import RATES, Corrupter

CLEAN = (
    (
        "The minister said that the first two courts had heard the case in 1990. He was born in Rome, and his "
        "wife still had the house."
    ),
    (
        "They discussed the plan on Monday with Russian officials, and several sources told CNN that it was based"
        " on the report."
    ),
    "We do not know what the weather is now; the results are not good, but one of the reasons is clear.",
)
OWN = [o for o in OPERATIONS.values() if o.examples]


@pytest.mark.parametrize("operation", OWN, ids=lambda o: o.name)
def test_examples(operation: Operation) -> None:
    for before, after in operation.examples:
        assert after in errors_of(operation, before)


@pytest.mark.parametrize("operation", OWN, ids=lambda o: o.name)
def test_what_must_stay(operation: Operation) -> None:
    for text in operation.never:
        assert not errors_of(operation, text)


def test_every_operation_is_documented_by_examples() -> None:
    bare = [o.name for o in OPERATIONS.values() if not o.examples and not o.name.startswith("left_in_")]
    assert not bare


def test_kinds_and_groups_are_known() -> None:
    assert {o.kind for o in OPERATIONS.values()} == {*KINDS, ""}
    assert {g for o in OPERATIONS.values() for g in o.groups} <= set(GROUPS) == set(RATES)


def test_same_seed_same_errors() -> None:
    runs = [[Corrupter(7).corrupt(text) for text in CLEAN] for _ in range(2)]
    assert runs[0] == runs[1]


def test_marks_are_words_of_the_new_text_and_all_that_changed_is_near_them() -> None:
    corrupter = Corrupter(3)
    for number in range(300):
        text = CLEAN[number % len(CLEAN)]
        made = corrupter.corrupt(text, GROUPS[number % len(GROUPS)])
        for start, end, kind in made.spans:
            assert 0 <= start < end <= len(made.text)
            assert kind in KINDS
            assert made.text[start:end].strip()
        assert (
            len(made.spans) >= 1
            or made.text == text
            or set(made.operations) <= {o.name for o in OPERATIONS.values() if not o.kind}
        )


def test_harmless_changes_are_not_marked() -> None:
    corrupter = Corrupter(5)
    assert len({corrupter.harmless("He said that it was late, and they did not come.") for _ in range(100)}) > 1
