"""The workflows for GitHub, GitLab and Forgejo check, build, show and publish the site of a new cluster."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster.office.new_site.program import MANAGED
from support.announced_to import Listener, listener
from support.builds import ROOT
from support.command_line import built, cluster
from support.repository import git
from support.runners import act, gitlab, with_program
from support.servers import sshd

GITHUB, FORGEJO = ".github/workflows/site.yml", ".forgejo/workflows/site.yml"
LINKS = (".github/workflows/links.yml", ".forgejo/workflows/links.yml")
PROPOSAL = {"pull_request": {"head": {"ref": "proposal"}, "base": {"ref": "main"}}}
WRONG = "---\ntitle: Setkání\nwhen: 2027-13-01\nkind: meeting\n---\n"


def tool(name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [f"{sys.prefix}/bin/{name}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of a new cluster, in git."""
    folder = tmp_path_factory.mktemp("new") / "water"
    said = {
        "name": "Clean Water", "abbreviation": "CW", "languages": "en", "url": "https://cw.example/",
        "time-zone": "Europe/Prague", "pillars": "Rivers", "colors": "", "claim": "", "lead": "",
    }  # fmt: skip
    done = cluster(folder.parent, "new", "site", "water", *(f"--{key}={text}" for key, text in said.items()))
    assert done.returncode == 0, done.stderr
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "First version")
    return folder


@pytest.fixture
def clone(repository: Path, tmp_path: Path) -> Path:
    """A fresh clone, as the forge's computer makes it."""
    git(tmp_path, "clone", "--quiet", str(repository), "clone")
    return tmp_path / "clone"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def propose(clone: Path, path: str, text: str) -> None:
    git(clone, "switch", "--quiet", "--create", "proposal")
    (clone / path).write_text(text)
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "Proposal")


def at_lines(output: str) -> Iterator[tuple[str, ...]]:
    """What the matcher of problems marks: file, line and message."""
    (matcher,) = json.loads((ROOT / ".github/problems.json").read_text("utf-8"))["problemMatcher"]
    (pattern,) = matcher["pattern"]
    for line in output.splitlines():
        if found := re.match(pattern["regexp"], line.partition("| ")[2]):
            yield tuple(found[pattern[part]] for part in ("file", "line", "message"))


def test_the_workflows_follow_the_schemas_of_their_forges() -> None:
    for schema, *files in (("github-workflows", GITHUB, FORGEJO, *LINKS), ("gitlab-ci", ".gitlab-ci.yml")):
        done = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)
        assert done.returncode == 0, done.stdout


def test_the_workflows_are_pinned_and_give_nothing_away() -> None:
    done = tool("zizmor", "--offline", "--no-progress", "--collect=all", GITHUB, FORGEJO, *LINKS)

    assert done.returncode == 0, done.stdout
    assert (
        re.findall(
            r"uses: (?!\S+@[0-9a-f]{40} # v\d)",
            "".join((ROOT / each).read_text("utf-8") for each in (GITHUB, FORGEJO, *LINKS)),
        )
        == []
    )


def test_a_new_cluster_has_the_workflows_of_this_project(repository: Path) -> None:
    for name in (GITHUB, FORGEJO, *LINKS, ".gitlab-ci.yml", ".github/problems.json"):
        assert name in MANAGED
        assert (repository / name).read_bytes() == (ROOT / name).read_bytes()


def test_github_checks_and_builds_a_change_and_publishes_it_on_a_server(clone: Path, work: Path) -> None:
    to = work / "www"
    settings = clone / "mkdocs.yml"
    with sshd(work) as server:
        settings.write_text(
            f"{settings.read_text('utf-8')}\nextra:\n  publish: {{to: 'server:{to}'}}\n", "utf-8"
        )
        client = (work / "client").read_text()
        client = re.sub(r"IdentityFile .*|IdentitiesOnly .*|IdentityAgent .*", "", client)
        (work / "client").write_text(client.replace(str(work / "known"), str(work / ".ssh/known_hosts")))
        known = (work / "known").read_text()
        done = act(
            clone, GITHUB, "push", work,
            PUBLISH="server", KNOWN_HOSTS=known, secret_SSH_KEY=(work / "key").read_text(),
            env_RSYNC_RSH=server.command,
        )  # fmt: skip

    assert done.returncode == 0, done.stdout
    assert "Everything is in order: the site can be built." in done.stdout
    assert "Nobody is told: data/cluster.yaml does not say whom" in done.stdout
    assert "Clean Water" in (to / "current/index.html").read_text("utf-8")


