"""The manual and the README say what is true: generated parts are fresh, paths and commands exist."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from docs.build import generated
from tqcheck import Config, check_file
from tqcheck.checks import registry
from tqcheck.cli import cli

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*/README.md"))]


def test_generated_parts_are_fresh() -> None:
    stale = [path.name for path, text in generated().items() if path.read_text("utf-8") != text]
    assert stale == [], "run python -m docs.build"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def commands() -> list[str]:
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    return sorted(set(re.findall(r"^(?:    |\$ )?(?:\S*/)?tqcheck (.+?)(?:  #.*)?$", text, flags=re.MULTILINE)))


@pytest.mark.parametrize("command", commands())
def test_every_command_named_parses(command: str) -> None:
    """Each `tqcheck ...` line of the manual names commands and options that exist."""
    name, *arguments = shlex.split(command.split(" > ")[0])
    assert name in cli.commands
    known = {option for parameter in cli.commands[name].params for option in parameter.opts}
    assert {a.split("=")[0] for a in arguments if a.startswith("--")} <= known


@pytest.mark.parametrize("command", ["check", "score"])
def test_help_names_every_option(command: str) -> None:
    output = CliRunner().invoke(cli, [command, "--help"]).output
    assert [o for p in cli.commands[command].params for o in p.opts if o[:2] == "--" and o not in output] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in ("README.md", "checks.md")], ids=str)
def test_our_own_prose_passes(page: Path) -> None:
    """Edited prose raises no alarm; examples of errors stand in code."""
    assert [(issue.rule, issue.quote) for issue in check_file(page)] == []


@pytest.mark.parametrize(
    "folder", ["seeds", "models/words", "models/grammar", "models/grammar/marks", "models/grammar/en"]
)
def test_our_own_pages_on_data_pass(folder: str) -> None:
    rules_alone = Config(ignore=("grammar",))  # these pages quote errors
    page = ROOT / folder / "README.md"
    assert [(issue.rule, issue.quote) for issue in check_file(page, config=rules_alone)] == []


def test_the_comparison_names_checks_that_exist() -> None:
    rows = re.findall(r"^\| .*? \| (.*) \|$", (ROOT / "docs/comparison.md").read_text("utf-8"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([\w-]+)`", row)}
    assert named - {"do-not-translate", "xmllint"} <= set(registry())
    assert {check.id for check in registry().values() if check.needs_source} <= named


def test_the_comparison_has_every_check_of_pofilter() -> None:
    filters = pytest.importorskip("translate.filters.checks")
    theirs = filters.StandardChecker().getfilters().keys() | filters.StandardUnitChecker().getfilters().keys()
    text = (ROOT / "docs/comparison.md").read_text("utf-8")
    section = text[text.index("## pofilter") : text.index("## Weblate")]
    assert set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)))) == theirs
