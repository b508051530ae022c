"""What the page "Put it in CI" says is done here: its commands and files, the action, the jobs and the hooks."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest
import yaml
from lxml import etree
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from tests import repository, schemas
from tests.test_cli import Run
from tests.test_reporters import commands
from tqcheck.reporters import schema

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCK = re.compile(r"<!-- (run|file: (?P<name>\S+)) -->\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
REPORTS = ("json", "sarif", "junit", "github", "gitlab", "checkstyle", "markdown", "csv", "html")
UNITS = int(os.environ.get("TQCHECK_TEST_UNITS", "240"))
"""The page was followed with 5,000 as well."""


def page_file(name: str) -> str:
    (text,) = (match["text"] for match in BLOCK.finditer(PAGE) if match["name"] == name)
    return text


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PATH on which tqcheck is this one."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "tqcheck"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m tqcheck "$@"\n')
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def bash(script: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """As GitHub runs a step's script."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def places(folder: Path) -> dict[str, set[tuple[str, int]]]:
    """Path and line of each changed number, as each report has it."""
    found: dict[str, set[tuple[str, int]]] = {}

    def read(name: str) -> str:
        return (folder / name).read_text("utf-8")

    found["json"] = {
        (document["path"], finding["line"])
        for document in json.loads(read("json"))["documents"]
        for finding in document["findings"]
        if finding["rule"] == "number"
    }
    new = [r for r in json.loads(read("sarif"))["runs"][0]["results"] if r["baselineState"] == "new"]
    located = [result["locations"][0]["physicalLocation"] for result in new if result["ruleId"] == "number"]
    found["sarif"] = {(place["artifactLocation"]["uri"], place["region"]["startLine"]) for place in located}
    failures = etree.fromstring(read("junit").encode()).iterfind(".//testcase[@name='number']/failure")
    lines = [line for failure in failures for line in (failure.text or "").splitlines()]
    found["junit"] = {(line.split(":")[0], int(line.split(":")[1])) for line in lines}
    annotations = [command.properties for command in commands(read("github"))]
    found["github"] = {(a["file"], int(a["line"])) for a in annotations if a["title"].endswith(" number")}
    found["gitlab"] = {
        (entry["location"]["path"], entry["location"]["lines"]["begin"])
        for entry in json.loads(read("gitlab"))
        if entry["check_name"] == "number"
    }
    found["checkstyle"] = {
        (file.get("name", ""), int(error.get("line", 0)))
        for file in etree.fromstring(read("checkstyle").encode())
        for error in file
        if error.get("source") == "tqcheck.number"
    }
    with (folder / "csv").open(encoding="utf-8", newline="") as file:
        found["csv"] = {(r["path"], int(r["line"])) for r in csv.DictReader(file) if r["rule"] == "number"}
    tables = re.findall(r"<code>(\S+)</code>.*?</summary>(.*?)</details>", read("markdown"), re.DOTALL)
    found["markdown"] = {(name, int(line)) for name, rows in tables for line in re.findall(r"^\| (\d+):", rows, re.M)}
    return found


def test_a_repository_under_the_gate(tmp_path: Path, path: str) -> None:
    """Six formats; the page is followed; bad strings come and go; a file breaks."""
    bad = repository.write(tmp_path / "locales", UNITS)
    for match in BLOCK.finditer(PAGE):
        if match["name"] is None:
            done = bash(match["text"], tmp_path, PATH=path, GITHUB_STEP_SUMMARY="")
            assert done.returncode == 0, done.stdout + done.stderr
        elif match["name"] == "tqcheck.toml":
            (tmp_path / match["name"]).write_text(match["text"])
    assert {"tqcheck.baseline", "tqcheck.sarif", "tqcheck.junit.xml", "tqcheck.checkstyle.xml"} <= set(
        os.listdir(tmp_path)
    )

    reports = tmp_path / "reports"
    reports.mkdir()
    options = [part for name in REPORTS for part in ("--format", name, "--output", f"reports/{name}")]

    def check() -> Run:
        run = Run("check", "locales", *options, "--format", "text", cwd=tmp_path, GITHUB_STEP_SUMMARY="")
        jsonschema.validate(json.loads((reports / "json").read_text("utf-8")), json.loads(schema()))
        jsonschema.validate(json.loads((reports / "gitlab").read_text("utf-8")), schemas.CODE_QUALITY)
        Sarif.model_validate_json((reports / "sarif").read_text("utf-8"))
        schemas.JUNIT.assertValid(etree.parse(reports / "junit"))
        schemas.CHECKSTYLE.assertValid(etree.parse(reports / "checkstyle"))
        return run

    for change in bad.values():
        change.make()
    run = check()
    assert run.status == 1
    expected = {(change.path.relative_to(tmp_path).as_posix(), change.line) for change in bad.values()}
    assert len(expected) == len(repository.FORMATS)
    assert places(reports) == dict.fromkeys(set(REPORTS) - {"html"}, expected)
    for file, line in expected:
        assert re.search(rf"^{re.escape(file)} .*?^  {line}:\d+ +major +number$", run.out, re.M | re.DOTALL)
        assert file in (reports / "html").read_text("utf-8")

    for change in bad.values():
        change.undo()
    assert check().status == 0

    (tmp_path / "locales" / "gettext" / "broken.po").write_text('msgid "a\nmsgstr "b"\n')
    run = check()
    assert run.status == 2
    for text in (run.out, *((reports / name).read_text("utf-8") for name in REPORTS)):
        assert "locales/gettext/broken.po" in text
        assert "1 thing could not be checked" in text


