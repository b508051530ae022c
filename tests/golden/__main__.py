"""python -m tests.golden: write the golden files anew; look at what git says has changed before it is committed."""

from tests.golden import FOLDER, files

FOLDER.mkdir(exist_ok=True)
for old in FOLDER.iterdir():
    old.unlink()
for path, text in files():
    path.write_text(text, encoding="utf-8", newline="")
