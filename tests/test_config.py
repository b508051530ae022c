"""Configuration: what holds for which file, and what is wrong with it."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import Run
from tqcheck import Config, check_file
from tqcheck.api import engine
from tqcheck.config import keys
from tqcheck.errors import ConfigError
from tqcheck.settings import Settings
from tqcheck.types import Severity

BAD = (
    "The deal was signed in Geneva by the two sides. He arrived on Thursday (30) and left the same evening by train.\n"
)


def write(folder: Path, **files: str) -> Path:
    """Files by name, `__` for a slash and `_` for a full stop."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_tqcheck_toml_may_have_the_table_of_pyproject(tmp_path: Path) -> None:
    write(tmp_path, tqcheck_toml='[tool.tqcheck]\nignore = ["dates"]\n[tool.tqcheck.per-file."a.txt"]\nignore = []\n')
    assert Settings().for_file(tmp_path / "b.txt").ignore == ("dates",)
    assert Settings().for_file(tmp_path / "a.txt").ignore == ()
    write(tmp_path, tqcheck_toml="fail-on = 'minor'\n[tool.tqcheck]\n")
    with pytest.raises(ConfigError, match="unknown key 'tool'"):
        Settings().for_file(tmp_path / "b.txt")


def test_the_nearest_file_holds(tmp_path: Path) -> None:
    write(
        tmp_path,
        pyproject_toml='[tool.tqcheck]\nfail-on = "critical"\n',
        a__tqcheck_toml='fail-on = "minor"\n',
        a__pyproject_toml='[tool.tqcheck]\nfail-on = "never"\n',
        a__b__pyproject_toml="[tool.other]\n",
    )
    settings = Settings()
    assert settings.for_file(tmp_path / "x.txt").fail_on is Severity.CRITICAL
    assert settings.for_file(tmp_path / "a/x.txt").fail_on is Severity.MINOR
    assert settings.for_file(tmp_path / "a/b/x.txt").fail_on is Severity.MINOR, "a file without our table is none"
    named = Settings(tmp_path / "pyproject.toml")
    assert named.for_file(tmp_path / "a/x.txt").fail_on is Severity.CRITICAL, "--config wins"


def test_a_run_has_what_is_nearest_to_all_its_paths(tmp_path: Path) -> None:
    write(tmp_path, tqcheck_toml="max-penalty = 1.0\n", a__tqcheck_toml="max-penalty = 2.0\n", a__x_txt="", y_txt="")
    settings = Settings()
    assert settings.for_run([tmp_path / "a/x.txt"]).max_penalty == 2
    assert settings.for_run([tmp_path / "a"]).max_penalty == 2
    assert settings.for_run([tmp_path / "a/x.txt", tmp_path / "y.txt"]).max_penalty == 1


def test_tables_for_some_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        tqcheck_toml="""
ignore = ["dates"]
severity = { doubled-word = "major", spacing = "neutral" }
[languages]
"docs/**" = "en"
"docs/pt/**" = "pt-br"
[per-file."docs/pt/**"]
ignore = []
fail-on = "never"
severity = { doubled-word = "critical" }
[per-file."*.md"]
source-lang = "de"
""",
    )
    settings = Settings(target_lang=None, strictness="high")
    config = settings.for_file(tmp_path / "docs/pt/x.md")
    assert (config.target_lang, config.source_lang, config.ignore, config.fail_on) == ("pt-BR", "de", (), None)
    assert dict(config.severity) == {"doubled-word": Severity.CRITICAL, "spacing": Severity.NEUTRAL}
    assert config.strictness == "high"
    other = settings.for_file(tmp_path / "docs/x.txt")
    assert (other.target_lang, other.source_lang, other.ignore) == ("en", None, ("dates",))
    assert other.fail_on is Severity.MAJOR
    assert Settings(target_lang="fr").for_file(tmp_path / "docs/pt/x.md").target_lang == "fr", "options win"


def test_each_file_is_judged_by_its_own(tmp_path: Path) -> None:
    write(tmp_path, tqcheck_toml='[per-file."b.txt"]\nfail-on = "minor"\n', a_txt=BAD, b_txt=BAD)
    settings = Settings()

    def passed(*names: str) -> bool:
        paths = [tmp_path / name for name in names]
        report = engine(settings.for_run(paths)).check_all(
            paths, engine_for=lambda path: engine(settings.for_file(path))
        )
        return report.passed

    assert passed("a.txt")
    assert not passed("b.txt")
    assert not passed("a.txt", "b.txt")


def test_severity_and_confidence_by_check_or_group(tmp_path: Path) -> None:
    path = write(tmp_path, a_txt=BAD) / "a.txt"

    def severities(**said: Any) -> list[Severity]:
        return [issue.severity for issue in check_file(path, config=Config(target_lang="en", **said))]

    assert severities() == [Severity.MINOR]
    assert severities(severity={"dates": "critical"}) == [Severity.CRITICAL]
    assert severities(severity={"dates": "critical", "bracketed-day": "neutral"}) == [Severity.NEUTRAL]
    (issue,) = check_file(path, config=Config(target_lang="en"))
    assert severities(min_confidence={"bracketed-day": issue.confidence}) == [Severity.MINOR]
    if issue.confidence < 1:
        assert severities(min_confidence={"bracketed-day": 1}) == []


