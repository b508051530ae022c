"""A cache for each test, and a headless Chromium for those that drive the report: without one they are skipped."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tqcheck.reporters import html_report
from tqcheck.types import Report

Opener = Callable[..., Any]
"""Opens a report, or its file, and gives playwright's page; script errors and breaches of the policy fail the test."""


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache for each test alone: none finds what another left, nor touches that of the user."""
    folder = tmp_path_factory.mktemp("cache") / "tqcheck"
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[dev]'")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    program = os.environ.get("TQCHECK_BROWSER") or next(filter(None, map(shutil.which, names)), None)
    with playwright.sync_playwright() as driver:
        if program is None and not Path(driver.chromium.executable_path).exists():
            pytest.skip("no headless Chromium: install the package chromium, or run playwright install chromium")
        running = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def open_report(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    problems: list[str] = []
    contexts = []

    def opened(report: Report | Path, **options: Any) -> Any:
        file = report if isinstance(report, Path) else tmp_path / "report.html"
        if isinstance(report, Report):
            with file.open("w", encoding="utf-8") as stream:
                html_report.render(report, stream)
        context = browser.new_context(**{"viewport": {"width": 1300, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on(
            "request",
            lambda request: problems.append(request.url) if request.url[:5] not in ("file:", "blob:") else None,
        )
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []
