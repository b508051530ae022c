"""Scores: bit for bit those of the sacrebleu command, whatever the files look like, and gates that can be trusted."""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_cli import Run
from tqcheck import Config
from tqcheck.api import engine
from tqcheck.errors import ConfigError, MissingModel
from tqcheck.reporters import json_report
from tqcheck.reporters.word_diff import Side, word_diff
from tqcheck.scores import score
from tqcheck.scores.agreement import kendall
from tqcheck.scores.metrics import Metrics, language_by_script
from tqcheck.scores.parallel import first_gap
from tqcheck.types import Report

WORDS = {
    language: words.split()
    for language, words in {
        "en": "the council will not adopt its budget before Friday , said Mrs. Miller's deputy in a 3.5-page letter",
        "de": "der Rat wird den Haushalt nicht vor Freitag beschließen , sagte „ Müllers “ Stellvertreterin über 3,5 %",
        "ru": "совет не примет бюджет до пятницы , заявила заместительница г-жи Мюллер в письме на 3,5 страницы",
        "ja": "委員会 は 金曜日 まで に 予算 を 採択 し ない と 副議長 が 3.5 ページ の 手紙 で 述べ た 、 ミラー",
        "zh": "理事会 不会 在 星期五 之前 通过 预算 ， 米勒 女士 的 副手 在 3.5 页 的 信 中 说 Budget",
        "ko": "이사회는 금요일 전에 예산을 채택하지 않을 것이라고 밀러 씨의 부의장이 3.5 쪽 편지에서 말했다 .",
    }.items()
}
METRICS = ("BLEU", "chrF", "chrF++", "TER")


def translations(language: str, number: int, seed: int = 7) -> tuple[list[str], list[str], list[str]]:
    """So many references, a second set of references, and hypotheses with words dropped, changed and moved."""
    chance, words = random.Random(f"{language} {seed}"), WORDS[language]
    space = "" if language in ("ja", "zh") else " "

    def changed(sentence: list[str], share: float) -> list[str]:
        kept = [chance.choice(words) if chance.random() < share else word for word in sentence]
        cut = chance.randrange(len(kept))
        return kept[cut:] + kept[:cut] if chance.random() < 0.2 else kept[: max(1, len(kept) - chance.randrange(3))]

    sentences = [chance.choices(words, k=chance.randint(2, 9 if space else 5)) for _ in range(number)]
    references, others, hypotheses = [], [], []
    for sentence in sentences:
        references.append(space.join(sentence))
        others.append(space.join(changed(sentence, 0.2)))
        hypotheses.append(space.join(changed(sentence, 0.3)))
    return references, others, hypotheses


def lines(path: Path, texts: Sequence[str]) -> Path:
    path.write_bytes("".join(f"{text}\n" for text in texts).encode())
    return path


