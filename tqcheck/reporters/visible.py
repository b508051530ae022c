"""Text of documents as it may be shown."""


def visible(text: str) -> str:
    """Line breaks as a sign, and nothing that could drive the terminal."""
    return "".join(
        "⏎" if character in "\r\n" else character if character.isprintable() else "�" if character != "\t" else " "
        for character in text.replace("\r\n", "\n").replace("\n\n", "\n")
    )
