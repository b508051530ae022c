"""Scores against references: read the sides, align them, score them by sacrebleu, and judge.

What only some runs need (the engine, numpy) is imported where it is used: the rest takes hardly longer than
sacrebleu's own command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tqcheck.config import Config
from tqcheck.errors import TqcheckError, UnreadableFile
from tqcheck.report import gates, judge
from tqcheck.scores.metrics import SIGNATURE, Metrics, language_by_script
from tqcheck.scores.parallel import Side, align, read, refuse_blank
from tqcheck.types import (
    Agreement,
    CheckedDocument,
    Failure,
    Report,
    ScoredSegment,
    Scores,
    System,
)
from tqcheck.version import __version__

if TYPE_CHECKING:
    from tqcheck.engine import Engine


_TOKENIZED = 100
"""Segments that end in " ." from which a text is taken as tokenized; sacrebleu's own number."""
_LEAST_SEGMENTS = 10
"""From so many on, the agreement of penalties and scores is told: an interval from fewer means nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aligned:
    """A side in the order of the first reference: `order[s]` is its own index of segment s."""

    side: Side
    order: list[int]
    texts: list[str]


def score(
    hypotheses: Sequence[Path],
    *,
    references: Sequence[Path],
    source: Path | None = None,
    baseline: Path | None = None,
    target_lang: str | None = None,
    tokenize: str | None = None,
    confidence: bool = False,
    paired: str = "bs",
    allow_empty: bool = False,
    bounds: Mapping[str, float | None] | None = None,
    checker: Engine | None = None,
) -> Report:
    """Score each file of hypotheses, and check it too where there is a `checker`.

    `bounds` are the arguments of `report.gates`. What can't be read or aligned becomes a failure in the report.
    Raises MissingModel where a tokenizer needs what is not there.
    """
    failures: list[Failure] = []

    def report(scores: Scores | None = None, checked: Sequence[CheckedDocument] = ()) -> Report:
        config = checker.config if checker else Config(fail_on=None)
        signature = f"{checker.signature if checker else f'tqcheck:{__version__}'}|{SIGNATURE}"
        return judge(checked, failures, config=config, signature=signature, scores=scores)

    def in_order(path: Path, role: str) -> _Aligned | None:
        with _failing(path, failures):
            return _aligned(read(path, role, target_lang), first, allow_empty or role == "source")
        return None

    with _failing(references[0], failures):
        first = read(references[0], "reference", target_lang)
        first_side = _aligned(first, first, allow_empty)
    if failures:
        return report()
    other_sides = [in_order(path, "reference") for path in references[1:]]
    source_side = in_order(source, "source") if source else None
    baseline_side = in_order(baseline, "hypothesis") if baseline else None
    if failures:
        return report()
    system_sides = [in_order(path, "hypothesis") for path in hypotheses]
    sides = [side for side in system_sides if side is not None]
    if not sides:
        return report()

    aligned_references = [side.texts for side in (first_side, *other_sides) if side is not None]
    language = target_lang or first.document.target_lang or language_by_script("\n".join(aligned_references[0]))
    metrics = Metrics(aligned_references, language=language, tokenize=tokenize)
    notes = [*metrics.notes, *(note for side in sides for note in _tokenized(side))]

    baseline_system = None
    if baseline_side is None:
        scored = [metrics.score(side.texts, confidence=confidence) for side in sides]
    else:
        baseline_scores, scored = metrics.compare(
            [side.texts for side in sides], baseline=baseline_side.texts, test=paired
        )
        baseline_system = System(
            path=baseline_side.side.path, scores=baseline_scores, segments=(), by_id=baseline_side.side.by_id
        )
        notes += _changed(baseline_system, baseline_side.side.stored)

    checked: list[CheckedDocument] = []
    systems = []
    for side, system_scores in zip(sides, scored, strict=True):
        document = _check(side, source_side, checker, failures) if checker else None
        checked += [document] if document else []
        penalties = _penalties(document) if document else None
        segments = _segments(side, metrics, aligned_references, source_side, penalties)
        agreement = tuple(_agreement(segments)) if document else ()
        if document and not agreement:
            notes.append(
                f"{document.document.path}: no telling whether penalties and scores agree, because one of them is the "
                f"same for all segments, or there are fewer than {_LEAST_SEGMENTS}"
            )
        systems.append(
            System(
                path=side.side.path,
                scores=system_scores,
                segments=segments,
                by_id=side.side.by_id,
                agreement=agreement,
            )
        )
    return report(
        Scores(
            systems=tuple(systems),
            baseline=baseline_system,
            paired=paired,
            gates=tuple(gate for system in systems for gate in gates(system, baseline_system, **(bounds or {}))),
            notes=tuple(notes),
        ),
        checked,
    )


@contextmanager
def _failing(path: Path, failures: list[Failure]) -> Iterator[None]:
    """Whatever can't be read in here is noted as a failure of `path`."""
    try:
        yield
    except UnreadableFile as error:
        failures.append(Failure(path=path.as_posix(), reason=str(error)))


