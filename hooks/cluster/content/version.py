"""Language versions of the site: they turn content into words and addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from cluster.content.addresses import STATEMENTS
from cluster.content.calendar_entries import CalendarEntry, entries_as_of
from cluster.content.equipment import Equipment
from cluster.content.equipment_rows import EquipmentRow, rows_of
from cluster.content.events import Event
from cluster.content.identity import first_identity
from cluster.content.last_changes import last_changes
from cluster.content.listing import Listing, by_heading
from cluster.content.members import Member, current
from cluster.content.news import Post
from cluster.content.organisation import Cluster
from cluster.content.palette import Palette, palette_of
from cluster.content.plan import Pillar
from cluster.content.plan_history import ChangeDay
from cluster.content.progress import PlanProgress
from cluster.content.recorded_changes import RecordedChange, RecordedChanges
from cluster.content.site import Site
from cluster.content.tags import Tag
from cluster.content.times import Times
from cluster.dates import When, on_day
from cluster.frozen import frozen
from cluster.language import Languages, Phrase, Text, first_of
from cluster.links import to_headings_in
from cluster.reading.words import Words

L = TypeVar("L", bound=Listing)


@frozen
class Version:
    """One language version: its words, its addresses, and the names that any page may show.

    Templates, feeds, calendars and letters get a version and their own values, and nothing else of the
    site. So the fingerprint of these is a complete cache key for what they render.
    """

    language: str
    languages: Languages
    words: Words
    site_url: str
    """The site's absolute address; ends in `/`."""
    identity: str
    """What ids are made of instead of the address: `cluster.example`, perhaps with a path."""
    cluster: Cluster
    year: int
    """The year of the plan in force."""
    pillars_by_id: Mapping[str, Pillar]
    """The pillars of all plans, reduced to their titles and numbers."""
    group_tags: Mapping[str, Tag]
    """The working groups of all plans, by id."""
    folders: Mapping[str, str]
    """The titles of FOLDERS, lists and statements, by address."""
    has_newsletter: bool
    """Whether there is a page of the newsletter."""
    card_look: str = ""
    """The digest of the fonts and logo of share pictures; `` if there are none."""

    @cached_property
    def chain(self) -> tuple[str, ...]:
        """The languages to try for a text, best first."""
        return self.languages.chain(self.language)

    @property
    def prefix(self) -> str:
        """The folder of its pages: `` or `en/`."""
        return self.languages.prefix(self.language)

    @cached_property
    def home(self) -> str:
        """The absolute address of its home page; ends in `/`."""
        return self.site_url + self.prefix

    @cached_property
    def id_base(self) -> str:
        """The start of ids that are URIs; ends in `/`. It is no address: the site may have moved."""
        return f"https://{self.identity}/"

    @cached_property
    def id_host(self) -> str:
        """The part of ids after their `@`."""
        return self.identity.partition("/")[0]

    @cached_property
    def zone(self) -> ZoneInfo:
        """The cluster's time zone."""
        return ZoneInfo(self.cluster.time_zone)

    @cached_property
    def times(self) -> Times:
        return Times(self.words, self.cluster.time_zone)

    @cached_property
    def name(self) -> str:
        """The name of the cluster."""
        return str(self.say(self.cluster.name))

    @cached_property
    def pillar_tags(self) -> Mapping[str, Tag]:
        """Every pillar under its present title, by id."""
        return {id: Tag(id, each.title, each.number) for id, each in self.pillars_by_id.items()}

    @property
    def palette(self) -> Palette:
        """The colours of the site."""
        return palette_of(self.cluster.look, tuple(each.number for each in self.pillars_by_id.values()))

    def pillars_of(self, item: Event | Post) -> list[Tag]:
        """The pillars of an event or a news item, with their titles at that time."""
        pillars = (self.pillars_by_id[id] for id in item.pillars)
        return [Tag(each.id, each.title_at(item.when), each.number) for each in pillars]

    @property
    def statements(self) -> list[str]:
        """The addresses of the statements that the site has."""
        return [address for address in STATEMENTS if address in self.folders]

    def word(self, key: str) -> Text:
        """A word of the interface as a text."""
        return Text.of(**{self.language: self.words[key]})

    def phrase(self, key: str, **values: object) -> Text:
        """A word of the interface with its placeholders filled, as a text."""
        return Text.of(**{self.language: self.words[key].format(**values)})

    def feed_of_pillar(self, id: str) -> tuple[Text, str]:
        """The title of a pillar's feed, and the folder of its files."""
        return self.pillar_tags[id].title, f"pillars/{id}/"

    def say(self, text: Text) -> Phrase:
        """A text in the best available language."""
        return text.best(self.chain)

    def text_of(self, text: Text | None) -> str:
        """A text in the best available language; `` for None."""
        return str(self.say(text)) if text else ""

    def prose_of(self, bodies: tuple[tuple[str, str], ...]) -> Phrase | None:
        """An editor's text in the best available language, as HTML; None if there is none."""
        if not bodies:
            return None
        language, text = first_of(bodies, self.chain)
        if language != self.language:
            text = to_headings_in(self.languages.prefix(language), text)
        return Phrase(text, language)

    def title_of(self, entry: CalendarEntry) -> str:
        """The title of an entry, of its event or of the registration deadline, with the event's state."""
        event, title = entry.event, str(self.say(entry.event.title))
        if entry.closes:
            title = self.words["registration_closes"].format(title=title)
        return self.stated(title, event, closes=entry.closes)

    def stated(self, title: str, event: Event, *, closes: bool = False) -> str:
        """`Zrušeno: Den vody`: a title with the state of its event, for texts without flags."""
        state = self.state_of(event, closes=closes)
        return self.words.labelled(state, title) if state else title

    def state_of(self, event: Event, *, closes: bool = False) -> str:
        """`Zrušeno`, `Změna termínu`, or `` if it is as announced; `closes` if that stands beside the date of
        the registration deadline, which has not moved."""
        key = "event_moved" if closes and event.state == "moved" else event.state
        return self.words[key] if key else ""

    def change_of(self, event: Event, *, closes: bool = False) -> str:
        """`Změna termínu (původní termín: 13. října 2022)`: the state, with the former dates."""
        state, former = self.state_of(event, closes=closes), self.times.former_dates(event)
        return f"{state} ({former})" if event.state == "moved" else state

    def title_of_day(self, day: ChangeDay) -> str:
        """How many statuses and dates of a plan changed on a day."""
        counts = (("statuses_changed", len(day.turns)), ("dates_changed", len(day.moves)))
        return ", ".join(self.words.count(key, number) for key, number in counts if number)

    def when_of(self, entry: CalendarEntry, *, short: bool = False, inside: bool = False) -> str:
        """The date of an entry in words, or what is known about it. Of an event with several dates, it says
        how long they go on. `inside` a sentence, it begins with a small letter."""
        if entry.when is None:
            awaited = self.words["date_to_come"] if entry.is_awaited else ""
            return self.text_of(entry.event.when_note).rstrip(".") or awaited
        before, after = self.times.around_date(entry, inside=inside)
        return before + self.date_of(entry.when, short=short, zone=entry.event.time_zone) + after

    def date_of_post(self, post: Post, *, short: bool = True) -> str:
        """The formatted date of a news item; `` if it has none."""
        return self.date_of(post.date, short=short) if post.date else ""

    def date_of(self, when: When | date, *, short: bool = True, zone: str | None = None) -> str:
        """A formatted date or day; see `Times`."""
        exact = on_day(when) if isinstance(when, date) else when
        return self.times.date_of(exact, short=short, zone=zone)


