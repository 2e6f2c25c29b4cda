"""`make bench BENCH_ARGS=--feeds`: our feed writers compared with plain feedgen.

feedgen writes RSS and Atom of all items in one go; ours write JSON Feed as well. Prints medians of the CPU
seconds of this process.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from cluster.feeds.items import FeedItem
from cluster.feeds.writers import WRITERS, Feed, parts_of
from feedgen.feed import FeedGenerator

HOME = "https://cluster.example/"
START = datetime(2022, 1, 1, tzinfo=UTC)
FEED = Feed(
    title="Klastr",
    description="Zprávy klastru.",
    language="cs",
    id=HOME,
    url=HOME,
    page=f"{HOME}news/",
    author="Klastr",
    icon=f"{HOME}icon.png",
    updated=START,
)


def items(count: int) -> list[FeedItem]:
    """Items as long as on the real site, newest first."""
    text = "<p>" + "Účastníci setkání představili nové přístroje a měření. " * 6 + "</p>"
    return [
        FeedItem(
            guid=f"{HOME}#news/report-{number}.cs",
            title=f"Zpráva {number}",
            url=f"{HOME}news/report-{number}/",
            summary="Členové klastru představili zkušenosti.",
            content=text * 3,
            published=START - timedelta(hours=number),
            updated=START - timedelta(hours=number),
            authors=("Klastr",),
            categories=("Lasery", "Setkání"),
            language="cs",
        )
        for number in range(count)
    ]


def ours(feed_items: list[FeedItem]) -> None:
    """RSS, Atom and JSON Feed as in a build."""
    parts = parts_of(feed_items)
    for write in WRITERS.values():
        write(FEED, parts)


def feedgen_alone(feed_items: list[FeedItem]) -> None:
    """RSS and Atom by one generator with all items."""
    generator = FeedGenerator()
    generator.load_extension("dc", atom=False, rss=True)
    generator.id(FEED.url)
    generator.title(FEED.title)
    generator.description(FEED.description)
    generator.language(FEED.language)
    generator.author(name=FEED.author)
    generator.link(href=FEED.page)
    for item in feed_items:
        entry = generator.add_entry(order="append")
        entry.guid(item.guid, permalink=False)
        entry.title(item.title)
        entry.link(href=item.url)
        entry.description(item.summary, isSummary=True)
        entry.content(item.content, type="html")
        entry.published(item.published)
        entry.updated(item.updated)
        for name in item.authors:
            entry.author(name=name)
            entry.dc.dc_creator(name)
        for category in item.categories:
            entry.category(term=category)
    generator.rss_str(pretty=True)
    generator.atom_str(pretty=True)


def timed(write: Callable[[list[FeedItem]], None], feed_items: list[FeedItem]) -> float:
    starts = time.process_time()
    write(feed_items)
    return time.process_time() - starts


def compared(counts: tuple[int, ...], rounds: int) -> None:
    """Print the times for each number of items, and how they grow from the first to the last."""
    medians: list[tuple[float, float]] = []
    for count in counts:
        feed_items = items(count)
        pairs = [(timed(ours, feed_items), timed(feedgen_alone, feed_items)) for _ in range(rounds)]
        one, other = (statistics.median(each) for each in zip(*pairs, strict=True))
        medians.append((one, other))
        print(f"{count:>6} items: ours {one:.2f} s, feedgen alone {other:.2f} s, ratio {one / other:.2f}")
    growth = [last / first for first, last in zip(medians[0], medians[-1], strict=True)]
    print(
        f"{counts[-1] / counts[0]:.0f} times the items take ours {growth[0]:.1f} times the time, "
        f"feedgen alone {growth[1]:.1f} times."
    )
