"""`cluster publish`, as an office runs it: the site is built first, and published if nothing is wrong."""

from pathlib import Path

import pytest
from support.builds import files, replace
from support.command_line import cluster


@pytest.fixture
def www(tmp_path: Path) -> Path:
    return tmp_path / "www"


def set_folder(project: Path, www: Path) -> None:
    replace(project / "mkdocs.yml", "extra:", f"extra:\n  publish: {{to: {www}, keep: 3}}")


def test_an_edit_is_published_and_taken_back(project: Path, www: Path) -> None:
    set_folder(project, www)
    first = cluster(project, "publish")
    before = files(www / "current")
    assert (first.returncode, first.stderr) == (0, "")
    assert before == files(project / "site")
    release = next((www / "releases").iterdir()).name
    assert first.stdout.splitlines()[-2:] == [
        f"Published as release {release} in {www}: {len(before)} new files, 0 changed, 0 gone.",
        f"This is the first release there; the web server must show {www}/current.",
    ]
    again = cluster(project, "publish")
    assert again.stdout.splitlines()[-1].startswith("Nothing has changed since release 00001_")
    replace(project / "data" / "plan.yaml", "cs: Zrcadla", "cs: Odrazy")

    dry = cluster(project, "publish", "--dry-run").stdout
    assert "\n~ pillars/mirrors/index.html\n" in dry
    assert dry.endswith("Nothing was published (--dry-run).\n")
    assert files(www / "current") == before

    assert cluster(project, "publish").returncode == 0
    assert "Odrazy" in (www / "current/pillars/mirrors/index.html").read_text("utf-8")

    dry = cluster(project, "publish", "--rollback", "--dry-run").stdout
    assert "Visitors see release 00002_" in dry
    assert "a rollback would show 00001_" in dry
    back = cluster(project, "publish", "--rollback")
    assert back.stdout.startswith("Visitors see release 00001_")
    assert "\n0 older releases are left.\n" in back.stdout
    assert files(www / "current") == before


def test_a_folder_beside_the_project_is_told_whole(project: Path) -> None:
    set_folder(project, Path("../beside"))

    done = cluster(project, "publish")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].endswith(
        f" the web server must show {project.parent}/beside/current."
    )
    assert (project.parent / "beside/current/index.html").is_file()


def test_a_site_with_problems_is_not_published(project: Path, www: Path) -> None:
    set_folder(project, www)
    replace(project / "data" / "plan.yaml", "number: 2", "number: two")

    done = cluster(project, "publish")

    assert done.returncode == 1
    assert "Nothing was built. Fix the problems above and try again." in done.stderr
    assert not www.exists()


def test_a_site_as_of_another_day_is_not_published(project: Path, www: Path) -> None:
    """It may show what is under embargo."""
    done = cluster(project, "publish", "--to", str(www), TODAY="2023-01-01")

    assert done.returncode == 1
    assert done.stderr == (
        "Error: a site as of another day (TODAY=2023-01-01) is not published; unset TODAY\n"
    )
    assert not www.exists()


def test_a_folder_with_other_files_is_refused_in_one_line(project: Path, www: Path) -> None:
    www.mkdir()
    (www / "index.html").write_text("of another site")

    done = cluster(project, "publish", "--to", str(www))

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Error: {www}: the folder has other files, and is not one of releases; name one that is new or empty"
    ]
    said = cluster(project, "publish", "--to", str(www), CLUSTER_LANGUAGE="cs").stderr
    assert said == (
        f"Chyba: {www}: ve složce jsou jiné soubory a není to složka vydání; udejte novou nebo prázdnou\n"
    )
    assert files(www) == {"index.html": b"of another site"}


@pytest.mark.parametrize(
    ("setting", "arguments", "told"),
    [
        (
            "",
            [],
            "Error: no folder to publish in; name it in mkdocs.yml, or by --to: 'extra: {publish: {to: ",
        ),
        ("", ["--to", "server"], "Error: --to: expected a folder of a server such as user@example.org:/srv/"),
        ("publish: {keep: 3}", [], "mkdocs.yml:24: extra.publish: expected {to: user@example.org:/srv/www/"),
    ],
)
def test_without_a_folder_nothing_is_built(
    project: Path, setting: str, arguments: list[str], told: str
) -> None:
    replace(project / "mkdocs.yml", "extra:", f"extra:\n  {setting}")

    done = cluster(project, "publish", *arguments)

    assert done.returncode == 1
    assert told in done.stderr
    assert done.stdout == ""