def test_python_takes_the_same_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, docs__a_txt=BAD) / "docs/a.txt"
    monkeypatch.chdir(tmp_path)
    mappings: Any = {"per_file": {"docs/**": {"ignore": ["dates"]}}, "languages": {"*.txt": "en"}}
    assert check_file(path) != []
    assert check_file(path, config=Config(**mappings)) == []
    assert Run("baseline", "docs", cwd=tmp_path).status == 0
    assert check_file(path, config=Config(baseline="tqcheck.baseline")) == []


def test_phrases_from_files(tmp_path: Path) -> None:
    left = "The minister spoke of the plan [sobre as garantias de segurança que a Rússia busca] on Monday afternoon.\n"
    write(tmp_path, tqcheck_toml='do-not-translate-files = ["names.txt"]\n', docs__a_txt=left)
    write(tmp_path, names_txt="# phrases\n\nsobre as garantias de segurança que a Rússia busca\n")
    path = tmp_path / "docs/a.txt"
    assert check_file(path, config=Settings().for_file(path)) == []
    assert check_file(path) != []
    write(tmp_path, tqcheck_toml='do-not-translate-files = ["lost/names.txt"]\n')
    with pytest.raises(ConfigError, match=r"do-not-translate-files: .*names\.txt: cannot be read"):
        engine(Settings().for_file(path))


def test_files_in_a_run_are_compared_across_their_configurations(tmp_path: Path) -> None:
    """Files with the same languages are compared; each is told what its own configuration asks for."""
    po = 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "The file has been saved."\nmsgstr "{}"\n'
    write(tmp_path, a__de_po=po.format("Die Datei wurde gespeichert."), b__de_po=po.format("Das Dokument ist sicher."))
    write(tmp_path, c__de_po=po.format("Die Datei wurde gespeichert."))

    def told(toml: str) -> list[str]:
        write(tmp_path, tqcheck_toml=toml)
        settings = Settings()
        report = engine(settings.for_run([tmp_path])).check_all(
            [tmp_path / "a/de.po", tmp_path / "b/de.po", tmp_path / "c/de.po"],
            engine_for=lambda path: engine(settings.for_file(path)),
        )
        return [issue.rule for issue in report.issues if issue.rule == "inconsistent-translation"]

    assert told("") == ["inconsistent-translation"]
    assert told('[per-file."a/**"]\nstrictness = "high"\n') == ["inconsistent-translation"]
    assert told('[per-file."b/**"]\nignore = ["inconsistent-translation"]\n') == []


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("fial-on = 'minor'", "unknown key 'fial-on'; did you mean 'fail-on'?"),
        ("fail_on = 'minor'", "did you mean 'fail-on'?"),
        ("fail-on = 'majr'", "fail-on must be minor, major, critical or never, not 'majr'; did you mean 'major'?"),
        ("strictness = 'hihg'", "did you mean 'high'?"),
        ("severity = { bracketed-day = 'mnor' }", "severity of bracketed-day must be"),
        ("severity = { bracketed-day = 'mnor' }", "did you mean 'minor'?"),
        ("severity = { bracketed-dya = 'minor' }", "severity: there is no check 'bracketed-dya'; did you mean 'br"),
        ("severity = 'minor'", "severity must be a table"),
        ("min-confidence = { dates = 1.5 }", "min-confidence of dates must be a number from 0 to 1, not 1.5"),
        ("min-confidence = { dtes = 0.5 }", "min-confidence: there is no check 'dtes'; did you mean 'dates'?"),
        ("select = ['untranslated-spam']", "select: there is no check 'untranslated-spam'; did you mean 'untr"),
        ("ignore = ['daets']", "ignore: there is no check 'daets'; did you mean 'dates'?"),
        ("ignore = [3]", "ignore must be a string, not 3"),
        ("target-lang = 'portuguese'", "target-lang: unknown language 'portuguese'"),
        ("target-lang = 'portuguese'", "did you mean 'pt' (Portuguese)?"),
        ("target-lang = 'englsh'", "did you mean 'en' (English)?"),
        ("target-lang = 'cn'", "did you mean 'zh' (Chinese)?"),
        ("languages = { 'docs/pt/**' = 'ptt' }", "languages: 'docs/pt/**': unknown language 'ptt'"),
        ("languages = { '!docs' = 'pt' }", "languages: '!docs' fits no path"),
        ("columns = { sauce = 'en' }", "did you mean 'source'?"),
        ("model-labels = { X = 'oder' }", "did you mean 'order'?"),
        ("min-bleu = 101", "min-bleu must be a number from 0 to 100, not 101"),
        ("severity = { a = 3 }", "severity of a must be neutral, minor, major or critical, not 3"),
        ("baseline = ['a']", "baseline must be a string"),
        ("per-file = 3", "per-file must be a table"),
        ("[per-file.'docs/**']\nfial-on = 'minor'", "per-file: 'docs/**': unknown key 'fial-on'; did you mean"),
        ("[per-file.'docs/**']\nfail-on = 'mior'", "per-file: 'docs/**': fail-on must be"),
        ("[per-file.'docs/**']\nignore = ['daets']", "[per-file.\"docs/**\"]: ignore: there is no check 'daets'"),
        ("[per-file.'docs/**']\nmax-penalty = 3", "max-penalty holds for a whole run, not for some files"),
        ("[per-file.'docs/**'.per-file]\n", "per-file holds for a whole run"),
        ("glossary = ['a.csv'", "not valid TOML"),
    ],
)
def test_what_is_wrong_is_named_with_the_file(tmp_path: Path, toml: str, says: str) -> None:
    write(tmp_path, tqcheck_toml=toml)
    with pytest.raises(ConfigError) as error:
        Settings().for_file(tmp_path / "x.txt")
    assert "tqcheck.toml: " in str(error.value)
    assert says in str(error.value)


