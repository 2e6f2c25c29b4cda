"""Broken links in docs/ are told together with the problems of other files, and nothing is told as missing
only because the file that describes it has a problem."""

from functools import cache
from itertools import product
from pathlib import Path

import pytest
from cluster.build.load import Memory, read_site
from cluster.checks.headings import TextHeadings, ids_in
from cluster.checks.links import sources_of
from cluster.checks.published import references_are_published
from cluster.problems import Invalid
from support.builds import build, copy_of_miniature
from support.command_line import cluster
from support.directory import FILES as DIRECTORY
from support.sources import LANGUAGES, miniature, others, problems_of, site_of
from support.versions import TODAY, body, noon, version_of

HOME = "https://cluster.example/"
HEAD = "---\ntitle: Odkazy\ndate: 2022-10-01\nsummary: S.\n---\n"
BASE = {**miniature(), **{name: str(text).encode() for name, text in DIRECTORY.items()}}
_MEMORY: Memory = {}


def told(files: dict[str, bytes]) -> list[str]:
    """What is wrong with the miniature with a directory, after some files were replaced."""
    with pytest.raises(Invalid) as caught:
        read_site(
            BASE | files,
            LANGUAGES,
            others=others(),
            memory=_MEMORY,
            site_url=HOME,
            theme_files=frozenset({"assets/logo.svg", "favicon.ico"}),
            published=lambda whole: references_are_published(whole.as_of(noon(TODAY)), whole),
        )
    return [str(each) for each in caught.value.problems]


UNKNOWN, OPEN = b"nonsense: 1\n", b"nonsense: [\n"
"""A line with a field that is left aside, and one after which nothing of the file can be read."""


def with_a_problem(file: str, line: bytes = OPEN) -> bytes:
    raw = BASE[file]
    if file.endswith(".yaml"):
        return raw + b"\n" + line
    head = b"---\n" + line
    return head + raw.removeprefix(b"---\n") if raw.startswith(b"---\n") else head + b"---\n" + raw


@cache
def links_to_everything() -> bytes:
    """A text with a link to each public page, in both ways to write one, and to a heading."""
    site = site_of({**BASE}).as_of(noon(TODAY))
    paths = [f"- [x](../{each})" for each in sorted(sources_of(site)) if "#" not in each]
    addresses = [f"- [x](/{each})" for each in sorted(site.addresses)]
    return "\n".join([HEAD, *paths, *addresses, "- [x](../join-us.md#jak-na-to)"]).encode()


BROKEN = """
[a](../events/light-dai.md) [b](../pillars/lensis.md) [c](/events/light-dai/) [d](../join-us.md#jinak)
[e](neni.pdf) ![](light-day.jpg) <blink>f</blink> [g](draft.md) [h](xyz:1)
"""
SAID = [
    *("docs/events/light-dai.md", "docs/pillars/lensis.md", "/events/light-dai/", "#jinak"),
    *("docs/news/neni.pdf", "no alternative text", "<blink>", "is a draft", "unsupported link scheme"),
]


@pytest.mark.parametrize("start", ["data/plan", "data/members", "data/sources", "docs/news/old-news"])
def test_broken_links_are_told_together_with_a_problem_of_another_file(start: str) -> None:
    broken = {file: with_a_problem(file) for file in BASE if file.startswith(start)}

    found = told({**broken, "docs/news/odkazy.md": (HEAD + BROKEN).encode()})

    assert [each for each in SAID if not any(each in problem for problem in found)] == []
    assert {each.split(":")[0] for each in found} == {*broken, "docs/news/odkazy.md"}


def test_with_a_problem_in_the_file_of_the_cluster_only_what_is_public_is_not_known() -> None:
    text = (HEAD + BROKEN).encode()

    found = told({"data/cluster.yaml": with_a_problem("data/cluster.yaml"), "docs/news/odkazy.md": text})

    missed = [each for each in SAID if not any(each in problem for problem in found)]
    assert missed == ["is a draft"]


@pytest.mark.parametrize(("file", "line"), [*product(sorted(BASE), (UNKNOWN, OPEN))])
def test_a_problem_of_a_file_makes_no_reference_to_what_it_describes_wrong(file: str, line: bytes) -> None:
    found = told({file: with_a_problem(file, line), "docs/news/odkazy.md": links_to_everything()})

    assert {each.split(":")[0] for each in found} == {file}


@pytest.mark.parametrize(
    ("field", "wrong", "cure"),
    [
        ("region: x", "unknown region", "add 'regions' to data/partners.yaml first"),
        (
            "fields: [x]",
            "unknown field of work",
            "list it in data/cluster.yaml: fields_of_work: [{id: …, title: …}]",
        ),
        (
            "guarantor_of: [x]",
            "guarantor_of: unknown pillar or working group",
            "name it in 'pillars' or 'working_groups' too",
        ),
    ],
)
def test_where_there_is_nothing_to_refer_to_its_place_is_told(field: str, wrong: str, cure: str) -> None:
    entry = f"  - {{id: okno, name: Okno, kind: company, {field}}}\n"
    found = problems_of({"data/members.yaml": miniature()["data/members.yaml"].decode() + entry})

    assert [each.partition("'okno': ")[2] for each in found] == [f"{wrong} 'x' (there are none); {cure}"]


@pytest.mark.parametrize(
    ("field", "cure"),
    [
        (
            "joint_with: [x]",
            "unknown partner 'x' (there are none); add 'partners' to data/partners.yaml first",
        ),
        ("projects: [x]", "unknown project 'x' (there are none); add 'projects' to data/projects.yaml first"),
    ],
)
def test_so_it_is_for_the_references_of_an_event(field: str, cure: str) -> None:
    event = f"---\ntitle: Den\nkind: workshop\nwhen: 2023-05-05\n{field}\n---\n"

    assert problems_of({"docs/events/den.md": event}) == [f"docs/events/den.md:5: event 'den': {cure}"]


@pytest.mark.parametrize("raw", [b"", b"# id\n", b"\xff\xfe", b"- [", b"years: 2022\n"])
def test_of_a_file_that_says_nothing_everything_may_exist(raw: bytes) -> None:
    found = told({"data/plan.yaml": raw, "docs/news/odkazy.md": links_to_everything()})

    assert {each.split(":")[0] for each in found} == {"data/plan.yaml"}


def test_news_and_pages_that_are_a_text_alone_have_no_headings_but_those_of_the_text() -> None:
    """So links to headings on them can be checked without the pages."""
    site = site_of()
    headings = TextHeadings(site)
    alone = [each for each in sorted(headings.bodies) if headings.is_known(each)]

    assert {"join-us/", "news/light-day-report/"} <= {*alone}
    for address, language in product(alone, LANGUAGES.all):
        made = ids_in(body(version_of(site, language=language), address))
        assert {*made} == {*headings.written(language, address)}


@pytest.mark.parametrize("way", ["check", "build", "mkdocs"])
def test_every_way_to_build_tells_them_at_once(way: str, tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)
    plan = project / "data/plan.yaml"
    plan.write_bytes(with_a_problem("data/plan.yaml"))
    (project / "docs/news/odkazy.md").write_text(HEAD + BROKEN, "utf-8")

    done = build(project, tmp_path / "built") if way == "mkdocs" else cluster(project, way)

    assert done.returncode == 1
    assert [each for each in SAID if each not in done.stdout + done.stderr] == []