def sacrebleu(*arguments: str | Path) -> str:
    """What the sacrebleu command prints."""
    command = [sys.executable, "-m", "sacrebleu", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def as_the_command_has_it(*arguments: str | Path) -> list[tuple[float, str]]:
    """Scores with all their digits, and signatures, from the command."""
    rows = json.loads(sacrebleu(*arguments, "-f", "json", "-w", "17"))
    return [(row["score"], row["signature"]) for row in (rows if isinstance(rows, list) else [rows])]


def scores_of(report: Report) -> dict[str, tuple[float, str]]:
    assert report.failures == ()
    assert report.scores is not None
    return {score.metric: (score.value, score.signature) for score in report.scores.systems[0].scores}


@pytest.mark.parametrize("language", WORDS)
def test_equal_to_the_command_on_2000_segments(language: str, tmp_path: Path) -> None:
    references, others, hypotheses = translations(language, 2000)
    hypothesis, reference = lines(tmp_path / "hyp", hypotheses), lines(tmp_path / "ref", references)
    several = [reference, lines(tmp_path / "ref2", others)] if language == "en" else [reference]
    ours = scores_of(score([hypothesis], references=several))
    asian = ["--ter-normalized", "--ter-asian-support"] if language in ("ja", "zh") else []
    options = ["-l", f"en-{language}", "-m", "bleu", "chrf", "ter", *asian]
    assert [ours[metric] for metric in ("BLEU", "chrF", "TER")] == as_the_command_has_it(
        *several, "-i", hypothesis, *options
    )
    if language == "en":
        assert [ours["chrF++"]] == as_the_command_has_it(*several, "-i", hypothesis, "-m", "chrf", "-cw", "2")


def test_segments_and_intervals_equal_the_command(tmp_path: Path) -> None:
    references, _, hypotheses = translations("en", 150)
    ref, hyp = lines(tmp_path / "ref", references), lines(tmp_path / "hyp", hypotheses)
    report = score([hyp], references=[ref], confidence=True)
    assert report.scores is not None
    (system,) = report.scores.systems
    for metric, options in (("BLEU", ["bleu"]), ("chrF++", ["chrf", "-cw", "2"]), ("TER", ["ter"])):
        single = sacrebleu(ref, "-i", hyp, "-sl", "-w", "17", "-m", *options).split("\n")[:-1]
        assert [float(line.split(" = ")[1].split()[0]) for line in single] == [
            s.scores[metric] for s in system.segments
        ]
        whole = json.loads(sacrebleu(ref, "-i", hyp, "-ci", "-w", "17", "-m", *options))
        ours = system.score(metric)
        assert (ours.mean, ours.ci, ours.signature) == (
            whole["confidence_mean"],
            whole["confidence_var"],
            whole["signature"],
        )
        assert single[0].split(" = ")[0].split("|", 1)[1] == ours.segment_signature


@pytest.mark.parametrize("test", ["bs", "ar"])
def test_paired_tests_equal_the_command(test: str, tmp_path: Path) -> None:
    """Its table is the only form in which the command gives the bootstrap's results."""
    references, others, hypotheses = translations("de", 60)
    ref, hyp, base = (
        lines(tmp_path / name, texts) for name, texts in (("ref", references), ("hyp", hypotheses), ("base", others))
    )
    report = score([hyp], references=[ref], baseline=base, paired=test)
    assert report.scores is not None
    options = ("-m", "bleu", "chrf", "ter", f"--paired-{test}", "-f", "latex", "-w", "9", "-nc")
    theirs = sacrebleu(ref, "-i", base, hyp, *options).replace("\\", "").split("\n")
    row = next(line for line in theirs if "hyp" in line and "&" in line)
    for metric, cell in zip(("BLEU", "chrF", "TER"), row.split("&")[1:], strict=True):
        ours = report.scores.systems[0].score(metric)
        assert ours.mean is not None
        interval = f" ({ours.mean:.9f} ± {ours.ci:.9f})" if test == "bs" else ""
        assert cell.strip().rstrip("*") == f"{ours.value:.9f}{interval} (p = {ours.p_value:.4f})"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """ref, hyp and other: 40 German segments each."""
    references, others, hypotheses = translations("de", 40)
    for name, texts in (("ref", references), ("hyp", hypotheses), ("other", others)):
        lines(tmp_path / name, texts)
    (tmp_path / "tqcheck.toml").write_text("")
    return tmp_path


@pytest.mark.parametrize(
    "rewritten",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.removesuffix(b"\n"),
        lambda data: data.replace(b"\n", b"  \n"),
    ],
    ids=["CRLF", "CR", "BOM", "UTF-16", "no last line end", "trailing spaces"],
)
def test_line_ends_and_byte_order_marks_change_nothing(folder: Path, rewritten: Callable[[bytes], bytes]) -> None:
    plain = scores_of(score([folder / "hyp"], references=[folder / "ref"]))
    (folder / "hyp2").write_bytes(rewritten((folder / "hyp").read_bytes()))
    (folder / "ref2").write_bytes(rewritten((folder / "ref").read_bytes()))
    assert scores_of(score([folder / "hyp2"], references=[folder / "ref"])) == plain
    assert scores_of(score([folder / "hyp"], references=[folder / "ref2"])) == plain


def test_only_line_feeds_end_lines(folder: Path) -> None:
    text = (
        (folder / "hyp")
        .read_text("utf-8")
        .replace(" ", "\x0c ", 1)
        .replace(" der", "\u2028der")
        .replace(" Rat", "\rRat")
        .replace(" wird", "\x85")
    )
    (folder / "hyp").write_text(text, "utf-8")
    report = score([folder / "hyp"], references=[folder / "ref"])
    assert [scores_of(report)[metric] for metric in ("BLEU", "chrF", "TER")] == as_the_command_has_it(
        folder / "ref", "-i", folder / "hyp", "-m", "bleu", "chrf", "ter"
    )


