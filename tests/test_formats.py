"""Localisation files: text -> file -> read gives text and offsets back; what is malformed is named with its line."""

import contextlib
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.errors import UnreadableFile
from tqcheck.files import document_from_text, formats, read
from tqcheck.types import Segment, Span

Escape = Callable[[str], str]


def replaced(**codes: str) -> Escape:
    """An escape of single characters; the others stand for themselves."""
    table = {chr(int(name[1:], 16)): code for name, code in codes.items()}
    return lambda character: table.get(character, character)


JSON = replaced(x22='\\"', x5c="\\\\", xa="\\n", x9="\\t", x1f600="\\ud83d\\ude00", xe9="\\u00e9")
XML = replaced(x26="&amp;", x3c="&lt;", x3e="&gt;", xe9="&#xe9;", xdf="&#223;")
QUOTED = replaced(x22='\\"', x5c="\\\\", xa="\\n", x9="\\t")
ANDROID = replaced(
    x26="&amp;", x3c="&lt;", x27="\\'", x22='\\"', x5c="\\\\", xa="\\n", x9="\\t", x40="\\@", x3f="\\?", xe9="\\u00e9"
)
YAML = replaced(x22='\\"', x5c="\\\\", xa="\\n", x9="\\t", xe9="\\u00e9")
LINES = replaced(xa="\n      ")
VTT = replaced(x26="&amp;", x3c="&lt;", x3e="&gt;")
MARKDOWN = replaced(**{f"x{ord(sign):x}": f"\\{sign}" for sign in "\\`*_{}[]()#+-.!|<>&\"'%=,;?@:"})
PLURAL_PO = 'msgid "NUMBER"\nmsgid_plural "s"\nmsgstr[0] ""\nmsgstr[1] "TEXT"\n\n'
PROPERTIES = replaced(x5c="\\\\", xa="\\n", x9="\\t", xe9="\\u00e9", x1f600="\\ud83d\\ude00")


@dataclass(frozen=True)
class Written:
    """How a format writes texts: around all, around each (with its number), and each character."""

    path: str
    before: str
    each: str
    after: str
    escape: Escape
    never: str = ""
    inside: bool = False
    """White space at the ends does not survive in this format, nor does more than one space."""
    sign: str = ""
    """What stands before an escaped character and is no part of its place."""

    def file(self, texts: list[str]) -> str:
        units = [self.each.replace("NUMBER", str(n)).replace("TEXT", self.write(t)) for n, t in enumerate(texts, 1)]
        return self.before + "".join(units) + self.after

    def write(self, text: str) -> str:
        return "".join(map(self.escape, text))


