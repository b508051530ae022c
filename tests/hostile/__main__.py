"""python -m tests.hostile FOLDER: write the hostile files."""

import sys
from pathlib import Path

from tests.hostile.corpus import large, small

for hostile in (*small(), *large()):
    hostile.write(Path(sys.argv[1]))
