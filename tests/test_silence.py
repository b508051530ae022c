# ruff: noqa: E501
"""Silencing in the file: what a comment says holds for its unit alone, and a useless one is named."""

from pathlib import Path

import pytest

from tqcheck import Config, check_file
from tqcheck.api import engine
from tqcheck.types import CheckedDocument, Severity

DAY = "He came to Geneva on Thursday (30) and met the mayor of the town in the evening."
OTHER = "She came to Berlin on Friday (31) and met the bishop of the town in the morning."


def checked(path: Path, text: str, *, target: str = "en", select: tuple[str, ...] = ()) -> list[CheckedDocument]:
    path.write_text(text, "utf-8")
    config = Config(target_lang=target, select=(*select, "unused-silence"))
    report = engine(config).check_all([path])
    assert not report.failures
    return list(report.documents)


def outcome(documents: list[CheckedDocument]) -> tuple[list[str], list[str], list[str]]:
    """The quotes of issues, of silenced issues, and the messages about useless silences."""
    issues = [issue for document in documents for issue in document.issues]
    return (
        [issue.quote for issue in issues if issue.rule != "unused-silence"],
        [issue.quote for document in documents for issue in document.silenced],
        [issue.message for issue in issues if issue.rule == "unused-silence"],
    )


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- tqcheck: ignore bracketed-day -->\n{DAY}\n\n{OTHER}\n",
        f"<!-- tqcheck: ignore bracketed-day -->\n\n{DAY}\n\n{OTHER}\n",
        f"{DAY} <!-- tqcheck: ignore bracketed-day -->\n\n{OTHER}\n",
        f"He came. <!-- tqcheck: ignore bracketed-day, doubled-word --> {DAY}\n\n{OTHER}\n".replace(
            ", doubled-word", ""
        ),
        f"<!--tqcheck: ignore bracketed-day-->\n\n{DAY}\n\n{OTHER}\n",
        f"<!-- tqcheck: ignore dates: it is a quotation -->\n{DAY}\n\n{OTHER}\n",
        f"- a point\n<!-- tqcheck: ignore bracketed-day -->\n- {DAY}\n- {OTHER}\n",
    ],
)
def test_markdown(tmp_path: Path, text: str) -> None:
    assert outcome(checked(tmp_path / "a.md", text, select=("dates",))) == (["(31)"], ["(30)"], [])


@pytest.mark.parametrize(
    "text",
    [
        f"<p><!-- tqcheck: ignore bracketed-day -->{DAY}</p><p>{OTHER}</p>",
        f"<!-- tqcheck: ignore bracketed-day -->\n<p>{DAY}</p>\n<p>{OTHER}</p>",
        f"<p>{DAY}</p> <!-- tqcheck: ignore bracketed-day -->\n<p>{OTHER}</p>",
        f"<p>{DAY} <!-- tqcheck: ignore bracketed-day --></p>\n<p>{OTHER}</p>",
    ],
)
def test_html(tmp_path: Path, text: str) -> None:
    assert outcome(checked(tmp_path / "a.html", text, select=("dates",))) == (["(31)"], ["(30)"], [])


