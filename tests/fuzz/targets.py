"""What is to hold for any input: functions that raise where it does not."""

from __future__ import annotations

import csv
import io
import json
import tomllib
import unicodedata
import xml.dom.minidom
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module

from tqcheck import Config, check_text
from tqcheck.api import engine
from tqcheck.engine import Engine
from tqcheck.errors import TqcheckError
from tqcheck.files import document_from_text, formats
from tqcheck.langid import LanguageIdentifier
from tqcheck.reporters import MODULES
from tqcheck.rules.pattern import PatternError, compile_pattern
from tqcheck.sentences import Analysis
from tqcheck.types import Document, Run, Segment

FORMATS = sorted(suffix for suffix in formats() if suffix != ".docx")


def reader(suffix: str, text: str) -> list[Segment]:
    """Every stretch of every segment stands in bounds, in order and without gaps; read again, it is the same."""
    try:
        document = document_from_text(text, path=f"de{suffix}")
    except TqcheckError as error:
        if "crashed" in str(error):
            raise
        return []
    for segment in document.segments:
        _covered(segment.text, segment.runs, document)
        if segment.source_runs:
            _covered(segment.source or "", segment.source_runs, document)
        assert all(0 <= span.start <= span.end <= len(segment.text) for span in segment.opaque)
    assert document_from_text(text, path=f"de{suffix}") == document
    return list(document.segments)


def _covered(text: str, runs: tuple[Run, ...], document: Document) -> None:
    at = 0
    for run in runs:
        assert run.start == at, "a gap between runs"
        assert 0 <= run.file_start <= run.file_end <= len(document.text), "a run out of bounds"
        at = run.end
    assert at == len(text)


def sentences(text: str, tag: str) -> None:
    """Sentences and tokens stand in order, in bounds, and hold what they say."""
    text = text.encode("utf-8", "ignore").decode()
    analysis = Analysis(Segment(id="a", text=text, runs=(Run(0, len(text), 0, len(text)),)), tag)
    at = 0
    for sentence in analysis.sentences:
        assert at <= sentence.start < sentence.end <= len(text)
        at = sentence.end
    for token in analysis.tokens:
        assert text[token.start : token.end] == token.text


@cache
def _langid() -> LanguageIdentifier:
    return LanguageIdentifier.load()


def language(text: str) -> None:
    """Foreign spans stand in bounds, the same alone as in company, twice the same."""
    langid = _langid()
    detection = langid.detect(text)
    assert detection is None or 0 <= detection.confidence <= 1
    alone = langid.foreign_spans_many([text], host="en")[0]
    for span in alone:
        assert 0 <= span.start < span.end <= len(text)
    assert langid.foreign_spans_many(["Another text, in English.", text], host="en")[1] == alone


def pattern(source: str, text: str) -> None:
    """A pattern is refused, or what it finds stands in bounds."""
    try:
        compiled = compile_pattern(source, {"x": ("the town", "Geneva")})
    except PatternError:
        return
    analysis = Analysis(Segment(id="a", text=text, runs=(Run(0, len(text), 0, len(text)),)), "en")
    for mark, whole in compiled.find(analysis.tokens):
        assert 0 <= whole.start <= mark.start < mark.end <= whole.end <= len(text)
    assert [*compiled.find(analysis.tokens, analysis.positions)] == [*compiled.find(analysis.tokens)]


def configuration(values: Mapping[str, object]) -> None:
    """A configuration is taken or refused with our own error."""
    try:
        Config.from_mapping(values, where="tqcheck.toml")
    except TqcheckError:
        return


@cache
def _engine() -> Engine:
    return engine(Config(model=False, target_lang="en"))


def reports(text: str, path: str) -> None:
    """Findings quote what stands there, alone as in company and twice; every format's report parses back."""
    text = text.encode("utf-8", "ignore").decode()
    if not text.strip() or "\0" in text:
        return
    document = document_from_text(text, path="a.txt")
    named = replace(document, path=path or "a")
    report = _engine().check_all([named])
    assert report.failures == (), report.failures
    for issue in report.issues:
        assert 0 <= issue.start <= issue.end <= len(text)
        assert text[issue.start : issue.end] == issue.quote
        line, column = document.line_and_column(issue.start)
        assert (issue.line, issue.column) == (line, column)
    company = _engine().check_all([document_from_text("Another text.", path="b.txt"), named])
    assert list(company.issues) == list(report.issues)
    assert list(check_text(text, target_lang="en", config=Config(model=False))) == list(report.issues)
    for name, module in MODULES.items():
        render = import_module(f"tqcheck.reporters.{module}").render
        first, second = io.StringIO(), io.StringIO()
        render(report, first)
        render(report, second)
        assert first.getvalue() == second.getvalue(), name
        _parsed(name, first.getvalue())


def _parsed(name: str, written: str) -> None:
    if name in ("json", "sarif", "gitlab"):
        json.loads(written.encode("utf-8", "backslashreplace"))
    elif name in ("junit", "checkstyle"):
        xml.dom.minidom.parseString(written.encode("utf-8", "backslashreplace"))
    elif name == "csv":
        rows = list(csv.reader(io.StringIO(written)))
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows[1:] for cell in row if cell[:1] in ("=", "+", "@")]
    elif name == "text":
        assert not {sign for sign in written if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Cs")}
    elif name == "html":
        assert "<script>alert" not in written


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _bytes(data: bytes) -> None:
    """Bytes as a file would hold them, its suffix before a NUL."""
    suffix, _, rest = data.partition(b"\0")
    format = formats().get(_text(suffix))
    if not format:
        return
    try:
        reader(_text(suffix), format[0].decode(rest))
    except TqcheckError as error:
        if "crashed" in str(error):
            raise


def _toml(data: bytes) -> None:
    try:
        configuration(tomllib.loads(_text(data)))
    except (tomllib.TOMLDecodeError, RecursionError):
        return


TARGETS: dict[str, Callable[[bytes], None]] = {
    "bytes": _bytes,
    "sentences": lambda data: sentences(_text(data), "en"),
    "language": lambda data: language(_text(data)),
    "pattern": lambda data: pattern(_text(data), "He goes to the town of Geneva. The 30 men left!"),
    "configuration": _toml,
    "reports": lambda data: reports(_text(data), "a"),
    **{
        suffix.removeprefix("."): lambda data, suffix=suffix: reader(suffix, _text(data))  # type: ignore[misc]
        for suffix in FORMATS
    },
}
"""What the fuzzer can be pointed at: formats by their suffix, and the rest."""
