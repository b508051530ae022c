"""The manual as a site: it builds without a warning, has its pages, and asks the network for nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("material", reason="MkDocs is not installed: pip install '.[docs]'")
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_of_the_manual_is_there(site: Path) -> None:
    pages = {f"{page.stem}.html" for page in (ROOT / "docs").glob("*.md")}
    assert pages <= {file.name for file in site.iterdir()}
    assert (site / "models/grammar/en/README.html").exists() or (site / "models/grammar/en/index.html").exists()
    navigation = (site / "index.html").read_text("utf-8")
    assert [page for page in pages if f'href="{page}"' not in navigation and page != "index.html"] == []
    assert not list(site.rglob("*.py"))


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    for page in site.glob("*.html"):
        text = page.read_text("utf-8")
        loaded = re.findall(r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=\"?([^\"\s>]+)", text)
        assert [address for address in loaded if re.match(r"(https?:)?//", address)] == [], page.name


def test_links_of_the_site_lead_somewhere(site: Path) -> None:
    for page in site.glob("*.html"):
        for target in re.findall(r'href="([^"#:?]+\.html)', page.read_text("utf-8")):
            assert (page.parent / target).exists() or target.startswith("/"), (page.name, target)
