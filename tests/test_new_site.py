"""A new cluster begins with a project of its own, which installs the program and its newer versions."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from click.testing import CliRunner, Result
from cluster.build.data_files import schema_of
from cluster.build.installed import WRITTEN, Written
from cluster.commands.drafts import new as new_group
from cluster.content.kinds import KINDS, Kind
from cluster.content.plan import Pillar
from cluster.language import Languages
from cluster.office.entries.draft import draft_of
from cluster.office.new_site import upgrade as upgrades
from cluster.office.new_site.answers import READERS, NewPillar, read_titles
from cluster.office.new_site.command import put_in_place
from cluster.office.new_site.former_settings import upgraded
from cluster.office.new_site.left_behind import left_behind
from cluster.office.new_site.program import MANAGED
from cluster.office.new_site.project_files import FILTERS
from cluster.office.text_editor import vscode_files
from cluster.problems import Invalid
from cluster.reading.fields import fields_of
from cluster.reading.schema import Reader
from cluster.reading.yaml_tree import read_tree
from jsonschema import Draft7Validator
from PIL import Image
from support.builds import MINIATURE, ROOT, copy_of_miniature, different, files, replace
from support.command_line import built, cluster
from support.yaml_core import as_editors_read

SAID = {
    "name": "Klaster Czystej Wody",
    "abbreviation": "KCW",
    "languages": "pl, en",
    "url": "https://kcw.example",
    "time-zone": "Europe/Warsaw",
    "pillars": "Rzeki; picie=Woda pitna",
    "pillars-en": "; Drinking water",
    "claim": "Woda łączy",
    "claim-en": "Water",
}
TODAY = "2026-11-02"


def new_site(folder: Path, **said: str) -> "subprocess.CompletedProcess[str]":
    options = [word for name, text in said.items() for word in (f"--{name.replace('_', '-')}", text)]
    return cluster(folder.parent, "new", "site", folder.name, *options, TODAY=TODAY)


def read(path: Path) -> str:
    """The text of a file; empty if there is none."""
    return path.read_text("utf-8") if path.exists() else ""


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clusters") / "clean water"
    done = new_site(folder, **SAID)
    assert done.returncode == 0, done.stderr
    assert "cd 'clean water'\n  make site\n  git init\n  git add -A\n  git commit -m " in done.stdout
    return folder


@pytest.fixture
def project(water: Path, tmp_path: Path) -> Path:
    return copy_of(water, tmp_path)


def copy_of(water: Path, folder: Path) -> Path:
    """A project to change and to build."""
    return Path(shutil.copytree(water, folder / "water"))


@pytest.fixture(scope="module")
def site(water: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of a new project."""
    return built(copy_of(water, tmp_path_factory.mktemp("site")), TODAY=TODAY)


# ---- What a new project has -------------------------------------------------------------------------


def test_a_new_project_says_what_is_known_and_nothing_else(water: Path) -> None:
    said = yaml.safe_load((water / "data/cluster.yaml").read_text("utf-8"))
    plan = yaml.safe_load((water / "data/plan.yaml").read_text("utf-8"))
    settings = (water / "mkdocs.yml").read_text("utf-8")

    assert set(said) == {"name", "abbreviation", "time_zone", "claim", "lead"}
    assert (said["name"], said["time_zone"]) == ("Klaster Czystej Wody", "Europe/Warsaw")
    assert plan["year"] == 2026
    assert plan["title"]["pl"] != plan["title"]["en"]
    assert [(each["id"], each["number"], each["title"]) for each in plan["pillars"]] == [
        ("rzeki", 1, {"pl": "Rzeki"}),
        ("picie", 2, {"pl": "Woda pitna", "en": "Drinking water"}),
    ]
    assert "site_url: https://kcw.example/\n" in settings
    assert "{locale: pl, name: Polski, default: true, build: true}" in settings


def test_text_editors_know_a_new_project_and_mark_nothing_in_it(project: Path) -> None:
    done = cluster(project, "schema")
    assert (done.returncode, ".vscode" in done.stdout) == (0, False)

    key, schemas = vscode_files()[".vscode/settings.json"]
    assert json.loads((project / ".vscode/settings.json").read_text("utf-8"))[key] == schemas
    for schema, (file, *_) in schemas.items():
        if (text := as_editors_read(read(project / file))) is not None:
            validator = Draft7Validator(json.loads((project / schema).read_text("utf-8")))
            assert [each.message for each in validator.iter_errors(text)] == [], file


