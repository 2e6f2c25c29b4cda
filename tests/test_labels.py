"""Who writes what people see in place of a value or a field learns the value or the name of the field."""

import re
from pathlib import Path
from typing import get_args

import pytest
from cluster.build.descriptions import roots
from cluster.build.labels import labels_in
from cluster.build.load import read_site
from cluster.content.members import MemberKind
from cluster.language import Languages
from cluster.problems import Invalid
from cluster.reading.descriptions import choices, described
from cluster.reading.fields import fields_of
from cluster.reading.labels import near_label, suggested, value_named
from support.builds import MINIATURE, copy_of_miniature, replace
from support.command_line import cluster
from support.sources import problems_of

FRENCH = Languages(all=("fr", "en"))
EVENT = "docs/events/day.md"
KINDS = {
    "fair": ["Salon professionnel", "Salons professionnels"],
    "workshop": ["Atelier"],
    "other": ["Autre"],
}


def told(file: str, text: str) -> list[str]:
    """What is wrong with a file of a French site, without its name and what it is about."""
    with pytest.raises(Invalid) as caught:
        read_site({file: text.encode()}, FRENCH)
    found = [each for each in caught.value.problems if each.place.file == file]
    return [f"{each.place.line}: {each.message.partition(': ')[2]}" for each in found]


def event(*lines: str) -> list[str]:
    return told(EVENT, "\n".join(["---", "title: Jour", "when: 2022-05-05", *lines, "---", ""]))


def test_a_label_is_known_whatever_its_case_and_accents_and_in_the_plural() -> None:
    for written in ("atelier", "ATELIER", "Ateliers", "Ateljer"):
        assert near_label(written, KINDS) == "; did you mean 'workshop' (Atelier)?"
    assert near_label("Sàlons Professionnels", KINDS) == "; did you mean 'fair' (Salons professionnels)?"
    assert near_label("salon", KINDS) == "; did you mean 'fair' (Salon professionnel)?"


def test_a_value_that_is_written_wrong_is_told_without_a_label() -> None:
    assert near_label("other ones", {"other": ["Other ones"]}) == "; did you mean 'other'?"
    assert near_label("Workshp", KINDS) == near_label("WORKSHOP", KINDS) == "; did you mean 'workshop'?"


def test_what_is_like_no_value_is_told_with_all_values_and_their_first_labels() -> None:
    assert suggested("xyz", {**KINDS, "plain": ["Plain"], "bare": []}) == (
        " (there are: fair (Salon professionnel), workshop (Atelier), other (Autre), plain, bare)"
    )


def test_a_label_of_several_values_means_none_of_them() -> None:
    assert value_named("beide", {"a": ["Beide"], "b": ["beide"]}) == ""
    assert suggested("beide", {"a": ["Beide"], "b": ["beide"]}) == " (there are: a (Beide), b (beide))"


@pytest.mark.parametrize("language", ["cs", "de", "en", "fr", "pl", "sk"])
def test_every_label_of_every_choice_means_its_value(language: str) -> None:
    known = labels_in((language,))
    allowed = {choices(hint) for cls in described(roots()) for hint, _ in fields_of(cls).values()} - {()}

    assert known.values.keys() == allowed
    for labelled in known.values.values():
        for value, labels in labelled.items():
            assert {value_named(each, labelled) for each in labels} == {value}


def test_labels_are_known_in_the_languages_of_the_site_and_in_english() -> None:
    labelled = labels_in(("fr", "cs")).of(get_args(MemberKind))

    for written in ("Entreprises", "firma", "Companies"):
        assert value_named(written, labelled) == "company"
    assert value_named("Unternehmen", labelled) == ""


def test_words_that_the_hint_of_a_field_has_behind_a_value_mean_it() -> None:
    labelled = labels_in(("fr",)).of(get_args(MemberKind))

    for written in ("école", "Lycée", "centre de formation"):
        assert value_named(written, labelled) == "school"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("kind: atelier", "4: kind: unknown value 'atelier'; did you mean 'workshop' (Atelier)?"),
        ("kind: Ateliers", "4: kind: unknown value 'Ateliers'; did you mean 'workshop' (Ateliers)?"),
        (
            "kind: workshop\nstatus: annulée",
            "5: status: unknown value 'annulée'; did you mean 'cancelled' (Annulé)?",
        ),
        ("kind: workshop\nonline: oui", "5: online: expected true or false, found 'oui'; write true"),
    ],
)
def test_a_label_in_the_head_of_a_text_is_refused_with_its_value(line: str, problem: str) -> None:
    assert event(line) == [problem]


