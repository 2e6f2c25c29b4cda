"""What members put on their own websites."""

import json
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
from cluster.data.member_kit import BADGES, badge
from support.sources import site_of
from support.versions import HOME, version_on


@pytest.mark.parametrize("language", ["", "en/", "de/"])
def test_a_members_data_say_what_its_page_says(miniature: Path, language: str) -> None:
    data = json.loads((miniature / language / "members/lupa/member.json").read_bytes())
    page = lxml.html.document_fromstring((miniature / language / "members/lupa/index.html").read_bytes())

    assert data["page"] == f"{HOME}{language}members/lupa/"
    assert data["homepage"] == "https://lupa.example/"
    for kind in ("equipment", "events", "news"):
        section = page.xpath(f"//section[@aria-labelledby='its-{kind}']")
        titles = (
            [" ".join(each.text_content().split()) for each in section[0].xpath(".//h3")] if section else []
        )
        assert sorted(each["title"] for each in data[kind]) == sorted(titles), kind


def test_in_a_frame_all_links_are_absolute_and_leave_the_frame(miniature: Path) -> None:
    page = lxml.html.document_fromstring((miniature / "en/members/lupa/embed.html").read_bytes())

    links = page.xpath("//body//a")
    assert len(links) > 2
    assert all(each.get("href").startswith(f"{HOME}en/") and each.get("target") == "_top" for each in links)
    assert page.xpath("//h1")[0].text_content() == "Lupa"
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_former_member_has_nothing_for_its_website(miniature: Path) -> None:
    assert (miniature / "members/shadow/index.html").exists()
    assert not list((miniature / "members/shadow").glob("*.json")) + list(
        (miniature / "members/shadow").glob("e*")
    )


@pytest.mark.parametrize("name", BADGES)
@pytest.mark.parametrize("language", ["cs", "en", "de"])
def test_a_badge_is_a_drawing_that_says_whose_member_it_is(name: str, language: str) -> None:
    version = version_on(language=language)

    drawing = lxml.etree.fromstring(badge(name, version))

    texts = [each.text for each in drawing.iter("{*}text")]
    assert texts == [version.words["badge_member_of"], version.name]
    assert float(drawing.get("width", "0")) > float(drawing.findall("{*}text")[1].get("textLength", "0"))


def test_a_text_may_link_to_what_members_use() -> None:
    files = (
        "members/badge.svg",
        "members/lupa/embed.html",
        "members/lupa/member.json",
        "equipment/equipment.csv",
    )
    links = " ".join(f"[x](/{each})" for each in files)

    site_of({"docs/mirrors.md": f"---\ntitle: Zrcadla\n---\n{links}\n"})
