"""`cluster schema` prepares text editors: schemas, and settings beside those that are there."""

import json
import re
from pathlib import Path

import pytest
from cluster.build.preview import Preview
from cluster.build.schema_files import SCHEMAS
from cluster.office.json_settings import CannotMerge, with_entries
from cluster.office.text_editor import CHECK, SERVE, TASKS, vscode_files
from support.builds import ROOT, copy_of_miniature
from support.command_line import cluster


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of_miniature(tmp_path)


OURS = {"./a.json": ["a.yaml"], "./b.json": ["b.yaml"]}
BLOCK = '"yaml.schemas": {\n    "./a.json": ["a.yaml"],\n    "./b.json": ["b.yaml"]\n  }'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{}\n", f"{{\n  {BLOCK}\n}}\n"),
        ("{\n  // mine\n}\n", f"{{\n  {BLOCK}\n  // mine\n}}\n"),
        ('// {\n{\n  "x": 1, // y\n}\n', f'// {{\n{{\n  {BLOCK},\n  "x": 1, // y\n}}\n'),
        ('{"x": {"yaml.schemas": {}}}', f'{{\n  {BLOCK},\n"x": {{"yaml.schemas": {{}}}}}}'),
        (
            '{\n  "x": "// \\" {",\n  "yaml.schemas": {\n    "./a.json": "mine.yaml", /* own */\n  },\n}\n',
            '{\n  "x": "// \\" {",\n  "yaml.schemas": {\n    "./b.json": ["b.yaml"],\n'
            '    "./a.json": "mine.yaml", /* own */\n  },\n}\n',
        ),
        ('{\r\n  "x": 1\r\n}\r\n', f'{{\n  {BLOCK},\n  "x": 1\n}}\n'.replace("\n", "\r\n")),
        (f"{{\n  {BLOCK}\n}}\n", f"{{\n  {BLOCK}\n}}\n"),
    ],
)
def test_entries_are_added_and_all_else_stays(before: str, after: str) -> None:
    assert with_entries(before, "yaml.schemas", OURS) == after


def test_an_entry_is_added_to_a_list() -> None:
    before = '{\n  "recommendations": [\n    "mine" // own\n  ]\n}\n'
    after = '{\n  "recommendations": [\n    "ours",\n    "mine" // own\n  ]\n}\n'

    assert with_entries(before, "recommendations", ["ours"]) == after
    assert with_entries(after, "recommendations", ["ours"]) == after


@pytest.mark.parametrize("text", ["", "[]", "{", '{"yaml.schemas": 1}', '{"x": 1 "y": 2}', "{'x': 1}"])
def test_what_is_no_settings_file_is_refused(text: str) -> None:
    with pytest.raises(CannotMerge):
        with_entries(text, "yaml.schemas", OURS)


def test_the_command_writes_schemas_and_settings_once(project: Path) -> None:
    first, second = cluster(project, "schema"), cluster(project, "schema")

    assert (first.returncode, second.returncode) == (0, 0)
    assert ".vscode/settings.json is written; commit it." in first.stdout
    assert ".vscode" not in second.stdout
    assert "up to date" in second.stdout
    for file, (key, entries) in vscode_files().items():
        assert json.loads((project / file).read_text())[key] == entries
    for schema, files in vscode_files()[".vscode/settings.json"][1].items():
        assert (project / schema).is_file()
        assert files


def test_settings_that_cannot_be_read_and_own_tasks_are_left(project: Path) -> None:
    (project / ".vscode").mkdir()
    for file, text in ((".vscode/settings.json", "{ broken"), (TASKS, "{} // mine")):
        (project / file).write_text(text)
    done = cluster(project, "schema")

    assert done.returncode == 0
    assert (project / ".vscode/settings.json").read_text() == "{ broken"
    assert (project / TASKS).read_text() == "{} // mine"
    assert ".vscode/settings.json cannot be read, and was left as it is. Add this to it:" in done.stderr
    assert "./.cache/schemas/plan.json" in done.stderr


def test_outside_a_project_the_command_says_where_to_go(tmp_path: Path) -> None:
    done = cluster(tmp_path, "schema")

    assert done.returncode == 1
    assert "no mkdocs.yml here; change to the project folder first" in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_check_renews_the_schemas_and_the_editor_finds_the_lines_of_its_problems(project: Path) -> None:
    (project / "docs/events/new.md").write_text("---\ntitle: Akce\nkind: nothing\nwhen: 2022\n---\n")
    done = cluster(project, "check")

    assert done.returncode == 1
    news = json.loads((project / SCHEMAS / "news.json").read_text())
    assert "new" in news["definitions"]["EventPlannedEventCallId"]["enum"]
    found = re.findall(CHECK["problemMatcher"]["pattern"]["regexp"], done.stderr, re.MULTILINE)
    assert [(file, line) for file, line, _ in found] == [("docs/events/new.md", "3")]
    assert found[0][2].startswith("event 'new': kind: unknown value 'nothing'")


def test_a_build_makes_schemas_only_where_they_are_used(project: Path) -> None:
    assert cluster(project, "build").returncode == 0
    assert not (project / SCHEMAS).exists()

    assert cluster(project, "schema").returncode == 0
    (project / "docs/events/new.md").write_text("---\ntitle: Akce\nkind: workshop\nwhen: 2022\n---\n")
    assert cluster(project, "build").returncode == 0
    news = json.loads((project / SCHEMAS / "news.json").read_text())
    assert "new" in news["definitions"]["EventPlannedEventCallId"]["enum"]


def test_a_preview_renews_the_schemas_and_the_editor_finds_the_problems_of_its_last_build(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    preview, plan = Preview(project), project / "data/plan.yaml"
    plan.write_text("year: nothing\npillars: [{id: filters, title: Filtry}]\n")
    preview.build()
    preview.tidy()  # as half a second after a build

    event = json.loads((project / SCHEMAS / "event.json").read_text())
    assert "filters" in event["definitions"]["PillarId"]["enum"]
    matcher = SERVE["problemMatcher"]
    begins, ends = (matcher["background"][each] for each in ("beginsPattern", "endsPattern"))
    out, err = capfd.readouterr()
    first, last = out.splitlines()
    assert re.match(begins, first)
    assert not re.match(ends, first)
    assert re.match(ends, last)
    assert "data/plan.yaml" in {
        file for file, *_ in re.findall(matcher["pattern"]["regexp"], err, re.MULTILINE)
    }


def test_the_settings_of_this_project_name_its_schemas() -> None:
    for file, (key, entries) in vscode_files().items():
        if not (ROOT / file).exists():
            pytest.skip("a cluster that uses no VS Code")
        text = (ROOT / file).read_text("utf-8")
        assert with_entries(text, key, entries) == text, "run: cluster schema"