def test_the_readme_and_the_meaning_of_fields_are_in_the_language_of_the_cluster(water: Path) -> None:
    assert "Z tego folderu powstaje serwis" in (readme := (water / "README.md").read_text("utf-8"))
    assert all(command in readme for command in ("`git init`", "`git add -A`", "`git commit"))
    assert "Pełna nazwa" in (water / "data/members.yaml").read_text("utf-8")
    assert (
        (water / "mkdocs.yml").read_text("utf-8").startswith("# Ustawienia serwisu. Jego treść jest w data/")
    )
    assert "# Tu dodaje się kolejne pakiety" in (water / "pyproject.toml").read_text("utf-8")
    assert "Ochrona prywatności" in (water / "docs/privacy.md").read_text("utf-8")
    assert (water / "docs/privacy.en.md").exists()


LISTS = [kind for kind in KINDS if kind.file and kind.name not in ("record", "change")]


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.name)
def test_each_kind_of_data_is_drafted_with_all_its_fields(water: Path, kind: Kind) -> None:
    text = (water / kind.file).read_text("utf-8")
    below = text.partition(f"\n{kind.key}: []\n")[2].partition("\n\n")[0]

    drafted = set(re.findall(r"^#   [- ] (\w+):", below, re.MULTILINE))
    assert drafted == {*fields_of(kind.cls)} - {"imported"}


def test_a_draft_becomes_an_entry_when_the_marks_before_its_lines_are_deleted(water: Path) -> None:
    text = (water / "data/members.yaml").read_text("utf-8").replace("members: []", "members:")
    for key, value in {"id": "hydro", "name": "Hydro", "kind": "company"}.items():
        text = re.sub(rf"^# (  [- ] {key}:)[^#\n]*#", rf"\1 {value}  #", text, flags=re.MULTILINE)

    root, problems = read_tree(text, file="data/members.yaml")
    reader = Reader("data/members.yaml", Languages(all=("pl", "en")))
    found = reader.read(schema_of("data/members.yaml"), root)

    assert (problems, reader.problems) == ([], [])
    assert [each.id for each in found.members] == ["hydro"]


def test_drafts_are_not_published(site: dict[str, bytes]) -> None:
    assert not [path for path in site if "example" in path]
    assert {"pl", "en"} == {re.search(rb'lang="(\w+)"', site[path])[1].decode() for path in PAGES}  # type: ignore[index]


PAGES = ("index.html", "en/index.html", "about/index.html", "pillars/picie/index.html")


def test_a_plan_in_which_nothing_is_written_yet_counts_nothing(site: dict[str, bytes]) -> None:
    for path in ("plan/index.html", "plan/progress/index.html", "plan/embed.html", "index.html"):
        assert b'class="tally' not in site[path]
    assert b"goals-of-the-year" not in site["plan/index.html"]


def test_what_the_cluster_adds_by_commands_is_in_order(project: Path) -> None:
    for command in (
        ("event", "--title", "Dzień rzeki", "--kind", "workshop", "--when", "2027-10-23"),
        ("member", "--name", "Hydro", "--kind", "company", "--pillars", "picie"),
    ):
        assert cluster(project, "new", *command, TODAY=TODAY).returncode == 0
    replace(project / "mkdocs.yml", "  # - members/index.md", "  - members/index.md")

    assert "members/hydro/index.html" in built(project, TODAY=TODAY)


def test_examples_in_the_help_and_in_comments_are_in_the_languages_of_the_cluster(project: Path) -> None:
    shown = cluster(project, "new", "event", "--help", TODAY=TODAY).stdout
    done = cluster(
        project, "new", "event", "--title", "X", "--kind", "meeting", "--when", "2027", TODAY=TODAY
    )

    assert done.returncode == 0, done.stderr
    for text in (shown, read(project / "docs/events/x-2027.md")):
        assert "`[pl, en]`" in text
        assert "[cs, en]" not in text


