"""What is valid but not public yet: drafts, and everything that waits for its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from cluster.content.item import starts_of
from cluster.content.kinds import label
from cluster.content.reminders import named
from cluster.content.site import Site
from cluster.problems import counted


class Hidden(NamedTuple):
    """Something that is not public yet."""

    name: str
    """How messages name it: `news 'open-day'`."""
    out_from: datetime | None
    """The moment of its publication; None for a draft."""


def hidden_in(whole: Site, public: Site) -> list[Hidden]:
    """Everything that only the whole content has, what is published first before the rest."""
    found = [*_hidden_items(whole, public), *_hidden_entries(whole, public)]
    return sorted(found, key=lambda each: (each.out_from is None, str(each.out_from), each.name))


def _hidden_items(whole: Site, public: Site) -> Iterator[Hidden]:
    for cls, items in whole.items.items():
        shown = {item.at for item in public.of(cls)}
        for item in items:
            if item.at not in shown:
                yield Hidden(label(item), item.out_from(whole.zone))


def _hidden_entries(whole: Site, public: Site) -> Iterator[Hidden]:
    """Milestones and awards of the future."""
    for name, entries, shown in (
        ("milestone", whole.cluster.history, public.cluster.history),
        ("award", whole.cluster.awards, public.cluster.awards),
    ):
        for each in entries:
            if each not in shown:
                yield Hidden(f"{name} '{each.title.original}'", max(starts_of(whole.zone, each.when)))


def waiting_lines(whole: Site, public: Site) -> list[str]:
    """At most two lines: what waits for its day, and the drafts, each with its number."""
    hidden = hidden_in(whole, public)
    waiting = [f"{each.name} ({_written(each.out_from)})" for each in hidden if each.out_from]
    drafts = [each.name for each in hidden if each.out_from is None]
    lines = []
    if waiting:
        counts = counted(
            len(waiting),
            "{n} item waits for its day of publication",
            "{n} items wait for their day of publication",
        )
        lines.append(f"{counts}: {named(waiting)}.")
    if drafts:
        counts = counted(len(drafts), "{n} draft is left", "{n} drafts are left")
        lines.append(f"{counts}: {named(drafts)}.")
    return lines


def _written(moment: datetime) -> str:
    """`2027-03-20`, with the hour if it is not midnight."""
    return f"{moment:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
