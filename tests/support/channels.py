"""What readers are told of an event, in each place where the program tells it."""

import json
import re
from html import unescape

from cluster.calendars.add_links import google_link
from cluster.calendars.ical import component_of
from cluster.content.calendar_entries import occurring, subscribed
from cluster.content.events import Event
from cluster.content.site import Site
from cluster.content.version import SiteVersion
from cluster.feeds.items import FeedItem
from cluster.mail.letter import letter_of
from cluster.mail.message import html_of, text_of
from cluster.pages.search import entries_of
from cluster.pages.sharing import drafts_of, ways_to_share
from cluster.pages.templates import body_of
from icalendar import Event as Component

from support.calendars import STAMP
from support.versions import feed_items, pages, structured_data, templates_of


def words_in(html: str) -> str:
    """The text of some HTML in one line, with plain spaces."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return plain(unescape(re.sub(r"<[^>]*>", " ", text))).replace(" ,", ",")


def plain(text: str) -> str:
    """A text in one line, with plain spaces and without invisible characters."""
    return " ".join(text.replace("\u2060", "").split())


def event_of(site: Site, id: str) -> Event:
    found = site.event(id)
    assert found is not None
    return found


class Channels:
    """What a language version tells of one event; each value is a text or a list of texts."""

    def __init__(self, version: SiteVersion, id: str) -> None:
        self.version, self.id, self.event = version, id, event_of(version.site, id)
        self.env = templates_of(version)
        self.pages = pages(version)
        self.entry = version.entry_of(self.event)

    def page(self, address: str) -> str:
        return words_in(body_of(self.pages[address], self.env))

    @property
    def own_page(self) -> str:
        return self.page(self.event.address).partition(" LinkedIn ")[0]

    def rows(self, address: str) -> dict[str, str]:
        """The rows of the event and of its deadline on a page, by their ids."""
        html = body_of(self.pages[address], self.env)
        found = re.findall(r'<li class="row[^>]* data-id="([^"]+)".*?</li>', html, re.DOTALL)
        rows = re.findall(r'(<li class="row.*?</div>\s*</li>)', html, re.DOTALL)
        return {id: words_in(row) for id, row in zip(found, rows, strict=True) if id.startswith(self.id)}

    def cells(self, month: str) -> list[tuple[str, str]]:
        """The first day and the text of each entry in the grid of a month that names the event."""
        html = body_of(self.pages[f"events/{month}/"], self.env)
        found = re.findall(r'data-day="([^"]+)">(.*?)</td>', html, re.DOTALL)
        links = [(day, each) for day, cell in found for each in re.findall(r"<li.*?</li>", cell, re.DOTALL)]
        return [(day, words_in(each)) for day, each in links if f"/{self.id}/" in each]

    def days(self, month: str) -> list[int]:
        """The days of a month on which its grid has the event."""
        html = body_of(self.pages[f"events/{month}/"], self.env)
        found = re.findall(r'data-day="[^"]+-(\d+)">(.*?)</td>', html, re.DOTALL)
        items = [
            (int(day), each) for day, cell in found for each in re.findall(r"<li.*?</a>", cell, re.DOTALL)
        ]
        return [
            day
            for first, item in items
            if f"/{self.id}/" in item
            for day in range(first, first + int(re.findall(r'data-days="(\d+)"|$', item)[0] or 1))
        ]

    @property
    def year(self) -> list[str]:
        years = (address for address in self.pages if re.fullmatch(r"events/\d{4}/", address))
        html = "".join(body_of(self.pages[address], self.env) for address in years)
        return [words_in(li) for li in re.findall(r"<li.*?</li>", html, re.DOTALL) if f"/{self.id}/" in li]

    def feed(self, shelf: str = "events") -> list[FeedItem]:
        """The items of the feed of events, or of that of deadlines."""
        items = feed_items(self.version, (shelf, ""))
        return [item for item in items if f"/{self.id}/" in item.url]

    @property
    def feed_texts(self) -> list[str]:
        items = [*self.feed(), *self.feed("deadlines")]
        return [plain(f"{item.title} {item.summary} {words_in(item.content)}") for item in items]

    @property
    def letters(self) -> list[str]:
        """The e-mail of each edition that has the event, as text and as HTML."""
        site, words = self.version.site, self.version.words
        contents = [site.contents_of(edition, self.version.now) for edition in site.editions]
        letters = [
            letter_of(each, None, self.version)
            for each in contents
            if self.event in [entry.event for entry in each.events]
        ]
        return [
            *(plain(text_of(letter, words, self.env)) for letter in letters),
            *(words_in(html_of(letter, words, self.env)) for letter in letters),
        ]

    @property
    def drafts(self) -> list[str]:
        """The drafts for networks, and what readers share."""
        ways = [way.url for way in ways_to_share(self.entry, self.version) if way.name == "X"]
        return [*(plain(each.text) for each in drafts_of(self.entry, self.version)), *ways]

    @property
    def components(self) -> dict[str, Component]:
        """The VEVENTs of the event and of its deadline, by their ids."""
        entries = [each for each in subscribed(self.event) if each.when and each.when.is_exact]
        raw = {each.id: component_of(each, self.version, STAMP) for each in entries}
        return {id: Component.from_ical(each) for id, each in raw.items()}  # type: ignore[misc]

    @property
    def search_titles(self) -> list[str]:
        page = self.pages[self.event.address]
        return [each["title"] for each in json.loads(b"[%b]" % entries_of(page, body_of(page, self.env)))]

    @property
    def data(self) -> dict[str, object]:
        """The structured data of its first date."""
        return structured_data(self.version, self.id)[0]

    @property
    def google(self) -> str:
        return google_link(occurring(self.event)[0], self.version)
