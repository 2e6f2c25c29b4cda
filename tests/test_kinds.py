"""A kind of content is a row of a table: a made-up one, a glossary, needs five files of the program."""

import ast
import inspect
import json
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from cluster.content.item import Item
from cluster.content.kinds import KINDS, Kind
from support.builds import copy_of_miniature, files
from support.command_line import cluster

CLASS = '''\
"""Terms of a glossary."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from cluster.content.documents import Document
from cluster.content.item import starts_of
from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.reading.scalar_types import Id


@frozen
class Term(Document):
    title: Text
    short: Text
    pillars: tuple[Id, ...] = ()
    embargo: When | None = None

    @property
    def address(self) -> str:
        return f"terms/{self.id}/"

    def moments(self, zone: ZoneInfo) -> list[datetime]:
        return starts_of(zone, self.embargo)
'''

ROW = '    Kind(name="term", phrase="a term", cls=Term, folder="terms", texts=("title", "short")),\n'

PAGES = '''\
"""The pages of terms."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.content.terms import Term
from cluster.content.version import Version
from cluster.pages.page import Page, page_of


def pages_of_terms(version: Version) -> Iterator[Page]:
    for term in version.site.of(Term):
        yield page_of(
            version,
            term.address,
            "term",
            title=term.title,
            texts=(term.title, term.short),
            bodies=term.bodies,
            term=term,
        )
'''

TEMPLATE = """\
{% import "_macros.html" as m %}
{{ m.head(page) }}
<div class="wrap page-body page-body--text">
  <p class="lead">{{ term.short }}</p>
  {{ m.written(prose, page) }}
</div>
"""

TERM = """\
---
title: Etalon
short: Dvě zrcadla.
pillars: [lenses]
---
Rezonátor ze dvou zrcadel, viz [o nás](../about.md).
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def insert(path: Path, before: str, line: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, line + before), encoding="utf-8")


def add_terms(program: Path) -> None:
    """Add the kind to a copy of the program."""
    core = program / "hooks" / "cluster"
    write(core / "content" / "terms.py", CLASS)
    kinds = core / "content" / "kinds.py"
    insert(kinds, "from cluster.content.text_pages", "from cluster.content.terms import Term\n")
    insert(kinds, '    Kind(\n        name="page"', ROW)
    write(core / "pages" / "terms.py", PAGES)
    pages = core / "pages" / "all_pages.py"
    insert(pages, "\n\ndef pages_of(", "from cluster.pages.terms import pages_of_terms\n")
    insert(pages, "    pages_of_media,\n", "    pages_of_terms,\n")
    write(program / "hooks" / "cluster" / "templates" / "term.html", TEMPLATE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The miniature with a program that has the kind, and a term in three languages."""
    project = copy_of_miniature(tmp_path)
    add_terms(tmp_path)
    write(project / "docs" / "terms" / "etalon.md", TERM)
    write(
        project / "docs" / "terms" / "etalon.en.md",
        "---\ntitle: Etalon\nshort: Two mirrors.\n---\nA cavity of two mirrors.",
    )
    write(
        project / "docs" / "terms" / "etalon.de.md", "---\ntitle: Etalon-Filter\nshort: Zwei Spiegel.\n---\n"
    )
    return project


def build(project: Path) -> subprocess.CompletedProcess[str]:
    """Build with the copy of the program, not with the one under test."""
    return cluster(project, "build", PYTHONPATH=str(project.parent.parent / "hooks"))


def page(project: Path, address: str) -> str:
    return (project / "site" / address / "index.html").read_text(encoding="utf-8")


def test_a_kind_touches_at_most_five_files_of_the_program(tmp_path: Path) -> None:
    copy_of_miniature(tmp_path)
    before = files(tmp_path)

    add_terms(tmp_path)

    after = files(tmp_path)
    assert len([path for path in after if after[path] != before.get(path)]) <= 5
    assert before.keys() <= after.keys()


