"""What a check is: metadata, examples that run as tests, and a function that finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tqcheck.glossary import Glossary
from tqcheck.grammar.masking import masked
from tqcheck.langid import Detection, ForeignSpan
from tqcheck.languages import base
from tqcheck.sentences import Analysis
from tqcheck.types import Document, Finding, Oddity, Run, Segment, Severity, Span

_MARK = re.compile(r"\[\[(?!\[)(.*?)\]\]", re.DOTALL)


class LanguageId(Protocol):
    """What checks ask of language identification; tests pass fakes."""

    languages: frozenset[str]
    signature: str

    def detect(self, text: str) -> Detection | None: ...

    def foreign_spans_many(
        self,
        texts: Sequence[str],
        *,
        host: str,
        source: str | None = None,
        likely: Collection[str] = (),
        spare: Sequence[Iterable[tuple[int, int]]] = (),
    ) -> list[list[ForeignSpan]]: ...

    def frequency(self, words: Sequence[str], language: str) -> npt.NDArray[np.float32]: ...

    def letter_odds(self, words: Sequence[str], language: str) -> npt.NDArray[np.float32]: ...


class GrammarModel(Protocol):
    """A token classifier that marks oddities, in whole words, in the paragraphs of a document."""

    @property
    def signature(self) -> str: ...

    def oddities(self, texts: Sequence[str], *, known_errors: int = 0) -> list[list[Oddity]]: ...

    def mended(self, text: str, start: int, end: int, kind: str) -> str | None: ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a check may use besides the document: languages, the engines, the user's phrases.

    `source_lang`: the source language, when known. `likely_sources`: what the document gives away.
    `known`: errors that were found already, by segment, each with its correction or None.
    """

    target_lang: str
    source_lang: str | None = None
    likely_sources: tuple[str, ...] = ()
    langid: LanguageId
    model: GrammarModel | None = None
    do_not_translate: tuple[str, ...] = ()
    glossary: Glossary = field(default_factory=Glossary)
    _analyses: dict[str, Analysis] = field(default_factory=dict, repr=False)
    _leftovers: list[list[ForeignSpan]] = field(default_factory=list, repr=False)
    known: dict[str, list[tuple[Span, str | None]]] = field(default_factory=dict, repr=False)
    _oddities: list[list[Oddity]] = field(default_factory=list, repr=False)

    def analysis(self, segment: Segment) -> Analysis:
        """Sentences and tokens of a segment, shared by all checks."""
        if segment.id not in self._analyses:
            self._analyses[segment.id] = Analysis(segment, self.target_lang)
        return self._analyses[segment.id]

    def fresh(self) -> Context:
        """The same for another part of the document."""
        return replace(self, _analyses={}, _leftovers=[], known={}, _oddities=[])

    def forget(self) -> None:
        """Let go of what was worked out."""
        for kept in (self._analyses, self._leftovers, self.known, self._oddities):
            kept.clear()

    def with_likely_sources(self, likely: tuple[str, ...]) -> Context:
        """The same document, looked at with the sources that it gave away."""
        return replace(self, likely_sources=likely, _leftovers=[])

    def leftovers(self, document: Document) -> list[list[ForeignSpan]]:
        """Stretches in other languages, for each segment: what language identification says."""
        if not self._leftovers:
            segments = document.segments
            self._leftovers.extend(
                self.langid.foreign_spans_many(
                    [segment.text for segment in segments],
                    host=self.target_lang,
                    source=self.source_lang,
                    likely=self.likely_sources,
                    spare=[[*segment.opaque, *self.spared(segment.text)] for segment in segments],
                )
            )
        return self._leftovers

    def oddities(self, document: Document) -> list[list[Oddity]]:
        """What the grammar model marks in each segment of prose, once the known errors are taken out."""
        if not self._oddities and self.model is not None:
            texts = [
                masked("", ()) if segment.kind == "cell" else masked(segment.text, self._beyond_reading(segment))
                for segment in document.segments
            ]
            errors = sum(map(len, self.known.values()))
            for text, found in zip(
                texts, self.model.oddities([text.text for text in texts], known_errors=errors), strict=True
            ):
                placed = [(text.original(Span(odd.start, odd.end)), odd) for odd in found]
                self._oddities.append(
                    [replace(odd, start=span.start, end=span.end) for span, odd in placed if span is not None]
                )
        return self._oddities

    def _beyond_reading(self, segment: Segment) -> list[tuple[Span, str | None]]:
        """Known errors with their corrections, and what is no prose: the model judges neither."""
        code: list[tuple[Span, str | None]] = [(span, None) for span in segment.opaque]
        return code + self.known.get(segment.id, [])

    @cached_property
    def sources(self) -> frozenset[str]:
        """Base languages whose packs of checks apply."""
        return frozenset([base(self.source_lang)] if self.source_lang else self.likely_sources)

    def spared(self, text: str) -> list[Span]:
        """Where phrases that are not to be translated stand in `text`."""
        if not self.do_not_translate:
            return []
        return [Span(*match.span()) for match in self._phrases.finditer(text)]

    def without_phrases(self, text: str) -> str:
        """`text` less the phrases that are not to be translated: they say nothing of its language."""
        return self._phrases.sub(" ", text) if self.do_not_translate else text

    @cached_property
    def _phrases(self) -> re.Pattern[str]:
        longest_first = sorted(self.do_not_translate, key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its expected spans in double square brackets; none for a good example.

    A blank line in `marked` separates paragraphs, or units, when there is a `source`: that has as many, and the same
    brackets around what the target lacks. The other fields are those of each unit. `terms` is a glossary as CSV.
    """

    marked: str
    target_lang: str = "en"
    source_lang: str | None = None
    source: str | None = None
    syntaxes: tuple[str, ...] = ()
    state: str | None = None
    plural: str | None = None
    max_length: int | None = None
    comment: str = ""
    terms: str = ""

    @property
    def whole(self) -> str:
        """All that is marked: each source above its target."""
        if self.source is None:
            return self.marked
        pairs = zip(self.source.split("\n\n"), self.marked.split("\n\n"), strict=True)
        return "\n\n".join(f"{source}\n\n{target}" for source, target in pairs)

    @property
    def text(self) -> str:
        return _MARK.sub(r"\1", self.whole)

    @property
    def spans(self) -> list[Span]:
        """The marked spans, in the offsets of `text`."""
        return [Span(m.start() - 4 * n, m.end() - 4 * (n + 1)) for n, m in enumerate(_MARK.finditer(self.whole))]

    def units(self) -> Document:
        """The document of an example with a source."""
        parts: list[tuple[str, Run]] = []
        at = 0
        for part in self.text.split("\n\n"):
            parts.append((part, Run(0, len(part), at, at + len(part))))
            at += len(part) + 2
        return Document(
            path="<example>",
            format="example",
            text=self.text,
            source_lang=self.source_lang,
            target_lang=self.target_lang,
            continuous=False,
            segments=tuple(
                Segment(
                    id=f"u{number}",
                    kind="unit",
                    text=target,
                    runs=(target_run,),
                    source=source,
                    source_runs=(source_run,),
                    syntaxes=self.syntaxes,
                    state=self.state,
                    plural=self.plural,
                    max_length=self.max_length,
                    comment=self.comment,
                )
                for number, ((source, source_run), (target, target_run)) in enumerate(
                    zip(parts[::2], parts[1::2], strict=True), 1
                )
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check: `find` yields findings and touches no file, clock, network or global.

    `targets` and `sources` are base languages that it applies to; empty means any. A check with
    `sources` runs when the document's source is one of them, known or given away by the document.
    `cue_for`: source languages that a finding of this check gives away. `whole_document`: the check
    compares segments; the others are given a long document in parts. `across_files`: the check is given
    one document with the units of all files of a run that have the same languages. `needs_source`: the
    check compares units with their source, and judges placeholders and markup as well as prose. `by_model`: the
    check asks the grammar model, when there is one, and runs when all other checks have said what they know.
    `around_code`: its findings may have code, or phrases that are not to be translated, in their midst, which it
    leaves out of account itself.
    """

    id: str
    category: str
    severity: Severity
    summary: str
    why: str
    limits: str = ""
    targets: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    cue_for: frozenset[str] = frozenset()
    group: str = ""
    whole_document: bool = False
    by_model: bool = False
    across_files: bool = False
    needs_source: bool = False
    around_code: bool = False
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    find: Callable[[Document, Context], Iterable[Finding]]

    def applies(self, context: Context) -> bool:
        if self.by_model and context.model is None:
            return False
        return (not self.targets or base(context.target_lang) in self.targets) and (
            not self.sources or not self.sources.isdisjoint(context.sources)
        )


Registry = Mapping[str, Check]
"""Checks by ID."""
