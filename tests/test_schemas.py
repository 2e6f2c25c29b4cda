"""The JSON Schemas of text editors accept what the program accepts, and refuse what it refuses."""

import json
import os
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from cluster.build.build import settings
from cluster.build.descriptions import roots
from cluster.build.editor_schemas import schemas_of
from cluster.build.ids import choices_in
from cluster.build.schema_files import SCHEMAS, refresh_schemas
from cluster.build.source_files import sources
from cluster.dates import Hours, When
from cluster.forms.fields import PATTERNS
from cluster.language import Languages
from cluster.reading.descriptions import described
from cluster.reading.documents import head_in
from cluster.reading.fields import fields_of
from cluster.reading.scalar_types import SCALARS, Coordinates, Id, IdentityName, Number, RegistrationNumber
from cluster.schemas.choices import FREE, NAMED, as_yaml_reads
from cluster.schemas.files import SchemaMaker
from cluster.schemas.scalars import SCHEMAS as SCHEMAS_OF
from cluster.schemas.scalars import names_of_codes
from jsonschema import Draft7Validator
from support.builds import MINIATURE, ROOT
from support.edits import SAMPLES
from support.generated import generated
from support.schemas import schema_of_file
from support.yaml_core import as_editors_read

THREE = Languages(all=("cs", "en", "de"))
Files = Mapping[str, bytes]
Validators = Mapping[str, Draft7Validator]


@cache
def of_the_miniature() -> Mapping[str, Any]:
    return schemas_of(THREE, choices_in(sources(MINIATURE, MINIATURE / "docs").texts))


def validators(schemas: Mapping[str, Any]) -> Validators:
    return {name: Draft7Validator(schema) for name, schema in schemas.items()}


@cache
def in_the_miniature() -> Validators:
    return validators(of_the_miniature())


def problems(schemas: Validators, file: str, text: str) -> list[str]:
    """What a text editor marks in a file: `members/0/kind: …`."""
    part = head_in(text) if file.endswith(".md") else text
    if not part and file.endswith(".md"):
        return []
    found = schemas[schema_of_file(file)].iter_errors(as_editors_read(part))
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message[:200]}" for each in found]


def problems_of_all(files: Files) -> dict[str, list[str]]:
    schemas = validators(schemas_of(THREE, choices_in(files)))
    found = {file: problems(schemas, file, raw.decode()) for file, raw in files.items()}
    return {file: each for file, each in found.items() if each}


def test_a_schema_accepts_the_files_of_this_cluster() -> None:
    site = settings(ROOT)
    files = sources(ROOT, Path(site.docs)).texts
    schemas = validators(schemas_of(site.languages, choices_in(files)))

    assert {
        file: found for file, raw in files.items() if (found := problems(schemas, file, raw.decode()))
    } == {}


def test_a_schema_accepts_the_files_of_the_miniature() -> None:
    assert problems_of_all(sources(MINIATURE, MINIATURE / "docs").texts) == {}


@pytest.mark.parametrize("seed", [1, 3])
def test_a_schema_accepts_whatever_the_classes_allow(seed: int) -> None:
    assert problems_of_all(generated(seed, events=8, posts=6)[0]) == {}


SPELLINGS: Mapping[Any, list[str]] = {
    When: [
        "2022",
        "2022-Q1",
        "2022-spring",
        "2022-summer",
        "2022-autumn",
        "2022-winter",
        "2022-10-13..2022-10-24",
        "2022-10-13 20:00..2022-10-14 02:00",
    ],
    Hours: ["9:00", "09:00..10:30"],
    Coordinates: ["49.455, 17.451", "49°N -17.4°E"],
    RegistrationNumber: ["CZ00123456", "DE 12.34/56-A"],
    Number: ["-6e-14", "6E+3"],
    Id: ["a-b", "2022", "1e3"],
    IdentityName: ["pages.example:8000/x"],
}
"""Values in other spellings than those of SAMPLES."""


def spellings(hint: Any, number: int = 200) -> Iterator[str]:
    """Texts that are like values of a type."""
    chance, base = random.Random(1), [*map(str, SAMPLES.get(hint, [])), *SPELLINGS.get(hint, [])]
    for _ in range(number):
        text = chance.choice(base)
        for _ in range(chance.choice((0, 1, 1, 2))):
            at, sign = chance.randrange(len(text) + 1), chance.choice("0129-:./ ,;°NE+e@aZž#?")
            text = text[:at] + chance.choice((sign, "")) + text[at + chance.choice((0, 1)) :]
        yield text


