"""Step 1, the data: python -m models.grammar.prepare [--sample N]. Reads the shared data, writes shards to
settings.WORK.

clean.npz      sentences of clean text with their paragraph and kind (errors are put in while training)
held_out.npz   paragraphs of clean text of kinds not trained on
real.npz       real MT, encoded and labelled; real_dev.npz: a tenth of the hand-marked documents
prepared.json  counts and what was left out
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from models.grammar import settings
from models.grammar.base import TOKENIZER
from models.grammar.labels import IGNORE, LABELS, SOME, labels
from models.grammar.marked import Mark, Marked, as_printed, public_targets, read_lines, stand_off
from tqcheck.grammar.encode import encode, load_tokenizer
from tqcheck.sentences import split

FAULTY = settings.HERE / "faulty.txt"
WORDS = re.compile(r"[^\W_]+")
DOUBLED = re.compile(r"\b(\w{4,})\1")  # "BrandBrand": a fault of the annotation tool
BIO: dict[str, str | int] = {
    "Grammar": SOME,
    "Spelling": SOME,
    "Punctuation": "punct",
    "Untranslated": "untr",
    "Number_format": "num",
}
MQM: dict[str, str | int] = {
    "Fluency/Grammar": SOME,
    "Fluency/Spelling": SOME,
    "Fluency/Punctuation": "punct",
    "Accuracy/Untranslated text": "untr",
}
POST_EDITS: dict[str, str | int] = {
    "det": "art",
    "prep": "prep",
    "aux": "verb",
    "inflection": SOME,
    "untranslated": "untr",
    "punct": "punct",
    "case": "case",
    "dup": "dup",
    "order": "order",
}
Spans = list[tuple[int, int, int]]  # start, end, label


# 1. What must not be trained on


def runs(text: str, size: int = settings.RUN) -> Iterator[int]:
    """A hash of every run of so many words in a row, whatever their case and punctuation."""
    words = WORDS.findall(text.lower())
    for i in range(len(words) - size + 1):
        yield int.from_bytes(hashlib.blake2b(" ".join(words[i : i + size]).encode(), digest_size=8).digest(), "little")


def shares_run(text: str, protected: set[int], size: int = settings.RUN) -> bool:
    """Whether a text has a run of words in common with the protected texts."""
    return any(run in protected for run in runs(text, size))


def protected_texts() -> Iterator[str]:
    """mt-news, the article, everything for tuning, and the held-out kinds of clean text."""
    for path in sorted((settings.GOLD / "mt-news").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    yield (settings.SEEDS / "article.txt").read_text(encoding="utf-8")
    for path in sorted((settings.DATA / "tune").glob("*.jsonl.xz")):
        for row in read_lines(path):
            yield row["target"]
            yield row.get("reference") or ""
    yield from held_out()


def clean_lines(name: str) -> list[str]:
    with lzma.open(settings.DATA / "clean" / f"{name}.en.txt.xz", "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def held_out() -> Iterator[str]:
    for name in settings.HELD_OUT:
        yield from clean_lines(name)
    for name in settings.HELD_OUT_TAIL:
        lines = clean_lines(name)
        yield from lines[len(lines) // 2 :]


def key(sentence: str) -> str:
    """What stands for a sentence in faulty.txt: 16 hexadecimal digits."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:16]


def faulty() -> frozenset[str]:
    """The keys of the clean sentences in which a reader found an error: see models.grammar.filter."""
    return frozenset(FAULTY.read_text("utf-8").split()) if FAULTY.exists() else frozenset()


# 2. Real MT: sentences with labelled spans


