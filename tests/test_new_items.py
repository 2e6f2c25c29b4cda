"""New items: a draft has the values that were given, and the meaning of all others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cluster.build.data_files import schema_of
from cluster.build.descriptions import descriptions_of
from cluster.commands.drafts import new as new_group
from cluster.commands.new_items import ITEMS
from cluster.content.commitments import Activity
from cluster.content.kinds import KINDS, Kind
from cluster.content.organisation import Cluster
from cluster.date_formats import format_when
from cluster.dates import parse_when
from cluster.language import SPOKEN, UNDERSTOOD, Languages
from cluster.office.calendar_import.file_changes import id_of as id_of_import
from cluster.office.calendar_import.front_matter import plain
from cluster.office.entries.choosing import meant_in, repeats, rewritten
from cluster.office.entries.draft import document_of, draft_of, manual_of, translation_of, with_entry
from cluster.office.entries.questions import ASKED, announced_on, id_of, options_of, problem_of, usual_form
from cluster.office.new_site.answers import READERS
from cluster.office.sources import added_problems
from cluster.problems import Place, Problem
from cluster.reading.fields import fields_of
from cluster.reading.scalars import parse_id
from cluster.reading.schema import Reader
from cluster.reading.yaml_tree import read_tree
from support.builds import FIRST_OF_NOVEMBER, copy_of_miniature, files
from support.command_line import cluster

LANGUAGES = Languages(all=("cs", "en", "de"))
OF_NAME = {kind.name: kind for kind in KINDS}

NEEDED: Mapping[str, Mapping[str, Any]] = {
    "event": {"title.cs": "Den: s optikou", "title.en": "A day", "kind": "workshop", "when": "2027-10-23"},
    "news": {"title.cs": "Nový člen", "summary.cs": "Máme ho.", "date": "2027-10-23"},
    "edition": {"title.cs": "Číslo", "summary.cs": "Máme ho.", "date": "2027-10-23", "number": "1"},
    "page": {"title.cs": "O nás"},
    "change": {"id": "x", "date": "2027-10-23", "title.cs": "Změna"},
    "deliverable": {"id": "x", "title.cs": "Memo", "kind": "memorandum", "sources": ["https://x.example/"]},
    "record": {"date": "2027-10-23", "commitment": "x", "status": "planned"},
    "member": {"id": "x", "name.cs": "Hranol, s.r.o.", "kind": "company", "registration_number": "00123456"},
    "equipment": {"id": "x", "title.cs": "Mikroskop", "kind": "instrument"},
    "method": {"id": "x", "title.cs": "Mikroskopie"},
    "quantity": {"id": "x", "title.cs": "Délka", "unit": "nm"},
    "wish": {"id": "x", "title.cs": "Komora", "since": "2027-10-23"},
    "service": {"id": "x", "title.cs": "Poradna", "what.cs": "Rada."},
    "call": {"id": "x", "title.cs": "Výzva"},
    "project": {"id": "x", "title.cs": "Projekt"},
    "partner": {"id": "x", "name.cs": "Kraj", "kind": "authority", "country": "CZ"},
    "region": {"id": "x", "title.cs": "Kraj"},
    "source": {"link": "https://x.example/"},
    "synonym": {"words.cs": "čočka"},
    "redirect": {"old": "/old/", "to": "gone"},
}


def read(kind: Kind, text: str) -> tuple[Any, list[str]]:
    """The item that a mapping is read as, and its problems."""
    root, problems = read_tree(text, file="x.md")
    reader = Reader("x.md", LANGUAGES)
    given = {} if "id" in fields_of(kind.cls) or not kind.has_ids else {"id": "x"}
    value = reader.item(kind.cls, root, kind.name, **given) if root else None
    return value, [str(each) for each in (*problems, *reader.problems)]


def draft(kind: Kind, **more: Any) -> str:
    return draft_of(kind.cls, {**NEEDED[kind.name], **more}, descriptions_of("cs"), LANGUAGES.all)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_draft_of_each_kind_is_read_with_its_values(kind: Kind) -> None:
    value, problems = read(kind, draft(kind))

    assert problems == []
    for name, written in NEEDED[kind.name].items():
        found = str(plain(getattr(value, name.partition(".")[0])))
        assert all(each in found for each in ([written] if isinstance(written, str) else written))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_other_field_stands_in_the_draft_as_a_comment_with_its_meaning(kind: Kind) -> None:
    text = draft(kind)
    names = {name for name in fields_of(kind.cls) if name != "imported"}

    written = re.findall(r"^(?:# )?(\w+):", text, re.MULTILINE)
    assert sorted(written) == sorted(names)
    for name in re.findall(r"^# (\w+):", text, re.MULTILINE):
        meaning = "".join(re.findall(rf"^# {name}: .*?  # (.*\n(?:# # .*\n)*)", text, re.MULTILINE))
        hint = descriptions_of("cs").hint(kind.cls, name).removesuffix(".").partition(": `")[0]
        assert " ".join(meaning.replace("# #", "").split()).startswith(hint)
    assert max(map(len, text.splitlines())) <= 119


def test_a_comment_names_each_value_once_and_the_fields_of_a_mapping_and_the_languages_of_the_site() -> None:
    partner = comments(OF_NAME["partner"].cls)
    cluster = comments(Cluster)

    assert partner["kind"].count("`association`") == partner["kind"].count("`other`") == 1
    assert cluster["joining"].endswith(": `who`, `steps`, `fee`, `email`, `benefits`.")
    assert cluster["history"].endswith(": `when`, `title`, `event`, `news`, `sources`.")
    assert comments(Activity)["target"].endswith("`workshop`, `seminar`, `event`, `member`, `equipment`.")
    assert "`[sk, en]`" in comments(OF_NAME["event"].cls)["languages"]


def comments(cls: Any) -> dict[str, str]:
    """The meanings of all fields in a Slovak draft, by field."""
    text = draft_of(cls, {}, descriptions_of("sk"), ("sk", "en", "de"))
    found = re.findall(r"^# (\w+): .*?  # (.*\n(?:# # .*\n)*)", text, re.MULTILINE)
    return {name: " ".join(meaning.replace("# #", "").split()) for name, meaning in found}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_comment_that_becomes_a_field_without_a_value_is_refused_by_its_name(kind: Kind) -> None:
    """But not `true`, which is a value, and `[]` of an edition without news."""
    text = draft(kind)
    names = re.findall(r"^# (\w+):(?! true)", text, re.MULTILINE)
    _, problems = read(kind, re.sub(r"^# ", "", text, flags=re.MULTILINE))

    unnamed = {name for name in names if not any(name in each for each in problems)}
    assert unnamed == ({"news", "events"} if kind.name == "edition" else set())
    assert not any("unknown" in each or "starts a comment" in each for each in problems)


def test_the_head_of_a_document_is_closed_and_followed_by_room_for_its_text() -> None:
    text = document_of(OF_NAME["event"].cls, NEEDED["event"], None, LANGUAGES.all)

    assert text == (
        '---\ntitle: {cs: "Den: s optikou", en: A day}\nkind: workshop\nwhen: 2027-10-23\n---\n\n'
    )


def test_a_cluster_with_one_language_writes_texts_without_it() -> None:
    values = {"title.en": "A day", "kind": "workshop", "when": "2027-10-23"}
    text = draft_of(OF_NAME["event"].cls, values, descriptions_of("en"), ("en",))

    assert text.startswith("title: A day\nkind: workshop\nwhen: 2027-10-23\n# ")
    assert re.search(r"^# place:   ", text, re.MULTILINE)
    assert "{en: " not in text


def test_a_text_that_looks_like_a_number_stays_a_text() -> None:
    text = draft_of(OF_NAME["page"].cls, {"title.cs": "2022", "title.en": "A, b"}, None, LANGUAGES.all)

    assert text == "title: {cs: '2022', en: \"A, b\"}\n"


@pytest.mark.parametrize(
    ("name", "values", "id"),
    [
        ("event", {"title.cs": "Den s čočkou", "when": "2027-10-23"}, "den-s-cockou-2027"),
        ("event", {"title.cs": "Čočky 2027", "title.en": "Lenses 2027", "when": "2027-10"}, "cocky-2027"),
        ("event", {"title.cs": "Den"}, "den"),
        ("event", {"title.cs": "Subscribe"}, "subscribe-2"),
        ("news", {"title.cs": "Zpráva", "date": "2027-10-23"}, "zprava"),
        ("news", {"title.cs": "Subscribe"}, "subscribe"),
        ("page", {"title.cs": "Index"}, "index-2"),
        ("news", {"title.cs": "Taken"}, "taken-3"),
        ("news", {"title.cs": "日本 !"}, "ri-ben"),
        ("news", {"title.cs": "!"}, "news"),
        ("news", {"title.cs": "Scierie de l’Ouche"}, "scierie-de-l-ouche"),
        ("news", {"title.cs": "Scierie de l'Ouche"}, "scierie-de-l-ouche"),
        ("news", {"title.cs": "Dell‘acqua, Ковʼяр"}, "dell-acqua-kov-iar"),
        ("news", {"title.cs": "Members’ day"}, "members-day"),
        ("news", {"title.cs": "The cluster’s lab"}, "the-cluster-s-lab"),
        ("member", {"name.cs": "Hranol, s.r.o.", "short_name.cs": "Hranol"}, "hranol"),
    ],
)
def test_an_id_is_made_of_the_title_in_the_first_language_and_is_not_taken(
    name: str, values: Mapping[str, str], id: str
) -> None:
    assert id_of(OF_NAME[name], values, LANGUAGES, {"taken", "taken-2"}) == id


def test_an_apostrophe_parts_words_wherever_an_id_is_made() -> None:
    with pytest.raises(ValueError, match=r", found 'L’Ouche'; write l-ouche$"):
        parse_id("L’Ouche")
    assert id_of_import("L’Ouche", 2027, "meeting", ()) == "l-ouche-2027"
    [pillar] = READERS["pillars"]("L’Ouche")
    assert pillar.id == "l-ouche"


@pytest.mark.parametrize(
    ("values", "announced"),
    [
        ({"when": "2022-11-02"}, {"announced": "2022-11-01"}),
        ({"when_note": "not known"}, {"announced": "2022-11-01"}),
        ({"when": "2022-11-01"}, {}),  # feeds have it on its first day anyway
        ({"when": "2023", "announced": "2022-12-01"}, {}),
    ],
)
def test_feeds_announce_a_new_event_at_once(values: dict[str, Any], announced: dict[str, str]) -> None:
    assert announced_on(OF_NAME["event"], values, date(2022, 11, 1)) == announced


def test_a_text_that_lacks_the_first_language_is_not_taken_for_it() -> None:
    text = draft_of(OF_NAME["page"].cls, {"title.en": "About us"}, None, LANGUAGES.all)

    assert text == "title:\n  en: About us\n"


def test_a_translation_has_the_texts_that_are_known() -> None:
    values = {"title.cs": "Nový člen", "title.en": "Yes: a member", "summary.cs": "Máme ho."}

    assert translation_of(values, ("title", "summary"), "en") == '---\ntitle: "Yes: a member"\n---\n\n'


LIST = """\
# The members.
members:
  - id: lupa  # the first
    name: Lupa
    kind: company
    # town:    # where it is

