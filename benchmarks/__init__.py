"""Benchmarks beside the tools that a user would pick instead; `python -m benchmarks.NAME`."""
