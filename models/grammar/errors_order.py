"""Operations: word order, missing words, doubled words."""

from __future__ import annotations

from random import Random

from models.grammar.corrupt import Edit, Text, cased, operation
from models.grammar.errors_grammar import INFINITIVE, head
from models.grammar.words import (
    ARTICLES,
    BE,
    CONJUNCTIONS,
    COUNT,
    DETERMINERS,
    FUNCTION,
    GIVEN,
    MODALS,
    MONTHS,
    PERSONS,
    PREPOSITIONS,
    SUBJECTS,
    adjective,
    is_past,
    is_plural,
    is_singular,
    only,
    plural,
    tag,
    verb,
)

REPORTING = frozenset(
    "said added announced explained reported noted stated declared wrote replied claimed confirmed admitted".split()
)
TIMES = frozenset("time day week month year morning evening night way".split())
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})


def lowered(t: Text, i: int) -> str:
    """The token as it would stand inside a sentence."""
    word = t.tok[i]
    return (
        word
        if word == "I" or (word.isupper() and len(word) > 1) or not t.first(i) or word in GIVEN
        else word[0].lower() + word[1:]
    )


def subject_end(t: Text, i: int) -> int:
    """Where a short subject that begins at `i` ends (one past): a pronoun, a name, or determiner, adjective and
    noun; 0 if none is sure.
    """
    if t.at(i) in PRONOUNS:
        return i + 1
    if t.at(i) in ("the", "this", "his", "her", "their", "our", "its", "a"):
        j = i + 2 if adjective(t.at(i + 1)) else i + 1
        if (t.at(j) in COUNT or t.at(j) in PERSONS or (is_plural(t.at(j)) and not tag(t.at(j)) & {"VBZ"})) and t.raw(
            j
        ).islower():
            return j + 1
    if t.raw(i) in GIVEN:
        return i + 2 if t.raw(i + 1)[:1].isupper() and t.at(i + 1).isalpha() else i + 1
    return 0


# Order


@operation(
    "order",
    "They chose a diplomatic route to peace. -> They chose a [[route diplomatic]] to peace.",
    "He has important papers. -> He has [[papers important]].",
    weight=6,
    groups=("Romance",),
    never=("He met the general public there.",),
)
def adjective_after_noun(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        not adjective(t.low[i])
        or t.first(i)
        or t.low[i] in ("general", "available", "possible", "present", "public", "other", "able", "due")
    ):
        return None
    noun = t.at(i + 1)
    if (
        not (is_singular(noun) or is_plural(noun))
        or noun in FUNCTION
        or not t.raw(i + 1).islower()
        or not (t.stop(i + 2) or t.at(i + 2) in PREPOSITIONS | CONJUNCTIONS | BE)
    ):
        return None
    if (
        t.at(i + 2) in ("'", "’", "-")
        or t.at(i - 1) in ("-", "more", "most", "very", "so", "as", "too")
        or not (t.at(i - 1) in DETERMINERS | PREPOSITIONS or tag(t.at(i - 1)) & {"VBD", "VBZ"})
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]} {t.tok[i]}]]")


@operation(
    "order",
    "The peace treaty was signed. -> The [[treaty peace]] was signed.",
    "He read the trade report of May. -> He read the [[report trade]] of May.",
    weight=3,
    groups=("Romance",),
)
def compound_turned(t: Text, i: int, rng: Random) -> Edit | None:
    first, second = t.low[i], t.at(i + 1)
    if (
        t.at(i - 1) not in ("the", "a", "an", "this")
        or not (only(first, "NOUN") or first in ("trade", "peace"))
        or second not in COUNT | {"treaty", "report", "crisis", "plan", "system", "law", "agreement"}
    ):
        return None
    if (
        not t.raw(i + 1).islower()
        or not t.tok[i].islower()
        or not (t.stop(i + 2) or t.at(i + 2) in PREPOSITIONS | BE | CONJUNCTIONS)
    ):
        return None
    return Edit(i, i + 2, f"[[{second} {first}]]")


