"""Hooks of MkDocs: cards outside docs/ become pages of the site, and links to other files of the project just text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent
_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./([^)#\s]+)(#[^)\s]*)?\)")
_LINKS = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


def on_files(files: Files, config: Any) -> Files:
    """Adds the READMEs beside models and data that the manual links to."""
    for page in sorted(ROOT.glob("docs/*.md")):
        for _, target, _ in _OUTSIDE.findall(page.read_text("utf-8")):
            if target.endswith(".md") and files.get_file_from_path(target) is None:
                card = (ROOT / target).read_text("utf-8")
                files.append(File.generated(config, target, content=_LINKS.sub(r"\1", card)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The page; links that lead out of docs/: to a page of the site, else just their text."""

    def link(match: re.Match[str]) -> str:
        text, target, anchor = match[1], match[2], match[3] or ""
        return f"[{text}]({target}{anchor})" if target.endswith(".md") else text

    return _OUTSIDE.sub(link, markdown)
