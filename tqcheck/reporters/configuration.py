"""--show-config: what holds for a file, and which file and table each value comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TextIO

from tqcheck.config import Config
from tqcheck.reporters.visible import visible
from tqcheck.settings import as_toml

_WIDEST = 50
"""Columns of a value, after which its origin stands on the next line."""


def render(configs: Iterable[tuple[str, Config]], stream: TextIO) -> None:
    """Write the configuration of each path, as TOML with comments."""
    for path, config in configs:
        stream.write(f"# {visible(path)}\n")
        origins = dict(config.origins)
        for key in fields(config):
            value = getattr(config, key.name)
            if not key.metadata or (key.name in ("languages", "per_file") and not value):
                continue
            origin = visible(origins.get(key.name, "default"))
            name = key.name.replace("_", "-")
            if value is None and key.name == "fail_on":
                value = "never"
            if value == () and key.metadata["example"].startswith("{"):
                value = {}
            line = f"# {name} is not set" if value is None else f"{name} = {visible(as_toml(value))}"
            gap = "\n    " if len(line) > _WIDEST else " " * (_WIDEST + 2 - len(line))
            stream.write(f"{line}{gap}# {origin}\n")
        stream.write("\n")
