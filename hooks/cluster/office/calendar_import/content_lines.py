"""The components and content lines of an iCalendar file, which `calendar_file` reads (RFC 5545, 3.1, 3.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from icalendar.parser.property import unescape_backslash

CLASSES = ("CLASS", "X-CALENDARSERVER-ACCESS")
"""The properties that say who may see an event: the standard one, and Apple's of a whole calendar."""
CONFERENCES = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)
"""The properties with the address for joining online: the standard one, and those of Google and Microsoft."""
FORMATTED = ("X-ALT-DESC", "STYLED-DESCRIPTION")
"""The properties with the description as HTML: Microsoft's, and the standard one (RFC 9073)."""
READ = frozenset(
    (
        *("BEGIN", "END", "METHOD", "NAME", "X-WR-CALNAME", "TZID", "X-LIC-LOCATION"),
        *("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS", "ATTACH", "CONTACT", "LINK"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"),
        *(*CLASSES, *CONFERENCES, *FORMATTED),
    )
)
"""The properties that an import uses; of others only the name is parsed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A property, unfolded."""

    number: int
    """The line of the file on which it starts, 1-based."""
    name: str
    """Upper case."""
    parameters: Mapping[str, str]
    """By upper-case name, unquoted; the first value of several."""
    value: str
    """Still escaped."""

    @property
    def text(self) -> str:
        """The unescaped value of a TEXT property (3.3.11); white space is kept."""
        return str(unescape_backslash(self.value))


class Fault(NamedTuple):
    """A line that cannot be read."""

    line: int
    message: str


@dataclass(slots=True)
class Component:
    """The lines between BEGIN and END."""

    kind: str
    """Upper case: `VEVENT`."""
    number: int
    """The line of its BEGIN."""
    index: int = 0
    """Which event of the file it is, 1-based."""
    fault: Fault | None = None
    """The first of its own lines that cannot be read; a missing END above all."""
    lines: list[Line] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    """All unfolded lines of a VTIMEZONE from BEGIN to END, including those of parts."""

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it. A class that is unknown or cannot be read is not public (3.8.1.3)."""
        return all(line.value.upper() == "PUBLIC" for name in CLASSES for line in self.all(name))

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def first(self, *names: str) -> Line | None:
        """The first property with the first of these names that occurs."""
        return next((line for name in names for line in self.all(name)), None)
