"""The baseline: accepted issues survive moves, lapse with the text, and merge."""

import hashlib
import json
import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.test_cli import Run
from tqcheck import Config
from tqcheck.api import engine
from tqcheck.baseline import HEADER, Baseline, Entry
from tqcheck.errors import ConfigError
from tqcheck.files import document_from_text
from tqcheck.report import exit_status, judge
from tqcheck.types import CheckedDocument, Document, Failure, Issue, Report, Severity

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
PLACES = ("Geneva", "Berlin", "Lisbon", "Madrid", "Paris", "Vienna", "Oslo", "Prague")


def sentence(number: int) -> str:
    """A sentence with one minor issue, another for each number."""
    day, place = DAYS[number % 5], PLACES[number // 5 % 8]
    return f"He came to {place} on {day} ({number % 28 + 1}) and met the mayor, the bishop and {number + 2} others."


def unit(number: int) -> str:
    """A unit of a catalogue with one issue: a number that is not the source's."""
    source = f"There are {number + 120} new files in folder {number + 1000}."
    return f'msgid "{source}"\nmsgstr "Im Ordner {number + 1000} sind neue Dateien."\n'


CATALOGUE = 'msgid ""\nmsgstr "Language: de\\n"\n\n'


def fingerprints(text: str, path: str, config: Config) -> list[str]:
    checked, failures = engine(config).check(document_from_text(text, path=path))
    assert not failures
    return [issue.fingerprint for issue in checked.issues]


NUMBERS = st.lists(st.integers(0, 30), min_size=1, max_size=6)


@settings(max_examples=15, deadline=None)
@given(numbers=NUMBERS, seed=st.integers(0, 99), blank=st.integers(1, 4))
def test_fingerprints_survive_moves_in_running_text(numbers: list[int], seed: int, blank: int) -> None:
    """Paragraphs in another order, lines between them, another name and another format."""
    config = Config(target_lang="en", select=("dates",))
    before = fingerprints("\n\n".join(map(sentence, numbers)), "a.txt", config)
    assert len(before) == len(numbers)
    assert len(set(before)) == len(set(numbers))
    moved = list(numbers)
    random.Random(seed).shuffle(moved)
    text = "# A heading of the page\n" + "\n" * blank + ("\n" * (blank + 1)).join(map(sentence, moved))
    assert sorted(fingerprints(text, "docs/b.md", config)) == sorted(before)


@settings(max_examples=15, deadline=None)
@given(numbers=st.lists(st.integers(0, 30), min_size=1, max_size=6, unique=True), seed=st.integers(0, 99))
def test_fingerprints_survive_moves_of_units(numbers: list[int], seed: int) -> None:
    config = Config(target_lang="de", select=("number",))
    before = fingerprints(CATALOGUE + "\n".join(map(unit, numbers)), "de.po", config)
    assert len(set(before)) == len(numbers)
    moved = list(numbers)
    random.Random(seed).shuffle(moved)
    after = fingerprints(CATALOGUE + "\n\n# a comment\n".join(map(unit, moved)), "po/other.po", config)
    assert sorted(after) == sorted(before)


@settings(max_examples=20, deadline=None)
@given(number=st.integers(0, 30), word=st.sampled_from(["mayor", "bishop", "others", "met", "He"]))
def test_fingerprints_lapse_when_the_sentence_changes(number: int, word: str) -> None:
    config = Config(target_lang="en", select=("dates",))
    text = sentence(number)
    assert fingerprints(text, "a.txt", config) != fingerprints(text.replace(word, word + "s"), "a.txt", config)
    beside = f"{text} This sentence stands beside it."
    assert fingerprints(text, "a.txt", config) == fingerprints(beside, "a.txt", config)


def test_fingerprints_lapse_when_the_source_changes() -> None:
    config = Config(target_lang="de", select=("number", "untranslated-unit"))
    text = CATALOGUE + unit(1)
    assert fingerprints(text, "a.po", config) != fingerprints(text.replace("new files", "files"), "a.po", config)
    empty = CATALOGUE + 'msgid "Open the file"\nmsgstr ""\n\nmsgid "Close the file"\nmsgstr ""\n'
    assert len(set(fingerprints(empty, "a.po", config))) == 2, "units without text are told apart by their sources"


def issue(fingerprint: str = "0" * 16, severity: Severity = Severity.MAJOR, quote: str = "q", line: int = 1) -> Issue:
    return Issue(
        rule="doubled-word",
        category="linguistic-conventions/grammar",
        severity=severity,
        start=0,
        end=1,
        line=line,
        column=1,
        end_line=line,
        end_column=2,
        quote=quote,
        message="m",
        segment_id="s",
        segment_start=0,
        segment_end=1,
        fingerprint=fingerprint,
    )


def report(**files: list[Issue]) -> Report:
    """A report on files, by name without the suffix .txt."""
    documents = [
        CheckedDocument(
            document=Document(path=f"{name}.txt", format="text", text="x", segments=()), words=10, issues=tuple(issues)
        )
        for name, issues in files.items()
    ]
    return judge(documents, [], config=Config(), signature="s")


RAN = {"doubled-word"}


@pytest.mark.parametrize("number", [0, 1, 255, 256, 1000])
def test_exit_status(number: int) -> None:
    """Any number of issues is 1, and none is 0; accepted ones don't count, one more does."""
    many = [issue(f"{n:016x}") for n in range(number)]
    found = report(a=many)
    assert exit_status(found) == (1 if number else 0)
    baseline = Baseline(Path("b")).renewed(found, roots=[], ran=RAN, prune=False)
    assert len(baseline.entries) == number
    accepted = baseline.applied(found, roots=[], ran=RAN)
    assert exit_status(accepted) == 0
    assert accepted.penalty_per_1000_words == 0
    assert len(accepted.documents[0].accepted) == number
    assert exit_status(baseline.applied(report(a=[*many, issue("f" * 16)]), roots=[], ran=RAN)) == 1


@pytest.mark.parametrize("number", [0, 1, 255, 256, 1000])
def test_exit_status_of_the_command(tmp_path: Path, number: int) -> None:
    """What the shell sees does not wrap at 256."""
    (tmp_path / "tqcheck.toml").write_text('fail-on = "minor"\nselect = ["dates"]\n')
    lines = [f"He came to town {n} on Thursday ({n % 28 + 1})." for n in range(number)]
    (tmp_path / "a.txt").write_text("\n\n".join(["This is the first line of the text.", *lines]))
    run = Run("check", "a.txt", "--target-lang", "en", "--format", "json", cwd=tmp_path)
    assert len(run.json["documents"][0]["findings"]) == number
    assert run.status == (1 if number else 0)


def test_an_issue_counts_as_often_as_it_was_accepted() -> None:
    baseline = Baseline(Path("b")).renewed(report(a=[issue(), issue(line=5)]), roots=[], ran=RAN, prune=False)
    assert len(baseline.entries) == 2
    again = baseline.applied(report(other=[issue(), issue(), issue()]), roots=[], ran=RAN)
    assert (len(again.documents[0].accepted), len(again.documents[0].issues)) == (2, 1)
    one_file_more = baseline.applied(report(new=[issue()], a=[issue(), issue()]), roots=[], ran=RAN)
    assert [len(checked.issues) for checked in one_file_more.documents] == [1, 0], "the new file has the new one"


def test_what_fits_nothing_is_stale_where_the_run_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    entries = [
        Entry("1" * 16, "doubled-word", "a.txt", "lapsed"),
        Entry("2" * 16, "doubled-word", "docs/gone.txt", "a file that is gone"),
        Entry("3" * 16, "doubled-word", "other/gone.txt", "in a folder that was not asked for"),
        Entry("4" * 16, "bracketed-day", "a.txt", "of a check that did not run"),
        Entry("5" * 16, "doubled-word", "unread.txt", "in a file that was not asked for"),
    ]
    (tmp_path / "unread.txt").write_text("x")
    (tmp_path / "docs").mkdir()
    baseline = Baseline(Path("b"), entries)
    applied = baseline.applied(report(a=[issue()]), roots=[Path("docs")], ran=RAN)
    assert [line.split("\t")[0][0] for line in applied.stale] == ["1", "2"]
    pruned = baseline.renewed(report(a=[issue()]), roots=[Path("docs")], ran=RAN, prune=True)
    assert [entry.fingerprint[0] for entry in pruned.entries] == ["3", "4", "5"]
    renewed = baseline.renewed(report(a=[issue()]), roots=[Path(".")], ran=RAN, prune=False)
    assert [entry.fingerprint[0] for entry in renewed.entries] == ["0", "4", "5"]


def test_what_could_not_be_checked_is_not_stale() -> None:
    baseline = Baseline(Path("b"), [Entry("1" * 16, "doubled-word", "a.txt", "q")])
    broken = replace(report(a=[]), failures=(Failure(path="a.txt", reason="crashed"),))
    assert baseline.applied(broken, roots=[Path()], ran=RAN).stale == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "cannot be read"),
        ("", "first line"),
        ("hello\n", "first line"),
        (HEADER.replace(" 1:", " 2:") + "\n", "newer tqcheck"),
        (HEADER + "\nnonsense\n", "line 2 is damaged"),
        (HEADER + "\n0123456789abcdef\tdoubled-word\ta.txt\tx\n0123\n", "line 3 is damaged"),
        (HEADER + "\n0123456789abcdef\tdoubled-word\ta.txt\tx", "cut off"),
        (HEADER + "\n<<<<<<< ours\n", "line 2: an unresolved merge"),
        (b"\xff\xfe", "not valid UTF-8"),
    ],
)
def test_a_damaged_or_missing_one_is_an_error(tmp_path: Path, text: str | bytes | None, says: str) -> None:
    path = tmp_path / "tqcheck.baseline"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError, match=says):
        Baseline.read(path)
    (tmp_path / "a.txt").write_text(sentence(1))
    for arguments in (("check", "a.txt", "--baseline", path), ("baseline", "a.txt", "--update")):
        run = Run(*arguments, cwd=tmp_path)
        assert run.status == 2
        assert "tqcheck.baseline" in run.err
    if text is not None:
        assert Run("baseline", "a.txt", cwd=tmp_path).status == 2, "what is no baseline is not overwritten"
        assert path.read_bytes() == (text if isinstance(text, bytes) else text.encode())


