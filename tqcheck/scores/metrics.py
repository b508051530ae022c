"""The door for sacrebleu: BLEU, chrF, chrF++ and TER of the set and of each segment, and the paired tests.

Every number is sacrebleu's own, bit for bit what its command prints with the settings that the signature names.
M. Post, A Call for Clarity in Reporting BLEU Scores, 2018, https://aclanthology.org/W18-6319/.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from copy import copy
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sacrebleu import __version__
from sacrebleu.metrics.base import Metric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.tokenizers.tokenizer_spm import SPM_MODELS
from sacrebleu.utils import SACREBLEU_DIR

from tqcheck.errors import ConfigError, MissingModel
from tqcheck.languages import base, name
from tqcheck.types import Score

SIGNATURE = f"sacrebleu:{__version__}"
TOKENIZERS = tuple(sorted(set(BLEU.TOKENIZERS) - {"spm"}))
"""sacrebleu's names; "spm" is an old name of flores101."""
RESAMPLES = 1000
_EXTRAS = {"ja-mecab": "ja", "ko-mecab": "ko"}
_SEGMENTED_BY_CHARACTER = {"zh", "yue", "ja"}
"""TER counts a character of these languages as a word (tercom's normalisation with Asian support)."""
_UNSPACED = {"bo", "dz", "km", "lo", "my", "th"}
"""Written without spaces between words, and without a tokenizer of their own in sacrebleu."""
_MODEL = "flores200"
_LEAST_CJK = 0.2
"""Share of its letters from which a text is Chinese or Japanese: they mix with Latin names, which take more letters."""
_LEAST_KANA = 0.1
"""Share of kana from which it is Japanese, which has about a half."""


_BY_SCRIPT = {
    "HANGUL": "ko",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "THAI": "th",
    "TIBETAN": "bo",
}
"""Of the languages that need a tokenizer of their own, those that their script gives away, by its Unicode name."""


class _Once(Metric):
    """A metric that works out a system's statistics once: for the set, the segments and every paired test."""

    _known: dict[tuple[str, ...], Any]

    def _extract_corpus_statistics(
        self, hypotheses: Sequence[str], references: Sequence[Sequence[str]] | None
    ) -> list[list[Any]]:
        """One list of counts a segment. `references` are always the cached ones."""
        known = self.__dict__.setdefault("_known", {})
        key = tuple(hypotheses)
        if key not in known:
            known[key] = self._count(hypotheses)
        statistics: list[list[Any]] = known[key]
        return statistics

    def _count(self, hypotheses: Sequence[str]) -> list[list[Any]]:
        counts: list[list[Any]] = super()._extract_corpus_statistics(hypotheses, None)
        return counts


class _BLEU(_Once, BLEU):
    pass


class _CHRF(_Once, CHRF):
    pass


class _TER(_Once, TER):
    pass


class _CHRFWithin(_CHRF):
    """chrF out of chrF++'s statistics, which begin with the same counts of characters (three an order).

    With one reference only: of several, chrF and chrF++ may each find another the closest.
    """

    def __init__(self, plus: _CHRF) -> None:
        super().__init__()
        self._plus = plus
        self.num_refs = plus.num_refs

    def _count(self, hypotheses: Sequence[str]) -> list[list[Any]]:
        return [counts[: 3 * self.char_order] for counts in self._plus._extract_corpus_statistics(hypotheses, None)]


