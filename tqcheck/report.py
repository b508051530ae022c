"""The only judge: words, penalty, verdict, signature, exit status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from tqcheck.config import Config
from tqcheck.types import CheckedDocument, Document, Failure, Gate, Report, Scores, Severity, System

_WORD = regex.compile(r"\b\w.*?\b", regex.VERSION1 | regex.WORD | regex.DOTALL)
"""A word by the boundaries of Unicode Standard Annex 29, if it begins with a letter or digit."""
_EAST_ASIAN = regex.compile(r"[[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ー]&&\w]", regex.VERSION1)
_SOUTH_EAST_ASIAN = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]", regex.VERSION1)
_CHARACTERS_A_WORD = {_EAST_ASIAN: 2, _SOUTH_EAST_ASIAN: 4}
"""Of scripts written without spaces, so many characters count as one word."""
COUNTING = "words:uax29,cjk/2,thai/4|penalties:0/1/5/25"
"""The part of a signature that says what words and penalty points are."""
SIGNIFICANT = 0.05
"""A p-value below it says that a difference from the baseline is no chance."""


def count_words(document: Document) -> int:
    """Words of a document's prose by Unicode's rules, markup and code left out.

    Chinese and Japanese are counted by characters, two to a word; Thai, Lao, Khmer and Burmese by four.
    """
    return sum(_words_in(segment.prose) for segment in document.segments)


def _words_in(text: str) -> int:
    words = 0
    for script, characters in _CHARACTERS_A_WORD.items():
        text, unspaced = script.subn(" ", text)
        words += -(-unspaced // characters)
    return words + len(_WORD.findall(text))


def judge(
    documents: Sequence[CheckedDocument],
    failures: Sequence[Failure],
    *,
    config: Config,
    signature: str,
    scores: Scores | None = None,
) -> Report:
    """The report with its verdict: nothing at or above the gate, the penalty and the scores within their bounds."""
    report = Report(
        documents=tuple(documents),
        failures=tuple(failures),
        signature=signature,
        passed=False,
        fail_on=config.fail_on,
        max_penalty=config.max_penalty,
        scores=scores,
    )
    return judged(report)


def judged(report: Report) -> Report:
    """The same report with the verdict on what is in it now."""
    reasons = list(_reasons(report))
    return replace(report, passed=not reasons, verdict=_verdict(report, reasons))


def _reasons(report: Report) -> Iterator[str]:
    """Why the gate does not let this pass."""
    if report.failures:
        number = len(report.failures)
        yield f"{number} thing{'s' if number != 1 else ''} could not be checked"
        return
    for bound in report.scores.gates if report.scores else ():
        if not bound.passed:
            yield f"{bound.metric} breaks {bound.option} {bound.bound:g}"
    broken = {
        checked.fail_on
        for checked in report.documents
        if checked.fail_on and any(checked.fail_on <= issue.severity for issue in checked.issues)
    }
    if broken:
        yield f"issues at or above {' or '.join(severity.value for severity in SEVERITIES if severity in broken)}"
    if report.max_penalty is not None and report.penalty_per_1000_words > report.max_penalty:
        yield f"penalty above {report.max_penalty:g} per 1,000 words"


def _verdict(report: Report, reasons: Sequence[str]) -> str:
    if reasons:
        return f"{'INCOMPLETE' if report.failures else 'FAILED'}: {' and '.join(reasons)}"
    bounds = {checked.fail_on for checked in report.documents} or {report.fail_on}
    asked = " or ".join(severity.value for severity in SEVERITIES if severity in bounds)
    held = [f"nothing at or above {asked}"] if asked else []
    held += ["the scores keep their bounds"] if report.scores and report.scores.gates else []
    return f"PASSED: {' and '.join(held) or 'the gate is off'}"


def gates(
    system: System,
    baseline: System | None,
    *,
    min_bleu: float | None = None,
    min_chrf: float | None = None,
    max_ter: float | None = None,
    max_drop: float | None = None,
) -> Iterator[Gate]:
    """The bounds that were set, and whether a system's scores keep them.

    `max_drop`: points by which BLEU or chrF may be below the baseline's, or TER above it. Only a drop that the paired
    test finds significant breaks it.
    """
    for option, metric, bound in (
        ("--min-bleu", "BLEU", min_bleu),
        ("--min-chrf", "chrF", min_chrf),
        ("--max-ter", "TER", max_ter),
    ):
        if bound is not None:
            value = system.score(metric).value
            passed = value <= bound if metric == "TER" else value >= bound
            side = "within" if passed else "above" if metric == "TER" else "below"
            reason = f"{metric} {value:.2f} is {side} {option} {bound:g}"
            yield Gate(
                option=option, path=system.path, metric=metric, bound=bound, value=value, passed=passed, reason=reason
            )
    if max_drop is None or baseline is None:
        return
    for metric in ("BLEU", "chrF", "TER"):
        now, before = system.score(metric), baseline.score(metric)
        drop = now.value - before.value if metric == "TER" else before.value - now.value
        assert now.p_value is not None
        significant = now.p_value < SIGNIFICANT
        passed = drop <= max_drop or not significant
        difference = (
            f"{abs(drop):.2f} {'worse' if drop > 0 else 'better'} than {baseline.path}, "
            f"{'' if significant else 'not '}significantly (p = {now.p_value:.4f})"
            if drop
            else f"the same as {baseline.path}'s"
        )
        reason = f"{metric} {now.value:.2f} is {difference}; --max-drop is {max_drop:g}"
        yield Gate(
            option="--max-drop",
            path=system.path,
            metric=metric,
            bound=max_drop,
            value=drop,
            passed=passed,
            reason=reason,
        )


def exit_status(report: Report) -> int:
    """0: checked and nothing at or above the gate; 1: the gate failed; 2: something went unchecked."""
    if report.failures:
        return 2
    return 0 if report.passed else 1


SEVERITIES = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.NEUTRAL)
"""The gravest first, as reports list them."""
