"""The benchmark's own parts: text that is never repeated, and costs that the kernel counts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import process, warm
from benchmarks.growth import sizes
from benchmarks.texts import paragraphs


def test_text_is_as_long_as_asked_never_twice_the_same_and_made_again_alike() -> None:
    made = paragraphs(20_000)
    assert 20_000 <= sum(len(paragraph.split()) for paragraph in made) < 20_400
    assert len(set(made)) == len(made)
    assert made == paragraphs(20_000)


def test_text_of_a_folder_must_suffice(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Four words stand here.\n\nTwo more.", "utf-8")
    assert paragraphs(5, tmp_path) == ["Four words stand here.", "Two more."]
    with pytest.raises(ValueError, match="holds only 6 words"):
        paragraphs(7, tmp_path)


def test_a_command_costs_cpu_time_and_one_that_fails_says_what() -> None:
    cost = process.run([sys.executable, "-c", "sum(range(3_000_000))"])
    assert 0 < cost.cpu < 60
    assert cost.peak > 1
    with pytest.raises(process.Failed, match="no such thing"):
        process.run([sys.executable, "-c", "import sys; sys.exit('no such thing')"], expected=[0])


def test_growth_goes_by_tens() -> None:
    assert sizes(1_000_000) == [1_000, 10_000, 100_000, 1_000_000]


@pytest.mark.parametrize("name", ["language ID", "reading", "declared checks", "checks with a source"])
def test_an_engine_reads(name: str) -> None:
    number = next(at for at, engine in enumerate(warm.ENGINES) if engine.part == name)
    assert process.alone(warm.measure, number, paragraphs(200)).words > 0
