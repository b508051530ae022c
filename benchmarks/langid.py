"""Spans in another language: tqcheck beside its peers, in one run.

    python -m benchmarks.langid [--data FILE] [--methods NAME,...] [--pairs]

The data are JSON lines with host, source, tokens, form, text and gold (spans); files ending in .xz are unpacked. A
peer that is not installed is left out by name (pip install langdetect lingua-language-detector py3langid pycld2).
Every method runs in a process of its own. Columns: F1 of spans, a hit being one with IoU of 0.5 or more; recall by
number of inserted tokens; false alarms per 1,000 host words, in all texts (a span beside the gold counts) and in
those without an insert; words a second on the texts without insert, first time and again; seconds to import and
load, and memory taken by that and the run. Slow peers (langdetect, lingua) see every fifth text only.
"""

from __future__ import annotations

import argparse
import json
import lzma
import multiprocessing
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

DEFAULT = Path(__file__).resolve().parents[2] / "shared/data/langid/dev.jsonl.xz"
Row = dict[str, Any]
Spans = list[tuple[int, int]]
Find = Callable[[list[Row]], list[Spans]]
LANGUAGES = ("cs", "de", "en", "es", "fi", "fr", "id", "it", "pl", "pt", "sv", "tr")
LENGTHS = (1, 2, 3, 4, 6, 10)


def tqcheck(known: bool) -> Find:
    from tqcheck.langid import LanguageIdentifier

    identifier = LanguageIdentifier.load()

    def find(rows: list[Row]) -> list[Spans]:
        groups: dict[tuple[str, str | None], list[int]] = defaultdict(list)
        for number, row in enumerate(rows):
            # Where nothing was inserted, a source is named all the same, each language in turn.
            others = [language for language in LANGUAGES if language != row["host"]]
            source = row["source"] or others[number % len(others)]
            groups[row["host"], source if known else None].append(number)
        result: list[Spans] = [[] for _ in rows]
        for (host, source), numbers in groups.items():
            texts = [rows[number]["text"] for number in numbers]
            for number, spans in zip(
                numbers, identifier.foreign_spans_many(texts, host=host, source=source), strict=True
            ):
                result[number] = [(span.start, span.end) for span in spans]
        return result

    return find


def langdetect_windows() -> Find:
    """Windows of five words, judged among all its languages; see by_windows."""
    import langdetect  # type: ignore[import-not-found,import-untyped,unused-ignore]

    langdetect.DetectorFactory.seed = 0

    def foreign(window: str, host: str) -> float:
        try:
            return 1 - float(sum(guess.prob for guess in langdetect.detect_langs(window) if guess.lang == host))
        except langdetect.LangDetectException:
            return 0

    return lambda rows: [by_windows(row, foreign) for row in rows]


def py3langid_windows() -> Find:
    """Windows of five words, judged among the benchmark's languages."""
    from py3langid.langid import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
        MODEL_FILE,
        LanguageIdentifier,
    )

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))

    def foreign(window: str, host: str) -> float:
        return 1 - float(dict(identifier.rank(window)).get(host, 0.0))

    return lambda rows: [by_windows(row, foreign) for row in rows]


def lingua_multiple() -> Find:
    """lingua's own detection of several languages in one text, among the benchmark's."""
    from lingua import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
        IsoCode639_1,
        LanguageDetectorBuilder,
    )

    codes = [IsoCode639_1.from_str(language) for language in LANGUAGES]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()

    def find(rows: list[Row]) -> list[Spans]:
        return [
            [
                (part.start_index, part.end_index)
                for part in detector.detect_multiple_languages_of(row["text"])
                if part.language.iso_code_639_1.name.lower() != row["host"]
            ]
            for row in rows
        ]

    return find


def pycld2_vectors() -> Find:
    """CLD2's vectors: pieces of the text with a language each."""
    import pycld2  # type: ignore[import-not-found,import-untyped,unused-ignore]

    def spans(row: Row) -> Spans:
        data = row["text"].encode()
        try:
            _, _, _, vectors = pycld2.detect(data, returnVectors=True, bestEffort=True)
        except pycld2.error:
            return []
        return [
            (len(data[:at].decode(errors="ignore")), len(data[: at + size].decode(errors="ignore")))
            for at, size, _, code in vectors
            if code not in (row["host"], "un")
        ]

    return lambda rows: [spans(row) for row in rows]


def by_windows(row: Row, foreign: Callable[[str, str], float]) -> Spans:
    """Words for which the windows around them say "not the host" with probability .5 on average, neighbours joined."""
    text, words = row["text"], list(_words(row["text"]))
    size = min(5, len(words))
    votes: list[list[float]] = [[] for _ in words]
    for at in range(len(words) - size + 1):
        vote = foreign(text[words[at][0] : words[at + size - 1][1]], row["host"])
        for covered in votes[at : at + size]:
            covered.append(vote)
    chosen = [sum(vote) > 0.5 * len(vote) for vote in votes]
    result: Spans = []
    for at, (start, end) in enumerate(words):
        if chosen[at]:
            joined = bool(at and chosen[at - 1])
            result = [*result[:-1], (result[-1][0], end)] if joined else [*result, (start, end)]
    return result