def _aligned(side: Side, first: Side, allow_empty: bool) -> _Aligned:
    order = align(side, first)
    if not (allow_empty or side.stored):
        refuse_blank(side)
    texts = side.texts
    return _Aligned(side=side, order=order, texts=[texts[index] for index in order])


def _tokenized(side: _Aligned) -> Iterator[str]:
    """A note where the text looks tokenized, which sacrebleu's tokenizers are not made for."""
    number = sum(text.endswith(" .") for text in side.texts)
    if number >= _TOKENIZED:
        yield (
            f"{number:,} segments of {side.side.path} end in a full stop after a space, as tokenized text does; "
            "sacrebleu expects running text, and its scores of anything else compare with no others"
        )


def _changed(baseline: System, stored_scores: Mapping[str, float]) -> Iterator[str]:
    """Notes on stored scores that the stored hypotheses don't get again."""
    for metric, value in stored_scores.items():
        now = baseline.score(metric).value
        if abs(now - value) > 0.005:
            yield (
                f"{baseline.path} has {metric} {value:.2f}, but its segments now get {now:.2f}: the references or the "
                "settings have changed; both sides are compared by today's"
            )


def _check(side: _Aligned, source: _Aligned | None, checker: Engine, failures: list[Failure]) -> CheckedDocument | None:
    """The hypotheses checked, beside their sources if there are any: each is given its hypothesis's ID."""
    document = side.side.document
    original = None
    if source is not None:
        ids = [document.segments[index].id for index in side.order]
        sources = [source.side.document.segments[index] for index in source.order]
        segments = tuple(replace(segment, id=id) for segment, id in zip(sources, ids, strict=True))
        original = replace(source.side.document, segments=segments)
    filled = replace(document, segments=tuple(segment for segment in document.segments if segment.text.strip()))
    try:
        checked, crashes = checker.check(filled, original=original)
    except TqcheckError as error:
        failures.append(Failure(path=document.path, reason=str(error)))
        return None
    failures += crashes
    return checked


def _penalties(checked: CheckedDocument) -> Counter[str]:
    """MQM points by segment ID."""
    points: Counter[str] = Counter()
    for issue in checked.issues:
        points[issue.segment_id] += issue.severity.penalty
    return points


def _segments(
    side: _Aligned,
    metrics: Metrics,
    references: Sequence[Sequence[str]],
    source: _Aligned | None,
    penalties: Counter[str] | None,
) -> tuple[ScoredSegment, ...]:
    found = []
    for number, scores in enumerate(metrics.segments(side.texts)):
        index = side.order[number]
        segment = side.side.document.segments[index]
        found.append(
            ScoredSegment(
                id=segment.id,
                line=side.side.line(index),
                hypothesis=side.texts[number],
                references=tuple(texts[number] for texts in references),
                source=source.texts[number] if source else segment.source,
                scores=scores,
                penalty=None if penalties is None else penalties[segment.id],
            )
        )
    return tuple(found)


def _agreement(segments: Sequence[ScoredSegment]) -> Iterator[Agreement]:
    from tqcheck.scores.agreement import kendall

    if len(segments) < _LEAST_SEGMENTS:
        return
    points = [-(segment.penalty or 0) for segment in segments]
    for metric in segments[0].scores:
        sign = -1 if metric == "TER" else 1
        found = kendall(points, [sign * segment.scores[metric] for segment in segments])
        if found:
            tau, low, high = found
            yield Agreement(metric=metric, tau=tau, low=low, high=high)
