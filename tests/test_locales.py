"""Names and folders: the language that they give, the original beside a translation, what is no translation at all."""

import json
from pathlib import Path

import pytest

from tqcheck import Config, check_file
from tqcheck.files import is_known, locales, read
from tqcheck.files.discover import discover


def lay(root: Path, *names: str, text: str = "{}") -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("name", "beside", "language", "original"),
    [
        ("locales/pt-BR.json", ["locales/en.json"], "pt-BR", "locales/en.json"),
        ("locales/pt_BR/common.json", ["locales/en_US/common.json"], "pt-BR", "locales/en_US/common.json"),
        ("locales/de/de.json", ["locales/en/en.json"], "de", "locales/en/en.json"),
        ("de/de.json", ["de/en.json"], "de", "de/en.json"),
        ("config/locales/devise.zh-TW.yml", ["config/locales/devise.en.yml"], "zh-TW", "config/locales/devise.en.yml"),
        ("res/values-pt-rBR/s.xml", ["res/values/s.xml"], "pt-BR", "res/values/s.xml"),
        ("res/values-b+sr+Latn/s.xml", ["res/values/s.xml"], "sr-Latn", "res/values/s.xml"),
        ("res/values-b+es+419/s.xml", ["res/values/s.xml"], "es-419", "res/values/s.xml"),
        ("res/values-iw/s.xml", ["res/values/s.xml"], "he", "res/values/s.xml"),
        ("res/values-de-land/s.xml", ["res/values-land/s.xml"], "de", "res/values-land/s.xml"),
        ("res/values-land/s.xml", ["res/values/s.xml"], None, None),
        ("App/zh-Hans.lproj/L.strings", ["App/en.lproj/L.strings"], "zh-Hans", "App/en.lproj/L.strings"),
        ("App/fr.lproj/L.strings", ["App/Base.lproj/L.strings"], "fr", "App/Base.lproj/L.strings"),
        ("App/Base.lproj/L.strings", [], None, None),
        ("messages_de.properties", ["messages.properties"], "de", "messages.properties"),
        ("messages_pt_BR.properties", ["messages_en.properties"], "pt-BR", "messages_en.properties"),
        ("Strings.de.resx", ["Strings.resx"], "de", "Strings.resx"),
        ("l10n/app_zh_Hant.arb", ["l10n/app_en.arb"], "zh-Hant", "l10n/app_en.arb"),
        ("locale/sr@latin/LC_MESSAGES/x.po", [], "sr-Latn", None),
        ("film.pt.srt", ["film.en.srt"], "pt", "film.en.srt"),
        ("l10n/de/browser/menu.ftl", ["l10n/en-US/browser/menu.ftl"], "de", "l10n/en-US/browser/menu.ftl"),
        ("locales/en.json", ["locales/de.json"], "en", None),
        ("locales/en-GB.json", ["locales/en.json"], "en-GB", "locales/en.json"),
        ("sign_in.json", [], None, None),
        ("form-id-File.json", [], None, None),
        ("library/re.po", ["library/abc.po", "library/os.po", "library/base64.po", "library/csv_x.po"], None, None),
        ("src/ts/data.json", [], None, None),
        ("package.json", ["de.json"], None, None),
    ],
)
def test_language_and_original(
    tmp_path: Path, name: str, beside: list[str], language: str | None, original: str | None
) -> None:
    lay(tmp_path, name, *beside)
    assert locales.language_of(tmp_path / name) == language
    found = locales.original_of(tmp_path / name)
    assert (found.relative_to(tmp_path).as_posix() if found else None) == original


def test_the_source_language_says_which_original(tmp_path: Path) -> None:
    lay(tmp_path, "locales/de.json", "locales/en.json", "locales/pt_BR.json")
    found = locales.original_of(tmp_path / "locales/de.json", "pt-BR")
    assert found == tmp_path / "locales/pt_BR.json"


