"""A repository under translation: so many units, English to German, in six formats, and what can go wrong in each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

_NOUNS = (
    ("file", "Datei", "Dateien"),
    ("page", "Seite", "Seiten"),
    ("message", "Nachricht", "Nachrichten"),
    ("folder", "Ordner", "Ordner"),
    ("table", "Tabelle", "Tabellen"),
    ("picture", "Bild", "Bilder"),
    ("account", "Konto", "Konten"),
    ("report", "Bericht", "Berichte"),
)
_PLACES = (("on the left", "links"), ("on the right", "rechts"), ("at the top", "oben"), ("below", "unten"))


def units(number: int) -> Iterator[tuple[str, str, str]]:
    """ID, source and target of so many good units, none like the other."""
    for index in range(number):
        english, singular, plural = _NOUNS[index % len(_NOUNS)]
        where, dort = _PLACES[index // len(_NOUNS) % len(_PLACES)]
        count = index + 10
        if index % 2:
            yield f"key_{index}", f"Show {count} {english}s {where}.", f"{count} {plural} {dort} anzeigen."
        else:
            yield f"key_{index}", f"The {english} {count} stands {where}.", f"{singular} {count} steht {dort}."


Pairs = list[tuple[str, str, str]]


def _po(pairs: Pairs) -> dict[str, str]:
    head = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return {"de.po": head + "".join(f'\nmsgctxt "{i}"\nmsgid "{s}"\nmsgstr "{t}"\n' for i, s, t in pairs)}


def _xliff(pairs: Pairs) -> dict[str, str]:
    body = "".join(
        f'<trans-unit id="{i}"><source>{escape(s)}</source><target>{escape(t)}</target></trans-unit>\n'
        for i, s, t in pairs
    )
    return {
        "de.xlf": '<?xml version="1.0"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
        '<file original="a" source-language="en" target-language="de" datatype="plaintext"><body>\n'
        f"{body}</body></file></xliff>\n"
    }


def _json(pairs: Pairs) -> dict[str, str]:
    return {
        "en.json": json.dumps({i: s for i, s, _ in pairs}, indent=1),
        "de.json": json.dumps({i: t for i, _, t in pairs}, indent=1, ensure_ascii=False),
    }


def _android(pairs: Pairs) -> dict[str, str]:
    def file(texts: Iterator[tuple[str, str]]) -> str:
        rows = "".join(f'  <string name="{i}">{escape(text)}</string>\n' for i, text in texts)
        return f'<?xml version="1.0" encoding="utf-8"?>\n<resources>\n{rows}</resources>\n'

    return {
        "res/values/strings.xml": file((i, s) for i, s, _ in pairs),
        "res/values-de/strings.xml": file((i, t) for i, _, t in pairs),
    }


def _properties(pairs: Pairs) -> dict[str, str]:
    return {
        "messages_en.properties": "".join(f"{i}={s}\n" for i, s, _ in pairs),
        "messages_de.properties": "".join(f"{i}={t}\n" for i, _, t in pairs),
    }


def _yaml(pairs: Pairs) -> dict[str, str]:
    return {
        "en.yml": "en:\n" + "".join(f'  {i}: "{s}"\n' for i, s, _ in pairs),
        "de.yml": "de:\n" + "".join(f'  {i}: "{t}"\n' for i, _, t in pairs),
    }


FORMATS: dict[str, Callable[[Pairs], dict[str, str]]] = {
    "gettext": _po,
    "xliff": _xliff,
    "json": _json,
    "android": _android,
    "properties": _properties,
    "rails": _yaml,
}


@dataclass(frozen=True)
class Change:
    """A line of a file before and after."""

    path: Path
    before: str
    after: str

    def make(self) -> None:
        text = self.path.read_text("utf-8")
        assert text.count(self.before) == 1
        self.path.write_text(text.replace(self.before, self.after), "utf-8")

    def undo(self) -> None:
        Change(self.path, self.after, self.before).make()

    @property
    def line(self) -> int:
        text = self.path.read_text("utf-8")
        return text[: text.index(self.after)].count("\n") + 1


def write(root: Path, number: int) -> dict[str, Change]:
    """So many units in all, an equal part in a folder for each format; by format, a bad string: a changed number."""
    everything = list(units(number))
    bad = {}
    for part, (name, make) in enumerate(FORMATS.items()):
        pairs = everything[part :: len(FORMATS)]
        files = make(pairs)
        for path, text in files.items():
            file = root / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        _, _, target = pairs[len(pairs) // 2]
        count = next(word for word in target.split() if word.isdigit())
        path = next(path for path in files if "de" in path)
        bad[name] = Change(root / name / path, target, target.replace(count, f"{count}7"))
    return bad
