"""JSON with texts by keys: i18next, plain nested JSON, and the messages of browser extensions."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.files.format import Content, Format
from tqcheck.files.json_tree import Object, String, Value, parse
from tqcheck.files.nested import identifier, is_plural, suffixed_plural, with_syntaxes
from tqcheck.types import Segment


def read(text: str) -> list[Content]:
    """The strings as segments, by the path of their keys."""
    root = parse(text)
    if _is_extension(root):
        return [Content(segments=list(_messages(root)))]
    return [Content(segments=with_syntaxes(list(_strings(root, ()))))]


def _strings(value: Value, path: tuple[str, ...], plural: str | None = None) -> Iterator[Segment]:
    if isinstance(value, String):
        yield value.pieces.segment(identifier(path, plural), plural=plural)
    elif isinstance(value, Object):
        keys = {key for key, _ in value.members}
        plurals = is_plural(keys)
        for key, child in value.members:
            if plurals and isinstance(child, String):
                yield from _strings(child, path, key)
                continue
            name, category = suffixed_plural(key, keys) if isinstance(child, String) else (key, None)
            yield from _strings(child, (*path, name), category)
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from _strings(child, (*path, str(number)))


def _is_extension(root: Object) -> bool:
    """Whether every member is an object with a "message", as in _locales/en/messages.json."""
    return bool(root.members) and all(
        isinstance(value, Object) and isinstance(value.get("message"), String) for _, value in root.members
    )


def _messages(root: Object) -> Iterator[Segment]:
    for key, value in root.objects():
        message = value.get("message")
        if isinstance(message, String):
            yield message.pieces.segment(key, comment=value.string("description") or "", syntaxes=("chrome",))


format = Format(name="json", suffixes=(".json",), read=read, named=True, translated=True)
