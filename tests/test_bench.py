"""The sample cluster of the benchmark is valid, of the size asked for, and the same for Hugo as for ours."""

import os
import re
import shutil
import sys
from pathlib import Path
from random import Random

import pytest
from cluster.build.caches import cache_of
from cluster.build.load import read_site
from cluster.build.swap import trace_of
from cluster.language import Languages
from support.builds import build_by_the_fast_path

sys.path.append(str(Path(__file__).parent.parent / "bench"))

from cluster.content.equipment import Equipment
from cluster.content.members import Member
from clusters import LANGUAGES
from contenders import SLOT, our_edits, pictures_kept
from directories import directory_pages, directory_sources, sample, sample_directory, sample_of_events
from hugo_content import hugo_project
from keystrokes import sizes_of
from measure import NOON
from projects import our_project

SMALL = sample(20, 1)


@pytest.mark.parametrize(("pages", "languages"), [(60, 1), (200, 3)])
def test_a_cluster_of_any_size_is_in_order(pages: int, languages: int) -> None:
    cluster = sample(pages, languages)
    files = {name: text.encode() for name, text in directory_sources(cluster)}

    site = read_site(files, Languages(all=LANGUAGES[:languages]))

    besides = {
        *("events/subscribe/", "subscribe/", "newsletter/", "press/", "plan/changes/", "plan/progress/"),
        *("reports/2022/", "plan/2022/", "excellence/"),
        *(f"news/pillars/{id}/" for id in site.pillars_in_news),
        *("cooperation/", "regions/", *(f"regions/region-{number}/" for number in range(14))),
        *(f"events/kinds/{kind}/" for kind in site.kinds),
        *(each.address for each in site.months),
        *(each.address for each in site.years),
    }
    assert len(site.addresses - besides) == pytest.approx(pages, abs=5)
    assert len(list(directory_pages(cluster, "cs"))) == len(site.addresses - besides)
    assert files == {name: text.encode() for name, text in directory_sources(sample(pages, languages))}


def test_a_cluster_of_events_has_as_many_as_were_asked_for() -> None:
    files = {name: text.encode() for name, text in directory_sources(sample_of_events(50, 3))}

    assert len(read_site(files, Languages(all=LANGUAGES)).events) == 50


def test_a_cluster_with_a_directory_has_as_many_members_and_items_as_were_asked_for() -> None:
    directory = sample_directory(100)
    files = {name: text.encode() for name, text in directory_sources(directory)}

    site = read_site(files, Languages(all=LANGUAGES))

    records = {each.address.rstrip("/") for cls in (Member, Equipment) for each in site.of(cls)}
    assert (len(site.of(Member)), len(site.of(Equipment))) == (100, 100)
    for language in LANGUAGES:
        assert records <= {path for path, *_ in directory_pages(directory, language)}
    assert files == {name: text.encode() for name, text in directory_sources(sample_directory(100))}


def test_a_list_with_its_script_is_measured_apart_from_what_all_pages_load(tmp_path: Path) -> None:
    script, shared = "assets/directory.01234567.js", {"assets/site.01234567.css": 7000}
    for name, size in {"members/index.html": 3000, script: 2000, **shared}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(Random(1).randbytes(size))

    said = sizes_of(tmp_path, ["members/", script, *shared])

    assert said.startswith("5 KB compressed with its script; as on every page, 7 KB")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our project of a small cluster, built as of the day of the benchmark."""
    project = tmp_path_factory.mktemp("bench") / "ours"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(NOON))
        our_project(project, SMALL)
        build_by_the_fast_path(project, project / "site")
    return project


def test_hugo_gets_the_same_pages_in_the_same_frame(built: Path, tmp_path: Path) -> None:
    hugo_project(tmp_path / "hugo", SMALL, built / "site")

    site, content = built / "site", tmp_path / "hugo/content/cs"
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    sources = {path.relative_to(content).as_posix() for path in content.rglob("*.md")}
    named = {re.sub(r"/?(_index)?\.md$", "", path) or "." for path in sources}
    terms = {f"events/{each}" for each in (*_terms(sources, "months"), *_terms(sources, "years"))}
    terms |= {f"events/kinds/{each}" for each in _terms(sources, "kinds")}
    terms |= {f"news/pillars/{each}" for each in _terms(sources, "topics")}
    assert pages <= named | terms
    menu = (tmp_path / "hugo/layouts/_partials/frame/cs/menu.html").read_text("utf-8")
    assert '<a href="/events/"{{ if eq .Section "events" }} aria-current="true"{{ end }}>' in menu


def _terms(sources: set[str], taxonomy: str) -> list[str]:
    return [path.split("/")[1] for path in sources if path.startswith(f"{taxonomy}/")]


def test_nothing_but_pictures_is_kept_for_a_build_that_finds_these(built: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(built, tmp_path / "ours", copy_function=os.link))
    drawn = {path.name for path in (project / "site/share").iterdir()}

    ready = pictures_kept(project)
    ready()
    ready()  # as in a second round

    known = cache_of(project).load(SLOT)
    assert {path.name for path in (project / "site").rglob("*") if path.is_file()} == drawn
    assert {Path(path).name for path in known} == drawn
    assert all(trace_of(project / "site" / path) == entry[1] for path, entry in known.items())


def test_every_edit_changes_a_file(built: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(built, tmp_path / "ours"))
    before = {path: path.read_bytes() for path in project.rglob("*") if path.suffix in (".md", ".yaml")}

    for change in our_edits(project, "event-1", "report-1").values():
        change()

    changed = {
        path.relative_to(project).as_posix() for path, text in before.items() if path.read_bytes() != text
    }
    assert changed == {
        "docs/events/event-1.md",
        "docs/news/report-1.md",
        "data/members.yaml",
        "data/plan.yaml",
    }
