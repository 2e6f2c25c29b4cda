"""A site in one language as of a day, its pages and its feeds, as the program makes them."""

import json
from datetime import UTC, date, datetime, time, tzinfo
from functools import cache
from typing import Any

from cluster.content.site import Site
from cluster.content.version import SiteVersion, Version
from cluster.content.version import version_of as version_in
from cluster.data.plan_data import plan_data_of, plan_json
from cluster.feeds.announcements import Announcements
from cluster.feeds.items import FeedItem, item_of
from cluster.pages.all_pages import pages_of
from cluster.pages.maps import Draw
from cluster.pages.page import Page
from cluster.pages.schema_org import event_data
from cluster.pages.templates import body_of, environment
from cluster.reading.words import Words, read_words
from jinja2 import Environment, FileSystemLoader

from support.builds import ROOT, compiled_templates
from support.sources import site_of

WORDS = ROOT / "hooks" / "cluster" / "words"
TEMPLATES = ROOT / "hooks" / "cluster" / "templates"
HOST = "cluster.example"
HOME = f"https://{HOST}/"
TODAY = date(2022, 11, 1)


@cache
def words(language: str) -> Words:
    """What the program says in a language."""
    path = WORDS / f"{language}.yaml"
    return read_words(path.read_text(encoding="utf-8"), file=path.name, language=language)


WORDS_BY_LANGUAGE = {language: words(language) for language in ("cs", "en", "de")}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def version_of(site: Site, on: date = TODAY, language: str = "cs") -> SiteVersion:
    """A site, whatever of it is published at the moment, or at the start of the day."""
    return version_in(site, words(language), now=moment(on, site.zone), site_url=HOME)


def moment(on: date, zone: tzinfo) -> datetime:
    """A moment, or the start of a day in the zone."""
    return on if isinstance(on, datetime) else datetime.combine(on, time.min, zone)


def version_on(
    on: date = TODAY, changes: dict[str, str | bytes] | None = None, language: str = "cs"
) -> SiteVersion:
    """What is published on a day, or at a moment, of the miniature with some files replaced."""
    moment = on if isinstance(on, datetime) else noon(on)
    return version_of(site_of(changes).as_of(moment), on, language)


def pages(version: SiteVersion) -> dict[str, Page]:
    """Every page by its address."""
    return {page.address: page for page in pages_of(version)}


def templates_of(version: Version, draw: Draw | None = None) -> Environment:
    """The program's templates; see `environment`."""
    loader = FileSystemLoader(TEMPLATES)
    return environment(loader, version, bytecode_cache=compiled_templates(), draw=draw)


def body(version: SiteVersion, address: str) -> str:
    """The HTML of one page, without the site's frame."""
    return body_of(pages(version)[address], templates_of(version))


def feed_items(version: SiteVersion, shelf: tuple[str, str] = ("all", "")) -> list[FeedItem]:
    """The items of one feed."""
    announced = Announcements(version).on.get(shelf, [])
    return [item_of(each, version) for each in announced]


def _is_open(version: SiteVersion, event: str) -> bool:
    return bool(pages(version)[f"events/{event}/"].values["is_open"])


def structured_data(version: SiteVersion, event: str) -> list[dict[str, Any]]:
    """What search engines read of an event, for each of its dates."""
    found = version.site.event(event)
    assert found is not None
    dates = pages(version)[found.address].values["dates_to_come"]
    return list(
        json.loads(event_data(found, dates, version, is_open=_is_open(version, event), image=HOME))["@graph"]
    )


def open_data(version: SiteVersion) -> dict[str, Any]:
    """The plan in force as machines read it."""
    return dict(json.loads(plan_json(plan_data_of(version.plan_progress), version)))
