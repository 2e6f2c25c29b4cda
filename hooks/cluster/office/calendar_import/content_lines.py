"""Parses an iCalendar file into components and content lines (RFC 5545, 3.1 and 3.4).

Of the icalendar library only the parser of parameters is used: it keeps no line numbers, which messages need.
"""

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
_RECODE = "open it in an editor and save it with UTF-8 encoding (in Windows Notepad: File, Save as)"
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_READ = frozenset(
    (
        *("BEGIN", "END", "METHOD", "NAME", "X-WR-CALNAME", "TZID", "X-LIC-LOCATION"),
        *("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "STATUS"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"),
        *("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
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


@dataclass(slots=True)
class Component:
    """The lines between BEGIN and END."""

    kind: str
    """Upper case: `VEVENT`."""
    number: int
    """The line of its BEGIN."""
    lines: list[Line] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    """All unfolded lines from BEGIN to END, including those of parts."""

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def first(self, *names: str) -> Line | None:
        """The first property with the first of these names that occurs."""
        return next((line for name in names for line in self.all(name)), None)


def read_calendars(raw: bytes, file: str) -> tuple[list[Component], list[Problem]]:
    """The VCALENDAR components of a file and its syntax problems."""
    if len(raw) > MOST_BYTES:
        return [], [Problem(Place(file, 1), too_large(len(raw)))]
    if message := _not_a_calendar(raw):
        return [], [Problem(Place(file, 1), message)]
    reader = _LineReader(file)
    for folded in _folded(raw.removeprefix(b"\xef\xbb\xbf")):
        if not reader.take(folded):
            break
    return reader.finish(), reader.problems


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
    """Assembles components and collects problems."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    calendars: list[Component] = field(default_factory=list)
    open: list[Component] = field(default_factory=list)
    events: int = 0

    def refuse(self, number: int, message: str) -> None:
        self.problems.append(Problem(Place(self.file, number), message))

    def take(self, folded: list[tuple[int, bytes]]) -> bool:
        """Add a property. False if the rest of the file would only give follow-up problems."""
        raw = b"".join(line for _, line in folded)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            self.refuse(_number(folded, error.start), f"not valid UTF-8 (perhaps Windows-1250); {_RECODE}")
            return False
        if character := forbidden_character(text):
            offset = len(text[: text.index(character)].encode())
            self.refuse(_number(folded, offset), invisible(character))
            return True
        return self.property(folded[0][0], text.strip())

    def property(self, number: int, text: str) -> bool:
        name = _NAME.match(text)
        if not name or not _is_plausible(name[0]):
            found = f"'{text[:40]}{'…' if len(text) > 40 else ''}'"
            self.refuse(number, f"expected a property, found {found}; a folded line must start with a space")
            return True
        line = self.line(number, name[0].upper(), text)
        if line.name == "BEGIN":
            return self.begin(line, text)
        if not self.open:
            self.refuse(number, f"{line.name} outside of BEGIN and END")
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
            self.refuse(number, f"{name}: invalid parameters; write them like ;TZID=Europe/Prague:")
            return Line(number, name, {}, text.partition(":")[2])
        firsts = {str(key).upper(): _first(each) for key, each in parameters.items()}
        return Line(number, name, firsts, value.strip())

    def begin(self, line: Line, text: str) -> bool:
        component = Component(line.value.upper(), line.number)
        if len(self.open) >= DEEPEST:
            self.refuse(line.number, f"nested more than {DEEPEST} levels deep")
            return False
        self.events += component.kind == "VEVENT"
        if self.events > MOST_EVENTS:
            many = f"more than {MOST_EVENTS:,} events"
            self.refuse(line.number, f"{many}; export fewer months or a single calendar")
            return False
        (self.open[-1].parts if self.open else self.calendars).append(component)
        self.open.append(component)
        for each in self.open[1:]:
            each.source.append(text)
        return True

    def end(self, line: Line) -> bool:
        component = self.open[-1]
        if line.value.upper() != component.kind:
            expected = f"expected END:{component.kind} (for BEGIN on line {component.number})"
            self.refuse(line.number, f"{expected}, found END:{line.value}; download the file again")
            return False
        self.open.pop()
        return True

    def finish(self) -> list[Component]:
        if self.open and not self.problems:
            component = self.open[-1]
            message = f"BEGIN:{component.kind} without END: the file is truncated; download it again"
            self.refuse(component.number, message)
        return self.calendars


def _number(folded: list[tuple[int, bytes]], offset: int) -> int:
    """The line of the file with the byte at `offset` of the unfolded property."""
    for number, line in folded:
        if offset < len(line):
            return number
        offset -= len(line)
    return folded[-1][0]


def _is_plausible(name: str) -> bool:
    """Whether a name is likely a property. Programs write upper case; `Note:` is text that lost its fold."""
    return name.isupper() or name.upper() in _READ or name.upper().startswith("X-")


def _first(value: object) -> str:
    """The value of a parameter, or the first of several."""
    return str(value[0] if isinstance(value, list) and value else value)
