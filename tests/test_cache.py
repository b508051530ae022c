"""The cache: the same reports, byte by byte, never an old answer, and no trouble that is not said once."""

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests import repository
from tests.test_ci import UNITS
from tests.test_cli import Run as Command
from tqcheck import reporters, shipped
from tqcheck.cache import Cache, Keys, keys
from tqcheck.cli import cli
from tqcheck.config import Config
from tqcheck.files import discover
from tqcheck.run import Run, run
from tqcheck.settings import Settings
from tqcheck.types import Oddity, Severity

PROSE = (
    "The deal was signed in Geneva by the two sides. He arrived on Thursday (30) and left the same evening by train.\n"
)
FORMATS = [*reporters.MODULES, reporters.SUMMARY]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """36 units in six formats, two of them bad, one of those silenced in its file; and running text."""
    folder = tmp_path / "tree"
    bad = repository.write(folder, 36)
    bad["gettext"].make()
    bad["rails"].make()
    (folder / "tqcheck.toml").write_text('model = false\nsource-lang = "en"\nfail-on = "minor"\n')
    (folder / "prose.md").write_text(PROSE + "\n<!-- tqcheck: ignore doubled-word -->\n\nThe the deal stands.\n")
    monkeypatch.chdir(folder)
    return folder


def check(cache: Cache | None, *, jobs: int = 1, source: Path | None = None, **options: Any) -> Run:
    settings = Settings(None, **options)
    found = list(discover.discover([Path(".")]))
    return run(found, settings=settings, config=settings.for_run([Path(".")]), cache=cache, jobs=jobs, source=source)


def quiet(folder: Path) -> Cache:
    def say(what: str) -> None:
        raise AssertionError(what)

    return Cache(folder, say=say)


def command(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_reports_are_the_same_byte_by_byte(tree: Path, tmp_path: Path, cache_folder: Path) -> None:
    runs = {
        "without": check(None),
        "first": check(quiet(cache_folder)),
        "second": check(quiet(cache_folder)),
        "jobs": check(quiet(cache_folder), jobs=2),
    }
    assert runs["second"].kept == len(runs["second"].report.documents) == 11
    assert runs["second"].report == runs["without"].report
    assert runs["second"].rules == runs["without"].rules
    assert any(checked.silenced for checked in runs["second"].report.documents)
    assert sum(1 for _ in runs["second"].report.issues) >= 3
    for name, done in runs.items():
        (tmp_path / name).mkdir()
        reporters.write(done.report, [(form, tmp_path / name / form) for form in FORMATS])
    for form in FORMATS:
        texts = {(tmp_path / name / form).read_bytes() for name in runs}
        assert len(texts) == 1, form


def test_the_cached_path_loads_no_checks_and_no_model(tree: Path) -> None:
    program = (
        "import sys; from tqcheck.cli import cli; cli.main(['check', '.', '--format', 'json'], standalone_mode=False)"
    )
    exits = "\nexcept SystemExit: print(*sys.modules, sep='\\n', file=sys.stderr)"
    program = program.replace("; cli.main", "\ntry: cli.main") + exits
    loaded = [
        set(subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True).stderr.split())
        for _ in range(2)
    ]
    heavy = {"numpy", "onnxruntime", "tokenizers", "tqcheck.checks", "tqcheck.engine"}
    assert {"numpy", "tqcheck.checks", "tqcheck.engine"} <= loaded[0]
    assert "tqcheck.run" in loaded[1]
    assert not heavy & loaded[1]


def _glossary(tree: Path) -> None:
    (tree / "terms.csv").write_text("source,target\nfile,Akte\n")


