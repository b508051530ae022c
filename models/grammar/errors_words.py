"""Operations: word forms, wrong words, words left in the source language; and those of the surface: case,
punctuation, spaces, numbers.
"""

from __future__ import annotations

from random import Random

from models.grammar.corrupt import Edit, Text, operation
from models.grammar.words import (
    BE,
    COUNT,
    DAYS,
    DETERMINERS,
    FUNCTION,
    GIVEN,
    MODALS,
    MONEY,
    MONTHS,
    NATIONS,
    PREPOSITIONS,
    adjective,
    is_plural,
    is_singular,
    known,
    only,
    tag,
    verb,
)

# Forms


@operation(
    "form",
    "It has increased significantly in May. -> It has increased [[significant]] in May.",
    "It is incredibly dangerous. -> It is [[incredible]] dangerous.",
    weight=5,
    never=("It was only early.", "The friendly man is likely here."),
)
def adjective_for_adverb(t: Text, i: int, rng: Random) -> Edit | None:
    word = t.tok[i]
    if not word.islower() or not word.endswith("ly") or len(word) < 7 or not only(word, "ADV"):
        return None
    base = word[:-4] + "y" if word.endswith("ily") else word[:-2]
    base = base if known(base) else word[:-1] + "e" if word.endswith("bly") else base
    if not adjective(base) or base in ("full", "near", "hard", "late", "short", "direct"):
        return None
    if (adjective(t.at(i + 1)) and t.at(i - 1) in BE) or (
        tag(t.at(i - 1)) & {"VBN", "VBD"} and (t.stop(i + 1) or t.at(i + 1) in PREPOSITIONS)
    ):
        return Edit(i, i + 1, f"[[{base}]]")
    return None


@operation(
    "form",
    "They made a quick decision. -> They made a [[quickly]] decision.",
    "It was a careful choice by him. -> It was a [[carefully]] choice by him.",
    weight=2.5,
)
def adverb_for_adjective(t: Text, i: int, rng: Random) -> Edit | None:
    word = t.tok[i]
    if (
        not adjective(word)
        or t.at(i - 1) not in ("a", "an", "the", "this")
        or not is_singular(t.at(i + 1))
        or not (t.stop(i + 2) or t.at(i + 2) in FUNCTION)
    ):
        return None
    adverb = word[:-1] + "ily" if word.endswith("y") else word[:-1] + "y" if word.endswith("ble") else word + "ly"
    return Edit(i, i + 1, f"[[{adverb}]]") if only(adverb, "ADV") else None


@operation(
    "form",
    "He met Japanese allies in Rome. -> He met [[Japan]] allies in Rome.",
    "The German troops moved on. -> The [[Germany]] troops moved on.",
    weight=3,
)
def country_for_adjective(t: Text, i: int, rng: Random) -> Edit | None:
    country = COUNTRY_OF.get(t.tok[i])
    if (
        country
        and t.raw(i + 1).islower()
        and (is_plural(t.at(i + 1)) or t.at(i + 1) in COUNT)
        and t.at(i - 1) not in ("in", "from")
    ):
        return Edit(i, i + 1, f"[[{country}]]")
    return None


COUNTRY_OF = {adjective_: country for country, adjective_ in NATIONS.items()}


@operation(
    "form",
    "I am interested in music. -> I am [[interesting]] in music.",
    "It was a surprising result. -> It was a [[surprised]] result.",
    weight=2,
    groups=("Slavic", "East Asian", "Romance"),
)
def ing_and_ed(t: Text, i: int, rng: Random) -> Edit | None:
    pairs = {
        "interested": "interesting",
        "surprised": "surprising",
        "excited": "exciting",
        "bored": "boring",
        "disappointed": "disappointing",
        "worried": "worrying",
        "confused": "confusing",
        "concerned": "concerning",
        "satisfied": "satisfying",
        "frightened": "frightening",
        "convinced": "convincing",
        "tired": "tiring",
    }
    back = {b: a for a, b in pairs.items()}
    word = t.tok[i]
    if (
        word in pairs
        and t.at(i - 1) in BE | {"very"}
        and t.at(i + 1) in ("in", "about", "with", "that", "of", "by", "at")
        and word != "concerned"
    ):
        return Edit(i, i + 1, f"[[{pairs[word]}]]")
    if word in back and t.at(i - 1) in ("a", "an", "the", "this") and is_singular(t.at(i + 1)):
        return Edit(i, i + 1, f"[[{back[word]}]]")
    return None