def test_every_key_is_explained() -> None:
    assert len(keys()) == len(set(keys())) > 15


TREE = {
    "locales/en.json": '{"a": "Save the file"}',
    "locales/de.json": '{"a": "Datei sichern"}',
    "docs/pt/a.md": "Texto",
    "docs/de/a [1].md": "Text",
    "README.md": "Text",
    ".hidden/fr.json": "{}",
}


def tree(folder: Path) -> Path:
    for name, text in TREE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_init_writes_what_it_finds(tmp_path: Path) -> None:
    run = Run("init", cwd=tree(tmp_path))
    assert run.status == 0
    text = (tmp_path / "tqcheck.toml").read_text("utf-8")
    assert "# Found: 2 .json files (de, en)\n# Found: 3 .md files (de, pt)\n# Originals: locales/en.json\n" in text
    settings = Settings()
    assert settings.for_file(tmp_path / "docs/pt/b.md").target_lang == "pt"
    assert settings.for_file(tmp_path / "docs/de/a [1].md").target_lang == "de"
    assert settings.for_file(tmp_path / "README.md").target_lang is None
    assert settings.for_run([tmp_path]).source_lang == "en"
    assert all(f"\n{key} = " in text or f"\n# {key} = " in text for key in keys() if key != "per-file")


def test_each_line_of_init_can_be_switched_on(tmp_path: Path) -> None:
    Run("init", cwd=tree(tmp_path))
    path = tmp_path / "tqcheck.toml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(re.sub(r"^# (?=[a-z-]+ = |\[per-file)", "", line) for line in lines), "utf-8")
    config = Settings(path).for_run()
    assert all(getattr(config, key.replace("-", "_")) != () for key in keys())


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "tqcheck.toml").write_text("# ours\n")
    run = Run("init", cwd=tmp_path)
    assert (run.status, (tmp_path / "tqcheck.toml").read_text()) == (2, "# ours\n")
    assert "--force" in run.err
    assert Run("init", "--force", cwd=tmp_path).status == 0
    (tmp_path / "tqcheck.toml").unlink()
    (tmp_path / "pyproject.toml").write_text("[tool.tqcheck]\n")
    assert Run("init", cwd=tmp_path).status == 2
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    assert Run("init", ".", cwd=tmp_path).status == 0


def test_show_config_says_what_holds_and_why(tmp_path: Path) -> None:
    write(
        tmp_path,
        tqcheck_toml='fail-on = "never"\n[languages]\n"docs/**" = "pt"\n[per-file."*.md"]\nstrictness = "high"\n'
        'severity = { dates = "major" }\n',
        docs__a_md="x",
    )
    run = Run("check", "--show-config", "docs/a.md", "--ignore", "spacing", cwd=tmp_path)
    assert run.status == 0
    lines = {" ".join(line.split()) for line in run.out.splitlines()}
    assert {
        "# docs/a.md",
        'target-lang = "pt" # tqcheck.toml [languages."docs/**"]',
        'strictness = "high" # tqcheck.toml [per-file."*.md"]',
        'severity = { dates = "major" } # tqcheck.toml [per-file."*.md"]',
        'fail-on = "never" # tqcheck.toml',
        'ignore = ["spacing"] # the command line',
        "select = [] # default",
        "# baseline is not set # default",
    } <= lines
    assert "per-file" in Run("check", "--show-config", cwd=tmp_path).out
    assert Run("check", "--show-config", "none.md", cwd=tmp_path).status == 2


def test_bounds_of_scores_are_keys(tmp_path: Path) -> None:
    write(tmp_path, tqcheck_toml="min-bleu = 99.0\n", h_txt="A house on the hill.\n", r_txt="The home by a lake now.\n")
    run = Run("score", "h.txt", "--reference", "r.txt", cwd=tmp_path)
    assert run.status == 1
    assert "min-bleu" in run.out
    assert Run("score", "h.txt", "--reference", "r.txt", "--min-bleu", "0", cwd=tmp_path).status == 0
