"""Every field is described once: in English by its docstring, in other languages by a file with its keys."""

import re

import pytest
import yaml
from cluster.build.data_files import schema_of
from cluster.build.descriptions import FOLDER, descriptions_of, in_english, of_file, roots, to_describe
from cluster.content.awards import Award
from cluster.content.equipment import Equipment
from cluster.content.events import Event
from cluster.content.members import Member
from cluster.content.plan import Plan
from cluster.office.draft_descriptions import draft, draft_of_descriptions
from cluster.reading.descriptions import (
    Description,
    described,
    docstrings,
    merged,
    missing,
    read_descriptions,
    unknown,
)
from cluster.reading.fields import fields_of

PROGRAM = FOLDER.parent
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))


def test_every_field_has_a_label_and_a_hint_in_english() -> None:
    of_files = {cls.__name__ for cls in roots() if not cls.__module__.startswith("cluster.content")}
    for cls in described(roots()):
        for field in fields_of(cls):
            words = descriptions_of("en")
            assert words.label(cls, field), f"{cls.__name__}.{field}"
            assert words.hint(cls, field), f"{cls.__name__}.{field}"
        assert descriptions_of("en").hint(cls) or cls.__name__ in of_files


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hint_is_short_enough_for_a_form(language: str) -> None:
    words = descriptions_of(language).entries

    assert [key for key, each in words.items() if len(each.hint) > 160] == []


def test_the_file_of_equipment_is_not_described_as_one_record() -> None:
    words, file = descriptions_of("cs"), schema_of("data/equipment.yaml")

    assert words.label(Equipment) == "Vybavení"
    assert words.label(file) == "Přístroje a laboratoře"
    assert words.hint(file) == ""


def test_the_hint_of_a_field_is_its_docstring_and_its_label_a_few_words() -> None:
    words = descriptions_of("en")

    assert words.hint(Event, "when").startswith("A date, exact (`2027-10-13`")
    assert words.label(Event, "when") == "Date and time"
    assert words.label(Plan, "working_groups") == "Working groups"


def test_a_field_of_a_base_class_is_described_once_for_all() -> None:
    words = descriptions_of("en")

    assert words.label(Event, "draft") == "Draft"
    assert words.hint(Member, "name") == in_english()["Organisation.name"].hint


def test_values_are_named_by_the_words_of_the_site_where_it_has_them() -> None:
    assert descriptions_of("cs").value(Event, "kind", "general-assembly") == "Členská schůze"
    assert descriptions_of("en").value(Award, "kind", "label") == "Quality label"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_language_are_about_fields_that_exist(language: str) -> None:
    wanted = in_english() if language == "en" else to_describe()

    assert list(unknown(of_file(language), wanted)) == []


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_the_words_of_a_language_are_complete(language: str) -> None:
    assert list(missing(of_file(language), to_describe())) == []


def test_what_a_language_lacks_or_has_too_much_is_named() -> None:
    english = {"A.b": Description("B", "A letter.", {"x": "X", "y": "Y"}), "A": Description("A")}
    own = {"A.b": Description("Bé", "", {"x": "Iks", "z": "Zet"}), "C": Description("Cé")}

    assert list(missing(own, english)) == ["A.b: hint", "A.b: values: y", "A: label"]
    assert list(unknown(own, english)) == ["A.b: values: z", "C"]


def test_what_a_language_lacks_is_said_in_english() -> None:
    english = {"A.b": Description("B", "A letter.", {"x": "X", "y": "Y"})}
    own = read_descriptions("A.b: {label: Bé, values: {x: Iks}}")

    assert merged(english, own) == {"A.b": Description("Bé", "A letter.", {"x": "Iks", "y": "Y"})}


def test_a_draft_has_every_key_with_the_english_beside_it_and_keeps_what_is_written() -> None:
    english = {"A.b": Description("B", "A `letter`.", {"x": "X"})}
    own = {"A.b": Description("Bé", 'Znak: "#"')}

    assert list(draft_of_descriptions(own, english)) == [
        "A.b:",
        '  label: "Bé"',
        r'  hint: "Znak: \"#\""',
        "  values:",
        '    x: ""  # X',
    ]
    assert yaml.safe_load(draft("fr")).keys() == to_describe().keys()


def test_a_hint_is_the_first_paragraph_of_a_docstring() -> None:
    source = '''
class A:
    """A class.

    For programmers."""
    b: int = 1
    """A number
    of things.

    For programmers."""
'''
    assert docstrings(source) == {"A": "A class.", "A.b": "A number of things."}


def test_examples_are_in_the_languages_of_the_site() -> None:
    words = descriptions_of("pl").for_site(("pl", "uk", "en"))
    hints = [each.hint for each in words.entries.values()]

    assert words.hint(Event, "languages").endswith("`[pl, uk]`.")
    assert words.entries["Value.Text"].hint.endswith("`{pl: …, uk: …}`.")
    assert not [each for each in hints if "cs" in re.findall(r"\w+", each)]


OF_ONE_CLUSTER = re.compile(
    r"\b(?:optic|optik|optyk|laser|photon|foton)|wavelength|\+420|\bCZ\b|Prague|Czech Optical|\bCOC\b",
    re.IGNORECASE,
)
"""A field and a country; that a language is Czech, any cluster may read."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hint_is_of_no_field_and_no_country(language: str) -> None:
    entries = descriptions_of(language).entries

    assert [each.hint for each in entries.values() if OF_ONE_CLUSTER.search(each.hint)] == []


READ = [
    path.relative_to(PROGRAM).as_posix()
    for pattern in ("messages/*.po", "words/*.yaml", "starter/*.md", "starter/*.in", "starter/*.yaml")
    for path in sorted(PROGRAM.glob(pattern))
]
"""The texts that a new project has, and those that the program says to it."""


@pytest.mark.parametrize("path", READ)
def test_what_a_new_cluster_reads_is_of_no_field_and_no_country(path: str) -> None:
    text = (PROGRAM / path).read_text("utf-8")

    assert [line for line in text.splitlines() if OF_ONE_CLUSTER.search(line)] == []
