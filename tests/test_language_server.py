"""What text editors offer and mark, asked of the language server that they use."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cluster.build.build import settings
from cluster.build.descriptions import hints_for
from cluster.build.schema_files import SCHEMAS, refresh_schemas
from cluster.content.events import Event
from cluster.content.members import Member
from cluster.language import Languages
from cluster.office.text_editor import vscode_files
from cluster.reading.documents import head_in
from support.builds import MINIATURE, ROOT
from support.language_server import NODE, LanguageServer, Suggestion, language_server
from support.schemas import schema_of_file


class Settings:
    """The settings that the schemas need."""

    def __init__(self, docs: Path, languages: Languages) -> None:
        self.docs, self.languages = str(docs), languages


def prepared(folder: Path, source: Path, languages: Languages) -> Path:
    """The texts of a project, with its schemas."""
    shutil.copytree(source / "data", folder / "data")
    shutil.copytree(
        source / "docs", folder / "docs", ignore=shutil.ignore_patterns("*.jpg", "*.pdf", "*.png")
    )
    refresh_schemas(folder, Settings(folder / "docs", languages))  # type: ignore[arg-type]
    return folder


def settings_of(project: Path) -> dict[str, Any]:
    """The settings that `cluster schema` writes, and besides, schemas of the heads of Markdown files."""
    key, schemas = vscode_files()[".vscode/settings.json"]
    heads: dict[str, list[str]] = {}
    for path in sorted((project / "docs").rglob("*.md")):
        file = path.relative_to(project).as_posix()
        heads.setdefault(f"./{SCHEMAS}/{schema_of_file(file)}.json", []).append(file)
    return {key: {**schemas, **heads}}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """The server for the miniature."""
    languages = Languages(all=("cs", "en", "de"))
    project = prepared(tmp_path_factory.mktemp("miniature"), MINIATURE, languages)
    with language_server(project, settings_of(project)) as started:
        yield started


_, WORDS = hints_for("cs")
"""The hints in the first language of the miniature, in English where there are none."""

MEMBER = "members:\n  - id: lens-maker\n    |\n"


def by_label(found: list[Suggestion]) -> dict[str, Suggestion]:
    return {each.label: each for each in found}


def test_the_keys_that_are_missing_are_offered_with_their_meaning(server: LanguageServer) -> None:
    offered = by_label(server.suggestions("data/members.yaml", MEMBER))

    assert "id" not in offered
    assert offered["since"].about == WORDS.hint(Member, "since")
    assert offered["people"].text == "people:\n  - name: $1\n    role: $2"


def test_a_text_is_offered_in_all_languages(server: LanguageServer) -> None:
    offered = by_label(server.suggestions("data/members.yaml", MEMBER))
    values = server.suggestions("data/members.yaml", MEMBER.replace("|", "name: |"))

    assert offered["name"].text == 'name: {cs: "$1", en: "$2", de: "$3"}'
    assert [(each.label, each.text) for each in values] == [
        (WORDS.entries["Value.Text"].label, '{cs: "$1", en: "$2", de: "$3"}')
    ]


def test_a_new_entry_of_a_list_is_offered_with_all_that_it_needs(server: LanguageServer) -> None:
    offered = by_label(server.suggestions("data/members.yaml", "members:\n  - |\n"))

    text = 'id: $1\n  name: {cs: "$2", en: "$3", de: "$4"}\n  kind: $5'
    assert offered[WORDS.label(Member)].text == text


def test_the_words_to_choose_from_are_offered_with_their_names(server: LanguageServer) -> None:
    offered = server.suggestions("data/members.yaml", MEMBER.replace("|", "size: |"))

    names = {each: WORDS.value(Member, "size", each) for each in ("small", "medium", "large")}
    assert {each.label: each.about for each in offered} == names


@pytest.mark.parametrize("place", ["pillars: [|]", "pillars:\n      - |"])
def test_the_ids_of_the_project_are_offered_with_their_titles(server: LanguageServer, place: str) -> None:
    offered = server.suggestions("data/members.yaml", MEMBER.replace("|", place))

    found = {each.label: each.about for each in offered}
    assert found == {"lenses": "Čočky", "mirrors": "Plochá zrcadla", "prisms": "Hranoly"}


def test_ids_and_words_are_offered_in_the_head_of_an_event(server: LanguageServer) -> None:
    head = "title: Den\nkind: workshop\n"
    fulfils = server.suggestions("docs/events/trip.md", f"{head}fulfils: [|]\n")
    kinds = server.suggestions("docs/events/trip.md", "title: Den\nkind: |\n")

    assert "workshops" in {each.label for each in fulfils}
    assert by_label(kinds)["general-assembly"].about == WORDS.value(Event, "kind", "general-assembly")


def test_a_hover_says_what_a_field_means_and_what_it_allows(server: LanguageServer) -> None:
    said = server.hover("data/members.yaml", MEMBER.replace("|", "ki|nd: company"))

    assert said.startswith(f"#### {WORDS.label(Member, 'kind')}\n\n{WORDS.hint(Member, 'kind')}")
    assert f"* `research-institute`: {WORDS.value(Member, 'kind', 'research-institute')}" in said


def test_a_hover_over_an_id_says_its_title(server: LanguageServer) -> None:
    said = server.hover("data/members.yaml", MEMBER.replace("|", "pillars: [mir|rors]"))

    assert "* `mirrors`: Plochá zrcadla" in said


BAD = """\
members:
  - id: Lens maker
    name: {en: Lens Maker}
    kind: compny
    palce: Přerov
    since: 13. 10. 2022
    pillars: [lensez]
    founder: yes
    does: [Lenses]
    town:
    homepage: example.org
