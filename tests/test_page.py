"""The HTML report in a browser: read, move, filter, accept, print."""

import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.conftest import Opener
from tests.sample_report import HOSTILE, checked, document, hostile_report, issue, report
from tqcheck.cli import cli
from tqcheck.types import Failure, Report

TEXT = [
    "He said said so. All was well.",
    "She spoke on Thursday (30). Isto não foi traduzido por ninguém.",
    "Nothing is wrong here.",
]


def article() -> Report:
    made = document(TEXT, path="article.txt", source_lang="pt")
    return report(
        checked(
            made,
            [
                issue(made, "said said", rule="doubled-word", suggestions=("said",)),
                issue(made, "(30)", rule="bracketed-day", category="locale-conventions/date-format", severity="major"),
                issue(
                    made,
                    "Isto não foi traduzido por ninguém",
                    rule="untranslated-span",
                    category="accuracy/untranslated",
                    severity="critical",
                    language="pt",
                    message="text in Portuguese, left in a text in English",
                ),
            ],
        )
    )


def several() -> Report:
    documents = []
    for name, language in (("a.txt", "en"), ("b.txt", "de")):
        made = document(["one one", "two two"], path=name, target_lang=language)
        documents.append(checked(made, [issue(made, "one one"), issue(made, "two two", severity="major")]))
    return report(*documents, checked(document(["Fine."], path="fine.txt")))


def many(files: int = 500, each: int = 20) -> Report:
    documents = []
    for number in range(files):
        texts = [
            f"Line {n} of file {number}: the word word{n} stands there twice twice{n}, in a sentence."
            for n in range(each)
        ]
        made = document(texts, path=f"folder/file-{number:03}.txt")
        documents.append(checked(made, [issue(made, f"word word{n} ", segment=n) for n in range(each)]))
    return report(*documents)


def marks(page: Any) -> list[str]:
    return [mark.inner_text() for mark in page.locator("#document mark:not(.off)").all()]


def wait_for(page: Any, selector: str, count: int) -> None:
    """Until there are so many elements: search waits for the typist."""
    for _ in range(50):
        if page.locator(selector).count() == count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.locator(selector).count()} {selector}, not {count}")


def test_the_text_stands_there_with_its_marks(open_report: Opener) -> None:
    page = open_report(article())
    assert page.locator("#document .prose p").nth(2).inner_text() == TEXT[2]
    assert marks(page) == ["said said", "(30)", "Isto não foi traduzido por ninguém"]
    assert page.locator("mark[data-language]").get_attribute("data-language") == "Portuguese"
    assert page.locator("mark[data-language]").get_attribute("lang") == "pt"


def test_the_worst_issue_and_its_reason_need_no_click(open_report: Opener) -> None:
    """In view as the page opens, on a desk and on a phone."""
    for viewport in ({"width": 1300, "height": 900}, {"width": 390, "height": 844}):
        page = open_report(article(), viewport=viewport)
        worst = page.locator(".worst")
        assert "Isto não foi traduzido por ninguém" in worst.inner_text()
        assert "text in Portuguese, left in a text in English" in worst.inner_text()
        box = worst.locator(".because").bounding_box()
        assert box["y"] + box["height"] <= viewport["height"]
        page.click("text=Show it in the text")
        assert page.locator("mark.current").inner_text().startswith("Isto não")
        assert page.locator("#card").is_visible()


def test_hover_focus_and_click_explain(open_report: Opener) -> None:
    page = open_report(article())
    mark = page.locator("#document mark").nth(1)
    mark.scroll_into_view_if_needed()
    mark.hover()
    page.wait_for_selector("#card:visible")
    assert "something about “(30)”" in page.inner_text("#card")
    assert "News in Portuguese gives the day" in page.inner_text("#card .why")
    page.mouse.move(2, 2)
    page.wait_for_selector("#card", state="hidden")
    page.locator("#document mark").nth(0).focus()
    assert "said" in page.inner_text("#card .suggestions ins")
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    mark.click()
    page.mouse.move(2, 2)
    page.wait_for_timeout(400)
    assert page.locator("#card").is_visible(), "a click keeps it open"
    page.locator("#list .issue button").nth(0).click()
    assert "something about “said said”" in page.inner_text("#card")