CHANGES: dict[str, Callable[[Path], object]] = {
    "the file": lambda tree: (tree / "json/de.json").write_text('{"key_2": "Seite 12 steht da."}'),
    "a bad translation": lambda tree: (tree / "gettext/de.po").write_text("nothing of gettext"),
    "the original": lambda tree: (tree / "json/en.json").write_text('{"key_2": "The page 99 stands here."}'),
    "no original": lambda tree: (tree / "properties/messages_en.properties").unlink(),
    "another original": lambda tree: shutil.copy(
        tree / "android/res/values-de/strings.xml", tree / "android/res/values/strings.xml"
    ),
    "the configuration": lambda tree: (tree / "tqcheck.toml").write_text('model = false\nignore = ["number"]\n'),
    "a glossary": _glossary,
    "phrases": lambda tree: (tree / "names.txt").write_text("Thursday (30)\n"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_no_answer_is_old(what: str, tree: Path, cache_folder: Path) -> None:
    (tree / "terms.csv").write_text("source,target\nfile,Datei\n")
    (tree / "names.txt").write_text("Geneva\n")
    options: dict[str, Any] = {"glossary": ("terms.csv",), "do_not_translate_files": ("names.txt",)}
    before = check(quiet(cache_folder), **options)
    assert check(quiet(cache_folder), **options).report == before.report
    CHANGES[what](tree)
    check_all_new(cache_folder, **options)


def check_all_new(cache_folder: Path, **options: Any) -> None:
    """The answer is that without a cache."""
    expected, found = check(None, **options), check(quiet(cache_folder), **options)
    assert found.report == expected.report
    assert found.kept < len(expected.report.documents) or expected.report.failures


def test_the_name_of_an_answer_says_all_that_it_depends_on(
    tree: Path, tmp_path: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path("json/de.json")
    source = tmp_path / "source.json"
    source.write_text("{}")
    (tree / "terms.csv").write_text("source,target\na,b\n")
    model = tmp_path / "model"
    model.mkdir()
    (model / "weights").write_text("1")
    names: list[str | None] = []

    def name(config: Config | None = None, source: Path | None = None) -> None:
        names.append(Keys(quiet(cache_folder), source=source).of_file(path, config or Config()))

    name()
    name()
    assert names[0] == names[1], "nothing changed"
    assert names.pop() is not None
    name(Config(select=("number",)))
    name(Config(fail_on=Severity.MINOR))
    name(Config(source_lang="de"))
    name(source=source)
    source.write_text('{"a": "b"}')
    name(source=source)
    terms = Config(glossary=("terms.csv",))
    name(terms)
    (tree / "terms.csv").write_text("source,target\na,c\n")
    name(terms)
    name(Config(model=str(model)))
    (model / "weights").write_text("2")
    name(Config(model=str(model)))
    (tree / "json/en.json").write_text("{}")
    name()
    (tree / "json/en.json").unlink()
    name()
    path.write_text("{}")
    name()
    monkeypatch.setattr(keys, "__version__", "another")
    name()
    monkeypatch.setattr(keys, "_libraries", lambda: ["regex-1.dist-info"])
    name()
    tables = tmp_path / "models"
    (tables / "words").mkdir(parents=True)
    (tables / "grammar/xx").mkdir(parents=True)
    monkeypatch.setattr(shipped, "_PLACES", (tables,))
    name()
    (tables / "words/words.bin").write_text("a table")
    name()
    (tables / "grammar/xx/model.onnx").write_text("a model")
    name()
    assert None not in names
    assert len(set(names)) == len(names)


def test_what_holds_for_a_whole_run_changes_no_file(tree: Path, cache_folder: Path) -> None:
    check(quiet(cache_folder))
    strict = check(quiet(cache_folder), max_penalty=0.0)
    assert strict.kept == 11
    assert strict.report == check(None, max_penalty=0.0).report


def test_models_of_a_hub_and_pipes_are_not_kept(tree: Path, cache_folder: Path) -> None:
    names = Keys(quiet(cache_folder))
    assert names.of_file(Path("prose.md"), Config(model="someone/model")) is None
    os.mkfifo("pipe.md")
    assert names.of_file(Path("pipe.md"), Config()) is None
    assert names.of_run(Config(), [None], []) is None


def test_where_the_program_cannot_be_read_nothing_is_kept(
    tree: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_program_files", lambda: [tree / "gone.py"])
    assert check(quiet(cache_folder)).report == check(None).report
    assert not cache_folder.exists()


def test_what_could_not_be_checked_is_tried_again(tree: Path, cache_folder: Path) -> None:
    (tree / "gettext/de.po").write_bytes(b'msgid "a"\nmsgstr "\xff\xfe"\n"broken')
    first, second = check(quiet(cache_folder)), check(quiet(cache_folder))
    assert second.report.failures == first.report.failures != ()
    assert second.kept == 10


def test_a_file_that_changes_while_it_is_checked_is_not_kept(
    tree: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tqcheck.engine import Engine

    original, outcome = Path("prose.md").read_text(), Engine.outcome

    def slow(self: Engine, item: Any, **options: Any) -> Any:
        if item == Path("prose.md"):
            item.write_text("The the deal was signed.")
        return outcome(self, item, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Engine, "outcome", slow)
        check(quiet(cache_folder))
    Path("prose.md").write_text(original)
    assert check(quiet(cache_folder)).report == check(None).report


def test_two_runs_at_once(tree: Path, cache_folder: Path) -> None:
    arguments = [sys.executable, "-m", "tqcheck", "check", ".", "--format", "json"]
    both = [subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    (one, said), (other, said_too) = (process.communicate() for process in both)
    assert one == other
    assert said == said_too == b""
    assert check(quiet(cache_folder)).kept == 11


def test_a_run_that_is_killed_leaves_no_half_entry(tree: Path, cache_folder: Path) -> None:
    program = (
        "import os, sys; from tqcheck.cli import cli; replace = os.replace; done = []\n"
        "def deadly(*paths):\n"
        "    done.append(paths)\n"
        "    os.kill(os.getpid(), 9) if len(done) > 4 else replace(*paths)\n"
        "os.replace = deadly\n"
        "cli.main(['check', '.', '--jobs', '1'])"
    )
    killed = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    left = [path.suffix for path in cache_folder.iterdir()]
    assert left.count(".part") == 1
    assert left.count("") == 4
    resumed = check(quiet(cache_folder))
    assert 0 < resumed.kept < 11, "what was done is not done again"
    assert resumed.report == check(None).report
    assert check(quiet(cache_folder)).kept == 11


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff" * 100, b"0" * 64 + b"\n{}", None])
def test_a_damaged_entry_is_ignored_and_said_once(tree: Path, cache_folder: Path, damage: bytes | None) -> None:
    check(quiet(cache_folder))
    for path in cache_folder.iterdir():
        path.write_bytes(path.read_bytes()[:-1] if damage is None else damage)
    said: list[str] = []
    found = check(Cache(cache_folder, say=said.append))
    assert found.report == check(None).report
    assert len(said) == 1
    assert str(cache_folder) in said[0]
    assert check(quiet(cache_folder)).kept == 11, "it is written anew"


def test_a_cache_that_cannot_be_written_is_said_once(
    tree: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    result = command("check", ".", "--jobs", "1")
    assert result.exit_code == 1
    assert result.stderr.count("the cache") == result.stderr.count("\n") == 1
    assert "Read-only file system" in result.stderr


def test_a_cache_that_is_no_folder_is_said_once(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said: list[str] = []
    found = check(Cache(tmp_path / "file", say=said.append))
    assert found.report == check(None).report
    assert len(said) == 1


def test_the_oldest_goes_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path, say=print, most_bytes=5000)
    (tmp_path / "thesis.txt").write_text("x" * 9000)
    names = [f"{number:064x}" for number in range(10)]
    for age, name in enumerate(names):
        cache.put(name, "x" * 900)
        os.utime(tmp_path / name, (age, age))
    assert cache.get(names[0], str) is not None, "it is used, so it is young"
    cache.trim()
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"thesis.txt", names[0], *names[-3:]}


def test_it_stays_small_where_something_cannot_be_checked(tree: Path, cache_folder: Path) -> None:
    (tree / "prose.md").write_bytes(b"\xff\xfe\xfd")
    assert check(Cache(cache_folder, say=print, most_bytes=5000)).report.failures
    entries = [path.stat().st_size for path in cache_folder.iterdir()]
    assert 0 < sum(entries) <= 5000


def test_no_cache_keeps_nothing(tree: Path, cache_folder: Path) -> None:
    assert command("check", ".", "--no-cache").exit_code == 1
    assert not cache_folder.exists()
    elsewhere = cache_folder.parent / "elsewhere"
    assert command("check", ".", "--cache-dir", str(elsewhere)).exit_code == 1
    assert len(list(elsewhere.iterdir())) >= 12
    assert not cache_folder.exists()


def test_a_baseline_is_the_same_from_the_cache(tree: Path) -> None:
    ran = [command("baseline", ".", *more) for more in (["--no-cache"], [], [])]
    assert [result.exit_code for result in ran] == [0, 0, 0]
    reports = [
        command("check", ".", "--baseline", "tqcheck.baseline", "--format", "json", *more).stdout
        for more in (["--no-cache"], [], [])
    ]
    assert len(set(reports)) == 1
    assert '"passed": true' in reports[0]
    Path("prose.md").write_text(PROSE + "She came back on Friday (24) by train.\n")
    ran_again = [
        command("check", ".", "--baseline", "tqcheck.baseline", "--format", "json", *more)
        for more in (["--no-cache"], [], [])
    ]
    assert {result.exit_code for result in ran_again} == {1}
    assert len({result.stdout for result in ran_again}) == 1


def test_what_a_branch_changed_is_the_same_from_the_cache(tree: Path) -> None:
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "all")
    Path("prose.md").write_text(PROSE + "\nShe came back on Friday (24) by train.\n")
    path = Path("properties/messages_de.properties")
    path.write_text(path.read_text() + "key_new=Die die Seite.\n")
    command("check", ".")
    results = [
        command("check", ".", "--changed-since", "HEAD", "--format", "json", *more) for more in (["--no-cache"], [], [])
    ]
    assert {result.exit_code for result in results} == {1}
    assert len({result.stdout for result in results}) == 1


def test_an_answer_names_the_models_of_its_own_file() -> None:
    """What another file needed a model for is not said of this one."""
    from tqcheck.api import language_id
    from tqcheck.engine import Engine
    from tqcheck.files import document_from_text

    class Model:
        signature = "fake"

        def oddities(self, texts: Sequence[str], *, known_errors: int = 0) -> list[list[Oddity]]:
            return [[] for _ in texts]

        def mended(self, text: str, start: int, end: int, kind: str) -> str | None:
            return None

    engine = Engine(Config(), language_id(), model_for=lambda language: Model() if language == "en" else None)
    english = document_from_text(PROSE, path="a.txt")
    german = document_from_text("Die Zahl der neuen Wohnungen ist im letzten Jahr gestiegen.\n", path="b.txt")
    assert engine.outcome(english).models == {"fake"}
    assert engine.outcome(german).models == frozenset()
    assert "model:fake" in engine.signature


def test_the_second_run_takes_less_than_a_tenth(tmp_path: Path) -> None:
    """In seconds of the processor, which do not depend on what else the machine does."""
    repository.write(tmp_path, max(2000, UNITS))
    (tmp_path / "tqcheck.toml").write_text("")

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = Command("check", ".", "--jobs", "1", cwd=tmp_path)
        assert done.status in (0, 1), done.err
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    first = seconds()
    assert min(seconds(), seconds()) < first / 10
