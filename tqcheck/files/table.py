"""Tables of translations (.csv, .tsv), by the headings of their columns or as the configuration maps them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tqcheck.errors import UnreadableFile
from tqcheck.files.format import Content, Format, malformed, whole_number
from tqcheck.files.locales import normalised
from tqcheck.files.pieces import Pieces
from tqcheck.types import Segment

_HEADINGS = {
    "id": ("id", "key", "name", "identifier", "string id"),
    "source": ("source", "original", "source text", "msgid"),
    "target": ("target", "translation", "target text", "msgstr"),
    "context": ("context", "location"),
    "comment": ("comment", "comments", "note", "notes", "description", "developer comments"),
    "state": ("state", "status"),
    "max_length": ("max length", "maxlength", "character limit", "limit"),
}
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z\d]{2,4})*")
_DOUBLED = re.compile('""')

_Row = list[Pieces]


def read(text: str, columns: Mapping[str, str] | None = None) -> list[Content]:
    """Each row as a segment, for each column of translations.

    `columns`: the heading or number (from 1) of the column with a role. Without it, headings such as
    source and target say it, or languages: the first of several is then the source, or English.
    """
    rows = _rows(text, _delimiter(text))
    head = [cell.text.strip() for cell in next(rows, [])]
    roles, targets = _mapped(head, columns) if columns else _told(head)
    if not targets:
        raise UnreadableFile(
            "line 1: no heading says which column holds the translation; "
            "name it, such as --columns source=English,target=German"
        )
    source_lang = _language(head, roles.get("source"))
    contents = {
        target: Content(segments=[], source_lang=source_lang, target_lang=_language(head, target)) for target in targets
    }
    for number, row in enumerate(rows, 2):
        if not any(cell.text.strip() for cell in row):
            continue
        cells = {role: row[column] for role, column in roles.items() if column < len(row)}
        for target, content in contents.items():
            content.segments.append(_segment(row[target] if target < len(row) else Pieces(row[-1].at), cells, number))
    return list(contents.values())


def _segment(cell: Pieces, cells: dict[str, Pieces], number: int) -> Segment:
    said = {role: other.text for role, other in cells.items()}
    name = said.get("id") or said.get("source") or f"row {number}"
    return cell.segment(
        f"{said['context']}\x04{name}" if said.get("context") and not said.get("id") else name,
        source=cells.get("source"),
        state=said.get("state") or None,
        max_length=whole_number(said.get("max_length", "").strip()),
        comment=said.get("comment", ""),
    )


def _told(head: list[str]) -> tuple[dict[str, int], list[int]]:
    """The roles that headings tell, and the columns of translations."""
    plain = [heading.lower().replace("_", " ") for heading in head]
    roles = {
        role: next(column for column, heading in enumerate(plain) if heading in names)
        for role, names in _HEADINGS.items()
        if any(heading in names for heading in plain)
    }
    if "target" in roles:
        return roles, [roles["target"]]
    tagged = [column for column in range(len(head)) if _language(head, column) and column not in roles.values()]
    if "source" not in roles and len(tagged) > 1:
        roles["source"] = next((c for c in tagged if str(_language(head, c)).startswith("en")), tagged[0])
    return roles, [column for column in tagged if column != roles.get("source")] if len(tagged) > 1 or roles else []


def _mapped(head: list[str], columns: Mapping[str, str]) -> tuple[dict[str, int], list[int]]:
    roles = {}
    for role, heading in columns.items():
        if heading in head:
            roles[role] = head.index(heading)
        elif 1 <= (number := whole_number(heading) or 0) <= len(head):
            roles[role] = number - 1
        else:
            raise UnreadableFile(f"line 1: there is no column {heading!r}; there are {', '.join(filter(None, head))}")
    return roles, [roles["target"]]


def _language(head: list[str], column: int | None) -> str | None:
    heading = head[column] if column is not None else ""
    return normalised(heading) if _TAG.fullmatch(heading) else None


def _delimiter(text: str) -> str:
    """The mark that stands between the cells of the first line."""
    line = re.sub(r'"[^"]*"', "", text.split("\n", 1)[0])
    return max(",;\t", key=line.count)


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """The cells of each row. Raises UnreadableFile for a quotation mark that is not closed."""
    cell = re.compile(
        rf'(?:"(?P<quoted>(?:[^"]++|"")*+)"|(?P<bare>[^{delimiter}\r\n"][^{delimiter}\r\n]*|))(?P<end>{delimiter}|\r\n|\r|\n|\Z)'
    )
    row: _Row = []
    at = 0
    while at < len(text):
        match = cell.match(text, at)
        if match is None:
            raise malformed(text, at, "a quotation mark that is not closed, or that is followed by more text")
        pieces = Pieces(match.start("quoted") if match["quoted"] is not None else match.start("bare"))
        if match["quoted"] is not None:
            pieces.add_decoded(text, *match.span("quoted"), _DOUBLED, lambda _: '"')
        else:
            pieces.add(match["bare"], *match.span("bare"))
        row.append(pieces)
        at = match.end()
        if match["end"] != delimiter:
            yield row
            row = []
    if row:
        yield [*row, Pieces(len(text))]


def _recognised(head: str) -> bool:
    try:
        return bool(_told([cell.text.strip() for cell in next(_rows(head, _delimiter(head)), [])])[1])
    except UnreadableFile:
        return False


format = Format(name="table", suffixes=(".csv", ".tsv"), read=read, recognises=_recognised, options=("columns",))
