"""python -m tests.mutants NUMBER [SEED]: how much the tests notice.

Draws so many small changes (a comparison turned, a number moved, a condition negated) from the modules below, makes
each in a copy of the project, and runs the tests named beside them; for a check its examples, and the tests that name
it. Lists the mutants that live. docs/threat-model.md says what came of it.
"""

from __future__ import annotations

import ast
import importlib
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TESTS = {
    "tqcheck/suppress.py": ["tests/test_engine.py", "tests/test_suppress.py"],
    "tqcheck/report.py": ["tests/test_report.py", "tests/test_engine.py", "tests/test_reporters.py"],
    "tqcheck/types.py": ["tests/test_files.py", "tests/test_data.py", "tests/test_report.py", "tests/test_engine.py"],
    "tqcheck/files/data.py": ["tests/test_data.py"],
}
CHECKS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tqcheck/checks").glob("[a-z]*.py"))
_TURNED: dict[type[ast.AST], Any] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


def mutants(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Makes each change in `tree` in turn, and takes it back: its line and what it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _TURNED:
            kept, node.ops[0] = node.ops[0], _TURNED[type(node.ops[0])]()
            yield node.lineno, ast.unparse(node)
            node.ops[0] = kept
        elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in _TURNED:
            operator, node.op = node.op, _TURNED[type(node.op)]()
            yield node.lineno, ast.unparse(node)
            node.op = operator
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            test, node.test = node.test, ast.UnaryOp(ast.Not(), node.test)
            yield node.lineno, f"if {ast.unparse(node.test)}"
            node.test = test
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            node.value += 1
            yield node.lineno, f"{node.value - 1} -> {node.value}"
            node.value -= 1


def drawn(number: int, seed: int) -> list[tuple[str, int]]:
    """So many mutants, by module and number in it, an equal chance for each."""
    names = [*TESTS, *CHECKS]
    every = [(name, at) for name in names for at, _ in enumerate(mutants(ast.parse((ROOT / name).read_text("utf-8"))))]
    return sorted(random.Random(seed).sample(every, min(number, len(every))))


def tests_of(copy: Path, name: str) -> list[str]:
    """Pytest's arguments that run what is to notice a mutant of a module."""
    if name in TESTS:
        return TESTS[name]
    module = importlib.import_module(name.removesuffix(".py").replace("/", "."))
    ids = [check.id for check in getattr(module, "checks", None) or (module.check,)]
    examples = " or ".join(f"{check}-{kind}" for check in ids for kind in ("bad", "good"))
    naming = [
        f"{path.relative_to(copy)}::{node.name}"
        for path in sorted((copy / "tests").glob("test_*.py"))
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and any(isinstance(part, ast.Constant) and part.value in ids for part in ast.walk(node))
    ]
    return ["tests/test_examples.py", *naming, "-k", f"{examples} or not test_examples"]


def survives(copy: Path, name: str, at: int) -> str | None:
    """What the mutant changes, if the tests don't notice. One that runs for minutes was noticed."""
    original = (copy / name).read_text("utf-8")
    tree = ast.parse(original)
    for number, (line, change) in enumerate(mutants(tree)):
        if number == at:
            (copy / name).write_text(ast.unparse(ast.fix_missing_locations(tree)), "utf-8")
            try:
                noticed = _fails(copy, tests_of(copy, name))
            except subprocess.TimeoutExpired:
                noticed = True
            (copy / name).write_text(original, "utf-8")
            return None if noticed else f"{name}:{line}: {change}"
    raise ValueError(f"{name} has no mutant {at}")


def _fails(copy: Path, arguments: Sequence[str]) -> bool:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    if run.returncode == 5:
        raise RuntimeError(f"no test is chosen by {' '.join(arguments)}")
    return run.returncode != 0


def main(number: int, seed: int) -> int:
    living = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "marks"))
        chosen = drawn(number, seed)
        for name, at in chosen:
            change = survives(copy, name, at)
            living += [change] if change else []
            print(change or ".", flush=True)
    print(
        f"{len(chosen) - len(living)} of {len(chosen)} mutants died ({1 - len(living) / len(chosen):.0%}), seed {seed}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
