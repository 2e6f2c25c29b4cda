"""The fast way: the same bytes as by the engine, and never half a site; see also test_incremental.py."""

import resource
import subprocess
from pathlib import Path

import pytest
from support.builds import (
    ROOT,
    different,
    files,
    own_theme,
    replace,
)
from support.command_line import built, cluster, command, environment
from support.directory import FILES as DIRECTORY
from support.pages import framed_pages, html_pages, text_of
from support.statements import TEXTS

# ---- The same as the engine -------------------------------------------------------------------------


def test_every_file_is_the_same_to_the_byte_as_by_the_engine(miniature: Path, project: Path) -> None:
    """The miniature has pages in three languages, translated and not."""
    assert different(built(project), files(miniature)) == []


REDIRECTED = {
    "addresses.txt": "/en/events/old-day/\n/events/1999-05/\n",
    "data/redirects.yaml": "redirects: [{old: old-day, to: light-day}]\n",
}


def test_pages_of_every_kind_are_the_same_as_by_the_engine(project: Path) -> None:
    replace(project / "mkdocs.yml", "extra:", "extra:\n  forms: {backend: github, repo: optics/website}")
    for name, content in {**DIRECTORY, **TEXTS, **REDIRECTED}.items():
        (project / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    fast = built(project)

    pages = framed_pages(project / "site").values()
    kinds = {page.xpath("//article/@class")[0].split("--")[-1] for page in pages}
    templates = {path.stem for path in (ROOT / "hooks/cluster/templates").glob("[a-z]*.html")}
    assert kinds - {"not-found"} == templates - {"letter", "embed", "member_embed", "moved", "redirect"}
    assert different(fast, built(project, CLUSTER_FAST="0")) == []
    assert {"admin/config.json", "en/events/old-day/index.html", "_redirects"} <= fast.keys()


def test_the_engines_way_can_be_asked_for(project: Path) -> None:
    fast = built(project)
    assert different(fast, built(project, CLUSTER_FAST="0")) == []
    assert different(fast, built(project)) == []


@pytest.mark.parametrize(
    ("file", "was", "now"),
    [
        ("shell.html", "{{ this.body }}", "{{ page.title }}"),
        ("partials/header.html", "{{ item.href }}", "{{ page.url }}"),
    ],
)
def test_a_shell_that_differs_between_pages_without_a_mark_is_found(
    project: Path, file: str, was: str, now: str
) -> None:
    replace(own_theme(project) / file, was, now)

    assert different(built(project), built(project, CLUSTER_FAST="0")) != []


def test_a_text_that_holds_marks_comes_through_unharmed(project: Path) -> None:
    said = "mark-0123-body-end {{ this.body }} {body} %(body)s mark-base-end/"
    replace(project / "docs/news/old-news.md", "title: ", f'title: "{said}" #')
    replace(project / "data/cluster.yaml", "en: Light on its way", f'en: "{said}"')

    fast = built(project)

    assert different(fast, built(project, CLUSTER_FAST="0")) == []
    pages = html_pages(project / "site")
    assert text_of(pages["news/old-news/index.html"].xpath("//h1")[0]) == said
    assert said in text_of(pages["en/index.html"].xpath("//footer")[0])


# ---- Never half -------------------------------------------------------------------------------------


def test_a_folder_that_a_killed_build_had_moved_aside_is_put_back(project: Path) -> None:
    """Where the system cannot exchange two folders, there is a moment without one."""
    good = built(project)
    (project / "site.x.building").mkdir()
    (project / "site").rename(project / "site.x.building" / "old")
    (project / "docs/news/wrong.md").write_text("---\ntitle: x\n---\n", "utf-8")

    assert cluster(project, "build").returncode == 1
    assert files(project / "site") == good
    (project / "docs/news/wrong.md").unlink()
    assert built(project) == good
    assert [path.name for path in project.glob("site*")] == ["site"]


def test_a_full_disk_is_told_and_the_last_good_site_stays(project: Path) -> None:
    good = built(project)
    replace(project / "data/cluster.yaml", "Klastr Hranol", "Klastr Čočka")

    small = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))}
    done = cluster(project, "build", options=small)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "The last good site is still in site/." in done.stderr
    assert files(project / "site") == good


def test_two_builds_at_once_wait_for_each_other(project: Path) -> None:
    both = [
        subprocess.Popen(command("build"), cwd=project, env=environment(), stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]

    assert [each.wait() for each in both] == [0, 0]
    assert different(files(project / "site"), built(project)) == []


# ---- Templates --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "was", "now", "line"),
    [
        ("hooks/cluster/templates/post.html", "{{ post.summary }}", "{{ post.sumary }}", 13),
        ("hooks/cluster/templates/post.html", "{% if event %}", "{% iff event %}", 31),
        ("hooks/cluster/theme/partials/footer.html", "{{ this.name }}", "{{ this.name", 6),
        ("hooks/cluster/theme/partials/footer.html", "{{ this.name }}", "{{ 1 / 0 }}", 6),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(
    project: Path, file: str, was: str, now: str, line: int
) -> None:
    root = project.parent.parent
    replace(root / file, was, now)

    done = cluster(project, "build", hooks=root / "hooks")

    assert done.returncode == 1
    assert f"{file}:{line}: " in done.stderr
    assert "Traceback" not in done.stderr