def failure(report: Report) -> tuple[str, str]:
    (found,) = report.failures
    assert not report.passed
    return Path(found.path).name, found.reason


def test_a_missing_line_is_named(folder: Path) -> None:
    texts = (folder / "hyp").read_text("utf-8").splitlines()
    lines(folder / "hyp", [*texts[:16], *texts[17:]])
    path, reason = failure(score([folder / "hyp"], references=[folder / "ref"]))
    assert path == "hyp"
    assert "39 segments" in reason
    assert "segment 17 of" in reason
    assert "line 17" in reason


def test_a_reference_with_fewer_segments_is_named(folder: Path) -> None:
    texts = (folder / "ref").read_text("utf-8").splitlines()
    lines(folder / "ref2", texts[:-3])
    path, reason = failure(score([folder / "hyp"], references=[folder / "ref", folder / "ref2"]))
    assert path == "ref2"
    assert "segment 38 of" in reason


@pytest.mark.parametrize("name", ["hyp", "ref"])
def test_empty_lines_are_named_unless_they_are_wanted(folder: Path, name: str) -> None:
    texts = (folder / name).read_text("utf-8").splitlines()
    lines(folder / name, [*texts[:4], "", *texts[5:20], " \t", *texts[21:]])
    path, reason = failure(score([folder / "hyp"], references=[folder / "ref"]))
    assert path == name
    assert "2 of 40 segments are empty (first: line 5)" in reason
    ours = scores_of(score([folder / "hyp"], references=[folder / "ref"], allow_empty=True))
    assert [ours[metric] for metric in ("BLEU", "chrF", "TER")] == as_the_command_has_it(
        folder / "ref", "-i", folder / "hyp", "-m", "bleu", "chrf", "ter"
    )


@given(st.lists(st.text("abcdefgh ", min_size=8, max_size=12), min_size=2, max_size=12, unique=True), st.data())
def test_where_lines_are_missing_is_found(texts: list[str], data: st.DataObject) -> None:
    """Lines that differ, some of them missing in one place: the first of these is named, or one just like it."""
    start = data.draw(st.integers(0, len(texts) - 1))
    end = data.draw(st.integers(start + 1, len(texts)))
    few = texts[:start] + texts[end:]
    found = first_gap(few, texts)
    assert texts[:found] + texts[found + end - start :] == few


def jsonl(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    return lines(path, [json.dumps(row) for row in rows])


def test_tables_and_json_lines_score_as_lines_do(folder: Path) -> None:
    plain = scores_of(score([folder / "hyp"], references=[folder / "ref"]))
    hypotheses, references = ((folder / name).read_text("utf-8").splitlines() for name in ("hyp", "ref"))
    rows = [
        {"id": f"s{number}", "hypothesis": hypothesis, "reference": reference}
        for number, (hypothesis, reference) in enumerate(zip(hypotheses, references, strict=True))
    ]
    both = jsonl(folder / "both.jsonl", rows)
    table = lines(folder / "both.tsv", ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)])
    shuffled = jsonl(folder / "shuffled.jsonl", random.Random(1).sample(rows, k=len(rows)))
    column = lines(folder / "column.tsv", hypotheses)
    assert scores_of(score([both], references=[both])) == plain
    assert scores_of(score([table], references=[table])) == plain
    assert scores_of(score([shuffled], references=[table])) == plain
    assert scores_of(score([column], references=[folder / "ref"])) == plain
    report = score([shuffled], references=[both])
    assert report.scores is not None
    worst = report.scores.systems[0].worst(1)[0]
    assert rows[int(worst.id[1:])]["hypothesis"] == worst.hypothesis
    assert json.loads(shuffled.read_text("utf-8").splitlines()[worst.line - 1])["id"] == worst.id
    assert worst.scores["chrF"] == min(segment.scores["chrF"] for segment in report.scores.systems[0].segments)


def po(path: Path, entries: str) -> Path:
    header = '"Language: de\\n"\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n'
    path.write_text(f'msgid ""\nmsgstr ""\n{header}{entries}', "utf-8")
    return path


