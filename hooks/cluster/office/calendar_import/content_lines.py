"""A calendar file as components of lines (RFC 5545, 3.1 and 3.4), or what is wrong with its form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from icalendar.parser.content_line import Contentline
from icalendar.parser.property import unescape_backslash

from cluster.problems import Place, Problem
from cluster.reading.yaml_tree import forbidden_character, invisible

MOST_BYTES = 5_000_000
MOST_EVENTS = 2_000
DEEPEST = 5

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_RECODE = (
    "open it in an editor, choose 'Save as' with the encoding UTF-8 (in Windows' Notepad: File, Save as)"
)
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_READ = frozenset(
    (
        *("BEGIN", "END", "METHOD", "NAME", "X-WR-CALNAME", "TZID", "X-LIC-LOCATION"),
        *("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"),
        *("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
    )
)
"""The properties that an import looks at; of others only the name is read."""


@dataclass(frozen=True, slots=True)
class Line:
    """A property."""

    number: int
    """The line of the file on which it starts, from 1."""
    name: str
    """In capitals."""
    parameters: Mapping[str, str]
    """By name in capitals; quotes are taken off."""
    value: str
    """As it stands in the file, unfolded."""

    @property
    def text(self) -> str:
        """The value of a TEXT property (3.3.11), with white space as it is."""
        return str(unescape_backslash(self.value))


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END."""

    kind: str
    """In capitals: `VEVENT`."""
    number: int
    """The line of its BEGIN."""
    lines: list[Line] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    """All its lines, those of its parts, BEGIN and END too, unfolded."""

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def first(self, *names: str) -> Line | None:
        """The first property of the first of these names that it has."""
        return next((line for name in names for line in self.all(name)), None)


def read_calendars(raw: bytes, file: str) -> tuple[list[Component], list[Problem]]:
    """The VCALENDARs of a file, and everything that is wrong with its form."""
    if len(raw) > MOST_BYTES:
        return [], [Problem(Place(file, 1), too_long(len(raw)))]
    if message := _no_calendar(raw):
        return [], [Problem(Place(file, 1), message)]
    reading = _LineReader(file)
    for folded in _folded(raw.removeprefix(b"\xef\xbb\xbf")):
        if not reading.take(folded):
            break
    return reading.finish(), reading.problems


def too_long(size: int) -> str:
    """What an editor is told of a file of so many bytes."""
    most = f"at most {MOST_BYTES // 1_000_000} MB can be imported"
    return f"the file is {size / 1e6:.0f} MB long; {most}: export fewer months or a single calendar"


def _no_calendar(raw: bytes) -> str:
    if raw.startswith(_UTF_16):
        return f"this is UTF-16; {_RECODE}"
    head = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:40]
    if head[:15].upper() == b"BEGIN:VCALENDAR":
        return ""
    begins = head.partition(b"\n")[0].decode("ascii", "replace").strip()
    said = "it is empty" if not head else f"it begins with {begins!r}, not with BEGIN:VCALENDAR"
    return f"this is no calendar file: {said}; export the calendar as iCalendar (.ics)"


def _folded(raw: bytes) -> Iterator[list[tuple[int, bytes]]]:
    """Each property's lines with their numbers; the space that marks a further line is taken off (3.1)."""
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
    """Puts components together and notes problems."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    calendars: list[Component] = field(default_factory=list)
    open: list[Component] = field(default_factory=list)
    events: int = 0

    def refuse(self, number: int, message: str) -> None:
        self.problems.append(Problem(Place(self.file, number), message))

    def take(self, folded: list[tuple[int, bytes]]) -> bool:
        """Whether it is worth reading on after this property."""
        raw = b"".join(line for _, line in folded)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            self.refuse(_number(folded, error.start), f"this is not UTF-8 (perhaps Windows-1250); {_RECODE}")
            return False
        if odd := forbidden_character(text):
            at = len(text[: text.index(odd)].encode())
            self.refuse(_number(folded, at), invisible(odd))
            return True
        return self.property(folded[0][0], text.strip())

    def property(self, number: int, text: str) -> bool:
        name = _NAME.match(text)
        if not name or not _is_plausible(name[0]):
            said = f"'{text[:40]}{'…' if len(text) > 40 else ''}' is no property"
            self.refuse(number, f"{said}; a line that goes on from the one above begins with a space")
            return True
        line = self.line(number, name[0].upper(), text)
        if line.name == "BEGIN":
            return self.begin(line, text)
        if not self.open:
            self.refuse(number, f"{line.name} stands outside of BEGIN and END")
            return False
        for component in self.open[1:]:
            component.source.append(text)
        if line.name == "END":
            return self.end(line)
        self.open[-1].lines.append(line)
        return True

    def line(self, number: int, name: str, text: str) -> Line:
        if name not in _READ:
            return Line(number, name, {}, text[len(name) + 1 :])
        try:
            _, parameters, value = Contentline(text).raw_parts()  # type: ignore[no-untyped-call]
        except ValueError:
            self.refuse(
                number, f"{name}: its parameters cannot be read; they are written like ;TZID=Europe/Prague:"
            )
            return Line(number, name, {}, text.partition(":")[2])
        plain = {str(key).upper(): _first(each) for key, each in parameters.items()}
        return Line(number, name, plain, value.strip())

    def begin(self, line: Line, text: str) -> bool:
        component = Component(line.value.upper(), line.number)
        if len(self.open) >= DEEPEST:
            self.refuse(line.number, f"this is nested more than {DEEPEST} levels deep")
            return False
        self.events += component.kind == "VEVENT"
        if self.events > MOST_EVENTS:
            more = f"more than {MOST_EVENTS:,} events stand in the file"
            self.refuse(line.number, f"{more}; export fewer months or a single calendar")
            return False
        (self.open[-1].parts if self.open else self.calendars).append(component)
        self.open.append(component)
        for each in self.open[1:]:
            each.source.append(text)
        return True

    def end(self, line: Line) -> bool:
        component = self.open[-1]
        if line.value.upper() != component.kind:
            what = f"END:{line.value} closes BEGIN:{component.kind} (line {component.number})"
            self.refuse(line.number, f"{what}; a line is missing: download the file again")
            return False
        self.open.pop()
        return True

    def finish(self) -> list[Component]:
        if self.open and not self.problems:
            component = self.open[-1]
            message = f"BEGIN:{component.kind} has no END: the file breaks off; download it again"
            self.refuse(component.number, message)
        return self.calendars


def _number(folded: list[tuple[int, bytes]], offset: int) -> int:
    """The line of the file in which a byte of the unfolded property stands."""
    for number, line in folded:
        if offset < len(line):
            return number
        offset -= len(line)
    return folded[-1][0]


def _is_plausible(name: str) -> bool:
    """Names are written in capitals; a word of a text that lost its folding is not."""
    return name.isupper() or name.upper() in _READ or name.upper().startswith("X-")


def _first(value: object) -> str:
    """A parameter's value; the first of several."""
    return str(value[0] if isinstance(value, list) and value else value)