@operation(
    "order",
    "The minister said that it was late. -> [[Said the minister]] that it was late.",
    "He added that it was late. -> [[Added he]] that it was late.",
    "Later the president announced the plan. -> Later [[announced the president]] the plan.",
    weight=5,
    groups=("Romance",),
    never=('"Yes," the minister said.', "What he said was good."),
)
def inverted_reporting(t: Text, i: int, rng: Random) -> Edit | None:
    j = subject_end(t, i)
    if (
        not j
        or t.at(j) not in REPORTING
        or t.at(j + 1) not in ("that", "the", "he", "she", "they", "it", "his", "a")
        or t.at(i - 1) in (",", '"', "”", "what", "as", "who", "that", "which")
    ):
        return None
    if not (t.first(i) or t.at(i - 1) in ("later", "yesterday", "also", "but", "and", "then")):
        return None
    return Edit(i, j + 1, f"[[{cased(t.tok[i], t.tok[j])} {lowered(t, i)}{t.text[t.end[i] : t.end[j - 1]]}]]")


@operation(
    "order",
    "Several sources told CNN that it was over. -> They [[told CNN several sources]] that it was over.",
    "The officials told reporters that it was over. -> They [[told reporters the officials]] that it was over.",
    weight=2,
    groups=("Romance",),
)
def inverted_with_dummy(t: Text, i: int, rng: Random) -> Edit | None:
    """ "They told CNN several sources": the subject after verb and object, with a pronoun in its place."""
    if (
        not t.first(i)
        or t.low[i] not in ("several", "the", "some", "many", "two", "three", "these")
        or not is_plural(t.at(i + 1))
    ):
        return None
    if (
        t.at(i + 2) != "told"
        or t.stop(i + 3)
        or t.at(i + 3) in DETERMINERS
        or t.at(i + 4) not in ("that", "the", "he", "they", "about")
    ):
        return None
    return Edit(i, i + 4, f"They [[told {t.tok[i + 3]} {lowered(t, i)} {t.tok[i + 1]}]]")


@operation(
    "order",
    "In 1990 he founded the company. -> In 1990 [[founded he]] the company.",
    "Yesterday the president signed a treaty. -> Yesterday [[signed the president]] a treaty.",
    "On Monday, she opened the fair. -> On Monday [[opened she]] the fair.",
    weight=6,
    groups=("German", "other"),
    never=("In 1990 he was there.",),
)
def verb_second(t: Text, i: int, rng: Random) -> Edit | None:
    """After something put first, the verb before its subject."""
    j = subject_end(t, i)
    if (
        not j
        or not is_past(t.at(j))
        or t.at(j) in BE | {"had", "did"}
        or t.at(j + 1) not in ARTICLES | {"his", "her", "their", "this", "it", "them", "him"}
    ):
        return None
    k = i - 1 if t.at(i - 1) == "," else i
    opening = (
        t.first(k - 1) and t.at(k - 1) in ("yesterday", "today", "later", "then", "afterwards", "today", "there")
    ) or (t.first(k - 2) and t.at(k - 2) in ("in", "on") and (t.at(k - 1).isdigit() or t.raw(k - 1)[:1].isupper()))
    opening = opening or (t.first(k - 3) and t.at(k - 3) in ("in", "on") and t.raw(k - 2) in MONTHS)
    if not opening:
        return None
    return (
        Edit(k, j + 1, f"[[{t.tok[j]} {t.of(i, j)}]]")
        if k == i
        else Edit(k - 1, j + 1, f"{t.tok[k - 1]} [[{t.tok[j]} {t.of(i, j)}]]")
    )


@operation(
    "order",
    "We must take this step now. -> We must [[this step take]] now.",
    "She will read the book again. -> She will [[the book read]] again.",
    weight=4,
    groups=("German",),
)
def verb_last_after_modal(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.at(i - 1) not in MODALS
        or "VB" not in tag(t.low[i])
        or t.at(i + 1) not in ("the", "this", "a", "an", "his", "her", "their", "our", "these")
        or t.first(i - 1)
    ):
        return None
    j = head(t, i + 2)
    return Edit(i, j + 1, f"[[{t.of(i + 1, j + 1)} {t.tok[i]}]]") if j > 0 and t.at(j) not in TIMES else None