@frozen
class SiteVersion(Version):
    """A language version with the content of the site as of a moment: what pages are made from."""

    site: Site = field(repr=False, compare=False)
    now: datetime = field(repr=False, compare=False)
    """The moment of the build, in the cluster's time zone."""

    @property
    def today(self) -> date:
        return self.now.date()

    @cached_property
    def entry_of(self) -> Callable[[Event], CalendarEntry]:
        """An event of the site at its next date, with the days left if it is a deadline."""
        return entries_as_of(self.now)

    @cached_property
    def last_changes(self) -> Mapping[str, date]:
        """The day on which each page last changed, by its address, as far as it is known."""
        return last_changes(self.site, self.today)

    @cached_property
    def progress_of_years(self) -> Mapping[int, PlanProgress]:
        """The progress of each plan, by its year."""
        return {plan.year: PlanProgress(self.site, plan, self.today) for plan in self.site.plans.all}

    @property
    def plan_progress(self) -> PlanProgress:
        """The progress of the plan in force."""
        return self.progress_of_years[self.site.plan.year]

    @cached_property
    def pillars(self) -> tuple[Pillar, ...]:
        """The pillars of the plan in force that exist today."""
        return tuple(each for each in self.site.plan.pillars if each.is_one(self.today))

    def changes_on(self, day: ChangeDay) -> RecordedChanges:
        """The changes recorded on a day, in words."""
        words = self.words
        turns = (
            self._change(id, words[f"status_{was}"], words[f"status_{now}"]) for id, was, now in day.turns
        )
        moves = (self._change(id, self.date_of(was), self.date_of(now)) for id, was, now in day.moves)
        return RecordedChanges(day=day, changes=(*turns, *moves))

    def _change(self, id: str, was: str, now: str) -> RecordedChange:
        commitment = self.site.plans.commitment_of_id[id]
        return RecordedChange(commitment.title, self.site.plans.address_of(commitment), was, now)

    @cached_property
    def members(self) -> list[Member]:
        """The members of today, in the order of their names."""
        return self.sorted(current(self.site.of(Member), self.today))

    @cached_property
    def equipment(self) -> list[EquipmentRow]:
        """All equipment as lists show it, in the order of the titles."""
        return rows_of(self.sorted(self.site.of(Equipment)), self.site, self.pillar_tags)

    def sorted(self, items: Iterable[L]) -> list[L]:
        """Listed items in the order of their names in this language."""
        return by_heading(items, self.languages.chain(self.language))


FOLDERS = ("plan/", "pillars/", "events/", "news/", "newsletter/", "about/", "cooperation/", "join/")
"""Addresses of the pages that have subpages."""


def version_of(site: Site, words: Words, *, now: datetime, site_url: str, card_look: str = "") -> SiteVersion:
    """The version of a site in the language of the words, as of a moment; `site_url` ends in `/`."""
    plans, language = site.plans, words.language
    folders = (*FOLDERS, *site.list_addresses, *site.statements)
    return SiteVersion(
        site=site,
        now=now.astimezone(site.zone),
        language=language,
        languages=site.languages,
        words=words,
        site_url=site_url,
        card_look=card_look,
        identity=(site.identity or first_identity(site_url)).name,
        cluster=site.cluster,
        year=site.plan.year,
        pillars_by_id={each.id: each.named() for each in plans.pillars},
        group_tags={each.id: Tag(each.id, each.title) for each in plans.working_groups},
        folders={address: _menu_title(address, site, words) for address in folders},
        has_newsletter=site.has_newsletter,
    )


def _menu_title(address: str, site: Site, words: Words) -> str:
    """The title of the text page at an address, else a word of the interface."""
    text = site.text_page_at(address)
    if text and text.title:
        return str(text.title.best(site.languages.chain(words.language)))
    return words[address.rstrip("/")]