def test_the_tests_of_a_new_project_pass(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=project,
        env={
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(MINIATURE.parents[1] / "hooks"),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "TODAY": TODAY,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_a_project_needs_nothing_but_the_program_that_it_carries(
    project: Path, site: dict[str, bytes], tmp_path: Path
) -> None:
    [wheel] = (project / "program").glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    shutil.rmtree(project / ".cache", ignore_errors=True)

    by_wheel = built(project, hooks=tmp_path / "installed", TODAY=TODAY)

    assert different(site, by_wheel) == []


# ---- Questions and mistakes -------------------------------------------------------------------------


ANSWERS = """\

Klaster
K
pl, en, cs
kcw
https://kcw.example
Europe/Warsaw
Rzeki; Woda
Rivers
Rivers; Water
; Voda

Woda dla: wszystkich
Water for all


"""
"""Those to all questions, of which the first is not answered and two others wrongly at first."""


def asked(folder: Path, answers: str, *options: str, **env: str) -> Result:
    """`cluster new site` with somebody who answers, in this process, which has imported the program."""
    env = {"TODAY": TODAY, "CLUSTER_LANGUAGE": "en", **env}
    return CliRunner().invoke(new_group, ["site", str(folder), *options], input=answers, env=env)


def test_what_is_not_said_is_asked_until_it_is_right(tmp_path: Path) -> None:
    done = asked(tmp_path / "water", ANSWERS)
    text, plan = (read(tmp_path / "water/data" / name) for name in ("cluster.yaml", "plan.yaml"))

    assert done.exit_code == 0, done.output
    for told in (
        "Name of the cluster: \nError: this needs an answer\nName of the cluster: Klaster\n",
        "expected a web address such as https://www.example.org/, found 'kcw'",
        "English: Titles of the pillars, with semicolons between them; only Enter to add them later: Rivers\n"
        "Error: expected a title for each of the 2 pillars, found 1",
        "Czech: Headline of the home page; only Enter to add it later: \n",
    ):
        assert told in done.output
    assert done.output.count("Who the cluster is") == 1, "a translation of nothing is not asked for"
    assert '\nclaim:\n  pl: "Woda dla: wszystkich"\n  en: Water for all\n  # cs:\n' in text
    assert yaml.safe_load(text)["lead"].keys() == {"pl", "en", "cs"}
    assert "    title:\n      pl: Rzeki\n      en: Rivers\n      # cs:\n" in plan
    assert yaml.safe_load(plan)["pillars"][1]["title"] == {"pl": "Woda", "en": "Water", "cs": "Voda"}


def test_a_site_in_one_language_is_asked_for_one_and_may_have_no_pillars(tmp_path: Path) -> None:
    answers = "Klaster\nK\nPolstina\nhttps://kcw.example\nEurope/Warsaw\n\n\nWoda\n\n"
    done = asked(tmp_path / "water", answers, CLUSTER_LANGUAGE="cs")

    assert done.exit_code == 0, done.output
    assert "Titulek domovské stránky; jen Enter pro obecný: Woda\n" in done.output
    assert re.search(r"^  \d  pl  polština$", done.output, re.MULTILINE)
    assert "\n# pillars:\n" in read(tmp_path / "water/data/plan.yaml")
    assert "\nclaim: Woda\n" in read(tmp_path / "water/data/cluster.yaml")


def test_questions_that_nobody_answers_write_nothing(tmp_path: Path) -> None:
    done = asked(tmp_path / "water", "Klaster\nK\n")

    assert done.exit_code == 1
    assert "\nNothing was written. Nobody answers here: give all values as options" in done.output
    assert not (tmp_path / "water").exists()


def test_a_computer_without_a_language_speaks_that_of_the_new_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    none = {"CLUSTER_LANGUAGE": "", "LANGUAGE": "", "LC_ALL": "C.UTF-8"}
    answers = "Grappe\nG\nfr, en\nhttps://g.example\nEurope/Paris\n\n\n\n\n\n"

    done = asked(tmp_path / "answered", answers, **none)
    refused = cluster(tmp_path, "new", "site", "x", "--url", "kcw", "--languages", "fr", **none)
    (tmp_path / "mkdocs.yml").write_text("theme: {language: cs}\n", "utf-8")  # that of another cluster
    help = cluster(tmp_path, "new", "site", "--help", **none)

    assert done.exit_code == 0, done.output
    assert done.output.startswith("Name of the cluster: ")
    assert "Adresse du site, par exemple https://www.example.org/\u00a0: " in done.output
    assert "Error" not in refused.stderr
    assert refused.stderr.startswith("Erreur")
    assert help.stdout.startswith("Usage: ")


def test_texts_in_further_languages_may_be_options(water: Path, tmp_path: Path) -> None:
    text, plan = (read(water / "data" / name) for name in ("cluster.yaml", "plan.yaml"))

    assert "\nclaim: {pl: Woda łączy, en: Water}\n" in text
    assert yaml.safe_load(text)["lead"]["pl"].startswith("Łączymy")
    assert [each["title"] for each in yaml.safe_load(plan)["pillars"]] == [
        {"pl": "Rzeki"},
        {"pl": "Woda pitna", "en": "Drinking water"},
    ]
    wrong = new_site(tmp_path / "other", **SAID | {"claim_de": "W", "pillars-en": "A"})
    assert "--claim-de: 'de' is not one of the further languages (there are: en)" in wrong.stderr
    assert "--pillars-en: expected a title for each of the 2 pillars, found 1" in wrong.stderr


def test_an_unknown_time_zone_is_told_with_that_of_the_main_language(tmp_path: Path) -> None:
    done = new_site(tmp_path / "sea", **SAID | {"languages": "fr, en", "time_zone": "Europe/Brest"})

    assert "--time-zone: unknown time zone 'Europe/Brest'; write it like Europe/Paris\n" in done.stderr


def test_an_address_without_its_beginning_is_told_with_it() -> None:
    with pytest.raises(ValueError, match=r"found 'www\.kcw\.example'; write https://www\.kcw\.example$"):
        READERS["url"]("www.kcw.example")


def test_all_that_is_wrong_with_the_options_is_said_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    wrong = {"name": " ", "languages": "pl, it, xx", "url": "kcw", "time_zone": "Europe/Warsav"}
    done = new_site(tmp_path / "water", **wrong, pillars="A; a", colors="red")

    assert done.returncode == 1
    for said in (
        "--name: write a text",
        "--languages: the program does not speak 'it' yet",
        "--languages: unknown language code 'xx'",
        "--url: expected a web address such as https://www.example.org/, found 'kcw'",
        "--time-zone: unknown time zone 'Europe/Warsav'; did you mean 'Europe/Warsaw'?",
        "--pillars: two pillars have the id 'a'",
        "--colors: expected a colour such as #0a7a9b, found 'red'",
    ):
        assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_pillars_need_an_id_and_colours_are_seen_before_anything_is_written() -> None:
    assert READERS["pillars"]("Řeky; Вода; off=Břehy")[2] == NewPillar("off", "Břehy")
    with pytest.raises(ValueError, match=r"no id can be made of '💧'; write one before the title: my-id=💧"):
        READERS["pillars"]("Řeky; 💧")
    with pytest.raises(
        ValueError,
        match=r"^the colour of pillar 1: '#ffff00' is hard to see on the light",
    ):
        READERS["colors"]("#ffff00")
    with pytest.raises(ValueError, match=r"^'#0a7a9c' of pillar 2 looks like the colour of pillar 1"):
        READERS["colors"]("#0a7a9b #0a7a9c")


def test_commas_between_pillars_are_no_title(tmp_path: Path) -> None:
    commas = "Szkolenia, Badania, Wdrożenia"
    with pytest.raises(
        ValueError, match=f"'{commas}' would be one pillar; put semicolons between titles, or"
    ):
        READERS["pillars"](commas)
    assert [each.title for each in READERS["pillars"](f"{commas};")] == [commas]
    assert [each.title for each in READERS["pillars"]("Nejvýš 1,5 °C")] == ["Nejvýš 1,5 °C"]
    assert read_titles("Training, Research;", 1) == ("Training, Research",)

    said = SAID | {"pillars": commas, "pillars-en": "Training, Research, Deployment"}
    refused = new_site(tmp_path / "water", **said).stderr
    assert "--pillars: 'Szkolenia" in refused
    assert "--pillars-en" not in refused, "nobody knows how many pillars there are"
    answered = asked(tmp_path / "water", ANSWERS.replace("Rzeki; Woda", "Rzeki, Woda\nRzeki; Woda")).output
    assert "Error: 'Rzeki, Woda' would be one pillar" in answered


def test_titles_and_colours_that_do_not_fit_the_pillars_tell_of_semicolons(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"each of the 2 pillars, found 1; put semicolons between titles$"):
        read_titles("Rivers, Water", 2)
    said = SAID | {"pillars": "Rzeki Woda", "pillars-en": "Rivers; Water", "colors": "#0a7a9b #c05a00"}
    refused = new_site(tmp_path / "water", **said).stderr

    assert "--pillars-en: expected a title for 1 pillar, found 2; put semicolons between the " in refused
    assert "--colors: expected a colour for one pillar, found 2; put semicolons between the " in refused


def test_names_that_yaml_takes_for_something_else_stay_names() -> None:
    assert [FILTERS["yaml"](name) for name in ("2030", "yes", "Rzeki")] == ["'2030'", '"yes"', "Rzeki"]
    assert draft_of(Pillar, {"id": "null"}, None, ["pl"]) == 'id: "null"\n'


def write_a_file(draft: Path) -> None:
    (draft / "data").mkdir()
    (draft / "data/plan.yaml").write_text("x", "utf-8")


def fail(draft: Path) -> None:
    write_a_file(draft)
    raise OSError("the disk is full")


def test_an_empty_folder_is_filled_and_stays_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there")
    before = (tmp_path / "there").stat().st_ino

    put_in_place(tmp_path / "link", write_a_file)

    assert [*files(tmp_path / "there")] == ["data/plan.yaml"]
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["data"]
    assert (tmp_path / "there").stat().st_ino == before


@pytest.mark.parametrize("folder", ["new/in/new", "there"])
def test_nothing_is_left_of_a_project_that_cannot_be_written(tmp_path: Path, folder: str) -> None:
    (tmp_path / "there").mkdir()

    with pytest.raises(OSError, match="full"):
        put_in_place(tmp_path / folder, fail)

    assert [*tmp_path.rglob("*")] == [tmp_path / "there"]


def test_a_tilde_is_a_letter_in_the_name_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []
    monkeypatch.chdir(tmp_path)

    put_in_place(Path("~/water"), seen.append)

    assert seen[0].parent == tmp_path / "~"


@pytest.mark.parametrize(
    ("folder", "said"), [("x" * 300, "File name too long"), ("/dev/null/water", "/dev/null is a file")]
)
def test_a_folder_that_cannot_be_is_a_message(tmp_path: Path, folder: str, said: str) -> None:
    done = cluster(tmp_path, "new", "site", folder, TODAY=TODAY)

    assert (done.returncode, done.stderr.count("Traceback")) == (1, 0)
    assert said in done.stderr


@pytest.mark.parametrize("there", ["file", "folder"])
def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path: Path, there: str) -> None:
    if there == "file":
        (tmp_path / "water").write_text("x", "utf-8")
    else:
        (tmp_path / "water").mkdir()
        (tmp_path / "water/notes.txt").write_text("x", "utf-8")
    before = files(tmp_path)

    done = new_site(tmp_path / "water", **SAID)

    assert done.returncode == 1
    assert "name a new folder" in done.stderr
    assert files(tmp_path) == before


# ---- Upgrades ---------------------------------------------------------------------------------------


def as_of(project: Path, version: str) -> None:
    """Let a project say that a version of the program wrote it."""
    path = project / WRITTEN
    path.write_text(
        re.sub(r'"version": "[^"]*"', f'"version": "{version}"', path.read_text("utf-8")), "utf-8"
    )


def test_an_older_project_is_told_to_upgrade_and_still_builds(project: Path) -> None:
    as_of(project, "0.0.9")

    done = cluster(project, "check", TODAY=TODAY)

    assert done.returncode == 0, done.stderr
    assert "run: .venv/bin/cluster upgrade" in done.stderr


def test_an_older_program_refuses_a_newer_project(project: Path) -> None:
    as_of(project, "99.0")
    before = files(project)

    for command in ("check", "build", "upgrade"):
        done = cluster(project, command, TODAY=TODAY)
        assert (done.returncode, "99.0" in done.stderr, done.stderr.count("Traceback")) == (1, True, 0)
    assert files(project) == before


def test_an_upgrade_replaces_the_program_and_keeps_what_the_cluster_wrote(project: Path) -> None:
    as_of(project, "0.0.9")
    expected = {name: (project / name).read_bytes() for name in MANAGED}
    [wheel] = (project / "program").glob("*.whl")
    wheel.rename(wheel.with_name("cluster_site-0.0.9-py3-none-any.whl"))
    (project / "requirements.txt").unlink()
    (project / "Makefile").write_text("site:\n\techo mine\n", "utf-8")
    content = {name: raw for name, raw in files(project).items() if name.startswith(("data/", "docs/"))}

    done = cluster(project, "upgrade", TODAY=TODAY)

    assert done.returncode == 0, done.stderr
    assert "Kept Makefile, which you changed; Makefile.new is the program's" in done.stdout
    assert (project / "Makefile.new").read_bytes() == expected.pop("Makefile")
    assert {name: (project / name).read_bytes() for name in expected} == expected
    assert [path.name for path in (project / "program").glob("*.whl")] == [wheel.name]
    assert {name: raw for name, raw in files(project).items() if name in content} == content
    written = Written.of(project)
    assert written
    assert written.version != "0.0.9"
    again = cluster(project, "upgrade", TODAY=TODAY)
    assert "Wrote" not in again.stdout


def test_files_of_the_program_with_the_lines_of_windows_are_replaced(project: Path) -> None:
    path = project / "Makefile"
    as_written = path.read_bytes()
    path.write_bytes(as_written.replace(b"\n", b"\r\n"))

    done = cluster(project, "upgrade", TODAY=TODAY)

    assert "Wrote Makefile" in done.stdout
    assert path.read_bytes() == as_written


def test_an_upgrade_without_the_file_of_the_program_changes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(folder: Path) -> Path:
        raise OSError(0, "gone", str(folder))

    as_of(project, "0.0.9")
    before = files(project)
    monkeypatch.setattr(upgrades, "put_wheel", gone)

    with pytest.raises(OSError, match="gone"):
        upgrades.upgrade(project)
    assert files(project) == before


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"site_name: [", "invalid YAML"), (b"site_name: \xff", "not valid UTF-8")],
    ids=["yaml", "encoding"],
)
def test_broken_settings_are_a_message_of_the_upgrade(project: Path, raw: bytes, said: str) -> None:
    (project / "mkdocs.yml").write_bytes(raw)
    before = files(project)

    for options in ((), ("--into", "../new")):
        done = cluster(project, "upgrade", *options, TODAY=TODAY)
        assert (done.returncode, done.stderr.count("Traceback")) == (1, 0)
        assert "mkdocs.yml:1: " in done.stderr
        assert said in done.stderr
    assert files(project) == before
    assert not (project.parent / "new").exists()