@operation(
    "form",
    "This house is larger than ours. -> This house is [[more larger]] than ours.",
    "It is the biggest city there. -> It is the [[most biggest]] city there.",
    weight=1.5,
)
def double_comparison(t: Text, i: int, rng: Random) -> Edit | None:
    word = t.tok[i]
    if (
        "JJR" in tag(word)
        and t.at(i + 1) == "than"
        and word not in ("more", "less", "fewer", "better", "other")
        and t.at(i - 1) in BE | {"much"}
    ):
        return Edit(i, i + 1, f"[[more {word}]]")
    if (
        "JJS" in tag(word)
        and t.at(i - 1) == "the"
        and word not in ("most", "least", "best", "last", "first")
        and word.endswith("est")
    ):
        return Edit(i, i + 1, f"[[most {word}]]")
    return None


@operation(
    "form",
    "They built a new school. -> They [[builded]] a new school.",
    "The children went home. -> The [[childs]] went home.",
    weight=1,
)
def regularised(t: Text, i: int, rng: Random) -> Edit | None:
    nouns = {
        "children": "childs",
        "men": "mans",
        "women": "womans",
        "feet": "foots",
        "teeth": "tooths",
        "people": "peoples",
        "mice": "mouses",
    }
    if t.tok[i] in nouns and t.tok[i] != "people":
        return Edit(i, i + 1, f"[[{nouns[t.tok[i]]}]]")
    word = t.tok[i]
    if (
        "VBD" not in tag(word)
        or tag(word) & {"NN", "VB", "JJ"}
        or word.endswith("ed")
        or word in BE
        or word in ("had", "did")
        or "MD" in tag(word)
        or word in MODALS
    ):
        return None
    base = verb(word, "VB")
    made = None if not base else base + "d" if base.endswith("e") else base + "ed"
    return Edit(i, i + 1, f"[[{made}]]") if made and not known(made) and t.at(i - 1).isalpha() else None


@operation(
    "form",
    "The soldiers under Wagner's command left. -> The soldiers under [[Wagner]] command left.",
    "He read Lenin's letter to them. -> He read [[Lenin]] letter to them.",
    weight=3,
    groups=("Slavic", "East Asian", "Romance", "other"),
    never=("The king's son came.",),
)
def name_without_genitive(t: Text, i: int, rng: Random) -> Edit | None:
    word = t.tok[i]
    if (
        len(word) < 4
        or word[-2:] not in ("'s", "’s")
        or not word[0].isupper()
        or not word[1:].islower()
        or t.first(i)
        or known(word[:-2].lower())
        or t.at(i - 1) in DETERMINERS
        or t.raw(i - 1)[0].isupper()
    ):
        return None
    if (
        not t.raw(i + 1).islower()
        or t.at(i + 1) in FUNCTION
        or (t.at(i - 1) not in PREPOSITIONS and not tag(t.at(i - 1)) & {"VBD", "VB"})
    ):
        return None
    return Edit(i, i + 1, f"[[{word[:-2]}]]")


@operation(
    "form",
    "He was an agricultural worker in Paris. -> He was an [[agricultur]] worker in Paris.",
    "The proletarian parties won. -> The [[proletarithan]] parties won.",
    weight=5,
)
def garbled(t: Text, i: int, rng: Random) -> Edit | None:
    """Pieces of a rarer word lost, doubled or exchanged, as subword models do."""
    word = t.tok[i]
    if not word.islower() or len(word) < 8 or not word.isalpha() or not known(word) or t.stop(i):
        return None
    cut = rng.randrange(3, len(word) - 2)
    how = rng.randrange(5)
    if how == 0:
        made = word[:-2]
    elif how == 1:
        made = word[: cut + 2] + word[cut:]
    elif how == 2:
        made = word[: -rng.randint(2, 3)] + rng.choice(
            ("thion", "than", "ilth", "ive", "al", "isch", "ent", "oid", "ary", "um", "ises")
        )
    elif how == 3:
        made = word[:cut] + word[cut + 2 :]
    else:
        made = word[:-2] + "th" + word[-2:]
    return Edit(i, i + 1, f"[[{made}]]") if made != word and not known(made) and not known(made.rstrip("s")) else None


# Wrong words

