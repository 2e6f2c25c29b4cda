"""A language version of the site, and how it says things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.events import Event
from cluster.content.news import Post
from cluster.content.organisation import Figure
from cluster.content.plan import Pillar
from cluster.content.plan_history import ChangeDay
from cluster.content.progress import PlanProgress
from cluster.content.site import Site
from cluster.date_formats import format_when
from cluster.dates import When, on_day
from cluster.language import Phrase, Text
from cluster.reading.words import Words


class Tag(NamedTuple):
    """A pillar or a working group, as far as other pages name it."""

    id: str
    title: Text
    number: int = 0


class ToldChange(NamedTuple):
    """A change of a promise's state or date, in words."""

    title: Text
    address: str
    was: str
    now: str


class KeyFigure(NamedTuple):
    """A number about the cluster, and what it is the number of."""

    of: Figure
    value: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Version:
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
    def progress_of_years(self) -> Mapping[int, PlanProgress]:
        """How each plan is kept, by its year."""
        return {plan.year: PlanProgress(self.site, plan, self.today) for plan in self.site.plans.all}

    @property
    def plan_progress(self) -> PlanProgress:
        """How the plan in force is kept."""
        return self.progress_of_years[self.site.plan.year]

    @cached_property
    def pillar_tags(self) -> Mapping[str, Tag]:
        return {each.id: Tag(each.id, each.title, each.number) for each in self.site.plans.pillars}

    def pillars_of(self, thing: Event | Post) -> list[Tag]:
        """The pillars of an event or a news item, called as they were at its time."""
        pillars = self.site.plans.pillars_by_id
        found = (pillars[id][0][1] for id in thing.pillars)
        return [Tag(each.id, each.title_at(thing.when), each.number) for each in found]

    @cached_property
    def pillars(self) -> tuple[Pillar, ...]:
        """Those of the plan in force that are pillars today."""
        return tuple(each for each in self.site.plan.pillars if each.is_one(self.today))

    @cached_property
    def group_tags(self) -> Mapping[str, Tag]:
        return {each.id: Tag(each.id, each.title) for each in self.site.plans.working_groups}

    @cached_property
    def shared(self) -> Mapping[str, Any]:
        """What the templates of all pages can see, beside each page's own values."""
        plan = self.site.plan
        return {
            "cluster": self.site.cluster,
            "year": plan.year,
            "tags": {
                "groups": self.group_tags,
                "news": {each.id: each.title for each in self.site.cluster.tags},
            },
            "pillar_names": [  # all that `pillars_of` tells
                (each.id, each.title, each.number, each.former_titles) for each in self.site.plans.pillars
            ],
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
            for address in ("plan/", "pillars/", "events/", "news/", "newsletter/", "about/")
        }

    def _name_of(self, address: str) -> str:
        """Its prose's title, else the interface's word."""
        prose = self.site.prose_at(address)
        return str(self.say(prose.title)) if prose and prose.title else self.words[address.rstrip("/")]

    def title_of(self, entry: CalendarEntry) -> str:
        """What a calendar calls an entry: the event's title, or that its registration closes."""
        title = str(self.say(entry.event.title))
        return self.words["registration_closes"].format(title=title) if entry.closes else title

    def title_of_day(self, day: ChangeDay) -> str:
        """What a day is called on which something of a plan was found to have changed."""
        counts = (("statuses_changed", len(day.turns)), ("dates_changed", len(day.moves)))
        return ", ".join(self.words.count(key, number) for key, number in counts if number)

    def changes_on(self, day: ChangeDay) -> list[ToldChange]:
        """What had changed on a day, in words."""
        words = self.words
        return [
            *(self._told(id, words[f"status_{was}"], words[f"status_{now}"]) for id, was, now in day.turns),
            *(self._told(id, self.date_of(was), self.date_of(now)) for id, was, now in day.moves),
        ]

    def _told(self, id: str, was: str, now: str) -> ToldChange:
        commitment = self.site.plans.commitment_of_id[id]
        return ToldChange(commitment.title, self.site.plans.address_of(commitment), was, now)

    @cached_property
    def figures(self) -> list[KeyFigure]:
        """The key figures, those counted that are counted."""
        return [self._key_figure(each) for each in self.site.cluster.figures]

    def _key_figure(self, figure: Figure) -> KeyFigure:
        if figure.counts is None:
            return KeyFigure(figure, figure.value or 0, self.text_of(figure.label))
        plan = self.site.plan
        counted = {
            "pillars": self.pillars,
            "working-groups": plan.working_groups,
            "events": self.site.events,
            "news": self.site.posts,
        }
        number = len(counted[figure.counts])
        label = self.text_of(figure.label) or self.words.count(f"counted_{figure.counts}", number)
        return KeyFigure(figure, number, label)

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
            when = on_day(when)
        season = self.words[when.season] if when.season else ""
        return format_when(when, language=self.language, season=season, short=short)
