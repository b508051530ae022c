"""From a cold start to the first report: every command in a new process, on the same text."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.process import Cost, best, is_there

_IMPORTS = {
    "Harper (lint)": ("harper", "import harper; harper.Linter().lint(TEXT)"),
    "lingua (several languages)": (
        "lingua",
        "from lingua import LanguageDetectorBuilder as B; "
        "B.from_all_languages().build().detect_multiple_languages_of(TEXT)",
    ),
    "langdetect": ("langdetect", "import langdetect; langdetect.detect_langs(TEXT)"),
    "pycld2 (vectors)": ("pycld2", "import pycld2; pycld2.detect(TEXT.encode(), returnVectors=True)"),
}
_COMMANDS = {
    "codespell": ("codespell_lib", (sys.executable, "-m", "codespell_lib")),
    "hunspell": ("hunspell", ("hunspell", "-d", "en_US", "-l")),
}
OURS = "tqcheck check"


def commands(text: Path) -> tuple[dict[str, list[str]], list[str]]:
    """What is run, by name, and the peers that are not installed."""
    python = sys.executable
    tqcheck = [python, "-m", "tqcheck"]
    cache = str(text.with_suffix(".cache"))
    found = {
        "python -c pass": [python, "-c", "pass"],
        "tqcheck --version": [*tqcheck, "--version"],
        "tqcheck --help": [*tqcheck, "--help"],
        OURS: [*tqcheck, "check", str(text), "--no-cache", "--format", "json"],
        "tqcheck check, as text": [*tqcheck, "check", str(text), "--no-cache"],
        "tqcheck check --no-model": [*tqcheck, "check", str(text), "--no-cache", "--format", "json", "--no-model"],
        "tqcheck check, unchanged since the last run": [*tqcheck, "check", str(text), "--cache-dir", cache],
    }
    missing = []
    for name, (module, code) in _IMPORTS.items():
        if is_there(module):
            found[name] = [python, "-c", f"TEXT = open({str(text)!r}, encoding='utf-8').read(); {code}"]
        else:
            missing.append(name)
    po = str(text.with_suffix(".po"))
    if is_there("translate"):
        found["pofilter"] = [python, "-m", "translate.filters.pofilter", "-i", po, "-o", f"{po}.out"]
    else:
        missing.append("pofilter")
    if is_there("sacrebleu"):
        found["sacrebleu"] = [python, "-m", "sacrebleu", str(text), "-i", str(text), "-m", "bleu", "chrf"]
    else:
        missing.append("sacrebleu")
    for name, (program, command) in _COMMANDS.items():
        if is_there(program):
            found[name] = [*command, str(text)]
        else:
            missing.append(name)
    return found, missing


def rows(text: Path, times: int) -> tuple[list[list[str]], list[str]]:
    """The table: name, wall s, CPU s, ratio to tqcheck, MB; and the peers that are missing."""
    what, missing = commands(text)
    found = best(what, times=times)
    ours = found[OURS]
    return [[name, *_cells(cost, ours)] for name, cost in found.items()], missing


def _cells(cost: Cost | None, ours: Cost | None) -> list[str]:
    if cost is None:
        return ["failed", "", "", ""]
    ratio = f"{cost.cpu / ours.cpu:.2f}" if ours else ""
    return [f"{cost.wall:.2f}", f"{cost.cpu:.2f}", ratio, f"{cost.peak:.0f}"]
