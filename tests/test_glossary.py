"""Glossaries: CSV and TBX read to the same terms; what can't be read is named."""

from pathlib import Path

import pytest

from tqcheck import Config
from tqcheck.errors import ConfigError
from tqcheck.glossary import read
from tqcheck.settings import Settings

CSV = """source,target,status,source-lang,target-lang
file,Datei,required,en,de
file,Akte,allowed,en,de
file,File,forbidden,en,de
"""
TBX = """<?xml version="1.0"?>
<martif type="TBX"><text><body><termEntry id="1">
  <langSet xml:lang="en"><tig><term>file</term></tig></langSet>
  <langSet xml:lang="de-DE">
    <tig><term>Datei</term></tig><tig><term>Akte</term></tig>
    <tig><term>File</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  </langSet>
</termEntry></body></text></martif>
"""


@pytest.mark.parametrize(("name", "text"), [("a.csv", CSV), ("a.tsv", CSV.replace(",", "\t")), ("a.tbx", TBX)])
def test_formats_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    (term,) = read([str(path)]).between("en", "de-AT")
    assert (term.source, term.targets, term.forbidden) == ("file", ("Datei", "Akte"), ("File",))
    assert read([str(path)]).between("fr", "de") == []


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.csv", "a,b\n1,2\n", "source and target"),
        ("a.csv", "source,target,status\na,b,maybe\n", "line 2: status"),
        ("a.csv", "source,target\na,b,c\n", "line 2: more cells"),
        ("a.tbx", "<martif>", "a.tbx"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, text: str, reason: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=reason):
        read([str(path)])


def test_paths_are_relative_to_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "tqcheck.toml").write_text('glossary = ["terms.csv"]', "utf-8")
    assert Settings(tmp_path / "tqcheck.toml").for_run() == Config(glossary=(str(tmp_path / "terms.csv"),))
