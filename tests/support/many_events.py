"""Two hundred events of every shape, with what is true of them, from which their files are written.

What is true is stated without the program: dates as moments of Python, a title, a place and a link.
"""

import calendar
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import yaml

LANGUAGES = ("cs", "en", "de")
PRAGUE = ZoneInfo("Europe/Prague")
KINDS = ("meeting", "workshop", "seminar", "meetup", "conference", "trade-fair", "general-assembly")
SIGNS = (
    "R&D <b>tučně</b>",
    "C++; čárka, zpětné \\ lomítko",
    "100 % optiky #1",
    "Оптика и свет",
    "光学",
    "O'Neil & synové",
    "*hvězdy* _čára_ [x](y)",
    "שלום 🔭",
    "{{ jinja }} | `kód`",
    "&amp; &lt; ]]>",
)
PLACES = ("Přerov", "R&D <hala>; sál 5, vchod \\ B", "Optics' Hall #2", "東京", "50 % sálu: A/B?")


@dataclass(frozen=True)
class Span:
    """One date: whole days, both inclusive, or moments of the event's zone; `ends` is None if unknown."""

    starts: date
    ends: date | None

    @property
    def has_hours(self) -> bool:
        return isinstance(self.starts, datetime)

    def shifted(self, days: int) -> "Span":
        """The same hours on the clock, some days later."""
        later = timedelta(days=days)
        return Span(self.starts + later, self.ends + later if self.ends else None)

    @property
    def written(self) -> str:
        if not self.has_hours:
            return f"{self.starts}" if self.starts == self.ends else f"{self.starts}..{self.ends}"
        first = f"{self.starts:%Y-%m-%d %H:%M}"
        return f"{first}..{self.ends:%Y-%m-%d %H:%M}" if self.ends else first


@dataclass
class Made:
    """An event and what is true of it."""

    id: str
    fields: dict[str, Any]
    """The front matter of its file."""
    zone: str = "Europe/Prague"
    spans: list[Span] = field(default_factory=list)
    """All its exact dates, in the order of time."""
    former: list[Span] = field(default_factory=list)
    deadline: Span | None = None
    """Until when people can register."""

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def is_cancelled(self) -> bool:
        return self.fields.get("status") == "cancelled"

    @property
    def is_repeated_elsewhere(self) -> bool:
        """Whether a rule repeats it at an hour of another zone."""
        return "repeats" in self.fields and self.zone != "Europe/Prague"

    @property
    def file(self) -> str:
        return f"---\n{yaml.safe_dump(self.fields, allow_unicode=True, sort_keys=False)}---\n"

    def title(self, language: str) -> str:
        return _published(self.fields["title"][language])

    def place(self, language: str) -> str:
        return _published(self.fields.get("place", {}).get(language, ""))


def _published(text: str) -> str:
    """An apostrophe is published as one, in every language and every channel."""
    return text.replace("'", "’")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time on the clock of the event's zone."""
    return datetime(day.year, day.month, day.day, hour, minute)


# ---- Shapes: each gives the fields of an event and its dates --------------------------------------------

Shape = Callable[[date, random.Random], Any]


def _one(span: Span, **more: Any) -> Any:
    return {"when": span.written, **more}, [span]


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _repeated(span: Span, every: str, count: int, days: list[int], **more: Any) -> Any:
    """By a rule whose dates are `days` after the first one."""
    rule = {"every": every, "count": count, **more}
    return {"when": span.written, "repeats": rule}, [span.shifted(each) for each in days]


def _without(day: date, chance: random.Random) -> Any:
    """Every week, without one of the dates, which may be the first one."""
    out = chance.randrange(5)
    days = [7 * n for n in range(5) if n != out]
    span = Span(at(day, 17), at(day, 18, 30))
    return _repeated(span, "week", 5, days, without=[_later(day, 7 * out)])


def _monthly(day: date, chance: random.Random) -> Any:
    """The same weekday of each month, and two dates that follow no rule, one of them with other hours."""
    nth, start = (day.day - 1) // 7, day
    if nth == 4:
        start, nth = _later(day, -7), 3
    found, month = [], start.replace(day=1)
    for _ in range(4):
        weekdays = [w[start.weekday()] for w in calendar.monthcalendar(month.year, month.month)]
        found.append(month.replace(day=[each for each in weekdays if each][nth]))
        month = _later(month, 32).replace(day=1)
    rule = {"every": "month", "by": "weekday", "count": 4}
    extra = [
        Span(at(_later(found[1], 3), 8), at(_later(found[1], 3), 9, 15)),
        Span(*2 * [_later(found[2], 2)]),
    ]
    fields = {
        "when": Span(at(start, 14), at(start, 15)).written,
        "repeats": rule,
        "further_dates": [each.written for each in extra],
    }
    return fields, [*(Span(at(each, 14), at(each, 15)) for each in found), *extra]