def accepts(parse: Callable[[str], Any], text: str) -> bool:
    try:
        parse(text.strip())
    except ValueError:
        return False
    return bool(text.strip())


@pytest.mark.parametrize("hint", [each for each in SCALARS if each in SCHEMAS_OF], ids=str)
def test_whatever_is_read_as_a_value_is_accepted_with_and_without_quotation_marks(hint: Any) -> None:
    right = [each for each in spellings(hint) if accepts(SCALARS[hint], each)]
    schema = Draft7Validator(SCHEMAS_OF[hint][1])

    assert right
    assert [each for each in right if not schema.is_valid(each)] == []
    assert [each for each in right if not schema.is_valid(as_yaml_reads(each.strip()))] == []


def test_each_type_of_values_has_a_schema() -> None:
    assert {each for each in SCALARS if not names_of_codes(each, "en")} == {bool, *SCHEMAS_OF}


EVENT = "title: Den s optikou\nkind: workshop\nwhen: 2022-10-13\n"
MEMBER = "members:\n- id: a\n  name: A\n  kind: company\n"

GOOD = [
    ("docs/events/a.md", EVENT),
    ("docs/events/a.md", EVENT + "draft: 'true'"),
    ("docs/events/a.md", EVENT.replace("2022-10-13", "2022")),
    ("docs/events/a.md", EVENT.replace("2022-10-13", "'2022'")),
    ("docs/events/a.md", EVENT.replace("2022-10-13", "2022-autumn")),
    ("docs/events/a.md", EVENT.replace("2022-10-13", "2022-10-13 9:00..16:30")),
    ("docs/events/a.md", EVENT.replace("2022-10-13", "2022-10-13T20:00 .. 2022-10-14 02:00")),
    ("docs/events/a.md", EVENT.replace("Den s optikou", "2022")),
    ("docs/events/a.md", EVENT.replace("Den s optikou", "true")),
    ("docs/events/a.md", EVENT.replace("Den s optikou", "{cs: Den, language: en}")),
    ("docs/events/a.md", EVENT + "fee: {price: 99.50, currency: EUR}"),
    ("docs/events/a.md", EVENT + "fee: {price: '0'}"),
    ("docs/events/a.md", EVENT + 'programme: [{title: A, time: 09:00}, {title: B, time: "9:00..10:30"}]'),
    ("docs/events/a.en.md", "title: A day\nsummary: 2022"),
    ("docs/about.md", "title: O nás"),
    ("data/members.yaml", MEMBER + "  coordinates: 49.46, 17.45"),
    ("data/members.yaml", MEMBER + "  coordinates: 49.46N 17.45E"),
    ("data/members.yaml", MEMBER + "  registration_number: 00123456"),
    ("data/members.yaml", MEMBER + "  registration_number: '00123456'\n  founded: 1348"),
    ("data/members.yaml", MEMBER.replace("id: a", "id: 2022")),
    ("data/members.yaml", "members: []"),
    ("data/equipment.yaml", "equipment: []\nmethods: []"),
]
"""What the program accepts, written in a way that is easily refused."""


@pytest.mark.parametrize(("file", "text"), GOOD)
def test_a_schema_accepts_all_forms_of_a_value(file: str, text: str) -> None:
    assert problems(in_the_miniature(), file, f"---\n{text}\n---\n" if file.endswith(".md") else text) == []


