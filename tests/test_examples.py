"""Every check's examples: a bad one gives exactly the marked spans, a good one nothing."""

from pathlib import Path

import pytest

from tqcheck import Config, check_text
from tqcheck.api import engine
from tqcheck.check import Check, Example
from tqcheck.checks import registry
from tqcheck.types import CATEGORIES

CHECKS = registry()
EXAMPLES = [
    pytest.param(check, example, id=f"{check.id}-{kind}{number}")
    for check in CHECKS.values()
    for kind, examples in (("bad", check.bad), ("good", check.good))
    for number, example in enumerate(examples)
]


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_example(check: Check, example: Example, tmp_path: Path) -> None:
    config = Config(select=(check.id,), glossary=_glossary(example.terms, tmp_path))
    if example.source is not None:
        checked, failures = engine(config).check(example.units())
        (compared,), more = engine(config).compare([checked])
        assert not failures + more
        issues = list(compared.issues)
    else:
        issues = check_text(
            example.text, target_lang=example.target_lang, source_lang=example.source_lang, config=config
        )
    assert [issue.quote for issue in issues] == [example.text[span.start : span.end] for span in example.spans]
    assert [issue.span for issue in issues] == example.spans


def _glossary(terms: str, folder: Path) -> tuple[str, ...]:
    if not terms:
        return ()
    path = folder / "terms.csv"
    path.write_text(terms, "utf-8")
    return (str(path),)


@pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))
def test_check_explains_itself(check: Check) -> None:
    assert check.id == check.id.lower()
    assert "_" not in check.id
    assert check.category in CATEGORIES
    assert len(check.why) > 60
    assert check.limits, "a check says when it is wrong"
    assert check.bad or check.by_model, "a check needs a text that it marks"
    assert all(example.spans for example in check.bad)
    assert check.good, "a check needs a text that it leaves alone"
    assert not any(example.spans for example in check.good)
