"""What the pages of pillars, groups, news and for the media show, and what they leave out."""

import lxml.html
import pytest
from cluster.links import to
from support.pages import text_of
from support.sources import miniature
from support.versions import body, version_on

POST = """---
title: Zpráva
date: 2022-09-03
summary: Přišlo čtyřicet lidí.
tags: [workshops, awards]
pillars: [lenses, mirrors]
---
{}
"""


def shown(address: str, changes: dict[str, str | bytes] | None = None) -> lxml.html.HtmlElement:
    """A page of the miniature with some files replaced."""
    return lxml.html.fromstring(f"<main>{body(version_on(changes=changes), address)}</main>")


def texts(page: lxml.html.HtmlElement, path: str) -> list[str]:
    return [text_of(each) for each in page.xpath(path)]


def test_an_event_names_the_members_at_whose_place_it_is_with_links() -> None:
    event = miniature()["docs/events/light-day.md"].replace(b"---\n", b"---\nmembers: [lupa]\n", 1)
    page = shown("events/light-day/", {"docs/events/light-day.md": event})

    assert page.xpath("//dt[.='Členové']/following-sibling::dd/a/@href") == [to("members/lupa/")]


@pytest.mark.parametrize(
    ("text", "is_shown"),
    [("Přišlo čtyřicet lidí ve 14 hodin.", False), ("Přišlo čtyřicet lidí.", True)],
)
def test_a_summary_with_a_number_that_the_text_lacks_is_shown(text: str, is_shown: bool) -> None:
    post = POST.replace("lidí.", "lidí ve 14 hodin.").format(text)
    page = shown("news/day/", {"docs/news/day.md": post})

    assert ("ve 14 hodin" in text_of(page).replace(text, "")) is is_shown


MEETING = """---
title: {title}
when: 2022-11-25
kind: general-assembly
{more}
---
{text}"""


def meeting(title: str = "Setkání", more: str = "", text: str = "") -> dict[str, str | bytes]:
    return {"docs/events/meeting.md": MEETING.format(title=title, more=more, text=text)}


@pytest.mark.parametrize(
    ("title", "on_page", "in_list"),
    [
        ("Členská schůze", ["h1"], ["a"]),
        ("členská schůze", ["h1"], ["a"]),
        ("Setkání v Přerově", ["p", "a"], ["span"]),
    ],
)
def test_an_event_that_has_the_name_of_its_kind_says_it_once(
    title: str, on_page: list[str], in_list: list[str]
) -> None:
    changes = meeting(title)
    page = shown("events/meeting/", changes)
    [row] = shown("events/", changes).xpath("//li[@data-id='meeting']")

    for part, tags in ((page, on_page), (row, in_list)):
        said = [each.tag for each in part.iter() if text_of(each).casefold() == "členská schůze"]
        assert [tag for tag in said if tag not in {"dd", "h3", "h4"}] == tags


@pytest.mark.parametrize(
    ("changes", "is_single"),
    [
        (meeting(), True),
        (meeting(more="outcome: {attendance: 40}"), True),
        (meeting(more="sources: [https://example.com/]"), True),
        (meeting(more="outcome: {text: Schválili jsme plán.}"), False),
        (meeting(more="programme: [{title: Volby}]"), False),
        (meeting(text="Sejdeme se.\n"), False),
    ],
)
def test_the_facts_of_an_event_stand_in_a_row_if_nothing_stands_beside_them(
    changes: dict[str, str | bytes], is_single: bool
) -> None:
    page = shown("events/meeting/", changes)

    assert bool(page.xpath("//*[contains(@class, 'columns--single')]")) == is_single


# ---- Rows ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("news/", ["Čočky", "Zrcadla", "Workshopy", "Ocenění"]),
        ("news/pillars/lenses/", ["Zrcadla", "Workshopy", "Ocenění"]),
        ("news/tags/awards/", ["Čočky", "Zrcadla", "Workshopy"]),
    ],
)
def test_a_list_on_a_subject_does_not_name_it_again_in_each_row(address: str, links: list[str]) -> None:
    page = shown(address, {"docs/news/both.md": POST.format("")})
    [row] = page.xpath("//li[.//h3='Zpráva']")

    assert texts(row, ".//a[contains(@class, 'tag')]") == links


def test_the_page_of_a_pillar_names_with_its_events_only_other_pillars() -> None:
    both = "---\ntitle: Setkání\nwhen: 2022-10-25\nkind: meeting\npillars: [lenses, mirrors]\n---\n"
    page = shown("pillars/lenses/", {"docs/events/both.md": both})
    [row] = page.xpath("//li[@data-id='both']")

    assert texts(row, ".//a[contains(@class, 'tag')]") == ["Zrcadla"]
    assert set(texts(page, "//li//a[contains(@class, 'tag')]")) == {"Zrcadla"}


# ---- News ---------------------------------------------------------------------------------------------


