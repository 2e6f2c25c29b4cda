"""Reads an iCalendar file into components (RFC 5545, 3.1 and 3.4).

Of the icalendar library only the parser of parameters is used: it keeps no line numbers, which messages need,
and refuses a whole file where one event is broken. Here, a line that cannot be read is a fault of the
component that it is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser.content_line import Contentline

from cluster.office.calendar_import.content_lines import CLASSES, READ, Component, Fault, Line
from cluster.problems import Invalid, Place, Problem
from cluster.reading.yaml_tree import forbidden_character, invisible

MOST_BYTES = 20_000_000
MOST_EVENTS = 2_000
DEEPEST = 5

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_RECODE = "open it in an editor and save it with UTF-8 encoding (in Windows Notepad: File, Save as)"
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_OUTER = frozenset(("VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VTIMEZONE"))
"""The components that are in no other component but VCALENDAR."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The content of a calendar file."""

    calendars: list[Component]
    faults: list[Fault]
    """Those outside of events."""
    is_whole: bool
    """Whether its end is there."""


def read_file(raw: bytes, file: str) -> CalendarFile:
    """The VCALENDAR components of a file; Invalid if it is none, or too large."""
    if len(raw) > MOST_BYTES:
        raise Invalid([Problem(Place(file, 1), too_large(len(raw)))])
    if message := _not_a_calendar(raw):
        raise Invalid([Problem(Place(file, 1), message)])
    reader = _LineReader()
    for folded in _folded(raw.removeprefix(b"\xef\xbb\xbf")):
        reader.take(folded)
        if reader.events > MOST_EVENTS:
            many = f"more than {MOST_EVENTS:,} events; export fewer months or a single calendar"
            raise Invalid([Problem(Place(file, folded[0][0]), many)])
    return reader.finish()


def too_large(size: int) -> str:
    """The message about a file of `size` bytes."""
    sizes = f"{size / 1e6:.0f} MB (limit: {MOST_BYTES // 1_000_000} MB)"
    return f"the file is too large: {sizes}; export fewer months or a single calendar"


def _not_a_calendar(raw: bytes) -> str:
    """The message if the file starts like something else, else an empty text."""
    if raw.startswith(_UTF_16):
        return f"the file is UTF-16; {_RECODE}"
    head = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:40]
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return ""
    first = head.partition(b"\n")[0].decode("ascii", "replace").strip()
    found = repr(first) if head else "an empty file"
    return f"expected BEGIN:VCALENDAR, found {found}; export the calendar as iCalendar (.ics)"


def _folded(raw: bytes) -> Iterator[list[tuple[int, bytes]]]:
    """For each property, its numbered lines without the white space that marks a fold (3.1).

    Still bytes, as a fold may split a UTF-8 sequence. Blank lines, which some exports add, are ignored.
    """
    gathered: list[tuple[int, bytes]] = []
    for number, line in enumerate(raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), 1):
        if gathered and line[:1] in (b" ", b"\t"):
            gathered.append((number, line[1:]))
        elif line.strip():
            if gathered:
                yield gathered
            gathered = [(number, line)]
    if gathered:
        yield gathered


