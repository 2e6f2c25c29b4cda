"""An office that knows neither YAML nor git: it fills in forms, and the files say what it wrote."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cluster.forms.settings import Forms
from PIL import Image
from support.browser import serve
from support.builds import copy_of_miniature
from support.command_line import cluster
from support.forge import Repository, forge
from support.office import Office, at, office, write_forms


class Desk(NamedTuple):
    """Somebody at the forms of a project."""

    office: Office
    repository: Repository
    project: Path
    before: str
    """The commit before anything is saved."""

    @property
    def changes(self) -> str:
        """What was saved: the files, and their lines with + and -."""
        lines = self.repository.diff(self.before).splitlines(keepends=True)
        return "".join(line for line in lines if line[0] in "+-" and not line.startswith("--- "))


WRITTEN = """\
+++ b/data/members.yaml
+  - id: hranol
+    name: {cs: Hranol s.r.o.}
+    kind: company
+++ b/data/plan.yaml
-    text: {cs: Aby o nás bylo vědět., en: To be seen.}
+    text: {cs: Aby o nás bylo vědět., en: To be heard.}
+++ b/docs/events/noc-cocek.md
+---
+title: {cs: Noc čoček, en: Night of lenses}
+kind: workshop
+when: 2022-12-08 18:00..21:00
+pillars: [lenses]
+---
+++ b/docs/news/zveme-na-noc-cocek.en.md
+---
+title: You are invited to the night of lenses
+summary: On 8 December lenses will shine.
+---
+
+Everybody is welcome.
+++ b/docs/news/zveme-na-noc-cocek.md
+---
+title: Zveme na noc čoček
+summary: Osmého prosince budou čočky svítit.
+date: 2022-11-01
+pillars: [lenses]
+---
+
+Přijďte všichni.
"""


@pytest.fixture(scope="module")
def session(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Repository]]:
    """Somebody who has signed in; the tests go on where the others have ended."""
    folder = tmp_path_factory.mktemp("desk")
    repository = Repository.of(copy_of_miniature(folder / "project"))
    with forge(repository, folder / "served") as address:
        write_forms(folder / "served", at(address))
        with office(chromium, address) as somebody:
            somebody.sign_in()
            yield somebody, repository


@pytest.fixture
def desk(session: tuple[Office, Repository]) -> Iterator[Desk]:
    somebody, repository = session
    somebody.page.goto(f"{somebody.address}admin/#/collections/events")
    yield Desk(somebody, repository, repository.folder, repository.head)
    faults, somebody.page.faults = somebody.page.faults, []
    somebody.page.goto("about:blank")  # a form may still be open
    assert faults == []


def test_the_office_adds_an_event_a_translated_news_item_and_a_member_and_changes_a_word(desk: Desk) -> None:
    office = desk.office
    office.open("events/new")
    office.write("title.cs", "Noc čoček")
    office.write("title.en", "Night of lenses")
    office.choose("kind", "Workshop")
    office.write("when", "2022-12-08 18:00..21:00")
    office.choose("pillars", "Čočky")
    office.saved()

    office.open("news/new")
    office.write("title", "Zveme na noc čoček")
    office.write("summary", "Osmého prosince budou čočky svítit.")
    office.write("body", "Přijďte všichni.")
    office.write("date", "2022-11-01")
    office.choose("pillars", "Čočky")
    office.translate("Angličtina")
    office.write("title", "You are invited to the night of lenses", "en")
    office.write("summary", "On 8 December lenses will shine.", "en")
    office.write("body", "Everybody is welcome.", "en")
    office.saved()

    office.open("_singletons/entries/members")
    office.add("members")
    office.write("members.3.id", "hranol")
    office.write("members.3.name.cs", "Hranol s.r.o.")
    office.choose("members.3.kind", "Firma")
    office.saved()

    office.open("_singletons/entries/plan")
    office.unfold("goals")
    office.write("goals.0.text.en", "To be heard.")
    office.saved()

    assert desk.changes == WRITTEN
    assert cluster(desk.project, "check").returncode == 0


def test_a_form_without_what_is_needed_is_not_saved_and_says_what_is_missing(desk: Desk) -> None:
    desk.office.open("news/new")

    desk.office.save()

    desk.office.hears("2 pole obsahují chybu")
    assert desk.office.wrong == ["title", "summary"]
    assert desk.repository.head == desk.before


def test_a_list_without_entries_is_not_saved(desk: Desk) -> None:
    said: list[str] = []
    desk.office.page.once("dialog", lambda each: (said.append(each.message), each.accept()))

    desk.office.open("_singletons/entries/services")
    desk.office.save()
    desk.office.hears("Chyba")
    desk.office.page.faults.clear()

    assert said == ["Formulář je prázdný, proto se neuložil."]
    assert desk.repository.head == desk.before


def test_what_cannot_be_a_date_is_refused_beside_its_field(desk: Desk) -> None:
    desk.office.open("events/entries/light-day")

    desk.office.write("when", "13. 10. 2022")
    desk.office.save()

    assert desk.office.wrong == ["when"]
    assert "Datum pište jako 2027-10-13" in desk.office.field("when").inner_text()
    assert desk.repository.head == desk.before


def test_a_token_that_does_not_work_is_refused_with_words(desk: Desk, chromium: Any) -> None:
    with office(chromium, desk.office.address) as stranger:
        stranger.sign_in("a-token-that-expired")

        stranger.hears("Zadaný token je neplatný")
    assert desk.repository.head == desk.before


@pytest.mark.parametrize("backend", ["github", "gitlab"])
def test_the_host_of_the_repository_alone_is_asked(chromium: Any, tmp_path: Path, backend: Any) -> None:
    forms = Forms(backend=backend, repo="optics/website")
    write_forms(tmp_path, forms)
    refusal = {"status": 401, "json": {"message": "Bad credentials"}}
    with serve(tmp_path) as address, office(chromium, address) as somebody:
        somebody.page.route(f"{forms.origin}/**", lambda route: route.fulfill(**refusal))
        somebody.sign_in("a-token-that-expired")
        somebody.hears("Zadaný token je neplatný")
        asked = [each for each in somebody.page.faults if each.startswith("http")]

    assert asked
    assert all(each.startswith(f"{forms.origin}/") for each in asked)


def test_a_picture_lands_where_the_program_looks_for_it(desk: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "Noc čoček.jpg"
    Image.new("RGB", (400, 300), "navy").save(picture)
    office = desk.office
    office.open("news/entries/old-news")

    office.tick("image")
    office.attach("image.file", picture)
    office.write("image.alt.cs", "Světla v noci")
    office.saved()

    assert desk.repository.blobs()["docs/news/noc-cocek.jpg"]
    assert desk.changes.splitlines()[1:] == [
        "+image:",
        "+  file: news/noc-cocek.jpg",
        "+  alt: {cs: Světla v noci}",
    ]
    assert cluster(desk.project, "check").returncode == 0


def test_who_saves_later_is_told_and_both_changes_of_a_list_are_kept(desk: Desk) -> None:
    desk.office.open("_singletons/entries/members")
    desk.office.unfold("members")
    desk.office.write("members.0.homepage", "https://lupa.example/new/")

    file = desk.project / "data/members.yaml"
    file.write_text(file.read_text("utf-8").replace("since: 2020\n", "since: 2020-05\n"), "utf-8")
    desk.repository.commit_all("Somebody else was faster")
    desk.office.save()
    said = desk.office.dialog
    desk.office.confirm()

    assert "mezitím" in said
    assert (
        desk.changes
        == """\