def test_news_are_chosen_in_a_fold_by_what_some_of_them_share_and_others_do_not() -> None:
    fold = "//details[contains(@class, 'choice')]"
    others = {"docs/news/both.md": POST.format("")}
    alike = {f"docs/news/{name}.md": POST.format("") for name in ("old-news", "signs")}

    assert texts(shown("news/"), f"{fold}//a") == ["Čočky 1", "Workshopy 1"]
    assert texts(shown("news/", others), f"{fold}//a") == ["Čočky 2", "Zrcadla 1", "Workshopy 2", "Ocenění 1"]
    assert texts(shown("news/", alike), f"{fold}//a") == ["Zrcadla 2", "Ocenění 2"], "all are on lenses"
    assert not shown("news/").xpath(f"{fold}/@open")


def test_from_the_news_of_a_subject_one_link_leads_to_all() -> None:
    [back] = shown("news/tags/workshops/").xpath("//a[text()='Všechny aktuality']")
    assert back.get("href").endswith("news/")
    assert not shown("news/").xpath("//a[text()='Všechny aktuality']")


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Přišlo čtyřicet lidí.", []),
        ("Na setkání *přišlo* přes čtyřicet lidí z celé země.", []),
        ("Čtyřiceti lidem, kteří přišli, svítilo slunce.", []),
        ("Klastr děkuje všem.", ["Přišlo čtyřicet lidí."]),
        ("Klastr děkuje všem.\n\nPřišlo čtyřicet lidí.", ["Přišlo čtyřicet lidí."]),
        ("Přišlo pět set lidí z celé země.", ["Přišlo čtyřicet lidí."]),
        ("Přijelo čtyřicet mluvčích.\n\nPřišlo čtyřicet lidí.", ["Přišlo čtyřicet lidí."]),
        ("", ["Přišlo čtyřicet lidí."]),
    ],
)
def test_a_news_item_says_its_summary_above_a_text_that_does_not_begin_with_it(
    text: str, leads: list[str]
) -> None:
    page = shown("news/both/", {"docs/news/both.md": POST.format(text)})

    assert texts(page, "//p[@class='lead']") == leads
    assert bool(page.xpath("//*[contains(@class, 'prose--led')]")) == (not leads)


def test_of_a_summary_nothing_is_left_out_that_the_text_does_not_say() -> None:
    more = POST.replace("lidí.", "lidí. Příště pojedeme vlakem do Drážďan na veletrh čoček.")
    page = shown("news/both/", {"docs/news/both.md": more.format("Přišlo čtyřicet lidí.")})

    assert len(page.xpath("//p[@class='lead']")) == 1


def test_beside_a_news_item_stands_what_it_is_about_with_its_event_and_whom_the_media_ask() -> None:
    [side] = shown("news/light-day-report/").xpath("//aside")

    assert texts(side, ".//dt") == ["Pilíř", "Témata", "Akce", "V akčním plánu", "Kontakt pro média"]
    assert "tisk@cluster.example" in text_of(side)
    assert "Sdílení" in text_of(side)


# ---- For the media ------------------------------------------------------------------------------------


def test_the_media_find_whom_to_ask_at_the_top_and_see_a_logo_before_they_download_it() -> None:
    page = shown("press/")
    [contact] = page.xpath("//header//*[contains(., 'Kontakt pro média')][a]")
    [logo] = page.xpath("//section[@aria-labelledby='logos']//li")

    assert "Anna Nováková, předsedkyně" in text_of(contact)
    assert contact.xpath("a/@href") == ["mailto:tisk@cluster.example"]
    assert texts(logo, ".//a[@download]") == ["Stáhnout logo-dark.svg"]
    assert len({*logo.xpath(".//img/@src"), *logo.xpath(".//a/@href")}) == 1
    assert texts(page, "//strong") == ["Kontakt pro média", "5"]


def test_without_a_media_contact_nothing_promises_one() -> None:
    data = miniature()["data/cluster.yaml"].decode()
    [line] = [each for each in data.splitlines() if each.startswith("  contact: {") and "tisk@" in each]
    changes = {"data/cluster.yaml": data.replace(f"{line}\n", "")}

    for address in ("press/", "news/light-day-report/"):
        assert "Kontakt pro média" not in text_of(shown(address, changes))


# ---- Working groups -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "evidence", "said"),
    [
        ("planned", False, []),
        ("planned", True, []),
        ("active", False, []),
        ("active", True, ["pracuje"]),
        ("closed", False, ["ukončená"]),
    ],
)
def test_a_group_is_said_to_be_in_no_state_that_its_status_contradicts(
    state: str, evidence: bool, said: list[str]
) -> None:
    plan = miniature()["data/plan.yaml"].decode().replace("state: planned", f"state: {state}")
    fulfils = "spectroscopy" if evidence else "workshops"
    meeting = f"---\ntitle: Schůzka\nwhen: 2022-10-20\nkind: meeting\nfulfils: [{fulfils}]\n---\n"
    changes = {"data/plan.yaml": plan, "docs/events/meeting.md": meeting}

    assert (
        texts(shown("working-groups/spectroscopy/", changes), "//dt[.='Stav']/following-sibling::dd") == said
    )
    assert texts(shown("pillars/", changes), "//li[contains(@class, 'row--plain')]//*[@class='meta']") == said
