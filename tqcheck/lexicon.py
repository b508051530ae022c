"""Whether English has a word, or can make it from parts that it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from tqcheck.check import LanguageId
from tqcheck.types import Document

_CODE = re.compile(r"\w\(\)|\w::\w|[^\W_]_[^\W_]|\b[a-z]+[A-Z]\w|--[a-z]|\.(?:py|rs|js|io|exe|dll|toml|json)\b")
_SOFTWARE = re.compile(
    r"\b(?:APIs?|compilers?|runtimes?|syntax|functions?|modules?|repositor(?:y|ies)|librar(?:y|ies)|codebase|"
    r"Python|Java(?:Script)?|Linux|Unix|GitHub|bugs?|debug\w*|scripts?|bytes?|strings?|parsers?|interpreters?|iterators?|"
    r"packages?|installers?|plugins?|backend|frontend|servers?|software|metadata|namespaces?)\b"
)
_SOFTWARE_EVERY = 600
"""So is a text with one of these words in so many characters."""
_CODE_EVERY = 3000
"""A text with more than one code-like word in so many characters is about software."""
_ENDINGS = (
    "s es ed d ing er ers r rs or ors ly ness able ible less like ful ism ist ists ity ization isation ize ise ized "
    "ised izing ising al ic ally ically ish wise hood ship ment ments y n ian ians ability ibility ation ations ated "
    "ating ional ary ory est ee ees ese ette esque dom ward wards fold proof free based friendly"
).split()
_BEGINNINGS = (
    "un re non pre post anti over under sub super inter multi micro mini co de dis mis out up bio geo cyber hyper semi "
    "pseudo neo auto electro hydro photo poly tele trans ultra cross counter mega meta nano neuro para proto radio "
    "socio thermo eco extra fore homo hetero infra intra iso macro mono omni ortho quasi techno tri uni vice paleo "
    "palaeo cardio gastro hepato immuno lympho nephro onco osteo patho pharmaco physio psycho retro vaso "
    "abdomino angio brady cerebro cervico chole chromo cranio cysto dermato duodeno ecto endo entero exo fibro gluco "
    "glyco gyneco haemo hemi hemo histo hypo ileo jejuno kerato laryngo leuco leuko lipo litho magneto mechano meso "
    "meteo muco myo narco necro odonto oligo oro pedo peri phyto pneumo pyro reflexo rheo rhino sclero spondylo steno "
    "sterno stomato supra tachy thrombo tracheo uretero urethro veno ventriculo xeno"
).split()
_LEARNED = re.compile(
    r"(?:itis|osis|oses|iasis|iases|a?emi(?:a|as|c)|ectom(?:y|ies)|[aeo]stom(?:y|ies)|otom(?:y|ies)|plast(?:y|ies)|"
    r"scop(?:y|ies|ic)|graph(?:y|ies|ic)|gram|metr(?:y|ies|ic)|path(?:y|ies|ic)|therap(?:y|ies)|gen(?:ic|ous|esis)|"
    r"ly(?:sis|tic)|cyt(?:e|es|ic|osis|oma|openia)|penia|troph(?:y|ic)|omas?|omat(?:a|ous|osis)|algia|megaly|"
    r"rrhag\w+|rrh(?:o?ea|exis|aphy)|pexy|blasts?|phil(?:ia|ic)|phob(?:ia|ic)|phylaxis|phagia|phasia|plegia|pn(?:o?ea)|"
    r"uria|plasm(?:ic)?|morph(?:ic|ous)|venous|luminal|vascular|peritoneal|tubular|ectasis|trichosis|coccus|cocci|"
    r"somal|mab|tinib|[aeiou]vir|caine|statin|prazole|cillin|mycin|platin|rubicin|taxel|sartan|parin|purines?|"
    r"pyrimidines?|ylation|ylated|ylene|globin|kinase|zymes?|idae|inae|aceae|oid)$"
)
"""What terms of medicine, biology and chemistry end in."""
_RARE = -18.5
"""ln P of a word that may carry an ending."""
_COMMON = -13.5
"""ln P of both parts of a compound."""
_SHORTEST_PART = 3


class Lexicon:
    """English words by their frequency, remembered."""

    def __init__(self, langid: LanguageId) -> None:
        self._langid = langid
        self._ln_p: dict[str, float] = {}

    def look_up(self, words: Iterable[str]) -> None:
        """Look many words up at once, which is faster."""
        new = sorted(set(words) - self._ln_p.keys())
        if new:
            self._ln_p.update(zip(new, self._langid.frequency(new, "en").tolist(), strict=True))

    def has(self, word: str, least: float = -np.inf) -> bool:
        """Whether the list has the word (lower case), more frequent than `least` (ln P)."""
        self.look_up([word])
        return self._ln_p[word] > least

    def made_of_parts(self, word: str) -> bool:
        """Whether it is a known word with an ending or a beginning, or two common ones together."""
        parts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        self.look_up(part for at in parts for part in (word[:at], word[at:]))
        return (
            any(stem != word and self.has(stem, _RARE) for stem in _stems(word))
            or any(self.has(word[:at], _COMMON) and self.has(word[at:], _COMMON) for at in parts)
            or any(word.startswith(start) and self.has(word[len(start) :], _RARE) for start in _BEGINNINGS)
        )


def is_learned(word: str) -> bool:
    """Whether a word is made as terms of medicine, biology and chemistry are, which no list has all of."""
    return _LEARNED.search(word) is not None


def _stems(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_PART:
            yield from (stem, stem + "e", stem + "y")
            if stem[-1] == "i":
                yield stem[:-1] + "y"
            if len(stem) > _SHORTEST_PART and stem[-1] == stem[-2]:
                yield stem[:-1]
    if word.endswith("ive"):  # preclusive, preclusion
        yield word.removesuffix("ive") + "ion"
    if word.endswith("te"):  # allocute, allocution
        yield word.removesuffix("e") + "ion"


def about_software(document: Document) -> bool:
    """Whether a document looks like code or speaks of it so often that names of programs are words in it."""
    texts = [segment.text for segment in document.segments]
    length = sum(map(len, texts))
    code = sum(len(segment.opaque) for segment in document.segments) + sum(len(_CODE.findall(text)) for text in texts)
    return (
        code > 1 + length / _CODE_EVERY
        or sum(len(_SOFTWARE.findall(text)) for text in texts) > 1 + length / _SOFTWARE_EVERY
    )
