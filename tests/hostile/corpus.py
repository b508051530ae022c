"""The hostile files, made here byte by byte: nothing is downloaded, and nothing of them lies in the repository.

Each has a name with the suffix that chooses its reader, and the word that must stand in the reason why it is not
checked: None where it is to be checked like any other, and "" where both are right.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROSE = "The deal was signed in Geneva by the two sides. He left the same evening by train.\n"
WORDS = "the deal was signed in Geneva by both of the two sides and he left by train "
"""Prose of which a paragraph of any length can be made."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file. `refused`: a word of the reason for which it can't be checked; None: it is checked; "": either."""

    name: str
    data: bytes
    refused: str | None = None

    def write(self, folder: Path) -> Path:
        path = folder / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.data)
        return path


def small() -> Iterator[Hostile]:
    """Files of a few kilobytes: what they hold is hostile, not how much."""
    yield from _encodings()
    yield from _xml()
    yield from _trees()
    yield from _catalogues()
    yield from _archives()
    yield from _texts()


def large(size: int = 1_000_000) -> Iterator[Hostile]:
    """Files of about `size` bytes that make a careless pattern or loop take a square of that, or more."""
    for name, piece in _PIECES.items():
        for suffix, wrap in _WRAPPED.items():
            yield Hostile(f"{name}{suffix}", wrap(_of(piece, size - 1000)).encode())
    for name, piece in _UNCLOSED.items():
        yield Hostile(name, _of(piece, size).encode())