FORMATS = [
    Written("de.po", 'msgid ""\nmsgstr "Language: de\\n"\n\n', 'msgid "NUMBER"\nmsgstr ""\n"TEXT"\n\n', "", QUOTED),
    Written(
        "a.xlf",
        '<?xml version="1.0"?>\n<xliff version="1.2" xmlns="u"><file source-language="en" target-language="de"><body>',
        '<trans-unit id="NUMBER">\n<source>s</source><target>TEXT</target></trans-unit>',
        "</body></file></xliff>",
        XML,
    ),
    Written(
        "b.xlf",
        '<xliff version="2.0" srcLang="en" trgLang="de"><file id="f">',
        '<unit id="NUMBER"><segment><source>s</source><target>TEXT</target></segment></unit>\n',
        "</file></xliff>",
        XML,
    ),
    Written("de.json", '{"a": {"n": 1, "x": true', ', "kNUMBER": "TEXT"', "}}", JSON),
    Written("app_de.arb", '{"@@locale": "de"', ',\n "kNUMBER": "TEXT", "@kNUMBER": {"description": "d"}', "}", JSON),
    Written(
        "L.xcstrings",
        '{"sourceLanguage": "en", "version": "1.0", "strings": {"-": {"shouldTranslate": false}',
        ', "kNUMBER": {"localizations": {"de": {"stringUnit": {"state": "translated", "value": "TEXT"}}}}',
        "}}",
        JSON,
    ),
    Written(
        "values-de/strings.xml",
        "<resources>\n",
        '<string name="sNUMBER">TEXT</string>\n',
        "</resources>",
        ANDROID,
        inside=True,
    ),
    Written("de.yml", "de:\n  a:\n", '    kNUMBER: "TEXT"\n', "", YAML),
    Written("b/de.yml", "de:\n  a:\n", "    kNUMBER: 'TEXT'\n", "", replaced(x27="''"), "\n\t"),
    Written("c/de.yml", "de:\n  a:\n", "    kNUMBER: |-\n      TEXT\n", "", LINES, never="\t", inside=True),
    Written("m_de.properties", "# c\n", "kNUMBER = TEXT\n", "", PROPERTIES, inside=True),
    Written("de.lproj/L.strings", "/* c */\n", '"kNUMBER" = "TEXT";\n', "", QUOTED),
    Written(
        "de.lproj/L.stringsdict",
        '<plist version="1.0"><dict>',
        "<key>kNUMBER</key><dict><key>v</key><dict><key>one</key><string>TEXT</string></dict></dict>",
        "</dict></plist>",
        XML,
    ),
    Written("s.de.resx", "<root>", '<data name="kNUMBER"><value>TEXT</value></data>', "</root>", XML),
    Written(
        "a.ts",
        '<?xml version="1.0"?>\n<!DOCTYPE TS><TS language="de"><context><name>C</name>',
        "<message><source>NUMBER</source><translation>TEXT</translation></message>\n",
        "</context></TS>",
        XML,
    ),
    Written(
        "a.tmx",
        '<tmx version="1.4"><header srclang="en"/><body>',
        '<tu tuid="NUMBER"><tuv xml:lang="en"><seg>s</seg></tuv><tuv xml:lang="de"><seg>TEXT</seg></tuv></tu>',
        "</body></tmx>",
        XML,
    ),
    Written("a.csv", "key,source,target\n", 'kNUMBER,s,"TEXT"\n', "", replaced(x22='""')),
    Written("a.tsv", "key\ten\tde\n", "kNUMBER\ts\tTEXT\n", "", replaced(), '\n\t"'),
    Written("a.srt", "", "NUMBER\n00:00:0NUMBER,000 --> 00:00:09,000\nTEXT\n\n", "", replaced(), "\n\t&", inside=True),
    Written("a.ftl", "# c\n", "kNUMBER = TEXT\n", "", replaced(x7b='{ "{" }', x7d='{ "}" }'), "{}\t\n", inside=True),
    Written("a.vtt", "WEBVTT\n\n", "00:0NUMBER.000 --> 00:09.000\nTEXT\n\n", "", VTT, never="\n\t", inside=True),
    Written("a.pot", 'msgid ""\nmsgstr "X: y\\n"\n\n', 'msgctxt "NUMBER"\nmsgid "TEXT"\nmsgstr ""\n\n', "", QUOTED),
    Written(
        "a.sdlxliff",
        '<xliff version="1.2"><file source-language="en" target-language="de"><body><group>',
        '<trans-unit id="NUMBER"><source>s</source><target>TEXT</target></trans-unit>',
        "</group></body></file></xliff>",
        XML,
    ),
    Written(
        "values-de/plurals.xml",
        '<resources><plurals name="p">',
        '<item quantity="one">TEXT</item>',
        "</plurals></resources>",
        ANDROID,
        inside=True,
    ),
    Written(
        "p.ts",
        '<!DOCTYPE TS><TS language="de"><context><name>C</name>',
        '<message numerus="yes"><source>NUMBER</source>'
        "<translation><numerusform>TEXT</numerusform></translation></message>",
        "</context></TS>",
        XML,
    ),
    Written("p.po", 'msgid ""\nmsgstr "Language: de\\n"\n\n', PLURAL_PO, "", QUOTED),
    Written("_locales/de/messages.json", '{"-": {"message": ""}', ',"kNUMBER": {"message": "TEXT"}', "}", JSON),
    Written("d/de.yml", "de:\n  a:\n", "    kNUMBER: >-\n      TEXT\n", "", replaced(), never="\n\t", inside=True),
    Written("a.txt", "", "TEXT\n\n", "", replaced(), never="\n\t"),
    Written("a.md", "", "TEXT\n\n", "", MARKDOWN, never="\n\t@:é", inside=True, sign="\\"),
    Written("a.html", "<html lang=de><title>", "</title><p class=a>TEXT</p>", "", XML, inside=True, never="\n\t"),
]  # fmt: skip
ALPHABET = "abcX 1.é߀日😀\"'\\&<>@?%{}#=:!,;-_|*\n\t"


