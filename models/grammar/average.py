"""Step 2b, the mean of two trainings: python -m models.grammar.average RUN OTHER OUTPUT, folders in settings.WORK.

Runs that grew from the same first sequences lie close enough together for the mean of their weights to be a model,
and what each learnt by heart of the few marked sentences weighs less in it. On held-back marks it ranks better than
either (see the card). OUTPUT gets model/, as a training's folder has it. Source: Wortsman et al. 2022, "Model soups".
"""

from __future__ import annotations

import argparse
import shutil

from safetensors.torch import load_file, save_file

from models.grammar import settings

WEIGHTS = "model.safetensors"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("run", "other", "output"):
        parser.add_argument(name)
    args = parser.parse_args()
    one, two, out = (settings.WORK / name / "model" for name in (args.run, args.other, args.output))
    a, b = load_file(one / WEIGHTS), load_file(two / WEIGHTS)
    shutil.copytree(one, out, dirs_exist_ok=True)
    save_file({name: ((a[name] + b[name]) / 2).contiguous() for name in a}, out / WEIGHTS, metadata={"format": "pt"})


if __name__ == "__main__":
    main()