XLIFF = """<?xml version="1.0"?>
<xliff version="1.2"><file source-language="en" target-language="de"><body>
{before}<trans-unit id="a"><source>There are 125 files.</source><target>Es gibt Dateien.</target>{note}</trans-unit>
<trans-unit id="b"><source>There are 250 files.</source><target>Es gibt Dateien.</target></trans-unit>
</body></file></xliff>
"""
SAYS = "tqcheck: ignore number"
UNITS = [
    ("de.po", f'msgid ""\nmsgstr "Language: de\\n"\n\n# {SAYS}\nmsgid "There are 125 files here"\nmsgstr "Dateien"\n\nmsgid "There are 250 files here"\nmsgstr "Dateien"\n'),
    ("de.po", f'msgid ""\nmsgstr "Language: de\\n"\n\n#. {SAYS}\n#: a.c:1\nmsgid "There are 125 files here"\nmsgstr "Dateien"\n\nmsgid "There are 250 files here"\nmsgstr "Dateien"\n'),
    ("a.xlf", XLIFF.format(before=f"<!-- {SAYS} -->\n", note="")),
    ("a.xlf", XLIFF.format(before="", note=f"<note>{SAYS}</note>")),
    ("t.csv", f"key,source,target,comment\na,There are 125 files,Akten,{SAYS}\nb,There are 250 files,Dateien,\n"),
    (
        "m.tmx",
        f'<tmx version="1.4"><header srclang="en"/><body><tu><note>{SAYS}</note><tuv xml:lang="en"><seg>There are 125 files</seg></tuv>'
        '<tuv xml:lang="de"><seg>Akten</seg></tuv></tu>\n<tu><tuv xml:lang="en"><seg>There are 250 files</seg></tuv>'
        '<tuv xml:lang="de"><seg>Dateien</seg></tuv></tu></body></tmx>',
    ),
    (
        "q.ts",
        '<!DOCTYPE TS><TS language="de" sourcelanguage="en"><context><name>C</name>\n<message><source>There are 125 files</source>'
        f"<translatorcomment>{SAYS}</translatorcomment><translation>Akten</translation></message>\n"
        "<message><source>There are 250 files</source><translation>Dateien</translation></message></context></TS>",
    ),
    (
        "L.xcstrings",
        '{"sourceLanguage":"en","version":"1.0","strings":{"There are 125 files":{"comment":"' + SAYS + '","localizations":'
        '{"de":{"stringUnit":{"state":"translated","value":"Akten"}}}},\n"There are 250 files":{"localizations":'
        '{"de":{"stringUnit":{"state":"translated","value":"Dateien"}}}}}}',
    ),
    ("a.xlf", XLIFF.format(before="", note=f"<note>For the button. {SAYS}</note>")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), UNITS)
def test_units_with_their_sources(tmp_path: Path, name: str, text: str) -> None:
    documents = checked(tmp_path / name, text, target="de", select=("number",))
    assert [len(found) for found in outcome(documents)] == [1, 1, 0]
    (silenced,) = documents[0].silenced
    assert "125" in silenced.message + silenced.quote


ORIGINALS = {
    "values/strings.xml": '<resources><string name="a">There are 125 files here</string><string name="b">There are 250 files here</string></resources>',
    "en.yml": "a: There are 125 files here\nb: There are 250 files here\n",
    "m.properties": "a=There are 125 files here\nb=There are 250 files here\n",
    "en/m.ftl": "a = There are 125 files here\nb = There are 250 files here\n",
    "en.lproj/L.strings": '"a" = "There are 125 files here";\n"b" = "There are 250 files here";\n',
    "film.en.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nThere are 125 files here\n\n00:03.000 --> 00:04.000\nThere are 250 files here\n",
    "s.resx": '<root><data name="a"><value>There are 125 files here</value></data><data name="b"><value>There are 250 files here</value></data></root>',
}
TRANSLATIONS = [
    ("values-de/strings.xml", f'<resources>\n<!-- {SAYS} -->\n<string name="a">Akten</string>\n<string name="b">Dateien</string></resources>'),
    ("values-de/strings.xml", f'<resources>\n<string name="a">Akten</string> <!-- {SAYS} -->\n<string name="b">Dateien</string></resources>'),
    ("de.yml", f"# {SAYS}\na: Akten\nb: Dateien\n"),
    ("de.yml", f"a: Akten # {SAYS}\nb: Dateien\n"),
    ("m_de.properties", f"# {SAYS}\na=Akten\nb=Dateien\n"),
    ("m_de.properties", f"! {SAYS}\na=Akten\nb=Dateien\n"),
    ("de/m.ftl", f"# {SAYS}\na = Akten\nb = Dateien\n"),
    ("de.lproj/L.strings", f'/* {SAYS} */\n"a" = "Akten";\n"b" = "Dateien";\n'),
    ("de.lproj/L.strings", f'"a" = "Akten"; // {SAYS}\n"b" = "Dateien";\n'),
    ("film.de.vtt", f"WEBVTT\n\nNOTE {SAYS}\n\n00:01.000 --> 00:02.000\nAkten\n\n00:03.000 --> 00:04.000\nDateien\n"),
    ("s.de.resx", f'<root><data name="a"><value>Akten</value><comment>{SAYS}</comment></data>\n<data name="b"><value>Dateien</value></data></root>'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), TRANSLATIONS)
