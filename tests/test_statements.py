"""Who publishes the site, what it does with visitors, whether all can use it: as far as that is known."""

from typing import Any

import lxml.html
from cluster.content.gaps import publisher, statements
from cluster.content.version import SiteVersion
from cluster.pages.slots import page_slots, site_slots
from support.sources import miniature, site_of
from support.statements import TEXTS
from support.versions import TODAY, body, pages, version_of

CLUSTER = miniature()["data/cluster.yaml"].decode()
EMAIL = "rada@cluster.example"
CONTACT = f"  email: {EMAIL}\n"
assert CONTACT in CLUSTER

LEGAL = """legal_name: Klastr Hranol, z.s.
registration_number: "01234567"
registered_in: {cs: Spolkový rejstřík, en: Register of associations}
server_logs: {cs: 'Adresu a čas, 30 dní.', en: 'Address and time, for 30 days.'}
"""


def version(
    cluster: str = CLUSTER, texts: dict[str, str | bytes] | None = None, language: str = "cs"
) -> SiteVersion:
    return version_of(site_of({"data/cluster.yaml": cluster, **(texts or {})}), language=language)


def legal(version: SiteVersion) -> list[str]:
    """What the footer says of the publisher."""
    spans = lxml.html.fromstring(f"<p>{site_slots(version, {}, (), {})['legal']}</p>")
    return [each.text_content().replace("\u00a0", " ") for each in spans]


def links(version: SiteVersion, address: str) -> list[tuple[str, str]]:
    """The statements to which the footer of a page leads."""
    slot = page_slots(pages(version)[address], version, "", (), {})["statements"]
    return [(a.get("href"), a.text_content()) for a in lxml.html.fromstring(f"<p>{slot}</p>").iter("a")]


def text(version: SiteVersion, address: str) -> str:
    content = lxml.html.fromstring(body(version, address)).text_content()
    return " ".join(content.replace("\u00a0", " ").split())


# ---- The footer -----------------------------------------------------------------------------------------


def test_the_footer_names_the_publisher_with_number_and_address() -> None:
    known = LEGAL + CLUSTER.replace(CONTACT, CONTACT + "  address: Sklářská 1, Přerov\n")

    assert legal(version(known)) == ["Klastr Hranol, z.s.", "IČO 01234567", "Sklářská 1, Přerov", EMAIL]


def test_the_footer_has_the_links_to_write_to_the_office_and_to_call_it() -> None:
    known = CLUSTER.replace(CONTACT, f"{CONTACT}  phone: '+420 123 456 789'\n")
    slot = site_slots(version(known), {}, (), {})["legal"]

    links = lxml.html.fromstring(f"<p>{slot}</p>").xpath("//a")
    assert [(each.get("href"), each.text) for each in links] == [
        (f"mailto:{EMAIL}", EMAIL),
        ("tel:+420123456789", "+420 123 456 789"),
    ]


def test_the_footer_of_a_cluster_with_a_name_alone_says_that_and_nothing_else() -> None:
    assert legal(version(CLUSTER.replace(CONTACT, ""))) == ["Klastr Hranol"]


def test_the_footer_leads_to_the_statements_that_have_a_text() -> None:
    with_texts = version(texts=TEXTS)

    assert links(with_texts, "about/") == [
        ("../accessibility/", "Přístupnost"),
        ("../privacy/", "Soukromí"),
        ("../imprint/", "Vydavatel"),
    ]
    assert links(version(texts={"docs/privacy.md": TEXTS["docs/privacy.md"]}), "") == [
        ("./privacy/", "Soukromí")
    ]


def test_without_such_texts_there_are_neither_links_nor_pages() -> None:
    assert links(version(), "about/") == []
    assert not {"accessibility/", "privacy/", "imprint/"} & pages(version()).keys()


# ---- The pages ------------------------------------------------------------------------------------------


def test_the_imprint_has_the_facts_of_the_data_and_the_text() -> None:
    said = text(version(LEGAL + CLUSTER, TEXTS), "imprint/")

    for fact in ("Klastr Hranol, z.s.", "01234567", "Spolkový rejstřík", "rada@cluster.example", "Kdo jsme."):
        assert fact in said


def test_what_the_server_records_is_told_only_if_it_is_known() -> None:
    known, unknown = (text(version(cluster, TEXTS), "privacy/") for cluster in (LEGAL + CLUSTER, CLUSTER))

    assert "Co zaznamenává webový server Adresu a čas, 30 dní." in known
    assert "server" not in unknown


def test_whoever_meets_a_barrier_is_given_an_address_only_if_there_is_one() -> None:
    assert "rada@cluster.example" in text(version(texts=TEXTS), "accessibility/")
    assert "Narazili" not in text(version(CLUSTER.replace(CONTACT, ""), TEXTS), "accessibility/")


def test_a_statement_is_read_in_the_language_that_it_has() -> None:
    assert "Wir verfolgen niemanden." in text(version(texts=TEXTS, language="de"), "privacy/")
    assert "Nic nesledujeme." in text(version(texts=TEXTS, language="en"), "privacy/")
    assert pages(version(texts=TEXTS, language="en"))["privacy/"].is_fallback


def test_a_statement_without_a_title_has_one_of_the_program() -> None:
    untitled = version(texts={"docs/privacy.md": "Nic nesledujeme.\n"})

    assert links(untitled, "") == [("./privacy/", "Ochrana soukromí")]
    assert str(pages(untitled)["privacy/"].title) == "Ochrana soukromí"


# ---- The office -----------------------------------------------------------------------------------------


def test_the_office_is_told_what_the_footer_and_the_pages_do_not_say() -> None:
    bare = site_of({"data/cluster.yaml": CLUSTER.replace(CONTACT, ""), **TEXTS})

    assert [*publisher(bare, TODAY), *statements(bare, TODAY)] == [
        "The footer does not say who publishes the site: "
        "write 'legal_name: …' and 'registration_number: …' in data/cluster.yaml.",
        "/privacy/ does not say what the web server records: write 'server_logs: …' in data/cluster.yaml.",
    ]


def test_the_office_is_told_which_texts_are_missing() -> None:
    site = site_of({"data/cluster.yaml": LEGAL + CLUSTER, "docs/privacy.md": "Nic.\n"})

    assert next(statements(site, TODAY)) == (
        "The footer leads to no statement on the site itself: "
        "write docs/accessibility.md and docs/imprint.md."
    )
    assert [*publisher(site, TODAY)] == []


# ---- What the pages promise -----------------------------------------------------------------------------


def test_a_visit_leaves_nothing_in_the_browser(visit: Any) -> None:
    page = visit("events/")
    page.wait_for_load_state("networkidle")

    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.faults == []


def test_the_menu_of_a_phone_is_used_with_the_keyboard_alone(visit: Any) -> None:
    page = visit("", viewport={"width": 360, "height": 740})

    page.focus(".drawer summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    named = page.evaluate("document.activeElement.href")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url("**/plan/")
    assert named.endswith("/")
