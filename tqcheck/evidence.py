"""What a document gives away of the language that it was translated from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tqcheck.check import Check, Context
from tqcheck.languages import base
from tqcheck.types import Document

_ENOUGH = 2.0
"""Weight of evidence that makes a language a likely source: one sure leftover of three words, or
two weaker signs."""
_PER_CHARACTERS = 10_000
"""A longer document needs a weight of one for each so many code points."""


def likely_sources(blocks: Sequence[tuple[Document, Context]], checks: Sequence[Check]) -> tuple[str, ...]:
    """Base languages that a document, given in parts, was likely translated from, the likeliest first.

    Leftovers count by their words and confidence, one lone word never being enough; a finding of a
    check with `cue_for` counts less the more languages share the habit. A long document needs more
    evidence than a short one.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    length = 0
    for document, context in blocks:
        length += sum(len(segment.text) for segment in document.segments)
        for span in (span for spans in context.leftovers(document) for span in spans):
            weights[base(span.language)] += span.confidence * min(span.words, 4) * 0.7
        for check in checks:
            if check.cue_for and check.applies(context):
                found = min(3, sum(1 for _ in check.find(document, context)))
                for language in check.cue_for:
                    weights[language] += 2 * found / (1 + len(check.cue_for))
        weights.pop(base(context.target_lang), None)
        if len(blocks) > 1:
            context.forget()
    enough = max(_ENOUGH, length / _PER_CHARACTERS)
    likeliest = sorted(weights, key=lambda language: (-weights[language], language))
    return tuple(language for language in likeliest[:3] if weights[language] >= enough)
