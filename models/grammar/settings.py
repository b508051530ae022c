"""Every setting of the grammar model's training in one place."""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).parent
MARKS = HERE / "marks"
DATA = Path(os.environ.get("TQCHECK_DATA", HERE.parents[2] / "shared" / "data"))  # the data folder; see its README
GOLD = Path(os.environ.get("TQCHECK_GOLD", HERE.parents[2] / "shared" / "gold"))  # tuning and test texts
SEEDS = HERE.parents[1] / "seeds"