def _words(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for word in text.split():
        at = text.index(word, at)
        yield at, at + len(word)
        at += len(word)


METHODS: dict[str, tuple[str, Callable[[], Find], int]] = {
    "tqcheck, source unknown": ("tqcheck", lambda: tqcheck(known=False), 1),
    "tqcheck, source known": ("tqcheck", lambda: tqcheck(known=True), 1),
    "langdetect, windows": ("langdetect", langdetect_windows, 5),
    "lingua, multiple": ("lingua", lingua_multiple, 5),
    "py3langid, windows": ("py3langid", py3langid_windows, 1),
    "pycld2, vectors": ("pycld2", pycld2_vectors, 1),
}


class Result(NamedTuple):
    """What one method did."""

    f1: float
    recall: list[float]
    alarms: float
    alarms_clean: float
    first: float
    again: float
    load: float
    memory: int
    pairs: dict[tuple[str, str], float]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def measure(name: str, rows: list[Row]) -> Result:
    """Load a method, time it on the texts without insert, score it on all of them."""
    _, load, step = METHODS[name]
    rows = rows[::step]
    clean = [row for row in rows if not row["gold"]]
    words = sum(len(row["text"].split()) for row in clean)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    find = load()
    loaded = time.perf_counter() - started
    times = []
    for _ in range(2 if step > 1 else 4):
        started = time.perf_counter()
        find(clean)
        times.append(time.perf_counter() - started)
    found = find(rows)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

    hits: Counter[Any] = Counter()
    golds: Counter[Any] = Counter()
    extra: Counter[Any] = Counter()
    host_words = 0
    for row, spans in zip(rows, found, strict=True):
        pair = row["host"], row["source"]
        left = list(spans)
        for start, end in row["gold"]:
            golds.update([row["tokens"], pair, "all"])
            hit = next((span for span in left if overlap(span, (start, end)) >= 0.5), None)
            if hit:
                left.remove(hit)
                hits.update([row["tokens"], pair, "all"])
        extra.update({pair: len(left), "all": len(left), "clean": 0 if row["gold"] else len(left)})
        host_words += len(row["text"].split()) - sum(len(row["text"][start:end].split()) for start, end in row["gold"])

    def f1(key: Any) -> float:
        return 2 * hits[key] / max(1, golds[key] + hits[key] + extra[key])

    return Result(
        f1=f1("all"),
        recall=[hits[length] / max(1, golds[length]) for length in LENGTHS],
        alarms=1000 * extra["all"] / max(1, host_words),
        alarms_clean=1000 * extra["clean"] / max(1, words),
        first=words / times[0],
        again=words / min(times[1:]),
        load=loaded,
        memory=memory // 1024,
        pairs={
            (host, source): f1((host, source))
            for host, source in sorted({(r["host"], r["source"]) for r in rows if r["gold"]})
        },
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT, help="the benchmark's texts (default: %(default)s)")
    parser.add_argument("--methods", default=",".join(METHODS), help="beginnings of the methods' names, with commas")
    parser.add_argument(
        "--pairs", action="store_true", help="print the F1 of every pair of languages, not only the weakest"
    )
    options = parser.parse_args()
    if not options.data.exists():
        parser.error(f"{options.data} does not exist: pass the benchmark's texts with --data FILE")
    data = options.data.read_bytes()
    lines = (lzma.decompress(data) if options.data.suffix == ".xz" else data).decode().splitlines()
    rows: list[Row] = [json.loads(line) for line in lines]
    wanted = tuple(options.methods.split(","))
    print(f"{len(rows)} texts of {options.data}\n")
    print("| method | F1 | recall by length 1/2/3/4/6/10 | FA, all | FA, clean | words/s first, again | load s | MB |")
    print("|---|---|---|---|---|---|---|---|")
    pairs: dict[str, dict[tuple[str, str], float]] = {}
    for name, (module, _, _) in METHODS.items():
        if not name.startswith(wanted) and name not in options.methods:
            continue
        if find_spec(module) is None:
            print(f"| {name} | not installed | | | | | | |", flush=True)
            continue
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            result = pool.apply(measure, (name, rows))
        recall = "/".join(f"{value:.2f}" for value in result.recall)
        print(
            f"| {name} | {result.f1:.3f} | {recall} | {result.alarms:.2f} | {result.alarms_clean:.2f} "
            f"| {result.first:,.0f}, {result.again:,.0f} | {result.load:.2f} | {result.memory} |",
            flush=True,
        )
        pairs[name] = result.pairs
    for name, scores in pairs.items():
        if name.startswith("tqcheck"):
            weakest = sorted(scores.items(), key=lambda item: item[1])
            shown = weakest if options.pairs else weakest[:5]
            print(
                f"\n{name}, F1 by host and source, weakest first: "
                + ", ".join(f"{a}-{b} {v:.2f}" for (a, b), v in shown)
            )


if __name__ == "__main__":
    main()
