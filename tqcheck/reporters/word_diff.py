"""A hypothesis beside its reference, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import Enum

_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\s+|\w+(?:['’-]\w+)*|[^\w\s]"
)
"""A word, a mark, white space, or one character of a script without spaces."""


class Side(Enum):
    """Who has a word: both, or one of them alone."""

    BOTH = "both"
    REFERENCE = "reference"
    HYPOTHESIS = "hypothesis"


def word_diff(hypothesis: str, references: Sequence[str]) -> list[tuple[Side, str]]:
    """The text in pieces that both, the reference or the hypothesis have, beside the closest of the references.

    White space alone does not part two changes.
    """
    words = _WORD.findall(hypothesis)
    lists = [_WORD.findall(reference) for reference in references]
    closest, others = max(
        ((SequenceMatcher(None, theirs, words, autojunk=False), theirs) for theirs in lists),
        key=lambda pair: pair[0].ratio(),
    )
    pieces: list[tuple[Side, str]] = []
    lacking, instead = "", ""
    for operation, i, i_end, j, j_end in closest.get_opcodes():
        theirs, ours = "".join(others[i:i_end]), "".join(words[j:j_end])
        if operation == "equal" and not (ours.isspace() and (lacking or instead) and j_end < len(words)):
            pieces += [(Side.REFERENCE, lacking), (Side.HYPOTHESIS, instead), (Side.BOTH, ours)]
            lacking, instead = "", ""
        else:
            lacking, instead = lacking + theirs, instead + ours
    pieces += [(Side.REFERENCE, lacking), (Side.HYPOTHESIS, instead)]
    return [(side, text) for side, text in pieces if text]