def test_units_are_aligned_by_id(tmp_path: Path) -> None:
    day = 'msgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "%d Tag"\nmsgstr[1] "%d {}"\n'
    one = 'msgctxt "number"\nmsgid "one"\nmsgstr "eins"\n'
    reference = po(tmp_path / "r.po", one + day.format("Tage"))
    hypothesis = po(tmp_path / "h.po", day.format("Tag") + one)
    report = score([hypothesis], references=[reference])
    assert report.scores is not None
    segments = report.scores.systems[0].segments
    assert [(s.id, s.line, s.hypothesis, s.references, s.source) for s in segments] == [
        ("number\x04one", 11, "eins", ("eins",), "one"),
        ("%d day[one]", 7, "%d Tag", ("%d Tag",), "%d day"),
        ("%d day[other]", 8, "%d Tag", ("%d Tage",), "%d days"),
    ]
    po(hypothesis, one)
    _, reason = failure(score([hypothesis], references=[reference]))
    assert "h.po has no unit '%d day[one]' (nor 1 more), which is at line 10 of" in reason
    po(hypothesis, one + day.format("").replace('"%d Tag"', '""').replace('"%d "', '""'))
    _, reason = failure(score([hypothesis], references=[reference]))
    assert "2 of 3 segments are empty (first: '%d day[one]', line 10)" in reason


def test_units_of_different_formats(tmp_path: Path) -> None:
    (tmp_path / "de.json").write_text('{"menu": {"open": "Öffnen", "close": "Schließen"}}', "utf-8")
    rows = [{"id": "menu.close", "target": "Schliessen"}, {"id": "menu.open", "target": "Öffnen"}]
    report = score([jsonl(tmp_path / "h.jsonl", rows)], references=[tmp_path / "de.json"])
    assert report.scores is not None
    assert [segment.hypothesis for segment in report.scores.systems[0].segments] == ["Öffnen", "Schliessen"]


def test_one_language_of_several(tmp_path: Path) -> None:
    texts = {"en": "Day", "de": "Tag", "fr": "Jour"}
    unit = "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in texts.items())
    memory = f'<tmx version="1.4"><header srclang="en"/><body><tu>{unit}</tu></body></tmx>'
    (tmp_path / "memory.tmx").write_text(memory, "utf-8")
    (tmp_path / "h").write_text("Jours\n")
    report = score([tmp_path / "h"], references=[tmp_path / "memory.tmx"], target_lang="fr")
    assert report.scores is not None
    assert report.scores.systems[0].segments[0].references == ("Jour",)
    _, reason = failure(score([tmp_path / "h"], references=[tmp_path / "memory.tmx"]))
    assert "--target-lang" in reason


