"""Asks many hosts at the same time, and each of them politely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from cluster.office.links.visit import Answer, Pace, Turns, Visitor

AT_ONCE = 16
"""How many hosts are asked at the same time."""

MOST_FAILURES = 2
"""After as many addresses in a row without an answer, or with a broken one, a host is left alone: each of
them takes up to a minute, and nothing says that its other ones are gone."""

SKIPPED = Answer("skipped", "its host failed at other addresses")


def by_host(urls: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for url in urls:
        found.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    return found


def answers_of(urls: Iterable[str], agent: str, pace: Pace) -> Mapping[str, Answer]:
    """The answer of each address; `agent` is what the program calls itself."""
    turns = Turns(pace.pause)

    def visit(urls: list[str]) -> dict[str, Answer]:
        return _of_host(urls, Visitor(agent, pace, turns))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return {
            url: answer for found in pool.map(visit, by_host(urls).values()) for url, answer in found.items()
        }


def _of_host(urls: list[str], visitor: Visitor) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    failures = 0
    for url in urls:
        found[url] = visitor.answer(url) if failures < MOST_FAILURES else SKIPPED
        failures = 0 if 0 < found[url].status < 500 else failures + 1
    return found
