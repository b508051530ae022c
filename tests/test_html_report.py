"""The HTML report as a file: one, self-contained, and nothing in it that came from a document is markup."""

import base64
import hashlib
import html.parser
import io
import json
import re
from pathlib import Path
from typing import Any

from tests.sample_report import HOSTILE, checked, document, hostile_report, issue, report
from tqcheck.reporters import html_report
from tqcheck.types import Failure, Report


def page(shown: Report) -> str:
    stream = io.StringIO()
    html_report.render(shown, stream)
    return stream.getvalue()


def data(text: str) -> Any:
    (found,) = re.findall(r'<script type="application/json" id="report-data">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)


class Tags(html.parser.HTMLParser):
    """All tags of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_nothing_is_loaded_and_only_our_own_script_may_run() -> None:
    text = page(report(checked(made := document(["He said said so."]), [issue(made, "said said")])))
    for tag, attributes in Tags(text).found:
        assert not {"src", "style", "action", "srcset"} & set(attributes), tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert tag not in ("link", "img", "iframe", "object", "base"), tag
        assert (attributes.get("href") or "#").startswith("#")
    assert "http" not in re.sub(r"http-equiv", "", text)
    (policy,) = re.findall(r'Content-Security-Policy" content="(.*?)"', text)
    assert policy.startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy
    for element in ("script", "style"):
        (inside,) = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{element}-src &#39;sha256-{digest}&#39;" in policy.replace("&#43;", "+")


def test_hostile_strings_add_no_tag() -> None:
    """A page of hostile strings has the tags of a page of harmless ones."""
    text = page(hostile_report())
    harmless = page(
        report(
            *(
                checked(made := document(["Before x after."], path=f"{n}"), [issue(made, "x", severity="critical")])
                for n in range(len(HOSTILE))
            ),
            failures=[Failure(path="x", reason="x") for _ in HOSTILE],
        )
    )
    kinds = {tag for tag, _ in Tags(text).found}
    assert kinds <= {tag for tag, _ in Tags(harmless).found} | {"ins"}
    assert text.count("<script") == harmless.count("<script") == 2
    assert not set(text) & {"\x00", "\x1b", "\x07", "\x85", "\u202e", "\u2066", "\u2028", "\ufeff"}
    text.encode("utf-8")
    assert [found["message"] for found in data(text)["issues"]] == list(HOSTILE)


def test_marks_count_as_javascript_does() -> None:
    made = document(["𝒜 said said 𝒷𝒷."])
    (found,) = data(page(report(checked(made, [issue(made, "said said")]))))["issues"]
    ((segment, side, start, end),) = found["marks"]
    assert (segment, side) == (0, "text")
    units = made.segments[0].text.encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le") == "said said"


def test_an_issue_over_two_paragraphs_is_marked_in_both() -> None:
    made = document(["never join the", "NATO again", "and more"])
    over = issue(made, "the", end=made.text.index(" again"), end_line=2)
    (found,) = data(page(report(checked(made, [over]))))["issues"]
    assert found["marks"] == [[0, "text", 11, 14], [1, "text", 0, 4]]


def test_what_the_translation_lacks_is_marked_in_the_source() -> None:
    made = document(["Datei"], sources=["File %s"], kind="unit")
    lacks = issue(made, "Datei", in_source=True, segment_start=5, segment_end=7)
    (found,) = data(page(report(checked(made, [lacks]))))["issues"]
    assert found["marks"] == [[0, "source", 5, 7]]


def test_the_worst_issue_and_failures_stand_on_top() -> None:
    made = document(["He said said so.", "Isto não foi traduzido."])
    worst = issue(made, "Isto não foi traduzido", severity="critical", message="text in Portuguese")
    text = page(
        report(
            checked(made, [issue(made, "said said"), worst]), failures=[Failure(path="a.po", reason="line 3 is odd")]
        )
    )
    before_the_texts = text[: text.index('id="app"')]
    assert "Incomplete" in before_the_texts
    assert "line 3 is odd" in before_the_texts
    assert before_the_texts.index("line 3 is odd") < before_the_texts.index("text in Portuguese")
    assert 'data-issue="1"' in before_the_texts


def test_only_texts_with_something_to_show_are_kept() -> None:
    made, clean = document(["He said said so."]), document(["All is well."], path="clean.txt")
    kept = data(page(report(checked(made, [issue(made, "said said")]), checked(clean))))["documents"]
    assert [len(one["segments"]) for one in kept] == [1, 0]


def test_template_and_scripts_are_in_the_package() -> None:
    folder = Path(html_report.__file__).parent / "page"
    named = {"report.html", "scores.html", "report.css"} | {f"{name}.js" for name in html_report.SCRIPTS}
    assert {file.name for file in folder.iterdir()} == named