# the end
"""


def test_a_new_entry_stands_behind_the_comments_of_the_last_one() -> None:
    first = with_entry(LIST, OF_NAME["member"], {"id": "a", "name.cs": "A", "kind": "company"}, None, ("cs",))

    assert first == LIST.replace(
        "# where it is\n", "# where it is\n  - id: a\n    name: A\n    kind: company\n"
    )


@pytest.mark.parametrize("file", sorted({kind.file for kind in KINDS if kind.file}))
def test_a_file_that_is_begun_opens_with_the_meaning_of_all_its_fields(file: str) -> None:
    kinds = [kind for kind in KINDS if kind.file == file]
    text = manual_of(kinds, descriptions_of("cs"))
    for kind in kinds:
        text = with_entry(text, kind, NEEDED[kind.name], descriptions_of("cs"), LANGUAGES.all)

    root, problems = read_tree(text, file=file)
    reader = Reader(file, LANGUAGES)
    value: Any = reader.read(schema_of(file), root)
    assert [*problems, *reader.problems] == []
    assert [len(getattr(value, kind.key)) for kind in kinds] == [1] * len(kinds)
    for kind in kinds:
        for name in fields_of(kind.cls):
            assert re.search(rf"^#\s+{name}\s", text, re.MULTILINE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The miniature, in which commands run on 1 November 2022."""
    folder = copy_of_miniature(tmp_path_factory.mktemp("new"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", FIRST_OF_NOVEMBER)
        yield folder


@pytest.fixture
def own_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the miniature for one test."""
    folder = copy_of_miniature(tmp_path)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", FIRST_OF_NOVEMBER)
    return folder


def new(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(new_group, arguments, input=answers)


SAID: Mapping[str, list[str]] = {
    "event": [
        "--title",
        "Den: s optikou",
        "--title-en",
        "A day",
        "--kind",
        "workshop",
        "--when",
        "2023-05-05",
    ],
    "news": [
        "--title",
        "Nový člen",
        "--title-de",
        "Neu",
        "--summary",
        "Máme ho.",
        "--pillars",
        "lenses,mirrors",
    ],
    "page": ["--title", "O čočkách", "--id", "lenses"],
    "change": ["--title", "Změna", "--date", "2022-10-01"],
    "deliverable": [
        "--title",
        "Memo",
        "--kind",
        "memorandum",
        "--date",
        "2022-10",
        "--sources",
        "https://x.example/",
    ],
    "member": ["--name", "Hranol, s.r.o.", "--kind", "company"],
    "partner": ["--name", "Kraj", "--kind", "authority", "--country", "CZ"],
    "region": ["--title", "Kraj"],
    "equipment": ["--title", "Laser", "--kind", "instrument", "--owner", "lupa"],
    "method": ["--title", "Měření času"],
    "quantity": ["--title", "Délka", "--unit", "km"],
    "wish": ["--title", "Komora"],
    "service": ["--title", "Poradna", "--what", "Rada."],
    "call": ["--title", "Výzva", "--closes", "2023-02-03"],
    "project": ["--title", "Projekt"],
    "source": ["--link", "https://y.example/"],
    "synonym": ["--words", "mikroskopy", "--means", "equipment"],
    "redirect": ["--old", "/old/", "--to", "gone"],
}


def sources(project: Path) -> dict[str, str]:
    """The files of data/ and docs/."""
    found = {
        f"{name}/{path}": raw for name in ("data", "docs") for path, raw in files(project / name).items()
    }
    return {path: raw.decode(errors="replace") for path, raw in found.items()}


def test_every_kind_that_the_office_adds_has_a_command() -> None:
    by_others = {"edition", "record"}  # `new newsletter`, `record`

    assert {kind.name for kind in KINDS} - by_others == set(ITEMS) == set(ASKED) == set(SAID)


def test_items_of_all_kinds_are_added_without_a_question_and_pass_the_check(project: Path) -> None:
    before = sources(project)
    for name, options in SAID.items():
        done = new(name, *options)
        assert done.exit_code == 0, (name, done.output)
        assert done.output.count("\n") == {"news": 4, "page": 5}.get(name, 1)
        assert "Added it to the end" not in done.output or name in ("source", "synonym", "redirect")

    after = sources(project)
    changed = {path for path in after if before.get(path) != after[path]}
    documents = {
        "docs/events/den-s-optikou-2023.md",
        "docs/news/novy-clen.md",
        "docs/news/novy-clen.de.md",
        "docs/lenses.md",
    }
    assert changed == documents | {kind.file for kind in KINDS if kind.name in SAID and kind.file}
    assert before.keys() <= after.keys()
    for path in before.keys() & changed:
        assert all(line in after[path] for line in before[path].splitlines()), "nothing is lost"
    checked = cluster(project, "check")
    assert checked.returncode == 0, checked.stderr
    assert "2 drafts are left" not in checked.stdout
    assert "news 'novy-clen'" in checked.stdout
    assert "page 'lenses'" in checked.stdout


ANSWERS = """\
Den s čočkou
Lens & light

workshp
workshop
31. 2. 2023
5. 5. 2023
Přerov


Light Day
light-day
"""


def test_an_event_of_the_plan_has_in_its_file_what_the_plan_says_of_it(project: Path) -> None:
    done = new("event", "--id", "lens-fair-2022", "--title-en", "The lens fair", "--short")

    assert done.exit_code == 0, done.output
    head = Path("docs/events/lens-fair-2022.md").read_text("utf-8")
    assert "title: {cs: Veletrh čoček, en: The lens fair, de: Linsenmesse}\nkind: trade-fair\n" in head
    assert "pillars: [lenses]" in head


def test_an_answer_that_is_wrong_is_asked_for_again(project: Path) -> None:
    done = new("event", answers=f"{ANSWERS}lens-light\n")

    assert done.exit_code == 0, done.output
    assert "unknown value 'workshp'; did you mean 'workshop'?" in done.output
    assert "Error: there is no day 2023-02-31; 2023-02 has 28 days\n" in done.output
    assert "A day may also be written like 20. ledna 2027.\n" in done.output.replace("\xa0", " ")
    assert "Taken as: 2023-05-05\n" in done.output
    assert "Id [den-s-cockou-2023]" in done.output
    assert "expected an id (lower-case letters a-z, digits, hyphens), found 'Light Day'" in done.output
    assert "docs/events/light-day.md exists already; choose another id" in done.output
    assert done.output.endswith("below the line ---, then: make check\n")
    values = "kind: workshop\nwhen: 2023-05-05\nplace: Přerov\nannounced: 2022-11-01\n#"
    head = f"title: {{cs: Den s čočkou, en: Lens & light}}\n{values}"
    assert Path("docs/events/lens-light.md").read_text("utf-8").startswith(f"---\n{head}")


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        ("12. 1. 2027 09h00", "2027-01-12 09:00"),
        ("du 12 au 14 janvier 2027", "2027-01-12..2027-01-14"),
        ("30. 12. 2026 20:00 – 2. 1. 2027 9:00", "2026-12-30 20:00..2027-01-02 09:00"),
        ("31. 2. 2027", "31. 2. 2027"),
        ("mercredi 20 janvier 2027", "2027-01-20"),
        ("lundi 20 janvier 2027", "lundi 20 janvier 2027"),
        ("soon", "soon"),
    ],
)
def test_a_date_is_taken_in_the_form_of_a_country(answer: str, taken: str) -> None:
    when = next(each for each in options_of(OF_NAME["event"], LANGUAGES) if each.path == ("when",))

    assert rewritten(answer, lambda text: problem_of(when, text, LANGUAGES)) == taken


@pytest.mark.parametrize("language", [*SPOKEN, *UNDERSTOOD])
def test_the_form_of_a_country_that_a_question_shows_is_taken(language: str) -> None:
    languages = Languages(all=(language,))
    shown = {
        column.path[0]: usual_form(column, languages)
        for kind in KINDS
        if kind.name in ASKED
        for column in options_of(kind, languages)
    }

    day = format_when(parse_when("2027-01-20"), language=language)
    assert {shown[each] for each in ("when", "date", "since", "possible_dates")} == {day}
    assert {shown[each] for each in ("title", "kind", "time_zone")} == {""}


def test_a_date_that_may_be_two_is_asked_for_again() -> None:
    english = Languages(all=("en",))
    when = next(each for each in options_of(OF_NAME["event"], english) if each.path == ("when",))

    assert rewritten("1/2/2027", lambda text: problem_of(when, text, english)) == "1/2/2027"


def test_the_help_names_the_options_of_translations(project: Path) -> None:
    shown = " ".join(new("event", "--help").output.split())

    assert "(--title-en, --title-de) --kind" in shown
    assert "--title-en TEXT" not in shown


def test_all_values_in_the_help_are_named_in_the_language_of_the_office(project: Path) -> None:
    for name in ITEMS:
        shown = cluster(project, "new", name, "--help", CLUSTER_LANGUAGE="pl").stdout
        assert "TEKST" in shown
        assert "TEXT" not in shown


def test_what_is_left_to_do_for_a_draft_is_a_list(own_project: Path) -> None:
    english, polish = (
        cluster(own_project, "new", "page", "--title", title, CLUSTER_LANGUAGE=language).stdout.splitlines()
        for title, language in (("Optika", "en"), ("Fotonika", "pl"))
    )

    assert english == [
        "Wrote docs/optika.md. What is left to do:",
        "- write the text below the line ---",
        "- add the page to nav in mkdocs.yml to have it in the menu",
        "- delete 'draft: true'",
        "- check all of it with make check",
    ]
    assert polish == [
        "Zapisano docs/fotonika.md. Pozostaje jeszcze:",
        "- wpisać tekst poniżej wiersza ---",
        "- dodać stronę do nav w mkdocs.yml, jeśli ma się znaleźć w menu",
        "- usunąć 'draft: true'",
        "- sprawdzić wszystko poleceniem make check",
    ]


def test_whoever_adds_to_a_list_is_told_where_the_item_is(project: Path) -> None:
    done = new("partner", "--name", "Most", "--kind", "company", "--country", "CZ", "--short")

    assert done.output.startswith("Added 'most' to the end of 'partners' in data/partners.yaml. Write what")


def test_the_items_to_choose_from_are_shown_with_their_titles(project: Path) -> None:
    done = new("equipment", answers="Pec\n\n\ninstrument\nlup\nlupa\n\npec\n")

    assert done.exit_code == 0, done.output
    assert re.search(r"^  +\d+  lupa +Lupa s\.r\.o\.$", done.output, re.MULTILINE)
    assert re.search(r"^  2  laboratory +\w+", done.output, re.MULTILINE)
    assert "unknown id 'lup'; did you mean 'lupa'?" in done.output
    assert "  - id: pec\n    title: Pec\n    kind: instrument\n    owner: lupa\n" in Path(
        "data/equipment.yaml"
    ).read_text("utf-8")


def test_an_item_is_chosen_by_its_name_in_any_language_and_by_its_short_name(project: Path) -> None:
    path = project / "data/members.yaml"
    was = path.read_bytes()
    nova = "  - {id: nova, name: {cs: Nová, en: New University}, short_name: NU, kind: university}\n"
    path.write_bytes(was + nova.encode())
    done = new("equipment", answers="Pec 3\n\n\ninstrument\nNikdo\nnew university\n")
    short = new("equipment", answers="Pec 4\n\n\ninstrument\nNU\n")
    path.write_bytes(was)

    assert "Error: unknown id 'Nikdo' (there are: lupa (Lupa s.r.o.), " in done.output
    assert "Taken as: nova" in done.output
    assert "Taken as: nova" in short.output


def test_a_question_that_needs_an_answer_says_so(project: Path) -> None:
    done = new("equipment", answers="\n \nPec 2\n\n\ninstrument\nlup\nlupa\n\npec-2\n")

    assert done.output.count("Error: this needs an answer\n") == 2
    assert "id: pec-2" in (project / "data/equipment.yaml").read_text("utf-8")


OFFERED = {
    "meeting": "Walne zebranie",
    "lupa": "Hranol, s.r.o.",
    "fair": "Łąka",
    "other": "Łąka",
    "pre": "L’été",
}


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("meeting", "meeting"),
        ("MEETING", "meeting"),
        ("walne  ZEBRANIE", "meeting"),
        ("2", "lupa"),
        ("hranol, s.r.o.", "lupa"),
        ("Hranol, s.r.o., 1", "lupa, meeting"),
        ("1,lupa", "meeting, lupa"),
        ("0", "0"),
        ("6", "6"),
        ("l'ete", "pre"),
        ("something else", "something else"),
        ("meetin", "meetin"),  # of which the reader says what is meant
    ],
)
def test_a_choice_is_its_id_its_number_or_what_is_shown_of_it(answer: str, meant: str) -> None:
    assert meant_in(answer, OFFERED) == meant


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("laka", "'laka' may be one of several; write the number of one: 3 (fair), 4 (other)"),
        ("Walne zebrnie", "unknown value 'Walne zebrnie'; did you mean 'meeting' (Walne zebranie)?"),
    ],
)
def test_a_choice_that_nobody_can_tell_is_refused(answer: str, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        meant_in(answer, OFFERED)


def test_an_id_that_is_a_number_is_taken_before_the_number_of_another() -> None:
    assert meant_in("2", {"a": "A", "b": "B", "2": "C"}) == "2"


@pytest.mark.parametrize(
    ("hint", "names", "is_repeated"),
    [
        ("Nazwa wydarzenia.", ("Nazwa", "Wydarzenie"), True),
        ("Název akce.", ("Název", "Akce"), True),
        ("Le nom de l’événement.", ("Titre", "Événement"), True),
        ("What it is called.", ("Title", "Event"), False),
        ("Kod kraju: `PL`.", ("Kraj", "Partner"), False),
        ("Co się zmieniło, w kilku słowach.", ("Co się zmieniło", "Zmiana"), False),
    ],
)
def test_a_hint_that_only_repeats_the_name_of_a_field_is_known(
    hint: str, names: tuple[str, ...], is_repeated: bool
) -> None:
    assert repeats(hint, *names) is is_repeated


def test_a_choice_is_taken_by_its_name_and_a_hint_that_says_nothing_is_left_out(project: Path) -> None:
    shown = descriptions_of("cs").value(OF_NAME["event"].cls, "kind", "workshop")
    done = new("event", answers=f"Choice\n\n\n{shown.upper()}\n2023-05-05\n\n\n\n")

    assert done.exit_code == 0, done.output
    assert "\nNázev\n" in done.output
    assert "Taken as: workshop\n" in done.output
    assert "kind: workshop\n" in Path("docs/events/choice-2023.md").read_text("utf-8")


@pytest.mark.parametrize("answer", ["školy", "Schools", "školicí středisko"])
def test_a_choice_is_taken_by_all_that_it_is_called(project: Path, answer: str) -> None:
    done = new("member", answers=f"Učiliště {answer}\n\n\n\n{answer}" + "\n" * 20)

    assert done.exit_code == 0, done.output
    assert "Taken as: school\n" in done.output


def test_a_new_member_is_asked_for_the_day_on_which_it_joined(own_project: Path) -> None:
    done = new("member", answers="Okno\n\n\n\ncompany\n\n\n\n3/2022\n2022-03\n\n")

    assert done.exit_code == 0, done.output
    assert "    name: Okno\n    kind: company\n    since: 2022-03\n" in (
        Path("data/members.yaml").read_text("utf-8")
    )


def test_an_answer_that_is_no_choice_is_told_with_what_there_is_to_choose_from(project: Path) -> None:
    done = new("member", answers="Učiliště\n\n\n\ninternát\nškola" + "\n" * 20)

    assert "unknown value 'internát' (there are: company (Firma), university (Vysoká škola), " in done.output
    assert done.exit_code == 0, done.output


def test_what_stands_instead_of_an_answer_that_was_left_out_must_be_answered(project: Path) -> None:
    done = new("event", answers="Den\n\n\nseminar\n\n\nnot known yet\n\n\n\nden\n")

    assert done.exit_code == 0, done.output
    assert "Error: this needs an answer\n" in done.output
    assert "missing 'when'" not in done.output
    assert "when_note: not known yet\n" in Path("docs/events/den.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["event", "--kind", "workshp", "--when", "soon"], "--when: expected a date"),
        (["event", "--kind", "workshp", "--when", "soon"], "--kind: unknown value 'workshp'; did"),
        (["event", "--titel", "X"], "--title"),
        (["event", "--title", "X", "--kind", "workshop"], "missing 'when'"),
        (["event", "--title", "X"], "Nobody answers here: give all values as options"),
        (["event"], "Nobody answers here: give all values as options"),
        (["news", "--title", "X", "--summary", "Y", "--id", "old-news"], "old-news.md exists already"),
        (["news", "--title", "X", "--summary", "Y", "--id", "../../x"], "cannot be an address"),
        (["member", "--name", "X", "--kind", "company", "--id", "lupa"], "duplicate id"),
        (["member", "--name", "Lupa s.r.o.", "--kind", "company"], "same name as 'lupa'"),
        (["equipment", "--title", "X", "--kind", "instrument", "--owner", "lup"], "did you mean 'lupa'?"),
        (["member", "--name", "X", "--kind", "company", "--since", "2023-02-30"], "no day 2023-02-30"),
        (["member", "--name", "X", "--pillars", "Čočky,lense"], "did you mean 'lenses'?\n--pillars: unknown"),
        (["member", "--name", "X", "--pillars", "lenses mirrors"], "; write lenses,mirrors\n"),
    ],
)  # fmt: skip
def test_a_bad_value_writes_nothing_and_is_told(project: Path, arguments: list[str], message: str) -> None:
    before = sources(project)
    done = new(*arguments)

    assert done.exit_code != 0
    assert message in done.output
    assert sources(project) == before


@pytest.mark.parametrize("written", ["51,12; 20,87", "51,12, 20,87", "51.12, 20.87"])
def test_coordinates_may_have_decimal_commas(project: Path, written: str) -> None:
    path = project / "data/members.yaml"
    was = path.read_bytes()
    done = new("member", "--name", "Okno 51", "--kind", "company", "--coordinates", written, "--short")
    after = path.read_text("utf-8")
    path.write_bytes(was)

    assert done.exit_code == 0, done.output
    assert after.endswith("    coordinates: 51.12, 20.87\n")


def test_a_list_that_cannot_be_read_is_left_as_it_is(project: Path) -> None:
    path = project / "data" / "partners.yaml"
    was = path.read_bytes() if path.exists() else None
    path.write_text("partners:\n  - id: [\n")
    done = new("partner", "--name", "Y", "--kind", "authority", "--country", "CZ")

    assert done.exit_code == 1
    assert "data/partners.yaml:" in done.output
    assert path.read_text() == "partners:\n  - id: [\n"
    path.write_bytes(was) if was is not None else path.unlink()


@pytest.mark.parametrize(
    ("file", "now", "arguments", "message"),
    [
        ("plan", "year: soon", ["event", "--pillars", "lenzes"], "'lenzes'; did you mean 'lenses'?"),
        ("plan", "year: soon", ["event", "--pillars", "workshops"], "pillars: unknown id 'workshops'"),
        ("members", "members: [", ["event", "--members", "lupa"], "data/members.yaml:"),
        ("plan", "year: soon", ["event", "--id", "optics-school"], "optics-school.md exists already"),
        ("plan", "year: soon", ["member", "--id", "lupa"], "'lupa': duplicate id"),
    ],
)
def test_ids_are_checked_in_a_project_with_other_problems(
    project: Path, file: str, now: str, arguments: list[str], message: str
) -> None:
    path = project / "data" / f"{file}.yaml"
    was = path.read_bytes()
    path.write_bytes(re.sub(rb"^(year|members): ?\w*", now.encode(), was, count=1, flags=re.MULTILINE))
    before = sources(project)
    kind = ["--title", "X", "--kind", "workshop", "--when", "2022-12-05"]
    done = new(*arguments, *(kind if arguments[0] == "event" else ["--name", "X", "--kind", "company"]))
    after = sources(project)
    path.write_bytes(was)

    assert done.exit_code == 1
    assert message in done.output
    assert after == before


def member_with(line: str) -> None:
    path = Path("data/members.yaml")
    path.write_text(path.read_text("utf-8").replace("  - id: lupa\n", f"  - id: lupa\n    {line}\n"), "utf-8")


@pytest.mark.parametrize("arguments", [SAID["region"], ["--title", "Lubelsko"]])
def test_an_old_problem_is_no_hindrance_though_its_hint_changes(
    own_project: Path, arguments: list[str]
) -> None:
    member_with("region: lubelskie")
    assert "unknown region 'lubelskie' (there are none); add 'regions' to data/partners.yaml first\n" in (
        cluster(own_project, "check").stderr
    )

    done = new("region", *arguments)

    assert done.exit_code == 0, done.output
    assert "data/members.yaml:4: member 'lupa': unknown region 'lubelskie'" in (
        cluster(own_project, "check").stderr
    )


def at(line: int, message: str, file: str = "data/members.yaml") -> Problem:
    return Problem(Place(file, line), message)


@pytest.mark.parametrize(
    ("now", "is_old"),
    [
        (at(9, "member 'a': unknown region 'x; y'; did you mean 'z'?"), True),
        (at(9, "member 'a': unknown region 'x; y' (there are: z)"), True),
        (at(9, "member 'a': unknown region 'x; z' (there are none)"), False),
        (at(9, "member 'a': unknown region 'x; y' (there are none)", "data/partners.yaml"), False),
        (at(9, "member 'b': same name as 'c' on line 7; write the town, too"), True),
    ],
)
def test_a_problem_is_old_whatever_its_line_and_its_hint(now: Problem, is_old: bool) -> None:
    old = [
        at(4, "member 'a': unknown region 'x; y' (there are none)"),
        at(5, "member 'b': same name as 'c' on line 2; write the town, too"),
    ]

    assert added_problems([now], old) == ([] if is_old else [now])
    assert added_problems([now, replace(now, place=Place(now.place.file, 20))], old)[-1].place.line == 20


def test_a_problem_that_a_new_item_makes_elsewhere_is_told_with_its_line(own_project: Path) -> None:
    path = Path("data/equipment.yaml")
    text = path.read_text("utf-8").replace("{quantity: wavelength, minimum", "{quantity: beam, minimum")
    path.write_text(text, "utf-8")
    line = text[: text.index("{quantity: beam")].count("\n") + 1

    done = new("quantity", "--title", "Paprsek", "--id", "beam", "--unit", "W")

    assert done.exit_code == 1
    assert f"data/equipment.yaml:{line}: equipment 'spectrometer': parameters: the unit" in done.output
    assert path.read_text("utf-8") == text


def test_an_item_has_the_id_that_is_waited_for(own_project: Path) -> None:
    member_with("region: vysocina")

    assert new("region", "--title", "Praha").exit_code == 0
    assert new("region", "--title", "Kraj Vysočina").exit_code == 0

    assert re.findall("id: (.*)", Path("data/partners.yaml").read_text("utf-8")) == ["praha", "vysocina"]
    assert cluster(own_project, "check").returncode == 0


def test_line_ends_of_windows_stay_in_a_list(project: Path) -> None:
    path = project / "data" / "members.yaml"
    was = path.read_bytes()
    path.write_bytes(was.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    done = new("member", "--name", "Okno", "--kind", "company", "--short")

    assert done.exit_code == 0, done.output
    new_bytes = path.read_bytes()
    assert b"\r\n  - id: okno\r\n    name: Okno\r\n    kind: company\r\n" in new_bytes
    assert new_bytes.count(b"\n") == new_bytes.count(b"\r\n")
    path.write_bytes(was)