def texts_of(form: Written) -> st.SearchStrategy[list[str]]:
    letters = "".join(letter for letter in ALPHABET if letter not in form.never)
    text = st.text(alphabet=letters, max_size=12).map(lambda text: f"w{text}w")
    if form.inside:
        text = text.map(lambda text: re.sub(" +", " ", text))
    return st.lists(text, min_size=1, max_size=4)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.path)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_text_to_file_and_back(form: Written, data: st.DataObject) -> None:
    texts = data.draw(texts_of(form))
    file = form.file(texts)
    document = document_from_text(file, path=form.path)
    segments = [segment for segment in document.segments if segment.text]
    assert [segment.text for segment in segments] == texts, file
    assert document.target_lang == (None if form.path.startswith("a.") and form.path in UNTOLD else "de")
    for segment in segments:
        for at, character in enumerate(segment.text):
            where = segment.in_file(Span(at, at + 1))
            assert file[where.start : where.end] == form.escape(character).removeprefix(form.sign), (
                form.path,
                segment.text,
                at,
            )


UNTOLD = ("a.csv", "a.srt", "a.vtt", "a.ftl", "a.pot", "a.txt", "a.md")
"""Files that don't say their language."""


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for child in value.values():
            yield from leaves(child)
    elif isinstance(value, str):
        yield value


def by_toolkit(module: str, name: str, file: str) -> list[str]:
    """The targets as the Translate Toolkit reads them."""
    store = getattr(pytest.importorskip(f"translate.storage.{module}"), name)()
    store.parse(file.encode("utf-8"))
    targets = [str(unit.target or unit.source) for unit in store.units if unit.istranslatable()]
    return [target.encode("utf-16", "surrogatepass").decode("utf-16") for target in targets]


LIBRARIES: dict[str, Callable[[str], list[str]]] = {
    "de.po": lambda file: [entry.msgstr for entry in pytest.importorskip("polib").pofile(file)],
    "a.xlf": lambda file: by_toolkit("xliff", "xlifffile", file.replace("<target", '<target xml:space="preserve"')),
    "de.json": lambda file: list(leaves(json.loads(file))),
    "app_de.arb": lambda file: [v for k, v in json.loads(file).items() if k[0] != "@"],
    "values-de/strings.xml": lambda file: by_toolkit("aresource", "AndroidResourceFile", file),
    "de.yml": lambda file: list(leaves(pytest.importorskip("yaml").safe_load(file))),
    "b/de.yml": lambda file: list(leaves(pytest.importorskip("yaml").safe_load(file))),
    "c/de.yml": lambda file: list(leaves(pytest.importorskip("yaml").safe_load(file))),
    "m_de.properties": lambda file: by_toolkit("properties", "javautf8file", file),
    "de.lproj/L.strings": lambda file: by_toolkit("properties", "stringsutf8file", file),
    "s.de.resx": lambda file: by_toolkit("resx", "RESXFile", file),
    "a.ts": lambda file: by_toolkit("ts2", "tsfile", file),
    "a.csv": lambda file: [row[2] for row in csv.reader(io.StringIO(file, newline=""))][1:],
}


@pytest.mark.parametrize("form", [form for form in FORMATS if form.path in LIBRARIES], ids=lambda form: form.path)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_text_is_what_libraries_read(form: Written, data: st.DataObject) -> None:
    file = form.file(data.draw(texts_of(form)))
    ours = [unit.text for unit in document_from_text(file, path=form.path).segments if unit.text]
    assert ours == LIBRARIES[form.path](file), file


# -- what each format says besides the text ----------------------------------------------------------


def units(path: str, text: str) -> list[Segment]:
    return list(document_from_text(text, path=path).segments)


def shown(segment: Segment, text: str) -> str:
    """What stands in the file for a segment."""
    where = segment.in_file(Span(0, len(segment.text)))
    return text[where.start : where.end]


def source_shown(segment: Segment, text: str) -> str:
    assert segment.source is not None
    where = segment.source_in_file(Span(0, len(segment.source)))
    return text[where.start : where.end]


