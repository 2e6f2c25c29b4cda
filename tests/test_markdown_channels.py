"""What texts are made of is good to read on pages, in feeds, in mail and in the search."""

import html
import re

import pytest
from cluster.build.load import read_site
from cluster.content.site import Site
from cluster.mail.letter import letter_of
from cluster.pages.search import entries_of
from cluster.reading.markdown import Converter
from support.sources import LANGUAGES, miniature, others
from support.versions import WORDS_BY_LANGUAGE, body, feed_items, pages, version_of

TEXT = """\
Program[^1]:
- [x] pozvánky <!-- utajené -->
- [ ] sál

<!--
utajené

také utajené -->

!!! tip
    Přijďte.

> [!WARNING]
> Je zima.

| Kdo | Kolik |
|---|--:|
| my | 1 |

[^1]: Poznámka <!-- utajené -->
"""

HEAD = {
    "docs/news/md.md": "---\ntitle: Ukázka\ndate: 2022-09-01\nsummary: S.\n---\n",
    "docs/news/md.en.md": "---\ntitle: Sample\nsummary: S.\n---\n",
    "docs/newsletter/2022-9.md": "---\ntitle: Ukázka\nnumber: 9\ndate: 2022-09-02\nsummary: S.\n---\n",
}


@pytest.fixture(scope="module")
def site() -> Site:
    """The miniature with TEXT as a news item in two languages, and as an edition of the newsletter."""
    added = {name: f"{head}{TEXT}".encode() for name, head in HEAD.items()}
    converter = Converter(words=WORDS_BY_LANGUAGE)
    return read_site({**miniature(), **added}, LANGUAGES, converter=converter, others=others())


def content_of_feed(site: Site, language: str = "cs") -> str:
    items = feed_items(version_of(site, language=language))
    [item] = [each for each in items if each.url.endswith("/news/md/")]
    return item.content


def editorial(site: Site) -> str:
    [edition] = [each for each in site.editions if each.id == "2022-9"]
    version = version_of(site)
    editorial = version.prose_of(edition.bodies)
    return letter_of(site.contents_of(edition, version.now), editorial, version).editorial


def test_comments_are_nowhere(site: Site) -> None:
    assert "utajené" not in repr(site)
    assert "<!--" not in content_of_feed(site) + editorial(site)


@pytest.mark.parametrize(
    ("language", "titles"),
    [("cs", ["Tip", "Upozornění"]), ("en", ["Tip", "Warning"]), ("de", ["Tip", "Warning"])],
)
def test_a_note_has_a_title_in_the_language_of_its_text(site: Site, language: str, titles: list[str]) -> None:
    page = body(version_of(site, language=language), "news/md/")  # Germans read the English text

    assert re.findall(r'class="admonition-title">(.*?)<', page) == titles


def test_feeds_and_mail_have_notes_tasks_and_footnotes_without_forms_and_ids(site: Site) -> None:
    for text in (content_of_feed(site), editorial(site)):
        assert "<p>Program<sup>[1]</sup>:</p>" in text
        assert "☑ pozvánky</li>" in text
        assert "☐ sál</li>" in text
        assert "<blockquote>\n<p><strong>Upozornění</strong></p>\n<p>Je zima.</p>\n</blockquote>" in text
        assert re.search(r"<ol>\n<li>\n<p>Poznámka</p>\n</li>\n</ol>", text)
        assert not re.search(r' id=|href="#|<input|role=|tabindex=', text)


def test_footnotes_of_two_texts_have_different_ids(site: Site) -> None:
    both = body(version_of(site), "news/md/") + body(version_of(site), "newsletter/2022-9/")
    ids = re.findall(r'id="(fn[^"]*)"', both)

    assert len(ids) == 4
    assert len(set(ids)) == 4
    assert set(re.findall(r'href="\x06?#(fn[^"]*)"', both)) == set(ids)


def test_the_links_of_footnotes_are_not_in_the_search(site: Site) -> None:
    version = version_of(site)
    entries = entries_of(pages(version)["news/md/"], body(version, "news/md/")).decode()

    assert "Program: pozvánky" in entries
    assert "↩" not in html.unescape(entries)
