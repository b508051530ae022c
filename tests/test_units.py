"""Units and their sources: machine text, places in the source, comparison across files."""

import pytest

from tqcheck import Config, check_text
from tqcheck.api import engine
from tqcheck.check import Example
from tqcheck.checks import registry
from tqcheck.types import Document, Segment
from tqcheck.units import finished, with_machine_text


def document(target: str, *, source: str, path: str = "a", state: str | None = None, syntax: str = "") -> Document:
    syntaxes = (syntax,) if syntax else ()
    example = Example(target, "de", "en", source=source, state=state, syntaxes=syntaxes)
    made = example.units()
    return Document(**{**{name: getattr(made, name) for name in made.__dataclass_fields__}, "path": path})


def test_machine_text_is_opaque() -> None:
    (unit,) = with_machine_text(document("<b>%(nom)s</b> und https://x.org", source="a", syntax="python")).segments
    assert [unit.text[span.start : span.end] for span in unit.opaque] == ["<b>%(nom)s</b>", "https://x.org"]


def test_an_omission_stands_in_the_source() -> None:
    made = document("Hallo!", source="Hello {name}!")
    checked, _ = engine(Config(select=("placeholder",))).check(made)
    (issue,) = checked.issues
    assert (issue.quote, issue.in_source) == ("{name}", True)
    assert made.text[issue.start : issue.end] == "{name}"


def test_an_omission_is_the_whole_unit_where_the_source_stands_elsewhere() -> None:
    made = document("Hallo!", source="Hello {name} and {user}!")
    (unit,) = made.segments
    apart = Segment(**{**{name: getattr(unit, name) for name in unit.__slots__}, "source_runs": ()})
    checked, _ = engine(Config(select=("placeholder",))).check(
        Document(**{**{name: getattr(made, name) for name in made.__dataclass_fields__}, "segments": (apart,)})
    )
    assert [issue.quote for issue in checked.issues] == ["Hallo!", "Hallo!"]
    assert len({issue.message for issue in checked.issues}) == len({issue.fingerprint for issue in checked.issues}) == 2


def test_units_are_compared_across_files() -> None:
    source = "The file has been saved."
    made = [
        document("Die Datei wurde gespeichert.", source=source, path="a"),
        document("Das Dokument ist gesichert.", source=source, path="b"),
    ]
    report = engine(Config(select=("inconsistent-translation",))).check_all(made)
    assert [[issue.quote for issue in checked.issues] for checked in report.documents] == [
        [],
        ["Das Dokument ist gesichert."],
    ]


@pytest.mark.parametrize("state", ["fuzzy", "needs-review-translation", "needs_review", "new", "unfinished", "initial"])
def test_a_draft_is_no_error(state: str) -> None:
    made = document("Hallo!", source="Hello {name}, you are 25", state=state)
    checked, _ = engine(Config(select=("source",))).check(made)
    assert [(issue.rule, issue.severity.penalty) for issue in checked.issues] == [("unfinished-unit", 0)]


@pytest.mark.parametrize("state", [None, "final", "translated", "signed-off", "reviewed", "approved"])
def test_what_is_finished_is_checked(state: str | None) -> None:
    (unit,) = document("a", source="b", state=state).segments
    assert finished(unit)


def test_running_text_is_compared_with_its_original() -> None:
    issues = check_text(
        "Es gab 51.799,762 Stimmen.\n\nDas Wetter war gut.",
        source="There were 51,799,762 votes.\n\nThe weather was fine.",
        target_lang="de",
        source_lang="en",
    )
    assert [(issue.rule, issue.quote) for issue in issues] == [("number", "51.799,762")]


GOOD = [
    ("Save", "Speichern"),
    ("OK", "OK"),
    ("Wi-Fi", "Wi-Fi"),
    ("{count} km", "{count} km"),
    ("Version 2.0 of %s", "Version 2.0 von %s"),
    ("It is 3:30 PM.", "Es ist 15.30 Uhr."),
    ("Price: $1,234.50", "Preis: 1.234,50 $"),
    ("See <a href='x'>the manual</a>.", "Siehe <a href='y'>das Handbuch</a>."),
    ("Are you sure you want to delete it?", "Möchten Sie es wirklich löschen?"),
    ("Loading…", "Wird geladen ..."),
    ("Three files", "3 Dateien"),
    ("English", "Englisch"),
    ("© 2024 Example Inc.", "© 2024 Example Inc."),
    ("You’re protected! ", "Sie sind geschützt!"),
    ("Show tip in “Details:”", "Tipp in „Details“ zeigen"),
    ("Are you sure?", "Sind Sie sicher? Das bleibt so!"),
    ("For example +1 for the US", "Zum Beispiel +49 für Deutschland"),
    ("Edit .gitattributes", ".gitattributes bearbeiten"),
    ("Share to…", "An … senden"),
    ("Full path: %fullpath%", "Voller Pfad: %fullpath%"),
    ("Forgot password", "Passwort vergessen?"),
    ("Such as gemini-2.5-flash, whisper-large-v3", "Etwa gemini-2.5-flash, whisper-large-v3"),
]


@pytest.mark.parametrize(("source", "target"), GOOD)
def test_good_translations_are_silent(source: str, target: str) -> None:
    checked, failures = engine(Config(select=("source",))).check(document(target, source=source))
    assert (checked.issues, failures) == ((), [])


def test_every_check_with_a_source_is_in_its_group() -> None:
    assert {check.group for check in registry().values() if check.needs_source} == {"source"}


def test_a_unit_in_a_third_language() -> None:
    made = document("Le fichier a été enregistré avec succès.", source="The file has been saved successfully.")
    checked, _ = engine(Config()).check(made)
    (issue,) = checked.issues
    assert (issue.rule, issue.language, issue.severity.value) == ("untranslated-span", "fr", "critical")


def test_punctuation_that_the_source_has_is_its_own() -> None:
    config = Config(select=("space-before-comma",))
    own = document("Etwa .css , .js und andere.", source="For example .css , .js and others.")
    slip = document("Etwa Dateien , Ordner und andere.", source="For example files, folders and others.")
    assert [[issue.quote for issue in engine(config).check(made)[0].issues] for made in (own, slip)] == [[], [" ,"]]
