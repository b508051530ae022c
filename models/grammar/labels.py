"""What training calls things: a label for each kind of error, and two for what is not sure."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from models.grammar.marked import KINDS
from tqcheck.grammar.encode import Encoded

LABELS = ("O", *KINDS)
IGNORE = -100  # neither right nor wrong
SOME = 100  # an error of unknown kind


def labels(encoded: Encoded, spans: Iterable[tuple[int, int, int]]) -> npt.NDArray[np.int64]:
    """A label for every piece from (start, end, label); later spans win over earlier ones."""
    found = np.zeros(len(encoded.ids), dtype=np.int64)
    for i, (start, end) in enumerate(encoded.offsets):
        if end == start:
            found[i] = IGNORE
            continue
        for from_, to, label in spans:
            if min(end, to) > max(start, from_):
                found[i] = label
    return found
