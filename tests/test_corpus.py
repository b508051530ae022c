"""Corpora: nothing lost, nothing doubled, the same bytes whoever makes them and however often they are interrupted."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tqcheck import Config
from tqcheck.cli import cli
from tqcheck.corpus import Annotator, Columns, Rule, processes
from tqcheck.corpus.formats import opened
from tqcheck.corpus.formats.source import Chunk
from tqcheck.corpus.parts import Output, Record
from tqcheck.corpus.rows import ADDED, Annotation, Row
from tqcheck.corpus.task import Task
from tqcheck.types import Severity

ROOT = Path(__file__).parent.parent
GOOD = ("O ministro falou do plano e voltou para casa.", "The minister spoke about the plan and went home.")
BAD = (GOOD[0], "The minister spoke about the plan on Thursday (30) and went [para a sua casa na cidade].")
COPIED = (GOOD[0], GOOD[0])
COLUMNS = Columns(source="pt", target="en")
CONFIG = Config(model=False, target_lang="en", source_lang="pt", select=("untranslated-span", "bracketed-day"))
OPTIONS = "--source-column pt --target-column en --no-model --select untranslated-span,bracketed-day,untranslated-unit"


def pairs(number: int) -> Iterator[tuple[str, str]]:
    """So many pairs, no two of them the same."""
    for at in range(number):
        source, target = (GOOD, BAD, GOOD, COPIED, GOOD)[at % 5]
        yield f"{at} {source}", f"{at} {target}"


def jsonl(path: Path, number: int = 40) -> Path:
    lines = [json.dumps({"n": at, "pt": pt, "en": en}, ensure_ascii=False) for at, (pt, en) in enumerate(pairs(number))]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def tsv(path: Path, number: int = 40) -> Path:
    path.write_text("en\tpt\n" + "".join(f"{en}\t{pt}\n" for pt, en in pairs(number)), "utf-8")
    return path


def tmx(path: Path, number: int = 40, *, encoding: str = "utf-8") -> Path:
    units = "".join(
        f"<tu tuid='{at}'><tuv xml:lang='pt'><seg>{pt}</seg></tuv>\n<tuv xml:lang='en'><seg>{en}</seg></tuv></tu>\n"
        for at, (pt, en) in enumerate(pairs(number))
    )
    head = f"<?xml version='1.0' encoding='{encoding}'?>\n<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>\n"
    text = f"{head}<tmx version='1.4'><header srclang='pt'/><!-- <tu> --><body>{units}<!-- </body> --></body></tmx>\n"
    path.write_bytes(text.encode(encoding))
    return path


def parquet(path: Path, number: int = 40) -> Path:
    pa = pytest.importorskip("pyarrow", reason="needs the extra corpus")
    from pyarrow import parquet as pq

    rows = [{"n": at, "pt": pt, "en": en} for at, (pt, en) in enumerate(pairs(number))]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=7)
    return path


MADE = {".jsonl": jsonl, ".tsv": tsv, ".tmx": tmx, ".parquet": parquet}


def run(path: Path, output: Path, *more: str) -> Result:
    options = OPTIONS if path.suffix != ".tmx" else OPTIONS.split(" ", 4)[4]
    return CliRunner().invoke(
        cli, ["corpus", str(path), "--output", str(output), "--jobs", "1", *options.split(), *more]
    )


def rows(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        from pyarrow import parquet as pq

        return list(pq.read_table(path).to_pylist())
    lines = path.read_text("utf-8").splitlines()
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in lines]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("suffix", MADE)
def test_every_row_is_there_once_and_in_order_however_it_is_cut(suffix: str, tmp_path: Path) -> None:
    path = MADE[suffix](tmp_path / f"in{suffix}")
    out = ".jsonl" if suffix == ".tmx" else suffix
    whole, cut = tmp_path / f"whole{out}", tmp_path / f"cut{out}"
    result = run(path, whole)
    assert result.exit_code == 0, result.output
    assert "40 rows" in result.stdout
    assert run(path, cut, "--part-size", "0.0011").exit_code == 0
    assert "(1 part)" in result.stdout
    assert len(json.loads((tmp_path / f"cut{out}.manifest.json").read_text())["parts"]) > 3
    assert rows(cut) == rows(whole)
    if out != ".parquet":
        assert cut.read_bytes() == whole.read_bytes()
    target = "target" if suffix == ".tmx" else "en"
    assert [row[target] for row in rows(whole)] == [en for _, en in pairs(40)]
    kept = [str(row["tqcheck_keep"]).lower() for row in rows(whole)]
    assert kept == ["true", "false", "true", "false", "true"] * 8
    assert not list(tmp_path.glob("*.parts"))


def test_the_added_columns(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "in.jsonl", 5)
    assert run(path, tmp_path / "out.jsonl").exit_code == 0
    good, bad, _, copied, _ = rows(tmp_path / "out.jsonl")
    assert good == {
        "n": 0,
        "pt": f"0 {GOOD[0]}",
        "en": f"0 {GOOD[1]}",
        "tqcheck_issues": [],
        "tqcheck_penalty": 0,
        "tqcheck_words": 10,
        "tqcheck_source_lang": "pt",
        "tqcheck_target_lang": "en",
        "tqcheck_keep": True,
        "tqcheck_failure": None,
    }
    assert bad["tqcheck_issues"] == ["bracketed-day", "untranslated-span"]
    assert bad["tqcheck_keep"] is False
    assert (copied["tqcheck_issues"], copied["tqcheck_target_lang"]) == (["untranslated-unit"], "pt")


def test_issues_in_full_are_in_the_offsets_of_their_column(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "in.jsonl", 5)
    assert run(path, tmp_path / "out.jsonl", "--issues", "json").exit_code == 0
    for row in rows(tmp_path / "out.jsonl"):
        for issue in row["tqcheck_issues"]:
            text = row["en"] if issue["column"] == "target" else row["pt"]
            assert text[issue["start"] : issue["end"]] == issue["quote"]
    assert row["tqcheck_issues"] == []
    assert any(row["tqcheck_issues"] for row in rows(tmp_path / "out.jsonl"))


def test_what_lacks_is_quoted_from_the_source() -> None:
    annotator = Annotator(columns=COLUMNS, config=Config(model=False, target_lang="en", source_lang="pt"), details=True)
    (found,) = annotator.annotations([Row(source="Custa 51 euros no mercado.", target="It costs euros at the market.")])
    (issue,) = [issue for issue in annotator.written(found)["tqcheck_issues"] if issue["rule"] == "number"]
    assert (issue["column"], issue["quote"], issue["start"]) == ("source", "51", 6)


def test_a_row_is_judged_alone() -> None:
    annotator = Annotator(columns=COLUMNS, config=replace(CONFIG, select=()))
    batch = [Row(source=pt, target=en) for pt, en in pairs(10)]
    together = annotator.annotations(batch)
    assert together == [annotator.annotations([row])[0] for row in batch]
    assert together[::-1] == annotator.annotations(batch[::-1])


@pytest.mark.parametrize(
    ("rule", "keep"),
    [
        (Rule(), [True, False, True]),
        (Rule(drop_on=Severity.MINOR), [True, False, False]),
        (Rule(drop_on=None), [True, True, True]),
        (Rule(drop_on=None, max_penalty=100), [True, False, True]),
        (Rule(drop_on=None, max_penalty=0), [True, False, False]),
    ],
)
def test_the_rule_says_what_to_keep(rule: Rule, keep: list[bool]) -> None:
    texts = [GOOD[1], BAD[1], "He came on Thursday (30) to see the minister at home in the city of Lisbon."]
    annotator = Annotator(columns=COLUMNS, config=CONFIG, rule=rule)
    found = annotator.annotations([Row(source=GOOD[0], target=text) for text in texts])
    assert [annotation.keep for annotation in found] == keep


def test_a_broken_row_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = jsonl(tmp_path / "in.jsonl", 3).read_bytes().splitlines()
    broken = [
        b"{broken",
        b'{"pt": null, "en": "x"}',
        b"[1]",
        b"",
        b'{"pt": "a", "en": "\xff"}',
        b'{"pt": "a", "en": 7}',
    ]
    broken += [b'{"pt": "a", "en": "b", "tqcheck_keep": true}']
    (tmp_path / "in.jsonl").write_bytes(b"\r\n".join([lines[0], *broken, *lines[1:]]))
    result = run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", "--part-size", "0.0001")
    assert result.exit_code == 2
    named = [line.split(": ")[1] for line in result.stderr.splitlines()]
    assert named == ["line 2", "line 3", "line 4", "line 6", "line 7", "line 8"]
    found = rows(tmp_path / "out.jsonl")
    assert [row["tqcheck_failure"] is None for row in found] == [True] + [False] * 6 + [True] * 2
    assert [row["tqcheck_keep"] for row in found] == [True] + [None] * 6 + [False, True]
    assert [row.get("tqcheck_line") for row in found[1:4]] == ["{broken", None, "[1]"]


def test_a_broken_row_of_a_table_keeps_its_line(tmp_path: Path) -> None:
    path = tsv(tmp_path / "in.tsv", 2)
    path.write_bytes(path.read_bytes() + b"one\n\n" + b"a\tb\tc\n" + b"\xff\tx\n")
    result = run(path, tmp_path / "out.tsv")
    assert result.exit_code == 2
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["line 4", "line 6", "line 7"]
    lines = (tmp_path / "out.tsv").read_bytes().splitlines()
    assert len(lines) == 1 + 5
    assert {line.count(b"\t") for line in lines} == {1 + len(ADDED)}
    assert lines[3].startswith(b"one\t\t")


def test_a_table_without_headings_has_numbers(tmp_path: Path) -> None:
    path = tsv(tmp_path / "in.tsv", 5)
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    out = tmp_path / "out.tsv"
    options = ["--no-heading", "--source-column", "2", "--target-column", "1", "--part-size", "0.0002"]
    result = CliRunner().invoke(
        cli, ["corpus", str(path), "--output", str(out), "--jobs", "1", "--no-model", "--target-lang", "en", *options]
    )
    assert result.exit_code == 0, result.output
    assert [line.split("\t")[0] for line in out.read_text("utf-8").splitlines()] == [en for _, en in pairs(5)]


def test_a_memory_in_utf_16_and_with_two_target_languages(tmp_path: Path) -> None:
    path = tmx(tmp_path / "in.tmx", encoding="utf-16")
    assert run(path, tmp_path / "out.jsonl", "--part-size", "0.002").exit_code == 0
    assert [row["target"] for row in rows(tmp_path / "out.jsonl")] == [en for _, en in pairs(40)]
    text = tmx(tmp_path / "two.tmx", 4).read_text("utf-8")
    more = "<tuv xml:lang='de'><seg>Der <ph>{1}</ph>Minister sprach über den Plan.</seg></tuv></tu>"
    (tmp_path / "two.tmx").write_text(text.replace("</tu>", more), "utf-8")
    result = run(tmp_path / "two.tmx", tmp_path / "two.jsonl")
    assert result.exit_code == 0, result.output
    found = rows(tmp_path / "two.jsonl")
    assert [(row["id"], row["target_lang"]) for row in found] == [
        (str(n), tag) for n in range(4) for tag in ("en", "de")
    ]
    assert all(row["source_lang"] == "pt" for row in found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<xliff/>", "the root element is <xliff>, not <tmx>"),
        ("<tmx><body>\n<tu><tuv></tu></body></tmx>", "line 2: not well-formed XML"),
        ("<!DOCTYPE tmx [<!ENTITY a 'b'>]><tmx><body/></tmx>", "entities of its own are refused"),
    ],
)
def test_what_is_no_memory_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "in.tmx").write_text(text)
    result = run(tmp_path / "in.tmx", tmp_path / "out.jsonl")
    assert result.exit_code != 0
    assert reason in str(result.exception)


def test_languages_from_columns_or_by_row(tmp_path: Path) -> None:
    german = "Der Minister sprach gestern in der Stadt über den Plan und ging danach nach Hause."
    with (tmp_path / "in.jsonl").open("w") as file:
        for tag, text in (("en", GOOD[1]), ("de", german), ("en", german), ("xx", german), ("", GOOD[1])):
            print(json.dumps({"pt": GOOD[0], "en": text, "lang": tag}), file=file)
    result = run(tmp_path / "in.jsonl", tmp_path / "a.jsonl", "--target-lang-column", "lang", "--source-lang", "pt")
    assert result.exit_code == 2
    by_column = rows(tmp_path / "a.jsonl")
    assert [row["tqcheck_keep"] for row in by_column] == [True, True, False, None, True]
    assert "unknown language 'xx'" in by_column[3]["tqcheck_failure"]
    assert run(tmp_path / "in.jsonl", tmp_path / "b.jsonl", "--detect", "row").exit_code == 0
    assert [row["tqcheck_keep"] for row in rows(tmp_path / "b.jsonl")] == [True] * 5
    assert run(tmp_path / "in.jsonl", tmp_path / "c.jsonl", "--target-lang", "en").exit_code == 0
    assert [row["tqcheck_keep"] for row in rows(tmp_path / "c.jsonl")] == [True, False, False, False, True]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("in.jsonl --output out.tsv --target-column en", "the output of this input is .jsonl"),
        ("in.jsonl --output out.jsonl", "--target-column"),
        ("in.tsv --output out.tsv --target-column english", "there is no column 'english'; there are en, pt"),
        ("gone.jsonl --output out.jsonl --target-column en", "there is no such file"),
        ("in.jsonl.gz --output out.jsonl --target-column en", "unpack it first"),
        ("in.jsonl --output in.jsonl --target-column en", "this is there already"),
        ("in.jsonl --output out --target-column en --select nothing", "there is no check 'nothing'"),
        ("in.tmx --output out --target-column en", "TMX says itself what is source and target"),
    ],
)
def test_bad_options_are_named(arguments: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    jsonl(tmp_path / "in.jsonl", 5)
    tsv(tmp_path / "in.tsv", 5)
    before = sorted(tmp_path.iterdir())
    result = CliRunner().invoke(cli, ["corpus", *arguments.split(), "--jobs", "1"])
    assert result.exit_code != 0
    assert reason in result.output + str(result.exception)
    assert sorted(tmp_path.iterdir()) == before


def test_a_column_is_never_overwritten(tmp_path: Path) -> None:
    path = tsv(tmp_path / "in.tsv", 3)
    assert run(path, tmp_path / "out.tsv").exit_code == 0
    assert "rename it" in str(run(tmp_path / "out.tsv", tmp_path / "again.tsv").exception)


class Dies(Exception):
    pass


def interrupted(path: Path, output: Path, after: int, monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    """A run that dies between a part and its record, when so many are done."""
    write_json = Output._write_json
    done = 0

    def dying(self: Output, target: Path, value: Any) -> None:
        nonlocal done
        done += target.parent.name == "_records"
        if done > after:
            raise Dies
        write_json(self, target, value)

    with monkeypatch.context() as patch:
        patch.setattr(Output, "_write_json", dying)
        assert isinstance(run(path, output, *more).exception, Dies)


@pytest.mark.parametrize("suffix", MADE)
@pytest.mark.parametrize("after", [0, 2])
def test_a_run_goes_on_where_it_was_interrupted(
    suffix: str, after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = MADE[suffix](tmp_path / f"in{suffix}")
    out = ".jsonl" if suffix == ".tmx" else suffix
    size = ("--part-size", "0.0011")
    assert run(path, tmp_path / f"whole{out}", *size).exit_code == 0
    interrupted(path, tmp_path / f"out{out}", after, monkeypatch, *size)
    assert not (tmp_path / f"out{out}").exists()
    assert "--resume" in str(run(path, tmp_path / f"out{out}", *size).exception)
    made: list[int] = []
    work = Annotator.annotations

    def counted(self: Annotator, rows: Iterable[Row]) -> list[Annotation]:
        made.append(1)
        return work(self, rows)

    monkeypatch.setattr(Annotator, "annotations", counted)
    assert run(path, tmp_path / f"out{out}", *size, "--resume").exit_code == 0
    parts = json.loads((tmp_path / f"out{out}.manifest.json").read_text())["parts"]
    assert len(made) == len(parts) - after
    assert (tmp_path / f"out{out}").read_bytes() == (tmp_path / f"whole{out}").read_bytes()
    again = run(path, tmp_path / f"out{out}", *size, "--resume")
    assert (again.exit_code, len(made)) == (0, len(parts) - after)
    assert "40 rows" in again.stdout


def test_another_run_is_not_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = jsonl(tmp_path / "in.jsonl")
    interrupted(path, tmp_path / "out", 0, monkeypatch)
    result = run(path, tmp_path / "out", "--resume", "--drop-on", "minor")
    assert "the interrupted run had another rule" in str(result.exception)
    jsonl(path, 41)
    assert "the interrupted run had another input" in str(run(path, tmp_path / "out", "--resume").exception)


def test_a_folder_of_parts(tmp_path: Path) -> None:
    path = tsv(tmp_path / "in.tsv")
    assert run(path, tmp_path / "one.tsv").exit_code == 0
    assert run(path, tmp_path / "out", "--part-size", "0.001").exit_code == 0
    parts = sorted((tmp_path / "out").glob("part-*.tsv"))
    assert len(parts) > 3
    assert [row for part in parts for row in rows(part)] == rows(tmp_path / "one.tsv")
    assert [file.name for file in (tmp_path / "out").iterdir() if file not in parts] == ["_manifest.json"]


def command(path: Path, output: Path, *more: str) -> list[str]:
    options = [*OPTIONS.split(), "--part-size", "0.005", "--jobs", "2", *more]
    return [sys.executable, "-m", "tqcheck", "corpus", str(path), "--output", str(output), *options]


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("signals", [signal.SIGINT, signal.SIGKILL])
def test_killed_and_resumed(signals: signal.Signals, tmp_path: Path) -> None:
    path = jsonl(tmp_path / "in.jsonl", 500)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert run(path, tmp_path / "whole.jsonl").exit_code == 0
    process = subprocess.Popen(
        command(path, tmp_path / "out.jsonl"), env=environment, stderr=subprocess.PIPE, text=True
    )
    records = tmp_path / "out.jsonl.parts/_records"
    while process.poll() is None and len(list(records.glob("*.json"))) < 2:
        time.sleep(0.01)
    process.send_signal(signals)
    _, errors = process.communicate()
    assert process.returncode == (2 if signals == signal.SIGINT else -signal.SIGKILL)
    if signals == signal.SIGINT:
        assert "interrupted; what was checked is kept: go on with --resume" in errors
    assert not (tmp_path / "out.jsonl").exists()
    subprocess.run(command(path, tmp_path / "out.jsonl", "--resume"), env=environment, check=True)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


class KillsItsProcess(Annotator):
    """Kills its process at a certain row, as often as TIMES says; leaves a file in the folder MARKS each time."""

    def annotations(self, rows: Iterable[Row]) -> list[Annotation]:
        rows = list(rows)
        if any(row.target.startswith("17 ") for row in rows):
            marks = Path(os.environ["MARKS"])
            if len(list(marks.iterdir())) < int(os.environ["TIMES"]):
                (marks / str(os.getpid())).touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return super().annotations(rows)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("times", [1, 100])
def test_a_process_that_dies_costs_at_most_its_chunk(
    times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = jsonl(tmp_path / "in.jsonl")
    (tmp_path / "marks").mkdir()
    monkeypatch.setenv("MARKS", str(tmp_path / "marks"))
    monkeypatch.setenv("TIMES", str(times))
    task = task_for(path, tmp_path / "out", KillsItsProcess(columns=COLUMNS, config=CONFIG))
    chunks = list(task.source.chunks(1100))
    found = sorted(record.number for record in processes.records(task, chunks, 2))
    poisoned = [] if times == 1 else [number for number in range(len(chunks)) if number not in found]
    assert found == [chunk.number for chunk in chunks if chunk.number not in poisoned]
    assert len(poisoned) == (times > 1)
    sound = task_for(path, tmp_path / "sound", Annotator(columns=COLUMNS, config=CONFIG))
    assert list(processes.records(sound, chunks, 1))
    for number in found:
        assert task.output.part(number).read_bytes() == sound.output.part(number).read_bytes()


def task_for(path: Path, output: Path, annotator: Annotator) -> Task:
    source = opened(path, annotator.columns)
    where = Output(output, source.suffix)
    assert where.begin({}, resume=False)
    return Task(source=source, annotator=annotator, output=where)


def test_a_damaged_part_is_made_again(tmp_path: Path) -> None:
    task = task_for(jsonl(tmp_path / "in.jsonl"), tmp_path / "out", Annotator(columns=COLUMNS, config=CONFIG))
    (chunk,) = task.source.chunks(1 << 20)
    record = task(chunk)
    whole = task.output.part(0).read_bytes()
    task.output.part(0).write_bytes(whole[:100])
    assert task(chunk) == record
    assert task.output.part(0).read_bytes() == whole
    assert task.output.done(Chunk(0, 0, 5)) is None


def test_tables_and_frames_get_what_files_get(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="needs the extra corpus")
    pytest.importorskip("pandas", reason="needs the extra ray")
    from pyarrow import parquet as pq

    from tqcheck.corpus import arrow

    path = parquet(tmp_path / "in.parquet")
    task = task_for(path, tmp_path / "out", Annotator(columns=COLUMNS, config=CONFIG))
    (chunk,) = task.source.chunks(1 << 20)
    assert isinstance(task(chunk), Record)
    written = pq.read_table(task.output.part(0))
    table = pq.read_table(path)
    assert arrow.annotated(task.annotator)(table) == written
    frames = [table.slice(0, 13).to_pandas(), table.slice(13).to_pandas()]
    found = list(arrow.map_in_pandas(task.annotator)(iter(frames)))
    assert [len(frame) for frame in found] == [13, 27]
    assert [list(names) for frame in found for names in frame["tqcheck_issues"]] == written[
        "tqcheck_issues"
    ].to_pylist()
    assert [keep for frame in found for keep in frame["tqcheck_keep"]] == written["tqcheck_keep"].to_pylist()
    assert [column.split()[0] for column in arrow.SPARK_COLUMNS.split(", ")] == list(ADDED)