PO = r"""# translators
msgid ""
msgstr ""
"Language: pl\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"

#. how many
#: a.py:1
#, fuzzy, python-format, max-length:30
#| msgid "%d old file"
msgctxt "menu"
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d plik"
msgstr[1] "%d pliki"
msgstr[2] ""

#, fuzzy
#~ msgid "gone"
#~ msgstr "nie ma"

msgid "a \"b\""
"c"
msgstr "x"
"""


def test_po() -> None:
    document = document_from_text(PO, path="x.po")
    assert document.target_lang == "pl"
    one, few, many, last = document.segments
    assert [unit.plural for unit in (one, few, many, last)] == ["one", "few", "many", None]
    assert [unit.source for unit in (one, few, many, last)] == ["%d file", "%d files", "%d files", 'a "b"c']
    assert [unit.id for unit in (one, last)] == ["menu\x04%d file[one]", 'a "b"c']
    assert (one.state, one.comment, one.max_length, one.syntaxes) == ("fuzzy", "how many", 30, ("python",))
    assert last.state is None
    assert (many.text, PO[many.runs[0].file_start - 11 :][:12]) == ("", 'msgstr[2] ""')
    assert (shown(few, PO), source_shown(one, PO), source_shown(last, PO)) == ("%d pliki", "%d file", 'a \\"b\\""\n"c')


def test_a_template_is_its_originals() -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain"\n\nmsgid "Open file"\nmsgstr ""\n'
    (unit,) = units("x.pot", text)
    assert (unit.text, unit.source, shown(unit, text)) == ("Open file", None, "Open file")


XLIFF = """<xliff version="1.2"><file source-language="en-US" target-language="pt_BR" original="a.storyboard"><body>
<group><trans-unit id="1" resname="save" maxwidth="9" size-unit="char">
<source>A <g id="1">b</g><x id="2" z=""/></source>
<target state="needs-review-translation">Á <g id='1'>b &amp; c</g><x id="2"/></target><note>n</note></trans-unit>
<trans-unit id="2" translate="no"><source>X</source><target>X</target></trans-unit></group>
<trans-unit id="3"><source>Empty</source></trans-unit>
<trans-unit id="4"><source>p <mrk mtype="protected">K</mrk> <ph id="1">{0}</ph></source><target>q</target></trans-unit>
</body></file></xliff>"""


def test_xliff() -> None:
    document = document_from_text(XLIFF, path="x.xlf")
    assert (document.source_lang, document.target_lang) == ("en-US", "pt-BR")
    save, empty, last = document.segments
    assert (save.id, save.state, save.comment, save.max_length) == ("save", "needs-review-translation", "n", 9)
    assert save.source == 'A <g id="1">b</g><x id="2"/>'
    assert save.text == 'Á <g id="1">b & c</g><x id="2"/>'
    assert save.prose == "Á b & c"
    assert shown(save, XLIFF) == """Á <g id='1'>b &amp; c</g><x id="2"/>"""
    assert (empty.text, empty.source) == ("", "Empty")
    assert XLIFF[: empty.runs[0].file_start].endswith("<source>Empty</source>")
    assert last.source == 'p K <ph id="1"/>'


@pytest.mark.parametrize(
    "text",
    [
        '<xliff version="1.2"><file source-language="de"><body><trans-unit id="1"><source>Ja <x id="1"/></source>'
        "<target/></trans-unit></body></file></xliff>",
        '<xliff version="2.0" srcLang="de"><file><unit id="1"><segment><source>Ja <ph/></source></segment></unit>'
        "</file></xliff>",
    ],
)
def test_xliff_without_translations_is_its_originals(text: str) -> None:
    document = document_from_text(text, path="messages.xlf")
    (unit,) = document.segments
    assert (document.target_lang, document.source_lang) == ("de", None)
    assert (unit.prose, unit.source, shown(unit, text)[:3]) == ("Ja ", None, "Ja ")


