"""Tests; `python -m tests` runs them after the formatter, the linter, the type checker and the import contracts."""
