"""Reading: offsets are those of the file, and what can't be read says what to do."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.errors import UnreadableFile
from tqcheck.files import document_from_text, read
from tqcheck.files.discover import discover
from tqcheck.types import Failure, Segment, Span


def segments(suffix: str, text: str) -> list[Segment]:
    return list(document_from_text(text, path=f"x{suffix}").segments)


def shown(segment: Segment, text: str) -> str:
    span = segment.in_file(Span(0, len(segment.text)))
    return text[span.start : span.end]


def test_paragraphs_of_plain_text() -> None:
    text = "One line.\r\n\r\nTwo lines\r\n\r\n  three  \r\n"
    assert [segment.text for segment in segments(".txt", text)] == ["One line.", "Two lines", "three"]
    assert [shown(segment, text) for segment in segments(".txt", text)] == ["One line.", "Two lines", "three"]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "This is a line that was wrapped when it was\nfull, and here it ends.\nA new one: the line before was short.\n"
    )
    assert [segment.text.count("\n") for segment in segments(".txt", text)] == [1, 0]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "A sentence of a paragraph that is written on one line. " * 3
    assert len(segments(".txt", f"{line}\n{line}\n{line}")) == 3


MARKDOWN = """---
title: kein Text
---
# Tom &amp; *Jerry*

See [the docs](http://example.org/a.b "ti"). A \\* b `code here` end
of line.

> quote — é
> more

- item one
- [x] two

| a | b **c** |
|---|---|
| d | e |

```py
code
```
<div>html</div>

Foo<br/>bar ![alt](p.png)
"""


def test_markdown_keeps_prose_alone() -> None:
    texts = [segment.text for segment in segments(".md", MARKDOWN)]
    assert texts == [
        "Tom & Jerry",
        "See the docs. A * b code here end\nof line.",
        "quote — é\nmore",
        "item one",
        "two",
        "a",
        "b c",
        "d",
        "e",
        "Foobar alt",
    ]


def test_markdown_offsets_go_through_entities_escapes_and_wide_letters() -> None:
    for segment in segments(".md", MARKDOWN):
        for word in ("Jerry", "docs", "end", "line", "more", "é", "alt"):
            at = segment.text.find(word)
            if at >= 0:
                where = segment.in_file(Span(at, at + len(word)))
                assert MARKDOWN[where.start : where.end] == word
    title = segments(".md", MARKDOWN)[0]
    ampersand = title.in_file(Span(4, 5))
    assert MARKDOWN[ampersand.start : ampersand.end] == "&amp;"


def test_inline_code_is_opaque() -> None:
    paragraph = segments(".md", MARKDOWN)[1]
    assert [paragraph.text[span.start : span.end] for span in paragraph.opaque] == ["code here"]


@given(st.text(alphabet=st.sampled_from("ab é𝒳\n\r\t*_`[]()#->|&;\\:"), max_size=80), st.sampled_from([".txt", ".md"]))
def test_every_segment_maps_into_the_file(text: str, suffix: str) -> None:
    for segment in segments(suffix, text):
        assert segment.runs[0].start == 0
        assert segment.runs[-1].end == len(segment.text)
        for at in range(len(segment.text)):
            where = segment.in_file(Span(at, at + 1))
            assert 0 <= where.start <= where.end <= len(text)
            if segment.text[at].isalnum():
                assert text[where.start : where.end] == segment.text[at]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Größe – é\r\nb".encode(encoding))
    assert read(file)[0].text == "Größe – é\r\nb"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "white space"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\xff", "binary"),
        ("a.txt", b"text\0text", "binary"),
        ("a.txt", "café".encode("latin-1"), "save it as UTF-8"),
        ("a.txt", b"\xff\xfe\0\0a\0\0\0", "UTF-32"),
        ("a.xyz", b"text", "unknown file format"),
        ("a.txt", b"a word " * 200_000, "1,399,999"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(UnreadableFile, match=says):
        read(file)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read(tmp_path / "none.txt")


def test_discovery_respects_gitignore(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("out/\n*.draft.txt\n!keep.draft.txt\n")
    for name in ("b.txt", "a.md", "c.py", "x.draft.txt", "keep.draft.txt", "out/d.txt", "docs/e.txt", "docs/out/f.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text("text")
    found = [file.relative_to(tmp_path).as_posix() for file in discover([tmp_path]) if isinstance(file, Path)]
    assert found == ["a.md", "b.txt", "docs/e.txt", "keep.draft.txt"]
    below = list(discover([tmp_path / "docs", tmp_path / "docs/e.txt"]))
    assert below == [tmp_path / "docs" / "e.txt"]


def test_a_repository_in_a_repository_ignores_for_itself(tmp_path: Path) -> None:
    for name in (".git/HEAD", "part/.git/HEAD", "out/a.txt", "part/out/b.txt", "part/c.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text("text")
    (tmp_path / ".gitignore").write_text("out/\n")
    (tmp_path / "part/.gitignore").write_text("c.txt\n")
    assert list(discover([tmp_path])) == [tmp_path / "part/out/b.txt"] == list(discover([tmp_path / "part"]))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "locked").mkdir(mode=0)
    file, failure = discover([tmp_path])
    assert file == tmp_path / "a.txt"
    assert isinstance(failure, Failure)
    assert failure.path.endswith("locked")


def test_a_folder_without_known_files_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"x")
    assert [type(found) for found in discover([tmp_path])] == [Failure]


def test_kinds_of_segments() -> None:
    assert [s.kind for s in segments(".md", "# H\n\np\n\n- i\n\n  j\n\n|a|\n|-|\n|b|\n")] == [
        "heading",
        "paragraph",
        "item",
        "item",
        "cell",
        "cell",
    ]
    assert [s.kind for s in segments(".txt", "One.\n\n- two\n\n3) three")] == ["paragraph", "item", "item"]


def test_a_folder_that_cannot_be_read_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tqcheck.files.discover.os.scandir", refused)
    (found,) = discover([tmp_path])
    assert isinstance(found, Failure)
    assert "Permission denied" in found.reason


def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnreadableFile, match="regular file"):
        read(tmp_path / "a.txt")
