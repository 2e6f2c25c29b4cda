"""What is not known: left out for visitors, and named to the office with the line to write."""

import re

import pytest
from cluster.content.gaps import GAPS, gaps_of
from cluster.content.general_texts import GENERAL
from cluster.content.version import SiteVersion
from cluster.feeds.subscriptions import channels_of
from lxml.html import HtmlElement, fromstring
from support.pages import text_of
from support.sources import miniature, others, read, site_of
from support.versions import TODAY, body, pages, version_of, version_on

CLUSTER = miniature()["data/cluster.yaml"].decode()


def page(version: SiteVersion, address: str) -> HtmlElement:
    return fromstring(body(version, address))


def without(key: str, text: str = CLUSTER) -> str:
    """The cluster without a key of the first level."""
    return re.sub(rf"^{key}:.*\n(?:[ #].*\n|\n)*", "", text, flags=re.M)


def gaps(cluster: str = CLUSTER, changes: dict[str, str | bytes] | None = None) -> list[str]:
    return gaps_of(site_of({"data/cluster.yaml": cluster, **(changes or {})}), TODAY)


def test_the_way_to_reach_the_cluster_comes_first() -> None:
    first = gaps(without("contact"))[0]

    assert first == (
        "/contact/ does not say how to reach the cluster: write 'email: office@…', 'phone: +…' "
        "and 'address: …' under 'contact' in data/cluster.yaml."
    )


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("organs: [{id: board, title: Rada, seats: 7}]", "/about/ names 0 of the 7 members of 'board'"),
        (
            "organs: [{id: board, title: Rada, seats: 2, people: [{name: A, role: B}, {name: C, role: D}]}]",
            "",
        ),
        ("organs: [{id: board, title: Rada}]", ""),
    ],
)
def test_the_missing_members_of_a_board_are_counted(more: str, line: str) -> None:
    found = [each for each in gaps(f"{without('organs')}{more}\n") if each.startswith("/about/")]

    assert [each[: len(line)] for each in found] == ([line] if line else [])


def test_a_newsletter_that_nobody_can_subscribe_to_is_named() -> None:
    start = "/subscribe/ does not say how to get the newsletter by e-mail"

    assert not any(each.startswith(start) for each in gaps())
    assert any(
        each.startswith(start) for each in gaps(without("mailing") + "mailing: {host: mail.example}\n")
    )


def general(claim: str, lead: str) -> list[str]:
    """The gaps of a home page that says what any cluster could say."""
    texts = f"claim: {claim}\nlead: {lead}\n"
    return [each for each in gaps(without("claim", without("lead")) + texts) if "any cluster" in each]


def test_texts_that_a_new_site_begins_with_are_to_be_replaced() -> None:
    claim, lead = (GENERAL[key] for key in ("claim", "lead"))

    assert general(claim["cs"], lead["cs"]) == [
        "The home page says what any cluster could say: "
        "write your own 'claim' and 'lead' in data/cluster.yaml."
    ]
    assert general(f"{{cs: Vlastní, en: '{claim['en']}'}}", "Vlastní")  # in one language only
    assert not general("Vlastní", "Vlastní")


def test_what_is_written_is_no_gap() -> None:
    known = "licence: https://licence.example/\n"

    assert any("licence:" in each for each in gaps(without("licence")))
    assert not any("licence:" in each for each in gaps(without("licence") + known))


def test_many_things_are_counted_and_the_first_named() -> None:
    news = {
        f"docs/news/n{day}.md": f"---\ntitle: N{day}\nsummary: N.\ndate: 2022-05-{day:02}\n---\n"
        for day in range(1, 9)
    }
    [line] = [each for each in gaps(changes={**news}) if "picture" in each]

    assert re.match(r"\d+ news items have no picture: ", line)
    assert line.endswith(" more. Write 'image: {file: news/….jpg, alt: …}' in docs/news/<id>.md.")


def test_members_that_are_not_on_the_map_are_named() -> None:
    members = miniature()["data/members.yaml"].decode()
    more = "".join(
        f"  - {{id: {id}, name: {id}, kind: company, town: {town}}}\n"
        for id, town in {"near": "Přerov", "far": "Aš"}.items()
    )
    [line] = [each for each in gaps(changes={"data/members.yaml": members + more}) if "map" in each]

    assert line == ("1 member is not on the map: far. Write 'coordinates: 50.85, 4.35' in data/members.yaml.")


def test_all_that_a_page_about_joining_needs_is_told_at_once() -> None:
    [line] = [each for each in gaps(without("joining", without("join"))) if "become a member" in each]

    assert line == (
        "Nothing says how to become a member: write 'join: …' in data/cluster.yaml, "
        "and in its 'joining': who, steps, fee."
    )


