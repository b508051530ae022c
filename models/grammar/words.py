"""Word lists and word classes that operations ask for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tqcheck.wordclass import parts_of_speech, tags

COUNT = frozenset((Path(__file__).parent / "count_nouns.txt").read_text(encoding="utf-8").split())
MASS = frozenset(
    "information advice equipment furniture research evidence progress knowledge software hardware traffic "
    "luggage homework "
    "feedback machinery weather music money news staff luck health water bread happiness electricity violence training "
    "accommodation baggage clothing damage help housing legislation literature mail pollution poverty"
    " garbage rice scenery".split()
)
ARTICLES = frozenset({"a", "an", "the"})
POSSESSIVES = frozenset("my your his her its our their".split())
DEMONSTRATIVES = frozenset("this that these those".split())
DETERMINERS = ARTICLES | POSSESSIVES | DEMONSTRATIVES | {"each", "every", "some", "any", "no", "another"}
SUBJECTS = {"i": 1, "he": 3, "she": 3, "it": 3, "we": 4, "you": 4, "they": 4}
PREPOSITIONS = frozenset(
    "of in on at to for with from by about into through after before between under over against during without within "
    "among towards toward across behind beyond upon since until near".split()
)
BE = frozenset("is are was were am be been being".split())
MODALS = frozenset("can could will would shall should may might must".split())
CONJUNCTIONS = frozenset("and or but that which who because if when while although though as than so".split())
FUNCTION = (
    DETERMINERS
    | PREPOSITIONS
    | BE
    | MODALS
    | CONJUNCTIONS
    | set(SUBJECTS)
    | frozenset(
        "has have had do does did not him them us me there here also very more most only own same other such "
        "all both few many"
        " several much then now just too even still never always often up out off down what how where"
        " why whose whom again today yesterday tomorrow soon ago".split()
    )
)
MONTHS = frozenset("January February March April May June July August September October November December".split())
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
# country -> (adjective, people)
NATIONS = {
    "Russia": "Russian",
    "Ukraine": "Ukrainian",
    "Germany": "German",
    "France": "French",
    "Italy": "Italian",
    "Spain": "Spanish",
    "Portugal": "Portuguese",
    "Brazil": "Brazilian",
    "China": "Chinese",
    "Japan": "Japanese",
    "Korea": "Korean",
    "India": "Indian",
    "Canada": "Canadian",
    "Mexico": "Mexican",
    "America": "American",
    "Britain": "British",
    "England": "English",
    "Ireland": "Irish",
    "Poland": "Polish",
    "Sweden": "Swedish",
    "Norway": "Norwegian",
    "Finland": "Finnish",
    "Denmark": "Danish",
    "Austria": "Austrian",
    "Greece": "Greek",
    "Turkey": "Turkish",
    "Egypt": "Egyptian",
    "Israel": "Israeli",
    "Iran": "Iranian",
    "Iraq": "Iraqi",
    "Syria": "Syrian",
    "Afghanistan": "Afghan",
    "Pakistan": "Pakistani",
    "Vietnam": "Vietnamese",
    "Cuba": "Cuban",
    "Chile": "Chilean",
    "Australia": "Australian",
    "Africa": "African",
    "Europe": "European",
    "Asia": "Asian",
    "Belgium": "Belgian",
    "Romania": "Romanian",
    "Hungary": "Hungarian",
    "Bulgaria": "Bulgarian",
    "Serbia": "Serbian",
    "Estonia": "Estonian",
    "Georgia": "Georgian",
    "Libya": "Libyan",
    "Nigeria": "Nigerian",
    "Kenya": "Kenyan",
    "Argentina": "Argentine",
}
PLURAL_PEOPLE = frozenset(a for a in NATIONS.values() if a.endswith("n"))
CITIES = frozenset(
    "London Paris Berlin Moscow Washington Chicago Boston Houston Philadelphia Seattle Detroit Baghdad Kabul "
    "Beijing Tokyo "
    "Madrid Rome Vienna Brussels Geneva Ottawa Toronto Montreal Dublin Miami Dallas Denver Atlanta "
    "Pittsburgh Cleveland".split()
)
GIVEN = frozenset(
    "John Robert James William George Bill Michael David Richard Thomas Joe Paul Mark Mary Susan Barbara "
    "Elizabeth Hillary Charles Peter "
    "Daniel Frank Harry Henry Edward Patrick Tom Jim Ted Jack Steve Kevin Brian Anna Laura Sarah "
    "Maria Karen Nancy Linda".split()
)
PERSONS = frozenset(
    "man woman person boy girl child teacher student doctor president minister senator judge officer king "
    "queen author writer leader "
    "soldier worker member player researcher scientist lawyer patient victim candidate citizen farmer actor "
    "singer mother father son "
    "daughter brother sister friend colleague employee veteran nurse men women people students "
    "teachers workers members soldiers".split()
)
THINGS = frozenset(
    "book report system law bill program project building house car document table machine road river city "
    "plan letter programme "
    "decision agreement policy law treaty method tool website product service software file problem "
    "idea event war".split()
)
INTRANSITIVE = frozenset(
    "happened occurred died appeared disappeared arrived existed fell remained emerged arose vanished"
    " belonged consisted lasted".split()
)
MONEY = frozenset("$£€")


@cache
def tag(word: str) -> frozenset[str]:
    """Penn tags that a lower-case word can have; empty for words with other than letters."""
    return tags(word) if word.isalpha() else frozenset()


@cache
def only(word: str, part: str) -> bool:
    """Whether the dictionary gives a lower-case word that part of speech alone."""
    return word.isalpha() and parts_of_speech(word) == {part}


@cache
def known(word: str) -> bool:
    """Whether the dictionary has the lower-case word."""
    return bool(parts_of_speech(word))


@cache
def inflected(lemma: str, wanted: str) -> str | None:
    """A form of a lemma by Penn tag: ("go", "VBD") -> went."""
    import lemminflect

    forms = lemminflect.getInflection(lemma, tag=wanted, inflect_oov=False)
    return str(forms[0]) if forms else None


@cache
def lemma(word: str, part: str) -> str | None:
    """The dictionary form of a word as NOUN, VERB or ADJ; None if it can't be one."""
    import lemminflect

    found = lemminflect.getAllLemmas(word, upos=part).get(part, ())
    return str(found[0]) if found else None