def hand(train: Path) -> Iterator[tuple[str, str, Spans]]:
    """(ID, text, spans) of the hand-marked sentences. Where two readers differ, what one calls `must` is at least
    "ignore".
    """
    for row in read_lines(train / "marked_mt.jsonl.xz"):
        marks = tuple(Mark(s["start"], s["end"], s["kind"], s["tier"]) for s in row["spans"])
        yield row["id"], row["target"], _hand_spans([Marked(row["id"], row["lang_pair"], row["target"], marks)])
    by_id: dict[str, list[Marked]] = {}
    for sentences in stand_off(settings.MARKS, public_targets(train)).values():
        for sentence in sentences:
            by_id.setdefault(sentence.id, []).append(as_printed(sentence))
    for readings in by_id.values():
        yield readings[0].id, readings[0].text, _hand_spans(readings)


def _hand_spans(readings: list[Marked]) -> Spans:
    spans: Spans = [(m.start, m.end, IGNORE) for reading in readings for m in reading.marks]
    for m in readings[0].marks:
        agreed = all(
            any(min(m.end, x.end) > max(m.start, x.start) and x.tier == "must" for x in r.marks) for r in readings[1:]
        )
        if m.tier == "must" and agreed:
            spans.append((m.start, m.end, LABELS.index(m.kind)))
    return spans


def other_real(train: Path) -> Iterator[tuple[str, str, str, Spans]]:
    """(set, ID, text, spans) of annotations made with the source in view: what can't be seen is "ignore"."""
    for path in sorted(train.glob("bio_mqm_v2.*.jsonl.xz")):
        together: dict[str, tuple[str, Spans]] = {}  # several people marked the same translation
        for row in read_lines(path):
            spans = [
                (s["start"], s["end"], _label(BIO.get(s["category"].split("/")[-1], IGNORE))) for s in row["spans"]
            ]
            together.setdefault(row["target"], (row["id"], []))[1].extend(spans)
        for text, (id_, spans) in together.items():
            yield "bio_mqm", id_, text, sorted(spans, key=lambda s: s[2] != IGNORE)
    for row in read_lines(train / "mqm_zhen_2020.fluency_consensus.jsonl.xz"):
        if not DOUBLED.search(row["target"]):
            spans = [(s["start"], s["end"], _label(MQM.get(s["category"], IGNORE))) for s in row["spans"]]
            yield "mqm", row["id"], row["target"], spans
    for path in sorted(train.glob("pe_grammar.*.jsonl.xz")):
        for row in read_lines(path):
            text = row["target"]
            marks = [Mark(*_widened(text, s["start"], s["end"]), s["category"], "must") for s in row["spans"]]
            printed = as_printed(Marked(row["id"], row["lang_pair"], text, tuple(marks)))
            yield (
                "pe_grammar",
                row["id"],
                printed.text,
                [(m.start, m.end, _label(POST_EDITS[m.kind])) for m in printed.marks],
            )


