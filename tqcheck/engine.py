"""The straight line: a document, its languages, the checks, its issues. A crash becomes a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tqcheck import files, glossary, languages, silence, suppress, units
from tqcheck.check import Check, Context, GrammarModel, LanguageId
from tqcheck.checks import registry
from tqcheck.clock import LANGUAGE_ID, MODEL, READING, Clock
from tqcheck.config import Config
from tqcheck.errors import MissingModel, TqcheckError, UnreadableFile
from tqcheck.evidence import likely_sources
from tqcheck.files.originals import paired
from tqcheck.fingerprint import digest, fingerprint
from tqcheck.langid import known_as
from tqcheck.report import COUNTING, count_words, judge
from tqcheck.selection import graded, selected_checks
from tqcheck.sentences import Analysis
from tqcheck.types import (
    CheckedDocument,
    Document,
    Failure,
    Finding,
    Issue,
    Outcome,
    Ranges,
    Report,
    Segment,
    Severity,
    Span,
)
from tqcheck.version import __version__

_BLOCK = 1000
"""Segments that are looked at together."""
_TAKEN_OUT = frozenset({"accuracy/untranslated", "locale-conventions/date-format"})
"""Categories of errors without which a sentence reads as it should."""
_SURE = 0.5
"""The least confidence with which a document's language is taken as detected."""

INTERRUPTED = "interrupted before it was checked"