def step(name: str) -> str:
    (text,) = (
        s["run"] for s in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"] if s["name"] == name
    )
    return str(text)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tqcheck.toml").write_text("")
    for name in ("good", "bad one"):
        bad = repository.write(tmp_path / name, 60)
        if name == "bad one":
            bad["json"].make()
    return tmp_path


@pytest.mark.parametrize(("paths", "status"), [("good", 0), ("good\nbad one", 1), ("none\ngood", 2), ("$(touch x)", 2)])
def test_the_action(project: Path, path: str, paths: str, status: int) -> None:
    """The step gives its reports and its status, and takes no path for a command."""
    (project / "temp" / "tqcheck" / "bin").mkdir(parents=True)
    (project / "temp" / "tqcheck" / "bin" / "tqcheck").symlink_to(Path(path.split(os.pathsep)[0]) / "tqcheck")
    done = bash(
        step("Check"),
        project,
        RUNNER_TEMP=str(project / "temp"),
        GITHUB_OUTPUT=str(project / "output"),
        GITHUB_STEP_SUMMARY=str(project / "summary"),
        INPUT_PATHS=paths,
        INPUT_ARGUMENTS="--fail-on\nmajor\n",
        REPORTS="my reports",
    )
    assert done.returncode == status, done.stderr
    assert not (project / "x").exists()
    output = dict(line.split("=", 1) for line in (project / "output").read_text().splitlines())
    assert output["status"] == str(status)
    assert json.loads((project / output["sarif"]).read_text())["runs"][0]["invocations"][0]["exitCode"] == status
    assert (project / output["markdown"]).read_text() == (project / "summary").read_text()
    errors = [command for command in commands(done.stdout) if command.name == "error"]
    assert (errors == []) == (status == 0)


def test_the_job_for_gitlab(project: Path, path: str) -> None:
    job = yaml.safe_load((ROOT / "gitlab" / "tqcheck.yml").read_text())["tqcheck"]
    variables = {**job["variables"], "TQCHECK_PATHS": "good bad*"}
    done = bash("\n".join(job["script"]), project, PATH=path, **variables)
    assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    assert "number" in {entry["check_name"] for entry in json.loads((project / reports["codequality"]).read_text())}
    assert "bad one/json/de.json" in (project / reports["junit"]).read_text()


@pytest.mark.parametrize(
    ("schema", "name", "text"),
    [
        ("github-actions", "action.yml", (ROOT / "action.yml").read_text()),
        ("github-workflows", "workflow.yml", page_file(".github/workflows/tqcheck.yml")),
        ("gitlab-ci", "job.yml", (ROOT / "gitlab" / "tqcheck.yml").read_text()),
        ("gitlab-ci", "include.yml", page_file(".gitlab-ci.yml")),
    ],
)
def test_files_fit_their_schemas(tmp_path: Path, schema: str, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", name]
    if schema == "gitlab-ci":
        command[3:3] = ["--data-transform", "gitlab-ci"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_page_names_what_the_action_takes_and_gives() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    workflow = yaml.safe_load(page_file(".github/workflows/tqcheck.yml"))
    (used,) = (s for s in workflow["jobs"]["tqcheck"]["steps"] if "OWNER/tqcheck" in s.get("uses", ""))
    assert set(used["with"]) <= set(action["inputs"])
    assert set(re.findall(r"outputs\.(\w+)", PAGE)) <= set(action["outputs"])
    assert set(yaml.safe_load(page_file(".gitlab-ci.yml"))["variables"]) <= set(
        yaml.safe_load((ROOT / "gitlab" / "tqcheck.yml").read_text())["tqcheck"]["variables"]
    )


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"]
    done = subprocess.run([*command, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(("hook", "status"), [("tqcheck", 0), ("tqcheck-all", 1)])
def test_the_hooks_of_pre_commit(
    project: Path, tmp_path_factory: pytest.TempPathFactory, path: str, hook: str, status: int
) -> None:
    """From a clone, with the configuration of the page; tqcheck is the one that is installed already."""
    ours = tmp_path_factory.mktemp("hooks")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", ours)
    git(ours, "init", "-q")
    git(ours, "add", "-A")
    git(ours, "commit", "-qm", "hooks")
    settings = yaml.safe_load(page_file(".pre-commit-config.yaml"))
    settings["repos"][0] |= {"repo": str(ours), "rev": git(ours, "rev-parse", "HEAD")}
    changed, everything = settings["repos"][0]["hooks"]
    assert (changed["id"], everything["id"]) == ("tqcheck", "tqcheck-all")
    changed |= {"language": "system", "files": "^good/"}
    everything |= {"language": "system", "args": ["bad one"]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings))
    git(project, "init", "-q")
    git(project, "add", "-A")
    home = tmp_path_factory.mktemp("home")
    done = bash(f"{sys.executable} -m pre_commit run {hook} --all-files", project, PATH=path, PRE_COMMIT_HOME=str(home))
    assert done.returncode == status, done.stdout + done.stderr
    assert ("bad one/json/de.json" in done.stdout) == (status == 1)


def test_the_docker_context_holds_what_the_package_needs(tmp_path: Path) -> None:
    """The wheel is built from what .dockerignore lets through, as the Dockerfile does it."""
    kept = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    for name in kept:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tmp_path)
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "out"], cwd=tmp_path, check=True)
    (wheel,) = (tmp_path / "out").glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"tqcheck/cli.py", "tqcheck/reporters/report.schema.json", "tqcheck/models/words/words.bin"} <= names
