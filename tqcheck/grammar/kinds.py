"""The kinds of oddities that a grammar model can tell apart."""

from __future__ import annotations

STRICTNESS = ("normal", "high")
"""How much is reported: for a gate, or for an editor's pass."""
KINDS = {
    "art": "article",
    "prep": "preposition",
    "verb": "verb form",
    "agr": "agreement or number",
    "order": "word order",
    "pron": "pronoun",
    "form": "word form",
    "miss": "missing word",
    "dup": "repeated word",
    "lex": "word that does not fit",
    "untr": "word left in another language",
    "case": "capital or small letter",
    "punct": "punctuation",
    "space": "spacing",
    "num": "number format",
    "other": "oddity that the model does not name",
}
"""Kind -> what it is called in messages."""
