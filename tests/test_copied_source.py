"""A copied stretch among words that are repeated without end, which are not laid side by side."""

from itertools import pairwise

import pytest

from tqcheck import Config
from tqcheck.api import engine
from tqcheck.check import Example
from tqcheck.checks.copied_source import _copied


@pytest.mark.parametrize("times", [4, 400, 4000])
def test_a_copied_stretch_beside_repetitions(times: int) -> None:
    example = Example(
        "Bitte " + "gern " * times + "und [[before you leave the house]] nun.",
        "de",
        "en",
        source="gern " * times + "and before you leave the house. Thank you.",
    )
    checked, failures = engine(Config(select=("copied-source",))).check(example.units())
    assert failures == []
    assert [issue.span for issue in checked.issues] == example.spans


def test_both_ways_find_the_same() -> None:
    repeated = ["x"] * 400
    theirs, ours = "a b c d e f g h i".split(), "k a b c l e f m f g h i".split()
    blocks = {block for block in _copied(theirs, ours) if block[1] >= 3}
    assert blocks == {(1, 3), (8, 4)}
    assert blocks <= set(_copied([*repeated, *theirs], [*ours, "q", *repeated]))
    assert all(first + size <= then for (first, size), (then, _) in pairwise(sorted(blocks)))
