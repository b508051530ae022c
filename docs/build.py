"""Write the generated parts of the manual: docs/checks.md, the keys in docs/configuration.md, and the README's parts.

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

from tqcheck.check import Check
from tqcheck.checks import registry
from tqcheck.cli import cli
from tqcheck.config import Config
from tqcheck.reporters.catalogue import applies_to, markdown
from tqcheck.settings import as_toml

ROOT = Path(__file__).parent.parent
REPORT = re.compile(r"(?<=<!-- report -->\n).*?(?=<!-- /report -->)", re.DOTALL)
KEYS = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.DOTALL)
TABLE = re.compile(r"(?<=<!-- checks -->\n).*?(?=<!-- /checks -->)", re.DOTALL)


def pages(checks: Iterable[Check]) -> str:
    """The reference of all checks."""
    intro = (
        "# The checks\n\nMade from the checks themselves by `python -m docs.build`; every example here runs as a test. "
        "What a check marks stands between double square brackets. `tqcheck checks ID` shows the same text.\n\n"
    )
    return intro + "\n".join(re.sub(r"^(#+) ", r"#\1 ", markdown(check), flags=re.MULTILINE) for check in checks)


def table(checks: Iterable[Check]) -> str:
    """The README's table."""
    rows = ["| check | for | severity | finds |", "|---|---|---|---|"]
    rows += [f"| `{c.id}` | {applies_to(c)} | {c.severity.value} | {c.summary} |" for c in checks]
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
    """What `tqcheck check seeds/article.txt` prints."""
    done = CliRunner().invoke(cli, ["check", str(ROOT / "seeds/article.txt"), "--config", str(ROOT / "pyproject.toml")])
    return f"```text\n{done.output.replace(str(ROOT) + '/', '')}```\n"


def generated() -> dict[Path, str]:
    """What each file should hold."""
    checks = registry().values()
    readme = ROOT / "README.md"
    configuration = ROOT / "docs" / "configuration.md"
    return {
        ROOT / "docs" / "checks.md": pages(checks),
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
