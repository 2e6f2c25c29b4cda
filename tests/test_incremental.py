"""After whatever happens to a project, its site is the one that would be built from nothing.

In the suite a sample is tried. A long run: pytest -n 2 tests/test_incremental.py --edits 500 --seed 7
"""

import os
import pickle
import shutil
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from support.builds import different, files, never_built, own_theme, replace
from support.command_line import built, cluster
from support.edits import Sources, all_fields
from support.incremental import (
    Changes,
    Project,
    any_valid,
    by_field,
    differences,
    edits,
    first_valid,
    full_sources,
)
from support.settings_edits import full, setting_edits

PARTS = 2
"""Into how many tests a long run is divided, so that several workers share it."""


@pytest.fixture(scope="module")
def full_site() -> Sources:
    """The sources of a site that has all there can be."""
    return full_sources()


def seeded(request: pytest.FixtureRequest, part: int = 0) -> Random:
    return Random(request.config.getoption("--seed") * 1_000 + part)


# ---- Edits ------------------------------------------------------------------------------------------


def test_there_is_a_valid_edit_of_every_field_that_editors_fill(full_site: Sources) -> None:
    possible = by_field(edits(full_site))

    assert all_fields() - possible.keys() == set()
    assert [field for field, found in possible.items() if not any_valid(full_site, found)] == []


