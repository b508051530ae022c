"""Write docs/report.png, the report on the article in a headless Chromium: python -m docs.screenshot."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from tqcheck.cli import cli

ROOT = Path(__file__).parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        report = Path(folder) / "report.html"
        article = str(ROOT / "seeds/article.txt")
        configuration = str(ROOT / "pyproject.toml")
        options = ["--config", configuration, "--format", "html", "--output", str(report)]
        CliRunner().invoke(cli, ["check", article, *options], catch_exceptions=False)
        report.write_text(report.read_text("utf-8").replace(f"{ROOT}/", ""), "utf-8")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 780})
        page.goto(report.as_uri())
        page.screenshot(path=ROOT / "docs/report.png")
        browser.close()


if __name__ == "__main__":
    main()
