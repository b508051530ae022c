"""Fingerprints: what an issue is, wherever it stands. Baselines and services that follow issues go by them."""

from __future__ import annotations

import hashlib

from tqcheck.check import Check
from tqcheck.types import Finding, Segment, Span

_AROUND = 5000
"""Code points before and behind a finding that count as its sentence: what is longer has no sentences."""


def fingerprint(check: Check, segment: Segment, sentence: Span, finding: Finding, quote: str) -> str:
    """The same when lines move, units change places or files their names.

    Another when the quoted text, its sentence or what a unit is compared with changes.
    """
    if finding.in_source and segment.source is not None:
        what = segment.source[finding.start : finding.end]
        return digest(check.id, what, segment.source, segment.text, str(finding.start))
    start = finding.start
    begin = max(sentence.start, start - _AROUND)
    text = segment.text[begin : min(sentence.end, start + _AROUND)]
    before = segment.text.count(quote, begin, max(begin, start))
    compared = [segment.source] if check.needs_source and segment.source is not None else []
    return digest(check.id, " ".join(quote.split()), " ".join(text.split()), str(before), *compared)


def digest(*parts: str) -> str:
    """16 hexadecimal digits of the SHA-256 of some texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
