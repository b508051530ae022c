"""--format html: one self-contained page to read, judge and accept in. No network, nothing outside the file.

`data` makes what the scripts show; `overview` what the template writes down at once; `page/` holds the template, the
styles and the scripts, which are put into the file as they are and named by hash in its Content-Security-Policy.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tqcheck.reporters.html_report import overview
from tqcheck.reporters.html_report.data import as_script_json, page_data
from tqcheck.reporters.visible import visible
from tqcheck.types import Report

SCRIPTS = ("model", "text", "document", "card", "list", "filters", "baseline", "print", "main")
"""The files in page/, in the order in which they run, as one script."""


def render(report: Report, stream: TextIO) -> None:
    data = page_data(report)
    style, script = _style(), _script()
    template = _environment().get_template("report.html")
    for part in template.generate(
        overview=overview.of(report, data),
        data=Markup(as_script_json(data)),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    ):
        stream.write(part)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__name__, "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    return environment


@cache
def _style() -> str:
    return _page_file("report.css")


@cache
def _script() -> str:
    return '\n"use strict";\n' + "\n".join(_page_file(f"{name}.js") for name in SCRIPTS)


def _page_file(name: str) -> str:
    return files(__name__).joinpath("page", name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, only our own script and styles run, and no string ever becomes markup."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
