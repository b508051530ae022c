"""--changed-since: only what a branch changed, as git tells it, with real repositories."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import Run
from tqcheck.changes import Changes
from tqcheck.errors import ConfigError

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

OLD = "He came to Geneva on Thursday (30) and met the mayor of the town in the evening."
NEW = "She came to Berlin on Friday (31) and met the bishop of the town in the morning."
CLEAN = "They all went home on the next day and were never seen again in that town."


class Repository:
    """A repository with a branch `work` off `main`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init")
        self.write("tqcheck.toml", 'fail-on = "minor"\nselect = ["dates", "number", "inconsistent-translation"]\n')

    def git(self, *arguments: str) -> str:
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
        done = subprocess.run(["git", *identity, *arguments], cwd=self.root, capture_output=True, check=True)
        return done.stdout.decode()

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-m", "x", "--allow-empty")

    def branch(self) -> None:
        """What was written so far is on main; what comes is on the branch."""
        self.commit()
        self.git("switch", "-c", "work")

    def found(self, *arguments: str, status: int | None = None) -> list[tuple[str, str]]:
        """File and quote of each issue that a run reports."""
        run = Run("check", ".", "--changed-since", "main", "--format", "json", *arguments, cwd=self.root)
        documents: Any = run.json["documents"]
        found = [(d["path"], f["quote"]) for d in documents for f in d["findings"]]
        assert run.status == (bool(found) if status is None else status)
        return found


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_only_lines_that_the_branch_changed(repository: Repository) -> None:
    repository.write("a.txt", f"{OLD}\n\n{CLEAN}\n")
    repository.write("unchanged.txt", f"{OLD}\n")
    repository.branch()
    repository.write("a.txt", f"{OLD}\n\n{CLEAN}\n\n{NEW}\n")
    repository.commit()
    run = Run("check", ".", "--changed-since", "main", "--format", "json", cwd=repository.root)
    assert (run.status, [d["path"] for d in run.json["documents"]]) == (1, ["a.txt"])
    assert [f["quote"] for f in run.json["documents"][0]["findings"]] == ["(31)"]
    assert run.json["summary"]["words"] == len(NEW.split()), "the penalty is for the words that changed"
    assert "1 of 2 files changed since main" in run.err


def test_the_merge_base_counts_and_not_what_main_did_since(repository: Repository) -> None:
    repository.write("a.txt", f"{CLEAN}\n")
    repository.write("b.txt", f"{CLEAN}\n")
    repository.branch()
    repository.write("a.txt", f"{CLEAN}\n\n{NEW}\n")
    repository.commit()
    repository.git("switch", "main")
    repository.write("b.txt", f"{OLD}\n\n{CLEAN}\n")
    repository.commit()
    repository.git("switch", "work")
    assert repository.found() == [("a.txt", "(31)")]


def test_new_files_and_what_is_not_committed(repository: Repository) -> None:
    repository.write("old.txt", f"{OLD}\n")
    repository.branch()
    repository.write("committed.txt", f"{OLD}\n")
    repository.commit()
    repository.write("staged.txt", f"{OLD}\n")
    repository.git("add", "staged.txt")
    repository.write("untracked.txt", f"{NEW}\n")
    repository.write("old.txt", f"{OLD}\n\n{NEW}\n")
    assert repository.found() == [
        ("committed.txt", "(30)"),
        ("old.txt", "(31)"),
        ("staged.txt", "(30)"),
        ("untracked.txt", "(31)"),
    ]


def test_renames(repository: Repository) -> None:
    text = "\n\n".join([OLD, *[f"{CLEAN} Number {n}." for n in range(20)]])
    repository.write("a.txt", text)
    repository.write("b.txt", text.replace("Number", "No."))
    repository.branch()
    repository.git("mv", "a.txt", "a new.txt")
    repository.git("mv", "b.txt", "b2.txt")
    repository.write("b2.txt", text.replace("Number", "No.") + f"\n\n{NEW}\n")
    repository.commit()
    assert repository.found() == [("b2.txt", "(31)")]


@pytest.mark.parametrize("name", ["with space.txt", "ärger.txt", 'quo"te.txt', "b/a.txt", "back\\slash.txt"])
def test_names_that_git_quotes(repository: Repository, name: str) -> None:
    repository.write(name, f"{OLD}\n\n{CLEAN}\n")
    repository.branch()
    repository.write(name, f"{OLD}\n\n{CLEAN}\n\n{NEW}\n")
    repository.commit()
    assert repository.found() == [(name, "(31)")]


def test_settings_of_git_change_nothing(repository: Repository) -> None:
    repository.write("a.txt", f"{OLD}\n\n{CLEAN}\n")
    repository.branch()
    for key, value in {
        "diff.noprefix": "true",
        "diff.external": "false",
        "color.ui": "always",
        "diff.renames": "false",
        "core.quotePath": "false",
        "diff.context": "9",
    }.items():
        repository.git("config", key, value)
    repository.write("a.txt", f"{OLD}\n\n{CLEAN}\n\n{NEW}\n")
    assert repository.found() == [("a.txt", "(31)")]


