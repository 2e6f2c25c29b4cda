"""Markdown as editors may write it."""

import pytest
from cluster.problems import Place
from cluster.reading.markdown import Converter, address_of
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

AT = Place("docs/news/x.md", 5)
SIGNS = st.text(alphabet='ab #=-_*[]()!`>.1\n\t|:<&\\"', max_size=60)


@given(SIGNS)
@settings(deadline=None)
def test_leaving_out_what_finds_headings_where_there_are_none_changes_nothing(text: str) -> None:
    whole = Markdown(extensions=["tables", "toc"])
    whole.preprocessors.deregister("html_block")
    whole.inlinePatterns.deregister("html")

    html, _ = Converter().convert(text, source="x.md", at=AT)

    if "(" not in text:  # links are ours
        assert html == whole.convert(text)


@pytest.mark.parametrize(
    ("written", "html", "target"),
    [
        ("../events/a.md", "\x01events/a/", "events/a.md"),
        ("../plan/index.md#goal", "\x01plan/#goal", "plan/index.md"),
        ("b.md", "\x01news/b/", "news/b.md"),
        ("../images/hall%20one.jpg", "\x05images/hall%20one.jpg", "images/hall one.jpg"),
        ("../events.ics", "\x01events.ics", None),
        ("#part", "\x06#part", "news/x.md"),
        ("https://a.example/x.md", "https://a.example/x.md", "https://a.example/x.md"),
        ("mailto:a@b.example", "mailto:a@b.example", None),
    ],
)
def test_a_link_leads_to_the_page_of_the_file_that_it_names(
    written: str, html: str, target: str | None
) -> None:
    made, mentions = Converter().convert(f"One\n\n[here]({written})", source="news/x.md", at=AT)

    assert f'href="{html}"' in made
    assert [(each.target, each.at) for each in mentions] == (
        [(target, Place("docs/news/x.md", 7))] if target else []
    )


def test_headings_can_be_linked_to() -> None:
    html, _ = Converter().convert("## Jak přijít\n\nPěšky.", source="x.md", at=AT)

    assert html.startswith('<h2 id="jak-prijit">')


@pytest.mark.parametrize(
    ("source", "address"),
    [("index.md", ""), ("about.md", "about/"), ("plan/index.md", "plan/"), ("news/a.md", "news/a/")],
)
def test_a_page_has_the_address_of_its_file(source: str, address: str) -> None:
    assert address_of(source) == address
