"""Write the generated parts of the manual (checks.md, api.md, the keys in configuration.md) and those of the README.

python -m docs.build            write them
python -m docs.build --check    fail when they are not up to date
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from click.testing import CliRunner

from docs import api_page
from tqcheck.check import Check
from tqcheck.checks import registry
from tqcheck.cli import cli
from tqcheck.config import Config
from tqcheck.reporters.catalogue import markdown
from tqcheck.settings import as_toml

ROOT = Path(__file__).parent.parent
REPORT = re.compile(r"(?<=<!-- report -->\n).*?(?=<!-- /report -->)", re.DOTALL)
KEYS = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.DOTALL)
_ISSUES = 3
"""Issues of the article that the README shows, beside the last one."""
_SHOWN = 4
"""Checks of a group that the README names."""
TABLE = re.compile(r"(?<=<!-- checks -->\n).*?(?=<!-- /checks -->)", re.DOTALL)


def pages(checks: Iterable[Check]) -> str:
    """The reference of all checks."""
    intro = (
        "# The checks\n\nMade from the checks themselves by `python -m docs.build`; every example here runs as a test. "
        "What a check marks stands between double square brackets. `tqcheck checks ID` shows the same text.\n\n"
    )
    return intro + "\n".join(re.sub(r"^(#+) ", r"#\1 ", markdown(check), flags=re.MULTILINE) for check in checks)


def table(checks: Iterable[Check]) -> str:
    """The README's table: a row for each group, those for single source languages together."""
    groups: dict[str, list[Check]] = {}
    for check in checks:
        groups.setdefault("from-…" if check.group.startswith("from-") else check.group, []).append(check)
    rows = ["| group | checks | texts in | such as |", "|---|---|---|---|"]
    for group in sorted(groups, key=lambda group: (not group, -len(groups[group]), group)):
        members = groups[group]
        languages = {language for check in members for language in check.targets or ("any",)}
        targets = "any" if "any" in languages else ", ".join(sorted(languages))
        examples = ", ".join(f"`{check.id}`" for check in members[:_SHOWN])
        more = ", …" if len(members) > _SHOWN else ""
        named = f"`{group}`" if group else "others"
        rows.append(f"| {named} | {len(members)} | {targets} | {examples}{more} |")
    return "\n".join(rows) + "\n"


def keys() -> str:
    """The manual's list of the keys of the configuration."""
    rows = ["| key | default | example | says |", "|---|---|---|---|"]
    for key in fields(Config):
        if key.metadata:
            name = key.name.replace("_", "-")
            default = "" if key.default in (None, ()) else f"`{as_toml(key.default)}`"
            run = " Holds for a whole run." if key.metadata["run"] else ""
            rows.append(f"| `{name}` | {default} | `{key.metadata['example']}` | {key.metadata['doc']}{run} |")
    return "\n".join(rows) + "\n"


def report() -> str:
    """What `tqcheck check seeds/article.txt` prints: how it begins and ends."""
    done = CliRunner().invoke(cli, ["check", str(ROOT / "seeds/article.txt"), "--config", str(ROOT / "pyproject.toml")])
    lines = done.output.replace(f"{ROOT}/", "").splitlines()
    issues = [number for number, line in enumerate(lines) if line.startswith("  ") and line[2:3].isdigit()]
    shown = [*lines[: issues[_ISSUES]], "  …", *lines[issues[-1] :]]
    return "```text\n" + "\n".join(shown) + "\n```\n"


def generated() -> dict[Path, str]:
    """What each file should hold."""
    checks = registry().values()
    readme = ROOT / "README.md"
    configuration = ROOT / "docs" / "configuration.md"
    return {
        ROOT / "docs" / "checks.md": pages(checks),
        ROOT / "docs" / "api.md": api_page.page(),
        configuration: KEYS.sub(lambda _: keys(), configuration.read_text("utf-8")),
        readme: REPORT.sub(lambda _: report(), TABLE.sub(lambda _: table(checks), readme.read_text("utf-8"))),
    }


def main() -> int:
    stale = [path for path, text in generated().items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not up to date: run python -m docs.build")
        return 1 if stale else 0
    for path, text in generated().items():
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