def test_an_id_twice(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "h.jsonl", [{"id": "a", "target": "x"}] * 2)
    assert "'a' stands" in failure(score([file], references=[file]))[1]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("h.tsv", "id\tx\n1\ta\n", "no column is called hypothesis or target"),
        ("h.tsv", "id\ttarget\n1\ta\n2\n", "line 3 has 1 columns"),
        ("h.tsv", "source\ttarget\na\t" + "\na\t".join(["a"] * 39) + "\r\na\t \r\n", "empty (line 41)"),
        ("h.jsonl", '{"target": "a"}\n{"target" "b"}\n', "line 2 is not JSON"),
        ("h.jsonl", '{"target": "a"}\n[]\n', "line 2 is not a JSON object"),
        ("h.jsonl", '{"target": "a"}\n{"target": 3}\n', "line 2 has no string called"),
        ("h.jsonl", '{"target": "a"}\n{"target": "b", "id": 1}\n', "1 of 2 lines have an id"),
        ("h", "", "empty"),
        ("h", "caf\udce9", "UTF-8"),
        ("none", None, "no such file"),
    ],
)
def test_what_cannot_be_read_is_named(folder: Path, name: str, text: str | None, says: str) -> None:
    if text is not None:
        (folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    path, reason = failure(score([folder / name], references=[folder / "ref"]))
    assert path == name
    assert says in reason
    path, reason = failure(score([folder / "hyp"], references=[folder / name]))
    assert path == name
    assert says.replace("hypothesis", "reference") in reason


def test_a_broken_system_does_not_hide_the_others(folder: Path) -> None:
    run = Run("score", "hyp", "none", "other", "--reference", "ref", "--format", "json", cwd=folder)
    assert run.status == 2
    assert [failed["path"] for failed in run.json["failures"]] == ["none"]
    assert [system["path"] for system in run.json["scores"]["systems"]] == ["hyp", "other"]
    text = Run("score", "hyp", "none", "--reference", "ref", cwd=folder)
    assert text.status == 2
    assert "none" in text.out
    assert "chrF" in text.out


def test_gates_on_scores(folder: Path) -> None:
    def passed(**bounds: float) -> bool:
        return score([folder / "hyp"], references=[folder / "ref"], bounds=bounds).passed

    found = scores_of(score([folder / "hyp"], references=[folder / "ref"]))
    bleu, chrf, ter = (found[metric][0] for metric in ("BLEU", "chrF", "TER"))
    assert passed(min_bleu=bleu, min_chrf=chrf, max_ter=ter)
    assert not passed(min_bleu=bleu + 0.01)
    assert not passed(min_chrf=chrf + 0.01)
    assert not passed(max_ter=ter - 0.01)


def test_gates_of_the_command(folder: Path) -> None:
    def run(*options: str) -> Run:
        return Run("score", "hyp", "--reference", "ref", *options, cwd=folder)

    broken = run("--min-bleu", "99", "--max-ter", "90")
    assert broken.status == 1
    assert "FAILED: BLEU breaks --min-bleu 99\n" in broken.out
    assert run("--min-chrf", "1", "--max-ter", "90").status == 0
    without = run("--max-drop", "1")
    assert without.status == 2
    assert "--baseline" in without.err


def test_a_drop_fails_the_gate_when_it_is_significant(tmp_path: Path) -> None:
    references, _, hypotheses = translations("en", 150)
    ref, base = lines(tmp_path / "ref", references), lines(tmp_path / "base", hypotheses)
    worse = lines(
        tmp_path / "worse", [text if n % 3 else text[: -(-len(text) // 2)] for n, text in enumerate(hypotheses)]
    )
    chance = lines(tmp_path / "chance", [text if n != 7 else "so" for n, text in enumerate(hypotheses)])

    def broken(bound: float) -> list[tuple[str, str]]:
        report = score([worse, chance, ref], references=[ref], baseline=base, bounds={"max_drop": bound})
        assert report.scores is not None
        drops = [gate.value for gate in report.scores.gates if gate.path == chance.as_posix()]
        assert min(drops) > 0
        found = [(Path(gate.path).name, gate.metric) for gate in report.scores.gates if not gate.passed]
        assert report.passed == (not found)
        return found

    assert broken(0) == [("worse", "BLEU"), ("worse", "chrF"), ("worse", "TER")], "chance fell, but not significantly"
    assert broken(90) == []
    same = score([base], references=[ref], baseline=base, bounds={"max_drop": 0}).scores
    assert same is not None
    assert ["the same as" in gate.reason for gate in same.gates if gate.passed] == [True] * 3


def test_a_stored_report_is_a_baseline(folder: Path) -> None:
    def stored(name: str, report: Report) -> Path:
        with (folder / name).open("w", encoding="utf-8") as file:
            json_report.render(report, file)
        return folder / name

    hypothesis, reference, other = folder / "hyp", folder / "ref", folder / "other"
    before = stored("before.json", score([other], references=[reference]))
    by_file = score([hypothesis], references=[reference], baseline=other).scores
    by_report = score([hypothesis], references=[reference], baseline=before).scores
    assert by_file is not None
    assert by_report is not None
    assert by_report.systems == by_file.systems
    assert by_report.baseline is not None
    assert by_file.baseline is not None
    assert by_report.baseline.scores == by_file.baseline.scores
    assert by_report.notes == ()

    changed = score([hypothesis], references=[other], baseline=before).scores
    assert changed is not None
    assert "before.json has BLEU" in changed.notes[0]
    without = stored("without.json", replace(score([other], references=[reference]), scores=None))
    assert "holds no scores" in failure(score([hypothesis], references=[reference], baseline=without))[1]


def test_issues_beside_scores(tmp_path: Path) -> None:
    good = ["The deal was signed in Geneva.", "He left the same evening by train.", "The two sides agreed on it."] * 4
    bad = [*good]
    bad[1] = "He left the same the evening evening by train on Friday (30)."
    (tmp_path / "tqcheck.toml").write_text("")
    lines(tmp_path / "ref", good)
    lines(tmp_path / "hyp", bad)
    arguments = ["score", "hyp", "--reference", "ref", "--check", "--target-lang", "en"]
    report = Run(*arguments, "--format", "json", cwd=tmp_path).json
    (document,) = report["documents"]
    assert {finding["rule"] for finding in document["findings"]} >= {"bracketed-day", "doubled-word"}
    (system,) = report["scores"]["systems"]
    assert [segment["penalty"] for segment in system["segments"]] == [0, len(document["findings"]), *[0] * 10]
    assert {row["metric"]: row["tau"] for row in system["agreement"]} == dict.fromkeys(METRICS, 1.0)
    text = Run(*arguments, cwd=tmp_path).out
    assert "bracketed-day" in text
    assert "penalty 2" in text
    assert "Kendall" in text
    for name in ("ref", "hyp"):
        lines(tmp_path / name, (tmp_path / name).read_text().splitlines()[:9])
    few = Run(*arguments, cwd=tmp_path).out
    assert "Kendall" not in few
    assert "fewer than 10" in few


@pytest.mark.parametrize(
    ("name", "text", "quotes"),
    [
        ("h", "He left.\n\n  He left on Friday (30) by train.\n", ["(30)"]),
        ("h.tsv", "id\tsource\ttarget\n1\ta (30)\tHe left on Friday (30) by train.\n", ["(30)"]),
        ("h.jsonl", '{"source": "On Friday (30).", "target": "On Friday (30)."}\n', ["(30)"]),
        ("h.jsonl", '{"target": "He \\"left\\" on Friday (30)."}\n', ['He \\"left\\" on Friday (30).']),
    ],
)
def test_issues_stand_where_the_file_has_them(tmp_path: Path, name: str, text: str, quotes: list[str]) -> None:
    """A JSON string with escapes is one piece, so an issue in it is the whole string."""
    (tmp_path / name).write_text(text)
    checker = engine(Config(select=("bracketed-day",), target_lang="en"))
    report = score([tmp_path / name], references=[tmp_path / name], allow_empty=True, checker=checker)
    assert report.failures == ()
    issues = list(report.issues)
    assert [issue.quote for issue in issues] == quotes
    assert [issue.start for issue in issues] == [text.rindex(quotes[0])]


def test_text_report(folder: Path) -> None:
    hypotheses = (folder / "hyp").read_text("utf-8").splitlines()
    lines(folder / "hyp", ["der Rat \x1b[31mstimmt zu", *hypotheses[1:]])
    run = Run("score", "hyp", "--reference", "ref", "--baseline", "other", "--max-drop", "90", cwd=folder)
    assert run.status == 0
    assert "\x1b" not in run.out
    rows = run.out.splitlines()
    signatures = [row for row in rows if "version:" in row]
    assert [row.split("|")[0] for row in signatures] == list(METRICS)
    assert all("bs:1000|seed:12345" in row for row in signatures)
    assert max(len(row) for row in rows if row not in signatures) <= 80
    heads = [row for row in rows if row.startswith("  line ")]
    assert len(heads) == 5
    chrf = [float(row.split("chrF ")[1].split(",")[0]) for row in heads]
    assert chrf == sorted(chrf)
    assert "{+" in run.out


def test_standard_input(folder: Path) -> None:
    data = (folder / "hyp").read_bytes()
    run = Run("score", "-", "--reference", "ref", "--format", "json", cwd=folder, stdin=data)
    assert run.json["scores"]["systems"][0]["path"] == "<stdin>"
    assert Run("score", "hyp", "--reference", "-", "--max-ter", "0", cwd=folder, stdin=data).status == 0
    assert Run("score", "-", "--reference", "-", cwd=folder, stdin=data).status == 2


def test_tokenizers_that_are_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sacrebleu.tokenizers.tokenizer_ja_mecab.MeCab", None)
    with pytest.raises(MissingModel, match=r"pip install 'tqcheck\[ja\]'"):
        Metrics([["予算"]], language="ja")
    monkeypatch.setattr("tqcheck.scores.metrics.SACREBLEU_DIR", str(tmp_path))
    with pytest.raises(MissingModel, match="nothing is downloaded"):
        Metrics([["งบประมาณ"]], language="th", tokenize="flores200")
    assert "--tokenize" in Metrics([["งบประมาณ"]], language="th").notes[0]
    with pytest.raises(ConfigError, match="13a"):
        Metrics([["budget"]], tokenize="14a")


def test_tokenized_text_is_noted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = lines(tmp_path / "a", ["The budget was not adopted ."] * 100)
    report = score([file], references=[file])
    assert report.scores is not None
    assert "100 segments of" in report.scores.notes[0]
    assert caplog.records == []
    lines(file, ["The budget was not adopted."] * 100)
    report = score([file], references=[file])
    assert report.scores is not None
    assert report.scores.notes == ()


def test_the_tokenizer_can_be_chosen(folder: Path) -> None:
    chosen = scores_of(score([folder / "hyp"], references=[folder / "ref"], tokenize="char"))["BLEU"]
    assert "tok:char" in chosen[1]
    assert [chosen] == as_the_command_has_it(folder / "ref", "-i", folder / "hyp", "--tokenize", "char")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *((" ".join(words), code if code in ("ja", "zh", "ko") else None) for code, words in WORDS.items()),
        ("Microsoft Windows 的更新版本", "zh"),
        ("สภาจะไม่รับรองงบประมาณ", "th"),
        ("12345 !?", None),
    ],
)
def test_scripts_choose_the_tokenizer(text: str, language: str | None) -> None:
    assert language_by_script(text) == language


def naive_tau(x: Sequence[int], y: Sequence[int]) -> float | None:
    """Tau-b by its definition."""
    pairs = [(a - c, b - d) for (a, b), (c, d) in combinations(list(zip(x, y, strict=True)), 2)]
    of_x, of_y = sum(dx != 0 for dx, _ in pairs), sum(dy != 0 for _, dy in pairs)
    if not of_x or not of_y:
        return None
    return float(sum((dx * dy > 0) - (dx * dy < 0) for dx, dy in pairs) / (of_x * of_y) ** 0.5)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=15))
