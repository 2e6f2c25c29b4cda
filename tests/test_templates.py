"""Valid data never breaks a template, and an error inside a template names the editor's file."""

import re
from itertools import combinations
from pathlib import Path
from typing import get_origin

import pytest
from cluster.content.events import Event
from cluster.content.kinds import KINDS
from cluster.content.news import Post
from cluster.pages.templates import body_of, environment
from cluster.problems import Invalid
from jinja2 import DictLoader
from support.edits import all_classes, all_fields, fields_of
from support.generated import HIDDEN, generated
from support.incremental import Project
from support.sources import miniature, problems_of
from support.versions import pages, version_on

SEEDS = range(5)


@pytest.mark.parametrize("seed", SEEDS)
def test_valid_data_with_any_fields_builds_in_all_languages(seed: int, tmp_path: Path) -> None:
    files, _ = generated(seed)
    old: dict[str, bytes | None] = dict.fromkeys(miniature())
    project = Project(tmp_path, {**old, **files})

    site = project.built()

    assert not isinstance(site, str), site
    for language in ("", "en/", "de/"):
        assert f"{language}events/event-0/index.html" in site
        assert f"{language}news/post-0/index.html" in site


NOT_GENERATED = {*HIDDEN, "records", "record", *(kind.key for kind in KINDS if kind.file)}
"""Fields that hide an item or name one of an earlier build, and the lists in files of data/."""


NOT_WRITTEN = ("Imported.", "Record.", "Identity.", "Revision.", "Redirect.")
"""The classes whose values the program writes; and redirects, which need addresses of an earlier build."""

ALWAYS = {
    "Figure.label",  # or `counts`, which has its own words
    "Cluster.tags",
    "Fee.currency",
}
"""Optional fields that the rules demand beside the generated ones."""


def test_the_generated_data_has_each_field_absent_once_and_twice() -> None:
    seen: dict[str, set[int]] = {}
    for _, generator in map(generated, SEEDS):
        for field, numbers in generator.seen.items():
            seen.setdefault(field, set()).update(numbers)

    wanted = {
        each
        for each in all_fields()
        if each.rpartition(".")[2] not in NOT_GENERATED and not each.startswith(NOT_WRITTEN)
    }
    assert {each for each in wanted if not seen.get(each, set()) & {1, 2}} == set()
    for cls in all_classes():
        for field, (hint, required) in fields_of(cls).items():
            name = f"{cls.__name__}.{field}"
            if name in wanted - ALWAYS:
                expected = set() if required else {0}
                assert expected | ({1, 2} if get_origin(hint) is tuple else {1}) <= seen[name], name


def test_the_generated_events_and_news_have_each_pair_of_fields() -> None:
    together = {pair for _, generator in map(generated, SEEDS) for pair in generator.together}

    for cls in (Event, Post):
        fields = sorted(fields_of(cls).keys() - set(HIDDEN))
        pairs = {(cls.__name__, *pair) for pair in combinations(fields, 2) if not _is_contrary({*pair})}
        assert pairs - together == set()


def _is_contrary(pair: set[str]) -> bool:
    """Whether one field is for what has a date, and the other for what has none."""
    dated = {"when", "date", "repeats", "further_dates", "moved_from"}
    return "possible_dates" in pair and not pair.isdisjoint(dated)


@pytest.mark.parametrize("language", ["cs", "en"])
def test_an_error_in_a_template_names_the_page_and_the_editors_file(language: str) -> None:
    version = version_on(language=language)
    broken = DictLoader({"event.html": "<p>\n{{ event.nothing.at_all }}\n"})
    page = pages(version)["events/light-day/"]

    with pytest.raises(Invalid) as caught:
        body_of(page, environment(broken, version))

    [problem] = caught.value.problems
    assert problem.place.file.startswith("hooks/cluster/templates")
    assert problem.message.endswith(
        f" (on the {language} page 'events/light-day/', with the values of docs/events/light-day.md:2)"
    )


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("office at cluster", "expected an e-mail address, found 'office at cluster'"),
        ("office@cluster..example", "expected an e-mail address, found 'office@cluster..example'"),
        ("office@cluster.¸example", "expected an e-mail address, found 'office@cluster.¸example'"),
        (
            "jiří@cluster.example",
            "expected an e-mail address without accents before the '@', found 'jiří@cluster.example'",
        ),
    ],
)
def test_an_address_that_mail_programs_refuse_is_refused(address: str, message: str) -> None:
    text = miniature()["data/cluster.yaml"].decode()
    email = next(line for line in text.splitlines() if "email:" in line)
    wrong = re.sub(r"email: [^,}]+", f"email: {address}", email)

    [problem] = problems_of({"data/cluster.yaml": text.replace(email, wrong)})

    assert problem.endswith(f"email: {message}")
