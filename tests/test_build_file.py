"""build.json says what a site was built from, and is no reason to touch a site that is as it was."""

import json
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from cluster.build.commit import commit_of
from support.builds import different
from support.command_line import built
from support.repository import git


def told(site: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site["build.json"])
    return found


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit on the branch `main`."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "one")
    return folder


def head(folder: Path) -> str:
    return git(folder, "rev-parse", "HEAD").strip()


def test_a_site_says_its_day_its_moment_and_its_program(project: Path) -> None:
    assert told(built(project)) == {
        "day": "2022-11-01",
        "version": version("cluster-site"),
        "built": "2022-11-01T13:00:00+01:00",
    }


def test_a_site_of_a_repository_says_its_commit_on_both_ways(project: Path) -> None:
    git(project, "init", "--quiet")
    assert "commit" not in told(built(project))

    git(project, "commit", "--quiet", "--allow-empty", "--message", "one")

    fast = built(project)
    assert told(fast)["commit"] == head(project)
    assert different(fast, built(project, CLUSTER_FAST="0")) == []


def test_a_later_build_of_the_same_sources_keeps_the_moment_and_one_of_others_does_not(project: Path) -> None:
    def moment() -> str:
        return str(told(built(project, SOURCE_DATE_EPOCH=""))["built"])

    (project / "docs/assets/added.txt").write_text("Text")
    first = moment()
    time.sleep(1.01)
    assert moment() == first

    (project / "site/build.json").write_text("[]")  # somebody has damaged it
    later = moment()
    assert later > first

    time.sleep(1.01)
    (project / "docs/assets/added.txt").unlink()
    without_file = moment()
    assert without_file > later

    time.sleep(1.01)
    git(project, "init", "--quiet")
    git(project, "commit", "--quiet", "--allow-empty", "--message", "one")
    assert moment() > without_file


def test_pages_may_link_to_it_but_neither_sitemap_nor_search_has_it(project: Path) -> None:
    with (project / "docs/join-us.md").open("a") as file:
        file.write("\n[Sestavení](/build.json)\n")

    site = built(project)

    assert any(b'href="/build.json"' in raw or b'href="../build.json"' in raw for raw in site.values())
    assert b"build.json" not in site["sitemap.xml"]


# ---- The commit ---------------------------------------------------------------------------------------


def test_a_branch_a_detached_head_and_a_packed_branch_are_read(repository: Path) -> None:
    assert commit_of(repository) == head(repository)

    git(repository, "pack-refs", "--all")
    assert not (repository / ".git/refs/heads/main").exists()
    assert commit_of(repository) == head(repository)

    git(repository, "switch", "--quiet", "--detach")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "two")
    assert commit_of(repository) == head(repository) != git(repository, "rev-parse", "main").strip()


def test_a_worktree_has_its_own_commit(repository: Path, tmp_path: Path) -> None:
    worktree = tmp_path / "worktree"
    git(repository, "worktree", "add", "--quiet", "-b", "other", str(worktree))
    assert commit_of(worktree) == head(repository)

    git(worktree, "commit", "--quiet", "--allow-empty", "--message", "two")
    assert commit_of(worktree) == head(worktree) != head(repository)

    git(repository, "pack-refs", "--all")
    assert commit_of(worktree) == head(worktree)


def test_a_folder_of_a_repository_has_its_commit_unless_git_may_not_look_there(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = repository / "website"
    project.mkdir()
    assert commit_of(project) == head(repository)

    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository))
    assert commit_of(project) == ""
    assert commit_of(repository) == head(repository)


@pytest.mark.parametrize("content", ["ref: refs/heads/none", "ref: HEAD", "nonsense", "", "\xff"])
def test_a_repository_that_names_no_commit_has_none(repository: Path, content: str) -> None:
    (repository / ".git/HEAD").write_text(content, "latin-1")

    assert commit_of(repository) == ""