def test_xliff_2() -> None:
    text = """<xliff version="2.1" srcLang="en" trgLang="sr-Latn"><file id="f"><group id="g"><unit id="u" name="n">
    <notes><note>hint</note></notes>
    <segment id="s1" state="initial"><source>One. </source><target>Jedan. </target></segment>
    <segment id="s2"><source><pc id="1">Two</pc><ph id="2"/></source><target><pc id="1">Dva</pc></target></segment>
    </unit><unit id="v" translate="no"><segment><source>x</source></segment></unit></group></file></xliff>"""
    document = document_from_text(text, path="x.xliff")
    first, second = document.segments
    assert document.target_lang == "sr-Latn"
    assert (first.id, first.state, first.comment, second.id) == ("n/s1", "initial", "hint", "n/s2")
    assert (second.source, second.text) == ('<pc id="1">Two</pc><ph id="2"/>', '<pc id="1">Dva</pc>')


def test_files_with_several_languages_are_several_documents(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(
        '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en-US"><seg>Hi '
        '<bpt i="1">&lt;b></bpt>x'
        '</seg></tuv><tuv xml:lang="de"><seg>Hallo</seg></tuv><tuv xml:lang="fr"><seg>Salut</seg></tuv></tu>'
        "</body></tmx>"
    )
    (tmp_path / "b.csv").write_text("key,en,de,pt_BR\nhi,Hello,Hallo,Olá\nbye,Bye,,\n")
    assert [(d.source_lang, d.target_lang) for d in read(tmp_path / "a.tmx")] == [("en-US", "de"), ("en-US", "fr")]
    assert read(tmp_path / "a.tmx")[0].segments[0].source == 'Hi <bpt id="1"/>x'
    german, brazilian = read(tmp_path / "b.csv")
    assert (german.source_lang, german.target_lang, brazilian.target_lang) == ("en", "de", "pt-BR")
    assert [(s.id, s.source, s.text) for s in german.segments] == [("hi", "Hello", "Hallo"), ("bye", "Bye", "")]


def test_string_catalogue() -> None:
    text = """{"sourceLanguage": "en", "strings": {
    "Hi": {"comment": "c", "localizations": {"de": {"stringUnit": {"state": "needs_review", "value": "Hallo"}}}},
    "New": {}, "No": {"shouldTranslate": false}, "Old": {"extractionState": "stale"},
    "n": {"localizations": {
      "en": {"variations": {"plural": {"other": {"stringUnit": {"state": "new", "value": "%d files"}}}}},
      "de": {"variations": {"plural": {"one": {"stringUnit": {"state": "new", "value": "%d Datei"}}}}}}}}}"""
    units_ = units("x.xcstrings", text)
    assert [(u.id, u.text, u.source, u.state, u.plural) for u in units_] == [
        ("Hi", "Hallo", "Hi", "needs_review", None),
        ("New", "", "New", None, None),
        ("n[one]", "%d Datei", "%d files", "new", "one"),
    ]
    assert text[units_[1].runs[0].file_start :].startswith("{}")


ANDROID_FILE = """<resources xmlns:xliff="urn:x">
  <string name="a">It\\'s <b>bold</b> and
     <xliff:g id="n">%1$s</xliff:g></string>
  <string name="app" translatable="false">X</string>
  <string name="ref">@string/a</string>
  <string name="c"><![CDATA[Go <a href="u">there</a>]]></string>
  <plurals name="p"><item quantity="few">%d few</item></plurals>
  <string-array name="l"><item>One</item></string-array>
  <string name="none"/>
</resources>"""


def test_android() -> None:
    a, c, p, item, none = units("values-pt-rBR/strings.xml", ANDROID_FILE)
    assert (a.text, a.prose) == ("It's <b>bold</b> and %1$s", "It's bold and ")
    assert c.prose == "Go there"
    assert (p.id, p.plural, item.id, none.text) == ("p[few]", "few", "l.0", "")
    assert shown(a, ANDROID_FILE).startswith("It\\'s <b>")


def test_yaml_scalars() -> None:
    text = (
        "pt-BR:\n  a: &x plain text\n    goes on # no\n  b: ! 'it''s'\n  c: >-\n    folded\n    text\n\n    end\n"
        '  d: |\n    one\n      two\n  e: *x\n  f: true\n  g: :symbol\n  h: "a\\\n    b \\u00e9"\n'
        "  date: {formats: {x: '%d'}}\n"
        "  n: {one: 1 file, other: files}\n  l: [x, 'y']\n"
    )
    document = document_from_text(text, path="x.yml")
    assert document.target_lang == "pt-BR"
    assert {unit.id: unit.text for unit in document.segments} == {
        "a": "plain text goes on",
        "b": "it's",
        "c": "folded text\nend",
        "d": "one\n  two\n",
        "h": "ab é",
        "n[one]": "1 file",
        "n[other]": "files",
        "l.0": "x",
        "l.1": "y",
    }
    for unit in document.segments:
        for word in ("goes", "it", "text", "end", "two", "file", "y"):
            if (at := unit.text.find(word)) >= 0:
                where = unit.in_file(Span(at, at + len(word)))
                assert text[where.start : where.end] == word


def test_properties() -> None:
    text = "! hint\nkey\\ one : it''s {0} \\\n   more\nempty=\nplain it''s\n"
    one, empty, plain = units("m_de.properties", text)
    assert (one.id, one.text, one.comment) == ("key one", "it's {0} more", "hint")
    assert (empty.text, empty.runs[0].file_start) == ("", text.index("empty=") + 6)
    assert (plain.id, plain.text) == ("plain", "it''s")


def test_i18next_plurals_and_messages_of_extensions() -> None:
    assert [(u.id, u.plural) for u in units("de.json", '{"f_one": "a", "f_other": "b {{c}}", "x_one": "d"}')] == [
        ("f[one]", "one"),
        ("f[other]", "other"),
        ("x_one", None),
    ]
    assert units("de.json", '{"f": {"one": "a", "other": "b {n}"}}')[0].id == "f[one]"
    (message,) = units("messages.json", '{"name": {"message": "Hallo", "description": "d"}}')
    assert (message.id, message.text, message.comment) == ("name", "Hallo", "d")


def test_fluent_selectors_and_attributes() -> None:
    text = (
        "# note\n-brand = Firefox\nhello = Hi, { $name }!\n    Second line.\n    .title = Title\n"
        "count = { $n ->\n    [one] One file\n   *[other] { $n } files\n } left\n"
    )
    found = {unit.id: unit for unit in units("x.ftl", text)}
    assert found["hello"].text == "Hi, { $name }!\nSecond line."
    assert found["hello"].prose == "Hi, !\nSecond line."
    assert (found["-brand"].comment, found["hello.title"].text) == ("note", "Title")
    assert (found["count[one]"].plural, found["count[other]"].text) == ("one", "{ $n } files")
    assert found["count"].text == "{ $n } left"
    at = found["hello"].text.index("Second")
    assert text[slice(*found["hello"].in_file(Span(at, at + 6)))] == "Second"


HTML = """<!DOCTYPE html><html lang="de"><head><title>Der Titel</title><style>p { x: y }</style></head><body>
<h1>Groß &amp;
 klein</h1><p class="a">Ein <b>Absatz</b> mit <code>code()</code>,<br>neuer Zeile und <span lang="en">English</span>.
<ul><li>eins<li>zwei</ul><table><tr><td>Zelle</td></tr></table>
<img src="x" alt="Ein Bild"><script>var x = "no";</script><p translate="no">Marke</p></body></html>"""


def test_html() -> None:
    document = document_from_text(HTML, path="x.html")
    assert document.target_lang == "de"
    found = {segment.text: segment for segment in document.segments}
    paragraph = "Ein Absatz mit code(),\\nneuer Zeile und English.".replace("\\n", "\n")
    assert list(found) == ["Der Titel", "Groß & klein", paragraph, "eins", "zwei", "Zelle", "Ein Bild", "Marke"]
    assert [found[text].kind for text in ("Der Titel", "eins", "Zelle", paragraph)] == [
        "heading",
        "item",
        "cell",
        "paragraph",
    ]
    assert found[paragraph].prose == "Ein Absatz mit ,\nneuer Zeile und ."
    assert shown(found["Groß & klein"], HTML) == "Groß &amp;\n klein"


def test_html_that_browsers_forgive() -> None:
    text = (
        '<!doctype html><?php x ?><p>1 < 2 & 3 &lt; 4 <B>b</B><br/>c</nothing></ x><p title="a > b">d<script>if (a<b) '
        "'</p>'</SCRIPT >e<textarea><p>f</textarea>g<p><input placeholder='h &amp; i'alt=j>"
    )
    assert [unit.text for unit in units("x.html", text)] == ["1 < 2 & 3 < 4 b\nc", "a > b", "d", "e", "g", "h & i"]


@pytest.mark.parametrize(
    "part", ["<", "<!--", "<a ", '<a ="', '<a =">" ', "</", "&", "&#1", "<?", "<script>", "<b>", "{{"]
)
def test_hostile_html_is_read_in_one_pass(part: str) -> None:
    """A quadratic reader takes minutes for these."""
    with contextlib.suppress(UnreadableFile):
        document_from_text("<p>x" + part * (300_000 // len(part)), path="x.html")


def test_subtitles() -> None:
    text = "WEBVTT\n\nNOTE no\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Ann>Hi &amp; <i>bye</i>\nnow\n"
    (cue,) = units("x.vtt", text)
    assert (cue.id, cue.text, cue.prose) == ("00:01.000", "<v Ann>Hi & <i>bye</i>\nnow", "Hi & bye\nnow")


# -- DOCX -------------------------------------------------------------------------------------------


def docx(body: str, name: str = "word/document.xml") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, f'<?xml version="1.0"?><w:document {space}><w:body>{body}</w:body></w:document>')
    return buffer.getvalue()


def test_docx_paragraphs_are_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(
        docx(
            '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p><w:p/>'
            '<w:p><w:r><w:t xml:space="preserve">Some </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del>'
            "<w:r><w:t>te</w:t></w:r><w:r><w:t>xt &amp; more</w:t></w:r></w:p>"
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        )
    )
    (document,) = read(file)
    assert document.text == "Title\n\nSome text & more\ncell"
    assert [(s.text, s.kind) for s in document.segments] == [
        ("Title", "heading"),
        ("Some text & more", "paragraph"),
        ("cell", "cell"),
    ]
    assert document.line_and_column(document.segments[1].in_file(Span(5, 9)).start) == (3, 6)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(alphabet="ab é日😀&<", min_size=1), min_size=1, max_size=5))