class Metrics:
    """The four metrics for one set of references, of which everything is worked out once.

    `references[r][s]` is reference r of segment s. `language`: BCP 47, chooses the tokenizers as sacrebleu advises
    unless `tokenize` names BLEU's. Raises ConfigError for another
    name, and MissingModel where a tokenizer needs what is not installed.
    """

    def __init__(
        self, references: Sequence[Sequence[str]], *, language: str | None = None, tokenize: str | None = None
    ) -> None:
        code = base(language) if language else ""
        if tokenize is not None and tokenize not in TOKENIZERS:
            raise ConfigError(f"tokenize must be one of {', '.join(TOKENIZERS)}, not {tokenize!r}")
        self.notes: tuple[str, ...] = ()
        if tokenize is None and code in _UNSPACED:
            if _model_at_hand(_MODEL):
                tokenize = _MODEL
            else:
                self.notes = (
                    f"{name(code)} has no spaces between words, so BLEU and TER say little; read chrF, "
                    f"or choose --tokenize char or {_MODEL}",
                )
        by_character = code in _SEGMENTED_BY_CHARACTER
        if tokenize in SPM_MODELS and not _model_at_hand(tokenize):
            file = _model_file(tokenize)
            raise MissingModel(
                f"the tokenizer {tokenize} needs sentencepiece (pip install 'tqcheck[spm]') and its model at {file}; "
                f"nothing is downloaded here: fetch it from {SPM_MODELS[tokenize]['url']}"
            )
        try:
            bleu = _BLEU(force=True, tokenize=tokenize, trg_lang="zh" if code == "yue" else code, references=references)
        except (RuntimeError, ImportError, AssertionError) as error:
            wanted = tokenize or BLEU._TOKENIZER_MAP.get(code, "")
            extra = _EXTRAS.get(wanted)
            install = f"pip install 'tqcheck[{extra}]', " if extra else ""
            raise MissingModel(
                f"the tokenizer {wanted}, which BLEU needs for {name(code) if code else 'this text'}, cannot be used: "
                f"{install}or choose another with --tokenize ({' '.join(str(error).split())})"
            ) from None
        self._sentence_bleu = copy(bleu)
        self._sentence_bleu.effective_order = True
        plus = _CHRF(word_order=2, references=references)
        self._metrics: dict[str, Metric] = {
            "BLEU": bleu,
            "chrF": _CHRFWithin(plus) if len(references) == 1 else _CHRF(references=references),
            "chrF++": plus,
            "TER": _TER(normalized=by_character, asian_support=by_character, references=references),
        }

    def score(self, hypotheses: Sequence[str], *, confidence: bool = False) -> tuple[Score, ...]:
        """Scores of the set, with bootstrap intervals if asked for."""
        scores = []
        for metric_name, metric in self._metrics.items():
            result = metric.corpus_score(hypotheses, None, n_bootstrap=RESAMPLES if confidence else 1)
            scores.append(
                Score(
                    metric=metric_name,
                    value=result.score,
                    signature=str(metric.get_signature()),
                    segment_signature=self._segment_signature(metric_name),
                    mean=result._mean if confidence else None,
                    ci=result._ci if confidence else None,
                )
            )
        return tuple(scores)

    def segments(self, hypotheses: Sequence[str]) -> list[dict[str, float]]:
        """Each segment's own scores by metric. BLEU with effective order, as sacrebleu's sentence level has it."""
        columns: dict[str, list[float]] = {}
        for metric_name, metric in self._metrics.items():
            single = self._sentence_bleu if metric_name == "BLEU" else metric
            columns[metric_name] = [
                single._compute_score_from_stats(counts).score
                for counts in metric._extract_corpus_statistics(hypotheses, None)
            ]
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def compare(
        self, systems: Sequence[Sequence[str]], *, baseline: Sequence[str], test: str
    ) -> tuple[tuple[Score, ...], list[tuple[Score, ...]]]:
        """Scores of the baseline and of each system, with intervals, and p-values of a paired test against it.

        `test`: "bs", bootstrap with 1,000 resamples, or "ar", approximate randomisation with 10,000 trials.
        """
        from sacrebleu.significance import PairedTest, Result

        named = [("baseline", baseline), *((f"system {number}", texts) for number, texts in enumerate(systems, 1))]
        signatures, results = PairedTest(named, self._metrics, None, test_type=test, n_ar_confidence=0)()
        columns = [
            [
                Score(
                    metric=metric_name,
                    value=result.score,
                    signature=str(signatures[column]),
                    segment_signature=self._segment_signature(metric_name),
                    mean=_number(result.mean),
                    ci=_number(result.ci),
                    p_value=result.p_value,
                )
                for result in results[column]
                if isinstance(result, Result)
            ]
            for metric_name, column in zip(self._metrics, signatures, strict=True)
        ]
        first, *others = zip(*columns, strict=True)
        return first, others

    def _segment_signature(self, metric_name: str) -> str:
        metric = self._sentence_bleu if metric_name == "BLEU" else self._metrics[metric_name]
        signature = metric.get_signature()
        signature.info = {**signature.info, "bs": None, "seed": None}
        return str(signature)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _model_file(tokenizer: str) -> Path:
    """Where sacrebleu looks for a tokenizer's model: its cache, $SACREBLEU or ~/.sacrebleu."""
    return Path(SACREBLEU_DIR) / "models" / SPM_MODELS[tokenizer]["url"].rsplit("/", 1)[1]


def _model_at_hand(tokenizer: str) -> bool:
    return find_spec("sentencepiece") is not None and _model_file(tokenizer).is_file()


def language_by_script(text: str) -> str | None:
    """The language of a text, where its script says that 13a is not its tokenizer; None for all others."""
    scripts: Counter[str] = Counter()
    for letter, number in Counter(text).items():
        if letter.isalpha():
            scripts[unicodedata.name(letter, "?").split(" ")[0]] += number
    if not scripts:
        return None
    kana, han = scripts["HIRAGANA"] + scripts["KATAKANA"], scripts["CJK"]
    if kana + han > _LEAST_CJK * scripts.total():
        return "ja" if kana > _LEAST_KANA * (kana + han) else "zh"
    (script, _), *_ = scripts.most_common(1)
    return _BY_SCRIPT.get(script)
