"""python -m docs.supply: what the installed package depends on, with versions and licences, as CycloneDX JSON.

An SBOM (software bill of materials) of this environment, on standard output, by https://cyclonedx.org. What it needs
is not installed by itself: pip install -e '.[supply]'. With --audit, known weaknesses of the same packages instead, by
pip-audit; where no service can be reached, that is said, and is no failure.
"""

from __future__ import annotations

import subprocess
import sys

_UNREACHED = ("ConnectionError", "Max retries", "ServiceError", "Name or service not known", "Failed to establish")


def main() -> int:
    if "--audit" not in sys.argv:
        command = ["cyclonedx_py", "environment", "--pyproject", "pyproject.toml", "--output-reproducible"]
        return subprocess.run([sys.executable, "-m", *command], check=False).returncode
    command = ["pip_audit", "--requirement", "requirements/ci.txt", "--require-hashes", "--disable-pip"]
    run = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
    if run.returncode and any(sign in run.stderr for sign in _UNREACHED):
        print("pip-audit: the service was not reached, so nothing was audited", file=sys.stderr)
        return 0
    sys.stderr.write(run.stderr)
    sys.stdout.write(run.stdout)
    return run.returncode


if __name__ == "__main__":
    sys.exit(main())
