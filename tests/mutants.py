"""python -m tests.mutants NUMBER [SEED]: how much the tests notice.

Draws so many small changes (a comparison turned, a number moved, a condition negated, a call's value dropped) from the
modules below, makes each in a copy of the project, and runs the tests named beside them. Lists the mutants that live.
"""

from __future__ import annotations

import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TESTS = {
    "tqcheck/suppress.py": ["tests/test_engine.py", "tests/test_suppress.py"],
    "tqcheck/report.py": ["tests/test_report.py", "tests/test_engine.py", "tests/test_reporters.py"],
    "tqcheck/types.py": ["tests/test_files.py", "tests/test_data.py", "tests/test_report.py", "tests/test_engine.py"],
    "tqcheck/files/data.py": ["tests/test_data.py"],
    **{
        f"tqcheck/checks/{path.name}": ["tests/test_examples.py"]
        for path in sorted((ROOT / "tqcheck/checks").glob("[a-z]*.py"))
    },
}
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
    every = [(name, at) for name in TESTS for at, _ in enumerate(mutants(ast.parse((ROOT / name).read_text("utf-8"))))]
    return sorted(random.Random(seed).sample(every, min(number, len(every))))


def survives(copy: Path, name: str, at: int) -> str | None:
    """What the mutant changes, if the tests don't notice."""
    original = (ROOT / name).read_text("utf-8")
    tree = ast.parse(original)
    for number, (line, change) in enumerate(mutants(tree)):
        if number == at:
            (copy / name).write_text(ast.unparse(ast.fix_missing_locations(tree)), "utf-8")
            tests = [test for test in TESTS[name] if (copy / test).exists()]
            select = ["-k", Path(name).stem.replace("_", "-")] if tests == ["tests/test_examples.py"] else []
            run = subprocess.run(
                [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests, *select],
                cwd=copy,
                env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin"},
                capture_output=True,
                timeout=600,
                check=False,
            )
            (copy / name).write_text(original, "utf-8")
            return f"{name}:{line}: {change}" if run.returncode in (0, 5) else None
    raise ValueError(f"{name} has no mutant {at}")


def main(number: int, seed: int) -> int:
    living = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "marks"))
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
