"""`cluster review`: what a change changes, in words, from two versions that git has."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cluster.commands.office import review as review_command
from cluster.content.commitments import Activity
from cluster.content.event_details import ProgrammeItem
from cluster.content.events import Event
from cluster.content.kinds import KINDS
from cluster.content.members import Member
from cluster.dates import parse_when
from cluster.language import Text
from cluster.office.review.command import review
from cluster.office.review.compared import Happened
from cluster.office.review.git_version import base_of, checked_out
from cluster.office.review.markdown import FileChanges, Review, markdown_of
from cluster.office.review.things import NAMES, Key
from cluster.office.review.values import differences, of_bodies, of_words, said
from cluster.office.review.voice import voice_of
from cluster.reading.scalar_types import Colour, Id
from support.builds import FIRST_OF_NOVEMBER, MINIATURE, replace
from support.program_messages import LANGUAGES, english_of
from support.repository import git

ENGLISH = voice_of("en")
label = ENGLISH.fields.label


def lines(was: Any, now: Any) -> list[str]:
    return [*differences(was, now, "Field", ENGLISH)]


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (parse_when("2022-10-13"), parse_when("2022-10-20"), "Field: 13 October 2022 → 20 October 2022"),
        (parse_when("2022-autumn"), None, "Field: deleted, it was autumn 2022"),
        (None, parse_when("2022-Q4"), "Field: 4th quarter 2022 (new)"),
        (date(2022, 10, 13), date(2022, 10, 14), "Field: 13 October 2022 → 14 October 2022"),
        (False, True, "Field: no → yes"),
        ("small", "large", "Field: small → large"),
        ("small", None, "Field: deleted, it was small"),
        (Text.of(cs="A", en="B"), Text.of(cs="A", en="C"), "Field (en): “B” → “C”"),
        (Text.of(cs="A"), Text.of(cs="A", en="C"), "Field (en): “C” (new)"),
        (Text.of(cs="A", en="C"), Text.of(cs="A"), "Field (en): deleted, it was “C”"),
        (("a", "b"), ("b", "a"), "Field: in another order"),
    ],
)
def test_a_changed_value_is_told_in_words(was: Any, now: Any, told: str) -> None:
    assert lines(was, now) == [told]


def test_of_a_list_the_new_and_the_deleted_entries_are_told() -> None:
    assert lines(("a", "b"), ("b", "c")) == ["Field: c (new)", "Field: deleted, it was a"]


def test_of_a_long_text_the_words_that_differ_are_told_with_some_around_them() -> None:
    long = " ".join(f"word{number}" for number in range(100))

    assert of_words(long, long.replace("word50", "other"), ENGLISH) == (
        "“… word47 word48 word49 word50 word51 word52 word53 …” → "
        "“… word47 word48 word49 other word51 word52 word53 …”"
    )


MEMBER = Member(id=Id("x"), name=Text.of(cs="Hranol"), kind="company", founder=True)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "x, “Hranol”, Company, yes"),
        ("cs", "x, „Hranol“, Firma, ano"),
        ("de", "x, „Hranol“, Unternehmen, ja"),
        ("pl", "x, „Hranol”, Firma, tak"),
    ],
)
def test_a_member_in_words_is_what_its_editor_wrote(language: str, told: str) -> None:
    assert said(MEMBER, voice_of(language)) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "cs",
            ["Pole: podzim 2022 → 4. čtvrtletí 2022", "Pole: ne → ano", "Pole (en): smazáno, bylo tu „C“"],
        ),
        ("de", ["Pole: Herbst 2022 → 4. Quartal 2022", "Pole: nein → ja", "Pole (en): gelöscht, war „C“"]),
    ],
)
def test_a_changed_value_is_told_in_the_language_of_the_office(language: str, told: list[str]) -> None:
    changes = [
        (parse_when("2022-autumn"), parse_when("2022-Q4")),
        (False, True),
        (Text.of(cs="A", en="C"), Text.of(cs="A")),
    ]

    assert [
        line for was, now in changes for line in differences(was, now, "Pole", voice_of(language))
    ] == told


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature in a repository, on the branch `main`."""
    folder = tmp_path_factory.mktemp("review") / "project"
    shutil.copytree(MINIATURE, folder)
    replace(folder / "mkdocs.yml", "../../hooks/", f"{MINIATURE.parents[1]}/hooks/")
    (folder / ".gitignore").write_text(".cache/\nsite/\n")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "one")
    return folder