BAD = [
    ("docs/events/a.md", "title: Den\nwhen: 2022-10-13", "kind"),
    ("docs/events/a.md", EVENT + "palce: Přerov", "palce"),
    ("docs/events/a.md", EVENT + "kindd: workshop", "kindd"),
    ("docs/events/a.md", EVENT.replace("workshop", "workshp"), "workshp"),
    ("docs/events/a.md", EVENT.replace("2022-10-13", "13. 10. 2022"), "13. 10. 2022"),
    ("docs/events/a.md", EVENT.replace("2022-10-13", "2022-13-10"), "2022-13-10"),
    ("docs/events/a.md", EVENT.replace("2022-10-13", "20221"), "20221"),
    ("docs/events/a.md", EVENT.replace("Den s optikou", "[Den]"), "Den"),
    ("docs/events/a.md", EVENT.replace("Den s optikou", "{en: A day}"), "title"),
    ("docs/events/a.md", EVENT.replace("Den s optikou", "{cs: Den, fr: Jour}"), "fr"),
    ("docs/events/a.md", EVENT.replace("Den s optikou", ""), "title"),
    ("docs/events/a.md", EVENT.replace("Den s optikou", "''"), "title"),
    ("docs/events/a.md", EVENT + "pillars: [lenzes]", "lenzes"),
    ("docs/events/a.md", EVENT + "pillars: lenses", "lenses"),
    ("docs/events/a.md", EVENT + "pillars: []", "pillars"),
    ("docs/events/a.md", EVENT + "fulfils: [nothing]", "nothing"),
    ("docs/events/a.md", EVENT + "online: yes", "yes"),
    ("docs/events/a.md", EVENT + "updated: 2022-10", "2022-10"),
    ("docs/events/a.md", EVENT + "fee: {price: 15 Kč}", "15 Kč"),
    ("docs/events/a.md", EVENT + "fee: {currency: EUR}", "price"),
    ("docs/events/a.md", EVENT + "fee: {price: 15, currency: Kč}", "Kč"),
    ("docs/events/a.md", EVENT + "registration: {link: example.org}", "example.org"),
    ("docs/events/a.md", EVENT + "registration: {email: at example}", "at example"),
    ("docs/events/a.md", EVENT + "outcome: {attendance: -1}", "-1"),
    ("docs/events/a.md", EVENT + "outcome: {attendance: 1.5}", "1.5"),
    ("docs/events/a.md", EVENT + "languages: [cz]", "cz"),
    ("docs/events/a.md", EVENT + "time_zone: Prague", "Prague"),
    ("docs/events/a.md", EVENT + "sources: [https://a.example/, https://a.example/]", "sources"),
    ("docs/events/a.en.md", "kind: workshop", "kind"),
    ("docs/news/a.md", "title: A", "summary"),
    ("data/members.yaml", MEMBER.replace("id: a", "id: Člen 1"), "Člen 1"),
    ("data/members.yaml", MEMBER.replace("id: a", "id: -1"), "-1"),
    ("data/members.yaml", MEMBER + "  coordinates: Přerov", "Přerov"),
    ("data/members.yaml", MEMBER + "  founded: 20", "20"),
    ("data/members.yaml", MEMBER + "  people: [{name: [A], role: B}]", "name"),
    ("data/members.yaml", "member: []", "member"),
    ("data/cluster.yaml", "name: A", "abbreviation"),
]


@pytest.mark.parametrize(("file", "text", "wrong"), BAD)
def test_a_schema_refuses_what_is_wrong(file: str, text: str, wrong: str) -> None:
    found = problems(in_the_miniature(), file, f"---\n{text}\n---\n" if file.endswith(".md") else text)

    assert [each for each in found if wrong in each] != []


def has_id(hint: Any) -> bool:
    return hint is Id or any(map(has_id, get_args(hint)))


def test_each_field_with_an_id_says_of_what() -> None:
    for cls in described(roots()):
        for name, (hint, _) in fields_of(cls).items():
            if has_id(hint):
                assert name in NAMED or name in FREE or f"{cls.__name__}.{name}" in FREE, (
                    f"{cls.__name__}.{name}"
                )


def test_ids_of_the_project_are_the_choices_with_their_titles() -> None:
    pillars = of_the_miniature()["event"]["definitions"]["PillarId"]

    names = dict(zip(pillars["enum"], pillars["markdownEnumDescriptions"], strict=True))
    assert names == {"lenses": "Čočky", "mirrors": "Plochá zrcadla", "prisms": "Hranoly"}


def test_what_is_no_text_in_yaml_can_be_chosen_all_the_same() -> None:
    assert [as_yaml_reads(each) for each in ("2022", "1e3", "true", "optics")] == [
        2022,
        1000.0,
        True,
        "optics",
    ]
    schemas = validators(schemas_of(THREE, {"Pillar": {"2022": "Rok", "true": "Pravda"}}))

    assert problems(schemas, "docs/events/a.md", f"---\n{EVENT}pillars: [2022, true, '2022']\n---\n") == []


def test_texts_in_a_language_that_is_not_built_are_not_marked() -> None:
    event = f"---\n{EVENT}place: {{cs: A, pl: B}}\n---\n"
    schemas = validators(schemas_of(replace(THREE, unbuilt=("pl",)), {}))

    assert problems(in_the_miniature(), "docs/events/a.md", event)
    assert problems(schemas, "docs/events/a.md", event) == []


def test_a_site_in_one_language_is_offered_no_texts_in_several() -> None:
    schema = SchemaMaker(
        words=None,
        language="en",
        languages=Languages(all=("en",)),
        choices={},  # type: ignore[arg-type]
    )

    assert schema._snippet() == {}