class Engine:
    """Checks documents, one after the other, with one configuration; what is heavy is loaded once."""

    def __init__(
        self, config: Config, langid: LanguageId, *, model_for: Callable[[str], GrammarModel | None] = lambda _: None
    ) -> None:
        """`model_for`: the grammar model of a base language, None where there is none; it may raise MissingModel."""
        self.config = config
        self.checks = selected_checks(config)
        self.clock = Clock()
        self._langid = self.clock.timed(langid, LANGUAGE_ID)
        self._model_for = model_for
        self._models: set[str] = set()
        self._glossary = glossary.read(config.glossary)
        self._phrases = (*config.do_not_translate, *glossary.read_phrases(config.do_not_translate_files))

    @property
    def rules(self) -> frozenset[str]:
        """The IDs of the checks that this engine runs."""
        return frozenset(check.id for check in self.checks if not (check.by_model and self.config.model is False))

    @property
    def signature(self) -> str:
        """What one needs to know to get the same result again."""
        return _signature([self])

    def check_all(
        self,
        found: Iterable[Path | Document | Failure],
        *,
        source: Path | None = None,
        advance: Callable[[], None] = lambda: None,
        engine_for: Callable[[Path], Engine] | None = None,
        beside: Sequence[Path] = (),
        outcomes: Mapping[Path, Outcome] | None = None,
        keep: Callable[[Path, Outcome], None] = lambda _path, _outcome: None,
    ) -> Report:
        """Check every file or document; what can't be checked becomes a failure and the rest goes on.

        `source` is the original of all of them. `engine_for`: the engine with a file's own configuration; without it,
        this one checks everything. `beside`: files that are not checked, but with whose units others are compared.
        `outcomes`: those of files that were checked already; `keep` is given those that are checked now.
        On Ctrl-C, what is not done becomes a failure.
        Raises UnreadableFile when the original can't be read.
        """
        checkers: list[Engine] = []
        documents: list[CheckedDocument] = []
        failures: list[Failure] = []
        original = None
        if source is not None:
            try:
                original = files.read(source)[0]
            except UnreadableFile as error:
                raise UnreadableFile(f"{source}: {error}") from None
        outcomes = outcomes or {}
        interrupted = False
        for item in found:
            if isinstance(item, Failure):
                failures.append(item)
                continue
            path = item.path if isinstance(item, Document) else item.as_posix()
            try:
                checker = self if isinstance(item, Document) or engine_for is None else engine_for(item)
                if not isinstance(item, Document) and item in outcomes:
                    outcome = outcomes[item]
                elif interrupted:
                    outcome = Outcome(failures=(Failure(path=path, reason=INTERRUPTED),))
                else:
                    outcome = checker.outcome(item, original=original)
                    if isinstance(item, Path):
                        keep(item, outcome)
                    advance()
            except TqcheckError as error:
                failures.append(Failure(path=path, reason=str(error)))
                continue
            except KeyboardInterrupt:
                interrupted = True
                failures.append(Failure(path=path, reason=INTERRUPTED))
                continue
            checker._models |= outcome.models
            documents += outcome.documents
            checkers += [checker] * len(outcome.documents)
            failures += outcome.failures
        others = list(self._beside(documents, beside, engine_for))
        compared, crashes = self.compare([*others, *documents], [*[self] * len(others), *checkers])
        compared = compared[len(others) :]
        return self.report(compared, [*failures, *crashes], checkers)

    def outcome(self, item: Path | Document, *, original: Document | None = None) -> Outcome:
        """Check a file or document; whatever goes wrong becomes a failure."""
        documents: list[CheckedDocument] = []
        failures: list[Failure] = []
        path = item.path if isinstance(item, Document) else item.as_posix()
        others, self._models = self._models, set()
        self.clock.taken()
        try:
            for document in [item] if isinstance(item, Document) else self.read(item):
                checked, crashes = self.check(document, original=original)
                documents.append(checked)
                failures += crashes
        except TqcheckError as error:
            failures.append(Failure(path=path, reason=str(error)))
        except Exception as error:
            failures.append(_lost(path, error))
        finally:
            models = frozenset(self._models)
            self._models |= others
        return Outcome(documents=tuple(documents), failures=tuple(failures), models=models, seconds=self.clock.taken())

    def _beside(
        self,
        documents: Sequence[CheckedDocument],
        paths: Sequence[Path],
        engine_for: Callable[[Path], Engine] | None,
    ) -> Iterator[CheckedDocument]:
        """What stands in files that are not checked, in the languages of those that are; what can't be read is left."""
        wanted = {
            (checked.document.source_lang, checked.document.target_lang)
            for checked in documents
            if any(segment.source is not None for segment in checked.document.segments)
        }
        for path in paths if wanted and any(check.across_files for check in self.checks) else ():
            try:
                checker = engine_for(path) if engine_for else self
                for document in checker.read(path):
                    if any(segment.source is not None for segment in document.segments):
                        target, source = checker._languages(document, None, [])
                        if (source, target) in wanted:
                            document = replace(document, source_lang=source, target_lang=target)
                            yield CheckedDocument(document=document, words=0, issues=())
            except TqcheckError:
                continue

    def read(self, path: Path) -> list[Document]:
        """A file's documents, one for each of its target languages, or the one in the target language asked for."""
        with self.clock.of(READING):
            documents = files.read(
                path, source_lang=self.config.source_lang, settings={"columns": dict(self.config.columns)}
            )
        wanted = self.config.target_lang
        if wanted is None or len(documents) == 1:
            return documents
        exactly = [document for document in documents if document.target_lang == wanted]
        nearly = [
            document for document in documents if languages.base(document.target_lang or "") == languages.base(wanted)
        ]
        if not (exactly or nearly):
            held = ", ".join(str(document.target_lang) for document in documents)
            raise UnreadableFile(f"there is no translation into {languages.name(wanted)} in this file; it holds {held}")
        return exactly or nearly

    def report(
        self, documents: Sequence[CheckedDocument], failures: Sequence[Failure], checkers: Sequence[Engine] = ()
    ) -> Report:
        return judge(documents, failures, config=self.config, signature=_signature([self, *checkers]))

    def check(self, document: Document, *, original: Document | None = None) -> tuple[CheckedDocument, list[Failure]]:
        """One document's issues, and the checks that crashed on it.

        Raises UnreadableFile when its language can't be told.
        """
        if original is not None:
            document = units.paired(document, original) if document.continuous else paired(document, original)
        notes = list(document.notes)
        target, source = self._languages(document, original, notes)
        if document.target_lang and languages.base(document.target_lang) != languages.base(target):
            notes.append(
                f"the file says that it is in {languages.name(document.target_lang)}; --target-lang overrules it"
            )
        document = units.with_machine_text(document)
        if target != "und" and known_as(target) not in self._langid.languages:
            notes.append(f"no word list for {languages.name(target)}: only other scripts are seen as untranslated")
        failures: list[Failure] = []
        model = None
        if self.config.model is not False and any(check.by_model for check in self.checks):
            try:
                with self.clock.of(MODEL):
                    model = self._model_for(languages.base(target))
            except MissingModel as error:
                failures.append(Failure(path=document.path, reason=f"grammar was not checked: {error}"))
            else:
                if model is None and target != "und":
                    notes.append(
                        f"no grammar model for {languages.name(target)}: its grammar is checked by rules alone"
                    )
        context = self._context(target, source, model and self.clock.timed(model, MODEL))
        blocks = [(block, context.fresh()) for block in _blocks(document)]
        if source is None:
            try:
                likely = likely_sources(blocks, self.checks)
            except Exception as error:
                failures.append(_crash(document, "telling the source language", error))
            else:
                if likely:
                    context = context.with_likely_sources(likely)
                    blocks = [(block, known.with_likely_sources(likely)) for block, known in blocks]
        issues: list[Issue] = []
        has_source = any(segment.source is not None for segment in document.segments)
        checks = [
            check
            for check in self.checks
            if check.applies(context) and not check.across_files and (has_source or not check.needs_source)
        ]
        checks.sort(key=lambda check: check.by_model)
        crashed: set[str] = set()
        for view, known in [*blocks, (document, context)]:
            for check in checks:
                if check.id in crashed or check.whole_document != (view is document):
                    continue
                try:
                    with self.clock.of(check.id):
                        for finding, issue in _issues(check, view, known, placed_in=document):
                            issues.append(issue)
                            if not (check.by_model or finding.in_source or issue.severity is Severity.NEUTRAL):
                                known.known.setdefault(issue.segment_id, []).append(_correction(check, finding))
                except MissingModel as error:
                    crashed.update(check.id for check in checks if check.by_model)
                    failures.append(Failure(path=document.path, reason=f"grammar was not checked: {error}"))
                except Exception as error:
                    crashed.add(check.id)
                    failures.append(_crash(document, f"the check {check.id}", error))
            if len(blocks) > 1:
                known.forget()
        if model is not None and not any(check.by_model for check in checks if check.id in crashed):
            self._models.add(model.signature)
        checked = CheckedDocument(
            document=replace(
                document, source_lang=source or (context.likely_sources or (None,))[0], target_lang=target
            ),
            words=count_words(document),
            issues=tuple(suppress.without_repeats(graded(issues, self.config))),
            fail_on=self.config.fail_on,
            likely_sources=context.likely_sources,
            notes=tuple(notes),
        )
        return checked, failures

    def compare(
        self, documents: Sequence[CheckedDocument], checkers: Sequence[Engine] = ()
    ) -> tuple[list[CheckedDocument], list[Failure]]:
        """The documents with what checks say that look across files, less what is silenced; the checks that crashed.

        `checkers`: the engine of each document, if not this one. All are compared; each is told what its own asks for.
        """
        checkers = checkers or [self] * len(documents)
        found: list[list[Issue]] = [list(checked.issues) for checked in documents]
        failures: list[Failure] = []
        checks = dict.fromkeys(check for checker in checkers for check in checker.checks if check.across_files)
        for together in _by_languages(documents) if checks else ():
            first = documents[together[0]].document
            assert first.target_lang is not None
            context = self._context(first.target_lang, first.source_lang)
            home: dict[str, tuple[int, Segment]] = {}
            for number in together:
                for at, segment in enumerate(documents[number].document.segments):
                    if segment.source is not None:
                        home[f"{number}/{at}"] = (number, segment)
            all_units = replace(
                first, segments=tuple(replace(segment, id=key) for key, (_, segment) in home.items()), continuous=False
            )
            for check in (check for check in checks if home and check.applies(context)):
                try:
                    with self.clock.of(check.id):
                        for finding in check.find(all_units, context):
                            number, segment = home[finding.segment.id]
                            if check not in checkers[number].checks:
                                continue
                            placed_in = documents[number].document
                            finding = replace(finding, segment=segment)
                            issue = _place(check, finding, placed_in, context.analysis(finding.segment))
                            found[number] += graded([issue], checkers[number].config)
                except Exception as error:
                    failures.append(_crash(first, f"the check {check.id}", error))
            context.forget()
        compared = [
            replace(checked, issues=tuple(suppress.without_repeats(issues)))
            for checked, issues in zip(documents, found, strict=True)
        ]
        configs, rules = [checker.config for checker in checkers], [checker.rules for checker in checkers]
        return silence.applied(compared, configs, rules), failures

    def _context(self, target: str, source: str | None, model: GrammarModel | None = None) -> Context:
        return Context(
            target_lang=target,
            source_lang=source,
            langid=self._langid,
            model=model,
            do_not_translate=self._phrases,
            glossary=self._glossary,
        )

    def _languages(self, document: Document, original: Document | None, notes: list[str]) -> tuple[str, str | None]:
        """The target language of a document and its source language, if that is known: as told, or detected."""
        target = self.config.target_lang or document.target_lang or self._target_of(document, notes)
        source = self.config.source_lang or document.source_lang
        return target, source if source is not None else self._source_of(document, original)

    def _target_of(self, document: Document, notes: list[str]) -> str:
        """The language of the text. Raises UnreadableFile when running text gives too little of it away."""
        texts = [segment.prose for segment in document.segments]
        without_phrases = self._context("und", None).without_phrases
        language = (self._detect(map(without_phrases, texts)) if self._phrases else None) or self._detect(texts)
        if language is None and document.continuous:
            raise UnreadableFile("too little text to tell its language; say it with --target-lang")
        if language is None and document.segments:
            notes.append("too little text to tell its language; say it with --target-lang")
        return language or "und"

    def _source_of(self, document: Document, original: Document | None) -> str | None:
        if original is not None:
            return original.target_lang or self._detect(segment.prose for segment in original.segments)
        return self._detect(segment.source for segment in document.segments if segment.source)

    def _detect(self, texts: Iterable[str]) -> str | None:
        detection = self._langid.detect("\n".join(texts))
        return None if detection is None or detection.confidence < _SURE else detection.language


