"""The work on one chunk: read it, annotate it, write its part. A worker is given this whole, on whatever machine."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tqcheck.corpus.formats.source import Chunk, Source
from tqcheck.corpus.parts import MOST_NAMED, Output, Record
from tqcheck.corpus.rows import Annotator


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Calling it twice on the same chunk does no harm: a part that is done is not made again."""

    source: Source
    annotator: Annotator
    output: Output

    def __call__(self, chunk: Chunk) -> Record:
        if (done := self.output.done(chunk)) is not None:
            return done
        batch = self.source.read(chunk)
        annotations = self.annotator.annotations(batch.rows)
        record = Record(
            number=chunk.number,
            start=chunk.start,
            end=chunk.end,
            size=0,
            length=batch.length,
            rows=len(annotations),
            kept=sum(annotation.keep is True for annotation in annotations),
            failed=sum(annotation.failure is not None for annotation in annotations),
            words=sum(annotation.words for annotation in annotations),
            penalty=sum(annotation.penalty for annotation in annotations),
            issues=dict(sorted(Counter(i.rule for annotation in annotations for i in annotation.issues).items())),
        )
        for place, annotation in zip(batch.places, annotations, strict=True):
            if annotation.failure is not None and len(record.failures) < MOST_NAMED:
                record.failures.append((place, annotation.failure))
        values = [self.annotator.written(annotation) for annotation in annotations]
        self.output.write(record, lambda stream: self.source.write(batch, values, stream))
        return record
