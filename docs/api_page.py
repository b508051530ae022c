"""The manual's page on the Python API, made from signatures and docstrings."""

from __future__ import annotations

import inspect
from dataclasses import fields

import tqcheck
from tqcheck import Config, Issue, check_file, check_text, check_texts, errors


def page() -> str:
    """The page, as Markdown."""
    lines = [
        "# The Python API",
        "",
        f"From the docstrings of version {tqcheck.__version__}, by `python -m docs.build`. Other modules may change.",
        "",
        "```python",
        "from tqcheck import Config, check_text",
        "",
        'for issue in check_text("He spoke on Thursday (30).", target_lang="en", config=Config(ignore=["numbers"])):',
        "    print(issue.start, issue.end, issue.quote, issue.rule, issue.message)",
        "```",
        "",
    ]
    for function in (check_text, check_texts, check_file):
        signature = str(inspect.signature(function)).replace("'", "")
        lines += [f"## {function.__name__}", "", "```python", f"{function.__name__}{signature}", "```", ""]
        lines += [inspect.getdoc(function) or "", ""]
    lines += ["## Config", "", inspect.getdoc(Config) or "", "", *_fields(Config)]
    lines += ["## Issue", "", inspect.getdoc(Issue) or "", "", *_fields(Issue)]
    lines += ["## Errors", "", inspect.getdoc(errors) or "", "", "| error | means |", "|---|---|"]
    for name, error in vars(errors).items():
        if inspect.isclass(error):
            lines.append(f"| `{name}` | {' '.join((inspect.getdoc(error) or '').split())} |")
    return "\n".join(lines) + "\n"


def _fields(of: type) -> list[str]:
    rows = [f"| `{field.name}` | `{field.type}` |".replace(" | None", " or None") for field in fields(of)]
    return ["| attribute | type |", "|---|---|", *rows, ""]
