"""The straight line: a document, its languages, the checks, its issues. A crash becomes a failure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tqcheck import files, languages, suppress
from tqcheck.check import Check, Context, GrammarModel, LanguageId
from tqcheck.checks import registry
from tqcheck.config import Config, suggestion
from tqcheck.errors import ConfigError, MissingModel, TqcheckError, UnreadableFile
from tqcheck.evidence import likely_sources
from tqcheck.langid import known_as
from tqcheck.report import count_words, judge
from tqcheck.sentences import Analysis
from tqcheck.types import CheckedDocument, Document, Failure, Finding, Issue, Report, Segment, Severity, Span
from tqcheck.version import __version__

_BLOCK = 1000
"""Segments that are looked at together."""
_SURE = 0.5
"""The least confidence with which a document's language is taken as detected."""


class Engine:
    """Checks documents, one after the other, with one configuration; what is heavy is loaded once."""

    def __init__(
        self, config: Config, langid: LanguageId, *, model_for: Callable[[str], GrammarModel | None] = lambda _: None
    ) -> None:
        """`model_for`: the grammar model of a base language, None where there is none; it may raise MissingModel."""
        self.config = config
        self.checks = selected_checks(config)
        self._langid = langid
        self._model_for = model_for
        self._models: set[str] = set()

    @property
    def signature(self) -> str:
        """What one needs to know to get the same result again."""
        names = "all" if len(self.checks) == len(registry()) else _digest(*(check.id for check in self.checks))
        models = "+".join(sorted(self._models)) or "none"
        return f"tqcheck:{__version__}|checks:{names}|model:{models}|words:spaced,cjk/2"

    def check_all(
        self,
        found: Iterable[Path | Document | Failure],
        *,
        source: Path | None = None,
        advance: Callable[[], None] = lambda: None,
    ) -> Report:
        """Check every file or document; what can't be checked becomes a failure and the rest goes on.

        `source` is the original of all of them. Raises UnreadableFile when that can't be read.
        """
        documents: list[CheckedDocument] = []
        failures: list[Failure] = []
        original = None
        if source is not None:
            try:
                original = files.read(source)
            except UnreadableFile as error:
                raise UnreadableFile(f"{source}: {error}") from None
        for item in found:
            if isinstance(item, Failure):
                failures.append(item)
            else:
                path = item.path if isinstance(item, Document) else item.as_posix()
                try:
                    document = item if isinstance(item, Document) else files.read(item)
                    checked, crashes = self.check(document, original=original)
                except TqcheckError as error:
                    failures.append(Failure(path=path, reason=str(error)))
                else:
                    documents.append(checked)
                    failures += crashes
            advance()
        return self.report(documents, failures)

    def report(self, documents: Sequence[CheckedDocument], failures: Sequence[Failure]) -> Report:
        return judge(documents, failures, config=self.config, signature=self.signature)

    def check(self, document: Document, *, original: Document | None = None) -> tuple[CheckedDocument, list[Failure]]:
        """One document's issues, and the checks that crashed on it.

        Raises UnreadableFile when its language can't be told.
        """
        notes: list[str] = []
        target = self.config.target_lang or document.target_lang or self._detect(document)
        source = self.config.source_lang or document.source_lang
        if source is None and original is not None:
            source = self._detect(original)
        if known_as(target) not in self._langid.languages:
            notes.append(f"no word list for {languages.name(target)}: only other scripts are seen as untranslated")
        failures: list[Failure] = []
        model = None
        if self.config.model is not False and any(check.by_model for check in self.checks):
            try:
                model = self._model_for(languages.base(target))
            except MissingModel as error:
                failures.append(Failure(path=document.path, reason=f"grammar was not checked: {error}"))
            else:
                if model is None:
                    notes.append(
                        f"no grammar model for {languages.name(target)}: its grammar is checked by rules alone"
                    )
        context = Context(
            target_lang=target,
            source_lang=source,
            langid=self._langid,
            model=model,
            do_not_translate=self.config.do_not_translate,
        )
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
        checks = sorted((check for check in self.checks if check.applies(context)), key=lambda check: check.by_model)
        crashed: set[str] = set()
        for view, known in [*blocks, (document, context)]:
            for check in checks:
                if check.id in crashed or check.whole_document != (view is document):
                    continue
                try:
                    for finding, issue in _issues(check, view, known, placed_in=document):
                        issues.append(issue)
                        if not check.by_model and issue.severity is not Severity.NEUTRAL:
                            known.known.setdefault(issue.segment_id, []).append(_correction(finding))
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
            issues=tuple(suppress.without_repeats(issues)),
            likely_sources=context.likely_sources,
            notes=tuple(notes),
        )
        return checked, failures

    def _detect(self, document: Document) -> str:
        detection = self._langid.detect("\n".join(segment.text for segment in document.segments))
        if detection is None or detection.confidence < _SURE:
            raise UnreadableFile("too little text to tell its language; say it with --target-lang")
        return detection.language


def selected_checks(config: Config) -> tuple[Check, ...]:
    """The checks that a configuration asks for. Raises ConfigError for an unknown ID or group."""
    checks = registry()
    names = set(checks) | {check.group for check in checks.values() if check.group}
    for option, listed in (("select", config.select), ("ignore", config.ignore)):
        for name in listed:
            if name not in names:
                raise ConfigError(
                    f"{option}: there is no check {name!r}{suggestion(name, names)} (tqcheck checks lists them)"
                )

    def is_in(check: Check, listed: Sequence[str]) -> bool:
        return check.id in listed or check.group in listed

    return tuple(
        check
        for check in checks.values()
        if (not config.select or is_in(check, config.select)) and not is_in(check, config.ignore)
    )


def _blocks(document: Document) -> list[Document]:
    """The document in parts of so many segments that what is worked out about them fits in memory."""
    starts = range(0, len(document.segments), _BLOCK)
    return [replace(document, segments=document.segments[start : start + _BLOCK]) for start in starts]


def _correction(finding: Finding) -> tuple[Span, str | None]:
    """Where a finding stands in its segment and what should stand there, None for nothing."""
    end = finding.end if finding.end_segment is None else len(finding.segment.text)
    return Span(finding.start, end), finding.suggestions[0] if finding.suggestions else None


def _issues(check: Check, view: Document, context: Context, *, placed_in: Document) -> Iterator[tuple[Finding, Issue]]:
    for finding in check.find(view, context):
        segment = finding.segment
        if finding.end_segment is None:
            span = Span(finding.start, finding.end)
            hiding = [*segment.opaque, *context.spared(segment.text)]
            if suppress.hidden(span, hiding):
                continue
        yield finding, _place(check, finding, placed_in, context.analysis(segment))


def _place(check: Check, finding: Finding, document: Document, analysis: Analysis) -> Issue:
    """A finding in the offsets of the file."""
    segment = finding.segment
    if finding.end_segment is None:
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
        fingerprint=_fingerprint(check, segment, sentence, finding.start, quote),
    )


def _fingerprint(check: Check, segment: Segment, sentence: Span, start: int, quote: str) -> str:
    """The same when lines move; another when the quoted text or its sentence changes."""
    text = segment.text[sentence.start : sentence.end]
    before = segment.text.count(quote, sentence.start, max(sentence.start, start))
    return _digest(check.id, " ".join(quote.split()), " ".join(text.split()), str(before))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _crash(document: Document, what: str, error: Exception) -> Failure:
    return Failure(
        path=document.path,
        reason=f"{what} crashed ({type(error).__name__}: {error}); the other checks ran. Please report this",
    )
