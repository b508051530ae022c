"""Language identification: what it finds, what it leaves alone, and that it does so the same way every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck import shipped
from tqcheck.errors import MissingModel
from tqcheck.langid import DamagedTable, LanguageIdentifier, known_as
from tqcheck.langid.scripts import scripts_of
from tqcheck.langid.table import WordTable, fold
from tqcheck.langid.tokens import WORD, chunks, hide, splits, words_of

IDENTIFIER = LanguageIdentifier.load()


def found(text: str, host: str, **options: object) -> list[tuple[str, str]]:
    """What is reported in `text`, with its language."""
    spans = IDENTIFIER.foreign_spans(text, host=host, **options)  # type: ignore[arg-type]
    return [(text[span.start : span.end], span.language) for span in spans]


NOTHING = [
    ("en", "He worked for the BBC for a decade, and after all, the internet is not a luxury."),
    ("en", "The crème brûlée and the bossa nova are de facto standards, inter alia; see Smith et al. (2019)."),
    ("en", "Le Monde and El País quoted the Universidade de São Paulo, Al Qaeda and the Bundesverfassungsgericht."),
    ("en", "Kim Jong-un met Recep Tayyip Erdoğan in Diyarbakır, near the Plaza de Mayo and Rio de Janeiro."),
    ("en", "Ursula von der Leyen read der Spiegel; John of Gaunt died in Gent."),
    ("en", "The court reviews de novo; sua sponte dismissal and ex parte motions are rare, per se."),
    ("en", "Write to joao.silva@exemplo.com.br or see https://exemplo.com.br/o-que-fazer/quando-chove.html today."),
    ("en", "Replace {nome_da_variavel}, %(quantidade)d and ${valor} in `para cada linha do arquivo` first."),
    ("en", "The α-helix, β-blockers and 5 μm filters cost 3 € each (e.g. in section (a) or (e))."),
    ("en", "THE CITY OF LOS ANGELES AND THE PORT OF SAN FRANCISCO"),
    ("es", "Abra un Pull Request en el proyecto Open Source y espere el feedback antes de hacer commit."),
    ("fr", "Le « Pull Request » et l'« Open Source » demandent un feedback sur le commit."),
    ("de", "Das ist ein Pull Request mit Feedback, ein Commit im Open-Source-Projekt und danach ein Meeting."),
    ("it", "Nel weekend il manager ha dato un feedback sul software via e-mail."),
    ("pt", "O site usa cookies; faça o download do plugin e envie um e-mail."),
    ("ru", "Установите Windows и Python, затем откройте iPhone через Google Chrome."),
    ("ja", "これはテストです。静岡県に行きました。iPhoneを買いました。"),
    ("ar", "هذه جملة عربية مع Windows و iPhone"),
    ("", ""),
    ("en", " \n\t 123 -- ..."),
]


@pytest.mark.parametrize(("host", "text"), NOTHING)
def test_leaves_alone(host: str, text: str) -> None:
    assert found(text, host) == []


LEFTOVERS = [
    ("en", "the project [sobre as garantias de segurança que a Rússia busca], he added.",
     "sobre as garantias de segurança que a Rússia busca", "pt"),
    ("en", "He worked for “trabalhou” BBC for a decade.", "trabalhou", "pt"),
    ("en", "O presidente disse que não vai assinar o acordo.", "O presidente disse que não vai assinar o acordo", "pt"),
    ("en", "The train leaves from 静岡 at noon.", "静岡", "ja"),
    ("en", "The capital of Россия is cold.", "Россия", "ru"),
    ("en", "an ad from markaðsherferðinni on video", "markaðsherferðinni", "is"),
    ("en", "CLIQUE AQUI PARA CONTINUAR", "CLIQUE AQUI PARA CONTINUAR", "pt"),
    ("de", "Bitte beachten Sie dies. Click here to continue. Danach geht es weiter.", "Click here to continue", "en"),
    ("es", "Haga clic aquí. Your password has expired. Póngase en contacto.", "Your password has expired", "en"),
    ("fr", "Cliquez ici pour continuer (you can change this later in the settings).",
     "you can change this later in the settings", "en"),
    ("pt", "Nem todo mundo kann das wirklich verstehen isso.", "kann das wirklich verstehen", "de"),
    ("ru", "Нажмите кнопку please click here to continue и подождите.", "please click here to continue", "en"),
    ("uk", "Він сказав: однако это было совсем иначе, і пішов додому.", "однако это было совсем иначе", "ru"),
    ("ja", "これはテストです。Please click here to continue. 静岡県です。", "Please click here to continue", "en"),
    ("th", "ภาษาไทย this part was never translated", "this part was never translated", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("host", "text", "quote", "language"), LEFTOVERS)
def test_finds(host: str, text: str, quote: str, language: str) -> None:
    assert found(text, host) == [(quote, language)]


def test_a_known_source_lowers_the_price_and_others_stay_possible() -> None:
    assert found("She took the chave home.", "en", source="pt") == [("chave", "pt")]
    assert found("the total number of [tahun] people", "en", source="id") == [("tahun", "id")]
    assert found("Er ging. “estas palabras no están en alemán” war falsch.", "de", source="fr") == [
        ("estas palabras no están en alemán", "es")
    ]


def test_spared_ranges_are_never_reported() -> None:
    text = "They shouted: o povo unido jamais será vencido."
    start = text.index("o povo")
    assert found(text, "en")
    assert found(text, "en", spare=[(start, len(text))]) == []


def test_what_a_span_tells() -> None:
    text = "He said “trabalhou muito” and [dormiu pouco hoje] then."
    quoted, bracketed = IDENTIFIER.foreign_spans(text, host="en")
    assert (quoted.words, quoted.quoted, quoted.bracketed, quoted.mark, quoted.capitalised) == (
        2,
        True,
        False,
        "“",
        False,
    )
    assert (bracketed.words, bracketed.quoted, bracketed.bracketed, bracketed.mark) == (3, False, True, "[")
    assert 0.5 <= quoted.confidence <= 1


def test_a_batch_equals_singles_and_twice_is_identical() -> None:
    texts = [text for _, text in NOTHING] + [text for _, text, _, _ in LEFTOVERS]
    batch = IDENTIFIER.foreign_spans_many(texts, host="en")
    assert batch == IDENTIFIER.foreign_spans_many(texts, host="en")
    assert batch == [IDENTIFIER.foreign_spans(text, host="en") for text in texts]
    assert batch == LanguageIdentifier.load().foreign_spans_many(texts, host="en")


WORDS = st.sampled_from(
    "the of and que não para 静岡 Россия São [ ] “ ” ( ) \n . , {x} https://a.b/c que's l'homme Jong-un THE İ μ".split(
        " "
    )
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=30).map(" ".join))


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=30).map(" ".join)),
    st.sampled_from(["en", "ru", "ja", "et"]),
)
def test_spans_are_in_bounds_ordered_and_hold_words(text: str, host: str) -> None:
    spans = IDENTIFIER.foreign_spans(text, host=host)
    last = 0
    for span in spans:
        assert last <= span.start < span.end <= len(text)
        assert span.words >= 1
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        last = span.end


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_quick_words_are_the_words_of_the_hidden_text(text: str) -> None:
    assert len(hide(text)) == len(text)
    if splits(text):
        assert [word for piece in text.split() for word in words_of(piece)] == WORD.findall(hide(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("After all, the internet is not a luxury.", "en"),
        ("Click here", "en"),
        ("Haga clic aquí", "es"),
        ("Det här är en svensk mening.", "sv"),
        ("Dette er en dansk sætning om vejret i København.", "da"),
        ("Dette er en norsk setning om været i Oslo.", "nb"),
        ("Saya pergi ke pasar untuk membeli ikan.", "id"),
        ("Ово је реченица на српском језику.", "sh"),
        ("Це український текст", "uk"),
        ("これは日本語です", "ja"),
        ("这是中文文本", "zh"),
        ("한국어 텍스트", "ko"),
        ("ภาษาไทย", "th"),
        ("ქართული ენა", "ka"),
        ("See on eestikeelne lause, mis räägib ilmast ja inimestest Tallinnas.", "et"),
    ],
)
def test_detects(text: str, language: str) -> None:
    detection = IDENTIFIER.detect(text)
    assert detection is not None
    assert detection.language == language
    assert detection == IDENTIFIER.detect(text)


def test_a_text_without_words_has_no_language() -> None:
    assert IDENTIFIER.detect("123 -- ... {x}") is None


def test_detection_leaves_langdetects_own_state_alone() -> None:
    from langdetect import DetectorFactory

    IDENTIFIER.detect("See on eestikeelne lause, mis räägib ilmast ja inimestest Tallinnas.")
    assert DetectorFactory.seed is None


def test_languages() -> None:
    assert len(IDENTIFIER.languages) >= 45
    assert {"th", "ka", "hy", "gu", "te", "kn", "ml", "pa", "km", "lo", "my", "am", "si"} <= IDENTIFIER.languages
    assert [known_as(tag) for tag in ("pt-BR", "zh_Hant", "no", "hr", "tl", "en")] == [
        "pt",
        "zh",
        "nb",
        "sh",
        "fil",
        "en",
    ]


def test_frequency() -> None:
    the, upper, possessive, none = IDENTIFIER.frequency(["the", "THE", "company's", "xqzvwk"], "en")
    assert the == upper
    assert -4 < the < -2
    assert possessive == IDENTIFIER.frequency(["company"], "en")[0]
    assert np.isneginf(none)
    assert IDENTIFIER.frequency([], "en").shape == (0,)
    assert np.isneginf(IDENTIFIER.frequency(["a"], "th")).all()  # told by its script, without a list
    with pytest.raises(ValueError, match="'xx' is not told"):
        IDENTIFIER.frequency(["a"], "xx")


def test_fold() -> None:
    assert fold("STRASSE") == fold("straße") == "strasse"
    assert fold("e\u0301") == "é"


def test_pairs_of_marks() -> None:
    text = 'a (b [c d] e) „f“ «g» "h" (i'
    assert [text[chunk.start : chunk.end] for chunk in chunks(text)] == ["c d", "b [c d] e", "f", "g", "h"]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda _: b"", "empty"),
        (lambda data: b"NOTOURS!" + data[8:], "not a word table"),
        (lambda data: data[:40] + b"?" + data[41:], "header is garbled"),
        (lambda data: data[:-1], "bytes instead of"),
        (lambda data: data[:1000], "bytes instead of"),
        (lambda data: data[:20], "header is garbled"),
        (lambda data: data[:5000] + b"\xff" * 8 + data[5008:], "index is garbled"),
    ],
)
def test_a_damaged_table_says_so(tmp_path: Path, damage: object, message: str) -> None:
    path = tmp_path / "words.bin"
    path.write_bytes(damage(shipped.path("words/words.bin").read_bytes()))  # type: ignore[operator]
    with pytest.raises(DamagedTable, match=message):
        WordTable(path)


def test_a_missing_table_says_where_it_was_looked_for() -> None:
    with pytest.raises(MissingModel, match="reinstall"):
        shipped.path("words/nothing.bin")


def test_cyrillic_languages_without_a_list_are_no_other_language() -> None:
    text = "Гэта вельмі важнае пытанне для ўсіх нас, і мы павінны ўважліва яго абмеркаваць з усімі ўдзельнікамі."
    detection = IDENTIFIER.detect(text)
    assert detection is not None
    assert detection.language == "be"
    assert IDENTIFIER.foreign_spans(text, host="be") == []


def test_a_dense_script_outweighs_an_english_sentence_of_more_letters() -> None:
    text = "設定を変更するにはメニューを開いてください。Please restart your computer now to apply it. "
    detection = IDENTIFIER.detect(text)
    assert detection is not None
    assert detection.language == "ja"


def test_text_without_words_has_no_foreign_ones() -> None:
    assert IDENTIFIER.foreign_spans_many(["", "{0} — 25 %", "\n"], host="es", source="en") == [[], [], []]


@pytest.mark.parametrize(("language", "script"), [("as", "Beng"), ("ku", "Arab"), ("dv", "Thaa"), ("kab", "Latn")])
def test_languages_without_a_word_list_have_the_script_that_cldr_gives(language: str, script: str) -> None:
    assert script in scripts_of(language)