@operation(
    "order",
    "He left because he lost the game. -> He left because he [[the game lost]].",
    "I know that they built this house. -> I know that they [[this house built]].",
    weight=3,
    groups=("German", "East Asian"),
)
def verb_last_in_clause(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.at(i - 1) not in PRONOUNS
        or t.at(i - 2) not in ("because", "that", "when", "if", "while", "although", "who")
        or not tag(t.low[i]) & {"VBD", "VBZ", "VBP"}
    ):
        return None
    if t.at(i + 1) not in ("the", "this", "a", "an", "his", "her", "their") or t.low[i] in BE | MODALS:
        return None
    j = head(t, i + 2)
    return (
        Edit(i, j + 1, f"[[{t.of(i + 1, j + 1)} {t.tok[i]}]]")
        if j > 0 and (t.stop(j + 1) or t.at(j + 1) in ("in", "at", "and"))
        else None
    )


@operation(
    "order",
    "He still had the chance. -> He [[had still]] the chance.",
    "She often visited her mother. -> She [[visited often]] her mother.",
    "They already know the answer. -> They [[know already]] the answer.",
    weight=4,
    groups=("German", "Romance", "other"),
    never=("He still was there.", "It never rains."),
)
def adverb_before_object(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] not in (
        "still",
        "often",
        "always",
        "already",
        "never",
        "quickly",
        "usually",
        "frequently",
        "recently",
        "carefully",
    ) or t.first(i):
        return None
    word = t.at(i + 1)
    if (
        word in BE | MODALS | {"had to", "have"}
        or not tag(word) & {"VBD", "VBZ", "VBP"}
        or not t.raw(i + 1).islower()
        or t.at(i - 1) in BE | MODALS | {"has", "have", "had", "to", "not"}
    ):
        return None
    if t.at(i + 2) not in ("the", "a", "an", "his", "her", "their", "its", "this", "these"):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]} {t.tok[i]}]]")


@operation(
    "order",
    "It was finished in 1990 by them. -> It was [[in 1990 finished]] by them.",
    "The plan was adopted in March. -> The plan was [[in March adopted]].",
    weight=3,
    groups=("German",),
)
def participle_last(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.at(i - 1) not in ("was", "were", "been")
        or "VBN" not in tag(t.low[i])
        or adjective(t.low[i])
        or t.at(i + 1) not in ("in", "on", "by", "with")
    ):
        return None
    if (
        t.at(i + 1) in ("in", "on")
        and (t.at(i + 2).isdigit() or t.raw(i + 2) in MONTHS)
        and (t.stop(i + 3) or t.at(i + 3) in FUNCTION)
    ):
        return Edit(i, i + 3, f"[[{t.of(i + 1, i + 3)} {t.tok[i]}]]")
    j = head(t, i + 3) if t.at(i + 2) in DETERMINERS else -1
    return Edit(i, j + 1, f"[[{t.of(i + 1, j + 1)} {t.tok[i]}]]") if j > 0 else None


@operation(
    "order",
    "The first two courts heard it. -> The [[two first]] courts heard it.",
    "In the last three years it grew. -> In the [[three last]] years it grew.",
    weight=3,
)
def number_before_rank(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.low[i] not in ("first", "last", "next", "past")
        or t.at(i + 1) not in ("two", "three", "four", "five", "six", "ten", "few")
        or t.at(i - 1) not in ("the", "his", "these", "our")
        or t.stop(i + 2)
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]} {t.tok[i]}]]")


@operation(
    "order",
    "The room is large enough for us. -> The room is [[enough large]] for us.",
    "He is strong enough to win. -> He is [[enough strong]] to win.",
    weight=2,
)
def enough_before(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.at(i + 1) == "enough"
        and adjective(t.low[i])
        and not t.first(i)
        and (t.stop(i + 2) or t.at(i + 2) in ("to", "for", "that"))
    ):
        return Edit(i, i + 2, f"[[enough {t.tok[i]}]]")
    return None


@operation(
    "order",
    "It was such a good idea. -> It was [[a such]] good idea.",
    "What a strange day in such a place. -> What a strange day in [[a such]] place.",
    weight=1.5,
)
def a_such(t: Text, i: int, rng: Random) -> Edit | None:
    return Edit(i, i + 2, f"[[{t.tok[i + 1]} such]]") if t.tok[i] == "such" and t.at(i + 1) in ("a", "an") else None


@operation(
    "form",
    "Such strange changes are rare. -> [[So]] strange changes are rare.",
    "He never saw such large houses. -> He never saw [[so]] large houses.",
    weight=1,
    groups=("Romance", "Slavic"),
)
def so_for_such(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] == "such" and adjective(t.at(i + 1)) and is_plural(t.at(i + 2)):
        return Edit(i, i + 1, f"[[{cased(t.tok[i], 'so')}]]")
    return None


