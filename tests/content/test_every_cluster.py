"""What must hold for the data and texts of any cluster, whatever they say."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
import lxml.html
import pytest
from cluster.build.addresses_file import recorded_in
from cluster.build.build_file import BUILD_FILE
from cluster.checks.redirects import ADDRESSES, addresses_are_kept, redirects_are_valid
from cluster.content.equipment import Equipment
from cluster.content.members import Member
from cluster.content.old_addresses import OldAddresses
from icalendar import Calendar
from support.browser import languages, shortcomings
from support.builds import ROOT, different, files
from support.command_line import built
from support.own_project import HOME, LANGUAGES, MOMENT, PREFIXES, own_site
from support.pages import (
    broken_links,
    framed_pages,
    html_pages,
    kind_of,
    one_of_each_kind,
    text_of,
    wrong_alternates,
)

SCREENS = [
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
]

LEADING_ON = "//meta[@http-equiv='refresh']"


def test_no_link_leads_nowhere(site: Path) -> None:
    assert list(broken_links(site, HOME)) == []


def test_every_page_names_its_other_languages_and_they_name_it(site: Path) -> None:
    assert list(wrong_alternates(site, HOME)) == []


def test_every_page_exists_in_every_language(site: Path) -> None:
    pages = {path: page for path, page in html_pages(site).items() if not page.xpath(LEADING_ON)}
    found = {path: page.get("lang") for path, page in pages.items() if not path.endswith("404.html")}
    own = [path for path in found if not path.startswith(tuple(PREFIXES[1:]))]

    assert found == {
        prefix + path: language
        for prefix, language in zip(PREFIXES, LANGUAGES.all, strict=True)
        for path in own
    }


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_entry_of_the_calendar_has_a_day_and_a_page(site: Path, prefix: str) -> None:
    entries = Calendar.from_ical((site / f"{prefix}events.ics").read_bytes()).walk("VEVENT")

    assert len({str(each["uid"]) for each in entries}) == len(entries)
    for each in entries:
        assert isinstance(each["dtstart"].dt, date)
        if "url" in each:
            assert str(each["url"]).startswith(HOME)
            assert (site / str(each["url"]).removeprefix(HOME) / "index.html").is_file()


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_feed_is_read_without_complaint_and_its_links_lead_somewhere(site: Path, prefix: str) -> None:
    feed = feedparser.parse((site / f"{prefix}rss.xml").read_bytes())

    assert not feed.bozo
    for entry in feed.entries:
        inside = lxml.html.fromstring(f"<div>{entry.content[0].value}</div>").xpath("//a/@href")
        for link in (entry.link, *(each for each in inside if each.startswith(HOME))):
            path = site / unquote(urlsplit(link).path).lstrip("/")
            assert path.is_file() or (path / "index.html").is_file(), link
    published = [entry.published_parsed for entry in feed.entries]
    assert published == sorted(published, reverse=True)


def test_the_command_line_builds_the_same_bytes_as_mkdocs(site: Path, tmp_path: Path) -> None:
    for name in ("data", "docs", "hooks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", ADDRESSES):
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, tmp_path)

    # which names the commit of the repository
    assert different(built(tmp_path, SOURCE_DATE_EPOCH=MOMENT), files(site)) in ([], [BUILD_FILE])


def test_every_address_that_was_published_is_still_there_or_leads_on(site: Path) -> None:
    recorded, problems = recorded_in(ROOT)
    whole = replace(own_site(), recorded=recorded)
    known = OldAddresses(whole)
    published = {path.removesuffix("index.html") for path in files(site)}
    pages = [each.path for each in recorded if each.path.endswith("/")]

    assert [*problems, *addresses_are_kept(whole), *redirects_are_valid(whole)] == []
    missing = [known.parts(each) for each in pages if each not in published]
    unknown = [each for each in missing if not known.exists(each)]
    assert [each for each in unknown if getattr(known.redirect_of(each), "to", "") != "gone"] == []


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize(("folder", "cls"), [("members", Member), ("equipment", Equipment)])
def test_each_number_of_a_list_is_that_of_its_entries(
    site: Path, prefix: str, folder: str, cls: type[Any]
) -> None:
    path = site / f"{prefix}{folder}/index.html"
    listed = own_site().of(cls)
    if not path.exists():  # a cluster may have no such list
        assert listed == ()
        return
    page = lxml.html.document_fromstring(path.read_bytes())
    entries = page.xpath("//li[@class='entry']")
    moment = datetime.fromtimestamp(int(MOMENT), UTC)
    public = own_site().as_of(moment).of(cls)

    assert len(entries) == sum(cls is Equipment or each.is_one(moment.date()) for each in public)
    for select in page.xpath("//form//select"):
        values = Counter(
            value for each in entries for value in each.get(f"data-{select.get('name')}", "").split()
        )
        shown = {each.get("value"): each.text.split("(")[-1].rstrip(")") for each in select[1:]}
        assert shown == {value: str(values[value]) for value in shown}
    for number, pillar in zip(page.xpath("//tfoot//td/text()"), page.xpath("//thead//a/@href"), strict=True):
        id = pillar.rstrip("/").rpartition("/")[2]
        assert int(number) == sum(id in each.get("data-pillar", "").split() for each in entries)
    grades = page.xpath("//section[@aria-labelledby='grades']//*[@class='quiet' or @class='fine']")
    assert not grades or sum(int(re.sub(r"\D", "", text_of(each))) for each in grades) == len(entries)


def test_a_page_of_each_kind_serves_everybody(visit: Any, site: Path, address: str) -> None:
    pages = [address + path for path in one_of_each_kind(site).values()]

    assert shortcomings(visit(""), pages, SCREENS) == {}


def test_a_visit_leaves_no_cookie_and_only_the_choice_of_light_or_dark(visit: Any) -> None:
    page = visit("")
    page.locator("[data-md-component=palette] label:visible").first.click()
    page.wait_for_load_state("networkidle")

    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage)") == ["/.__palette"]
    assert page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize("language", LANGUAGES.all)
def test_no_page_asks_another_host_or_logs_an_error(
    visit: Any, site: Path, address: str, language: str
) -> None:
    """All pages of the default language, but for alike months and years; of the others, one of each kind."""
    pages = {
        path.removesuffix("index.html"): kind_of(page)
        for path, page in framed_pages(site).items()
        if not path.endswith("404.html") and page.get("lang") == language
    }
    last = {kind: path for path, kind in pages.items()}
    is_default = language == LANGUAGES.default
    asked = [
        address + path
        for path, kind in pages.items()
        if last[kind] == path or (is_default and kind not in ("month", "year"))
    ]
    page = visit(next(iter(pages)))

    assert languages(page, asked) == [language] * len(asked)
    assert page.faults == []