def test_in_folders_data_is_left_alone(tmp_path: Path) -> None:
    lay(tmp_path, "package.json", "data/x.yml", "locales/de.json", "locales/en.json", "gradle.properties")
    lay(tmp_path, "m.properties", "m_de.properties", text="a = b\n")
    lay(tmp_path, "res/values/strings.xml", text="<resources/>")
    lay(tmp_path, "pom.xml", text="<project/>")
    lay(tmp_path, "app.ts", text="export const a = 1;\n")
    lay(tmp_path, "app_de.ts", text="<!DOCTYPE TS><TS/>")
    lay(tmp_path, "t.csv", text="key,en,de\n")
    lay(tmp_path, "figures.csv", text="year,sum\n")
    found = {file.relative_to(tmp_path).as_posix() for file in discover([tmp_path]) if isinstance(file, Path)}
    assert found == {
        "app_de.ts",
        "locales/de.json",
        "locales/en.json",
        "m.properties",
        "m_de.properties",
        "res/values/strings.xml",
        "t.csv",
    }
    assert not is_known(tmp_path / "pom.xml")


def test_translations_are_paired_with_their_originals(tmp_path: Path) -> None:
    lay(tmp_path, "l/en.json", text='{"a": {"b": "Save"}, "f_one": "{{n}} file", "f_other": "{{n}} files", "x": "old"}')
    lay(tmp_path, "l/pl.json", text='{"a": {"b": "Zapisz"}, "f_one": "1", "f_few": "2", "f_other": "3", "new": "4"}')
    (document,) = read(tmp_path / "l/pl.json")
    assert (document.target_lang, document.source_lang) == ("pl", "en")
    assert [(unit.id, unit.source) for unit in document.segments] == [
        ("a.b", "Save"),
        ("f[one]", "{{n}} file"),
        ("f[few]", "{{n}} files"),
        ("f[other]", "{{n}} files"),
        ("new", None),
    ]


def test_a_broken_original_is_noted(tmp_path: Path) -> None:
    lay(tmp_path, "l/en.json", text='{"a": ')
    lay(tmp_path, "l/de.json", text='{"a": "b"}')
    (document,) = read(tmp_path / "l/de.json")
    assert document.segments[0].source is None
    assert "en.json" in document.notes[0]
    assert "line 1" in document.notes[0]


def test_leftovers_in_a_catalogue_are_found_at_their_place(tmp_path: Path) -> None:
    texts = {"a": "Der Vertrag wurde gestern unterzeichnet.", "b": 'Diese Datei "x" could not be opened by the server.'}
    (tmp_path / "de.json").write_text(json.dumps(texts, indent=1))
    found = [issue for issue in check_file(tmp_path / "de.json") if issue.rule == "untranslated-span"]
    assert [(issue.line, issue.segment_id) for issue in found] == [(3, "b")]
    line = (tmp_path / "de.json").read_text().splitlines()[2]
    assert line[found[0].column - 1 : found[0].end_column - 1] == found[0].quote


def test_mapped_columns(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Name;English;German\nhi;Hello;Hallo\n")
    documents = read(table, settings={"columns": {"id": "Name", "source": "2", "target": "German"}})
    assert [(unit.id, unit.source, unit.text) for unit in documents[0].segments] == [("hi", "Hello", "Hallo")]
    assert check_file(table, config=Config(columns={"target": "German"}, target_lang="de")) == []  # type: ignore[arg-type]


def test_a_folder_named_by_three_letters_is_a_language_among_its_like(tmp_path: Path) -> None:
    for folder in ("l10n/kab", "l10n/de", "l10n/fr", "src/lib", "src/de"):
        (tmp_path / folder).mkdir(parents=True)
    assert locales.language_of(tmp_path / "l10n/kab/viewer.ftl") == "kab"
    assert locales.language_of(tmp_path / "src/lib/viewer.ftl") is None


def test_a_language_that_cldr_has_under_another_code() -> None:
    assert locales.language_of(Path("res/values-kmr/strings.xml")) == "ku"


def test_templates_of_ruby_are_no_resource_bundles(tmp_path: Path) -> None:
    (tmp_path / "edit.html.arb").write_text("insert_tag renderer_for(:edit)\n")
    (tmp_path / "app_de.arb").write_text('{"a": "b"}')
    assert [is_known(path) for path in (tmp_path / "edit.html.arb", tmp_path / "app_de.arb")] == [False, True]