def _further(day: date, _: random.Random) -> Any:
    """Dates that follow no rule, one of them before the first, one over midnight."""
    night = _later(day, 9)
    extra = [Span(*2 * [_later(day, -12)]), Span(at(night, 21), at(_later(night, 1), 1))]
    span = Span(at(day, 10), at(day, 11))
    return {"when": span.written, "further_dates": [each.written for each in extra]}, [span, *extra]


def _elsewhere(made: Any) -> Any:
    fields, spans = made
    return fields | {"time_zone": "America/New_York"}, spans


def _vague(form: str) -> Shape:
    def shape(day: date, _: random.Random) -> Any:
        quarter, season = (day.month + 2) // 3, ("winter", "spring", "summer", "autumn")[day.month % 12 // 3]
        return {"when": form.format(day, quarter=quarter, season=season)}, []

    return shape


SHAPES: dict[str, Shape] = {
    "day": lambda day, _: _one(Span(day, day)),
    "days": lambda day, chance: _one(Span(day, _later(day, chance.randint(1, 5)))),
    "across a year": lambda day, _: _one(Span(date(2022, 12, 30), date(2023, 1, 2))),
    "across a month": lambda day, _: _one(Span(date(2022, 11, 29), date(2022, 12, 2))),
    "hours": lambda day, _: _one(Span(at(day, 9), at(day, 16, 30))),
    "only a start": lambda day, _: _one(Span(at(day, 9), None)),
    "over midnight": lambda day, _: _one(Span(at(day, 20), at(_later(day, 1), 2))),
    "until midnight": lambda day, _: _one(Span(at(day, 20), at(_later(day, 1), 0))),
    "days until midnight": lambda day, _: _one(Span(at(day, 20), at(_later(day, 3), 0))),
    "hours of several days": lambda day, _: _one(Span(at(day, 13), at(_later(day, 2), 12, 15))),
    "over new year": lambda day, _: _one(Span(at(date(2022, 12, 31), 20), at(date(2023, 1, 1), 3))),
    "west": lambda day, _: _one(Span(at(day, 9), at(day, 10)), time_zone="America/New_York"),
    "west, next day here": lambda day, _: _one(Span(at(day, 20), at(day, 22)), time_zone="America/New_York"),
    "far west": lambda day, _: _one(Span(at(day, 14), at(day, 16)), time_zone="America/Los_Angeles"),
    "west, until midnight": lambda day, _: _one(
        Span(at(day, 19), at(_later(day, 1), 0)), time_zone="America/New_York"
    ),
    "west, midnight here": lambda day, _: _one(Span(at(day, 17), at(day, 18)), time_zone="America/New_York"),
    "east, day before here": lambda day, _: _one(Span(at(day, 6), at(day, 7)), time_zone="Asia/Tokyo"),
    "east": lambda day, _: _one(Span(at(day, 19), at(day, 20, 30)), time_zone="Australia/Sydney"),
    "east by half hours": lambda day, _: _one(Span(at(day, 10), at(day, 11)), time_zone="Asia/Kolkata"),
    "zone, several days": lambda day, _: _one(
        Span(at(day, 9), at(_later(day, 2), 17)), time_zone="Europe/London"
    ),
    "zone, only a start": lambda day, _: _one(Span(at(day, 23, 30), None), time_zone="Europe/London"),
    "zone, a day": lambda day, _: _one(Span(day, day), time_zone="Asia/Tokyo"),
    "between the autumn changes": lambda day, _: _one(
        Span(at(date(2022, 11, 3), 17), at(date(2022, 11, 3), 18)), time_zone="America/New_York"
    ),
    "between the spring changes": lambda day, _: _one(
        Span(at(date(2023, 3, 20), 17), at(date(2023, 3, 20), 18)), time_zone="America/New_York"
    ),
    "across a change of time": lambda day, _: _one(Span(at(date(2023, 3, 25), 22), at(date(2023, 3, 26), 4))),
    "weekly": _without,
    "weekly across a change of time": lambda day, _: _repeated(
        Span(at(date(2023, 3, 12), 9), at(date(2023, 3, 12), 10)), "week", 4, [0, 7, 14, 21]
    ),
    "weekly across a change of time, without one": lambda day, _: _repeated(
        Span(at(date(2023, 3, 12), 9), at(date(2023, 3, 12), 10)),
        "week",
        4,
        [0, 14, 21],
        without=[date(2023, 3, 19)],
    ),
    "weekly elsewhere across changes of time": lambda day, _: _elsewhere(
        _repeated(Span(at(date(2023, 3, 6), 18), at(date(2023, 3, 6), 19)), "week", 4, [0, 7, 14, 21])
    ),
    "daily nights": lambda day, _: _repeated(
        Span(at(day, 22), at(_later(day, 1), 1)), "day", 3, [0, 2, 4], interval=2
    ),
    "daily days": lambda day, _: _repeated(Span(day, day), "day", 3, [0, 1, 2]),
    "monthly": _monthly,
    "further dates": _further,
    "month": _vague("{:%Y-%m}"),
    "quarter": _vague("{:%Y}-Q{quarter}"),
    "season": _vague("{:%Y}-{season}"),
    "year": _vague("{:%Y}"),
    "no date": lambda day, _: ({"when_note": {"cs": "na jaře", "en": "in spring", "de": "im Frühjahr"}}, []),
    "awaited": lambda day, _: (
        {"status": "planned", "when_note": {"cs": "bude upřesněno", "en": "to follow", "de": "folgt"}},
        [],
    ),
    "deadline": lambda day, _: _one(Span(at(day, 12), None), kind="deadline"),
    "deadline of a day": lambda day, _: _one(Span(day, day), kind="deadline"),
    "deadline elsewhere": lambda day, _: _one(
        Span(at(day, 23, 59), None), kind="deadline", time_zone="America/New_York"
    ),
}