def _of(piece: str, size: int) -> str:
    return piece * (size // len(piece.encode()))


_PIECES = {
    "letters": "a",
    "words": WORDS,
    "brackets": "(",
    "square-brackets": "[",
    "closed-brackets": "[]",
    "angles": "<",
    "tags": "<b>x",
    "braces": "{",
    "quotation-marks": "'",
    "stops": ".",
    "sentences": "No. ",
    "commas": "a,",
    "digits": "1",
    "groups-of-digits": "1,2",
    "slashes": "http://",
    "at-signs": "a@",
    "ampersands": "&",
    "accents": "e\u0301\u0323",
    "joiners": "\u200d",
    "overrides": "\u202e",
    "stars": "*a_",
    "grave-accents": "a`",
    "percent-signs": "%1$",
    "backslashes": "\\n",
    "spaces": "  a",
    "capitals": "Geneva ",
    "ideographs": "漢字",
    "hyphens": "a-",
    "underscores": "_",
    "dollar-signs": "${",
}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


_WRAPPED: dict[str, Callable[[str], str]] = {
    ".txt": lambda text: text,
    ".md": lambda text: text,
    ".html": lambda text: f"<html lang=en><body><p>{text}</p></body></html>",
    ".po": lambda text: 'msgid "x"\nmsgstr "' + text.replace("\\", "\\\\") + '"\n',
    ".xlf": lambda text: (
        '<xliff version="1.2"><file source-language="en" target-language="de"><body><trans-unit id="a"><source>'
        f"{_escaped(text[: len(text) // 10])}</source><target>{_escaped(text[: len(text) // 10])}</target>"
        "</trans-unit></body></file></xliff>"
    ),
}

_UNCLOSED = {
    "comments.html": "<!--",
    "declarations.html": "<!",
    "instructions.html": "<?",
    "attributes.html": "<a b='",
    "attribute.html": "a='",
    "open-tags.html": "<a ",
    "end-tags.html": "</",
    "nested.html": "<div>",
    "nested-inline.html": "<b><i>",
    "scripts.html": "<script>",
    "quotes.md": ">",
    "lists.md": "- ",
    "links.md": "[a](",
    "images.md": "![",
    "emphasis.md": "**a ",
    "tables.md": "|",
    "fences.md": "```\n",
    "html.md": "<a ",
    "keys.po": 'msgid "a"\n',
    "strings.po": '"a"\n',
    "comments.po": "#. a\n",
    "quotes.csv": 'source,target\n"',
    "cells.csv": "a,",
    "rows.csv": "source,target\n",
    "doubled-quotes.csv": '"',
    "arrows.srt": "00:00:00,000 --> ",
    "blocks.vtt": "NOTE\n",
    "comment.strings": "/*",
    "string.strings": '"a" = "',
    "keys.properties": "a\\\n",
    "colons.properties": "locale:=",
    "placeables.ftl": "a = {",
    "keys.ftl": "a = b\n",
    "flow.yml": "[",
    "keys.yml": "? ",
    "anchors.yml": "- &a ",
    "mapping.yml": "{a: ",
    "lists.json": "[",
    "objects.json": '{"a":',
    "string.json": '"',
    "elements.xlf": "<a>",
    "declarations.xlf": "<!DOCTYPE [",
    "subsets.xlf": "<!DOCTYPE a []",
    "comments.ts": "<!--",
    "prolog.ts": "<?a?> ",
}


def _encodings() -> Iterator[Hostile]:
    yield Hostile("empty.txt", b"", "empty")
    yield Hostile("blank.txt", b" \r\n\t\n", "white space")
    yield Hostile("nul.txt", b"one\0two three four", "NUL")
    yield Hostile("nul.po", b'msgid "a"\nmsgstr "b\0"\n', "NUL")
    yield Hostile("latin-1.txt", PROSE.encode() + b"caf\xe9", "UTF-8")
    yield Hostile("surrogate.txt", PROSE.encode() + b"\xed\xa0\x80", "UTF-8")
    yield Hostile("overlong.txt", PROSE.encode() + b"\xc0\xaf", "UTF-8")
    yield Hostile("beyond.txt", PROSE.encode() + b"\xf4\x90\x80\x80", "UTF-8")
    yield Hostile("cut.txt", PROSE.encode() + b"\xe2\x82", "UTF-8")
    yield Hostile("utf-16-le.txt", b"\xff\xfe" + PROSE.encode("utf-16-le"))
    yield Hostile("utf-16-be.txt", b"\xfe\xff" + PROSE.encode("utf-16-be"))
    yield Hostile("utf-16-no-mark.txt", PROSE.encode("utf-16-le"), "NUL")
    yield Hostile("utf-16-surrogate.txt", b"\xff\xfe" + PROSE.encode("utf-16-le") + b"\x00\xd8", "UTF-16")
    yield Hostile("utf-16-odd.txt", b"\xff\xfe" + PROSE.encode("utf-16-le") + b"a", "UTF-16")
    yield Hostile("utf-32-le.txt", b"\xff\xfe\0\0" + PROSE.encode("utf-32-le"), "UTF-32")
    yield Hostile("utf-32-be.txt", b"\0\0\xfe\xff" + PROSE.encode("utf-32-be"), "UTF-32")
    yield Hostile("mark-only.txt", b"\xef\xbb\xbf", "white space")
    yield Hostile("mark-twice.txt", b"\xef\xbb\xbf\xef\xbb\xbf" + PROSE.encode())
    yield Hostile("mark-inside.txt", PROSE.encode() + b"\xef\xbb\xbf" + PROSE.encode())
    yield Hostile("noncharacters.txt", (PROSE + "\ufffe \uffff \U0010ffff " + PROSE).encode())
    for codec in (
        "idna",
        "punycode",
        "undefined",
        "utf-7",
        "unicode_escape",
        "zlib",
        "hex",
        "rot13",
        "utf-16",
        "x-none",
    ):
        text = f'<?xml version="1.0" encoding="{codec}"?><resources><string name="a">\xe9\\ud800</string></resources>'
        yield Hostile(f"values-de/declared-{codec}.xml", text.encode("latin-1"), "UTF-8")


_LAUGHS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10 if level else "ha"}">' for level in range(10))


def _xliff(target: str, before: str = "", inside: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{before}<xliff version="1.2"><file source-language="en" target-language="de" '
        f'original="a" datatype="x"><body>{inside}<trans-unit id="a"><source>Save it</source><target>{target}</target>'
        "</trans-unit></body></file></xliff>"
    )