+++ b/data/members.yaml
-    homepage: https://lupa.example/
+    homepage: https://lupa.example/new/
-    since: 2020
+    since: 2020-05
"""
    )


def test_in_a_folder_of_ones_own_computer_changes_of_other_programs_are_kept(
    chromium: Any, desk: Desk
) -> None:
    names = ["data/plan.yaml", "data/members.yaml", "docs/events/trip.md"]
    with office(chromium, desk.office.address) as somebody:
        somebody.has_folder({name: (desk.project / name).read_text("utf-8") for name in names})
        somebody.work_in_folder()

        somebody.open("_singletons/entries/members")
        somebody.unfold("members")
        somebody.write("members.0.homepage", "https://lupa.example/folder/")
        changed = somebody.text_of("data/members.yaml").replace("until: 2021-12-31", "until: 2021-12-30")
        somebody.put("data/members.yaml", changed)
        somebody.saved()
        now = somebody.text_of("data/members.yaml")

        somebody.open("events/entries/trip")
        somebody.write("when", "2022-11-09")
        somebody.put("docs/events/trip.md", "---\ntitle: Changed\nkind: meeting\n---\n")
        somebody.page.once("dialog", lambda each: (said.append(each.message), each.accept()))
        said: list[str] = []
        somebody.save()
        somebody.hears("Chyba")
        kept = somebody.text_of("docs/events/trip.md")
        somebody.page.faults.clear()

    assert now == re.sub("homepage: .*", "homepage: https://lupa.example/folder/", changed, count=1)
    assert [each[:40] for each in said] == ["Tento soubor mezitím změnil jiný program"]
    assert "Changed" in kept