@operation(
    "order",
    "We do not know what the weather is now. -> We do not know what [[is the weather]] now.",
    "They asked where he was going. -> They asked where [[was he]] going.",
    "He explained how the system can help. -> He explained how [[can the system]] help.",
    weight=5,
    never=("What is the weather?", "He knows who the teacher is."),
)
def indirect_question(t: Text, i: int, rng: Random) -> Edit | None:
    if t.at(i - 1) not in ("what", "how", "where", "why", "when") or t.first(i - 1) or not t.at(i - 2).isalpha():
        return None
    if not tag(t.at(i - 2)) & {"VB", "VBD", "VBP", "VBG", "VBZ"} and t.at(i - 2) != "of":
        return None
    if t.at(i - 1) == "when" and t.at(i - 2) not in (
        "know",
        "knew",
        "knows",
        "ask",
        "asked",
        "see",
        "decide",
        "explain",
        "remember",
        "of",
    ):
        return None
    j = subject_end(t, i)
    if not j and t.at(i) == "the" and is_singular(t.at(i + 1)):
        j = i + 2
    if not j or t.at(j) not in ("is", "are", "was", "were", "can", "will", "should", "has", "had"):
        return None
    return Edit(i, j + 1, f"[[{t.tok[j]} {t.of(i, j)}]]")


@operation(
    "order",
    "The 2011 report was good. -> The [[report 2011]] was good.",
    "Since the 1990 treaty it is so. -> Since the [[treaty 1990]] it is so.",
    weight=2,
    groups=("Romance", "German"),
)
def year_after_noun(t: Text, i: int, rng: Random) -> Edit | None:
    if t.at(i - 1) not in ("the", "its", "their") or not (
        t.low[i].isdigit() and len(t.low[i]) == 4 and t.low[i][:2] in ("18", "19", "20")
    ):
        return None
    if (
        not is_singular(t.at(i + 1))
        or not t.raw(i + 1).islower()
        or not (t.stop(i + 2) or t.at(i + 2) in PREPOSITIONS | BE | SUBJECTS.keys())
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]} {t.tok[i]}]]")


@operation(
    "order",
    "The name of the city changed. -> The name [[the of]] city changed.",
    "He works in the office now. -> He works [[the in]] office now.",
    weight=0.7,
)
def swapped_words(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.low[i] in PREPOSITIONS
        and not t.first(i)
        and t.at(i + 1) in ARTICLES
        and t.at(i + 2).isalpha()
        and tag(t.at(i - 1))
    ):
        return Edit(i, i + 2, f"[[{t.tok[i + 1]} {t.tok[i]}]]")
    return None


@operation(
    "order",
    "He did not obey the rules. -> He [[obeyed not]] the rules.",
    "They did not want it. -> They [[wanted not]] it.",
    weight=1.5,
    groups=("German",),
)
def verb_not(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.low[i] not in ("did", "does")
        or t.at(i + 1) != "not"
        or t.first(i)
        or "VB" not in tag(t.at(i + 2))
        or t.at(i + 2) in BE
    ):
        return None
    form = verb(t.at(i + 2), "VBD" if t.low[i] == "did" else "VBZ")
    return Edit(i, i + 3, f"[[{form} not]]") if form and t.at(i + 2) not in ("have", "do") else None


@operation(
    "order",
    "He turned off the light. -> He turned the light [[from]].",
    "They set up a camp there. -> They set a camp [[on]] there.",
    weight=1,
    groups=("German",),
)
def separable_verb(t: Text, i: int, rng: Random) -> Edit | None:
    """The particle of a separable verb, translated as a preposition and put last."""
    particles = {"off": "from", "up": "on", "out": "from", "down": "under"}
    if t.low[i] not in particles or t.at(i - 1) not in (
        "turned",
        "set",
        "took",
        "put",
        "carried",
        "pointed",
        "brought",
        "built",
        "closed",
        "turn",
        "bring",
    ):
        return None
    j = head(t, i + 2) if t.at(i + 1) in DETERMINERS else -1
    return Edit(i, j + 1, f"{t.of(i + 1, j + 1)} [[{particles[t.low[i]]}]]") if j > 0 else None


# Missing words