"""


def test_what_is_wrong_is_marked_on_its_line_in_words_for_editors(server: LanguageServer) -> None:
    found = server.problems({"data/members.yaml": BAD})["data/members.yaml"]

    told = {
        name: WORDS.entries[f"Value.{name}"].hint
        for name in ("Id", "Date", "Choice", "Boolean", "Text", "Link")
    }
    assert [each.split(". Valid")[0] for each in found] == [
        f"2: {told['Id']}",
        '3: Missing property "cs".',
        "4: Value is not accepted",
        "5: Property palce is not allowed.",
        f"6: {told['Date']}",
        f"7: {told['Choice']}",
        f"8: {told['Boolean']}",
        f"9: {told['Text']}",
        f"10: {told['Text']}",
        f"11: {told['Link']}",
    ]


def heads_and_data(project: Path) -> dict[str, str]:
    """The files of data/, and the heads of those of docs/, by path."""
    texts = {
        path: path.read_text("utf-8")
        for path in sorted(project.rglob("*.*"))
        if path.suffix in (".md", ".yaml")
    }
    parts = {path: head_in(text) if path.suffix == ".md" else text for path, text in texts.items()}
    return {path.relative_to(project).as_posix(): part for path, part in parts.items() if part}


def test_nothing_is_marked_in_the_miniature(server: LanguageServer) -> None:
    found = server.problems(heads_and_data(server.project))

    assert {file: each for file, each in found.items() if each} == {}
    assert {"data/plan.yaml", "docs/events/trip.md"} <= found.keys()


def test_nothing_is_marked_in_the_files_of_this_cluster(tmp_path: Path) -> None:
    project = prepared(tmp_path, ROOT, settings(ROOT).languages)
    with language_server(project, settings_of(project)) as server:
        found = server.problems(heads_and_data(project))

    assert {file: each for file, each in found.items() if each} == {}
    assert {"data/cluster.yaml", "data/plan.yaml"} <= found.keys()


def test_the_patterns_are_right_in_javascript(server: LanguageServer) -> None:
    schemas = [json.loads(path.read_text()) for path in (server.project / SCHEMAS).glob("*.json")]
    script = (
        "const walk = (part) => { if (part && typeof part === 'object') { "
        "if (typeof part.pattern === 'string') new RegExp(part.pattern, 'u'); "
        "Object.values(part).forEach(walk) } }; "
        "walk(JSON.parse(require('fs').readFileSync(0, 'utf8')))"
    )
    done = subprocess.run([str(NODE), "-e", script], input=json.dumps(schemas).encode(), capture_output=True)

    assert done.stderr.decode() == ""
