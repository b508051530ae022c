"""python -m tests: everything that must hold before a commit, in one command."""

import shutil
import subprocess
import sys
import sysconfig

SCRIPTS = sysconfig.get_path("scripts")
STEPS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest", *sys.argv[1:]),
)


def main() -> int:
    failed = []
    for command, *arguments in STEPS:
        print(f"== {command} {' '.join(arguments)}", flush=True)
        program = shutil.which(command, path=SCRIPTS)
        if program is None:
            sys.exit(f"{command} is not installed here; install the project with its extra: pip install -e '.[dev]'")
        if subprocess.run([program, *arguments], check=False).returncode:
            failed.append(command)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
