"""python -m tests.fuzz TARGET [libFuzzer's options]: fuzz one target, guided by coverage."""

import sys

import atheris

with atheris.instrument_imports(include=["tqcheck"]):
    from tests.fuzz.targets import TARGETS

if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
    sys.exit(f"python -m tests.fuzz TARGET, with one of: {', '.join(TARGETS)}")
atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
atheris.Fuzz()
