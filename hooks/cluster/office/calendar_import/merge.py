"""An event's file beside what a foreign calendar said of it last time, and says now.

A field follows the calendar as long as it says what the calendar said last time (`imported`); what an editor
has changed stays, and the difference is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cluster.content.events import Event, Imported
from cluster.language import Text
from cluster.office.calendar_import.front_matter import plain

TIMES = ("when", "time_zone", "repeats", "further_dates")
"""They change together: one makes no sense without the others."""


@dataclass(slots=True)
class Following:
    """Compares a file with what the calendar said last time, and with what it says now."""

    event: Event
    said: Imported
    language: str
    head: Mapping[str, Any]
    """The nodes of its fields."""
    fields: dict[str, Any] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    """What an editor should know, and of which field."""

    @property
    def last(self) -> Imported:
        """What the calendar said last time; nothing where the file was written by hand."""
        return self.event.imported or Imported(uid="", title="", when=self.said.when)

    def kept(self, name: str, now: Any) -> None:
        """An editor's value stays where the calendar now has another."""
        wanted = f"the calendar says '{now}'" if now else "the calendar no longer says any"
        self.told.append((name, f"{name}: kept as it is here; {wanted}"))

    def take(self, name: str, mine: Any, last: Any, now: Any, value: Any) -> None:
        """One field: `mine` is in the file, `last` and `now` in the calendar; `value` is `now` as YAML."""
        if now == last or mine == now:
            return
        if self.event.imported and mine == last:
            self.fields[name] = value
        else:
            self.kept(name, now)

    def text(self, name: str) -> None:
        """A text in the default language; with a translation beside it, it is an editor's."""
        node = self.head.get(name)
        is_plain = node is None or isinstance(node.value, str | None)
        text = getattr(self.event, name)
        now = getattr(self.said, name)
        mine = said_in(text) if is_plain or said_in(text) == now else text
        self.take(name, mine, getattr(self.last, name), now, now or None)
        if name in self.fields and text and (others := text.languages - {self.language}):
            translation = f"its translation ({', '.join(sorted(others))})"
            self.told.append((name, f"{name}: it has changed; see whether {translation} still fits"))

    def times(self) -> None:
        mine, last, now = (
            tuple(getattr(each, name) for name in TIMES) for each in (self.event, self.last, self.said)
        )
        if now == last or mine == now:
            return
        if mine != last or not self.event.imported:
            self.kept("when", self.said.when.written)
            return
        for name in TIMES:
            if getattr(self.said, name) != getattr(self.last, name):
                self.fields[name] = plain(getattr(self.said, name))
        if _is_moved(self.last, self.said):
            before = plain(self.event.moved_from) or []
            self.fields["moved_from"] = [*before, plain(self.last.when)]

    def status(self) -> None:
        status = self.said.status
        value = status if "status" in self.head else (None if status == "confirmed" else status)
        self.take("status", self.event.status, self.last.status, status, value)
        if status == "cancelled" != self.last.status:
            self.told.append(("status", f"'{self.said.title}' is cancelled there"))

    def link(self) -> None:
        """The calendar's address of the event, one of its sources."""
        last, now = self.last.link, self.said.link
        mine = [*self.event.sources]
        if now == last or now in mine:
            return
        if not self.event.imported or (last and last not in mine):
            self.kept("sources", now)
            return
        place = mine.index(last) if last else len(mine)
        mine[place : place + 1] = [now] if now else []
        self.fields["sources"] = [str(each) for each in mine] or None

    def online(self) -> None:
        now = self.said.online_link
        self.take("online_link", self.event.online_link, self.last.online_link, now, now)
        if self.fields.get("online_link"):
            self.fields["online"] = True

    def all(self) -> None:
        for name in ("title", "place", "summary"):
            self.text(name)
        self.times()
        self.status()
        self.online()
        self.link()
        if self.event.imported != self.said:
            self.fields["imported"] = plain(self.said)


def _is_moved(last: Imported, now: Imported) -> bool:
    """Whether it takes place on other days, or begins at another hour; one that was not known is no other."""
    if (last.when.starts, last.when.ends) != (now.when.starts, now.when.ends):
        return True
    hours = (last.when.opens, now.when.opens)
    return None not in hours and (hours[0] != hours[1] or last.time_zone != now.time_zone)


def said_in(text: Text | None) -> str:
    """A text in the default language; `` where there is none."""
    return text.original if text else ""
