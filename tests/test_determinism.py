"""The same input gives the same bytes: whatever the locale, time zone, hash seed, and order of the files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("same")
    (folder / "tqcheck.toml").touch()
    article = (SEEDS / "article.txt").read_text("utf-8")
    (folder / "a.txt").write_text(article, "utf-8")
    (folder / "b.md").write_text(f"# Größe\n\n{article[:2000]}", "utf-8")
    (folder / "de.po").write_text('msgid "Save 1,000 files"\nmsgstr "Save 100 files\u202e"\n' * 1, "utf-8")
    (folder / "c.csv").write_text("source,target\nSave it,=1+1\nSave it,Sichern\n", "utf-8")
    return folder


def report(folder: Path, *arguments: str, **environment: str) -> bytes:
    run = subprocess.run(
        [sys.executable, "-m", "tqcheck", "check", "--no-model", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    return run.stdout


@pytest.mark.parametrize("format_name", ["json", "sarif", "text", "html", "csv"])
def test_locale_time_zone_and_hash_seed(folder: Path, format_name: str) -> None:
    here = report(folder, ".", "--format", format_name, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    there = report(
        folder, ".", "--format", format_name, PYTHONHASHSEED="4242", TZ="Asia/Kathmandu", LC_ALL="tr_TR.UTF-8", LANG="C"
    )
    assert here == there
    assert len(here) > 500


def test_order_of_files(folder: Path) -> None:
    """Each document's part is the same, and so are the sums; the documents stand in the order of the paths."""
    names = ["a.txt", "b.md", "de.po", "c.csv"]
    one = json.loads(report(folder, *names, "--format", "json"))
    other = json.loads(report(folder, *reversed(names), "--format", "json"))

    def parts(of: dict[str, list[dict[str, object]]]) -> dict[object, object]:
        return {document["path"]: document for document in of["documents"]}

    assert parts(one) == parts(other)
    assert one["summary"] == other["summary"]
    assert one["tool"] == other["tool"]


def test_alone_as_in_company(folder: Path) -> None:
    together = json.loads(report(folder, "a.txt", "b.md", "--format", "json"))["documents"]
    alone = [json.loads(report(folder, name, "--format", "json"))["documents"][0] for name in ("a.txt", "b.md")]
    assert together == alone