def _signature(engines: Sequence[Engine]) -> str:
    """The version, checks, models and counting of words behind a report that these engines made."""
    together = list(dict.fromkeys(engines))
    names = (
        "all"
        if all(len(engine.checks) == len(registry()) for engine in together)
        else digest(*(check.id for engine in together for check in engine.checks))
    )
    models = "+".join(sorted({model for engine in together for model in engine._models})) or "none"
    table = together[0]._langid.signature
    return f"tqcheck:{__version__}|checks:{names}|model:{models}|table:{table}|{COUNTING}"


def _blocks(document: Document) -> list[Document]:
    """The document in parts of so many segments that what is worked out about them fits in memory."""
    starts = range(0, len(document.segments), _BLOCK)
    return [replace(document, segments=document.segments[start : start + _BLOCK]) for start in starts]


def _correction(check: Check, finding: Finding) -> tuple[Span, str | None]:
    """Where a finding stands in its segment and what should stand there, None if that is not known."""
    end = finding.end if finding.end_segment is None else len(finding.segment.text)
    if finding.suggestions and finding.end_segment is None:
        return Span(finding.start, end), finding.suggestions[0]
    return Span(finding.start, end), "" if check.category in _TAKEN_OUT else None


def _issues(check: Check, view: Document, context: Context, *, placed_in: Document) -> Iterator[tuple[Finding, Issue]]:
    hiding: dict[str, Ranges] = {}
    for finding in check.find(view, context):
        segment = finding.segment
        if finding.end_segment is None and not check.needs_source:
            span = Span(finding.start, finding.end)
            if segment.id not in hiding:
                hidden = [] if check.around_code else [*segment.opaque, *context.spared(segment.text)]
                hiding[segment.id] = Ranges(hidden)
            if hiding[segment.id].overlap(span) or _copied(check, segment, span):
                continue
        yield finding, _place(check, finding, placed_in, context.analysis(segment))