def test_a_pillar_that_a_member_leads_still_names_nobody() -> None:
    members = miniature()["data/members.yaml"].decode()
    leader = "  - {id: l, name: L, kind: company, pillars: [lenses], guarantor_of: [lenses]}\n"
    [line] = [each for each in gaps(changes={"data/members.yaml": members + leader}) if "guarantors" in each]

    assert re.match(r"\d pillars name nobody who is their guarantor: .*\blenses\b", line)


def test_each_gap_is_told_of_a_cluster_of_which_little_is_known() -> None:
    plan = miniature()["data/plan.yaml"].decode()
    bare = CLUSTER
    for key in ("contact", "join", "joining", "mailing", "licence", "organs", "awards", "claim"):
        bare = without(key, bare)
    bare += f"claim: {GENERAL['claim']['cs']}\n"
    bare += "organs: [{id: board, title: Rada, seats: 7}]\nawards: [{id: l, kind: label, title: L}]\n"
    services = "services: [{id: s, title: S, what: S.}]\n"
    members = miniature()["data/members.yaml"].decode().replace("coordinates:", "# coordinates:")
    site = site_of(
        {
            "data/cluster.yaml": bare,
            "data/plan.yaml": plan,
            "data/services.yaml": services,
            "data/members.yaml": members,
        }
    )

    silent = [gap.__name__ for gap in GAPS if not list(gap(site, TODAY))]

    assert set(silent) <= {"media_contact", "guarantors"}


def test_a_pillar_names_the_working_groups_that_work_for_it() -> None:
    plan = miniature()["data/plan.yaml"].decode()
    plan = plan.replace(
        "de: Spektroskopie}, state: planned}", "de: Spektroskopie}, state: planned, pillars: [lenses]}"
    )
    made = version_on(TODAY, {"data/plan.yaml": plan})

    named = {
        each: page(made, f"pillars/{each}/").xpath("//section[@aria-labelledby='working-groups']//a/text()")
        for each in ("lenses", "mirrors")
    }

    assert named == {"lenses": ["Spektroskopie"], "mirrors": []}


def test_a_pillar_without_guarantors_says_nothing_of_them() -> None:
    plan = miniature()["data/plan.yaml"].decode()
    named = plan.replace(
        "  - id: lenses\n", "  - id: lenses\n    guarantors: [{name: Jan Čočka, role: garant}]\n"
    )

    facts = {
        text: page(version_on(changes={"data/plan.yaml": text}), "pillars/lenses/").xpath("//aside//dl")
        for text in (plan, named)
    }

    assert facts[plan] == []  # nothing else is known of it either
    assert "Jan Čočka" in text_of(facts[named][0])


@pytest.mark.parametrize(
    ("contact", "is_offered"),
    [("contact: {people: [{name: A, role: B}]}", False), ("contact: {phone: +420 123 456 789}", True)],
)
def test_a_button_leads_to_the_contacts_only_if_they_say_how_to_write_or_to_call(
    contact: str, is_offered: bool
) -> None:
    cluster = f"{without('joining', without('contact'))}{contact}\n"
    if "\njoin:" not in cluster:
        cluster += "join: Napište nám.\n"

    html = body(version_on(changes={"data/cluster.yaml": cluster}), "join/")

    assert ('class="button" href="\x01contact/"' in html) == is_offered


LISTS = {"plan/changes/": "plan/", "newsletter/": "", "news/tags/workshops/": "news/"}


def with_no_lists() -> SiteVersion:
    """The miniature without changes to the plan, newsletters and tags of news."""
    left_out = ("data/changes.yaml", "docs/newsletter/")
    files = {path: each for path, each in miniature().items() if not path.startswith(left_out)}
    news = "docs/news/light-day-report.md"
    files[news] = re.sub(rb"^tags: .*\n", b"", files[news], flags=re.M)
    return version_of(read(files, others()))


def test_lists_are_built_and_linked_once_there_is_something_in_them() -> None:
    full, empty = version_on(), with_no_lists()

    assert LISTS.keys() <= pages(full).keys() & full.site.addresses
    assert not LISTS.keys() & (pages(empty).keys() | empty.site.addresses)
    assert "plan/changes/" in body(full, "plan/")
    assert "plan/changes/" not in body(empty, "plan/")


def test_the_feed_of_a_list_that_is_not_built_leads_to_the_next_wider_page() -> None:
    page_of = {each.folder: each.page for each in channels_of(with_no_lists())}

    assert {folder: page_of[folder] for folder in LISTS} == LISTS


def test_a_text_for_the_newsletter_is_shown_before_its_first_edition() -> None:
    text = {"docs/newsletter/index.md": b"---\ntitle: Zpravodaj\n---\nVyjde v lednu.\n"}
    files = {path: each for path, each in miniature().items() if not path.startswith("docs/newsletter/")}

    assert "Zatím nevyšlo" in body(version_of(read(files | text, others())), "newsletter/")