@operation(
    "miss",
    "They are working in the garden. -> They [[working]] in the garden.",
    "He is a good teacher. -> He [[a]] good teacher.",
    "She is very tired. -> She [[very]] tired.",
    weight=5,
    groups=("Slavic", "East Asian", "other", "Romance"),
    never=("Is he a teacher?", "How old he is."),
)
def drop_be(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.low[i] not in ("is", "are", "was", "were")
        or t.at(i - 1) not in ("he", "she", "they", "we", "it")
        or not (t.first(i - 1) or t.at(i - 2) in ("that", "because", "but"))
    ):
        return None
    after = t.at(i + 1)
    if (
        after in ("a", "an", "the", "very", "not", "also", "still", "already")
        or (after.endswith("ing") and "VBG" in tag(after))
        or adjective(after)
        or ("VBN" in tag(after) and "VBD" not in tag(after))
    ):
        return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]")
    return None


@operation(
    "miss",
    "The system is also very slow. -> The system [[also]] very slow.",
    "The results are not good. -> The results [[not]] good.",
    weight=3,
    groups=("Slavic", "East Asian"),
)
def drop_copula(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.low[i] not in ("is", "are", "was", "were")
        or not (t.at(i - 1) in COUNT or is_plural(t.at(i - 1)))
        or t.at(i - 2) not in ("the", "this", "these", "his", "our")
    ):
        return None
    if (
        not t.first(i - 2)
        or t.at(i + 1) not in ("not", "also", "very", "still", "a", "an", "too", "always")
        or t.stop(i + 2)
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]")


@operation(
    "miss",
    "He wants to go home. -> He wants [[go]] home.",
    "They were able to see us. -> They were able [[see]] us.",
    weight=3,
)
def drop_to(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.low[i] == "to"
        and t.at(i - 1) in INFINITIVE - {"need", "plan", "plans", "hope", "hopes"}
        and "VB" in tag(t.at(i + 1))
    ):
        return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]")
    return None


@operation(
    "miss",
    "A number of people came. -> A number [[people]] came.",
    "He is one of the leaders. -> He is one [[the]] leaders.",
    "It is part of the plan. -> It is part [[the]] plan.",
    weight=3,
)
def drop_of(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.low[i] != "of"
        or t.stop(i + 1)
        or t.at(i - 1)
        not in (
            "number",
            "one",
            "part",
            "some",
            "most",
            "kind",
            "members",
            "lack",
            "variety",
            "thousands",
            "millions",
            "use",
            "end",
            "rest",
            "majority",
            "each",
        )
    ):
        return None
    if t.at(i - 1) in ("one", "some", "most", "use", "part", "each", "end") and t.at(i + 1) not in (
        "the",
        "his",
        "these",
        "our",
        "their",
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]")


@operation(
    "miss",
    "She bought bread, milk and cheese. -> She bought bread, milk [[cheese]].",
    "It causes pain, fever and death. -> It causes pain, fever [[death]].",
    weight=2,
)
def drop_and(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.low[i] != "and"
        or t.at(i - 2) != ","
        or not t.at(i - 1).isalpha()
        or not t.raw(i + 1).islower()
        or not t.stop(i + 2)
    ):
        return None
    if (
        t.at(i - 1) in FUNCTION
        or t.at(i + 1) in FUNCTION
        or t.at(i - 4) in (".", "")
        or not (tag(t.at(i - 1)) & tag(t.at(i + 1)))
        or (adjective(t.at(i - 1)) and not adjective(t.at(i + 1)))
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]")


@operation(
    "miss",
    "It is a useful method of treatment. -> It is a useful [[of]] treatment.",
    "He has a difficult task in the team. -> He has a difficult [[in]] the team.",
    weight=3,
)
def drop_noun(t: Text, i: int, rng: Random) -> Edit | None:
    if not (
        is_singular(t.low[i])
        and t.tok[i].islower()
        and t.low[i] not in FUNCTION
        and adjective(t.at(i - 1))
        and only(t.at(i - 1), "ADJ")
        and t.at(i - 2) in ("a", "an")
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]") if t.at(i + 1) in PREPOSITIONS else None