def test_tap_on_a_phone(open_report: Opener) -> None:
    page = open_report(article(), viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.locator("#document mark").nth(0).tap()
    card = page.locator("#card").bounding_box()
    assert card["y"] + card["height"] == pytest.approx(844, abs=1)
    page.tap("#see-list")
    assert page.locator("#list .issue").count() == 3
    page.locator("#list .issue button").nth(1).tap()
    assert page.locator("#document").is_visible()
    mark, card = page.locator("mark.current").bounding_box(), page.locator("#card").bounding_box()
    assert mark["y"] + mark["height"] < card["y"], "the card does not hide what it explains"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_keys(open_report: Opener) -> None:
    page = open_report(article())
    for expected in ("1 of 3", "2 of 3", "3 of 3", "1 of 3"):
        page.keyboard.press("j")
        assert page.inner_text("#place") == expected
    page.keyboard.press("k")
    assert page.inner_text("#place") == "3 of 3"
    assert page.evaluate("document.activeElement.textContent") == "Isto não foi traduzido por ninguém"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "accept"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.keyboard.press("a")
    assert page.inner_text("#accepted") == "1 accepted"
    page.keyboard.press("/")
    page.keyboard.type("jak")
    assert page.input_value("#search") == "jak"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.uncheck("#keys")
    page.keyboard.press("Escape")
    place = page.inner_text("#place")
    page.keyboard.press("j")
    assert page.inner_text("#place") == place


def test_filters_and_search(open_report: Opener) -> None:
    page = open_report(several())

    def listed() -> list[str]:
        return [row.inner_text() for row in page.locator("#list .issue q").all()]

    assert listed() == ["one one", "two two"] * 2
    page.locator("#severities label", has_text="minor").click()
    assert listed() == ["two two"] * 2
    assert marks(page) == ["two two"]
    page.select_option("#filter-language", label="German (2)")
    assert listed() == ["two two"]
    page.click("#clear")
    page.select_option("#filter-file", label="b.txt (2)")
    assert len(listed()) == 2
    assert "b.txt" in page.inner_text("#document h2")
    page.click("#clear")
    page.fill("#search", "ONE o")
    wait_for(page, "#list .issue", 2)
    assert listed() == ["one one"] * 2
    page.fill("#search", "no such thing")
    wait_for(page, "#list .issue", 0)
    assert page.inner_text("#count") == "No issue fits these filters."
    page.click("#clear")
    page.locator(".narrow", has_text="a.txt").click()
    assert len(listed()) == 2
    page.select_option("#order", "worst")
    assert listed() == ["two two", "one one"]


def test_new_against_the_baseline(open_report: Opener) -> None:
    made = document(TEXT)
    old, new = issue(made, "said said"), issue(made, "(30)")
    page = open_report(report(checked(made, [new], accepted=(old,))))
    assert marks(page) == ["(30)"]
    page.select_option("#filter-status", "accepted")
    assert marks(page) == ["said said"]
    page.select_option("#filter-status", "")
    assert marks(page) == ["said said", "(30)"]


def test_source_beside_target(open_report: Opener) -> None:
    made = document(["Datei sichern"], sources=["Save file %s"], kind="unit", source_lang="en", target_lang="de")
    lacks = issue(made, "Datei", in_source=True, segment_start=10, segment_end=12)
    page = open_report(report(checked(made, [lacks])))
    source, target = page.locator(".unit .source"), page.locator(".unit .target")
    assert source.locator("mark").inner_text() == "%s"
    assert target.inner_text() == "Datei sichern"
    assert (source.get_attribute("lang"), target.get_attribute("lang")) == ("en", "de")
    assert source.bounding_box()["y"] == target.bounding_box()["y"]
    assert source.bounding_box()["x"] < target.bounding_box()["x"]


def test_right_to_left(open_report: Opener) -> None:
    made = document(["قال الرئيس إن the meeting was postponed إلى الغد."], target_lang="ar")
    page = open_report(report(checked(made, [issue(made, "the meeting was postponed")])))
    paragraph = page.locator("#document .block p")
    assert paragraph.get_attribute("dir") == "rtl"
    assert marks(page) == ["the meeting was postponed"]
    edge = paragraph.bounding_box()
    right = page.evaluate(
        """() => {
            const range = document.createRange();
            range.setStart(document.querySelector(".block p").firstChild, 0);
            range.setEnd(document.querySelector(".block p").firstChild, 3);
            return range.getBoundingClientRect().right;
        }"""
    )
    assert right == pytest.approx(edge["x"] + edge["width"], abs=3), "the text begins at the right"


def test_nothing_found(open_report: Opener) -> None:
    page = open_report(report(checked(document(["All is well."], path="fine.txt"))))
    assert "Passed" in page.inner_text("h1")
    assert "Nothing found." in page.inner_text("#document")
    assert page.locator(".worst").count() == 0


def test_nothing_could_be_checked(open_report: Opener) -> None:
    page = open_report(report(failures=[Failure(path="a.po", reason="line 3 is odd")]))
    assert "Incomplete" in page.inner_text("h1")
    assert "line 3 is odd" in page.inner_text(".failures")
    assert page.locator("#app").is_hidden()


def test_hostile_strings_neither_run_nor_break_the_page(open_report: Opener) -> None:
    page = open_report(hostile_report())
    for _ in HOSTILE:
        page.keyboard.press("j")
        assert page.locator("#card").is_visible()
    assert page.inner_text("#place") == f"{len(HOSTILE)} of {len(HOSTILE)}"
    assert "pwned" not in page.title()
    assert page.evaluate("document.querySelectorAll('img, #document svg, #card svg, script').length") == 2
    shown = page.inner_text("body")
    assert not set(shown) & {"\x00", "\x1b", "\x07", "\u202e", "\u2066"}


def test_the_policy_stops_a_script_that_got_in(browser: Any, tmp_path: Path) -> None:
    import io

    from tqcheck.reporters import html_report

    stream = io.StringIO()
    html_report.render(article(), stream)
    file = tmp_path / "tampered.html"
    file.write_text(
        stream.getvalue().replace(
            "</footer>", "</footer><script>document.title='pwned'</script><p onclick=\"document.title='pwned'\">x</p>"
        )
    )
    page = browser.new_page()
    page.goto(file.as_uri())
    page.click("text=x >> nth=-1")
    assert page.title() != "pwned"
    assert (
        page.evaluate(
            "(() => { try { document.body.innerHTML = '<b>'; return 'pwned' } catch (e) { return e.name } })()"
        )
        == "TypeError"
    )
    page.close()


def test_print_to_pdf(open_report: Opener, tmp_path: Path) -> None:
    page = open_report(several())
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#app").is_hidden()
    paper = page.locator("#paper")
    assert [title.inner_text() for title in paper.locator("h2").all()] == ["a.txt", "b.txt"]
    assert paper.locator(".notes li").count() == 4
    assert [number.inner_text() for number in paper.locator("sup").all()] == ["1", "2", "1", "2"]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    data = page.pdf(format="A4")
    assert data[:5] == b"%PDF-"
    assert page.locator("#paper").count() == 0


def test_accessible(open_report: Opener) -> None:
    """axe-core finds nothing, light and dark, on a desk and on a phone, with the card and the list open."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    ).Axe()
    for scheme in ("light", "dark"):
        for width in (1300, 390):
            for shown in (article(), several(), hostile_report(), report(checked(document(["Fine."])))):
                page = open_report(
                    shown, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
                )
                page.keyboard.press("j")
                assert_accessible(axe, page)
                if width == 1300 and shown.documents[0].issues:
                    page.fill("#search", "no such thing")
                    wait_for(page, "#list .issue", 0)
                    assert_accessible(axe, page)
                if width == 390 and shown.documents[0].issues:
                    page.click("#see-list")
                    assert_accessible(axe, page)
                page.close()


def assert_accessible(axe: Any, page: Any) -> None:
    page.wait_for_timeout(200)
    found = axe.run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found] == []


def test_ten_thousand_issues(open_report: Opener) -> None:
    """Opens, scrolls, filters and moves without a wait; times have room for a slow machine."""
    shown = many()
    began = time.perf_counter()
    page = open_report(shown)
    page.wait_for_selector("#list .issue")
    opened = time.perf_counter() - began
    assert page.inner_text("#count") == "10,000 issues"
    assert page.evaluate("document.querySelectorAll('*').length") < 4000
    assert opened < 10
    slowest = page.evaluate(
        """async () => {
            const scroller = document.getElementById("scroller");
            let slowest = 0;
            for (let at = 0; at < 60; at++) {
                scroller.scrollTop += 1777;
                const began = performance.now();
                await new Promise(requestAnimationFrame);
                await new Promise(requestAnimationFrame);
                slowest = Math.max(slowest, performance.now() - began);
            }
            return slowest;
        }"""
    )
    assert slowest < 500
    page.keyboard.press("k")
    assert page.inner_text("#place") == "10,000 of 10,000"
    assert "file-499" in page.inner_text("#document h2")
    page.fill("#search", "word word19 ")
    page.wait_for_selector("#count:text('500 issues')")


def test_from_reading_to_silencing(open_report: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is accepted on the page is in the file it exports, and `tqcheck check --baseline` no longer counts it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tqcheck.toml").write_text('model = false\nfail-on = "minor"\ntarget-lang = "en"\n')
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").write_text("He arrived on Thursday (30) and left. He said that that was fine fine.\n")
    (tmp_path / "texts/b.txt").write_text("The deal was signed by by the two sides in Geneva.\n")

    def checked_with(*arguments: str) -> tuple[int, Path]:
        file = tmp_path / "report.html"
        done = CliRunner().invoke(cli, ["check", *arguments, "--format", "html", "--output", str(file)])
        return done.exit_code, file

    def exported(page: Any) -> Path:
        with page.expect_download() as download:
            page.click("#export")
        assert download.value.suggested_filename == "tqcheck.baseline"
        download.value.save_as(tmp_path / "tqcheck.baseline")
        return tmp_path / "tqcheck.baseline"

    status, file = checked_with("texts")
    assert status == 1
    page = open_report(file)
    quotes = [row.inner_text() for row in page.locator("#list .issue q").all()]
    assert len(quotes) == 3
    assert page.locator("#export").is_disabled()
    page.keyboard.press("j")
    page.click("#card .accept")
    assert "Accepted" in page.inner_text("#card .accept")
    assert "taken" in (page.locator("mark.current").get_attribute("class") or "")
    lines = exported(page).read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert lines[1].endswith(f"\ttexts/a.txt\t{quotes[0]}")

    status, file = checked_with("texts/a.txt", "--baseline", "tqcheck.baseline")
    page = open_report(file)
    page.click("#accept-shown")
    exported(page)
    assert checked_with("texts/a.txt", "--baseline", "tqcheck.baseline")[0] == 0
    status, file = checked_with("texts/b.txt", "--baseline", "tqcheck.baseline")
    assert status == 1
    page = open_report(file)
    page.click("#accept-shown")
    assert len(exported(page).read_text("utf-8").splitlines()) == 4, "lines about other files stay"
    status, file = checked_with("texts", "--baseline", "tqcheck.baseline")
    assert status == 0
    page = open_report(file)
    assert page.locator("#list .issue").count() == 0
    page.select_option("#filter-status", "accepted")
    assert page.locator("#list .issue").count() == 3


def test_what_was_accepted_is_kept_in_the_browser(open_report: Opener) -> None:
    page = open_report(article())
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.reload()
    assert page.inner_text("#accepted") == "1 accepted"
    page.select_option("#filter-status", "marked")
    assert page.locator("#list .issue").count() == 1


def test_scores_stand_beside_the_issues(open_report: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worst segments come first, each with its difference from the reference."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tqcheck.toml").write_text("model = false\n")
    reference = ["The cat sat on the mat.", "The talks will resume next week in Geneva.", "He said that he would come."]
    system = [
        "The cat sat on <b>a</b> mat.",
        "The conversations conversations resume in Geneva on Thursday (30).",
        reference[2],
    ]
    (tmp_path / "ref.txt").write_text("\n".join(reference) + "\n")
    (tmp_path / "new.txt").write_text("\n".join(system) + "\n")
    arguments = ["score", "new.txt", "--reference", "ref.txt", "--check", "--min-bleu", "90", "--target-lang", "en"]
    done = CliRunner().invoke(cli, [*arguments, "--format", "html", "--output", "report.html"])
    assert done.exit_code == 1, done.output
    page = open_report(tmp_path / "report.html")
    assert "Failed" in page.inner_text("h1")
    assert "Broken" in page.inner_text(".gates")
    segments = page.locator(".segments li")
    assert segments.count() == 2, "what equals its reference is left out"
    assert "line 2" in segments.nth(0).inner_text()
    assert segments.nth(1).locator("del").inner_text() == "the"
    assert "<b>" in segments.nth(1).locator("ins").first.inner_text()
    assert page.locator("#document mark").count() > 0
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    assert_accessible(axe.Axe(), open_report(tmp_path / "report.html", bypass_csp=True))
