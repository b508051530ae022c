"""What a built wheel holds: the package, its rules, and what lies in models/."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    pytest.importorskip("hatchling")
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)], cwd=ROOT, check=True)
    (wheel,) = out.glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


def test_models_and_rules_are_in_the_wheel(names: list[str]) -> None:
    assert {"tqcheck/models/words/words.bin", "tqcheck/models/words/LICENSE"} <= set(names)
    rules = {
        f"tqcheck/rules/{f.relative_to(ROOT / 'tqcheck/rules').as_posix()}" for f in ROOT.glob("tqcheck/rules/*/*.toml")
    }
    assert rules
    assert rules <= set(names)


def test_the_page_of_the_html_report_is_in_the_wheel(names: list[str]) -> None:
    page = {file.name for file in (ROOT / "tqcheck/reporters/html_report/page").iterdir()}
    assert page
    assert {f"tqcheck/reporters/html_report/page/{name}" for name in page} <= set(names)


def test_nothing_else_is_in_the_wheel(names: list[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in names} == {"tqcheck"}
    assert not [name for name in names if name.endswith((".pyc", ".xz", ".jsonl"))]
