"""Hostile input: files made to crash, stall, bloat or fool the checker, and what must come of them.

`python -m tests.hostile FOLDER` writes them all into a folder.
"""