@operation(
    "miss",
    "The house which stands there is old. -> The house [[stands]] there is old.",
    "The man who came first was ill. -> The man [[came]] first was ill.",
    weight=1.5,
    groups=("East Asian", "other", "Slavic"),
)
def drop_relative(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] not in ("who", "which") or t.at(i - 1) == "," or not (t.at(i - 2) in ("the", "a") and t.first(i - 2)):
        return None
    after = t.at(i + 1)
    rest = t.low[i + 2 : i + 12]
    if (
        not tag(after) & {"VBZ", "VBD"}
        or after in BE
        or not (set(rest) & (BE | MODALS | {"has", "had"}))
        or any(w in ".,;" for w in rest[: next(n for n, w in enumerate(rest) if w in BE | MODALS | {"has", "had"})])
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]")


@operation(
    "miss",
    "He wrote that he had lost the game. -> He wrote that he had [[the]] game.",
    "They will open a school. -> They will [[a]] school.",
    weight=2,
)
def drop_verb(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.at(i - 1) not in MODALS | {"has", "have", "had"}
        or t.at(i + 1) not in ("the", "a", "an", "his", "their")
        or t.at(i - 2) in DETERMINERS
        or t.first(i - 1)
    ):
        return None
    if (
        not (tag(t.low[i]) & {"VB", "VBN"})
        or (t.at(i - 1) in ("has", "have", "had") and (t.at(i - 1) != "had" or t.at(i + 1) != "the"))
        or t.low[i] in BE
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]")


# Doubled words


@operation(
    "dup",
    "He lives in the house. -> He lives in the [[the]] house.",
    "The system works well. -> The system [[system]] works well.",
    weight=5,
    never=("He had had enough.",),
)
def doubled_word(t: Text, i: int, rng: Random) -> Edit | None:
    before = t.at(i - 1)
    if (
        not before.isalpha()
        or before == t.low[i]
        or before
        in (
            "that",
            "had",
            "very",
            "do",
            "did",
            "long",
            "no",
            "so",
            "much",
            "many",
            "more",
            "far",
            "her",
            "too",
            "ha",
            "never",
            "years",
            "really",
            "is",
            "enough",
        )
    ):
        return None
    if t.first(i - 1) or before == t.at(i - 2) or len(before) < 2 or (t.stop(i) and rng.random() < 0.7):
        return None
    word = t.tok[i - 1]
    return Edit(i - 1, i, f"{word} [[{word}]]")


@operation(
    "dup",
    "He spoke of the end of the war. -> He spoke of the end of the war [[of the war]].",
    "They met in the garden again. -> They met in the garden [[in the garden]] again.",
    weight=4,
)
def doubled_phrase(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] not in PREPOSITIONS or t.first(i) or t.at(i + 1) not in DETERMINERS:
        return None
    j = head(t, i + 2)
    if j < 0 or not (t.stop(j + 1) or t.at(j + 1).isalpha()):
        return None
    phrase = t.of(i, j + 1)
    return Edit(i, j + 1, f"{phrase} [[{phrase}]]")


@operation(
    "dup",
    "They need policies and programs for it. -> They need policies [[and policies]] for it.",
    "He spoke of peace or war then. -> He spoke of peace [[or peace]] then.",
    weight=5,
)
def same_twice(t: Text, i: int, rng: Random) -> Edit | None:
    first, second = t.at(i - 1), t.at(i + 1)
    if (
        t.low[i] not in ("and", "or")
        or not first.isalpha()
        or first == second
        or first in FUNCTION
        or second in FUNCTION
        or len(first) < 4
    ):
        return None
    if (
        t.raw(i - 1)[0].isupper() != t.raw(i + 1)[:1].isupper()
        or not tag(first) & tag(second)
        or first in ("more", "again", "years", "over")
        or tag(first) & {"VB", "VBD", "JJR"}
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i]} {t.tok[i - 1]}]]")


@operation(
    "dup",
    "The risk of infection is high. -> The [[risk risks]] of infection is high.",
    "He saw a letter of thanks. -> He saw a [[letter letters]] of thanks.",
    weight=2,
)
def noun_twice(t: Text, i: int, rng: Random) -> Edit | None:
    many = (
        plural(t.low[i])
        if (t.low[i] in COUNT or t.low[i] == "risk") and t.low[i] not in ("bit", "lot", "couple")
        else None
    )
    if (
        not many
        or not t.tok[i].islower()
        or t.at(i - 1) not in ("the", "a", "this", "an")
        or t.at(i + 1) not in PREPOSITIONS | BE
    ):
        return None
    return Edit(i, i + 1, f"[[{t.low[i]} {many}]]")
