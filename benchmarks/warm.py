"""Words per CPU second of each engine and its peers, once everything is loaded, on one core.

Every engine has a process of its own and reads half the text to get warm; the other half counts, so that nothing comes
from a cache that is not said twice. Slow peers read the beginning.
"""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import ClassVar, NamedTuple

from benchmarks import langid
from benchmarks.process import alone, is_there

Texts = Sequence[str]
Prepare = Callable[[Texts], Callable[[], object]]
"""From texts to what is timed."""


class Speed(NamedTuple):
    """Words per CPU second and the peak of the process in megabytes."""

    words: float
    peak: float


class Engine(NamedTuple):
    """`share`: how much of the text it reads; `needs`: what must be installed."""

    part: str
    name: str
    needs: str
    load: Callable[[], Prepare]
    share: float = 1


def _everything(model: bool) -> Prepare:
    from tqcheck import Config, check_text

    config = Config() if model else Config(model=False)
    return lambda texts: partial(check_text, "\n\n".join(texts), target_lang="en", config=config)


def everything() -> Prepare:
    return _everything(model=True)


def without_model() -> Prepare:
    return _everything(model=False)


def reading() -> Prepare:
    from tqcheck import files

    return _file("text.txt", "\n\n".join, files.read)


def declared() -> Prepare:
    """Rules and checks alone: neither language identification's spans nor the model."""
    from tqcheck import Config, check_text

    config = Config(model=False, ignore=("untranslated-span",))
    return lambda texts: partial(check_text, "\n\n".join(texts), target_lang="en", source_lang="pt", config=config)


def units() -> Prepare:
    """What compares a unit with its source, over a PO file: pofilter's field."""
    from tqcheck import Config, check_file

    config = Config(model=False, select=("source",), target_lang="en")
    return _file("en.po", po, lambda path: check_file(path, config=config))


def pofilter() -> Prepare:
    """All its checks, in-process, with a report thrown away."""
    from translate.filters import checks
    from translate.filters.pofilter import pocheckfilter
    from translate.storage import factory

    class Options:
        autocorrect = False
        addnotes = includefuzzy = includereview = True
        excludefilters: ClassVar[dict[str, object]] = {}
        limitfilters = None

    classes = [checks.StandardChecker, checks.StandardUnitChecker]
    tool = pocheckfilter(Options, classes, checks.CheckerConfig(targetlanguage="en"))
    return _file("en.po", po, lambda path: tool.filterfile(factory.getobject(str(path))))


def _file(name: str, content: Callable[[Texts], str], read: Callable[[Path], object]) -> Prepare:
    """The texts as a file, which is written before the clock runs."""

    def prepare(texts: Texts) -> Callable[[], object]:
        folder = tempfile.TemporaryDirectory()
        path = Path(folder.name) / name
        path.write_text(content(texts), "utf-8")

        def run() -> object:
            with folder:
                return read(path)

        return run

    return prepare


