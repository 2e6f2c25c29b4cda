"""Three-way merge of an event file with an external calendar.

The base is what the calendar had at the last import; the file keeps it in the field `imported`. A field that
still equals the base follows the calendar. One that an editor has changed is kept, and noted if it differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from cluster.content.events import Event
from cluster.content.imported import Imported
from cluster.language import Text
from cluster.office.calendar_import.front_matter import plain

TIMES = ("when", "time_zone", "repeats", "further_dates")
"""These fields are merged as one: `repeats` only fits the `when` that it belongs to."""


@dataclass(slots=True)
class Merge:
    """Merges one event: `mine` is the file, `theirs` the calendar now, `base` the calendar last time."""

    event: Event
    """The event as read from its file."""
    theirs: Imported
    language: str
    """The default language."""
    head: Mapping[str, Any]
    """The nodes of the file's front matter, by field."""
    fields: dict[str, Any] = field(default_factory=dict)
    """The result: plain values of fields to change, None to remove one."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Hints for the editor: field and message."""

    @property
    def base(self) -> Imported:
        """The calendar's values at the last import; empty for a file that was written by hand."""
        return self.event.imported or Imported(uid="", title="", when=self.theirs.when)

    def keep(self, name: str, theirs: Any) -> None:
        """Keep the editor's value and note the difference."""
        other = f"the calendar has '{theirs}'" if theirs else "the calendar no longer has one"
        self.notes.append((name, f"{name}: kept; {other}"))

    def take(self, name: str, mine: Any, base: Any, theirs: Any, value: Any) -> None:
        """Merge one field; `value` is `theirs` as plain data."""
        if theirs == base or mine == theirs:
            return
        if self.event.imported and mine == base:
            self.fields[name] = value
        else:
            self.keep(name, theirs)

    def text(self, name: str) -> None:
        """A text in the default language. One with translations in the same field is the editor's."""
        node = self.head.get(name)
        is_plain = node is None or isinstance(node.value, str | None)
        text = getattr(self.event, name)
        theirs = getattr(self.theirs, name)
        mine = original_of(text) if is_plain or original_of(text) == theirs else text
        self.take(name, mine, getattr(self.base, name), theirs, theirs or None)
        if name in self.fields and text and (others := text.languages - {self.language}):
            translation = f"the translation ({', '.join(sorted(others))})"
            self.notes.append((name, f"{name}: changed; check whether {translation} still fits"))

    def times(self) -> None:
        mine, base, theirs = (
            tuple(getattr(each, name) for name in TIMES) for each in (self.event, self.base, self.theirs)
        )
        if theirs == base or mine == theirs:
            return
        if mine != base or not self.event.imported:
            self.keep("when", self.theirs.when.written)
            return
        for name in TIMES:
            if getattr(self.theirs, name) != getattr(self.base, name):
                self.fields[name] = plain(getattr(self.theirs, name))
        if _is_moved(self.base, self.theirs):
            before = plain(self.event.moved_from) or []
            self.fields["moved_from"] = [*before, plain(self.base.when)]

    def status(self) -> None:
        """Confirmed, the default, is only written over another status."""
        status = self.theirs.status
        value = status if "status" in self.head else (None if status == "confirmed" else status)
        self.take("status", self.event.status, self.base.status, status, value)
        if status == "cancelled" != self.base.status:
            self.notes.append(("status", f"'{self.theirs.title}' is cancelled in the calendar"))

    def link(self) -> None:
        """The calendar's link (URL) is one of `sources`; it is replaced where it stands."""
        base, theirs = self.base.link, self.theirs.link
        mine = [*self.event.sources]
        if theirs == base or theirs in mine:
            return
        if not self.event.imported or (base and base not in mine):
            self.keep("sources", theirs)
            return
        index = mine.index(base) if base else len(mine)
        mine[index : index + 1] = [theirs] if theirs else []
        self.fields["sources"] = [str(each) for each in mine] or None

    def online(self) -> None:
        theirs = self.theirs.online_link
        self.take("online_link", self.event.online_link, self.base.online_link, theirs, theirs)
        if self.fields.get("online_link"):
            self.fields["online"] = True

    def addresses(self) -> None:
        """Note new addresses of the calendar's texts: the text below the head is the editor's."""
        mine = unescape(repr((replace(self.event, imported=None), self.fields)))
        for address in self.theirs.addresses:
            if address not in self.base.addresses and address not in mine:
                self.notes.append(
                    ("summary", f"new in the calendar: {address}; add it to the text if it matters")
                )

    def all(self) -> None:
        """Merge all fields, and remember the calendar's values as the base of the next merge."""
        for name in ("title", "place", "summary"):
            self.text(name)
        self.times()
        self.status()
        self.online()
        self.link()
        self.addresses()
        if self.event.imported != self.theirs:
            self.fields["imported"] = plain(self.theirs)


def _is_moved(base: Imported, theirs: Imported) -> bool:
    """Whether days or start time differ. A start time added to a whole day is no move."""
    if (base.when.starts, base.when.ends) != (theirs.when.starts, theirs.when.ends):
        return True
    opens = (base.when.opens, theirs.when.opens)
    return None not in opens and (opens[0] != opens[1] or base.time_zone != theirs.time_zone)


def original_of(text: Text | None) -> str:
    """The text in the default language; empty for None."""
    return text.original if text else ""
