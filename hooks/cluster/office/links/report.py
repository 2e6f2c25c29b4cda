"""What the office is told of the links to other sites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from cluster.office.links.external import ExternalLink
from cluster.office.links.log import DAYS, LinkHistory
from cluster.office.links.visit import Answer
from cluster.problems import Problem, counted


class LinkReport(NamedTuple):
    """What was found."""

    dead: Sequence[Problem]
    notes: Sequence[Problem]
    """Links that may be wrong, or could be better."""
    summary: str


State = Literal["good", "moved", "uncertain", "failing", "dead"]


def report_on(
    links: Sequence[ExternalLink], log: Mapping[str, LinkHistory], answers: Mapping[str, Answer], today: date
) -> LinkReport:
    """`log` and `answers` are by address, the answers those of today."""
    states = {url: _state(entry, answers.get(url)) for url, entry in log.items()}
    problems = [(states[each.asked], _problem(each, log, answers, today)) for each in links]
    return LinkReport(
        dead=[problem for state, problem in problems if state == "dead"],
        notes=[problem for state, problem in problems if state not in ("dead", "good")],
        summary=_summary(states),
    )


def _state(entry: LinkHistory, answer: Answer | None) -> State:
    if answer and answer.outcome in ("uncertain", "skipped"):
        return "uncertain"
    if answer and answer.outcome != "good":
        return "dead" if len(entry.failed) >= DAYS else "failing"
    return "moved" if entry.moved else "good"


def _problem(
    link: ExternalLink, log: Mapping[str, LinkHistory], answers: Mapping[str, Answer], today: date
) -> Problem:
    entry, answer = log[link.asked], answers.get(link.asked, Answer("good"))
    match _state(entry, answer):
        case "uncertain":
            message = f"'{link.url}' is not certain: {answer.why}; look at it in a browser"
        case "failing":
            days = counted(DAYS - len(entry.failed), "{n} other day", "{n} other days")
            message = f"'{link.url}' does not work now: {answer.why}; it counts as dead if it fails on {days}"
        case "dead":
            first, second, *_ = entry.failed
            copy = archived(link, today)
            message = (
                f"'{link.url}' is dead: {answer.why}, as on {first} and {second}; a copy may be at {copy}"
            )
        case _:
            message = f"'{link.url}' has moved for good; write '{entry.moved}'"
    return Problem(link.at, message)


def archived(link: ExternalLink, today: date) -> str:
    """The address at which the web archive shows its copy that is nearest to when the page was published."""
    day = min(link.published or today, today)
    return f"https://web.archive.org/web/{day:%Y%m%d}/{link.url}"


def _summary(states: Mapping[str, State]) -> str:
    if not states:
        return "No link leads to another site."
    number = Counter(states.values())
    counts: dict[State, str] = {
        "good": counted(number["good"], "{n} works", "{n} work"),
        "moved": counted(number["moved"], "{n} has moved", "{n} have moved"),
        "uncertain": counted(number["uncertain"], "{n} is not certain", "{n} are not certain"),
        "failing": counted(number["failing"], "{n} does not work now", "{n} do not work now"),
        "dead": counted(number["dead"], "{n} is dead", "{n} are dead"),
    }
    total = counted(len(states), "{n} address of other sites", "{n} addresses of other sites")
    return f"{total}: {', '.join(text for state, text in counts.items() if number[state])}."