@cache
def verb(word: str, wanted: str) -> str | None:
    """Another form of a verb: ("helps", "VBD") -> helped."""
    base = lemma(word, "VERB") if word.isalpha() else None
    return inflected(base, wanted) if base else None


@cache
def is_plural(word: str) -> bool:
    """Whether the word can be a plural noun and no singular one; it may be a verb's third person."""
    return (
        word.isalpha()
        and lemma(word, "NOUN") not in (None, word)
        and inflected(lemma(word, "NOUN") or "", "NNS") == word
    )


@cache
def is_singular(word: str) -> bool:
    """Whether the word can be a singular noun, and no plural."""
    return word.isalpha() and lemma(word, "NOUN") == word


@cache
def plural(word: str) -> str | None:
    return inflected(word, "NNS") if is_singular(word) else None


@cache
def singular(word: str) -> str | None:
    found = lemma(word, "NOUN") if is_plural(word) else None
    return found if found != word else None


@cache
def is_past(word: str) -> bool:
    """A past tense that can't be a participle ("went") or a regular form in -ed that is no noun or adjective."""
    found = tag(word)
    return "VBD" in found and not {"NN", "VB", "NNS"} & found


COMMON_ADJECTIVES = frozenset(
    "small big old new long short high low good bad young great large strong weak early late recent national "
    "public common general clear "
    "special central final current main military political local human social black white red green real true"
    " free open close full hard soft "
    "hot cold dark bright rich poor deep wide narrow single major minor key quick slow cheap dry wet "
    "sick wild calm warm cool fresh joint".split()
)


@cache
def adjective(word: str) -> bool:
    """An adjective before a noun: one that is never a verb or a noun, or one of the most common."""
    return word in COMMON_ADJECTIVES or (
        only(word, "ADJ") and word not in FUNCTION and word.isalpha() and len(word) > 2
    )


@cache
def vowel_sound(word: str) -> bool:
    return word[:1].lower() in "aeiou" and not word.lower().startswith(("uni", "use", "eu", "one", "us"))