def po(texts: Texts) -> str:
    """The texts as a PO file, each its own source."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: en\\n"\n\n'
    return head + "\n".join(
        f"msgctxt {quoted(str(number))}\nmsgid {quoted(text)}\nmsgstr {quoted(text)}\n"
        for number, text in enumerate(texts)
    )


def model() -> Prepare:
    from tqcheck import shipped
    from tqcheck.grammar.shipped import ShippedModel

    words = ShippedModel(shipped.path("grammar/en")).words
    return lambda texts: partial(words, texts)


def reporter(name: str) -> Prepare:
    """The report of a whole check, written; the check is no part of it."""
    from tqcheck import Config, files, reporters
    from tqcheck.api import engine
    from tqcheck.files import text as plain

    render = import_module(f"tqcheck.reporters.{reporters.MODULES[name]}").render
    checker = engine(Config(model=False, target_lang="en"))

    def prepare(texts: Texts) -> Callable[[], object]:
        document = files.document_from_text("\n\n".join(texts), path="text.txt", format=plain.format)
        report = checker.check_all([document])
        return lambda: render(report, io.StringIO())

    return prepare


def _languages(method: str) -> Prepare:
    find = langid.METHODS[method][1]()
    return lambda texts: partial(find, [{"text": text, "host": "en", "source": None} for text in texts])


def our_languages() -> Prepare:
    from tqcheck.langid import LanguageIdentifier

    find = LanguageIdentifier.load().foreign_spans_many
    return lambda texts: partial(find, texts, host="en")


def harper() -> Prepare:
    import harper as library

    linter = library.Linter()
    return lambda texts: lambda: [linter.lint(text) for text in texts]


def _program(*command: str) -> Prepare:
    """A program that reads standard input; its start is part of it."""
    return lambda texts: partial(
        subprocess.run,
        command,
        input="\n".join(texts).encode(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


ENGINES = (
    Engine("everything", "tqcheck", "tqcheck", everything),
    Engine("everything", "Harper", "harper", harper),
    Engine("everything", "codespell", "codespell_lib", partial(_program, sys.executable, "-m", "codespell_lib", "-")),
    Engine("everything", "hunspell", "hunspell", partial(_program, "hunspell", "-d", "en_US", "-l")),
    Engine("without the model", "tqcheck --no-model", "tqcheck", without_model),
    Engine("without the model", "Harper", "harper", harper),
    Engine("language ID", "tqcheck", "tqcheck", our_languages),
    Engine("language ID", "pycld2, vectors", "pycld2", partial(_languages, "pycld2, vectors")),
    Engine("language ID", "py3langid, windows", "py3langid", partial(_languages, "py3langid, windows"), 0.2),
    Engine("language ID", "lingua, several languages", "lingua", partial(_languages, "lingua, multiple"), 0.1),
    Engine("language ID", "langdetect, windows", "langdetect", partial(_languages, "langdetect, windows"), 0.02),
    Engine("checks with a source", "tqcheck", "tqcheck", units),
    Engine("checks with a source", "pofilter", "translate", pofilter),
    Engine("declared checks", "tqcheck", "tqcheck", declared),
    Engine("declared checks", "pofilter, over the same text", "translate", pofilter),
    Engine("model", "tqcheck", "tqcheck", model),
    Engine("reading", "tqcheck", "tqcheck", reading),
    Engine("reporters", "JSON", "tqcheck", partial(reporter, "json")),
    Engine("reporters", "SARIF", "tqcheck", partial(reporter, "sarif")),
    Engine("reporters", "HTML", "tqcheck", partial(reporter, "html")),
    Engine("reporters", "text", "tqcheck", partial(reporter, "text")),
)
"""The first of each part is tqcheck's."""


def measure(number: int, texts: Texts) -> Speed:
    """In a process of its own."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    prepare = ENGINES[number].load()
    half = max(1, len(texts) // 2)
    prepare(texts[:half])()
    timed = texts[half:] or texts
    run = prepare(timed)
    before = _seconds()
    run()
    taken = _seconds() - before
    peak = max(resource.getrusage(who).ru_maxrss for who in _WHO) / (1e6 if sys.platform == "darwin" else 1e3)
    return Speed(sum(len(text.split()) for text in timed) / taken, peak)


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _seconds() -> float:
    """CPU seconds of this process and of those that it started, which have ended."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, _WHO))


def rows(texts: Texts) -> tuple[list[list[str]], list[str]]:
    """The table: part, engine, words per CPU second, tqcheck's ratio to it, MB; and the peers that are missing."""
    table: list[list[str]] = []
    missing: list[str] = []
    ours: dict[str, float] = {}
    for number, engine in enumerate(ENGINES):
        if not is_there(engine.needs):
            missing.append(engine.name)
            continue
        speed = alone(measure, number, texts[: max(1, int(len(texts) * engine.share))])
        ours.setdefault(engine.part, speed.words)
        ratio = "" if engine.part == "reporters" else f"{ours[engine.part] / speed.words:.2f}"
        table.append([engine.part, engine.name, f"{speed.words:,.0f}", ratio, f"{speed.peak:.0f}"])
    return table, missing