def test_github_marks_what_is_wrong_with_a_proposal_at_its_line(clone: Path, work: Path) -> None:
    propose(clone, "docs/events/example.md", WRONG)

    done = act(clone, GITHUB, "pull_request", work, payload=PROPOSAL)

    assert done.returncode == 1
    (problem,) = at_lines(done.stdout)
    assert problem[:2] == ("docs/events/example.md", "3")
    assert "Build" not in done.stdout.partition("Failure - Main Check")[2]


def test_github_says_what_a_proposal_changes(clone: Path, work: Path) -> None:
    propose(clone, "docs/events/meeting.md", WRONG.replace("-13-", "-12-"))

    done = act(clone, GITHUB, "pull_request", work, payload=PROPOSAL)

    assert done.returncode == 0, done.stdout
    assert "“Setkání” is new: 1 December 2027" in done.stdout
    assert list(at_lines(done.stdout)) == []


def test_gitlab_builds_a_proposal_and_says_what_it_changes(clone: Path, work: Path) -> None:
    with_program(clone)
    propose(clone, "docs/events/meeting.md", WRONG.replace("-13-", "-12-"))

    done = gitlab(clone, work, "site", CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "“Setkání” is new: 1 December 2027" in done.stdout
    assert json.loads((clone / "problems.json").read_text()) == []
    assert (clone / "site/events/meeting/index.html").exists()


def test_gitlab_marks_what_is_wrong_at_its_line(clone: Path, work: Path) -> None:
    with_program(clone)
    propose(clone, "docs/events/example.md", WRONG)

    done = gitlab(clone, work, "site")

    assert done.returncode == 1, done.stdout + done.stderr
    (issue,) = json.loads((clone / "problems.json").read_text("utf-8"))
    assert issue["location"] == {"path": "docs/events/example.md", "lines": {"begin": 3}}
    assert "month 13 is out of range" in issue["description"]


def announcing(clone: Path, server: Listener) -> None:
    """A project with a hub, whose published site is the one that it builds."""
    text = (clone / "mkdocs.yml").read_text("utf-8")
    (clone / "mkdocs.yml").write_text(re.sub("site_url: .*", f"site_url: {server.address}", text), "utf-8")
    with (clone / "data/cluster.yaml").open("a", encoding="utf-8") as file:
        file.write(f"announcing: {{hub: {server.address}hub}}\n")
    git(clone, "commit", "--quiet", "--all", "--message", "Tell the hub")


def test_gitlab_tells_others_what_is_new(clone: Path, work: Path) -> None:
    with_program(clone)
    with listener(clone / "site") as server:
        announcing(clone, server)
        done = gitlab(clone, work, "announce", PUBLISH="server")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "hub is new here" in done.stdout


def test_github_tells_others_what_is_new_once_its_pages_are_out(clone: Path, work: Path) -> None:
    with listener(clone / "site") as server:
        announcing(clone, server)
        built(clone, SOURCE_DATE_EPOCH="")
        done = act(clone, GITHUB, "push", work, job="announce", PUBLISH="pages")

    assert done.returncode == 0, done.stdout
    assert "hub is new here" in done.stdout


def test_forgejo_publishes_the_branch_of_pages(repository: Path, clone: Path, work: Path) -> None:
    git(work, "init", "--quiet", "--bare", "forge.git")
    elsewhere, forge = f"url.{work}/forge.git.insteadOf", f"https://token:@github.com/{repository}"
    env = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": elsewhere, "GIT_CONFIG_VALUE_0": forge}

    done = act(
        clone, FORGEJO, "push", work, PUBLISH="pages", **{f"env_{key}": value for key, value in env.items()}
    )

    assert done.returncode == 0, done.stdout
    assert (
        "events/index.html" in git(work / "forge.git", "ls-tree", "-r", "--name-only", "pages").splitlines()
    )


def test_a_weekly_run_asks_for_the_pages_of_others(clone: Path, work: Path) -> None:
    done = act(clone, LINKS[0], "workflow_dispatch", work)

    assert done.returncode == 0, done.stdout
    assert "No link leads to another site." in done.stdout