def test_docx_as_python_docx_reads_it(texts: list[str]) -> None:
    written = pytest.importorskip("docx").Document()
    for text in texts:
        written.add_paragraph(text)
    buffer = io.BytesIO()
    written.save(buffer)
    (known,) = formats()[".docx"]
    (content,) = known.read(known.decode(buffer.getvalue()))
    text = content.text or ""
    assert text.split("\n") == [paragraph.text for paragraph in written.paragraphs]
    assert [unit.text for unit in content.segments] == [line for line in text.split("\n") if line.strip()]
    assert [text[slice(*unit.in_file(Span(0, len(unit.text))))] for unit in content.segments] == [
        unit.text for unit in content.segments
    ]


def test_archives_that_explode_are_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.docx"
    bomb.write_bytes(docx("<w:p>" + "0" * 5_000_000 + "</w:p>"))
    with pytest.raises(UnreadableFile, match="unpacks to"):
        read(bomb)


# -- what cannot be read ----------------------------------------------------------------------------

BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"
MALFORMED = [
    ("a.po", 'msgid "a"\nmsgstr "b\n', "line 2"),
    ("a.po", 'msgid "a"\n\nmsgstr\n', "line 3"),
    ("a.po", 'msgstr "a"\n', "msgstr without a msgid"),
    ("a.po", 'msgid "a"\n', "before its msgstr"),
    ("a.pot", "some prose\n", "line 1"),
    ("a.xlf", "<xliff>\n<file></xliff>", "line 2: not well-formed"),
    ("a.xlf", "<html/>", "not <xliff>"),
    ("a.xlf", f"{BOMB}<xliff>&b;</xliff>", "entities"),
    ("a.tmx", "<tmx>", "line 1"),
    ("a.tmx", "<x/>", "not <tmx>"),
    ("a.xml", "<resources>\n\n<string></resources>", "line 3"),
    ("a.xml", f"{BOMB}<resources><string name='a'>&b;</string></resources>", "entities"),
    ("a.xml", "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n<resources/>", "external"),
    ("a.xml", "<other/>", "not android or xliff"),
    ("de.lproj/a.strings", '"a" = "b";\n"c" = "d"\n', "line 2"),
    ("a.stringsdict", "<plist/>", "<plist>"),
    ("a.stringsdict", "<plist><dict></plist>", "line 1"),
    ("a.xcstrings", '{"strings": {\n', "line 2: not valid JSON"),
    ("a.arb", "[]", "no JSON object"),
    ("a.arb", '{"a": "b",}', "line 1"),
    ("de.json", '{"a": "b"\n "c": "d"}', "line 2"),
    ("de.json", '{"a":' * 5000, "not valid JSON"),
    ("de.json", '{"a":' * 800 + "1" + "}" * 800, "nested too deep"),
    ("de.yml", "de:\n  a: 'b\n", "not valid YAML"),
    ("de.yml", "de:\n\ta: b\n", "line 2"),
    ("de.yml", "[" * 500 + "]" * 500, "deep"),
    ("de.yml", "- a\n- b\n", "no mapping"),
    ("m_de.properties", "a = b\nc = \\u12\n", "line 2"),
    ("a.resx", "<root><data></root>", "line 1"),
    ("a.resx", "<x/>", "not <root>"),
    ("a.ts", "export const x = 1;\n", "line 1"),
    ("a.ftl", "a = b\n\n= c\n", "line 3"),
    ("a.csv", 'source,target\na,"b\n', "line 2"),
    ("a.csv", "x,y\n1,2\n", "no heading"),
    ("a.tsv", "x\ty\n", "no heading"),
    ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n\nthere\n", "line 5"),
    ("a.srt", "no cue", "line 1"),
    ("a.vtt", "WEBVTT\n", "no cue"),
    ("a.html", "<p>caf\udce9", "UTF-8"),
    ("a.html", "<p>a\n<!-- b <p>c", "line 2: a comment that is not closed"),
    ("a.html", "<p>a\n<a href='b>c</a>\n<p", "line 3: the tag <p is not closed"),
    ("a.docx", "no archive", "no Word document"),
]