@pytest.mark.parametrize("part", range(PARTS))
def test_after_any_edits_and_reverts(
    tmp_path: Path, full_site: Sources, part: int, request: pytest.FixtureRequest
) -> None:
    """Some are taken back at once, which must bring back the site that was; the others, after a few more."""
    random = seeded(request, part)
    project = Project(tmp_path, full_site)
    sources, start = dict(full_site), project.built()
    before, possible = start, by_field(edits(sources))
    fields = sorted(possible)[part::PARTS]
    random.shuffle(fields)
    kept: list[tuple[str, Changes]] = []
    sites = 0

    for n in range(request.config.getoption("--edits") // PARTS):
        wanted = possible.get(fields[n % len(fields)], [])
        edit = first_valid(sources, random.sample(wanted, len(wanted)))
        if edit is None:  # what was kept is in its way
            continue
        was = project.change(edit.make())
        now = project.built()
        assert (str(edit), differences(now, project.built_from_nothing())) == (str(edit), [])
        sites += isinstance(now, dict)
        if random.random() < 0.7:
            project.change(was)
            assert (str(edit), differences(project.built(), before)) == (str(edit), [])
        elif len(kept) < 3:
            kept.append((str(edit), was))
            before, sources = now, edit.of(sources)
            possible = by_field(edits(sources))
        else:
            for _, change in reversed([*kept, (str(edit), was)]):
                project.change(change)
            assert (kept, differences(project.built(), start)) == (kept, [])
            kept, before, sources = [], start, dict(full_site)
            possible = by_field(edits(sources))

    assert sites >= 0.8 * request.config.getoption("--edits") // PARTS, "most edits must give a site"


@pytest.mark.parametrize("part", range(PARTS))
def test_after_an_edit_of_any_setting(tmp_path: Path, part: int, request: pytest.FixtureRequest) -> None:
    random = seeded(request, part)
    project = Project(tmp_path)
    settings = full((project.path / "mkdocs.yml").read_bytes())
    project.change({"mkdocs.yml": settings})
    before = project.built()
    of_place: dict[str, list[bytes]] = {}
    for place, new in setting_edits(settings):
        of_place.setdefault(place, []).append(new)
    places = sorted(of_place)[part::PARTS]

    for place in random.sample(places, min(len(places), request.config.getoption("--edits") // 8)):
        project.change({"mkdocs.yml": random.choice(of_place[place])})
        assert (place, project.stale()) == (place, [])
        project.change({"mkdocs.yml": settings})
        assert (place, differences(project.built(), before)) == (place, [])


def test_after_an_edit_of_a_markdown_extensions_setting(tmp_path: Path) -> None:
    project = Project(tmp_path)
    replace(project.path / "mkdocs.yml", "[tables]", "[tables, {toc: {permalink: false}}]")
    project.built()
    replace(project.path / "mkdocs.yml", "permalink: false", "permalink: true")

    assert project.stale() == []


def test_after_a_new_title_of_what_was_recorded(tmp_path: Path) -> None:
    """The feed of changes names an activity of which only its status changed."""
    project = Project(tmp_path)
    project.on(date(2022, 9, 30))
    with project.environment():
        cluster(project.path, "record", TODAY="2022-09-30")
        cluster(project.path, "record", TODAY="2022-10-01")
    project.on(date(2022, 10, 2))
    project.built()
    replace(project.path / "data/plan.yaml", "cs: organizace min. 3 setkání", "cs: organizace tří setkání")

    assert project.stale() == []
    assert "organizace tří setkání" in (project.path / "site/plan/changes/rss.xml").read_text("utf-8")


def test_after_another_picture(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.built()
    for colour in ("red", "blue"):
        Image.new("RGB", (50, 30), colour).save(project.path / "docs/news/light-day.jpg")
        assert project.stale() == []
    project.change({"docs/images/hall.png": b"any bytes"})
    assert project.stale() == []


def test_after_a_mistake_and_its_correction(tmp_path: Path) -> None:
    project = Project(tmp_path)
    before = project.built()
    mistake = project.change({"docs/news/mistake.md": b"---\ntitle: x\n---\n"})

    assert isinstance(project.built(), str)
    assert files(project.path / "site") == before
    project.change(mistake)
    assert differences(project.built(), before) == []


def test_after_an_edit_of_a_template_or_a_word(project: Path) -> None:
    hooks = project.parent.parent / "hooks"
    built(project, hooks=hooks)
    replace(hooks / "cluster/templates/post.html", 'class="wrap columns"', 'class="wrap columns other"')
    replace(hooks / "cluster/words/cs.yaml", "skip: ", "skip: Rovnou ")

    edited = built(project, hooks=hooks)

    shutil.rmtree(project / ".cache")
    shutil.rmtree(project / "site")
    assert different(edited, built(project, hooks=hooks)) == []
    assert b"columns other" in edited["news/old-news/index.html"]
    assert b"Rovnou" in edited["index.html"]


@pytest.mark.parametrize("file", ["shell.html", "partials/footer.html", "assets/site.css", "404.html"])
def test_after_an_edit_of_the_theme(tmp_path: Path, file: str) -> None:
    project = Project(tmp_path)
    path = own_theme(project.path) / file
    project.built()
    path.write_text(path.read_text("utf-8") + ("/* x */" if file.endswith("css") else "<!-- x -->"), "utf-8")

    assert project.stale() == []


def test_after_an_edit_though_the_clock_has_jumped_back(tmp_path: Path) -> None:
    project = Project(tmp_path)
    path = project.path / "docs/news/old-news.md"
    before = path.stat()
    project.built()
    replace(path, "Zpráva bez data", "Zpráva bez času")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns - 10**15))

    assert project.stale() == []
    assert "Zpráva bez času" in (project.path / "site/news/old-news/index.html").read_text("utf-8")


# ---- Days -------------------------------------------------------------------------------------------


def test_across_the_turn_of_a_plans_year(tmp_path: Path) -> None:
    """With the plans of 2021 and 2022."""
    project = Project(tmp_path)
    for day in (date(2021, 12, 31), date(2022, 1, 1), date(2022, 1, 2)):
        project.on(day)
        assert (day, project.stale()) == (day, [])


@pytest.mark.parametrize("start", [date(2021, 12, 2), date(2022, 10, 28)])
def test_on_consecutive_days(tmp_path: Path, start: date, request: pytest.FixtureRequest) -> None:
    project = Project(tmp_path)
    many = request.config.getoption("--edits") // 8
    for n in range(min(60, many)):
        project.on(day := start + timedelta(days=n if many >= 60 else n * 60 // many))
        assert (day, project.stale()) == (day, [])


def test_back_and_forth_in_time(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    project, random = Project(tmp_path), seeded(request)
    for _ in range(request.config.getoption("--edits") // 6):
        project.on(day := date(2022, 1, 2) + timedelta(days=random.randrange(500)))
        assert (day, project.stale()) == (day, [])


# ---- Builds that are killed -------------------------------------------------------------------------

TOUCHES = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.utime")
"""What a build does to the disk, as Python's audit hooks name it; it may be killed before any of it."""


def in_a_child(work: Callable[[], object], dies_at: int = 0) -> int:
    """Run in another process, which is killed before it touches the disk for that time; how often it did."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads are idle meanwhile
        child = os.fork()
    if not child:
        touched = 0

        def count(event: str, args: object) -> None:
            nonlocal touched
            if event in TOUCHES:
                touched += 1
                if touched == dies_at:
                    os._exit(9)

        try:
            sys.addaudithook(count)
            work()
            os.write(writer, str(touched).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(writer)
    with os.fdopen(reader) as told:
        return int(told.read() or 0)


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    project = Project(tmp_path)
    old = project.built()
    spare = shutil.copytree(project.path, tmp_path / "tests" / "spare", symlinks=True)
    replace(project.path / "data/cluster.yaml", "Klastr Hranol", "Klastr Čočka")
    new = project.built_from_nothing()

    def again() -> None:
        """The old site, and an edit that no build has seen."""
        shutil.rmtree(project.path)
        shutil.copytree(spare, project.path, symlinks=True)
        replace(project.path / "data/cluster.yaml", "Klastr Hranol", "Klastr Čočka")

    again()
    whole = in_a_child(project.built)
    assert whole > 100
    times = request.config.getoption("--edits") // 2
    for n in range(times):
        again()
        in_a_child(project.built, dies_at=max(1, whole * (n + 1) // times - n % 3))

        left = files(project.path / "site")
        assert left in (old, new), f"killed at {n} of {times}: {different(left, old)[:5]}"
        assert different(project.built(), new) == []
        assert [path.name for path in project.path.glob("site*")] == ["site"]


# ---- The cache --------------------------------------------------------------------------------------

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda raw: raw[: len(raw) // 2],
    "changed at its end": lambda raw: raw[:-3] + b"xyz",
    "changed inside": lambda raw: raw[: len(raw) // 3] + b"\xff" + raw[len(raw) // 3 + 1 :],
    "emptied": lambda raw: b"",
    "foreign": lambda raw: pickle.dumps({"files": 1}),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_ignored(tmp_path: Path, damage: str) -> None:
    project = Project(tmp_path)
    good = project.built()
    edit = project.change({"docs/about.md": b"---\ntitle: O klastru\n---\nText.\n"})
    project.built()
    project.change(edit)
    project.built()  # so that whatever two builds leave to a third one is there, too
    for path in [path for path in (project.path / ".cache").rglob("*") if path.is_file()]:
        path.write_bytes(DAMAGES[damage](path.read_bytes()))

    assert differences(project.built(), good) == []
    assert project.stale() == []


def test_a_file_where_the_cache_should_be_is_worked_around(tmp_path: Path) -> None:
    project = Project(tmp_path)
    good = project.built()
    shutil.rmtree(project.path / ".cache")
    (project.path / ".cache").write_text("no folder")

    assert differences(project.built(), good) == []


def test_the_cache_of_another_project_is_of_no_use(tmp_path: Path) -> None:
    project, other = Project(tmp_path / "one"), Project(tmp_path / "other")
    replace(other.path / "data/cluster.yaml", "Klastr Hranol", "Klastr Čočka")
    project.built()
    other.built()
    shutil.rmtree(project.path / ".cache")
    shutil.copytree(other.path / ".cache", project.path / ".cache", symlinks=True)

    assert project.stale() == []


def test_an_older_cache_and_an_older_site_are_of_no_harm(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.built()
    for name in (".cache", "site"):
        shutil.copytree(project.path / name, tmp_path / name, symlinks=True)
    replace(project.path / "data/plan.yaml", "cs: Zrcadla", "cs: Odrazy")
    project.built()
    for name in (".cache", "site"):
        shutil.rmtree(project.path / name)
        shutil.copytree(tmp_path / name, project.path / name, symlinks=True)
        assert project.stale() == []


class Hostile:
    def __reduce__(self) -> object:
        return (Path.touch, (Path("harm"),))


def test_a_cache_cannot_run_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    project = Project(tmp_path / "one")
    good = project.built()
    for path in [path for path in (project.path / ".cache").rglob("*") if path.is_file()]:
        path.write_bytes(pickle.dumps(Hostile()))

    assert differences(project.built(), good) == []
    assert not Path("harm").exists()


# ---- What is unchanged is not touched ---------------------------------------------------------------


def traces(site: Path) -> dict[str, tuple[int, int]]:
    """Modification time and inode of every file."""
    found = {path: path.stat() for path in site.rglob("*") if path.is_file()}
    return {
        path.relative_to(site).as_posix(): (each.st_mtime_ns, each.st_ino) for path, each in found.items()
    }


def test_a_build_without_a_change_touches_no_file(project: Path) -> None:
    built(project, SOURCE_DATE_EPOCH="")  # at the moment that it is
    before = traces(project / "site")
    time.sleep(1.1)
    built(project, SOURCE_DATE_EPOCH="")

    assert traces(project / "site") == before


def test_a_check_leaves_the_site_as_it_is_and_the_next_build_what_it_would_be(project: Path) -> None:
    before = traces(project / "site")
    replace(project / "docs/news/old-news.md", "title: ", "title: Nový název, ")

    done = cluster(project, "check")

    assert done.returncode == 0, done.stderr
    assert traces(project / "site") == before
    assert not list(project.glob("site.*"))
    after = built(project)
    assert "Nový název" in after["news/old-news/index.html"].decode()
    assert different(after, built(never_built(project))) == []


def test_an_edit_that_calendars_do_not_show_leaves_their_time_stamps(project: Path) -> None:
    built(project, SOURCE_DATE_EPOCH="")
    before = (project / "site/events.ics").read_bytes()
    time.sleep(1.1)
    replace(project / "data/cluster.yaml", "en: Light on its way", "en: Light on its own way")
    built(project, SOURCE_DATE_EPOCH="")

    assert (project / "site/events.ics").read_bytes() == before


def test_a_build_as_of_another_day_leaves_no_time_stamp_to_later_ones(project: Path) -> None:
    built(project)  # as of 1 November 2022
    replace(project / "data/cluster.yaml", "en: Light on its way", "en: Light on its own way")
    built(project, SOURCE_DATE_EPOCH="")

    assert b"DTSTAMP:20221101T" not in (project / "site/events.ics").read_bytes()


def test_a_build_without_its_cache_touches_no_file_that_comes_out_the_same(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.built()
    before = traces(project.path / "site")
    shutil.rmtree(project.path / ".cache")
    project.built()

    assert traces(project.path / "site") == before


def touched_by(folder: Path, file: str, old: str, new: str) -> set[str]:
    """The files of the site that an edit of a source touches."""
    project = Project(folder)
    project.built()
    before = traces(project.path / "site")
    replace(project.path / file, old, new)
    project.built()
    after = traces(project.path / "site")
    return {path for path in after if before[path] != after[path]}


def test_an_edit_touches_only_the_files_that_show_it(tmp_path: Path) -> None:
    touched = touched_by(tmp_path, "docs/news/old-news.md", "Zpráva bez data", "Zpráva bez času")

    changed = {path.removeprefix("en/").removeprefix("de/") for path in touched}
    assert changed == {
        "index.html",
        "news/index.html",
        "news/old-news/index.html",
        "press/index.html",
        "search/search_index.json",
    }


def test_an_edit_of_a_text_touches_only_the_languages_that_show_it(tmp_path: Path) -> None:
    touched = touched_by(tmp_path, "docs/news/light-day-report.en.md", "worked out", "was a success")

    feeds = {path for path in touched if Path(path).name in ("rss.xml", "atom.xml", "feed.json")}
    shown = {f"{language}/news/light-day-report/index.html" for language in ("en", "de")}
    searched = {f"{language}/search/search_index.json" for language in ("en", "de")}
    assert touched - feeds == shown | searched  # German readers get the English text
    assert {"en/rss.xml", "en/atom.xml", "en/feed.json"} <= feeds
    assert all(path.startswith("en/") for path in feeds)


def test_what_somebody_puts_into_the_site_or_the_cache_is_not_published(tmp_path: Path) -> None:
    project = Project(tmp_path)
    good = project.built()
    for n in range(3):
        for folder in [project.path / "site", *(project.path / "site").rglob("*")]:
            if folder.is_dir():
                (folder / f"stray-{n}.txt").write_text("stray")
        for folder in [each for each in (project.path / ".cache").rglob("*") if each.is_dir()]:
            if not folder.is_symlink():
                (folder / "stray.txt").write_text("stray")
        assert differences(project.built(), good) == []


def test_what_somebody_changes_in_the_site_is_put_right(tmp_path: Path) -> None:
    project = Project(tmp_path)
    good = project.built()
    (project.path / "site/about/index.html").write_text("changed")
    (project.path / "site/plan/index.html").unlink()
    shutil.rmtree(project.path / "site/news")

    assert differences(project.built(), good) == []
    assert differences(project.built(), good) == []