def test_the_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tqcheck.baseline"
    Baseline(path, [Entry("1" * 16, "doubled-word", "a.txt", "q")]).write()
    before = path.read_bytes()

    def full(self: Path, *_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Exception, match="No space left"):
        Baseline(path, [Entry("2" * 16, "doubled-word", "a.txt", "q")]).write()
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["tqcheck.baseline"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(quote=st.text(), path=st.text(min_size=1).filter(lambda path: "\0" not in path and path[0] not in "/<"))
def test_any_quote_and_path_come_back(tmp_path: Path, quote: str, path: str) -> None:
    baseline = Baseline(tmp_path / "b")
    entry = baseline.entry(issue(quote=quote), str(tmp_path / path))
    assert len(entry.line.splitlines()) == 1
    try:
        Baseline(tmp_path / "b", [entry]).write()
    except UnicodeEncodeError:
        pytest.fail("a lone surrogate")
    assert Baseline.read(tmp_path / "b").entries == [entry]


def test_the_command_and_the_gate(tmp_path: Path) -> None:
    (tmp_path / "tqcheck.toml").write_text('fail-on = "minor"\nbaseline = "tqcheck.baseline"\n')
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.txt").write_text(sentence(1) + "\n\n" + sentence(2))
    assert Run("check", "docs", cwd=tmp_path).status == 2, "a baseline that the configuration names must be there"
    run = Run("baseline", "docs", cwd=tmp_path)
    assert (run.status, run.out) == (0, "tqcheck.baseline: 2 issues accepted (2 new, 0 dropped)\n")
    lines = (tmp_path / "tqcheck.baseline").read_text("utf-8").splitlines()
    assert lines[0] == HEADER
    assert lines[1:] == sorted(lines[1:])
    assert {tuple(line.split("\t")[1:]) for line in lines[1:]} == {
        ("bracketed-day", "docs/a.txt", "(2)"),
        ("bracketed-day", "docs/a.txt", "(3)"),
    }
    report = Run("check", ".", "--format", "json", cwd=tmp_path).json
    assert report["summary"]["passed"] is True
    assert report["summary"]["penalty_per_1000_words"] == 0
    (document,) = report["documents"]
    assert (document["findings"], len(document["accepted"])) == ([], 2)
    assert report["baseline"]["stale"] == []
    assert Run("check", "a.txt", cwd=tmp_path / "docs").status == 0, "from its own folder too"
    (tmp_path / "docs/a.txt").rename(tmp_path / "docs/b.txt")
    (tmp_path / "docs/b.txt").write_text("One more.\n\n" + sentence(2) + "\n\n" + sentence(3))
    run = Run("check", ".", "--format", "json", cwd=tmp_path)
    assert run.status == 1
    assert [finding["quote"] for finding in run.json["documents"][0]["findings"]] == ["(4)"]
    assert [line.split("\t")[3] for line in run.json["baseline"]["stale"]] == ["(2)"]
    assert "1 line of the baseline fit" in Run("check", ".", cwd=tmp_path).out
    assert Run("baseline", ".", "--update", cwd=tmp_path).out.endswith("1 issue accepted (0 new, 1 dropped)\n")
    assert "docs/b.txt" in (tmp_path / "tqcheck.baseline").read_text("utf-8"), "the new name"
    assert Run("check", ".", cwd=tmp_path).status == 1, "--update accepts nothing new"
    assert Run("check", ".", "--baseline", "none", cwd=tmp_path).status == 2


def test_what_cannot_be_checked_is_named_and_the_rest_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(sentence(1))
    (tmp_path / "b.txt").write_bytes(b"caf\xe9 \xff")
    run = Run("baseline", "a.txt", "b.txt", "--output", "x.baseline", cwd=tmp_path)
    assert run.status == 2
    assert "b.txt" in run.err
    assert len(Baseline.read(tmp_path / "x.baseline").entries) == 1


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("union", [False, True])
@pytest.mark.parametrize("before", [0, 400])
def test_two_branches_that_add_entries_merge(tmp_path: Path, union: bool, before: int) -> None:
    """In a long file additions land apart; in a short one git needs merge=union, as the manual says."""

    def save(*ranges: range) -> None:
        entries = [
            Entry(hashlib.sha256(bytes([n % 256, n // 256])).hexdigest()[:16], "doubled-word", "a.txt", f"q{n}")
            for r in ranges
            for n in r
        ]
        Baseline(tmp_path / "tqcheck.baseline", entries).write()

    git(tmp_path, "init")
    if union:
        (tmp_path / ".gitattributes").write_text("*.baseline merge=union\n")
    save(range(before))
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "start")
    git(tmp_path, "switch", "-c", "other")
    save(range(before), range(1000, 1003))
    git(tmp_path, "commit", "-am", "other")
    git(tmp_path, "switch", "main")
    save(range(before), range(2000, 2003))
    git(tmp_path, "commit", "-am", "ours")
    merged = git(tmp_path, "merge", "other", "-m", "both")
    if not before and not union:
        assert merged.returncode != 0
        with pytest.raises(ConfigError, match="unresolved merge"):
            Baseline.read(tmp_path / "tqcheck.baseline")
        return
    assert merged.returncode == 0, merged.stdout
    assert len(Baseline.read(tmp_path / "tqcheck.baseline").entries) == before + 6


def test_json_names_the_baseline(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(sentence(1))
    Run("baseline", "a.txt", cwd=tmp_path)
    run = Run("check", "a.txt", "--baseline", "tqcheck.baseline", "--format", "json", cwd=tmp_path)
    assert json.loads(run.out)["baseline"] == {"path": "tqcheck.baseline", "stale": []}
