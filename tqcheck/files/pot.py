"""Gettext templates (.pot), whose originals are their text."""

from __future__ import annotations

from tqcheck.files.format import Format
from tqcheck.files.po import read_template

format = Format(name="pot", suffixes=(".pot",), read=read_template)