@dataclass(slots=True)
class _LineReader:
    """Assembles components. After a fault it goes on with the next line."""

    calendars: list[Component] = field(default_factory=list)
    open: list[Component] = field(default_factory=list)
    stray: list[Fault] = field(default_factory=list)
    """The first fault outside of all components."""
    events: int = 0
    too_deep: int = 0
    """How many components are open below the deepest one that is read."""

    def fault(self, fault: Fault) -> None:
        if not self.open:
            self.stray = self.stray or [fault]
        elif self.open[-1].fault is None:
            self.open[-1].fault = fault

    def take(self, folded: list[tuple[int, bytes]]) -> None:
        """Add a property."""
        raw = b"".join(line for _, line in folded)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"not valid UTF-8 (perhaps an older encoding of Windows); {_RECODE}"
            self.unread(Fault(_number(folded, error.start), message), raw)
            return
        if character := forbidden_character(text):
            offset = len(text[: text.index(character)].encode())
            self.unread(Fault(_number(folded, offset), invisible(character)), raw)
            return
        self.property(folded[0][0], text.strip())

    def unread(self, fault: Fault, raw: bytes) -> None:
        """A line that cannot be read; no fault if its property is not used."""
        text = raw.decode("utf-8", "replace").strip()
        name = _NAME.match(text)
        if name and name[0].upper() not in READ and _is_plausible(name[0]):
            return
        if self.open and text.upper().startswith(CLASSES):
            self.open[-1].lines.append(Line(fault.line, CLASSES[0], {}, "unread"))
        self.fault(fault)

    def property(self, number: int, text: str) -> None:
        name = _NAME.match(text)
        if not name or not _is_plausible(name[0]):
            found = f"'{text[:40]}{'…' if len(text) > 40 else ''}'"
            message = f"expected a property, found {found}; a folded line must start with a space"
            self.unread(Fault(number, message), text.encode())
            return
        line = self.line(number, name[0].upper(), text)
        if line.name == "BEGIN":
            self.begin(line)
        for component in self.open[1:]:
            if component.kind == "VTIMEZONE":
                component.source.append(text)
        if line.name == "END":
            self.end(line)
        elif not self.open:
            self.fault(Fault(number, f"{line.name} outside of BEGIN and END"))
        elif line.name != "BEGIN" and not self.too_deep:
            self.open[-1].lines.append(line)

    def line(self, number: int, name: str, text: str) -> Line:
        if name not in READ:
            return Line(number, name, {}, text[len(name) + 1 :])
        try:
            _, parameters, value = Contentline(text).raw_parts()  # type: ignore[no-untyped-call]
        except ValueError:
            message = f"{name}: invalid parameters; write them like ;TZID=Europe/Brussels:"
            self.unread(Fault(number, message), text.encode())
            return Line(number, name, {}, text.partition(":")[2])
        firsts = {str(key).upper(): _first(each) for key, each in parameters.items()}
        if firsts.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
            message = (
                f"{name}: text of vCalendar 1.0 (quoted-printable); export the calendar as iCalendar 2.0"
            )
            self.fault(Fault(number, message))
        return Line(number, name, firsts, value.strip())

    def begin(self, line: Line) -> None:
        component = Component(line.value.upper(), line.number)
        if component.kind in _OUTER:
            while self.open and (self.open[-1].kind != "VCALENDAR" or component.kind == "VCALENDAR"):
                self.close()
        elif self.too_deep or len(self.open) >= DEEPEST:
            self.too_deep += 1
            return
        if component.kind == "VEVENT":
            self.events += 1
            component.index = self.events
        if component.kind == "VCALENDAR" or not self.calendars:
            self.calendars.append(component)
        else:
            # a component after the end of the calendar still belongs to it
            (self.open or self.calendars)[-1].parts.append(component)
        self.open.append(component)

    def end(self, line: Line) -> None:
        kind = line.value.upper()
        if self.too_deep and kind not in _OUTER:
            self.too_deep -= 1
        elif kind not in [each.kind for each in self.open]:
            self.fault(Fault(line.number, f"END:{kind[:40]} without BEGIN; download the file again"))
        else:
            while self.open[-1].kind != kind:
                self.close()
            self.open.pop()
            self.too_deep = 0

    def close(self) -> None:
        """Close a component without END. An event with a part without END may have lost lines to it."""
        component = self.open.pop()
        self.too_deep = 0
        fault = Fault(component.number, f"BEGIN:{component.kind[:40]} without END; download the file again")
        component.fault = fault
        if self.open and self.open[-1].kind == "VEVENT":
            self.open[-1].fault = fault

    def finish(self) -> CalendarFile:
        is_whole = not self.open
        if self.open:
            event = next((each for each in self.open if each.kind == "VEVENT"), None)
            part = event or self.open[-1]
            message = f"BEGIN:{part.kind[:40]} without END; the file is truncated, so download it again"
            part.fault = Fault(part.number, message)
            self.stray += [part.fault] if event is None else []
        zones = [part for each in self.calendars for part in each.parts if part.kind == "VTIMEZONE"]
        outside = [*self.calendars, *zones, *(part for zone in zones for part in zone.parts)]
        faults = dict.fromkeys([*self.stray, *(each.fault for each in outside if each.fault)])
        return CalendarFile(self.calendars, list(faults), is_whole)


def _number(folded: list[tuple[int, bytes]], offset: int) -> int:
    """The line of the file with the byte at `offset` of the unfolded property."""
    for number, line in folded:
        if offset < len(line):
            return number
        offset -= len(line)
    return folded[-1][0]


def _is_plausible(name: str) -> bool:
    """Whether a name is likely a property. Programs write upper case; `Note:` is text that lost its fold."""
    return name.isupper() or name.upper() in READ or name.upper().startswith("X-")


def _first(value: object) -> str:
    """The value of a parameter, or the first of several."""
    return str(value[0] if isinstance(value, list) and value else value)