@pytest.fixture
def project(committed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The repository on a branch for a change, on 1 November 2022."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", FIRST_OF_NOVEMBER)
    git(committed, "switch", "--quiet", "--force-create", "change", "main")
    yield committed
    git(committed, "add", "--all")
    git(committed, "reset", "--hard", "--quiet", "main")


def told(project: Path, base: str | None = None, language: str = "en") -> str:
    return review(project, base, language, lambda: None)


def test_where_nothing_has_changed_it_says_so(project: Path) -> None:
    commit = git(project, "rev-parse", "--short=7", "main").strip()

    assert told(project) == f"**Nothing that visitors see has changed.** Compared with `main ({commit})`."


def test_saved_and_committed_edits_are_told_with_what_subscribers_will_notice(project: Path) -> None:
    events, news = project / "docs" / "events", project / "docs" / "news"
    school = (events / "optics-school.md").read_text("utf-8")
    (events / "optics-school.md").write_text(
        school.replace("2022-12-05", "2022-12-12").replace("2022-12-06", "2022-12-13"), "utf-8"
    )
    replace(events / "autumn-meeting.md", "online: true", "online: true\nstatus: cancelled")
    git(project, "commit", "--quiet", "--all", "--message", "two")
    (events / "lens-day.md").write_text(
        "---\ntitle: {cs: Den @x <b>}\nkind: workshop\nwhen: 2023-05-05\nplace: Brno\n---\n", "utf-8"
    )
    (news / "hello.md").write_text(
        "---\ntitle: Zpráva\nsummary: Dnes.\ndate: 2022-10-31\nevent: light-day\n---\n", "utf-8"
    )
    (news / "later.md").write_text("---\ntitle: Pak\nsummary: Dnes.\ndate: 2022-11-30\n---\n", "utf-8")
    (news / "old-news.md").unlink()
    replace(project / "data" / "members.yaml", "pillars: [mirrors]", "pillars: [lenses]\n    size: large")
    replace(project / "data" / "plan.yaml", "organizace workshopů", "organizace deseti workshopů")

    text = told(project)
    head, _, rest = text.partition("** Compared with `main (")
    assert head == (
        "**New: 1 event, 2 news items; moved: 1 event (5 December, 09:00 – 6 December 2022, 15:30 → "
        "12 December, 09:00 – 13 December 2022, 15:30); cancelled: 1 event; changed: 1 member, 1 activity of "
        "the plan; deleted: 1 news item; 1 page lost its address (/news/old-news/)."
    )
    for line in (
        "- These addresses lead nowhere now, and nothing redirects from them: `/news/old-news/`",
        "- “Zimní škola optiky” moves, and its page does not say so; add to docs/events/optics-school.md: "
        "`moved_from: [2022-11-14 09:00..2022-11-15 15:30, 2022-12-05 09:00..2022-12-06 15:30]`",
        "- new: **Den @<!-- -->x \\<b\\>** (`docs/events/lens-day.md`): Workshop, 5 May 2023, “Brno”",
        "- moved: **Zimní škola optiky** (`docs/events/optics-school.md`)",
        f"  - {label(Event, 'programme')} 1: "
        f"{label(ProgrammeItem, 'day')}: 5 December 2022 → 12 December 2022",
        "- cancelled: **Podzimní setkání** (`docs/events/autumn-meeting.md`): "
        f"{label(Event, 'status')}: Confirmed → Cancelled",
        "- new: **Zpráva** (`docs/news/hello.md`): 31 October 2022, “Dnes.”",
        "- new: **Pak** (`docs/news/later.md`): 30 November 2022, “Dnes.”, not shown before 30 November 2022",
        "- changed: **Ústav \\<světla\\> & stínu** (`data/members.yaml`)",
        f"  - {label(Member, 'pillars')}: lenses (new)",
        f"  - {label(Member, 'pillars')}: deleted, it was mirrors",
        f"  - {label(Member, 'size')}: {ENGLISH.named(Member, 'size', 'large')} (new)",
        "- changed: **organizace deseti workshopů** (`data/plan.yaml`): "
        f"{label(Activity, 'title')} (cs): “organizace workshopů” → “organizace deseti workshopů”",
    ):
        assert line in rest.splitlines(), line
    calendars, feeds = rest.partition("### What subscribers of calendars will notice\n\n")[2].split(
        "\n\n### "
    )
    assert sorted(calendars.splitlines()) == [
        "- “Den @<!-- -->x \\<b\\>” is new: 5 May 2023",
        "- “Podzimní setkání” is shown as cancelled: autumn 2022",
        "- “Zimní škola optiky” moves: 5 December, 09:00 – 6 December 2022, 15:30 → "
        "12 December, 09:00 – 13 December 2022, 15:30",
    ]
    assert feeds.splitlines()[2:] == ["- “Zpráva” is new"]


