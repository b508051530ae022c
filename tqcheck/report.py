"""The only judge: words, penalty, verdict, signature, exit status."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tqcheck.config import Config
from tqcheck.types import CheckedDocument, Document, Failure, Report, Severity

_WORD = re.compile(r"\S*\w\S*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_CHARACTERS_A_WORD = 2
"""Of scripts written without spaces, so many characters count as one word."""


def count_words(document: Document) -> int:
    """Words of a document's prose: stretches between spaces that hold a letter or digit; markup and code are none."""
    return sum(_words_in(segment.prose) for segment in document.segments)


def _words_in(text: str) -> int:
    unspaced = len(_UNSPACED.findall(text))
    spaced = _UNSPACED.sub(" ", text) if unspaced else text
    return len(_WORD.findall(spaced)) + -(-unspaced // _CHARACTERS_A_WORD)


def judge(
    documents: Sequence[CheckedDocument], failures: Sequence[Failure], *, config: Config, signature: str
) -> Report:
    """The report with its verdict: nothing at or above the gate, and the penalty within its bound."""
    report = Report(
        documents=tuple(documents),
        failures=tuple(failures),
        signature=signature,
        passed=False,
        fail_on=config.fail_on,
        max_penalty=config.max_penalty,
    )
    gate = config.fail_on
    too_grave = gate is not None and any(gate <= issue.severity for issue in report.issues)
    too_many = config.max_penalty is not None and report.penalty_per_1000_words > config.max_penalty
    return replace(report, passed=not (too_grave or too_many or failures))


def exit_status(report: Report) -> int:
    """0: checked and nothing at or above the gate; 1: the gate failed; 2: something went unchecked."""
    if report.failures:
        return 2
    return 0 if report.passed else 1


SEVERITIES = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.NEUTRAL)
"""The gravest first, as reports list them."""