def test_inside_a_hook(repository: Repository) -> None:
    repository.write("docs/a.txt", f"{OLD}\n\n{CLEAN}\n")
    repository.branch()
    repository.write("docs/a.txt", f"{OLD}\n\n{CLEAN}\n\n{NEW}\n")
    arguments = ("check", "docs", "--changed-since", "main", "--format", "json")
    run = Run(*arguments, cwd=repository.root, GIT_DIR=".git", GIT_PREFIX="docs/")
    assert [f["quote"] for d in run.json["documents"] for f in d["findings"]] == ["(31)"]


PO = 'msgid ""\nmsgstr "Language: de\\n"\n\n'


def unit(source: str, target: str) -> str:
    return f'msgid "{source}"\nmsgstr "{target}"\n\n'


def test_a_unit_counts_as_a_whole(repository: Repository) -> None:
    """A source or a continued line that changes touches its unit; a line taken out touches what is beside it."""
    other = unit("There are 250 files here", "Es gibt Dateien")
    long = 'msgid "There are 125 files here"\nmsgstr ""\n"Es gibt hier "\n"125 "\n"Dateien"\n\n'
    repository.write("de.po", PO + unit("There are 120 files here", "Es gibt hier 120 Dateien") + long + other)
    repository.branch()
    repository.write("de.po", PO + unit("There are 122 files here", "Es gibt hier 120 Dateien") + long + other)
    assert [path for path, _ in repository.found()] == ["de.po"]
    gap = long.replace('"125 "\n', "")
    repository.write("de.po", PO + unit("There are 120 files here", "Es gibt hier 120 Dateien") + gap + other)
    assert [path for path, _ in repository.found()] == ["de.po"]


def test_an_original_that_changes_touches_the_units_that_were_made_from_it(repository: Repository) -> None:
    original = '{{"a": "There are {} files here",\n "b": "There are 250 files here"}}'
    repository.write("locales/en.json", original.format(125))
    repository.write("locales/de.json", '{"a": "Es gibt hier 125 Dateien",\n "b": "Es gibt hier Dateien"}')
    repository.branch()
    repository.write("locales/en.json", original.format(126))
    assert [path for path, _ in repository.found()] == ["locales/de.json"]


def test_units_of_unchanged_files_are_compared_with(repository: Repository) -> None:
    """The only thing that unchanged files are read for; nothing is said of them."""
    repository.write("a/de.po", PO + unit("The file has been saved.", "Die Datei wurde gespeichert."))
    repository.write("b/de.po", PO + unit("There are 250 files here", "Es gibt Dateien"))
    repository.branch()
    repository.write("b/de.po", PO + unit("The file has been saved.", "Das Dokument ist gesichert."))
    assert repository.found() == [("b/de.po", "Das Dokument ist gesichert.")]


def test_nothing_changed(repository: Repository) -> None:
    repository.write("a.txt", f"{OLD}\n")
    repository.branch()
    assert repository.found(status=0) == []
    assert "PASSED" in Run("check", ".", "--changed-since", "main", cwd=repository.root).out


def test_with_a_baseline(repository: Repository) -> None:
    """A copy of an accepted issue is new: the baseline's line is for the one that was there."""
    repository.write("a.txt", f"{OLD}\n\n{CLEAN}\n")
    Run("baseline", ".", cwd=repository.root)
    repository.branch()
    repository.write("a.txt", f"{OLD}\n\n{CLEAN}\n\n{OLD}\n")
    assert repository.found("--baseline", "tqcheck.baseline") == [("a.txt", "(30)")]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda root: None, "no revision 'nowhere'"),
        (lambda root: shutil.rmtree(root / ".git"), "to be in a git repository"),
    ],
)
def test_what_git_cannot_tell_is_an_error(repository: Repository, spoil: Callable[[Path], None], says: str) -> None:
    repository.write("a.txt", CLEAN)
    repository.branch()
    spoil(repository.root)
    run = Run("check", ".", "--changed-since", "nowhere", cwd=repository.root)
    assert (run.status, run.out) == (2, "")
    assert says in run.err
    assert Run("check", "-", "--changed-since", "main", cwd=repository.root).status == 2


def test_branches_without_a_common_ancestor(repository: Repository) -> None:
    repository.write("a.txt", CLEAN)
    repository.branch()
    repository.git("checkout", "--orphan", "alone")
    repository.write("alone.txt", CLEAN)
    repository.commit()
    with pytest.raises(ConfigError, match="no common ancestor"):
        Changes("main", [repository.root])
    with pytest.raises(ConfigError, match="no revision"):
        Changes("--output=x", [repository.root])
