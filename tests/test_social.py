"""Drafts for social networks: within their limits, with a mark that tells from where a reader came."""

from unicodedata import normalize
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from cluster.content.version import SiteVersion
from cluster.pages.sharing import NETWORKS, drafts_of, ways_to_share
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.sources import site_of
from support.versions import HOME, version_of


def version(language: str = "cs", title: str = "", summary: str = "") -> SiteVersion:
    changes: dict[str, str | bytes] = {}
    if title:
        head = f"title: {_quoted(title)}\ndate: 2022-10-01\nsummary: {_quoted(summary)}"
        changes["docs/news/any.md"] = f"---\n{head}\n---\n"
    return version_of(site_of(changes), language=language)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def drafts(of: SiteVersion, id: str) -> dict[str, str]:
    event = of.site.event(id)
    thing = of.site.post(id) or (of.entry_of(event) if event else None)
    assert thing is not None
    return {each.network: each.text for each in drafts_of(thing, of)}


def test_there_is_a_draft_for_each_network_with_its_own_mark() -> None:
    made = drafts(version(), "light-day-report")

    assert list(made) == list(NETWORKS)
    assert made["LinkedIn"] == (
        "Den světla se vydařil\n\nPřišlo čtyřicet lidí a svítilo slunce.\n\n"
        f"{HOME}news/light-day-report/"
        "?utm_source=linkedin&utm_medium=social&utm_campaign=news-light-day-report"
    )
    assert made["X"].endswith("?utm_source=x&utm_medium=social&utm_campaign=news-light-day-report")


def test_a_draft_of_an_event_says_when_and_where_it_is() -> None:
    made = drafts(version("en"), "light-day")

    assert "1 September 2022" in made["Facebook"]
    assert "Olomouc" in made["Facebook"]
    assert "utm_campaign=event-light-day" in made["Facebook"]
    assert f"{HOME}en/events/light-day/" in made["Facebook"]


def as_x_counts(text: str) -> int:
    """The length of a post by X's published rules: in NFC, an address is 23."""
    text, _, _ = text.rpartition("https://")
    light = [range(0, 4352), range(8192, 8206), range(8208, 8224), range(8242, 8248)]
    signs = normalize("NFC", text)
    return 23 + sum(1 if any(ord(sign) in each for each in light) else 2 for sign in signs)


TEXTS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp", "Cf")), max_size=400)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(title=TEXTS, summary=TEXTS)
@example(title="x" * 500, summary="y")
@example(title="🔭" * 200, summary="שלום " * 60)
@example(title="slovo " * 60, summary="další " * 700)
@settings(deadline=None, max_examples=60)
def test_whatever_is_written_no_draft_is_longer_than_its_network_allows(title: str, summary: str) -> None:
    of = version(title=title, summary=summary)
    post = of.site.post("any")
    assert post is not None

    for draft in drafts_of(post, of):
        assert draft.length <= draft.most == NETWORKS[draft.network]
        assert draft.text.endswith(
            f"utm_source={draft.network.lower()}&utm_medium=social&utm_campaign=news-any"
        )
        if draft.network == "X":
            assert as_x_counts(draft.text) == draft.length
        elif draft.network == "Mastodon":
            text, _, _ = draft.text.rpartition("https://")
            assert len(text) + 23 <= draft.length
        else:
            assert len(draft.text.encode("utf-16-le")) // 2 == draft.length


def test_a_text_that_is_too_long_ends_with_a_whole_word() -> None:
    made = drafts(version(title="Titulek", summary="předlouhé " * 60), "any")

    said, _, _ = made["X"].partition("\n\nhttps://")
    assert said.endswith(" předlouhé…")
    assert len(said) > 230


@pytest.mark.parametrize(
    ("name", "host", "asked"),
    [
        ("LinkedIn", "www.linkedin.com", {"url": [f"{HOME}news/light-day-report/"]}),
        ("Facebook", "www.facebook.com", {"u": [f"{HOME}news/light-day-report/"]}),
        ("X", "x.com", {"text": ["Den světla se vydařil"], "url": [f"{HOME}news/light-day-report/"]}),
    ],
)
def test_a_reader_passes_a_page_on_by_a_plain_link(name: str, host: str, asked: dict[str, list[str]]) -> None:
    of = version()
    post = of.site.post("light-day-report")
    assert post is not None
    ways = {way.name: way.url for way in ways_to_share(post, of)}

    assert urlsplit(ways[name]).hostname == host
    assert parse_qs(urlsplit(ways[name]).query) == asked
    assert unquote(ways["E-mail"]) == (
        f"mailto:?subject=Den světla se vydařil&body=Den světla se vydařil\n{HOME}news/light-day-report/"
    )