def _xml() -> Iterator[Hostile]:
    yield Hostile("laughs.xlf", _xliff("&l9;", f"<!DOCTYPE xliff [{_LAUGHS}]>").encode(), "entities")
    quadratic = _xliff("&a;" * 50_000, f'<!DOCTYPE xliff [<!ENTITY a "{"x" * 999}">]>')
    yield Hostile("quadratic.xlf", quadratic.encode(), "")
    for name, declared in {
        "file": '<!ENTITY x SYSTEM "file:///etc/passwd">',
        "address": '<!ENTITY x SYSTEM "http://127.0.0.1:9/x">',
        "public": '<!ENTITY x PUBLIC "a" "http://127.0.0.1:9/x">',
        "parameter": '<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;',
    }.items():
        yield Hostile(f"external-{name}.xlf", _xliff("&x;", f"<!DOCTYPE xliff [{declared}]>").encode(), "entities")
    external = _xliff("Sichern", '<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/x.dtd">')
    yield Hostile("external-dtd.xlf", external.encode())
    included = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    yield Hostile("included.xlf", _xliff(included).encode())
    yield Hostile("undeclared.xlf", _xliff("&nbsp;").encode(), "XML")
    yield Hostile("deep.xlf", _xliff("<g>" * 5000 + "x" + "</g>" * 5000).encode(), "deep")
    yield Hostile("control.xlf", _xliff("a\x01b").encode(), "XML")
    yield Hostile("surrogate-reference.xlf", _xliff("&#xD800;").encode(), "XML")
    yield Hostile("enormous-reference.xlf", _xliff(f"&#{'9' * 5000};").encode(), "XML")
    yield Hostile("section-end.xlf", _xliff("a ]]&gt; b").encode())
    yield Hostile("section.xlf", _xliff("<![CDATA[a ]]]]><![CDATA[> b & <c>]]>").encode())
    yield Hostile("length.xlf", _xliff("Sichern").replace('id="a"', f'id="a" maxwidth="{"9" * 5000}"').encode())
    prolog = "<!DOCTYPE " + "[]" * 40
    yield Hostile("prolog.ts", prolog.encode(), "")
    yield Hostile("cut.resx", b"<root><data name='a'><value>x</value", "XML")
    yield Hostile("other.xlf", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "")


def _trees() -> Iterator[Hostile]:
    """JSON, YAML: depth, tags, aliases, numbers."""
    deep = 100_000
    yield Hostile("deep/de.json", ('{"a":' * deep + '"x"' + "}" * deep).encode(), "deep")
    yield Hostile("deep-list/de.json", ('{"a":' + "[" * deep + "]" * deep + "}").encode(), "deep")
    yield Hostile("number/de.json", f'{{"a": {"9" * 5000}, "b": "Sichern"}}'.encode(), "number")
    yield Hostile("exponent/de.json", b'{"a": 1e999999999, "b": NaN, "c": -Infinity, "d": "Sichern"}')
    yield Hostile("surrogates/de.json", b'{"\\ud800": "Sichern \\udc00 \\ud83d", "b": "\\ud83d\\ude00 Sichern"}')
    yield Hostile("nul/de.json", b'{"a\\u0000": "Sichern\\u0000 \\u001b[31m"}')
    yield Hostile("twice/de.json", b'{"a": "Sichern", "a": "Laden"}')
    yield Hostile("list/de.json", b'["Sichern"]', "object")
    yield Hostile("string/de.json", b'"Sichern"', "object")
    yield Hostile("many/de.json", json.dumps({f"k{n}": "Sichern" for n in range(5000)}).encode())
    yield Hostile("deep.arb", ('{"a":' * deep + "1" + "}" * deep).encode(), "deep")
    yield Hostile("shape.arb", b'{"@@locale": {"a": 1}, "a": ["x"], "@a": "y", "@b": {"placeholders": []}}', "")
    yield Hostile("shape.xcstrings", b'{"sourceLanguage": 7, "strings": {"a": {"localizations": {"de": []}}}}', "")
    yield Hostile("deep/de.yml", ("a: " + "[" * deep).encode(), "")
    yield Hostile("deep-block/de.yml", "".join(f"{' ' * level}a:\n" for level in range(300)).encode(), "deep")
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + level)}: &{chr(98 + level)} [{', '.join([f'*{chr(97 + level)}'] * 10)}]\n" for level in range(10)
    )
    yield Hostile("aliases/de.yml", bomb.encode())
    yield Hostile("itself/de.yml", b"a: &a [*a, Sichern]\n")
    yield Hostile("no-anchor/de.yml", b"a: *nobody\n", "")
    for name, tag in {"system": "!!python/object/apply:os.system", "new": "!!python/object/new:type"}.items():
        yield Hostile(f"tag-{name}/de.yml", f'a: {tag} ["touch tqcheck-was-here"]\nb: Sichern\n'.encode())
    yield Hostile("merge/de.yml", b"a: &a {x: Sichern}\nb: {<<: *a}\n")
    yield Hostile("number/de.yml", f"a: {'9' * 5000}\n{'9' * 900}: Sichern\n".encode())
    yield Hostile("sexagesimal/de.yml", b"a: 1:2:3:4\nb: 0x\nc: 0b2\nd: 1e\ne: 2001-99-99\nf: Sichern\n")
    yield Hostile("keys/de.yml", b"? [a, b]\n: Sichern\n? {c: d}\n: Laden\n? |\n  long\n: Sichern\n")
    yield Hostile("escapes/de.yml", b'a: "\\ud800 \\U00110000 \\xff"\n', "")
    yield Hostile("directive/de.yml", b"%YAML 9.9\n%TAG ! tag:x,2000:\n---\na: !b Sichern\n", "")
    yield Hostile("documents/de.yml", b"---\na: Sichern\n---\nb: Laden\n...\n")