@pytest.mark.parametrize(
    ("file", "lines", "problem"),
    [
        ("members", "name: A\nkind: école", "4: kind: unknown value 'école'; did you mean 'school' (école)?"),
        ("partners", "name: A\nkind: pôle", "4: kind: unknown value 'pôle'; did you mean 'cluster' (Pôle)?"),
        (
            "equipment",
            "title: A\nkind: instrument\naccess: [Pour les membres du pôle]",
            "5: access: unknown value 'Pour les membres du pôle'; "
            "did you mean 'members' (Pour les membres du pôle)?",
        ),
        (
            "equipment",
            "title: A\nkind: instrument\naccess: Pour les membres du pôle",
            "5: access: expected a list (lines that start with -), found a text; write [members]",
        ),
        (
            "equipment",
            "title: A\nkind: instrument\naccess: [dans le cadre d'un projet, members paid]",
            "5: access: expected one value in each entry, found 'members paid'; write [members, paid]",
        ),
    ],
)
def test_a_label_in_a_list_of_data_is_refused_with_its_value(file: str, lines: str, problem: str) -> None:
    entry = "\n    ".join(["- id: a", *lines.split("\n")]).replace("    ", "  ", 0)

    assert problem in told(f"data/{file}.yaml", f"{file}:\n  {entry}\n")


def test_a_target_of_the_plan_is_told_by_its_label() -> None:
    activity = "{id: a, title: A, text: A, target: {number: 2, of: ateliers}}"
    plan = f"year: 2022\ngoals:\n  - {{id: g, title: G, text: G, activities: [{activity}]}}\n"

    assert "3: target: of: unknown value 'ateliers'; did you mean 'workshop' (Ateliers)?" in told(
        "data/plan.yaml", plan
    )


def test_a_label_in_a_table_is_refused_with_its_value(tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)
    (project / "m.csv").write_text("id;name;kind;pillars\nnova;Nova;Školy;Čočky\n", "utf-8")

    refused = cluster(project, "import-table", "members", "m.csv")

    assert "column D 'pillars': unknown id 'Čočky'; did you mean 'lenses'?" in refused.stderr
    assert "unknown value 'Školy'; did you mean 'school' (Školy)?" in refused.stderr