@pytest.mark.parametrize("folder", ["data/new", "site"])
def test_a_project_does_not_move_into_itself(project: Path, folder: str) -> None:
    before = files(project)

    done = cluster(project, "upgrade", "--into", folder, TODAY=TODAY)

    assert done.returncode == 1
    assert f"{folder} is inside of this project; name a folder beside it" in done.stderr
    assert files(project) == before


FORMER = "theme:\n  name: material\n  custom_dir: theme\n  font: false\nwatch: [data, hooks, theme]\n"


def test_settings_of_former_versions_are_changed_and_told() -> None:
    text, told = upgraded(FORMER, has_theme=False)

    assert text == "theme:\n  name: material\n  font: false\nwatch: [data, hooks]\n"
    assert len(told) == 2
    assert upgraded(text, has_theme=False) == (text, [])
    of_windows = upgraded(FORMER.replace("\n", "\r\n"), has_theme=False)
    assert of_windows == (text.replace("\n", "\r\n"), told)


def test_a_theme_of_the_clusters_own_is_left_alone() -> None:
    text, told = upgraded(FORMER, has_theme=True)

    assert text == FORMER
    assert "theme/ replaces files of the program's theme" in told[0]


def test_a_copy_of_the_programs_repository_moves_into_a_project_that_installs_it(tmp_path: Path) -> None:
    old = copy_of_miniature(tmp_path)
    replace(old / "mkdocs.yml", "# no custom_dir: the look is the program's", "custom_dir: theme")
    facts = old / "data/cluster.yaml"
    facts.write_text(re.sub(r"^look:\n(?: .*\n)+", "", facts.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    (old / "theme/assets").mkdir(parents=True)
    Image.new("RGB", (1200, 630)).save(old / "theme/assets/share.png")
    (old / "theme/assets/site.css").write_text(FORMER_CSS, "utf-8")
    shutil.copytree(tmp_path / "hooks", old / "hooks")
    (old / "forms.txt").touch()
    (old / "addresses.txt").write_text("/events/light-day/\n")
    replace(old / "mkdocs.yml", "../../hooks/main.py", "hooks/main.py")
    before = files(old)

    done = cluster(old, "upgrade", "--into", str(tmp_path / "Nový web"))
    assert done.returncode == 0, done.stderr
    checked = cluster(tmp_path / "Nový web", "check")

    assert checked.returncode == 0, checked.stderr
    assert files(old) == before
    assert re.findall(r"Not carried over: '(\S+)'; copy what you still need", done.stdout) == ["forms.txt"]
    assert (tmp_path / "Nový web/addresses.txt").read_text() == "/events/light-day/\n"
    assert 'name = "novy-web"' in (tmp_path / "Nový web/pyproject.toml").read_text("utf-8")
    assert Written.of(tmp_path / "Nový web")
    assert (tmp_path / "Nový web/docs/assets/share.png").exists()
    assert (tmp_path / "Nový web/README.md").read_text("utf-8").startswith("# Test\n\nZ této složky")
    look = yaml.safe_load((tmp_path / "Nový web/data/cluster.yaml").read_text("utf-8"))["look"]
    assert look["pillars"][0] == "#6b4fe0 / #8b7bff"
    assert look["pillars"][3].endswith(" / #ffc04a")
    assert look["pillars"][3] != "#ffd98a / #ffc04a", "a colour that cannot be seen on white is darkened"
    assert (look["dark"], look["share"]) == ("#0b1733", "assets/share.png")


def test_what_does_not_move_with_the_content_is_named_with_what_to_do(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitignore", tmp_path)
    for name in ("pyproject.toml", "Makefile", "CNAME"):
        (tmp_path / name).touch()
    of_program = (ROOT / "pyproject.toml").read_text("utf-8")
    assert left_behind(tmp_path, "hooks: [hooks/main.py]\n") == [
        "Not carried over: 'CNAME'; copy what you still need"
    ]

    (tmp_path / "CNAME").unlink()
    replaced = of_program.replace('    "feedgen",\n', '    "feedgen",\n    "MkDocs_Redirects>=1.2",\n', 1)
    (tmp_path / "pyproject.toml").write_text(replaced, "utf-8")
    with (tmp_path / ".gitignore").open("a", encoding="utf-8") as file:
        file.write("# ours\n/notes\n*.docx\n")

    assert left_behind(tmp_path, "hooks: [hooks/main.py, hooks/weather.py]\n") == [
        "Not carried over: the package 'MkDocs_Redirects>=1.2'; if the site still needs it, add it to "
        "'dependencies' in the new pyproject.toml, then: make site",
        "Not carried over: the hook 'hooks/weather.py'; copy the file to the same place, or delete it from "
        "'hooks' in the new mkdocs.yml",
        "Not carried over: the lines of .gitignore '/notes', '*.docx'; add those to the new one that still "
        "apply",
    ]


FORMER_CSS = """
:root { --night: #0b1733; --link: #0f4bc4; --violet: #6b4fe0; --blue: #1780e8; --green: #0f9d62;
  --amber: #ffd98a; --red: #e03548; --magenta: #b0349a; }
[data-md-color-scheme="slate"] { --night: #070d1c; --link: #8fbaff; --violet: #8b7bff; --blue: #3fa2ff;
  --green: #2fd08a; --amber: #ffc04a; --red: #ff5d6c; --magenta: #e069cb; }
.band--ink { --link: #fff; }
"""


@pytest.mark.parametrize("text", ["{", "[]", '{"version": "new", "files": {}}'])
def test_a_broken_record_of_what_the_program_wrote_is_a_message(tmp_path: Path, text: str) -> None:
    (tmp_path / WRITTEN).parent.mkdir()
    (tmp_path / WRITTEN).write_text(text, "utf-8")

    with pytest.raises(Invalid, match=f"^{WRITTEN}:1: this is not what the program wrote"):
        Written.of(tmp_path)


def test_a_broken_record_stops_a_check(project: Path) -> None:
    (project / WRITTEN).write_text("{", "utf-8")

    done = cluster(project, "check", TODAY=TODAY)

    assert (done.returncode, done.stderr.count("Traceback")) == (1, 0)
    assert f"{WRITTEN}:1: this is not what the program wrote" in done.stderr