def texts_in(schema: Any, key: str) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from (value for name, value in schema.items() if name == key and isinstance(value, str))
        yield from (each for value in schema.values() for each in texts_in(value, key))
    elif isinstance(schema, list):
        yield from (each for value in schema for each in texts_in(value, key))


def test_patterns_have_no_escapes_that_javascript_refuses() -> None:
    patterns = {each for schema in of_the_miniature().values() for each in texts_in(schema, "pattern")}

    escapes = {found for each in patterns for found in re.findall(r"\\.", each)}
    assert escapes <= {r"\s", r"\S", r"\d", r"\."}


def test_whoever_writes_a_wrong_date_is_told_how_to_write_one() -> None:
    date = of_the_miniature()["event"]["definitions"]["Date"]

    assert "2027-10-23 09:00..16:30" in date["patternErrorMessage"]


@pytest.mark.parametrize(
    ("hint", "wrong"),
    [
        (When, "2027-02-30"),
        (When, "2027-04-31 09:00"),
        (When, "2027-10-13..2027-11-31"),
        (When, "2027-13"),
        (When, "2027-10-13 25:00"),
        (Hours, "09:60"),
    ],
)
def test_text_editors_and_forms_refuse_a_date_that_does_not_exist(hint: Any, wrong: str) -> None:
    with pytest.raises(ValueError, match=r"there is no day|out of range"):
        SCALARS[hint](wrong)
    _, schema = SCHEMAS_OF[hint]
    assert not re.search(schema["pattern"], wrong)
    assert not re.search(PATTERNS[hint][0], wrong)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose schemas can be made without its program."""
    for name, text in {
        "data/plan.yaml": "pillars:\n- {id: lenses, title: Čočky}\n",
        "docs/events/a.md": f"---\n{EVENT}---\nText.\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


class Settings:
    """The settings that the schemas need."""

    def __init__(self, project: Path) -> None:
        self.docs, self.languages = str(project / "docs"), THREE


def refresh(project: Path) -> bool:
    return refresh_schemas(project, Settings(project))  # type: ignore[arg-type]


def ids(project: Path, schema: str, definition: str) -> list[str]:
    made = json.loads((project / SCHEMAS / f"{schema}.json").read_text())
    return list(made["definitions"].get(definition, {}).get("enum", []))


def test_schemas_are_made_again_when_an_id_or_a_title_changes(project: Path) -> None:
    assert refresh(project)
    assert not refresh(project)

    written = (project / SCHEMAS / "news.json").stat().st_mtime_ns
    (project / "docs/events/a.md").write_text(f"---\n{EVENT}---\nAnother text.\n")
    assert not refresh(project)
    assert (project / SCHEMAS / "news.json").stat().st_mtime_ns == written

    members = (project / SCHEMAS / "members.json").stat().st_mtime_ns
    (project / "docs/events/b.md").write_text(f"---\n{EVENT}---\n")
    assert refresh(project)
    assert (project / SCHEMAS / "members.json").stat().st_mtime_ns == members, "it names no events"
    assert ids(project, "news", "EventPlannedEventCallId") == ["a", "b"]

    (project / "docs/events/b.md").unlink()
    assert refresh(project)
    assert ids(project, "news", "EventPlannedEventCallId") == ["a"]


def test_files_of_the_same_time_and_size_are_not_read_again(project: Path) -> None:
    refresh(project)
    plan = project / "data/plan.yaml"
    before = plan.stat()
    plan.write_text(plan.read_text().replace("Čočky", "Čočka"))
    os.utime(plan, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not refresh(project)

    plan.touch()
    assert refresh(project)


def test_a_translation_is_no_item_of_its_own(project: Path) -> None:
    (project / "docs/events/a.en.md").write_text("---\ntitle: A day\n---\n")
    refresh(project)

    assert ids(project, "news", "EventPlannedEventCallId") == ["a"]


def test_a_file_that_cannot_be_read_keeps_its_ids(project: Path) -> None:
    refresh(project)
    (project / "data/plan.yaml").write_text("pillars: [{id: lenses")
    refresh(project)

    assert ids(project, "event", "PillarId") == ["lenses"]


def test_a_damaged_note_of_what_schemas_were_made_of_is_made_again(project: Path) -> None:
    refresh(project)
    (project / SCHEMAS / "made.json").write_text("{")

    assert refresh(project)
    assert ids(project, "event", "PillarId") == ["lenses"]
