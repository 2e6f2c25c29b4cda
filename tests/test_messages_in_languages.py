"""The office reads what the program says in its language: all of it, and nothing of what it wrote itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from cluster.build.descriptions import descriptions_of
from cluster.build.preview import with_alert
from cluster.cli import main
from cluster.content.commitments import Activity
from cluster.dates import parse_when
from cluster.language import SPOKEN
from cluster.messages.catalogue import catalogue as translated
from cluster.messages.catalogue import templates_of
from cluster.messages.chosen import chosen
from cluster.messages.translation import in_language
from support.builds import MINIATURE, ROOT
from support.command_line import cluster
from support.program_messages import (
    HOLE,
    HOOKS,
    LANGUAGES,
    Found,
    catalogue,
    english_in,
    forms_of,
    found,
    shape_of,
)
from support.sources import cases

COMMANDS = HOOKS / "cluster" / "commands"


def test_there_is_a_catalogue_for_each_language_but_english() -> None:
    assert ("en", *LANGUAGES) == SPOKEN


# ---- The catalogues -----------------------------------------------------------------------------------


ENTRIES = {
    language: {shape_of(forms_of(each.id)[0]): each for each in catalogue(language) if each.id}
    for language in LANGUAGES
}
"""The entries of the catalogues by the shape of their English text."""


def is_translated(each: Found, language: str) -> bool:
    entry = ENTRIES[language].get(shape_of(each.one))
    if entry is None or not all(forms_of(entry.string)):
        return False
    return not each.many or entry.id == (each.one, each.many)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_program_has_a_translation(language: str) -> None:
    missing = [f"{each.place}: {each.one}" for each in found() if not is_translated(each, language)]

    assert not missing, f"run make messages, and translate in {language}.po:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_of_a_message_that_is_gone(language: str) -> None:
    said = {shape_of(each.one) for each in found()}

    assert [each.id for shape, each in ENTRIES[language].items() if shape not in said] == []


def both(language: str) -> list[tuple[str, str]]:
    """Each English text with its translation, or with each of its plural forms."""
    return [
        (forms_of(each.id)[0], form) for each in ENTRIES[language].values() for form in forms_of(each.string)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_values_of_the_message(language: str) -> None:
    def values(text: str) -> set[str]:
        return set(re.findall(HOLE, text))

    assert [each for each in both(language) if values(each[0]) != values(each[1])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_editor_copies_is_the_same_in_every_language(language: str) -> None:
    def copied(text: str) -> set[str]:
        return set(re.findall(r"(?<!\w)'([^']*)'", text))

    assert [each for each in both(language) if copied(each[0]) != copied(each[1])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_reads_a_catalogue_as_babel_does(language: str) -> None:
    read = {(each.english, each.forms) for each in templates_of(language)}

    assert read == {
        (english, forms_of(each.string))
        for each in ENTRIES[language].values()
        for english in forms_of(each.id)
    }


# ---- Messages -----------------------------------------------------------------------------------------

REFUSALS = {
    problem
    for name in ("plan.yaml", "docs.yaml")
    for case in cases(name)
    for problem in case.values[0]["problems"]
}
"""Those of whole files; see also tests/test_bad_inputs.py."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left_of_a_refusal(language: str) -> None:
    left = {each: english_in(each, language) for each in REFUSALS}

    assert {message: words for message, words in left.items() if words} == {}