@pytest.mark.parametrize(("name", "text", "says"), MALFORMED, ids=[f"{m[0]}-{m[2]}" for m in MALFORMED])
def test_what_is_malformed_is_named(tmp_path: Path, name: str, text: str, says: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UnreadableFile, match=says):
        read(file)


def test_every_format_has_a_round_trip_and_a_malformed_example() -> None:
    written = {Path(form.path).suffix for form in FORMATS} | {".docx", ".pot"}
    malformed = {Path(name).suffix for name, _, _ in MALFORMED}
    for known in {known for some in formats().values() for known in some if known.name not in ("text", "markdown")}:
        assert written & set(known.suffixes), known.name
        assert malformed & set(known.suffixes), known.name


@settings(max_examples=600, deadline=None)
@given(form=st.sampled_from(FORMATS), data=st.data())
def test_damaged_files_are_read_or_refused(form: Written, data: st.DataObject) -> None:
    """Whatever is cut out of a file: segments that lie in it, or an error that says why."""
    file = form.file(["one \\u00e9 & two", "three"])
    start = data.draw(st.integers(0, len(file)))
    damaged = file[:start] + file[start + data.draw(st.integers(1, 12)) :]
    try:
        document = document_from_text(damaged, path=form.path)
    except UnreadableFile:
        return
    for segment in document.segments:
        assert segment.runs[0].start == 0
        assert segment.runs[-1].end == len(segment.text)
        assert all(0 <= run.file_start <= run.file_end <= len(damaged) for run in segment.runs)


# -- encodings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        (
            "a.xml",
            "<?xml version='1.0' encoding='ISO-8859-1'?><resources><string name='a'>é</string></resources>",
            "latin-1",
        ),
        (
            "a.po",
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=latin2\\n"\n\nmsgid "a"\nmsgstr "é"\n',
            "latin2",
        ),
        ("a.html", "<meta charset=windows-1252><p>é</p>", "cp1252"),
        ("m_fr.properties", "a = é\n", "latin-1"),
        ("fr.lproj/a.strings", '"a" = "é";', "utf-16"),
    ],
)
def test_declared_encodings(tmp_path: Path, name: str, text: str, encoding: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode(encoding))
    (document,) = read(file)
    assert [segment.text for segment in document.segments] == ["é"]
