"""What goes wrong how often, by group of source languages; and the corrupter itself.

RATES: `must` marks in 1,000 words of real MT, by kind, from 7,326 hand-marked sentences (models/grammar/patterns.py
counts them). Two departures, with their reasons: rates are flattened (power FLATTEN), so that the rare kinds are
learnt at all; and each kind has a worth (WORTH): what language identification and the declared checks find is taken
down, as are made-up wrong words, which teach little about real ones, and grammar is taken up. "East Asian" is the
Chinese column (Japanese has no marks to train on); "other" is Estonian and Indo-Aryan together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from random import Random

from models.grammar import errors_grammar, errors_order, errors_words
from models.grammar.corrupt import GROUPS, OPERATIONS, Corrupted, Edit, Operation, Text, apply

REGISTERED = (errors_grammar, errors_order, errors_words)  # modules register their operations when imported

KINDS = "art prep verb agr order pron form miss dup lex untr case punct space num".split()
RATES: dict[str, Sequence[float]] = {
    #              art  prep verb agr  ordr pron form miss dup  lex  untr case punc spac num
    "Romance": (2.0, 2.5, 1.9, 1.0, 1.5, 1.2, 3.5, 1.5, 0.8, 14.7, 2.3, 1.8, 1.3, 0.3, 1.2),
    "German": (1.7, 1.2, 0.7, 0.6, 1.4, 0.2, 1.6, 0.6, 0.7, 8.5, 2.2, 7.3, 1.9, 1.3, 0.5),
    "Slavic": (1.2, 1.1, 1.1, 0.3, 1.1, 0.4, 1.4, 1.3, 0.8, 6.5, 0.6, 0.1, 3.4, 0.6, 0.1),
    "East Asian": (3.3, 0.2, 1.1, 1.0, 0.3, 0.1, 1.3, 1.0, 1.0, 4.7, 0.1, 6.7, 2.0, 3.3, 0.4),
    "other": (2.2, 2.2, 1.4, 1.0, 1.3, 1.1, 3.5, 1.1, 1.8, 29.6, 3.5, 7.7, 1.8, 0.6, 0.5),
}
SHARES = {"Romance": 0.32, "German": 0.18, "Slavic": 0.18, "East Asian": 0.16, "other": 0.16}
WORTH = dict.fromkeys(KINDS, 1.0) | {
    "order": 10.0, "dup": 0.5, "art": 1.5, "prep": 3.0, "verb": 3.0, "pron": 6.0, "agr": 2.0, "miss": 2.0,
    "form": 0.7, "lex": 0.15, "untr": 0.08, "case": 0.15, "punct": 0.4, "space": 0.1, "num": 0.1,
}  # fmt: skip
FLATTEN = 0.5
TRIES = 100  # operations drawn for each error wanted
ERRORS = ((1, 0.42), (2, 0.26), (3, 0.14), (4, 0.08), (6, 0.06), (9, 0.04))  # how many in a text, and how often
HARMLESS = 0.15  # of all texts, clean ones too, get a change that is not an error


REACH = 30.0  # how much more often, at most, an operation is tried that seldom finds a place


class Corrupter:
    """Makes errors at the rates of RATES. Operations that seldom find a place are tried more often: it counts as
    it goes.

    The same seed and the same texts in the same order give the same errors.
    """

    def __init__(self, seed: int, like: Corrupter | None = None) -> None:
        """`like`: one that has seen texts, so that this one needn't find out how often each operation finds a place."""
        self._rng = Random(seed)
        self._tried: Counter[str] = Counter(like._tried if like else ())
        self._made: Counter[str] = Counter(like._made if like else ())
        self._texts = 0
        self._chances: dict[str, list[float]] = {}

    def corrupt(self, text: str, group: str | None = None, errors: int | None = None) -> Corrupted:
        """`text` with errors as MT from that group of source languages makes them; group and number are drawn if
        not given.
        """
        rng = self._rng
        group = group or rng.choices(GROUPS, [SHARES[g] for g in GROUPS])[0]
        if errors is None:
            errors = rng.choices([n for n, _ in ERRORS], [p for _, p in ERRORS])[0]
        parsed = Text(text)
        if len(parsed) < 4:
            return Corrupted(text, (), ())
        errors = min(errors, 1 + len(parsed) // 7)
        edits: list[tuple[Edit, str]] = []
        names: list[str] = []
        taken = [False] * (len(parsed) + 2)
        operations = [operation for operation, _ in _menu(group)]
        wanted = rng.choices(operations, self._weights(group), k=TRIES * errors)
        if rng.random() < HARMLESS:
            wanted = [rng.choice(_harmless()), *wanted]
        made = 0
        for operation in wanted:
            self._tried[operation.name] += 1
            edit = _find(parsed, operation, rng, taken)
            if edit is None:
                continue
            self._made[operation.name] += 1
            edits.append((edit, operation.kind))
            names.append(operation.name)
            for i in range(max(0, edit.start - 1), min(len(taken), edit.end + 2)):
                taken[i] = True
            made += operation.kind != ""
            if made >= errors:
                break
        changed, spans = apply(parsed, edits)
        return Corrupted(changed, spans, tuple(names))

    def harmless(self, text: str) -> str:
        """`text` with a change or none that is no error: for clean sequences."""
        if self._rng.random() > HARMLESS:
            return text
        parsed = Text(text)
        edit = (
            _find(parsed, self._rng.choice(_harmless()), self._rng, [False] * (len(parsed) + 2))
            if len(parsed)
            else None
        )
        return apply(parsed, [(edit, "")])[0] if edit else text

    def _weights(self, group: str) -> list[float]:
        self._texts += 1
        if self._texts % 256 == 1:
            self._chances.clear()
        if group not in self._chances:
            self._chances[group] = [
                chance * min(REACH, (self._tried[o.name] + 2) / (self._made[o.name] + 1)) for o, chance in _menu(group)
            ]
        return self._chances[group]


@cache
def _menu(group: str) -> tuple[tuple[Operation, float], ...]:
    """Operations of a group with their shares of the errors; an operation typical of the group counts double."""
    menu: list[tuple[Operation, float]] = []
    for kind, rate in zip(KINDS, RATES[group], strict=True):
        fitting = [o for o in OPERATIONS.values() if o.kind == kind and (not o.groups or group in o.groups)]
        total = sum(o.weight * (2 if o.groups else 1) for o in fitting)
        share = rate**FLATTEN * WORTH[kind]
        menu.extend((o, share * o.weight * (2 if o.groups else 1) / total) for o in fitting)
    return tuple(menu)


@cache
def _harmless() -> tuple[Operation, ...]:
    return tuple(o for o in OPERATIONS.values() if not o.kind)


def _find(text: Text, operation: Operation, rng: Random, taken: list[bool]) -> Edit | None:
    """An edit by the operation, at the first place at or after a random one where it can be made."""
    size = len(text)
    first = rng.randrange(size)
    for step in range(size):
        i = (first + step) % size
        edit = None if taken[i] else operation.make(text, i, rng)
        if edit and not any(taken[max(0, edit.start - 1) : edit.end + 1]):
            return edit
    return None
