"""Text of documents as it may be shown."""

_JOINERS = "\u200c\u200d"
"""Unseen, but part of the spelling of Persian and Hindi words, and of emoji."""


def visible(text: str) -> str:
    """Line breaks as a sign, and nothing that could drive the terminal."""
    return "".join(_shown(character) for character in text.replace("\r\n", "\n").replace("\n\n", "\n"))


def _shown(character: str) -> str:
    if character in "\r\n":
        return "⏎"
    if character.isprintable() or character in _JOINERS:
        return character
    return " " if character == "\t" else "�"