EVERY = sorted({re.sub(HOLE, lambda hole: "3" if hole[0] == "{n}" else "xyz", each.one) for each in found()})
"""Every message, with values."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("before", ["Error: ", "Error: --into: ", "--into: ", "data/plan.yaml:4: "])
def test_what_stands_before_a_message_is_no_part_of_it(language: str, before: str) -> None:
    """As in `folder Error: ../x is not empty`, where a translation begins with another word."""
    sentences = [each.replace("{{", "{").replace("}}", "}") for each in EVERY if each.count(" ") > 1]
    ends = {each: in_language(each, language) for each in sentences}

    assert [
        each for each, end in ends.items() if not in_language(before + each, language).endswith(end)
    ] == []


def test_all_ways_to_write_a_date_are_told_without_english() -> None:
    with pytest.raises(ValueError, match="expected a date") as error:
        parse_when("kiedyś")
    for before in ("", "Error: ", "Error: --date: "):
        left = {language: english_in(f"{before}{error.value}", language) for language in LANGUAGES}
        assert left == {language: set() for language in LANGUAGES}


@pytest.mark.parametrize(
    ("message", "czech", "german"),
    [
        (
            "data/plan.yaml:34: activity 'lens-fair': unknown field 'palce'; did you mean 'place'?",
            "data/plan.yaml:34: činnost 'lens-fair': neznámé pole 'palce'; neměli jste na mysli 'place'?",
            "data/plan.yaml:34: Maßnahme 'lens-fair': unbekanntes Feld 'palce'; meinten Sie 'place'?",
        ),
        (  # the name of a country is translated
            "data/partners.yaml:2: partner 'a': country: unknown country 'Saksa'; "
            "did you mean 'DE' (Germany)?",
            "data/partners.yaml:2: partner 'a': country: neznámá země 'Saksa'; "
            "neměli jste na mysli 'DE' (Německo)?",
            "data/partners.yaml:2: Partner 'a': country: unbekanntes Land 'Saksa'; "
            "meinten Sie 'DE' (Deutschland)?",
        ),
        (  # an editor's own words stay, also where they are those of a message
            "a.md:2: news 'a': unknown value 'Nothing needs attention.' (there are: event, news)",
            "a.md:2: aktualita 'a': neznámá hodnota 'Nothing needs attention.' (možnosti: event, news)",
            "a.md:2: Meldung 'a': unbekannter Wert 'Nothing needs attention.' (möglich: event, news)",
        ),
        (  # a list of names that is not whole
            "data/members.yaml:2: member 'a': unknown field 'q' (there are: size, name and 19 more); the "
            "comments in this file explain all of them",
            "data/members.yaml:2: člen 'a': neznámé pole 'q' (možnosti: size, name a další (19)); všechna "
            "vysvětlují komentáře v tomto souboru",
            "data/members.yaml:2: Mitglied 'a': unbekanntes Feld 'q' (möglich: size, name und 19 weitere); "
            "alle erklären die Kommentare in dieser Datei",
        ),
        (  # the name of a field that is also a noun
            "docs/news/a.md:2: news 'a': event: expected a text, found a list; write it without [ ] and -",
            "docs/news/a.md:2: aktualita 'a': event: má tu být text, je tu seznam; napište to bez [ ] a -",
            "docs/news/a.md:2: Meldung 'a': event: erwartet: ein Text, gefunden: eine Liste; "
            "schreiben Sie es ohne [ ] und -",
        ),
        (
            "1 draft is left: news 'a'.",
            "Zbývá 1 koncept: aktualita 'a'.",
            "1 Entwurf ist übrig: Meldung 'a'.",
        ),
        (
            "2 drafts are left: news 'a', event 'b'.",
            "Zbývají 2 koncepty: aktualita 'a', akce 'b'.",
            "2 Entwürfe sind übrig: Meldung 'a', Veranstaltung 'b'.",
        ),
        (
            "5 drafts are left: a, b, c, d, e.",
            "Zbývá 5 konceptů: a, b, c, d, e.",
            "5 Entwürfe sind übrig: a, b, c, d, e.",
        ),
        (
            "docs/x.md:1: event 'x': missing Czech text (cs)",
            "docs/x.md:1: akce 'x': chybí text v jazyce čeština (cs)",
            "docs/x.md:1: Veranstaltung 'x': der Text in der Sprache Tschechisch (cs) fehlt",
        ),
        ("What nobody has translated.", "What nobody has translated.", "What nobody has translated."),
        (
            "Built 1 page in 2 languages (pl, en), 2 events, 3 news items "
            "(1 without an exact date and so not in the feed), 1 edition, as of 2026-11-02.",
            "Sestaveno ke dni 2026-11-02: 1 stránka, 2 jazyky (pl, en), 2 akce, 3 aktuality "
            "(1 bez přesného data, a tedy mimo kanál), 1 číslo občasníku.",
            "Gebaut mit Stand 2026-11-02: 1 Seite, 2 Sprachen (pl, en), 2 Veranstaltungen, 3 Meldungen "
            "(1 ohne genaues Datum und daher nicht im Feed), 1 Ausgabe.",
        ),
        (
            "At risk: 'fair': 0 of 1, 1 day left, 0 scheduled.",
            "Ohroženo: 'fair': 0 z 1, zbývá 1 den, naplánováno: 0.",
            "Gefährdet: 'fair': 0 von 1, noch 1 Tag, angesetzt: 0.",
        ),
    ],
)
def test_a_message_is_put_together_in_each_language(message: str, czech: str, german: str) -> None:
    assert in_language(message, "cs") == czech
    assert in_language(message, "de") == german
    assert in_language(message, "en") == message


@pytest.mark.parametrize(
    ("message", "polish"),
    [
        (
            "data/plan.yaml:34: activity 'lens-fair': unknown field 'palce'; did you mean 'place'?",
            "data/plan.yaml:34: działanie 'lens-fair': nieznane pole 'palce'; czy chodziło o 'place'?",
        ),
        (
            "docs/news/a.md:2: news 'a': event: expected a text, found a list; write it without [ ] and -",
            "docs/news/a.md:2: aktualność 'a': event: ma tu być tekst, a jest lista; "
            "należy wpisać to bez [ ] i -",
        ),
        (
            "docs/x.md:1: event 'x': missing Czech text (cs)",
            "docs/x.md:1: wydarzenie 'x': brakuje tekstu w języku: czeski (cs)",
        ),
        ("1 draft is left: news 'a'.", "Pozostał 1 szkic: aktualność 'a'."),
        ("2 drafts are left: a, b.", "Pozostały 2 szkice: a, b."),
        ("12 drafts are left: a and 11 more.", "Pozostało 12 szkiców: a i jeszcze 11."),
        ("22 drafts are left: a and 21 more.", "Pozostały 22 szkice: a i jeszcze 21."),
    ],
)
def test_a_message_is_put_together_in_polish(message: str, polish: str) -> None:
    assert in_language(message, "pl") == polish


@pytest.mark.parametrize(
    ("message", "french"),
    [
        (
            "data/plan.yaml:34: activity 'lens-fair': unknown field 'palce'; did you mean 'place'?",
            "data/plan.yaml:34: action 'lens-fair'\u00a0: champ inconnu 'palce'\u202f; vouliez-vous dire "
            "'place'\u202f?",
        ),
        (
            "docs/x.md:1: event 'x': missing Czech text (cs)",
            "docs/x.md:1: événement 'x'\u00a0: il manque le texte en tchèque (cs)",
        ),
        (
            "the link 'a.md' leads to a news item that is a draft",
            "le lien 'a.md' mène à un élément qui n’est pas encore public "
            "(une actualité qui est un brouillon)",
        ),
        ("The project of Eau is in eau. Next:", "Le projet «\u00a0Eau\u00a0» est dans eau. Ensuite\u00a0:"),
        ("1 draft is left: news 'a'.", "Il reste 1 brouillon\u00a0: actualité 'a'."),
        ("12 drafts are left: a and 11 more.", "Il reste 12 brouillons\u00a0: a et 11 de plus."),
        ("activity 'fair': unknown field 'x'", "action 'fair'\u00a0: champ inconnu 'x'"),
        (
            "docs/x.md:3: broken link '../a.md': there is no page or file docs/a.md",
            "docs/x.md:3: lien rompu '../a.md'\u00a0: il n’y a pas de page ni de fichier docs/a.md",
        ),
        (
            "event 'trip': kind: unknown value 'y'",
            "événement 'trip'\u00a0: kind\u00a0: valeur inconnue 'y'",
        ),
        ("Error: mkdocs.yml: the file is empty", "Erreur\u00a0: mkdocs.yml: le fichier est vide"),
    ],
)
def test_a_message_is_put_together_in_french(message: str, french: str) -> None:
    assert in_language(message, "fr") == french


def test_french_messages_have_no_plain_space_where_no_line_may_end() -> None:
    shown = re.compile(r" [:;?»]| !(?=[\s»]|$)|«[ \w]|[^\W\d_]{2}[;?]")
    copied = re.compile(r"'[^']*'|\"[^\"]*\"|\S*;[A-Z]+=\S+")

    assert [form for _, form in both("fr") if shown.search(copied.sub("…", form))] == []


@pytest.mark.parametrize(
    ("message", "language", "told"),
    [
        ("the contrast is 1.07, but must be 4.5; write '#fff'", "fr", "de 1,07, mais il doit être de 4,5"),
        ("2 files changed in 1.2 seconds", "cs", "za 1,2 s"),
        ("12,000 rows (limit: 10,000)", "pl", "wierszy: 12\u00a0000 "),
        ("12,000 rows (limit: 10,000)", "de", "12.000 Zeilen"),
        ("the minimum 0.5 is greater than the maximum 0.2", "de", "0.5"),  # as it is written
        (
            "this project needs version 1.2 of the program, and this is 1.1; run: make site",
            "fr",
            "version 1.2 ",
        ),
    ],
)
def test_a_number_is_written_as_the_language_writes_it(message: str, language: str, told: str) -> None:
    assert told in in_language(message, language)


def example_in(guide: str) -> str:
    """The message that a guide for editors shows."""
    return re.findall(r"^    (data/.*'palce'.*)$", (ROOT / guide).read_text("utf-8"), re.MULTILINE)[0]


def test_the_message_in_the_guides_is_what_the_program_says() -> None:
    english, czech = (
        example_in(each).replace("'water-fair'", "'lens-fair'")
        for each in ("CONTRIBUTING.md", "CONTRIBUTING.cs.md")
    )

    assert english in REFUSALS
    assert czech == in_language(english, "cs")


def test_what_the_messages_call_an_activity_is_what_the_site_and_its_forms_call_it() -> None:
    for language in LANGUAGES:
        name = descriptions_of(language).label(Activity)

        assert in_language("activity", language) in (name, name.lower())


def test_a_pillar_has_one_name_in_french() -> None:
    files = ("messages/fr.po", "words/fr.yaml", "descriptions/fr.yaml")

    assert in_language("pillar", "fr") == "axe"
    assert [each for each in files if "pilier" in (HOOKS / "cluster" / each).read_text("utf-8").lower()] == []


def test_each_line_of_a_message_is_translated() -> None:
    lines = "The site cannot be published:\nmkdocs.yml:1: the file is empty\nNothing was written."

    assert in_language(lines, "cs").splitlines() == [
        "Web nelze zveřejnit:",
        "mkdocs.yml:1: soubor je prázdný",
        "Nic se nezapsalo.",
    ]


# ---- Which language it is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "setting", "language"),
    [
        ({}, "", "cs"),  # the site's, as nothing else says one
        ({"LANG": "de_DE.UTF-8"}, "", "de"),
        ({"LANG": "C.UTF-8"}, "", "cs"),  # a container, where nobody has chosen a language
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, "", "cs"),
        ({"LANG": "pl_PL.UTF-8"}, "", "pl"),
        ({"LANG": "hu_HU.UTF-8"}, "", "cs"),  # the program does not speak it
        ({"LANG": "de@euro"}, "", "de"),
        ({"LANG": "hu_HU.UTF-8", "LANGUAGE": "hu:de:cs"}, "", "de"),
        ({"LANG": "sk_SK.UTF-8"}, "", "cs"),  # which Slovaks understand
        ({"LANG": "sk_SK.UTF-8", "LANGUAGE": "sk:de"}, "", "de"),
        ({"LANG": "C", "LANGUAGE": "de"}, "", "cs"),  # as for gettext
        ({"LANG": "C.UTF-8", "LANGUAGE": "pl:en"}, "", "cs"),
        ({"LANGUAGE": "pl"}, "", "cs"),
        ({"LANG": "cs_CZ.UTF-8", "LC_ALL": "de_AT.UTF-8"}, "", "de"),
        ({"LANG": "cs_CZ.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "", "en"),
        ({"LANG": "cs_CZ.UTF-8"}, "de", "de"),  # the office's choice for all who work on the project
        ({"LANG": "en_GB.UTF-8"}, "sk", "cs"),  # which a Slovak office understands
        ({"LANG": "cs_CZ.UTF-8", "CLUSTER_LANGUAGE": "en"}, "de", "en"),
        ({"CLUSTER_LANGUAGE": "de_AT"}, "", "de"),
        ({"CLUSTER_LANGUAGE": "hu"}, "", "en"),
    ],
)
def test_the_language_is_that_of_a_variable_the_project_or_the_computer(
    tmp_path: Path, variables: dict[str, str], setting: str, language: str
) -> None:
    extra = f"extra: {{messages: {setting}}}\n" if setting else ""
    (tmp_path / "mkdocs.yml").write_text(f"theme: {{language: cs}}\nx: !ENV [A, b]\n{extra}", "utf-8")

    assert chosen(variables, tmp_path) == language


def test_a_slovak_site_speaks_czech(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("theme: {language: sk}\n", "utf-8")

    assert chosen({}, tmp_path) == "cs"


@pytest.mark.parametrize(
    ("variables", "languages", "spoken"),
    [
        ({}, ("hu", "fr", "en"), "fr"),
        ({"LC_ALL": "C.UTF-8"}, ("fr", "en"), "fr"),
        ({"LANG": "de_DE.UTF-8"}, ("fr", "en"), "de"),
        ({"CLUSTER_LANGUAGE": "en"}, ("fr",), "en"),
        ({}, ("hu",), "en"),
        ({}, (), "en"),
    ],
)
def test_a_project_that_is_not_written_yet_has_languages_to_speak(
    tmp_path: Path, variables: dict[str, str], languages: tuple[str, ...], spoken: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text("theme: {language: cs}\nextra: {messages: cs}\n", "utf-8")

    assert chosen(variables, tmp_path, languages) == spoken  # whoever wrote the project around it


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("theme:\n  name: material\n  language: fr\nnav:\n  -about.md\n  - a: [\n", "fr"),
        ("theme:\n  language: 'fr'\nextra:\n  messages: pl\nnav: [\n", "pl"),
    ],
)
def test_broken_settings_are_told_in_the_language_that_they_name(
    tmp_path: Path, text: str, language: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")

    assert chosen({}, tmp_path) == language


@pytest.mark.parametrize("text", ["", "- a\n", "theme: material\n", "theme: [\n", "extra: 5\n"])
def test_settings_that_cannot_be_read_leave_the_messages_english(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")

    assert chosen({}, tmp_path) == "en"


# ---- Commands -----------------------------------------------------------------------------------------


def test_a_command_says_in_german_what_is_wrong() -> None:
    done = cluster(MINIATURE, "status", CLUSTER_LANGUAGE="de", TODAY="tomorrow")

    assert "environment:1: TODAY: erwartet: ein Tag wie 2027-04-01, gefunden: 'tomorrow'" in done.stderr
    assert done.returncode == 1


def test_the_status_is_czech_throughout() -> None:
    done = cluster(MINIATURE, "status", CLUSTER_LANGUAGE="cs")

    assert done.stdout.startswith("Plán na rok 2022 ke dni 2022-11-01: ")
    assert [line for line in done.stdout.splitlines() if english_in(line, "cs")] == []


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--help",), 0, ["Použití: ", "Sestaví web klastru ze složek data/ a docs/.", "Příkazy:", "Volby:"]),
        (("import-table", "--help"), 0, ["  cluster import-table members members.xlsx\n", "Prázdná buňka"]),
        (("serve", "--help"), 0, ["[výchozí: 127.0.0.1:8000]", "Zobrazí tuto nápovědu."]),
        (
            ("new", "site", "--help"),
            0,
            [" [VOLBY] SLOŽKA\n", "--name TEXT ", "do složky SLOŽKA", "Čisté řeky"],
        ),
        (("new", "plan"), 2, ["Chyba: Chybí argument 'ROK'."]),
        (("buildd",), 2, ["Chyba: Příkaz 'buildd' neexistuje. Neměli jste na mysli 'build'?"]),
        (("serve", "--adress", "x"), 2, ["Volba '--adress' neexistuje. Neměli jste na mysli '--address'?"]),
        (("serve", "--address", "x"), 1, ["--address: má tu být HOST:PORT jako 127.0.0.1:8000, je tu 'x'"]),
    ],
)
def test_help_and_errors_of_commands_are_czech(
    arguments: tuple[str, ...], code: int, told: list[str]
) -> None:
    done = cluster(MINIATURE, *arguments, CLUSTER_LANGUAGE="cs")

    assert done.returncode == code
    assert [each for each in told if each not in done.stdout + done.stderr] == []


def commands_below(command: click.Command) -> Iterator[click.Command]:
    yield command
    for each in getattr(command, "commands", {}).values():
        yield from commands_below(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_for_values_in_a_help_has_a_name_in_every_language(language: str) -> None:
    named = {
        word
        for command in commands_below(main)
        for each in command.params
        if not getattr(each, "is_flag", False)
        for word in re.findall(r"\b[A-Z]{2,}\b", each.make_metavar(click.Context(command)))
    }

    assert {"FOLDER", "YEAR", "TEXT"} <= named
    assert [word for word in named if not translated(language).template(word)] == []


def test_french_help_has_a_space_before_every_colon() -> None:
    shown = cluster(MINIATURE, "new", "plan", "--help", CLUSTER_LANGUAGE="fr").stdout

    assert shown.startswith("Utilisation\u00a0: ")
    assert "[OPTIONS] ANNÉE\n" in shown
    assert "\nOptions\u00a0:\n" in shown


def test_the_next_steps_are_told_in_french_also_where_they_are_indented() -> None:
    assert in_language('Next:\n  git commit -m "First version"', "fr").endswith(
        '\n  git commit -m "Première version"'
    )


def test_an_answer_that_cannot_be_taken_is_told_in_czech(project: Path) -> None:
    given = {"input": "Den optiky\nOptics Day\n\nworkshpo\n"}

    done = cluster(project, "new", "event", options=given, CLUSTER_LANGUAGE="cs")

    assert "Název (čeština): " in done.stdout
    assert "Název (angličtina), nebo jen Enter: " in done.stdout
    assert "Chyba: neznámá hodnota 'workshpo'; neměli jste na mysli 'workshop'?" in done.stdout
    assert done.stderr.strip().startswith("Nic se nezapsalo.")


def test_the_page_of_the_preview_shows_an_error_as_it_is_said() -> None:
    error = in_language("docs/a.md:1: the file is empty", "de")

    assert "docs/a.md:1: die Datei ist leer" in with_alert(b"<body>", error).decode()


CONTENT = {
    "posts",
    "report",
    "review",
    "_print_json",
    "import_events",
    "import_table",
    "_introduce",
    "_answer",
    "_list",
}
"""The functions that print what is no message, such as a report or paths, as it is."""


def test_commands_say_their_messages_in_the_language_of_the_office() -> None:
    printed = [
        f"{path.relative_to(ROOT)}:{node.lineno}: use say or ask, not click.{node.attr}: {function.name}()"
        for path in sorted(COMMANDS.glob("*.py"))
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef) and function.name not in CONTENT
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute) and node.attr in ("echo", "prompt", "confirm")
    ]

    assert printed == []