def test_what_closes_is_told_apart_from_what_has_the_same_title(project: Path) -> None:
    registration = "registration: {link: 'https://a.example/', deadline: 2022-12-01}"
    (project / "docs/events/lens-day.md").write_text(
        f"---\ntitle: Den\nkind: workshop\nwhen: 2023-05-05\nannounced: 2022-11-01\n{registration}\n---\n"
    )
    (project / "data/services.yaml").write_text(
        "calls: [{id: a, title: Výzva, opens: 2022-10-01, closes: 2022-11-01, published: 2022-11-01}]\n"
    )

    feeds = told(project).partition("### What readers of feeds will notice\n\n")[2].partition("\n\n")[0]

    assert sorted(feeds.splitlines()) == [
        "- the closing day of “Výzva” is new",
        "- the registration deadline of “Den” is new",
        "- “Den” is new",
        "- “Výzva” is new",
    ]


def test_an_address_from_which_something_redirects_is_not_lost(project: Path) -> None:
    (project / "docs/news/old-news.md").unlink()
    (project / "data/redirects.yaml").write_text("redirects: [{old: old-news, to: light-day-report}]\n")

    text = told(project)

    assert text.startswith("**New: 1 redirect; deleted: 1 news item.**")
    assert "nothing redirects" not in text
    assert "- new: **old-news** (`data/redirects.yaml`)" in text


def test_what_others_did_on_the_main_branch_meanwhile_is_not_shown(project: Path) -> None:
    git(project, "switch", "--quiet", "--create", "others")
    replace(project / "docs" / "events" / "trip.md", "when: 2022-11-08", "when: 2022-11-09")
    git(project, "commit", "--quiet", "--all", "--message", "by others")
    git(project, "switch", "--quiet", "change")
    text = told(project, "others")
    git(project, "branch", "--quiet", "--delete", "--force", "others")

    assert text.startswith("**Nothing that visitors see has changed.** Compared with `others (")


def test_of_many_things_some_are_told_and_the_others_counted() -> None:
    happened = [Happened(Key("event", str(n)), "new", f"Day {n}", "x.md") for n in range(100, 130)]
    text = markdown_of(Review("main", happened, lost=[f"/x{n}/" for n in range(30)]), ENGLISH)

    assert text.startswith("**New: 30 events; 30 pages lost their addresses.** Compared with `main`.")
    assert text.endswith("- new: **Day 119** (`x.md`)\n- and 10 more")
    assert "`/x19/` and 10 more" in text