def _catalogues() -> Iterator[Hostile]:
    nines = "9" * 5000
    header = 'msgid ""\nmsgstr "Language: de\\nPlural-Forms: {}\\n"\n\n'
    body = 'msgid "Save it"\nmsgid_plural "Save them"\nmsgstr[0] "Sichern"\nmsgstr[1] "Alle sichern"\n'
    for name, forms in {
        "power": "nplurals=2; plural=n**n**n**n;",
        "deep": f"nplurals=2; plural={'(' * 5000}n{')' * 5000};",
        "code": "nplurals=2; plural=__import__('os').system('touch tqcheck-was-here');",
        "zero": "nplurals=2; plural=n/0;",
        "huge": f"nplurals={nines}; plural=n>{nines};",
        "long": f"nplurals=2; plural=n{'+n' * 5000};",
    }.items():
        yield Hostile(f"plural-{name}.po", (header.format(forms) + body).encode())
    yield Hostile("number.po", f'msgid "a"\nmsgid_plural "b"\nmsgstr[{nines}] "c"\n'.encode(), "")
    yield Hostile("limit.po", f'#, max-length:{nines}\nmsgid "Save"\nmsgstr "Sichern"\n'.encode())
    yield Hostile("no-id.po", b'msgctxt "a"\nmsgstr "c"\n', "msgid")
    yield Hostile("plural-only.po", b'msgid_plural "a"\nmsgstr[0] "c"\n', "msgid")
    yield Hostile("context-only.po", b'msgctxt "a"\n', "")
    yield Hostile("same-id.po", b'msgid "a"\nmsgstr "b"\n\n' * 2)
    yield Hostile("escapes.po", b'msgid "a"\nmsgstr "\\x \\777 \\xff \\u \\"\n', "")
    yield Hostile("separators.po", 'msgid "a"\nmsgstr "b\u2028c\x85d\x0be"\n'.encode())
    yield Hostile("limit.csv", f"source,target,max length\nSave,Sichern,{nines}\n".encode())
    yield Hostile("superscript.csv", "source,target,max length\nSave,Sichern,²\n".encode())
    yield Hostile(
        "formulas.csv", b"source,target\nSave it,=HYPERLINK(\"http://127.0.0.1:9\")\nSave,+1+cmd|' /C calc'!A0\n"
    )
    yield Hostile("unclosed.csv", b'source,target\n"Save,Sichern\n', "line 2")
    yield Hostile("no-head.csv", b"\n\nsource,target\na,b\n", "")
    yield Hostile("widths.csv", b"source,target\na\na,b,c,d,e\n,,,,\n")
    yield Hostile("unicode.properties", b"a=\\u12\\uD800\\uDC00\\uD800\\uzzzz\n", "hexadecimal")
    yield Hostile("escapes.strings", b'"a" = "\\U12 \\Ud800 \\777 \\q";\n')
    yield Hostile("nines.ftl", f"a = {{ {nines} }} {{ $n ->\n   [{nines}] x\n  *[other] y\n }}\n".encode())
    yield Hostile("junk.ftl", b"a = {{{{ \nb = \\u{D800}\n= \n", "")
    yield Hostile("deep.ftl", ("a = " + "{ " * 5000 + "$x" + " }" * 5000 + "\n").encode(), "")
    yield Hostile("icu/de.json", json.dumps({"a": "{n, plural, other {" * 2000}).encode())
    yield Hostile("nines.srt", f"{nines}\n{nines}:00:00,000 --> 00:00:01,000\nSichern\n".encode(), "")
    yield Hostile("damaged.vtt", b"WEBVTT\n\n00:99:00.000 --> x\nSichern\n", "")
    unit = '<context><name>a</name><message numerus="yes"><source>a</source><translation type="{}">{}</translation>'
    forms = unit.format("unfinished", "<numerusform>x</numerusform>" * 1000) + "</message></context>"
    yield Hostile("forms.ts", f'<!DOCTYPE TS><TS language="de">{forms}</TS>'.encode())
    yield Hostile("language.ts", f'<!DOCTYPE TS><TS language="{"a-" * 5000}">{forms}</TS>'.encode())