def test_the_kind_of_imported_events_is_told_by_its_label(tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)
    (project / "c.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "utf-8")

    refused = cluster(project, "import-events", "c.ics", "--kind", "veletrhy")

    assert re.search(r"--kind: .*'veletrhy'; did you mean 'trade-fair' \(Veletrhy\)\?", refused.stderr)


def test_the_label_of_a_field_is_refused_with_its_name() -> None:
    assert event("kind: workshop", "lieu: Lyon", "Résumé: Un jour", "Speakers: []") == [
        "5: unknown field 'lieu'; did you mean 'place' (Lieu)?",
        "6: unknown field 'Résumé'; did you mean 'summary' (Résumé)?",
        "7: unknown field 'Speakers'; did you mean 'speakers'?",
    ]


def test_the_label_of_a_field_within_another_is_known() -> None:
    assert event("kind: workshop", "fee: {prix: 5, currency: EUR}") == [
        "5: fee: missing 'price'",
        "5: fee: unknown field 'prix'; did you mean 'price' (Prix)?",
    ]


def test_a_label_is_meant_rather_than_a_name_that_is_only_similar() -> None:
    assert "5: unknown field 'clos'; did you mean 'closed' (Clos)?" in told(
        "data/services.yaml", "calls:\n  - id: a\n    title: A\n    text: A\n    clos: 2022-01-01\n"
    )


def test_a_label_in_the_head_of_a_translation_is_told_with_the_name_of_the_field() -> None:
    whole = "---\ntitle: Jour\nwhen: 2022-05-05\nkind: workshop\n---\n"
    with pytest.raises(Invalid) as caught:
        read_site(
            {EVENT: whole.encode(), "docs/events/day.en.md": b"---\ntitre: Day\nlieu: Lyon\n---\n"}, FRENCH
        )

    assert [str(each) for each in caught.value.problems if each.place.file.startswith("docs")] == [
        "docs/events/day.en.md:2: translation: unknown field 'titre'; did you mean 'title' (Titre)?",
        f"docs/events/day.en.md:3: 'lieu' belongs in {EVENT}; a translation has title and summary only",
    ]


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("pillars: [cocky]", "unknown pillar 'cocky'; did you mean 'lenses'?"),
        ("pillars: [linsen]", "unknown pillar 'linsen'; did you mean 'lenses'?"),
        ("pillars: [Čočky]", "pillars: unknown id 'Čočky'; did you mean 'lenses'?"),
        (
            "pillars: Čočky, Zrcadla",
            "pillars: expected a list (lines that start with -), found a text; "
            "unknown id 'Zrcadla' (there are: lenses (Čočky), mirrors (Plochá zrcadla), ",
        ),
        (
            "pillars: Čočky, Plochá zrcadla",
            "pillars: expected a list (lines that start with -), found a text; write [lenses, mirrors]",
        ),
        (
            "members: [Ústav světla stínu]",
            "members: unknown id 'Ústav světla stínu'; did you mean 'institute'?",
        ),
        ("pillars: [Čočka]", "pillars: unknown id 'Čočka'; did you mean 'lenses' (Čočky)?"),
        ("tags: [druk 3D]", "tags: unknown id 'druk 3D' (there are: workshops (Workshopy), awards (Oce"),
        ("tags: [Awards]", "tags: unknown id 'Awards'; did you mean 'awards'?"),
        ("members: [Lupa]", "members: unknown id 'Lupa'; did you mean 'lupa'?"),
        ("members: [institute lupa]", "found 'institute lupa'; write [institute, lupa]"),
    ],
)
def test_a_title_in_place_of_an_id_is_refused_with_the_id(field: str, problem: str) -> None:
    head = f"title: Den\nsummary: Den.\ndate: 2022-05-05\n{field}"

    assert problem in "\n".join(problems_of({"docs/news/day.md": f"---\n{head}\n---\n"}))


def test_a_title_in_a_further_language_and_a_short_name_mean_the_id() -> None:
    nova = (
        "  - id: nova\n    name: {cs: Nová, en: Nova University}\n    short_name: NU\n    kind: university\n"
    )
    members = (MINIATURE / "data/members.yaml").read_bytes() + nova.encode()
    head = "title: Den\nsummary: Den.\ndate: 2022-05-05\nmembers: [Nova University, NU]"

    told = problems_of({"docs/news/day.md": f"---\n{head}\n---\n", "data/members.yaml": members})

    assert {each.partition("members: ")[2] for each in told} == {
        "unknown id 'Nova University'; did you mean 'nova'?",
        "unknown id 'NU'; did you mean 'nova'?",
    }


def test_nothing_is_said_to_be_missing_as_long_as_a_file_cannot_be_read() -> None:
    head = "title: Den\nsummary: Den.\ndate: 2022-05-05\nmembers: [Lupa]"

    told = problems_of({"docs/news/day.md": f"---\n{head}\n---\n", "data/members.yaml": "members: ["})

    assert any("members: expected an id" in each for each in told)


@pytest.mark.parametrize(
    ("title", "cure"),
    [
        ("Ústav světla stínu", "did you mean 'institute'?"),
        ("Nikdo", "(there are: lupa (Lupa s.r.o.), "),
    ],
)
def test_a_title_in_an_option_is_refused_with_the_id(tmp_path: Path, title: str, cure: str) -> None:
    project = copy_of_miniature(tmp_path)

    refused = cluster(project, "new", "equipment", "--title", "Pec", "--kind", "instrument", "--owner", title)

    told = refused.stderr.partition(f"--owner: unknown id '{title}'")[2]
    assert told.lstrip("; ").startswith(cure)


def test_a_title_with_a_comma_in_an_option_is_one_title(tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)
    replace(project / "data/members.yaml", "name: Lupa s.r.o.", "name: Lupa, s.r.o.")

    refused = cluster(project, "new", "news", "--title", "A", "--summary", "A", "--members", "Lupa, s.r.o.")

    assert refused.stderr == "Error: --members: unknown id 'Lupa, s.r.o.'; did you mean 'lupa'?\n"
