"""`cluster tidy`: what a tool has written anew gets its comments, its order and its style back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from cluster.office.tidy.restore import Unrestorable, restored
from support.command_line import cluster
from support.forge import Repository
from support.written_plan import PLAN, put


def dumped(change: Callable[[Any], None] = lambda values: None) -> str:
    """The values of PLAN with a change, as a tool writes them."""
    values = yaml.load(PLAN, yaml.BaseLoader)
    change(values)
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=True, default_flow_style=False)


def test_what_only_looks_different_is_as_it_was() -> None:
    assert restored(PLAN, dumped()) == PLAN


@pytest.mark.parametrize(
    ("change", "was", "now"),
    [
        (put("year", "2023"), "year: 2022", "year: 2023"),
        (put("title", "en", "Plan of action"), "'Action plan'", "'Plan of action'"),
        (put("goals", 1, "title", "cs", "Spolupráce: méně"), '"Spolupráce: více"', '"Spolupráce: méně"'),
        (
            put(
                "goals",
                0,
                "text",
                "cs",
                "Aby o nás bylo vědět, a to nejen v oboru, ale i tam, kde se o něm rozhoduje.",
            ),
            "nejen v oboru samém,",
            "nejen v oboru,",
        ),
        (put("goals", 0, "tags", ["a", "c", "b"]), "[a, b]", "[a, c, b]"),
        (put("goals", 0, "tags", []), "    tags: [a, b]\n", ""),
        (put("title", "de", "Plan"), "Akční plán, en", "Akční plán, de: Plan, en"),
        (put("goals", 1, "due", "soon"), "Spolu.\n", "Spolu.\n    due: soon\n"),
    ],
    ids=["word", "in quotes", "with a colon", "folded", "in brackets", "removed", "language", "new"],
)
def test_a_changed_value_changes_its_line_alone(change: Callable[[Any], None], was: str, now: str) -> None:
    assert was in PLAN

    assert restored(PLAN, dumped(change)) == PLAN.replace(was, now)


def test_an_entry_goes_with_the_comment_above_it() -> None:
    without = restored(PLAN, dumped(lambda values: values["goals"].pop(1)))
    turned = restored(PLAN, dumped(lambda values: values["goals"].reverse()))

    assert without == PLAN[: PLAN.index("\n  # the second")]
    assert turned.index("# the second") < turned.index("cooperation") < turned.index("visibility")


def test_values_are_never_lost() -> None:
    with pytest.raises(Unrestorable, match="references"):
        restored("one: 1\n", "one: &anchor {a: 1}\ntwo: *anchor\n")
    with pytest.raises(Unrestorable, match="would not be the same"):
        restored("one: 1\n", "one: 1\n'the: second': 2\n")
    with pytest.raises(Unrestorable, match="would not be the same"):
        restored("one: 1\n", "one: 1\n'the #second': 2\n")


@pytest.fixture
def repository(project: Path) -> Repository:
    return Repository.of(project)


def rewritten(file: Path) -> None:
    """What a tool makes of a file of data/, or of the head of a document."""
    text = file.read_text("utf-8")
    head, body = text.split("---\n", 2)[1:] if text.startswith("---") else (text, "")
    written = yaml.safe_dump(yaml.load(head, yaml.BaseLoader), allow_unicode=True)
    file.write_text(f"---\n{written}---\n\n{body.strip()}\n" if body else written, "utf-8")


def test_files_that_a_tool_has_written_anew_are_restored_and_only_once(repository: Repository) -> None:
    names = ["data/members.yaml", "docs/news/light-day-report.md"]
    for name in names:
        rewritten(repository.folder / name)
    members = repository.folder / names[0]
    members.write_text(members.read_text("utf-8").replace("Lupa s.r.o.", "Lupa a.s."), "utf-8")

    done = cluster(repository.folder, "tidy")
    again = cluster(repository.folder, "tidy")

    assert done.returncode == 0, done.stderr
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == names
    assert repository.git("diff", "--unified=0").decode().splitlines()[-3:] == [
        "@@ -4 +4 @@ members:",
        "-    name: Lupa s.r.o.",
        "+    name: Lupa a.s.",
    ]
    assert again.stdout.startswith("Nothing to restore")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("name: 'Lupa a.s.'  # since May", "left as it is: it has a new comment, '# since May'"),
        ("name: 'Lupa a.s.'", "Nothing to restore"),
    ],
)
def test_what_somebody_wrote_with_care_stays(repository: Repository, now: str, said: str) -> None:
    file = repository.folder / "data/members.yaml"
    text = file.read_text("utf-8").replace("name: Lupa s.r.o.", now)
    file.write_text(text, "utf-8")

    done = cluster(repository.folder, "tidy")

    assert said in done.stdout
    assert file.read_text("utf-8") == text


def test_line_ends_are_as_they_were(project: Path) -> None:
    file = project / "data/members.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    repository, before = Repository.of(project), file.read_bytes()
    rewritten(file)

    cluster(repository.folder, "tidy")

    assert file.read_bytes() == before


def test_a_broken_file_is_named_and_nothing_is_written(repository: Repository) -> None:
    rewritten(repository.folder / "data/plan.yaml")
    broken = repository.folder / "data/members.yaml"
    broken.write_text("members: [\n", "utf-8")
    before = repository.git("diff", "data")

    done = cluster(repository.folder, "tidy")

    assert done.returncode == 1
    assert "data/members.yaml:" in done.stderr
    assert "Nothing was written" in done.stderr
    assert repository.git("diff", "data") == before


def test_without_git_there_is_nothing_to_restore_from(project: Path) -> None:
    done = cluster(project, "tidy")

    assert done.returncode == 1
    assert "there is no earlier version to compare with" in done.stderr
