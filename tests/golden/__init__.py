"""What each reporter writes, kept: `python -m tests.golden` writes the files of this folder anew."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

from tests.sample_report import checked, document, issue
from tqcheck.check import Check, Example
from tqcheck.config import Config
from tqcheck.report import judge
from tqcheck.reporters import MODULES
from tqcheck.types import (
    Agreement,
    CheckedDocument,
    Failure,
    Gate,
    Report,
    Score,
    ScoredSegment,
    Scores,
    Severity,
    System,
)

FOLDER = Path(__file__).parent / "reports"
ENDINGS = {
    "text": "txt",
    "json": "json",
    "sarif": "sarif",
    "junit": "junit.xml",
    "github": "github.log",
    "gitlab": "gitlab.json",
    "checkstyle": "checkstyle.xml",
    "markdown": "md",
    "csv": "csv",
}
"""How the file of each format ends; the page in HTML is looked at in a browser instead."""
SIGNATURE = "tqcheck:0|checks:all|model:none|words:uax29,cjk/2,thai/4|penalties:0/1/5/25"
CHECKS = {
    "doubled-word": Check(
        id="doubled-word",
        category="linguistic-conventions/grammar",
        severity=Severity.MINOR,
        summary="The same word twice",
        why="It happens.",
        limits="Where it is meant.",
        bad=(Example("[[the the]] deal"),),
        find=lambda document, context: (),
    )
}
"""The catalogue that the golden files know, so that a change of a check's page does not change them."""


def text() -> CheckedDocument:
    """Running text with issues of all severities, one over two lines, one accepted, one silenced."""
    made = document(
        [
            "He signed the the deal | on <b>Thursday</b> (30).",
            "The plan [sobre as garantias] was @octocat's idea #1.",
            "They will never join the",
            "Union, 100% of them said: a, b.",
        ],
        path="docs/news & views, 1.txt",
        source_lang="pt",
    )
    issues = [
        issue(made, "the the", suggestions=("the",)),
        issue(
            made,
            "sobre as garantias",
            severity="critical",
            rule="untranslated-span",
            category="accuracy/untranslated",
            language="pt",
            message="text in Portuguese, left in a text in English",
        ),
        issue(made, "@octocat", severity="neutral", rule="name", message="@octocat | <b>#1</b> is 100% named: a, b"),
    ]
    start = made.text.index("the\nUnion")
    across = replace(
        issue(made, "never", severity="major", rule="broken-paragraph", message="the paragraph ends after “the”"),
        start=start,
        end=start + len("the\nUnion"),
        column=22,
        end_line=4,
        end_column=6,
        quote="the\nUnion",
    )
    return checked(
        made,
        [*issues, across],
        accepted=(issue(made, "(30)", rule="bracketed-day"),),
        silenced=(issue(made, "100%", rule="percent", message="silenced in the file"),),
        notes=("no grammar model for English",),
    )


def units() -> CheckedDocument:
    """A localisation file without an issue."""
    return checked(document(["Datei sichern"], path="de.json", kind="unit", target_lang="de", sources=["Save file"]))


def issues() -> Report:
    failures = [Failure(path="broken.po", reason="line 3: a msgstr without its msgid; mend the file")]
    report = judge([text(), units()], failures, config=Config(max_penalty=10), signature=SIGNATURE)
    return replace(report, baseline="tqcheck.baseline", stale=("0123456789abcdef\tdate\told.txt\t(29)",))


def passing() -> Report:
    return judge([units()], [], config=Config(), signature=SIGNATURE)


def scores() -> Report:
    """Two segments, scored beside a baseline and checked, with a bound that holds and one that does not."""
    hypotheses = ("The deal was was signed.", "He left by train | at @noon.")
    references = (("The deal was signed.",), ("He left by train at noon.",))
    values = {"BLEU": 40.0, "chrF": 61.25, "chrF++": 58.5, "TER": 33.333333333333336}
    segments = tuple(
        ScoredSegment(id=f"l{n}", line=n, hypothesis=text, references=refs, scores=values, penalty=n % 2)
        for n, (text, refs) in enumerate(zip(hypotheses, references, strict=True), 1)
    )
    scored = tuple(
        Score(metric=metric, value=value, signature="nrefs:1|case:mixed", segment_signature="eff:yes")
        for metric, value in values.items()
    )
    compared = tuple(replace(score, mean=score.value, ci=1.5, p_value=0.012) for score in scored)
    agreement = (Agreement(metric="chrF", tau=-0.25, low=-0.5, high=0.0),)
    system = System(path="new.txt", scores=compared, segments=segments, by_id=False, agreement=agreement)
    baseline = System(path="old.txt", scores=scored, segments=(), by_id=False)
    bounds = (
        Gate(option="--min-bleu", path="new.txt", metric="BLEU", bound=30, value=40, passed=True, reason="BLEU holds"),
        Gate(
            option="--max-ter", path="new.txt", metric="TER", bound=30, value=33.3, passed=False, reason="TER is above"
        ),
    )
    made = document(hypotheses, path="new.txt")
    return judge(
        [checked(made, [issue(made, "was was")])],
        [],
        config=Config(),
        signature=f"{SIGNATURE}|sacrebleu:2",
        scores=Scores(systems=(system,), baseline=baseline, gates=bounds, notes=("a note on the scores",)),
    )


REPORTS = {"issues": issues, "passing": passing, "scores": scores}


def rendered(report: Report, format_name: str) -> str:
    """What a reporter writes, with no CI around it."""
    stream = io.StringIO()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    with (
        patch.dict(os.environ, environment, clear=True),
        patch("tqcheck.reporters.sarif.registry", lambda: CHECKS),
        patch("tqcheck.reporters.sarif.__version__", "0.0.0"),
        patch("tqcheck.reporters.json_report.__version__", "0.0.0"),
        patch("tqcheck.reporters.junit.__version__", "0.0.0"),
    ):
        import_module(f"tqcheck.reporters.{MODULES[format_name]}").render(report, stream)
    return stream.getvalue()


def files() -> Iterator[tuple[Path, str]]:
    """Each golden file, and what it should hold."""
    for name, report in REPORTS.items():
        for format_name, ending in ENDINGS.items():
            yield FOLDER / f"{name}.{ending}", rendered(report(), format_name)
