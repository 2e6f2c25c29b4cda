"""A language version of the site, and how it says things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from .announcements import Announcements
from .dates import When, format_when
from .entries import Entry
from .events import Event
from .keeping import Keeping
from .language import Phrase, Text
from .news import Post
from .site import Site
from .words import Words


class Tag(NamedTuple):
    """A pillar or a working group, as far as other pages name it."""

    id: str
    title: Text
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Voice:
    """One language version of the site on one day."""

    site: Site
    language: str
    today: date
    words: Words

    @cached_property
    def chain(self) -> tuple[str, ...]:
        return self.site.languages.chain(self.language)

    @property
    def prefix(self) -> str:
        """The folder of its pages."""
        return self.site.languages.prefix(self.language)

    @cached_property
    def keeping(self) -> Keeping:
        return Keeping(self.site, self.today)

    @cached_property
    def announcements(self) -> Announcements:
        return Announcements(self.site, self.language, self.today)

    @cached_property
    def pillar_tags(self) -> Mapping[str, Tag]:
        return {each.id: Tag(each.id, each.title, each.number) for each in self.site.plan.pillars}

    @cached_property
    def group_tags(self) -> Mapping[str, Tag]:
        return {each.id: Tag(each.id, each.title) for each in self.site.plan.working_groups}

    @cached_property
    def shared(self) -> Mapping[str, Any]:
        """What the templates of all pages can see, beside each page's own values."""
        plan = self.site.plan
        return {
            "cluster": self.site.cluster,
            "year": plan.year,
            "tags": {
                "pillars": self.pillar_tags,
                "groups": self.group_tags,
                "news": {each.id: each.title for each in self.site.cluster.tags},
            },
            "language_names": self.site.languages.names,
            "folders": self.folders,
        }

    def word(self, key: str) -> Text:
        """A word of the interface as a text."""
        return Text.of(**{self.language: self.words[key]})

    def said(self, key: str, **values: object) -> Text:
        """A word of the interface with values put in, as a text."""
        return Text.of(**{self.language: self.words[key].format(**values)})

    def feed_of_pillar(self, id: str) -> tuple[Text, str]:
        """What a pillar's feed is called, and the folder of its files."""
        return self.pillar_tags[id].title, f"pillars/{id}/"

    def say(self, text: Text) -> Phrase:
        return text.best(self.chain)

    def text_of(self, text: Text | None) -> str:
        """A text in the best language; `` if there is none."""
        return str(self.say(text)) if text else ""

    @cached_property
    def folders(self) -> Mapping[str, str]:
        """What the menu calls the pages above others, by address."""
        return {
            address: self._name_of(address)
            for address in ("plan/", "pillars/", "events/", "news/", "newsletter/")
        }

    def _name_of(self, address: str) -> str:
        """Its prose's title, else the interface's word."""
        prose = self.site.prose_at(address)
        return str(self.say(prose.title)) if prose and prose.title else self.words[address.rstrip("/")]

    def title_of(self, entry: Entry) -> str:
        """What a calendar calls an entry: the event's title, or that its registration closes."""
        title = str(self.say(entry.event.title))
        return self.words["registration_closes"].format(title=title) if entry.closes else title

    def zone_of(self, event: Event) -> ZoneInfo:
        """The zone of the event's hours."""
        return ZoneInfo(event.time_zone or self.site.cluster.time_zone)

    def when(self, event: Event | Post, *, short: bool = False) -> str:
        """The date of an event or news item as people read it; `` if there is none."""
        when = event.when if isinstance(event, Event) else event.date
        return self.date_of(when, short=short) if when else ""

    def date_of(self, when: When | date, *, short: bool = True) -> str:
        """A date or a day as people read it."""
        if isinstance(when, date):
            when = When(precision="day", starts=when, ends=when)
        season = self.words[when.season] if when.season else ""
        return format_when(when, language=self.language, season=season, short=short)