def _label(kind: str | int) -> int:
    return kind if isinstance(kind, int) else LABELS.index(kind)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A span of no width ("something is missing here") becomes the word after the gap, or before it at the end."""
    if start == end:
        after = re.compile(r"\S+").search(text, start) or list(re.finditer(r"\S+", text))[-1]
        return after.span()
    return start, end


def document(id_: str) -> str:
    """What is split together: an abstract, whatever system translated it; a sentence of MLQE-PE."""
    parts = id_.split("/")
    return "/".join((parts[1], parts[3])) if id_.startswith("biomqm2/") else id_


# 3. Everything, in order


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, help="only so many lines of each set, for a trial")
    sample = parser.parse_args().sample
    settings.WORK.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(str(TOKENIZER))
    protected = {run for text in protected_texts() for run in runs(text)}
    counts = Counter[str]()
    print(f"{len(protected)} protected runs of {settings.RUN} words", flush=True)

    # clean text, as sentences with the number of their paragraph
    errors = faulty()
    sentences: list[str] = []
    paragraph: list[int] = []
    kind_of: list[int] = []
    number = 0
    for kind, (_, files) in enumerate(settings.KINDS_OF_TEXT.values()):
        for name in files:
            lines = clean_lines(name)
            lines = lines[: len(lines) // 2] if name in settings.HELD_OUT_TAIL else lines
            for line in lines[:sample]:
                if shares_run(line, protected):
                    counts["clean paragraphs left out: overlap"] += 1
                    continue
                number += 1
                for start, end in split(line, "en"):
                    if key(line[start:end]) in errors:
                        counts["clean sentences left out: errors"] += 1
                    elif 2 <= len(line[start:end].split()) <= 80:
                        sentences.append(line[start:end])
                        paragraph.append(number)
                        kind_of.append(kind)
    counts["clean sentences"] = len(sentences)
    save_text(
        settings.WORK / "clean.npz", sentences, paragraph=np.array(paragraph), kind=np.array(kind_of, dtype=np.uint8)
    )
    save_text(
        settings.WORK / "held_out.npz",
        [line for line in held_out() if len(line.split()) >= 5][:: 1 if not sample else 40],
    )
    print(dict(counts), flush=True)

    # real MT
    train: list[tuple[str, str, Spans]] = []
    dev: list[tuple[str, str, Spans]] = []
    marked_texts = set()
    marked_documents = set()
    for id_, text, spans in hand(settings.DATA / "train"):
        marked_texts.add(" ".join(WORDS.findall(text)))
        is_dev = int(hashlib.md5(document(id_).encode()).hexdigest(), 16) % settings.DEV_SHARE == 0
        if is_dev:
            dev.append(("hand", text, spans))
            marked_documents.add(document(id_))
        elif shares_run(text, protected):
            counts["hand left out: overlap"] += 1
        else:
            train.append(("hand", text, spans))
    dev_runs = {run for _, text, _ in dev for run in runs(text)}
    seen = Counter[str]()
    for name, id_, text, spans in other_real(settings.DATA / "train"):
        if " ".join(WORDS.findall(text)) in marked_texts or document(id_) in marked_documents:
            counts[f"{name} left out: marked by hand, or of a dev document"] += 1
        elif shares_run(text, protected) or shares_run(text, dev_runs):
            counts[f"{name} left out: overlap"] += 1
        elif sample is None or seen[name] < sample:
            seen[name] += 1
            train.append((name, text, spans))
    train = [row for row in train if row[0] != "hand" or not shares_run(row[1], dev_runs)]
    for name, rows in (("real", train), ("real_dev", dev)):
        save_labelled(settings.WORK / f"{name}.npz", rows, tokenizer, list(settings.REAL_WEIGHTS))
        counts.update(f"{name}: {set_}" for set_, _, _ in rows)
    (settings.WORK / "prepared.json").write_text(json.dumps(counts, indent=1), encoding="utf-8")
    print(json.dumps(counts, indent=1))


def save_text(path: Path, texts: Iterable[str], **columns: Any) -> None:
    data = [text.encode() for text in texts]
    ends = np.cumsum([len(d) for d in data], dtype=np.int64)
    np.savez(path, text=np.frombuffer(b"".join(data), dtype=np.uint8), ends=ends, **columns)


def save_labelled(path: Path, rows: list[tuple[str, str, Spans]], tokenizer: object, sets: list[str]) -> None:
    encoded = encode(tokenizer, [text for _, text, _ in rows])  # type: ignore[arg-type]
    labelled = [labels(e, spans) for e, (_, _, spans) in zip(encoded, rows, strict=True)]
    np.savez(
        path,
        ids=np.concatenate([e.ids[1:-1] for e in encoded]).astype(np.uint16),
        types=np.concatenate([e.types[1:-1] for e in encoded]).astype(np.uint8),
        labels=np.concatenate([found[1:-1] for found in labelled]).astype(np.int8),
        ends=np.cumsum([len(e.ids) - 2 for e in encoded], dtype=np.int64),
        set=np.array([sets.index(name) for name, _, _ in rows], dtype=np.uint8),
    )


if __name__ == "__main__":
    main()