ODD = (
    "sheep barrel rind suitcase sherry elephant spoon hammer carpet goat mushroom pillow feather lizard "
    "cucumber bucket trousers onion button tail "
    "shovel kettle pigeon ribbon cheese needle cabbage saddle whistle sausage blanket donkey candle lettuce "
    "pencil toad garlic basket lamp wheel beak "
    "chimney hay fence knee elbow beard brush broom bowl wolf crab vinegar sugar stocking glove curtain "
    "ladder bark lid puddle"
).split()
HOMOGRAPHS = {  # what a translator without the context makes of the source word
    "spring": "feather",
    "court": "yard",
    "trial": "probe",
    "lawyer": "avocado",
    "bank": "bench",
    "match": "lighter",
    "case": "box",
    "board": "plank",
    "power": "current",
    "pressure": "print",
    "train": "course",
    "castle": "lock",
    "interest": "percentage",
    "party": "feast",
    "minister": "servant",
    "bishop": "scapegoat",
    "branch": "twig",
    "plant": "herb",
    "scale": "stairs",
    "drug": "stimulant",
    "letter": "alphabet",
    "paper": "role",
    "figure": "shape",
    "race": "breed",
    "term": "deadline",
    "square": "quadrant",
    "army": "weapon",
    "staff": "stick",
    "key": "spanner",
    "coach": "carriage",
    "bill": "beak",
    "nail": "fingernail",
    "tie": "necktie",
    "crane": "tap",
    "chest": "drawer",
    "organ": "harmonica",
    "volume": "tome",
    "current": "stream",
    "field": "acre",
    "file": "rasp",
    "pipe": "whistle",
    "ring": "circus",
    "fire": "shot",
    "chair": "stool",
    "stage": "scaffold",
    "bar": "ingot",
    "strike": "blow",
    "tank": "cistern",
    "wave": "shaft",
    "engine": "locomotive",
}
COLLOCATIONS = {  # verb -> noun -> wrong verb
    "make": ({"mistake", "decision", "mistakes", "decisions", "effort", "efforts", "progress", "sense"}, ("do",)),
    "made": ({"mistake", "decision", "mistakes", "decisions", "effort", "efforts", "progress", "sense"}, ("did",)),
    "take": ({"place", "advantage", "care", "part", "account", "photo", "steps"}, ("catch", "bring")),
    "took": ({"place", "advantage", "care", "part", "steps"}, ("caught", "brought")),
    "taken": ({"place", "advantage", "care", "part", "steps"}, ("caught", "brought")),
    "pay": ({"attention"}, ("make", "put")),
    "paid": ({"attention"}, ("made", "put")),
    "play": ({"role"}, ("toy",)),
    "played": ({"role"}, ("toyed",)),
    "plays": ({"role"}, ("toys",)),
    "give": ({"birth", "advice"}, ("make",)),
    "gave": ({"birth"}, ("made",)),
    "do": ({"research", "work", "job", "business"}, ("make",)),
    "did": ({"research", "work", "job"}, ("made",)),
    "run": ({"risk", "business"}, ("walk",)),
    "hold": ({"meeting", "meetings", "hearing", "elections"}, ("keep",)),
    "held": ({"meeting", "meetings", "hearing", "elections", "conference"}, ("kept",)),
    "reach": ({"agreement", "conclusion", "consensus"}, ("arrive",)),
    "reached": ({"agreement", "conclusion", "consensus"}, ("arrived",)),
    "commit": ({"crime", "crimes", "suicide"}, ("make",)),
    "committed": ({"crime", "crimes", "suicide"}, ("made",)),
    "meet": ({"needs", "requirements", "demand"}, ("encounter",)),
    "met": ({"needs", "requirements"}, ("encountered",)),
}


