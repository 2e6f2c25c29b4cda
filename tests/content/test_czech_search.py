"""What visitors of the Czech Optical Cluster's site ask, and whether the right page is among the first three.

searches.tsv has a question a line: language, words, the addresses of right pages or of their
sections (`cooperation/#students`) with `|` between them, kind.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support.browser import serve_engine
from support.own_project import czech_content

pytestmark = czech_content

FIRST = 3
MOST_MISSED = 0.05


class Asked(NamedTuple):
    """A question of a visitor."""

    language: str
    words: str
    right: frozenset[str]
    kind: str


def questions() -> Iterator[Asked]:
    lines = Path(__file__).with_name("searches.tsv").read_text("utf-8").splitlines()
    for language, words, right, kind in (each.split("\t") for each in lines):
        yield Asked(language, words, frozenset(right.split("|")), kind)


@pytest.mark.parametrize("language", ["cs", "en", "de"])
def test_visitors_find_what_they_ask_for_among_the_first_three(visit: Any, site: Path, language: str) -> None:
    asked = [each for each in questions() if each.language == language]
    folder = "" if language == "cs" else f"{language}/"
    index = json.loads((site / folder / "search" / "search_index.json").read_text("utf-8"))
    script = """async ([data, queries, first]) => {
        const { Index } = await import("/assets/search-engine.js");
        const index = new Index(data), found = (query) => index.search(query).slice(0, first);
        const places = ({ page, section }) => [page.location, section.location];
        return queries.map((query) => found(query).flatMap(places));
    }"""
    page = visit("contact/")
    serve_engine(page)
    found = page.evaluate(script, [index, [each.words for each in asked], FIRST])

    missed = [
        f"{each.kind}: {each.words} → {first}"
        for each, first in zip(asked, found, strict=True)
        if not each.right & {*first}
    ]
    assert len(asked) > 15
    assert len(missed) <= MOST_MISSED * len(asked), "\n".join(missed)
