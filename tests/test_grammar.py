"""The grammar model: what it reads, what it reports, and what happens when it can't be had."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from tqcheck import Config, check_text, grammar, shipped
from tqcheck.api import engine
from tqcheck.cli import cli
from tqcheck.errors import ConfigError, MissingModel
from tqcheck.files import document_from_text
from tqcheck.files import text as plain
from tqcheck.grammar.encode import Encoded
from tqcheck.grammar.judgement import Judgement, Model, Prior
from tqcheck.grammar.kinds import KINDS, STRICTNESS
from tqcheck.grammar.masking import masked
from tqcheck.grammar.mending import candidates
from tqcheck.grammar.shipped import DECISIONS, TOKENIZER, WEIGHTS, ShippedModel
from tqcheck.grammar.words import STEP, WINDOW, Word, chances, words
from tqcheck.types import Span

FOLDER = shipped.path("grammar/en")
MODEL = ShippedModel(FOLDER)
TEXT = "The two first courts had still the chance to read the complaint, said on Monday the minister in the capital."


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    return folder


# What the model reads


@given(st.text(alphabet="ab c", max_size=30), st.data())
def test_masked_text_leads_back(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    known = [
        (Span(start, end), data.draw(st.sampled_from(["", "x", "yy", None])))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        if start < end
    ]
    seen = masked(text, known)
    for start in range(len(seen.text)):
        found = seen.original(Span(start, start + 1))
        if found is not None:
            assert text[found.start : found.end] == seen.text[start]
            assert not any(found.overlaps(span) for span, _ in known)


def test_known_errors_are_mended_before_the_model_reads() -> None:
    text = "The russian minister [sobre as garantias] met him."
    known: list[tuple[Span, str | None]] = [(Span(4, 11), "Russian"), (Span(21, 41), "")]
    assert masked(text, known).text == "The Russian minister met him."


def test_long_paragraphs_are_read_in_windows() -> None:
    asked = []

    def forward(ids: np.ndarray, types: np.ndarray) -> np.ndarray:
        asked.append(len(ids))
        logits = np.zeros((len(ids), 2), dtype=np.float32)
        logits[:, 1] = ids % 7  # what is said of a piece depends on it alone
        return logits

    size = 3 * WINDOW + 11
    ids = np.r_[101, np.arange(1, size + 1), 102]
    found = chances(forward, Encoded(ids, np.zeros_like(ids), [(0, 0)] * len(ids)))
    expected = 1 / (1 + np.exp(-(ids % 7)))
    assert len(asked) == -(-(size - WINDOW) // STEP) + 1
    assert max(asked) == WINDOW + 2
    np.testing.assert_allclose(found[1:-1, 1], expected[1:-1], rtol=1e-5)


def test_company_changes_nothing() -> None:
    others = ["Short.", "A " + "long " * 300 + "one.", ""]
    assert MODEL.words([TEXT])[0] == MODEL.words([*others, TEXT])[-1]


@given(st.text(max_size=60))
@example("뫔")  # three pieces with one place
def test_words_are_whole(text: str) -> None:
    (read,) = MODEL.words([text])
    for word in read:
        assert 0 <= word.start < word.end <= len(text)
        assert not (
            text[word.start].isalnum() and word.start and text[word.start - 1].isalnum() and text[word.start].isascii()
        )
        assert 0 <= word.chance <= 1
    assert all(a.end <= b.start for a, b in pairwise(read))


def test_pieces_of_a_word_take_its_surest_label() -> None:
    pieces = np.array([[0.9, 0.1, 0.0], [0.2, 0.1, 0.7]], dtype=np.float32)
    (word,) = words("isnt", [(0, 2), (2, 4)], pieces)
    assert (word.start, word.end, word.label) == (0, 4, 2)
    assert word.chance == pytest.approx(0.8)


# What is reported


def judged(strength: float, chances: list[float], known: int = 0) -> int:
    class Fixed:
        kinds = ("O", "art")
        signature = "fixed"
        judgement = Judgement(
            prior=Prior(trained=0.05, clean=0.001, weight=100, evidence=1, strength=strength),
            thresholds={"normal": {"art": 0.5}},
            slope=1.0,
            offset=0.0,
        )

        def words(self, texts: Sequence[str]) -> list[list[Word]]:
            return [[Word(3 * i, 3 * i + 2, 1, chance) for i, chance in enumerate(chances)]]

    return len(Model(Fixed(), "normal").oddities([""], known_errors=known)[0])


def test_a_crude_document_is_judged_more_strictly() -> None:
    alone = [0.6] + [0.01] * 20
    crude = [0.6, 0.01] * 10
    assert judged(0.0, alone) == 1
    assert judged(1.0, alone) == 0
    assert judged(1.0, crude) == 10
    assert judged(1.0, alone, known=20) == 1


def test_high_strictness_reports_no_less() -> None:
    document = (Path(__file__).parent.parent / "seeds" / "article.txt").read_text("utf-8")
    normal, high = (
        {
            (i.start, i.end)
            for i in check_text(document, target_lang="en", config=Config(strictness=s, select=("grammar",)))
        }
        for s in STRICTNESS
    )
    assert normal
    assert all(any(a <= start and end <= b for a, b in high) for start, end in normal)


def test_one_error_is_said_once() -> None:
    text = "He met the the minister, said on Monday the spokesman. The U.S. troops. USA moved on Thursday (30)."
    issues = check_text(text, target_lang="en", config=Config(strictness="high"))
    spans = [issue.span for issue in issues if issue.category == "linguistic-conventions/grammar"]
    assert not any(a.overlaps(b) for n, a in enumerate(spans) for b in spans[:n])


@pytest.mark.parametrize("kind", KINDS)
def test_candidates_never_leave_the_text_as_it_is(kind: str) -> None:
    for quote in ("the", "The minister", "in", "goes", "said the minister", "russia", "of the of the"):
        assert quote not in candidates(quote, kind)
    assert candidates("", kind) == []


def test_signature_names_the_weights() -> None:
    checker = engine(Config(target_lang="en"))
    report = checker.check_all([document_from_text(TEXT, path="a.txt", format=plain.format)])
    assert f"model:grammar/en@{MODEL.sha256[:12]}/normal" in report.signature


# When it can't be had


def test_a_language_without_a_model_is_said() -> None:
    text = "Der Minister hat gestern in der Hauptstadt mit seinen Kollegen über den Plan gesprochen."
    checker = engine(Config(target_lang="de"))
    checked, failures = checker.check(document_from_text(text, path="a.txt", format=plain.format))
    assert not failures
    assert any("no grammar model for German" in note for note in checked.notes)


@pytest.mark.parametrize("name", [WEIGHTS, TOKENIZER, DECISIONS, "config.json"])
@pytest.mark.parametrize("damage", ["missing", "cut", "other"])
def test_a_damaged_model_is_named_and_the_rest_is_checked(copy: Path, name: str, damage: str) -> None:
    file = copy / name
    if damage == "missing":
        file.unlink()
    else:
        data = file.read_bytes()
        file.write_bytes(data[: len(data) // 2] if damage == "cut" else b"{}" + data[2:][::-1])
    checker = engine(Config(target_lang="en", model=str(copy)))
    if damage == "missing" and name == DECISIONS:  # then it is a folder like any other
        document = document_from_text(TEXT, path="a.txt", format=plain.format)
        _, failures = checker.check(document)
        assert "can't be loaded" in failures[0].reason or "PyTorch" in failures[0].reason
        return
    document = document_from_text("He met the the minister on Monday.", path="a.txt", format=plain.format)
    checked, failures = checker.check(document)
    assert [issue.rule for issue in checked.issues] == ["doubled-word"]
    assert len(failures) == 1
    assert str(copy) in failures[0].reason
    assert "--no-model" in failures[0].reason


def test_a_damaged_model_ends_with_status_2(copy: Path, tmp_path: Path) -> None:
    (copy / WEIGHTS).write_bytes(b"nothing")
    text = tmp_path / "a.txt"
    text.write_text("The minister met her colleagues in the capital on Monday.")
    options = ["check", str(text), "--target-lang", "en", "--model", str(copy), "--format", "json"]
    result = CliRunner().invoke(cli, options)
    assert result.exit_code == 2
    report = json.loads(result.stdout)
    assert report["documents"][0]["findings"] == []
    assert "another hash" in report["failures"][0]["reason"]


def test_an_unknown_model_is_a_failure_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    checker = engine(Config(target_lang="en", model="nobody/there-is-no-such-model"))
    _, failures = checker.check(document_from_text(TEXT, path="a.txt", format=plain.format))
    assert "--model nobody/there-is-no-such-model" in failures[0].reason


def test_labels_are_mapped_to_known_kinds() -> None:
    with pytest.raises(ConfigError, match="did you mean 'order'"):
        Config(model_labels={"B-WO": "ordre"})  # type: ignore[arg-type]
    assert Config(model_labels={"B-WO": "order"}).model_labels == (("B-WO", "order"),)  # type: ignore[arg-type]


def test_the_expected_model_must_be_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shipped, "_PLACES", (tmp_path,))
    grammar.load.cache_clear()
    with pytest.raises(MissingModel, match="grammar/en"):
        grammar.load(None, (), "normal", "en")
    assert grammar.load(None, (), "normal", "fr") is None
    grammar.load.cache_clear()


def test_models_are_listed_with_their_hash() -> None:
    result = CliRunner().invoke(cli, ["models"])
    assert result.exit_code == 0
    assert "English" in result.stdout
    assert MODEL.sha256[:12] in result.stdout


def test_neither_torch_nor_transformers_is_loaded_for_the_shipped_model() -> None:
    code = (
        "import sys, tqcheck\n"
        f"tqcheck.check_text({TEXT!r}, target_lang='en')\n"
        "assert 'onnxruntime' in sys.modules\n"
        "sys.exit(' '.join({'torch', 'transformers'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_another_checkpoint(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from transformers import AutoTokenizer, BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=30522,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        id2label={0: "CORRECT", 1: "B-WO"},
        label2id={"CORRECT": 0, "B-WO": 1},
    )
    model = BertForTokenClassification(config)
    with torch.no_grad():
        model.classifier.bias.copy_(torch.tensor([-9.0, 9.0]))
    model.save_pretrained(tmp_path)
    PreTrainedTokenizerFast(tokenizer_file=str(FOLDER / TOKENIZER)).save_pretrained(tmp_path)
    assert AutoTokenizer.from_pretrained(tmp_path).is_fast
    options = Config(model=str(tmp_path), model_labels={"WO": "order"})  # type: ignore[arg-type]
    issues = check_text("He spoke to her.", target_lang="en", config=options)
    assert {issue.rule for issue in issues} == {"odd-word-order"}