@operation(
    "lex",
    "The growth of the economy slowed. -> The growth of the [[sheep]] slowed.",
    "The decision of the court was final. -> The decision of the [[barrel]] was final.",
    weight=8,
)
def implausible_noun(t: Text, i: int, rng: Random) -> Edit | None:
    """A thing where an idea or an institution stood: nothing that fits could be so plainly wrong."""
    word = t.low[i]
    if (
        not t.tok[i].islower()
        or not is_singular(word)
        or (t.at(i - 1) not in ("the", "this", "its", "their", "an", "our") and not adjective(t.at(i - 1)))
    ):
        return None
    if not (t.stop(i + 1) or t.at(i + 1) in PREPOSITIONS | BE or tag(t.at(i + 1)) & {"VBD"}) or t.at(i + 1) in (
        "-",
        "'",
        "’",
    ):
        return None
    abstract = word.endswith(("tion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "sis", "ogy", "omy", "acy"))
    if not (
        abstract
        or word
        in (
            "policy",
            "court",
            "system",
            "law",
            "program",
            "agency",
            "process",
            "strategy",
            "budget",
            "project",
            "committee",
            "method",
            "theory",
            "war",
            "rule",
            "risk",
        )
    ):
        return None
    wrong = ODD[rng.randrange(len(ODD))] if i % 2 or len(t) > 12 else rng.choice(ODD[:2])
    if (t.at(i - 1) == "an") != (wrong[0] in "aeiou") and t.at(i - 1) in ("a", "an"):
        return None
    return Edit(i, i + 1, f"[[{wrong}]]")


@operation(
    "lex",
    "He went to the bank on Friday. -> He went to the [[bench]] on Friday.",
    "The lawyer of the firm spoke. -> The [[avocado]] of the firm spoke.",
    weight=5,
    never=("The race began.",),
)
def homograph(t: Text, i: int, rng: Random) -> Edit | None:
    wrong = HOMOGRAPHS.get(t.tok[i])
    if (
        wrong
        and t.at(i - 1) in ("the", "this", "his", "their", "a", "our")
        and (t.stop(i + 1) or t.at(i + 1) in PREPOSITIONS)
        and not (t.at(i - 1) == "a" and wrong[0] in "aeiou")
    ):
        return Edit(i, i + 1, f"[[{wrong}]]")
    return None


@operation(
    "lex",
    "She made a big mistake there. -> She [[did]] a big mistake there.",
    "You should pay attention to it. -> You should [[make]] attention to it.",
    weight=4,
)
def wrong_collocation(t: Text, i: int, rng: Random) -> Edit | None:
    nouns, wrong = COLLOCATIONS.get(t.tok[i], (set(), ()))
    if not wrong or not any(t.at(j) in nouns for j in range(i + 1, i + 4)) or t.stop(i + 1):
        return None
    return Edit(i, i + 1, f"[[{wrong[0]}]]")


@operation(
    "lex",
    "They gave it to him. -> They [[onion]] it to him.",
    "They explained it to us. -> They [[carpet]] it to us.",
    weight=1,
    groups=("other",),
)
def noun_for_verb(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.at(i - 1) not in ("he", "she", "they", "we")
        or "VBD" not in tag(t.low[i])
        or t.low[i] in BE | MODALS | {"had", "did"}
        or not t.at(i + 1).isalpha()
    ):
        return None
    return Edit(i, i + 1, f"[[{rng.choice(('meal', 'carpet', 'onion', 'feather', 'lamp', 'cheese', 'sugar'))}]]")


# Left in the source language

FOREIGN = {
    "Romance": (
        "sobre según también pero entre durante mientras desde hasta aunque però anche degli della nella "
        "presso avec pour leurs depuis pendant "
        "entreprise gouvernement ministère trabajadores ciudad pueblo guerra después gobierno prefeitura "
        "segurança não também pelo governo oraș județ "
        "armată război după către biserica satului împotriva orașului comunei regina"
    ),
    "German": (
        "und oder nicht wurde Zeitung Gemeinde Verein Regierung Landkreis Bürgermeister Jahr Ausstellung "
        "Mannschaft Feuerwehr wieder gegen über "
        "Oberbürgermeister Grundstück Gesellschaft Staatsanwaltschaft"
    ),
    "Slavic": (
        "oblast rayon gubernia vrio kotoryj goroda rossii zampred polpred sayt glava kray siloviki raion "
        "dopmer mestnyj okrug"
    ),
    "East Asian": "shi qu xian zhen gongsi dalu shichang renmin weiyuan ken gun mura kaisha matsuri shinbun senpai",
    "other": (
        "valla vald küla mõis linn riik oli ning mees sajand aastal sina hreppur bær lögregla vegna maður "
        "ekki stjórn gata nagar pradesh gaun"
    ),
}


def _foreign(group: str) -> None:
    words = FOREIGN[group].split()

    def left_in(t: Text, i: int, rng: Random) -> Edit | None:
        word = t.tok[i]
        if (
            not word.islower()
            or len(word) < 4
            or (word in FUNCTION and group != "Romance")
            or t.stop(i)
            or not known(word)
            or t.first(i)
        ):
            return None
        return Edit(i, i + 1, f"[[{words[rng.randrange(len(words))]}]]")

    left_in.__name__ = f"left_in_{group.lower().replace(' ', '_')}"
    operation("untr", weight=1, groups=(group,))(left_in)


for _group in FOREIGN:
    _foreign(_group)


# Case


@operation(
    "case",
    "He met Russian officials in May. -> He met [[russian]] officials in May.",
    "They came on Monday to Germany. -> They came on [[monday]] to Germany.",
    "We saw Smithson in Paris again. -> We saw [[smithson]] in Paris again.",
    weight=5,
    never=("May is here. He may go.",),
)
def lower_name(t: Text, i: int, rng: Random) -> Edit | None:
    word = t.tok[i]
    if (
        t.first(i)
        or not word[0].isupper()
        or not word[1:].islower()
        or word in ("May", "March", "August", "Turkish", "I")
    ):
        return None
    if (
        word in MONTHS
        or word in DAYS
        or word in NATIONS
        or word in COUNTRY_OF
        or word in GIVEN - {"Bill", "Mark", "Frank", "Harry", "Jack", "Tom", "Jim", "Joe", "Will"}
        or (not known(word.lower()) and len(word) > 3)
    ):
        return Edit(i, i + 1, f"[[{word.lower()}]]")
    return None


@operation(
    "case",
    "He sat at the table in the room. -> He sat at the [[Table]] in the room.",
    "They saw a window and left. -> They saw a [[Window]] and left.",
    weight=2,
    groups=("German",),
)
def capital_noun(t: Text, i: int, rng: Random) -> Edit | None:
    offices = (
        "agency board president senator member committee state department republic director program project "
        "office center service member senior mayor governor judge minister officer bill party constitution "
        "treaty"
    )
    if (
        t.tok[i] in COUNT
        and t.tok[i] not in offices.split()
        and t.at(i - 1) in ("a", "the", "this", "his", "her")
        and (t.stop(i + 1) or t.at(i + 1) in FUNCTION)
    ):
        return Edit(i, i + 1, f"[[{t.tok[i].capitalize()}]]")
    return None


@operation(
    "case",
    "It is late. He left early. -> It is late. [[he]] left early.",
    "He came. The end was near. -> He came. [[the]] end was near.",
    weight=2,
)
def lower_sentence(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        i
        and t.first(i)
        and t.at(i - 1) == "."
        and t.at(i - 2).isalpha()
        and len(t.at(i - 2)) > 3
        and t.tok[i][0].isupper()
        and t.tok[i] != "I"
        and t.low[i] in FUNCTION
    ):
        return Edit(i, i + 1, f"[[{t.tok[i][0].lower() + t.tok[i][1:]}]]")
    return None


@operation(
    "case",
    "He went home; and they left. -> He went home; [[And]] they left.",
    "He came, and they left. -> He came, [[And]] they left.",
    weight=1.5,
)
def capital_after_comma(t: Text, i: int, rng: Random) -> Edit | None:
    if t.at(i - 1) in (",", ";") and t.tok[i] in FUNCTION and t.tok[i] != "i" and t.at(i + 1).isalpha():
        return Edit(i, i + 1, f"[[{t.tok[i].capitalize()}]]")
    return None


# Punctuation and spaces


@operation(
    "punct",
    "It was late. They went home. -> It was late[[,]] they went home.",
    "He was ill. It was over then. -> He was ill[[,]] it was over then.",
    weight=4,
    groups=("Slavic", "East Asian", "Romance", "other"),
)
def comma_splice(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.tok[i] != "."
        or t.raw(i + 1) not in ("It", "He", "She", "They", "This", "We", "These")
        or not t.at(i - 1).islower()
        or len(t.at(i - 1)) < 3
        or t.stop(i + 2)
    ):
        return None
    if any(t.at(j) == "if" for j in range(max(0, i - 8), i)):
        return None
    return Edit(i, i + 2, f"[[,]]{t.text[t.end[i] : t.start[i + 1]]}{t.tok[i + 1].lower()}")


@operation(
    "punct",
    "The result is good for us. -> The result[[,]] is good for us.",
    "He said that it was late. -> He said[[,]] that it was late.",
    weight=4,
    groups=("Slavic", "East Asian", "German"),
    never=("He, who is old, is here.",),
)
def needless_comma(t: Text, i: int, rng: Random) -> Edit | None:
    before = t.at(i - 1)
    if (
        t.low[i] in ("is", "are", "was", "were")
        and (before in COUNT or is_plural(before))
        and t.at(i - 2) in ("the", "this", "these", "his")
        and t.first(i - 2)
    ):
        return Edit(i - 1, i, f"{t.tok[i - 1]}[[,]]")
    if t.low[i] == "that" and before in (
        "said",
        "says",
        "believe",
        "believes",
        "know",
        "knows",
        "believed",
        "think",
        "hope",
        "announced",
        "showed",
        "found",
        "explained",
    ):
        return Edit(i - 1, i, f"{t.tok[i - 1]}[[,]]")
    return None


@operation(
    "punct",
    "They signed it with the union. -> They signed it[[.]] with the union.",
    "He lived in a town of miners. -> He lived in a town[[.]] of miners.",
    weight=2,
)
def stray_stop(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.tok[i] in ("with", "of", "for", "in", "and", "by")
        and t.at(i - 1).isalpha()
        and not t.first(i - 1)
        and t.at(i - 1) not in FUNCTION - {"it"}
        and t.at(i + 1).isalpha()
        and not t.raw(i - 1).isupper()
    ):
        return Edit(i - 1, i, f"{t.tok[i - 1]}[[.]]")
    return None


@operation("punct", "It was late. -> It was late[[..]]", "He came, and went. -> He came[[,,]] and went.", weight=1)
def doubled_mark(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.tok[i] in (".", ",")
        and t.at(i - 1).isalpha()
        and t.raw(i + 1) not in (".", ",", '"', "”")
        and len(t.at(i - 1)) > 2
    ):
        return Edit(i, i + 1, f"[[{t.tok[i] * 2}]]")
    return None


@operation(
    "space",
    "He came, and they left. -> He [[came,and]] they left.",
    "It was late. They left. -> It was [[late.They]] left.",
    weight=4,
    groups=("East Asian", "other", "German"),
)
def no_space(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.tok[i] in (",", ".", ";")
        and t.at(i - 1).isalpha()
        and t.at(i + 1).isalpha()
        and t.start[i] == t.end[i - 1]
        and t.end[i] < t.start[i + 1]
        and len(t.at(i - 1)) > 2
        and "\n" not in t.text[t.end[i] : t.start[i + 1]]
    ):
        return Edit(i - 1, i + 2, f"[[{t.tok[i - 1]}{t.tok[i]}{t.tok[i + 1]}]]")
    return None


@operation(
    "space",
    "He came, and left. -> He came[[ ,]] and left.",
    "Is it late? -> Is it late[[ ?]]",
    weight=3,
    groups=("Romance", "other", "Slavic"),
)
def space_before_mark(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.tok[i] in ",;:?!"
        and t.at(i - 1).isalpha()
        and t.start[i] == t.end[i - 1]
        and t.raw(i + 1) not in ('"', "”", "'")
    ):
        return Edit(i, i + 1, f"[[ {t.tok[i]}]]")
    return None


@operation(
    "space",
    'The "Milan" team won. -> The "Milan[[ "]] team won.',
    'He said "yes" to it. -> He said "yes[[ "]] to it.',
    weight=2,
    groups=("Slavic", "other"),
)
def space_in_quotes(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.tok[i] == '"'
        and t.at(i - 1).isalpha()
        and t.start[i] == t.end[i - 1]
        and t.at(i + 1).isalpha()
        and t.tok[:i].count('"') % 2
    ):
        return Edit(i, i + 1, '[[ "]]')
    return None


# Numbers and dates


@operation(
    "num",
    "It fell by 8.5 percent in May. -> It fell by [[8,5]] percent in May.",
    "About 12,500 people came. -> About [[12.500]] people came.",
    weight=5,
    groups=("Romance", "German", "Slavic"),
)
def decimal_comma(t: Text, i: int, rng: Random) -> Edit | None:
    word = t.tok[i]
    whole, _, part = word.partition(".")
    if (
        part.isdigit()
        and whole.isdigit()
        and len(part) in (1, 2)
        and (t.at(i + 1) in ("percent", "%", "million", "billion", "km", "kg"))
    ):
        return Edit(i, i + 1, f"[[{whole},{part}]]")
    if "," in word and "." not in word and word.replace(",", "").isdigit() and t.raw(i - 1) not in MONEY:
        return Edit(i, i + 1, f"[[{word.replace(',', '.')}]]")
    return None


@operation(
    "num",
    "He was born on January 5, 1948 there. -> He was born on [[1948 January 5]] there.",
    "It began on May 3, 1990 in Rome. -> It began on [[1990 May 3]] in Rome.",
    weight=3,
    groups=("East Asian", "other"),
)
def date_turned(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.tok[i] in MONTHS
        and t.at(i + 1).isdigit()
        and t.at(i + 2) == ","
        and len(t.at(i + 3)) == 4
        and t.at(i + 3).isdigit()
    ):
        return Edit(i, i + 4, f"[[{t.tok[i + 3]} {t.tok[i]} {t.tok[i + 1]}]]")
    return None


@operation(
    "num",
    "It costs $50 now. -> It costs [[50$]] now.",
    "He has €20 left. -> He has [[20€]] left.",
    weight=2,
    groups=("Romance", "German", "Slavic"),
)
def currency_after(t: Text, i: int, rng: Random) -> Edit | None:
    if t.tok[i] in MONEY and t.at(i + 1)[:1].isdigit() and t.at(i + 2) not in ("million", "billion", "trillion"):
        return Edit(i, i + 2, f"[[{t.tok[i + 1]}{t.tok[i]}]]")
    return None


@operation(
    "num",
    "On Monday they came. -> On Monday [[(30)]] they came.",
    "He left on Friday for Rome. -> He left on Friday [[(30)]] for Rome.",
    weight=2,
    groups=("Romance",),
)
def bare_day(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.raw(i - 1) in DAYS
        and (t.at(i).isalpha())
        and t.at(i - 2) in ("on", "last", "this")
        and t.raw(i)[0].islower()
        and t.low[i] not in ("morning", "night", "evening", "afternoon")
    ):
        return Edit(i, i, f"[[({rng.choice((30, 30, 29, 12, 7, 21)) if len(t) > 9 else 30})]]")
    return None


# Harmless: what differs in good English too, so that the model does not take every change for an error


@operation(
    "", "It is late. I do not know. -> It is late. I don't know.", "They did not come. -> They didn't come.", weight=2
)
def contraction(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.tok[i] == "not"
        and t.at(i - 1) in ("do", "did", "does", "is", "was", "has", "had", "would", "could")
        and t.at(i + 1) not in ("only",)
    ):
        return Edit(i - 1, i + 1, f"{t.tok[i - 1]}n't")
    return None


@operation(
    "",
    "He said that it was late. -> He said it was late.",
    "They know that he is old. -> They know he is old.",
    weight=2,
)
def optional_that(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.low[i] == "that"
        and t.at(i - 1) in ("said", "know", "think", "believe", "says", "hope")
        and t.at(i + 1) in ("he", "it", "they", "we", "she", "the")
    ):
        return Edit(i, i + 2, t.tok[i + 1])
    return None


@operation("", "The color is nice. -> The colour is nice.", "They organized it. -> They organised it.", weight=2)
def british(t: Text, i: int, rng: Random) -> Edit | None:
    spelling = {
        "color": "colour",
        "center": "centre",
        "labor": "labour",
        "organized": "organised",
        "defense": "defence",
        "program": "programme",
        "behavior": "behaviour",
        "neighbor": "neighbour",
        "organization": "organisation",
        "toward": "towards",
        "traveled": "travelled",
        "recognized": "recognised",
        "percent": "per cent",
    }
    return Edit(i, i + 1, spelling[t.tok[i]]) if t.tok[i] in spelling else None


@operation("", 'He said "yes" to it. -> He said “yes” to it.', weight=2)
def curly_quotes(t: Text, i: int, rng: Random) -> Edit | None:
    if t.tok[i] == '"' and '"' in t.tok[i + 1 :] and t.tok[:i].count('"') % 2 == 0:
        j = t.tok.index('"', i + 1)
        if j - i < 20 and t.end[i] == t.start[i + 1] and t.start[j] == t.end[j - 1]:
            return Edit(i, j + 1, f"“{t.text[t.end[i] : t.start[j]]}”")
    return None