def archive(parts: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return data.getvalue()


def _word(text: str, prolog: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{prolog}<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
        "</w:body></w:document>"
    ).encode()


def _archives() -> Iterator[Hostile]:
    name = "word/document.xml"
    good = archive({name: _word(PROSE)})
    yield Hostile("good.docx", good)
    yield Hostile("bomb.docx", archive({name: _word("a" * 50_000_000)}), "unpacks")
    yield Hostile("bomb-bzip2.docx", archive({name: _word("a" * 50_000_000)}, compression=zipfile.ZIP_BZIP2), "unpacks")
    yield Hostile("bomb-elsewhere.docx", archive({name: _word(PROSE), "word/media/a.png": b"\0" * 50_000_000}))
    lying = bytearray(archive({name: _word("a" * 5_000_000)}))
    entry = lying.rindex(b"PK\x01\x02")
    lying[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    yield Hostile("lying.docx", bytes(lying), "")
    yield Hostile("laughs.docx", archive({name: _word("&l9;", f"<!DOCTYPE w [{_LAUGHS}]>")}), "")
    yield Hostile(
        "external.docx", archive({name: _word("&x;", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')}), ""
    )
    yield Hostile("deep.docx", archive({name: _word("<w:r>" * 5000 + "a" + "</w:r>" * 5000)}), "deep")
    yield Hostile("cut.docx", good[: len(good) // 2], "Word")
    yield Hostile("damaged.docx", good.replace(good[60:70], b"\xff" * 10), "")
    yield Hostile("text.docx", PROSE.encode(), "Word")
    yield Hostile("other.docx", archive({"a.txt": b"a"}), "Word")
    yield Hostile("outside.docx", archive({"../../tqcheck-was-here": b"x", name: _word(PROSE)}))
    yield Hostile("latin-1.docx", archive({name: _word("x").replace(b">x<", b">\xe9<")}), "UTF-8")
    yield Hostile("nul.docx", archive({name: _word("x").replace(b">x<", b">\0<")}), "")
    yield Hostile("empty.docx", archive({name: b""}), "")
    encrypted = bytearray(good)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        encrypted[encrypted.index(mark) + at] |= 1
    yield Hostile("encrypted.docx", bytes(encrypted), "password")


def _texts() -> Iterator[Hostile]:
    """What is hostile to those who read the report."""
    for name, sign in {
        "escape": "\x1b[31m\x1b]0;owned\x07\x1b]8;;http://127.0.0.1:9\x1b\\",
        "c1": "\x9b31m\x9d0;owned\x9c",
        "bell": "\x07\x08\x08\x08\r",
        "override": "\u202eecafretni\u202c",
        "isolate": "\u2066\u2067",
        "separators": "\u2028\u2029\x85\x0b\x0c",
        "zero-width": "\u200b\u200d\u2060",
        "tags": "".join(chr(0xE0000 + ord(sign)) for sign in "ignore all"),
        "selectors": "\ufe0f\U000e0100" * 20,
        "zalgo": "a" + "\u0301\u0316" * 200,
    }.items():
        yield Hostile(f"{name}.txt", (PROSE + f"He spoke on Thursday {sign} (30) in Geneva {sign}.\n").encode())
        yield Hostile(f"{name}.md", f"# On {sign}\n\n{PROSE}He spoke on Thursday {sign} (30) in Geneva.\n".encode())
    script = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    yield Hostile("script.html", f"<html><body><p>{PROSE * 3} on Thursday (30) {script}</p></body></html>".encode())
    yield Hostile("script.txt", f"{PROSE}He spoke on Thursday (30) {script}.\n".encode())
    yield Hostile(
        "section-end.txt", f"{PROSE}He spoke on Thursday (30) ]]> &amp; <!-- --> {{{{7*7}}}} ${{x}}.\n".encode()
    )
    yield Hostile(
        "commands.txt", f"{PROSE}::error file=a::owned\n::set-output name=x::y\n##vso[x] on Thursday (30)\n".encode()
    )
    yield Hostile(
        "markup.md", f"{PROSE}| a | on Thursday (30) \\| `` ` `` [x](javascript:alert(1)) [red]x[/red] |\n".encode()
    )