# ---- Two hundred of them --------------------------------------------------------------------------------


def many_events(number: int = 200, seed: int = 1) -> list[Made]:
    """Events from September 2022 to autumn 2023, the same ones for the same seed."""
    chance = random.Random(seed)
    return [_made(n, chance) for n in range(number)]


def _made(n: int, chance: random.Random) -> Made:
    name = [*SHAPES][n % len(SHAPES)]
    day = _later(date(2022, 9, 1), chance.randrange(400))
    shaped, spans = SHAPES[name](day, chance)
    made = Made(id=f"event-{n:03}", fields=_texts(n, name) | shaped, spans=sorted(spans, key=_order))
    made.zone = shaped.get("time_zone", made.zone)
    made.fields.setdefault("kind", KINDS[n % len(KINDS)])
    _set_state(made, n // len(SHAPES) % 5, day)
    _set_place(made, n // 3 % 4, n)
    if n % 3 == 0 and made.fields["kind"] != "deadline":
        _set_registration(made, n, day)
    return made


def _order(span: Span) -> tuple[date, datetime]:
    start = span.starts
    return (start.date(), start) if isinstance(start, datetime) else (start, at(start, 0))


def _texts(n: int, name: str) -> dict[str, Any]:
    sign = SIGNS[n % len(SIGNS)]
    words = {"cs": "Akce", "en": "Event", "de": "Termin"}
    fields: dict[str, Any] = {
        "title": {language: f"{word} {n:03} {sign}" for language, word in words.items()},
        "announced": date(2022, 9, 1),
    }
    if n % 2:
        fields["summary"] = {each: f"{words[each]}: {name}, {sign}." for each in LANGUAGES}
    if n % 4 == 1:
        fields["pillars"] = ["lenses"]
    if n % 4 == 2:
        fields["working_groups"] = ["spectroscopy"]
    return fields


def _set_state(made: Made, number: int, day: date) -> None:
    if number in (1, 3) and made.spans:
        made.former = [_former(made.spans[0], days) for days in ((-40,), (-40, -33))[number == 3]]
        made.fields["moved_from"] = [each.written for each in made.former]
    if number in (2, 3):
        made.fields["status"] = "cancelled"
    if number == 4:
        made.fields["status"] = "planned"


def _former(span: Span, days: int) -> Span:
    return span.shifted(days)


def _set_place(made: Made, number: int, n: int) -> None:
    if number in (0, 1):
        place = PLACES[n % len(PLACES)]
        made.fields["place"] = {"cs": place, "en": f"{place} (en)", "de": f"{place} (de)"}
    if number in (1, 2):
        made.fields["online"] = True
        if n % 2:
            made.fields["online_link"] = f"https://meet.example/{made.id}?a=1&b=2"


def _set_registration(made: Made, n: int, day: date) -> None:
    first = made.spans[0].starts if made.spans else at(day, 0)
    last = date(first.year, first.month, first.day) - timedelta(days=4)
    made.deadline = Span(at(last, 12), None) if n % 2 else Span(last, last)
    made.fields["registration"] = {
        "link": f"https://forms.example/{made.id}?a=1&b=%C4%8D",
        "deadline": made.deadline.written,
    }
