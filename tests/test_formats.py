"""Localisation files: text -> file -> read gives text and offsets back; what is malformed is named with its line."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.files import document_from_text
from tqcheck.types import Span

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
    Written("a.html", "<html lang=de><title>", "</title><p class=a>TEXT</p>", "", XML, inside=True, never="\n\t"),
]  # fmt: skip
ALPHABET = "abcX 1.é߀日😀\"'\\&<>@?%{}#=:!,;-_|*\n\t"


def texts_of(form: Written) -> st.SearchStrategy[list[str]]:
    letters = "".join(letter for letter in ALPHABET if letter not in form.never)
    text = st.text(alphabet=letters, max_size=12).map(lambda text: f"w{text}w")
    if form.inside:
        text = text.map(lambda text: text.replace("  ", ". "))
    return st.lists(text, min_size=1, max_size=4)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.path)
@settings(max_examples=40, deadline=None)
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
            assert file[where.start : where.end] == form.escape(character), (form.path, segment.text, at)


UNTOLD = ("a.csv", "a.srt", "a.ftl")
"""Files that don't say their language."""