def test_units_with_originals_elsewhere(tmp_path: Path, name: str, text: str) -> None:
    for original, content in ORIGINALS.items():
        (tmp_path / original).parent.mkdir(exist_ok=True)
        (tmp_path / original).write_text(content, "utf-8")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    documents = checked(tmp_path / name, text, target="de", select=("number",))
    assert outcome(documents) == (["Dateien"], ["Akten"], [])


def test_all_forms_of_a_plural(tmp_path: Path) -> None:
    text = (
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
        '# tqcheck: ignore placeholder\n#, c-format\nmsgid "%d file"\nmsgid_plural "%d files"\n'
        'msgstr[0] "%s Datei"\nmsgstr[1] "%s Dateien"\n'
    )
    kept, silenced, useless = outcome(checked(tmp_path / "de.po", text, target="de", select=("placeholder",)))
    assert (kept, len(silenced) >= 2, useless) == ([], True, [])


def test_a_useless_silence_is_an_issue_that_costs_nothing(tmp_path: Path) -> None:
    text = (
        f"<!-- tqcheck: ignore bracketed-dya, doubled-word -->\n{DAY}\n\n<!-- tqcheck: ignore -->\n{OTHER}\n\n"
        "<!-- tqcheck: ignore bracketed-day -->\n"
    )
    documents = checked(tmp_path / "a.md", text, select=("bracketed-day", "doubled-word"))
    issues = [issue for issue in documents[0].issues if issue.rule == "unused-silence"]
    assert [(issue.line, issue.message) for issue in issues] == [
        (1, "there is no check 'bracketed-dya'; did you mean 'bracketed-day'?"),
        (1, "nothing that doubled-word says is silenced here"),
        (4, "say which checks are to be ignored: tqcheck: ignore ID"),
        (7, "nothing that bracketed-day says is silenced here"),
    ]
    assert {issue.severity for issue in issues} == {Severity.NEUTRAL}
    assert all(text[issue.start : issue.end] == issue.quote for issue in issues)
    config = Config(target_lang="en", severity=(("unused-silence", Severity.MAJOR),))
    raised = [
        issue.severity for issue in check_file(tmp_path / "a.md", config=config) if issue.rule == "unused-silence"
    ]
    assert set(raised) == {Severity.MAJOR}


def test_checks_that_do_not_run_are_not_missed(tmp_path: Path) -> None:
    text = f"<!-- tqcheck: ignore doubled-word -->\n{DAY}\n"
    assert outcome(checked(tmp_path / "a.md", text, select=("dates",))) == (["(30)"], [], [])


def test_what_only_looks_like_a_comment(tmp_path: Path) -> None:
    """Text, code and strings that speak of silencing silence nothing, and are not useless either."""
    markdown = f"```html\n<!-- tqcheck: ignore bracketed-day -->\n```\n\n{DAY} Write `<!-- tqcheck: ignore x -->`.\n"
    assert outcome(checked(tmp_path / "a.md", markdown, select=("dates",))) == (["(30)"], [], [])
    (tmp_path / "en.yml").write_text("a: '125 files'\n")
    text = "a: 'Akten # tqcheck: ignore number'\n"
    assert outcome(checked(tmp_path / "de.yml", text, target="de", select=("number",)))[1:] == ([], [])


def test_checks_across_files_are_silenced_too(tmp_path: Path) -> None:
    unit = 'msgctxt "{}"\nmsgid "The file has been saved."\nmsgstr "{}"\n\n'
    text = 'msgid ""\nmsgstr "Language: de\\n"\n\n' + unit.format(1, "Gespeichert ist die Datei.")
    text += unit.format(2, "Gespeichert ist die Datei.")
    text += "# tqcheck: ignore inconsistent-translation\n" + unit.format(3, "Das Dokument ist gesichert.")
    documents = checked(tmp_path / "de.po", text, target="de", select=("inconsistent-translation",))
    assert outcome(documents) == ([], ["Das Dokument ist gesichert."], [])


def test_a_silenced_issue_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"<!-- tqcheck: ignore bracketed-day -->\n{DAY}\n")
    config = Config(target_lang="en", fail_on=Severity.MINOR)
    report = engine(config).check_all([tmp_path / "a.md"])
    assert report.passed
    assert report.penalty_per_1000_words == 0
    assert check_file(tmp_path / "a.md", config=config) == []
