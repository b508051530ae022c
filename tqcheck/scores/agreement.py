"""Do penalties and scores agree? Kendall's tau-b over segments, with a jackknife interval."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_ROWS = 256
"""Segments compared with all others at a time: memory stays in the megabytes."""
_NORMAL_95 = 1.96


def kendall(x: Sequence[float], y: Sequence[float]) -> tuple[float, float, float] | None:
    """Tau-b of two equally long sequences, and the bounds of its 95 % interval; None where one has no two values.

    M. G. Kendall, The Treatment of Ties in Ranking Problems, 1945. The interval is the jackknife's, which needs no
    assumption on ties: each segment is left out once. Time grows with the square of the number of segments.
    """
    agreeing, x_differs, y_differs = _pairs(np.asarray(x, float), np.asarray(y, float))
    if not x_differs.sum() or not y_differs.sum():
        return None
    tau = agreeing.sum() / np.sqrt(x_differs.sum() * y_differs.sum())
    # A segment's pairs stand in the sums twice: in its own row and in the others'.
    without_x, without_y = x_differs.sum() - 2 * x_differs, y_differs.sum() - 2 * y_differs
    kept = (without_x > 0) & (without_y > 0)
    left_out = (agreeing.sum() - 2 * agreeing)[kept] / np.sqrt(without_x[kept] * without_y[kept])
    error = np.sqrt((len(left_out) - 1) * left_out.var()) if len(left_out) else np.inf
    margin = _NORMAL_95 * error
    return float(tau), float(max(-1.0, tau - margin)), float(min(1.0, tau + margin))


def _pairs(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """float64[segments] each: concordant minus discordant pairs, pairs that differ in x, pairs that differ in y."""
    parts = []
    for start in range(0, len(x), _ROWS):
        x_sign = np.sign(x[start : start + _ROWS, None] - x)
        y_sign = np.sign(y[start : start + _ROWS, None] - y)
        parts.append(((x_sign * y_sign).sum(1), np.abs(x_sign).sum(1), np.abs(y_sign).sum(1)))
    agreeing, x_differs, y_differs = (np.concatenate(part) for part in zip(*parts, strict=True))
    return agreeing, x_differs, y_differs