def test_kendall_by_its_definition(points: list[tuple[int, int]]) -> None:
    x, y = [a for a, _ in points], [b for _, b in points]
    found = kendall(x, y)
    expected = naive_tau(x, y)
    if expected is None:
        assert found is None
        return
    assert found is not None
    tau, low, high = found
    assert tau == pytest.approx(expected)
    assert low <= tau + 1e-9
    assert tau <= high + 1e-9
    left_out = [naive_tau(x[:n] + x[n + 1 :], y[:n] + y[n + 1 :]) for n in range(len(x))]
    defined = [value for value in left_out if value is not None]
    if defined:
        mean = sum(defined) / len(defined)
        error = ((len(defined) - 1) / len(defined) * sum((value - mean) ** 2 for value in defined)) ** 0.5
        assert high == pytest.approx(min(1, tau + 1.96 * error), abs=1e-6)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """Of independent sequences with many ties, tau is 0."""
    chance = random.Random(3)
    held = 0
    for _ in range(200):
        x = [chance.choice([0, 0, 0, 0, 1, 5]) for _ in range(80)]
        found = kendall(x, [chance.random() for _ in x])
        assert found is not None
        held += found[1] <= 0 <= found[2]
    assert 180 <= held <= 198


@given(st.text("ab c'é予。", max_size=20), st.lists(st.text("ab c'é予。", max_size=20), min_size=1, max_size=3))
def test_word_diff_holds_both_texts(hypothesis: str, references: list[str]) -> None:
    pieces = word_diff(hypothesis, references)
    assert "".join(text for side, text in pieces if side is not Side.REFERENCE) == hypothesis
    assert "".join(text for side, text in pieces if side is not Side.HYPOTHESIS) in references


def test_word_diff_marks_words() -> None:
    assert word_diff("He left at noon.", ["Nothing at all", "He left by noon."]) == [
        (Side.BOTH, "He left "),
        (Side.REFERENCE, "by"),
        (Side.HYPOTHESIS, "at"),
        (Side.BOTH, " noon."),
    ]
    assert word_diff("They went home early.", ["They did not go."]) == [
        (Side.BOTH, "They "),
        (Side.REFERENCE, "did not go"),
        (Side.HYPOTHESIS, "went home early"),
        (Side.BOTH, "."),
    ]