def test_an_item_of_a_new_kind_has_a_page_in_each_language_and_is_found_by_the_search(project: Path) -> None:
    done = build(project)

    assert done.returncode == 0, done.stderr
    assert "Rezonátor ze" in page(project, "terms/etalon")
    assert "A cavity of two mirrors." in page(project, "en/terms/etalon")
    assert "Zwei Spiegel." in page(project, "de/terms/etalon")
    index = json.loads((project / "site/en/search/search_index.json").read_text(encoding="utf-8"))
    assert [each["text"] for each in index["docs"] if each["location"] == "terms/etalon/"] == [
        "Two mirrors. A cavity of two mirrors."
    ]


def test_an_edit_of_its_text_changes_its_page_and_a_text_may_link_to_it(project: Path) -> None:
    build(project)
    write(project / "docs" / "terms" / "etalon.md", TERM.replace("Rezonátor", "Filtr"))
    write(project / "docs" / "mirrors.md", "---\ntitle: Zrcadla\n---\nViz [etalon](terms/etalon.md).")

    done = build(project)

    assert done.returncode == 0, done.stderr
    assert "Filtr ze" in page(project, "terms/etalon")
    assert 'href="../terms/etalon/"' in page(project, "mirrors")


def test_what_is_hidden_of_a_new_kind_is_in_no_file_and_cannot_be_linked_to(project: Path) -> None:
    secret = TERM.replace("Rezonátor", "Zatajovák")
    for name, line in (("draft", "draft: true"), ("later", "embargo: 2022-12-24")):
        path = project / "docs" / "terms" / f"secret-{name}.md"
        write(path, secret.replace("---\n", f"---\n{line}\n", 1))

    assert build(project).returncode == 0
    assert not [path for path, raw in files(project / "site").items() if "secret" in path or b"Zataj" in raw]

    links = "[a](terms/secret-draft.md)\n[b](terms/secret-later.md)"
    write(project / "docs" / "mirrors.md", f"---\ntitle: Zrcadla\n---\n{links}")
    assert build(project).stderr.splitlines()[1:-1] == [
        "docs/mirrors.md:4: the link 'terms/secret-draft.md' leads to a term that is a draft",
        "docs/mirrors.md:5: the link 'terms/secret-later.md' leads to a term that is not published before "
        "2022-12-24",
    ]


def test_what_is_wrong_with_an_item_of_a_new_kind_is_refused_with_its_line(project: Path) -> None:
    wrong = TERM.replace("pillars: [lenses]", "pillars: [lences]").replace("../about.md", "../abut.md")
    write(project / "docs" / "terms" / "wrong.md", wrong)
    write(project / "docs" / "terms" / "odd.md", TERM.replace("short:", "shrot:"))
    write(project / "docs" / "terms" / "etalon.en.md", "---\npillars: [lenses]\n---\n")

    done = build(project)

    assert done.returncode == 1
    assert done.stderr.splitlines()[1:-1] == [
        "docs/terms/etalon.en.md:2: "
        "'pillars' belongs in docs/terms/etalon.md; a translation has title and short only",
        "docs/terms/odd.md:2: term 'odd': missing 'short'",
        "docs/terms/odd.md:3: term 'odd': unknown field 'shrot'; did you mean 'short'?",
        "docs/terms/wrong.md:4: term 'wrong': unknown pillar 'lences'; did you mean 'lenses'?",
        "docs/terms/wrong.md:6: broken link '../abut.md': there is no page or file docs/abut.md; "
        "did you mean '../about.md'?",
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_that_editors_write_is_explained_under_it(kind: Kind) -> None:
    for cls in (each for each in kind.cls.__mro__ if issubclass(each, Item)):
        body = ast.parse(inspect.getsource(cls)).body[0].body  # type: ignore[attr-defined]
        explained = {
            field.target.id
            for field, text in pairwise(body)
            if isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
        }
        assert cls.__annotations__.keys() <= explained
