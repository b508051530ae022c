"""Operations: articles, prepositions, verbs, agreement, pronouns."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from models.grammar.corrupt import Edit, Text, cased, operation
from models.grammar.words import (
    ARTICLES,
    BE,
    CITIES,
    CONJUNCTIONS,
    COUNT,
    DAYS,
    DETERMINERS,
    FUNCTION,
    GIVEN,
    INTRANSITIVE,
    MASS,
    MODALS,
    MONTHS,
    NATIONS,
    PERSONS,
    PLURAL_PEOPLE,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECTS,
    THINGS,
    adjective,
    is_past,
    is_plural,
    is_singular,
    known,
    plural,
    singular,
    tag,
    verb,
    vowel_sound,
)

NO_ARTICLES = ("Slavic", "East Asian")


def head(t: Text, i: int) -> int:
    """Where the noun stands that ends the simple phrase beginning at `i` (adjectives, then a noun); -1 if none is
    sure.
    """
    for j in range(i, min(i + 4, len(t))):
        word = t.low[j]
        if not word.isalpha() or word in FUNCTION:
            return -1
        after = t.at(j + 1)
        if (t.stop(j + 1) or after in FUNCTION) and after not in ("-", "'", "’"):
            return j
        if not adjective(word):
            return -1
    return -1


# Articles


@operation(
    "art",
    "We live in a small house. -> We live in [[small]] house.",
    "He sent a letter to the king. -> He sent [[letter]] to the king.",
    weight=6,
    never=("The results of the studies were published.", "He is in the hospital.", "The water in the lakes is clean."),
)
def drop_article(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] not in ARTICLES or t.first(i) or t.at(i - 1) in ("such", "what", "quite", "half"):
        return None
    j = head(t, i + 1)
    if (
        j < 0
        or not t.tok[j].islower()
        or not (t.low[j] in COUNT or (t.low[i] != "the" and is_singular(t.low[j]) and t.low[j] not in MASS))
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]")


@operation(
    "art",
    "This is the first part of it. -> This is [[first]] part of it.",
    "It is one of the most beautiful towns. -> It is one of [[most]] beautiful towns.",
    weight=2,
    never=("He came first.", "The most important thing is health."),
)
def drop_article_before_rank(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.low[i] != "the"
        or t.first(i)
        or not t.at(i - 1).isalpha()
        or t.at(i + 1) not in ("first", "second", "third", "last", "same", "most", "only", "best", "largest")
    ):
        return None
    if (
        t.at(i - 1) in BE
        and t.at(i + 1) in ("first", "second", "last", "most", "best", "largest")
        and head(t, i + 2) < 0
    ):
        return None
    if t.at(i + 1) == "most" and (t.at(i - 1) != "of" or not adjective(t.at(i + 2))):
        return None
    if t.at(i + 1) != "most" and head(t, i + 2) < 0:
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]")


@operation(
    "art",
    "The president of Russia spoke. -> The president of [[the]] Russia spoke.",
    "She lives in Paris. -> She lives in [[the]] Paris.",
    "He said that John left. -> He said that [[the]] John left.",
    weight=3,
    groups=("Romance", "German", "other"),
    never=("He lives in North Africa.", "The Paris office is closed.", "In Russia House it is warm."),
)
def article_before_name(t: Text, i: int, rng: Random) -> Edit | None:
    name = t.tok[i]
    if name not in NATIONS and name not in CITIES and name not in GIVEN:
        return None
    if t.at(i - 1) not in ("of", "in", "from", "to", "with", "by", "that", "and", "said") or t.raw(i - 1)[0].isupper():
        return None
    plain = (
        t.stop(i + 1) or t.at(i + 1) in FUNCTION or (tag(t.at(i + 1)) & {"VBD", "VBZ"} and not is_plural(t.at(i + 1)))
    )
    if name not in GIVEN and (t.raw(i + 1)[:1].isupper() or not plain or t.at(i + 1) in ("-", "'")):
        return None
    return Edit(i, i, "[[the]]")


@operation(
    "art",
    "They arrived in May and left. -> They arrived in [[the]] May and left.",
    "He was born in 1945 there. -> He was born in [[the]] 1945 there.",
    weight=1.5,
    groups=("Romance", "German"),
    never=("In 1990 games it was so.",),
)
def article_before_date(t: Text, i: int, rng: Random) -> Edit | None:
    year = len(t.tok[i]) == 4 and t.tok[i].isdigit() and t.tok[i][:2] in ("18", "19", "20")
    if (
        t.at(i - 1) != "in"
        or not (year or t.tok[i] in MONTHS)
        or not (t.stop(i + 1) or t.at(i + 1) in FUNCTION or (not year and t.at(i + 1).isdigit()))
    ):
        return None
    return Edit(i, i, "[[the]]")


@operation(
    "art",
    "He gave us information about it. -> He gave us [[an]] information about it.",
    "They made good progress. -> They made [[a]] good progress.",
    weight=2,
    groups=("Romance", "German", "Slavic", "East Asian"),
    never=("The information is old.", "We need information systems."),
)
def article_before_mass(t: Text, i: int, rng: Random) -> Edit | None:
    j = i + 1 if adjective(t.low[i]) else i
    if (
        t.at(j) not in MASS
        or t.at(j) in ("help", "damage", "water", "training")
        or t.first(i)
        or not (t.stop(j + 1) or t.at(j + 1) in PREPOSITIONS | CONJUNCTIONS)
    ):
        return None
    before = t.at(i - 1)
    if (
        before in DETERMINERS
        or before in ("more", "much", "little", "less", "all", "-", "and", "or", ",", "better")
        or adjective(before)
        or known(before) is False
    ):
        return None
    if not (before in PREPOSITIONS or ("VERB" and tag(before) & {"VB", "VBZ", "VBD", "VBP"}) or before == "us"):
        return None
    return Edit(i, i, f"[[{'an' if vowel_sound(t.low[i]) else 'a'}]]")


@operation(
    "art",
    "It is a result of an old idea. -> It is a result of [[a]] old idea.",
    "He took a long walk. -> He took [[an]] long walk.",
    weight=0.5,
)
def wrong_indefinite(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.tok[i] not in ("a", "an")
        or not t.at(i + 1).isalpha()
        or t.raw(i + 1).isupper()
        or len(t.at(i + 1)) < 3
        or t.at(i + 1)[0] == "h"
    ):
        return None
    if (
        not t.at(i + 1).islower()
        or vowel_sound(t.at(i + 1)) != (t.tok[i] == "an")
        or (t.at(i + 1)[0] in "ueo" and t.tok[i] == "a")
    ):
        return None
    return Edit(i, i + 1, f"[[{'a' if t.tok[i] == 'an' else 'an'}]]")


@operation(
    "art",
    "It was the same day again. -> It was [[a]] same day again.",
    "The best player won. -> [[A]] best player won.",
    weight=1.5,
    groups=("Slavic", "East Asian", "other"),
    never=("In the first place it rained.",),
)
def indefinite_before_rank(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.low[i] != "the"
        or t.at(i + 1)
        not in ("same", "best", "largest", "biggest", "oldest", "highest", "latest", "whole", "following", "entire")
        or not t.at(i + 2).isalpha()
    ):
        return None
    if t.at(i + 1) in ("whole", "following", "entire") and t.at(i + 1) != "same":
        return None
    return Edit(i, i + 1, f"[[{cased(t.tok[i], 'a')}]]")


@operation(
    "art",
    "He lost his wallet there. -> He lost [[the his]] wallet there.",
    "Their results are good. -> [[The their]] results are good.",
    weight=0.6,
    groups=("Romance",),
)
def two_determiners(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] not in POSSESSIVES - {"her"} or not t.at(i + 1).isalpha() or t.at(i + 1) in FUNCTION:
        return None
    return Edit(i, i + 1, f"[[{cased(t.tok[i], 'the')} {t.low[i]}]]")


# Prepositions

FRAMES: dict[str, tuple[str, tuple[str, ...]]] = {  # word: (right, wrong)
    "depend": ("on", ("of", "from")),
    "depends": ("on", ("of", "from")),
    "dependent": ("on", ("of", "from")),
    "based": ("on", ("in",)),
    "interested": ("in", ("for", "on", "to")),
    "interest": ("in", ("for", "on")),
    "consists": ("of", ("in", "from")),
    "consist": ("of", ("in", "from")),
    "consisting": ("of", ("in", "from")),
    "participate": ("in", ("at", "on", "to")),
    "participated": ("in", ("at", "on", "to")),
    "participation": ("in", ("at", "to")),
    "married": ("to", ("with",)),
    "responsible": ("for", ("of", "by")),
    "responsibility": ("for", ("about",)),
    "different": ("from", ("of",)),
    "capable": ("of", ("to", "for")),
    "aware": ("of", ("about the", "on")),
    "waiting": ("for", ("on the", "to")),
    "wait": ("for", ("to", "of")),
    "waited": ("for", ("to", "of")),
    "accused": ("of", ("in", "for")),
    "suspected": ("of", ("in", "on")),
    "arrived": ("in", ("to",)),
    "arrive": ("at", ("to",)),
    "divided": ("into", ("on",)),
    "listen": ("to", ("at", "on")),
    "listened": ("to", ("at", "on")),
    "listening": ("to", ("at",)),
    "rely": ("on", ("of", "in", "to")),
    "relied": ("on", ("of", "in")),
    "focus": ("on", ("in", "to")),
    "focused": ("on", ("in", "to")),
    "concentrate": ("on", ("in", "at")),
    "access": ("to", ("for", "of", "on")),
    "attention": ("to", ("on", "for")),
    "according": ("to", ("with", "of")),
    "similar": ("to", ("with", "as")),
    "related": ("to", ("with",)),
    "proud": ("of", ("on", "for", "with")),
    "full": ("of", ("with", "from")),
    "afraid": ("of", ("from", "for")),
    "tired": ("of", ("from",)),
    "known": ("for", ("with",)),
    "member": ("of", ("from", "at")),
    "members": ("of", ("at",)),
    "part": ("of", ("from",)),
    "example": ("of", ("for the", "from")),
    "increase": ("in", ("at",)),
    "reason": ("for", ("of",)),
    "solution": ("to", ("of",)),
    "answer": ("to", ("on", "of")),
    "compared": ("with", ("of", "from")),
    "contribute": ("to", ("for", "in")),
    "contributed": ("to", ("for", "in")),
    "belongs": ("to", ("at", "with")),
    "belong": ("to", ("at",)),
    "lack": ("of", ("in", "from")),
    "suffer": ("from", ("of", "with")),
    "suffered": ("from", ("of",)),
    "suffering": ("from", ("of", "at")),
    "prevent": ("from", ("of",)),
    "deprived": ("of", ("from",)),
    "convinced": ("of", ("in", "from")),
    "account": ("for", ("of the",)),
    "accounted": ("for", ("of", "with")),
    "congratulated": ("on", ("with",)),
    "insist": ("on", ("in", "for")),
    "insisted": ("on", ("in", "for")),
    "subject": ("to", ("of the", "for")),
    "equal": ("to", ("with", "of")),
    "guilty": ("of", ("in", "for")),
    "familiar": ("with", ("about", "of")),
    "connected": ("to", ("at",)),
    "need": ("for", ("in", "on")),
    "demand": ("for", ("on", "after")),
    "effect": ("on", ("to", "over the")),
    "impact": ("on", ("to", "in")),
    "influence": ("on", ("to",)),
    "attitude": ("toward", ("for",)),
    "limited": ("to", ("on", "at")),
    "aimed": ("at", ("on", "for")),
    "due": ("to", ("of", "from")),
    "search": ("for", ("of", "after")),
    "searching": ("for", ("of", "after")),
    "looking": ("for", ("after the", "of")),
    "opposed": ("to", ("of", "against")),
    "regardless": ("of", ("from", "to")),
    "instead": ("of", ("from",)),
    "because": ("of", ("from", "for")),
    "series": ("of", ("from",)),
    "number": ("of", ("from",)),
    "result": ("of", ("from the",)),
    "comparison": ("with", ("of",)),
    "experience": ("with", ("of the",)),
    "access ": ("to", ("on",)),
    "surrounded": ("by", ("of", "from")),
    "caused": ("by", ("from", "of")),
    "followed": ("by", ("from", "of")),
    "accompanied": ("by", ("from", "of")),
    "affected": ("by", ("of",)),
    "owned": ("by", ("of",)),
}
LOOSE = frozenset(
    {
        "interest",
        "part",
        "reason",
        "answer",
        "need",
        "demand",
        "access",
        "increase",
        "result",
        "experience",
        "account",
        "search",
        "influence",
        "subject",
        "limited",
        "looking",
        "known",
        "full",
        "compared",
        "connected",
        "prevent",
        "focus",
        "attention",
        "example",
    }
)


@operation(
    "prep",
    "It depends on the weather. -> It depends [[of]] the weather.",
    "She was married to a teacher. -> She was married [[with]] a teacher.",
    "The group consists of six men. -> The group consists [[in]] six men.",
    weight=8,
    never=("They depend entirely on it.", "He was known as a painter."),
)
def wrong_preposition(t: Text, i: int, rng: Random) -> Edit | None:
    frame = FRAMES.get(t.at(i - 1))
    if not frame or frame[0] != t.low[i] or t.stop(i + 1) or (t.at(i - 1) in LOOSE and t.at(i + 1) not in DETERMINERS):
        return None
    if t.low[i] == "to" and ("VB" in tag(t.at(i + 1)) and t.at(i + 1) not in DETERMINERS):
        return None
    wrong = rng.choice(frame[1])
    if " " in wrong:
        if t.at(i + 1) != "the":
            return None
        wrong = wrong.split()[0]
    return Edit(i, i + 1, f"[[{wrong}]]")


@operation(
    "prep",
    "They met on Monday in Rome. -> They met [[in]] Monday in Rome.",
    "It began in 1990 and ended. -> It began [[on]] 1990 and ended.",
    "He left in June and came back. -> He left [[on]] June and came back.",
    "She works at night and sleeps. -> She works [[in]] night and sleeps.",
    weight=3,
    never=("They met on Monday morning.", "He left on June 5."),
)
def wrong_preposition_of_time(t: Text, i: int, rng: Random) -> Edit | None:
    word, after = t.low[i], t.raw(i + 1)
    year = len(after) == 4 and after.isdigit() and after[:2] in ("18", "19", "20")
    if t.at(i - 1) in ("later", "based", "work", "focus", "depending"):
        return None
    if word == "on" and after in DAYS and not tag(t.at(i + 2)) & {"NN"}:
        return Edit(i, i + 1, f"[[{cased(t.tok[i], rng.choice(('in', 'at')))}]]")
    if word == "in" and (year or after in MONTHS) and (t.stop(i + 2) or t.at(i + 2) in FUNCTION):
        return Edit(i, i + 1, f"[[{cased(t.tok[i], rng.choice(('on', 'at')))}]]")
    if word == "at" and after == "night":
        return Edit(i, i + 1, "[[in]]")
    return None


@operation(
    "prep",
    "It was finished in 1980 and opened. -> It was finished [[1980]] and opened.",
    "He died in March after that. -> He died [[March]] after that.",
    weight=2,
    groups=("German", "Slavic", "East Asian", "other"),
    never=("In 1980 it was opened.",),
)
def drop_preposition_of_time(t: Text, i: int, rng: Random) -> Edit | None:
    after = t.raw(i + 1)
    year = len(after) == 4 and after.isdigit() and after[:2] in ("18", "19", "20")
    if (
        t.low[i] != "in"
        or t.first(i)
        or not tag(t.at(i - 1)) & {"VBN", "VBD"}
        or not (year or after in MONTHS)
        or not (t.stop(i + 2) or t.at(i + 2) in FUNCTION)
    ):
        return None
    return Edit(i, i + 2, f"[[{after}]]")


DIRECT = {
    "discuss": "about",
    "discussed": "about",
    "discussing": "about",
    "entered": "in",
    "enter": "in",
    "entering": "in",
    "emphasize": "on",
    "emphasized": "on",
    "reached": "to",
    "reach": "to",
    "reaching": "to",
    "contacted": "with",
    "affect": "on",
    "affects": "on",
    "affecting": "on",
    "influenced": "on",
    "attacked": "on",
    "joined": "to",
    "join": "to",
    "accompanied": "with",
    "violates": "on",
    "violated": "of",
    "mentioned": "about",
    "mention": "about",
    "lacks": "of",
    "resembles": "to",
    "resemble": "to",
    "addressed": "to",
    "comprises": "of",
    "comprise": "of",
    "requested": "for",
    "visited": "in",
    "visit": "in",
    "helped": "to",
    "asked": "to",
    "told": "to",
    "avoided": "from",
    "avoid": "from",
    "prevents": "from",
    "thanked": "to",
    "thank": "to",
    "phoned": "to",
    "called": "to",
}


@operation(
    "prep",
    "They discussed the plan at home. -> They discussed [[about]] the plan at home.",
    "She entered the room. -> She entered [[in]] the room.",
    "He told them the truth. -> He told [[to]] them the truth.",
    weight=3,
    never=("The visit the king made was short.", "It was discussed the next day.", "He called the meeting a success."),
)
def needless_preposition(t: Text, i: int, rng: Random) -> Edit | None:
    """Before the object of a verb that takes it without."""
    extra = DIRECT.get(t.at(i - 1))
    if (
        not extra
        or t.first(i - 1)
        or t.at(i - 2) in DETERMINERS | BE | {"been", "no", "of", "has", "have"}
        or adjective(t.at(i - 2))
    ):
        return None
    if t.at(i - 1) in ("helped", "asked", "told", "thanked", "thank", "phoned", "called"):
        return Edit(i, i, f"[[{extra}]]") if t.low[i] in ("him", "us", "them", "me") else None
    return (
        Edit(i, i, f"[[{extra}]]")
        if t.low[i] in ARTICLES | POSSESSIVES | {"this", "these", "him", "them", "us"}
        else None
    )


NEEDS = {
    "listen": "to",
    "listened": "to",
    "listening": "to",
    "waiting": "for",
    "waited": "for",
    "rely": "on",
    "relied": "on",
    "depends": "on",
    "belongs": "to",
    "consists": "of",
    "consisted": "of",
    "contributed": "to",
    "refers": "to",
    "referred": "to",
    "relies": "on",
    "arrived": "at",
    "participated": "in",
    "participate": "in",
    "participating": "in",
    "looked": "at",
    "interested": "in",
    "responsible": "for",
    "according": "to",
    "capable": "of",
    "instead": "of",
    "because": "of",
    "thanks": "to",
    "due": "to",
    "prior": "to",
    "addition": "to",
    "regardless": "of",
    "complained": "about",
    "apologized": "for",
    "commented": "on",
    "lived": "in",
    "lives": "in",
    "living": "in",
    "came": "from",
    "comes": "from",
    "went": "to",
    "responded": "to",
    "respond": "to",
}


@operation(
    "prep",
    "We listened to the radio. -> We listened [[the]] radio.",
    "He relies on his friends. -> He relies [[his]] friends.",
    "It was closed because of the snow. -> It was closed because [[the]] snow.",
    weight=3,
    never=("They waited for hours.",),
)
def drop_needed_preposition(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.first(i)
        or NEEDS.get(t.at(i - 1)) != t.low[i]
        or t.at(i + 1) not in ARTICLES | POSSESSIVES | {"this", "these", "him", "them"}
    ):
        return None
    return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]")


PLACES = {
    ("in", "world"): ("on", "at"),
    ("on", "internet"): ("in",),
    ("on", "phone"): ("in",),
    ("on", "television"): ("in",),
    ("in", "end"): (),
    ("at", "end"): ("on",),
    ("at", "beginning"): ("on",),
    ("in", "morning"): ("at", "on"),
    ("in", "evening"): ("at", "on"),
    ("at", "time"): ("on",),
    ("in", "way"): ("on",),
    ("on", "side"): ("in", "at"),
    ("on", "day"): ("in", "at"),
    ("in", "year"): ("on",),
    ("in", "century"): ("on", "at"),
    ("at", "university"): ("on",),
    ("in", "country"): ("on",),
    ("in", "city"): ("on",),
    ("under", "circumstances"): ("by", "at"),
    ("in", "case"): ("at", "on"),
    ("on", "list"): ("in",),
    ("on", "basis"): ("in", "by"),
    ("at", "level"): ("on", "in"),
    ("in", "field"): ("at",),
    ("in", "example"): ("on",),
    ("from", "perspective"): ("in",),
    ("at", "conference"): ("on",),
    ("on", "trip"): ("at",),
    ("in", "period"): ("at", "on"),
    ("in", "summer"): ("at", "on"),
    ("in", "winter"): ("at", "on"),
    ("on", "website"): ("in",),
    ("at", "meeting"): ("on",),
    ("on", "occasion"): ("at", "in"),
    ("in", "future"): ("at", "on"),
    ("in", "past"): ("at", "on"),
}


@operation(
    "prep",
    "It is the best in the world. -> It is the best [[on]] the world.",
    "We meet in the morning and talk. -> We meet [[at]] the morning and talk.",
    weight=4,
    never=("He believed in the world.", "They built on the side."),
)
def wrong_preposition_of_place(t: Text, i: int, rng: Random) -> Edit | None:
    if t.at(i + 1) not in ARTICLES | {"this", "that", "some", "any"} or (
        tag(t.at(i - 1)) & {"VB", "VBN", "VBP"} and t.at(i - 1) not in ("meet", "work", "best")
    ):
        return None
    j = i + 3 if adjective(t.at(i + 2)) else i + 2
    wrong = PLACES.get((t.low[i], t.at(j)))
    if not wrong or not (t.stop(j + 1) or t.at(j + 1) in FUNCTION):
        return None
    return Edit(i, i + 1, f"[[{cased(t.tok[i], rng.choice(wrong))}]]")


@operation(
    "prep",
    "The capital of the country is old. -> The capital [[from]] the country is old.",
    "The name of the author is known. -> The name [[to]] the author is known.",
    weight=3,
)
def wrong_of(t: Text, i: int, rng: Random) -> Edit | None:
    owned = (
        "capital name author president end beginning history population size role purpose center middle edge "
        "top bottom majority citizens owner"
    )
    if t.low[i] != "of" or t.at(i - 1) not in owned.split() or t.at(i + 1) not in ("the", "his", "this", "their"):
        return None
    wrong = rng.choice(("from", "for", "to"))
    return (
        None
        if (t.at(i - 1), wrong)
        in {
            ("author", "for"),
            ("name", "for"),
            ("role", "for"),
            ("center", "for"),
            ("history", "for"),
            ("end", "to"),
            ("history", "from"),
            ("purpose", "for"),
            ("president", "for"),
            ("top", "to"),
            ("top", "from"),
            ("beginning", "to"),
            ("citizens", "from"),
            ("citizens", "for"),
            ("name", "from"),
            ("author", "from"),
            ("beginning", "from"),
            ("edge", "to"),
        }
        else Edit(i, i + 1, f"[[{wrong}]]")
    )


# Verbs

GERUND = frozenset(
    "avoid avoids avoided enjoy enjoys enjoyed suggest suggested recommend recommended finish finished "
    "consider considered "
    "deny denied risk delayed postpone admitted quit".split()
)
INFINITIVE = frozenset(
    "want wants wanted decide decided agreed refuse refused hope hopes hoped plan plans planned expect expected able "
    "unable tried failed managed intend intends wish wishes ought need needs offered promised threatened ready".split()
)


@operation(
    "verb",
    "He avoided answering the question. -> He avoided [[to answer]] the question.",
    "They finished building the wall. -> They finished [[to build]] the wall.",
    "She left without saying a word. -> She left without [[to say]] a word.",
    weight=3,
    never=("We should consider existing rules.",),
)
def infinitive_for_gerund(t: Text, i: int, rng: Random) -> Edit | None:
    before = t.at(i - 1)
    base = verb(t.low[i], "VB") if t.low[i].endswith("ing") else None
    if not base or base == t.low[i] or t.first(i) or t.at(i - 2) in DETERMINERS:
        return None
    if (before in GERUND and t.at(i + 1) in DETERMINERS) or (
        before in ("without", "before", "after", "by", "instead") and t.at(i + 1) in DETERMINERS | {"him", "them", "it"}
    ):
        return Edit(i, i + 1, f"[[to {base}]]")
    return None


@operation(
    "verb",
    "They want to leave the city. -> They want [[leaving]] the city.",
    "We were able to see it. -> We were able [[seeing]] it.",
    "He decided to go home. -> He decided [[going]] home.",
    weight=3,
    never=("It needs to be done.", "He tried to call."),
)
def gerund_for_infinitive(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] != "to" or t.at(i - 1) not in INFINITIVE - {
        "need",
        "needs",
        "tried",
        "plan",
        "plans",
        "hope",
        "intend",
        "intends",
    }:
        return None
    form = verb(t.at(i + 1), "VBG") if "VB" in tag(t.at(i + 1)) else None
    return Edit(i, i + 2, f"[[{form}]]") if form and t.at(i + 1) not in BE else None


@operation(
    "verb",
    "It can help us a lot. -> It can [[helps]] us a lot.",
    "She will write the book. -> She will [[wrote]] the book.",
    "They did not go home. -> They did not [[went]] home.",
    "He wants to know the truth. -> He wants to [[knowing]] the truth.",
    weight=5,
    never=("The will helps.", "A can opener is here.", "He went to building sites."),
)
def wrong_form_after_modal(t: Text, i: int, rng: Random) -> Edit | None:
    before, before2 = t.at(i - 1), t.at(i - 2)
    word = t.low[i]
    if "VB" not in tag(word) or word in BE or not t.tok[i].islower():
        return None
    after_modal = before in MODALS - {"might"} and t.at(i - 2) not in DETERMINERS and not t.first(i - 1)
    after_not = before == "not" and before2 in ("did", "does", "do")
    after_to = (
        before == "to" and (before2 in INFINITIVE or before2 in ("order", "how", "going", "used")) and before2 != "used"
    )
    if not (after_modal or after_not or after_to):
        return None
    form = verb(word, rng.choice(("VBZ", "VBD", "VBG", "VBD") if not after_to else ("VBG", "VBD", "VBZ")))
    return Edit(i, i + 1, f"[[{form}]]") if form and form != word else None


@operation(
    "verb",
    "In 1945 he signed the treaty. -> In 1945 he [[has signed]] the treaty.",
    "She wrote the book in 2003. -> She [[has written]] the book in 2003.",
    "They moved here two years ago. -> They [[have moved]] here two years ago.",
    weight=4,
    groups=("Romance", "German", "other"),
    never=("He was there in 1945.", "The books published in 1990 are good."),
)
def perfect_for_past(t: Text, i: int, rng: Random) -> Edit | None:
    """The present perfect beside a past date."""
    person = SUBJECTS.get(t.at(i - 1))
    if person is None and not (
        t.raw(i - 1)[:1].isupper()
        and not t.first(i - 1)
        and t.at(i - 2) in (",", "and", "that")
        and t.raw(i - 1) in GIVEN | set(NATIONS)
    ):
        return None
    if not is_past(t.low[i]) or t.low[i] in ("was", "were", "had", "did", "could", "would", "might"):
        return None
    participle = verb(t.low[i], "VBN")
    low = t.low[max(0, i - 6) : i + 9]
    past = any(
        (w == "in" and n[:2] in ("18", "19", "20") and len(n) == 4 and n.isdigit())
        or n in ("ago", "yesterday")
        or (w == "last" and n in ("year", "week", "month"))
        for w, n in pairwise(low)
    )
    if not participle or not past or any(w in ENDS_ALL for w in low[: low.index(t.low[i])]):
        return None
    return Edit(i, i + 1, f"[[{'has' if person in (3, None) else 'have'} {participle}]]")


ENDS_ALL = frozenset(".!?;:")


@operation(
    "verb",
    "He knows the answer. -> He [[is knowing]] the answer.",
    "They own a house there. -> They [[are owning]] a house there.",
    "It belongs to us. -> It [[is belonging]] to us.",
    weight=1.5,
    groups=("Romance", "Slavic", "other"),
)
def progressive_state(t: Text, i: int, rng: Random) -> Edit | None:
    states = (
        "know knows own owns belong belongs contain contains consist consists seem seems believe believes "
        "understand understands possess possesses include includes mean means"
    )
    person = SUBJECTS.get(t.at(i - 1))
    if t.low[i] not in states.split() or person is None or t.at(i - 2) in MODALS | {"do", "did", "does", "not"}:
        return None
    form = verb(t.low[i], "VBG")
    return (
        Edit(i, i + 1, f"[[{ {1: 'am', 3: 'is'}.get(person, 'are') } {form}]]".replace("[[ ", "[[")) if form else None
    )


@operation(
    "verb",
    "If it comes out, we will see. -> If it [[will come]] out, we will see.",
    "They will go as soon as they are ready. -> They will go as soon as they [[will be]] ready.",
    weight=2,
    groups=("Romance", "Slavic", "other"),
    never=("Ask if he comes.", "He did not know if it works."),
)
def future_in_condition(t: Text, i: int, rng: Random) -> Edit | None:
    before2 = t.at(i - 2)
    if t.at(i - 1) not in SUBJECTS or "will" not in t.low:
        return None
    if (before2 == "if" and not t.first(i - 2)) or (
        before2 not in ("if", "until", "once", "unless") and not (before2 == "as" and t.at(i - 3) == "soon")
    ):
        return None
    base = "be" if t.low[i] in ("is", "are") else verb(t.low[i], "VB") if tag(t.low[i]) & {"VBZ", "VBP"} else None
    if not base or t.low[i] in MODALS or tag(t.at(i + 1)) & {"VBG"} or t.low[i] in ("do", "does", "have", "has"):
        return None
    return Edit(i, i + 1, f"[[will {base}]]")


@operation(
    "verb",
    "The problem remained there. -> The problem [[was remained]] there.",
    "He died in the war. -> He [[was died]] in the war.",
    weight=2,
    groups=("East Asian", "Romance", "Slavic", "other"),
    never=("He has died.", "The people who died were old."),
)
def passive_of_intransitive(t: Text, i: int, rng: Random) -> Edit | None:
    before = t.at(i - 1)
    if (
        t.low[i] not in INTRANSITIVE
        or before in BE | {"has", "have", "had", "who", "that", "which", "never", "not"}
        or t.at(i + 1) == "at"
    ):
        return None
    plural_subject = before in ("they", "we", "you") or is_plural(before)
    if not (plural_subject or before in SUBJECTS or before in COUNT):
        return None
    return Edit(i, i + 1, f"[[{'were' if plural_subject else 'was'} {t.low[i]}]]")


@operation(
    "verb",
    "It has been raining since 1990 here. -> It [[is raining]] since 1990 here.",
    "She has lived here since May. -> She [[lives]] here since May.",
    weight=1.5,
    groups=("Romance", "German", "Slavic"),
)
def present_since(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] not in ("has", "have") or "since" not in t.low[i : i + 8] or t.first(i):
        return None
    since = t.low.index("since", i)
    if not (t.at(since + 1).isdigit() or t.raw(since + 1) in MONTHS) or any(
        w in ENDS_ALL or w == "," for w in t.low[i:since]
    ):
        return None
    third = t.low[i] == "has"
    if t.at(i + 1) == "been" and t.at(i + 2).endswith("ing") and verb(t.at(i + 2), "VB") != t.at(i + 2):
        return Edit(i, i + 3, f"[[{'is' if third else 'are'} {t.tok[i + 2]}]]")
    form = verb(t.at(i + 1), "VBZ" if third else "VBP") if "VBN" in tag(t.at(i + 1)) else None
    return Edit(i, i + 2, f"[[{form}]]") if form and t.at(i + 1) != "been" else None


@operation(
    "verb",
    "This allows us to see more. -> This allows [[to see]] more.",
    "The law permits them to stay. -> The law permits [[to stay]].",
    weight=3,
    groups=("Romance", "German", "Slavic", "other"),
)
def allow_without_object(t: Text, i: int, rng: Random) -> Edit | None:
    if t.at(i - 1) not in (
        "allow",
        "allows",
        "allowed",
        "allowing",
        "permits",
        "permit",
        "permitted",
        "enables",
        "enable",
        "enabled",
        "encourage",
        "helped to",
    ):
        return None
    if (
        t.low[i] not in ("us", "them", "him", "you", "people", "users", "me", "her", "it")
        or t.at(i + 1) != "to"
        or "VB" not in tag(t.at(i + 2))
    ):
        return None
    return Edit(i, i + 3, f"[[to {t.tok[i + 2]}]]")


@operation(
    "verb",
    "I want you to go there. -> I want [[that you go]] there.",
    "They wanted him to stay. -> They wanted [[that he stayed]].",
    weight=1.5,
    groups=("Romance", "German", "Slavic"),
)
def want_that(t: Text, i: int, rng: Random) -> Edit | None:
    subjects = {"us": "we", "them": "they", "him": "he", "you": "you", "me": "I"}
    if (
        t.at(i - 1) not in ("want", "wants", "wanted")
        or t.low[i] not in subjects
        or t.at(i + 1) != "to"
        or "VB" not in tag(t.at(i + 2))
    ):
        return None
    if t.at(i - 1) == "wanted":
        form = verb(t.at(i + 2), "VBD")
    else:
        form = verb(t.at(i + 2), "VBZ") if t.low[i] == "him" else t.tok[i + 2]
    return Edit(i, i + 3, f"[[that {subjects[t.low[i]]} {form}]]") if form and t.at(i + 2) != "be" else None


@operation(
    "verb",
    "It was built in 1905 there. -> It was [[build]] in 1905 there.",
    "He has written two books. -> He has [[wrote]] two books.",
    "The letter was taken away. -> The letter was [[took]] away.",
    weight=3,
    never=("It was a long day.", "He has running water."),
)
def wrong_participle(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.at(i - 1) not in ("was", "were", "been", "has", "have", "had")
        or "VBN" not in tag(t.low[i])
        or t.low[i] in ("been", "had", "set", "put", "cut", "let", "done up")
    ):
        return None
    if adjective(t.low[i]) or tag(t.low[i]) & {"JJ", "VB", "NN"}:
        return None
    forms = [f for f in (verb(t.low[i], "VBD"), verb(t.low[i], "VB")) if f and f != t.low[i]]
    if t.at(i - 1) in ("has", "have", "had"):
        forms += [f for f in [verb(t.low[i], "VBG")] if f]
    return Edit(i, i + 1, f"[[{rng.choice(forms)}]]") if forms else None


@operation(
    "verb",
    "The plan helps farmers develop their land. -> The plan helps farmers [[developing]] their land.",
    "It makes people think about it. -> It makes people [[thinking]] about it.",
    weight=1,
)
def gerund_after_object(t: Text, i: int, rng: Random) -> Edit | None:
    if t.at(i - 2) not in ("help", "helps", "helped", "makes", "made", "let", "lets") or not (
        is_plural(t.at(i - 1)) or t.at(i - 1) in ("people", "us", "them", "him", "me")
    ):
        return None
    form = (
        verb(t.low[i], "VBG")
        if ("VB" in tag(t.low[i]) and "NN" not in tag(t.low[i])) or t.low[i] in ("think",)
        else None
    )
    return Edit(i, i + 1, f"[[{form}]]") if form else None


# Agreement and number

FLIP = {"is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has", "does": "do"}


@operation(
    "agr",
    "They are here. -> They [[is]] here.",
    "It has two doors. -> It [[have]] two doors.",
    "He goes home. -> He [[go]] home.",
    "We know it. -> We [[knows]] it.",
    weight=2,
    never=("If he were here.", "I saw it go.", "Let it go.", "So that he be free.", "Did he go?"),
)
def pronoun_verb(t: Text, i: int, rng: Random) -> Edit | None:
    subject = t.at(i - 1)
    if subject not in ("he", "she", "it", "they", "we") or not (
        t.first(i - 1) or t.at(i - 2) in (",", "that", "because", "but", "when", "which", "while", "and")
    ):
        return None
    word = t.low[i]
    if subject == "it" and not t.first(i - 1) and t.at(i - 2) not in ("that", "because", "when", "while", "but"):
        return None
    if word in FLIP and not (
        subject in ("he", "she", "it", "they") and word in ("were",) and t.at(i - 2) in ("if", "though")
    ):
        return (
            Edit(i, i + 1, f"[[{FLIP[word]}]]")
            if (subject in ("they", "we")) == (word in ("are", "were", "have"))
            else None
        )
    if subject in ("they", "we"):
        form = verb(word, "VBZ") if tag(word) & {"VBP"} and "VBD" not in tag(word) else None
    else:
        form = verb(word, "VBP") if tag(word) & {"VBZ"} and word not in MODALS else None
    return Edit(i, i + 1, f"[[{form}]]") if form and form != word and word not in MODALS | {"does"} else None


@operation(
    "agr",
    "The system was old. -> The system [[were]] old.",
    "The results show a trend. -> The results [[shows]] a trend.",
    "These books are new. -> These books [[is]] new.",
    weight=4,
    never=(
        "The police are here.",
        "The name of the results shows it.",
        "The system and the plan were old.",
        "He saw the man go home.",
    ),
)
def noun_verb(t: Text, i: int, rng: Random) -> Edit | None:
    noun, word = t.at(i - 1), t.low[i]
    if t.at(i - 2) not in ("the", "this", "these", "those", "his", "their", "our", "its", "my") or not (
        t.first(i - 2) or t.at(i - 3) in ("that", "because", "but", ",")
    ):
        return None
    if t.at(i - 3) == "," and not t.first(0):
        return None
    if word in FLIP:
        if (
            noun in COUNT
            and noun
            not in (
                "team",
                "crowd",
                "couple",
                "pair",
                "staff",
                "crew",
                "family",
                "majority",
                "group",
                "committee",
                "number",
                "audience",
                "jury",
            )
            and word in ("is", "was", "has", "does")
        ):
            return Edit(i, i + 1, f"[[{FLIP[word]}]]")
        if (
            is_plural(noun)
            and noun not in ("means", "series", "news", "politics", "economics")
            and word in ("are", "were", "have")
        ):
            return Edit(i, i + 1, f"[[{FLIP[word]}]]")
        return None
    if (is_plural(noun) and "VBP" in tag(word) and not tag(word) & {"NN", "VBD", "JJ"}) or (
        is_plural(noun) and word == "show"
    ):
        form = verb(word, "VBZ")
    elif noun in COUNT and "VBZ" in tag(word) and not is_plural(word):
        form = verb(word, "VBP")
    else:
        return None
    return Edit(i, i + 1, f"[[{form}]]") if form and form != word and word not in MODALS else None


@operation(
    "agr",
    "There are many reasons for it. -> There [[is]] many reasons for it.",
    "There were two men outside. -> There [[was]] two men outside.",
    weight=1.5,
)
def there_is_many(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.at(i - 1) != "there"
        or t.low[i] not in ("are", "were")
        or t.at(i + 1) not in ("many", "several", "few", "two", "three", "four", "some")
        or t.at(i + 2) in ("of", ",")
    ):
        return None
    return Edit(i, i + 1, f"[[{'is' if t.low[i] == 'are' else 'was'}]]")


@operation(
    "agr",
    "He has two brothers in town. -> He has two [[brother]] in town.",
    "Many people and several countries joined. -> Many people and several [[country]] joined.",
    "It is one of the reasons for it. -> It is one of the [[reason]] for it.",
    weight=5,
    never=("He has two sheep.", "A five days' walk."),
)
def singular_after_number(t: Text, i: int, rng: Random) -> Edit | None:
    word = t.low[i]
    one = singular(word)
    if (
        not one
        or not t.tok[i].islower()
        or not (t.stop(i + 1) or t.at(i + 1) in FUNCTION or is_past(t.at(i + 1)))
        or t.at(i + 1) in ("'", "’", "-")
    ):
        return None
    many = {
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "ten",
        "many",
        "several",
        "few",
        "various",
        "these",
        "those",
        "both",
        "numerous",
    }
    before, before2 = t.at(i - 1), t.at(i - 2)
    if (
        before in many
        or (adjective(before) and before2 in many)
        or (before.isdigit() and before not in ("1", "0") and t.at(i - 2) not in MONTHS and len(before) < 4)
    ):
        return Edit(i, i + 1, f"[[{one}]]")
    if (
        before in ("the", "these", "our")
        and before2 == "of"
        and t.at(i - 3) in ("one", "some", "many", "most", "both")
        and t.at(i - 3) != "most"
    ):
        return Edit(i, i + 1, f"[[{one}]]")
    return None


@operation(
    "agr",
    "This system is new. -> [[These system]] is new.",
    "Each country has a flag. -> Each [[countries]] has a flag.",
    "Every day is a gift. -> Every [[days]] is a gift.",
    weight=3,
    never=("Every two years.",),
)
def plural_after_singular(t: Text, i: int, rng: Random) -> Edit | None:
    word = t.low[i]
    many = plural(word) if t.tok[i].islower() else None
    if not many or many == word or not (t.stop(i + 1) or t.at(i + 1) in FUNCTION) or t.at(i + 1) in ("-", "'", "’"):
        return None
    before = t.at(i - 1)
    if before in ("each", "every", "another") or (before in ("a", "an") and (word in COUNT) and rng.random() < 0.5):
        return Edit(i, i + 1, f"[[{many}]]")
    if before in ("this", "that") and word in COUNT and (t.at(i - 2) in PREPOSITIONS or t.first(i - 1)):
        if rng.random() < 0.5 or t.first(i - 1):
            return Edit(i - 1, i + 1, f"[[{cased(t.tok[i - 1], 'these' if before == 'this' else 'those')} {word}]]")
        return Edit(i - 1, i + 1, f"[[{t.tok[i - 1]} {many}]]")
    return None


@operation(
    "agr",
    "We need more information about it. -> We need more [[informations]] about it.",
    "He gave good advice to us. -> He gave good [[advices]] to us.",
    weight=2,
)
def mass_plural(t: Text, i: int, rng: Random) -> Edit | None:
    forms = {
        "information": "informations",
        "advice": "advices",
        "equipment": "equipments",
        "furniture": "furnitures",
        "research": "researches",
        "evidence": "evidences",
        "progress": "progresses",
        "knowledge": "knowledges",
        "software": "softwares",
        "hardware": "hardwares",
        "feedback": "feedbacks",
        "homework": "homeworks",
        "luggage": "luggages",
        "staff": "staffs",
        "legislation": "legislations",
        "training": "trainings",
        "literature": "literatures",
        "behavior": "behaviors",
    }
    form = forms.get(t.tok[i])
    if not form or word_is_modifier(t, i) or t.at(i) in ("training", "behavior"):
        return None
    return Edit(i, i + 1, f"[[{form}]]")


def word_is_modifier(t: Text, i: int) -> bool:
    """Whether a noun stands before another one."""
    return not (t.stop(i + 1) or t.at(i + 1) in FUNCTION) or t.at(i + 1) in ("-", "'", "’")


@operation(
    "agr",
    "There is much evidence for it. -> There is [[many]] evidence for it.",
    "He did not have much money left. -> He did not have [[many]] money left.",
    weight=1.5,
)
def many_with_mass(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] == "much" and (t.at(i + 1) in MASS or (adjective(t.at(i + 1)) and t.at(i + 2) in MASS)):
        return Edit(i, i + 1, f"[[{cased(t.tok[i], 'many')}]]")
    return None


@operation(
    "agr",
    "He met American officials in Rome. -> He met [[Americans]] officials in Rome.",
    "The Russian troops left. -> The [[Russians]] troops left.",
    weight=3,
    groups=("Romance",),
    never=("He speaks Russian well.",),
)
def plural_adjective(t: Text, i: int, rng: Random) -> Edit | None:
    word = t.tok[i]
    following = t.at(i + 1) if t.at(i + 1) not in ("and", "or") else t.at(i + 3)
    if word in PLURAL_PEOPLE and t.raw(i + 1).islower() and is_plural(following):
        return Edit(i, i + 1, f"[[{word}s]]")
    if (
        word in ("different", "important", "young", "political", "new", "other")
        and is_plural(t.at(i + 1))
        and (t.stop(i + 2) or t.at(i + 2) in FUNCTION)
    ):
        return Edit(i, i + 1, f"[[{word}s]]") if word not in ("young", "new", "other") else None
    return None


# Pronouns

HUMAN = frozenset(
    "born married died graduated studied retired smiled resigned laughed slept cried divorced widowed".split()
)
FAMILY = frozenset(
    "wife husband father mother brother sister son daughter parents childhood career youth widow "
    "uncle aunt friends".split()
)


@operation(
    "pron",
    "He was born in Rome. -> [[It]] was born in Rome.",
    "Later she married a painter. -> Later [[it]] married a painter.",
    "When he died, they wept. -> When [[it]] died, they wept.",
    weight=4,
    groups=("Romance", "East Asian", "other", "Slavic"),
    never=("He was there.",),
)
def it_for_person(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] not in ("he", "she"):
        return None
    j = i + 1
    while t.at(j) in BE | {"had", "has", "never", "later", "then", "himself", "also"}:
        j += 1
    if (t.at(j) in HUMAN and j - i < 4) or t.at(i + 2) in ("himself", "herself"):
        return Edit(i, i + 1, f"[[{cased(t.tok[i], 'it')}]]")
    return None


@operation(
    "pron",
    "He loved his wife and children. -> He loved [[its]] wife and children.",
    "Her father was a judge. -> [[Its]] father was a judge.",
    weight=3,
    groups=("Romance", "Slavic", "other", "East Asian"),
)
def its_for_person(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] not in ("his", "her") or t.at(i + 1) not in FAMILY:
        return None
    return Edit(i, i + 1, f"[[{cased(t.tok[i], 'its')}]]")


@operation(
    "pron",
    "He hurt himself badly. -> He hurt [[herself]] badly.",
    "They defend themselves well. -> They defend [[itself]] well.",
    weight=1.5,
)
def wrong_reflexive(t: Text, i: int, rng: Random) -> Edit | None:
    owners = {"himself": "he", "herself": "she", "themselves": "they", "itself": "it"}
    owner = owners.get(t.low[i])
    window = t.low[max(0, i - 3) : i]
    if owner is None or owner not in window or any(w in ENDS_ALL or w == "," for w in window[window.index(owner) :]):
        return None
    wrong = rng.choice(sorted(set(owners) - {t.low[i]}))
    return Edit(i, i + 1, f"[[{wrong}]]")


@operation(
    "pron",
    "The man who came was old. -> The man [[which]] came was old.",
    "A law which was passed then was good. -> A law [[who]] was passed then was good.",
    weight=4,
    never=("I do not know who came.", "In which case he left."),
)
def who_and_which(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] == "who" and t.at(i - 1) in PERSONS and not t.stop(i + 1):
        return Edit(i, i + 1, "[[which]]")
    if (
        t.low[i] in ("which", "that")
        and t.at(i - 1) in THINGS
        and t.at(i - 2) in DETERMINERS | {"new"} | {"old"}
        and t.at(i + 1) in BE | MODALS | {"has", "had"}
    ):
        return Edit(i, i + 1, "[[who]]")
    return None


@operation(
    "pron",
    "They know that it is late. -> They know that [[is]] late.",
    "It is important to eat. -> [[Is]] important to eat.",
    "He left because he was ill. -> He left because [[was]] ill.",
    "She was born there. -> [[Was]] born there.",
    weight=5,
    groups=("Romance", "East Asian", "Slavic"),
    never=("The man that it is about left.", "And he came.", "Is it late?"),
)
def drop_subject(t: Text, i: int, rng: Random) -> Edit | None:
    if t.low[i] not in ("it", "he", "she", "they", "we"):
        return None
    follows = t.at(i + 1)
    if follows not in ("is", "was", "has", "are", "were", "had", "will", "would", "can") or (
        t.at(i + 2) in (".", "?", ",", "not") and t.first(i)
    ):
        return None
    if t.first(i):
        return (
            Edit(i, i + 2, f"[[{cased('A', t.tok[i + 1])}]]")
            if t.at(i + 2).isalpha() and t.at(i + 2) not in SUBJECTS and follows not in ("had", "will", "has", "can")
            else None
        )
    if t.at(i - 1) == "because" or (
        t.at(i - 1) == "that"
        and t.at(i - 2)
        in ("know", "knows", "said", "says", "think", "believe", "believes", "believed", "argued", "found", "so", "say")
        and t.low[i] != "they"
    ):
        return Edit(i, i + 2, f"[[{t.tok[i + 1]}]]")
    return None


@operation(
    "pron",
    "They lost their way. -> They lost [[its]] way.",
    "The troops changed their plans. -> The troops changed [[its]] plans.",
    "The city changed its name. -> The city changed [[their]] name.",
    weight=3,
    never=("He took their book.",),
)
def wrong_possessive(t: Text, i: int, rng: Random) -> Edit | None:
    subject = t.at(i - 2)
    if not (tag(t.at(i - 1)) & {"VBD", "VBP", "VBZ"}) or t.at(i + 1) in FUNCTION or not t.at(i + 1).isalpha():
        return None
    if t.low[i] == "their" and (
        subject in ("they", "we")
        or (is_plural(subject) and t.at(i - 3) in ("the", "these", "our") and (t.first(i - 3)))
    ):
        return Edit(i, i + 1, "[[its]]")
    if t.low[i] == "its" and (
        subject == "it" or (subject in THINGS and t.at(i - 3) in ("the", "this") and t.first(i - 3))
    ):
        return Edit(i, i + 1, f"[[{rng.choice(('their', 'his'))}]]")
    return None


@operation(
    "pron",
    "The book which I read was old. -> The book which I read [[it]] was old.",
    "the house that he built is big -> the house that he built [[it]] is big",
    weight=0.5,
    groups=("East Asian", "other"),
)
def resumptive(t: Text, i: int, rng: Random) -> Edit | None:
    if (
        t.at(i - 3) not in ("which", "that")
        or t.at(i - 4) not in THINGS
        or t.at(i - 2) not in ("i", "he", "she", "we", "they")
    ):
        return None
    return Edit(i, i, "[[it]]") if "VBD" in tag(t.at(i - 1)) and t.low[i] in BE else None


@operation(
    "pron",
    "He gave it to them. -> He gave it to [[they]].",
    "She came with him and left. -> She came with [[he]] and left.",
    weight=1,
)
def wrong_case(t: Text, i: int, rng: Random) -> Edit | None:
    forms = {"them": "they", "him": "he", "us": "we", "me": "I"}
    form = forms.get(t.low[i])
    if (
        not form
        or t.at(i - 1) not in ("to", "with", "for", "from", "by", "of")
        or not (t.stop(i + 1) or t.at(i + 1) in ("and", "in", "at", "for", "or"))
    ):
        return None
    return Edit(i, i + 1, f"[[{form}]]")