def of_each(number: int) -> Review:
    """A number of things of several kinds, to which several things have happened."""
    happened = [
        Happened(Key(kind, str(each)), what, "Day", "x.md")
        for kind, what in (
            ("event", "new"),
            ("event", "cancelled"),
            ("member", "changed"),
            ("page", "deleted"),
        )
        for each in range(number)
    ]
    files = FileChanges(new=tuple("abcde"[:number]))
    return Review("main", happened, files, lost=[f"/{each}/" for each in range(number)])


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        (
            "cs",
            1,
            "Přibylo: 1 akce, 1 soubor; zrušeno: 1 akce; změněno: 1 člen; smazáno: 1 stránka; "
            "1 stránka přišla o adresu (/0/).",
        ),
        (
            "cs",
            2,
            "Přibylo: 2 akce, 2 soubory; zrušeno: 2 akce; změněno: 2 členové; smazáno: 2 stránky; "
            "2 stránky přišly o adresu.",
        ),
        (
            "cs",
            5,
            "Přibylo: 5 akcí, 5 souborů; zrušeno: 5 akcí; změněno: 5 členů; smazáno: 5 stránek; "
            "5 stránek přišlo o adresu.",
        ),
        (
            "de",
            1,
            "Neu: 1 Veranstaltung, 1 Datei; abgesagt: 1 Veranstaltung; geändert: 1 Mitglied; "
            "gelöscht: 1 Seite; 1 Seite hat ihre Adresse verloren (/0/).",
        ),
        (
            "de",
            2,
            "Neu: 2 Veranstaltungen, 2 Dateien; abgesagt: 2 Veranstaltungen; geändert: 2 Mitglieder; "
            "gelöscht: 2 Seiten; 2 Seiten haben ihre Adressen verloren.",
        ),
        (
            "de",
            5,
            "Neu: 5 Veranstaltungen, 5 Dateien; abgesagt: 5 Veranstaltungen; geändert: 5 Mitglieder; "
            "gelöscht: 5 Seiten; 5 Seiten haben ihre Adressen verloren.",
        ),
        (
            "pl",
            1,
            "Nowe: 1 wydarzenie, 1 plik; odwołane: 1 wydarzenie; zmienione: 1 członek; usunięte: 1 strona; "
            "1 strona straciła adres (/0/).",
        ),
        (
            "pl",
            2,
            "Nowe: 2 wydarzenia, 2 pliki; odwołane: 2 wydarzenia; zmienione: 2 członków; usunięte: 2 strony; "
            "2 strony straciły adres.",
        ),
        (
            "pl",
            5,
            "Nowe: 5 wydarzeń, 5 plików; odwołane: 5 wydarzeń; zmienione: 5 członków; usunięte: 5 stron; "
            "5 stron straciło adres.",
        ),
        (
            "en",
            1,
            "New: 1 event, 1 file; cancelled: 1 event; changed: 1 member; deleted: 1 page; "
            "1 page lost its address (/0/).",
        ),
        (
            "en",
            2,
            "New: 2 events, 2 files; cancelled: 2 events; changed: 2 members; deleted: 2 pages; "
            "2 pages lost their addresses.",
        ),
        (
            "en",
            5,
            "New: 5 events, 5 files; cancelled: 5 events; changed: 5 members; deleted: 5 pages; "
            "5 pages lost their addresses.",
        ),
    ],
)
def test_numbers_are_told_as_each_language_counts(language: str, number: int, told: str) -> None:
    assert markdown_of(of_each(number), voice_of(language)).startswith(f"**{told}** ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_is_left_of_a_review_in_another_language(project: Path, language: str) -> None:
    events, news = project / "docs" / "events", project / "docs" / "news"
    replace(events / "trip.md", "when: 2022-11-08", "when: 2022-11-09")
    replace(events / "autumn-meeting.md", "online: true", "online: true\nstatus: cancelled")
    (events / "secret-visit.md").unlink()
    (events / "undated.md").rename(events / "someday.md")
    (news / "old-news.md").unlink()
    replace(news / "draft.md", "draft: true\n", "")
    replace(project / "data" / "members.yaml", "pillars: [mirrors]", "pillars: [lenses]\n    size: large")
    replace(project / "mkdocs.yml", "site_name: Test", "site_name: Other")
    identity = project / "data" / "identity.yaml"
    identity.write_text(identity.read_text("utf-8").replace("name: ", "name: other."), "utf-8")
    text = told(project, language=language)
    (project / "data" / "members.yaml").write_text("members: 5\n", "utf-8")
    broken = told(project, language=language)

    of_editors = re.compile(r"\*\*[^*]*\*\* \(|„.*?[“”]|«.*?»|`.*?`")
    found = [of_editors.sub("", line) for line in f"{text}\n{broken}".splitlines()]
    assert {line: words for line in found if (words := english_of(line, language))} == {}
    assert text.count("\n### ") == 7


def test_every_kind_has_a_name_of_its_own_in_a_review() -> None:
    assert {kind.name for kind in KINDS} <= NAMES.keys()


def test_a_changed_text_is_told_without_its_marks() -> None:
    was = (("cs", "<h2>Den</h2><p>Přijďte <a href='x'>v pondělí</a>, rádi.</p>"),)
    now = (("cs", was[0][1].replace("pondělí", "úterý")), ("en", "<p>Come</p>"))
    links = (("cs", was[0][1].replace("href='x'", "href='y'")),)

    assert [*of_bodies(was, now, ENGLISH)] == [
        "Text (cs): “Den Přijďte v pondělí, rádi.” → “Den Přijďte v úterý, rádi.”",
        "Text (en): “Come” (new)",
    ]
    assert [*of_bodies(was, links, ENGLISH)] == ["Text (cs): its links, pictures or marks have changed"]


def test_colours_are_code_in_the_markdown_of_a_review() -> None:
    colours = {
        "pillars": ((), (Colour("#4a6fa5"), Colour("#3a7d44", "#7fc98f"))),
        "accent": (Colour("#4a6fa5"), Colour("#3a7d44")),
    }
    found = [line for was, now in colours.values() for line in differences(was, now, "Colours", ENGLISH)]
    thing = Happened(Key("cluster", ""), "changed", "The *cluster*", "data/cluster.yaml", tuple(found))

    lines = markdown_of(Review("main", [thing]), ENGLISH).splitlines()

    assert lines[-3:] == [
        "- changed: **The \\*cluster\\*** (`data/cluster.yaml`)",
        "  - Colours: `#4a6fa5`, `#3a7d44` / `#7fc98f` (new)",
        "  - Colours: `#4a6fa5` → `#3a7d44`",
    ]


def test_an_event_under_a_new_id_is_doubted_and_one_that_vanishes(project: Path) -> None:
    events = project / "docs" / "events"
    (events / "undated.md").rename(events / "someday.md")
    (events / "secret-visit.md").unlink()

    text = told(project)
    assert "had the id 'undated' and now has 'someday'" in text
    assert "vanishes from all calendars without a word; 'status: cancelled' would tell readers" in text


def test_a_move_that_readers_are_told_of_and_an_event_that_is_over_are_not_doubted(project: Path) -> None:
    events = project / "docs" / "events"
    replace(events / "trip.md", "when: 2022-11-08", "when: 2022-12-08\nmoved_from: [2022-11-08]")
    (events / "signs.md").unlink()

    text = told(project)
    assert text.startswith("**Moved: 1 event (8 November 2022 → 8 December 2022); deleted: 1 event; ")
    assert "its page does not say so" not in text
    assert "vanishes from all calendars" not in text


def test_a_draft_is_published_or_withdrawn_and_ids_that_start_anew_are_doubted(project: Path) -> None:
    news = project / "docs" / "news"
    replace(news / "draft.md", "draft: true\n", "")
    replace(news / "light-day-report.md", "date:", "draft: true\ndate:")
    identity = project / "data" / "identity.yaml"
    identity.write_text(identity.read_text("utf-8").replace("name: ", "name: other."), "utf-8")

    text = told(project)
    assert text.startswith("**Published: 1 news item; withdrawn: 1 news item")
    assert "- published: **" in text
    assert "all subscribers would see every event and news item again" in text


def test_settings_and_pictures_are_told(project: Path) -> None:
    replace(project / "mkdocs.yml", "site_name: Test", "site_name: Other")
    (project / "docs" / "news" / "new.jpg").write_bytes(
        (project / "docs" / "news" / "light-day.jpg").read_bytes()
    )
    (project / "docs" / "events" / "school.pdf").write_bytes(b"%PDF-1.4 other")

    text = told(project)
    assert text.startswith("**New: 1 file; changed: 1 file, the settings.**")
    assert "- new: `docs/news/new.jpg`\n- changed: `docs/events/school.pdf`" in text
    assert "### Settings (mkdocs.yml)\n\n- `site_name`" in text


def test_a_plan_that_moves_to_the_older_ones_has_not_changed(project: Path) -> None:
    """As `cluster new plan` moves it."""
    path, older = project / "data" / "plan.yaml", project / "data" / "plans" / "2022.yaml"
    plan = path.read_text("utf-8")
    path.rename(older)
    path.write_text(plan.partition("goals:\n")[0].replace("2022", "2023") + "draft: true\n", "utf-8")

    text = told(project)
    assert "deleted" not in text
    assert "New: 1 plan" in text
    assert "still a draft" in text


def test_what_cannot_be_read_in_either_version_is_left_out(project: Path) -> None:
    replace(project / "data" / "members.yaml", "kind: company\n    size", "kind: compny\n    size")
    git(project, "commit", "--quiet", "--all", "--message", "broken")
    git(project, "switch", "--quiet", "--create", "cure")
    replace(project / "data" / "members.yaml", "kind: compny", "kind: company")
    replace(project / "docs" / "events" / "trip.md", "when: 2022-11-08", "when: 2022-11-09")
    text = told(project, "change")
    git(project, "switch", "--quiet", "--force", "change")
    git(project, "branch", "--quiet", "--delete", "--force", "cure")

    assert "The earlier version has 1 problem (the first: data/members.yaml:" in text
    assert "Not compared: data/members.yaml (cannot be read), addresses, and what subscribers" in text
    assert "Moved: 1 event (8 November 2022 → 9 November 2022)" in text
    assert "member" not in text.partition(".**")[0]


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("mian", "git knows no version 'mian'; did you mean 'main'?"),
        ("--help", "git knows no version '--help' (there are: change, main)"),
    ],
)
def test_a_version_that_git_does_not_know_is_refused(project: Path, base: str, message: str) -> None:
    with pytest.raises(LookupError) as error:
        told(project, base)

    assert str(error.value) == message


def test_a_folder_that_git_does_not_keep_has_no_earlier_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    begin = "git says 'not a git repository.*'; run git init, git add -A, then git commit$"
    with pytest.raises(LookupError, match=f"there is no earlier version to compare with: {begin}"):
        base_of(tmp_path, None)
    git(tmp_path, "init", "--quiet")
    with pytest.raises(LookupError, match=r"nothing is committed yet; run git add -A, then git commit$"):
        base_of(tmp_path, None)
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "one")
    commit = base_of(tmp_path, None)
    with (
        pytest.raises(LookupError, match=r"there was no project in this folder yet \(no mkdocs.yml\)"),
        checked_out(tmp_path, commit),
    ):
        pass


def test_a_computer_without_git_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(LookupError, match="git is not installed"):
        base_of(tmp_path, None)


def test_the_command_prints_the_review_or_what_is_wrong(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    good, bad = (CliRunner().invoke(review_command, arguments) for arguments in ([], ["mian"]))

    assert (good.exit_code, good.stderr) == (0, "")
    assert good.stdout.startswith("**Nothing that visitors see has changed.**")
    assert (bad.exit_code, bad.stdout) == (1, "")
    assert bad.stderr == "Error: git knows no version 'mian'; did you mean 'main'?\n"
