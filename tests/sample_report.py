"""Reports made by hand, for tests of reporters."""

from collections.abc import Iterable, Sequence

from tqcheck.config import Config
from tqcheck.report import judge
from tqcheck.types import CheckedDocument, Document, Failure, Issue, Report, Run, Segment, Severity

HOSTILE = (
    "</script><script>document.title='pwned'</script><!--<script>",
    "<img src=x onerror=\"document.title='pwned'\">",
    "\"'><svg onload=document.title='pwned'>",
    "a\x00b\x1b[31mc\x07\x85\x9b",
    "\u202e desrever \u2066\u2067\ufeff\u2028\u2029",
    "{{ 7 * 7 }}{% raw %}${7*7}`",
    "javascript:document.title='pwned'",
    "]]>&lt;b&gt;&amp;",
    "\ud800 lone \udfff",
    "\u202e🏴\u200d☠️👩\u200d👩\u200d👧 𝒜𝒷",
)
"""Strings that would run, break the page or hide something where they are not escaped."""


def document(
    texts: Sequence[str],
    *,
    path: str = "text.txt",
    sources: Sequence[str | None] | None = None,
    target_lang: str = "en",
    source_lang: str | None = None,
    kind: str = "paragraph",
    comment: str = "",
) -> Document:
    """A document with a segment a line; its sources, if any, stand in another file."""
    segments = []
    at = 0
    for number, text in enumerate(texts, 1):
        segments.append(
            Segment(
                id=f"p{number}",
                text=text,
                runs=(Run(0, len(text), at, at + len(text)),),
                kind=kind,
                source=sources[number - 1] if sources else None,
                comment=comment,
            )
        )
        at += len(text) + 1
    return Document(
        path=path,
        format="text",
        text="\n".join(texts),
        segments=tuple(segments),
        continuous=kind != "unit",
        source_lang=source_lang,
        target_lang=target_lang,
    )


def issue(
    document: Document, quote: str, *, severity: str = "minor", segment: int | None = None, **fields: object
) -> Issue:
    """An issue on the first place of `quote` in the document, or in one of its segments."""
    number, place = next(
        (number, found.text.index(quote))
        for number, found in enumerate(document.segments)
        if quote in found.text and segment in (None, number)
    )
    found = document.segments[number]
    start = found.runs[0].file_start + place
    line, column = document.line_and_column(start)
    end_line, end_column = document.line_and_column(start + len(quote))
    values: dict[str, object] = {
        "rule": "doubled-word",
        "category": "linguistic-conventions/grammar",
        "message": f"something about “{quote}”",
        "fingerprint": f"{document.path}:{start}:{quote}",
    }
    return Issue(
        **{
            **values,
            "severity": Severity(severity),
            "start": start,
            "end": start + len(quote),
            "line": line,
            "column": column,
            "end_line": end_line,
            "end_column": end_column,
            "quote": quote,
            "segment_id": found.id,
            "segment_start": place,
            "segment_end": place + len(quote),
            **fields,
        }  # type: ignore[arg-type]
    )


def checked(document: Document, issues: Iterable[Issue] = (), **fields: object) -> CheckedDocument:
    words = sum(len(segment.text.split()) for segment in document.segments)
    return CheckedDocument(document=document, words=words, issues=tuple(issues), **fields)  # type: ignore[arg-type]


def report(*documents: CheckedDocument, failures: Sequence[Failure] = (), signature: str = "tqcheck:test") -> Report:
    return judge(documents, failures, config=Config(), signature=signature)


def hostile_report() -> Report:
    """Hostile strings in every field that a document, a file name or a message can reach."""
    documents = []
    for number, text in enumerate(HOSTILE):
        made = document(
            [f"Before {text} after.", text],
            path=f"{text}/{number}.txt",
            sources=[text, None],
            source_lang="pt",
            kind="unit",
            comment=text,
        )
        found = issue(
            made,
            text,
            severity="critical",
            message=text,
            suggestions=(text, ""),
            language=None,
            fingerprint=text,
        )
        documents.append(checked(made, [found], notes=(text,)))
    failures = [Failure(path=text, reason=text) for text in HOSTILE]
    return report(*documents, failures=failures, signature="|".join(HOSTILE))