def _copied(check: Check, segment: Segment, span: Span) -> bool:
    """Whether punctuation is the source's own: `.css , .js` has the same signs around it there."""
    shown = segment.text[max(0, span.start - 1) : span.end + 1]
    return (
        segment.source is not None
        and check.category == "linguistic-conventions/punctuation"
        and len(shown) > span.end - span.start + 1
        and shown in segment.source
    )


def _place(check: Check, finding: Finding, document: Document, analysis: Analysis) -> Issue:
    """A finding in the offsets of the file."""
    segment = finding.segment
    if finding.in_source and segment.source_runs:
        where = segment.source_in_file(Span(finding.start, finding.end))
        segment_end = finding.end
    elif finding.in_source:
        where = segment.in_file(Span(0, len(segment.text)))
        segment_end = finding.end
    elif finding.end_segment is None:
        where = segment.in_file(Span(finding.start, finding.end))
        segment_end = finding.end
    else:
        last = finding.end_segment.in_file(Span(max(0, finding.end - 1), finding.end))
        where = Span(segment.in_file(Span(finding.start, len(segment.text))).start, last.end)
        segment_end = len(segment.text)
    quote = document.text[where.start : where.end]
    line, column = document.line_and_column(where.start)
    end_line, end_column = document.line_and_column(where.end)
    sentence = analysis.sentence_at(finding.start)
    return Issue(
        rule=check.id,
        category=check.category,
        severity=finding.severity or check.severity,
        start=where.start,
        end=where.end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        quote=quote,
        message=finding.message,
        suggestions=finding.suggestions,
        confidence=round(finding.confidence, 3),
        language=finding.language,
        segment_id=segment.id,
        segment_start=finding.start,
        segment_end=segment_end,
        fingerprint=fingerprint(check, segment, sentence, finding, quote),
        in_source=finding.in_source,
    )


def _by_languages(documents: Sequence[CheckedDocument]) -> list[list[int]]:
    """The numbers of the documents that have the same languages."""
    groups: dict[tuple[str | None, str | None], list[int]] = {}
    for number, checked in enumerate(documents):
        groups.setdefault((checked.document.source_lang, checked.document.target_lang), []).append(number)
    return list(groups.values())


def _lost(path: str, error: Exception) -> Failure:
    """The failure for a file of which nothing is reported, because something other than a check went wrong."""
    if isinstance(error, OSError):
        return Failure(path=path, reason=f"cannot be read: {error.strerror or error}")
    if isinstance(error, MemoryError):
        return Failure(path=path, reason="there was too little memory to check this file; split it")
    return Failure(path=path, reason=f"it could not be checked ({type(error).__name__}: {error}); please report this")


def _crash(document: Document, what: str, error: Exception) -> Failure:
    return Failure(
        path=document.path,
        reason=f"{what} crashed ({type(error).__name__}: {error}); the other checks ran. Please report this",
    )
