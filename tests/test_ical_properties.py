"""Any valid event comes back from its calendar file as it was."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import yaml
from cluster.content.calendar_entries import subscribed
from cluster.content.events import Event
from cluster.dates import When
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar import Event as Component
from support.calendars import calendar_file
from support.sources import site_of
from support.versions import version_of

HOST = "cluster.example"

DAYS = st.dates(date(1990, 1, 1), date(2037, 12, 1))
TEXTS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp", "Cf")), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
ZONES = st.sampled_from([None, "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])


@st.composite
def whens(draw: st.DrawFn) -> str:
    """An exact date as an editor writes it."""
    starts = draw(DAYS)
    ends = starts + timedelta(days=draw(st.integers(0, 5)))
    if draw(st.booleans()):
        return str(starts) if starts == ends else f"{starts}..{ends}"
    opens, closes = sorted(draw(st.tuples(_TIMES, _TIMES)))
    if opens == closes:
        return f"{starts} {opens:%H:%M}"
    return f"{starts} {opens:%H:%M}..{ends} {closes:%H:%M}"


_TIMES = st.times().map(lambda moment: time(moment.hour, moment.minute))

RULES = st.fixed_dictionaries(
    {"every": st.sampled_from(["day", "week", "month", "year"]), "count": st.integers(1, 30)},
    optional={"interval": st.integers(1, 4), "by": st.just("weekday")},
).filter(lambda rule: "by" not in rule or rule["every"] == "month")


@st.composite
def events(draw: st.DrawFn) -> str:
    """The file of an event."""
    head: dict[str, object] = {
        "title": draw(TEXTS),
        "when": draw(whens()),
        "kind": draw(st.sampled_from(["meeting", "workshop", "trade-fair"])),
        "status": draw(st.sampled_from(["planned", "confirmed", "cancelled"])),
    }
    optional = {"place": TEXTS, "summary": TEXTS, "time_zone": ZONES, "repeats": RULES}
    for name, values in optional.items():
        if draw(st.booleans()) and (value := draw(values)) is not None:
            head[name] = value
    return f"---\n{yaml.safe_dump(_texts(head), allow_unicode=True)}---\n"


def _texts(value: object) -> object:
    """As the program reads YAML: every value a text."""
    if isinstance(value, dict):
        return {key: _texts(each) for key, each in value.items()}
    return str(value)


def read_back(component: Component, zone: ZoneInfo) -> dict[str, object]:
    starts, ends = component["dtstart"].dt, component["dtend"].dt if "dtend" in component else None
    if isinstance(starts, datetime):
        starts = starts.astimezone(zone)
        ends = ends.astimezone(zone) if ends else None
        when = When(
            precision="time",
            starts=starts.date(),
            ends=ends.date() if ends else starts.date(),
            opens=starts.time(),
            closes=ends.time() if ends else None,
        )
    else:
        assert ends is not None
        when = When(precision="day", starts=starts, ends=ends - timedelta(days=1))
    return {
        "title": str(component["summary"]),
        "when": when,
        "place": str(component.get("location", "")),
        "summary": str(component.get("description", "")),
        "status": {"TENTATIVE": "planned"}.get(component["status"], str(component["status"]).lower()),
        "dates": int(component["rrule"]["COUNT"][0]) if "rrule" in component else 1,
    }


def said(event: Event) -> dict[str, object]:
    def text(value: object) -> str:
        return str(value.best(("cs",))) if value else ""  # type: ignore[attr-defined]

    is_off = event.status == "cancelled"
    return {
        "title": f"Zrušeno: {text(event.title)}" if is_off else text(event.title),
        "when": event.when,
        "place": text(event.place),
        "summary": "\n".join(filter(None, ["Zrušeno" if is_off else "", text(event.summary)])),
        "status": event.status,
        "dates": len(event.dates),
    }


@given(events())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_an_event_survives_the_way_through_its_file_and_its_calendar(file: str) -> None:
    site = site_of({"docs/events/any.md": file})
    event = site.event("any")
    assert event is not None
    raw = calendar_file(subscribed(event)[:1], version_of(site))

    [component] = Calendar.from_ical(raw).walk("VEVENT")

    assert read_back(component, ZoneInfo(event.time_zone or "Europe/Prague")) == said(event)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
