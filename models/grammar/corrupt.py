"""The corrupter: clean English in, English with the errors of machine translation out, and where they are.

An operation is a small function that looks at one token of a text and either makes an error there or does not (None).
It returns an `Edit`: which tokens go and what stands there instead, with the error in double square brackets.
Operations are
registered with their kind, the groups of source languages that they are typical of, and examples that tests run.
Kinds come at the rates of real MT (packs.RATES, counted by patterns.py). The same seed gives the same errors.

    packs.Corrupter(seed=1).corrupt("He lives in the house.")
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from random import Random

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[’'\-][^\W\d_]+)*|\w+|[^\w\s]")
MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
ENDS = frozenset(".!?:;")
GROUPS = ("Romance", "German", "Slavic", "East Asian", "other")


class Text:
    """A text with its tokens; `low` is lower case, `cls` asks for word classes by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(TOKEN.finditer(text))
        self.tok = [m.group() for m in found]
        self.start = [m.start() for m in found]
        self.end = [m.end() for m in found]

    @cached_property
    def low(self) -> list[str]:
        return [t.lower() for t in self.tok]

    def __len__(self) -> int:
        return len(self.tok)

    def at(self, i: int) -> str:
        """The token at `i` in lower case; "" outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def raw(self, i: int) -> str:
        """The token at `i` as it stands; "" outside the text."""
        return self.tok[i] if 0 <= i < len(self.tok) else ""

    def first(self, i: int) -> bool:
        """Whether the token at `i` begins a sentence."""
        j = i - 1
        while j >= 0 and self.tok[j] in "\"'“”‘’([":
            j -= 1
        return j < 0 or self.tok[j] in ENDS

    def stop(self, i: int) -> bool:
        """Whether the token at `i` ends a phrase: punctuation or the end of the text."""
        return not 0 <= i < len(self.tok) or not self.tok[i][0].isalnum()

    def of(self, i: int, j: int) -> str:
        """The text of tokens i to j-1, with the white space between them."""
        return self.text[self.start[i] : self.end[j - 1]]


@dataclass(frozen=True, slots=True)
class Edit:
    """Tokens `start` to `end`-1 are replaced by `marked`; `end` == `start` puts it, with a space, before `start`."""

    start: int
    end: int
    marked: str


Make = Callable[[Text, int, Random], Edit | None]


@dataclass(frozen=True, slots=True)
class Operation:
    name: str
    kind: str  # one of marked.KINDS; "" for a harmless change, which is not marked
    weight: float
    groups: tuple[str, ...]  # groups of source languages that do this; empty for all
    examples: tuple[tuple[str, str], ...]  # before, after with the error marked
    never: tuple[str, ...]  # texts that must stay as they are
    make: Make


@dataclass(frozen=True, slots=True)
class Corrupted:
    text: str
    spans: tuple[tuple[int, int, str], ...]  # start, end, kind
    operations: tuple[str, ...]


OPERATIONS: dict[str, Operation] = {}


def operation(
    kind: str, *examples: str, weight: float = 1.0, groups: tuple[str, ...] = (), never: tuple[str, ...] = ()
) -> Callable[[Make], Make]:
    """Register a function as an operation. Examples read "before -> after with the [[error]]"."""

    def register(make: Make) -> Make:
        name = make.__name__
        assert name not in OPERATIONS, name
        pairs = tuple((before, after) for before, after in (e.split(" -> ") for e in examples))
        OPERATIONS[name] = Operation(name, kind, weight, groups, pairs, never, make)
        return make

    return register


def cased(before: str, after: str) -> str:
    """`after` with a capital if `before` has one."""
    return after[0].upper() + after[1:] if before[:1].isupper() and after else after


def apply(text: Text, edits: list[tuple[Edit, str]]) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text with all edits made (they may not touch each other), and the marks in its offsets."""
    out, spans, place = [], [], 0
    length = 0
    for edit, kind in sorted(edits, key=lambda e: e[0].start):
        start = text.start[edit.start] if edit.start < len(text) else len(text.text)
        kept = text.text[place:start]
        marked = edit.marked
        if edit.end == edit.start:
            marked += " "
            place = start
        else:
            place = text.end[edit.end - 1]
        if not marked:  # nothing in its stead: the space before goes as well
            kept = kept.rstrip(" ")
        out.append(kept)
        length += len(kept)
        at = 0
        for match in MARKED.finditer(marked):
            out.append(marked[at : match.start()])
            length += match.start() - at
            out.append(match.group(1))
            if kind:
                spans.append((length, length + len(match.group(1)), kind))
            length += len(match.group(1))
            at = match.end()
        out.append(marked[at:])
        length += len(marked) - at
    out.append(text.text[place:])
    return "".join(out), tuple(spans)


def errors_of(operation: Operation, text: str, seeds: int = 12) -> set[str]:
    """Everything that one operation can make of a text, marked: for tests and for looking at."""
    parsed = Text(text)
    found = set()
    for seed in range(seeds):
        for i in range(len(parsed)):
            edit = operation.make(parsed, i, Random(seed))
            if edit:
                made, _ = apply(
                    parsed, [(Edit(edit.start, edit.end, edit.marked.replace("[[", "⟦").replace("]]", "⟧")), "")]
                )
                found.add(made.replace("⟦", "[[").replace("⟧", "]]"))
    return found
