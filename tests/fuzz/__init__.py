"""Fuzzing: what is to hold for any input (`targets`), and the coverage-guided fuzzer over it.

`python -m tests.fuzz TARGET -runs=1000000` needs atheris (Linux, `pip install atheris`); what it finds becomes a test.
"""
