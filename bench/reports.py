"""The reports that `make bench` makes instead of the comparison: growth, calendars, directories, lists."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contenders import BUILD, clean, hugo
from directories import SampleDirectory, sample, sample_directory, sample_of_events
from keystrokes import filtered
from measure import Contender, ratio, run, spread, timed
from preview import previews
from projects import our_project, simple_hugo_project


@contextmanager
def alone(directory: SampleDirectory, place: Path | None) -> Iterator[Contender]:
    """Our full build of a cluster, in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="bench.", dir=place) as work:
        folder = Path(work)
        our_project(folder, directory)
        yield Contender("ours", BUILD, folder, clean(folder))


def growth(place: Path | None, rounds: int) -> Iterator[str]:
    """On our full builds of 500 and of 10,000 pages, in one language and in three."""
    for languages in (1, 3):
        figures = []
        for pages in (500, 10_000):
            with alone(sample(pages, languages), place) as ours:
                figures.append(timed([ours], rounds)["ours"])
        small, large = figures
        yield (
            f"From 500 to 10,000 pages in {languages} language(s): "
            f"{spread(small.cpu)} s to {spread(large.cpu)} s, "
            f"{statistics.median(large.cpu) / statistics.median(small.cpu):.1f} times; "
            f"{max(small.memory):.0f} MB to {max(large.memory):.0f} MB"
        )


def calendar(place: Path | None, rounds: int) -> Iterator[str]:
    """On our full builds of 500 and of 5,000 events, with the share of CPU time in our own code."""
    medians = []
    for events in (500, 5_000):
        with alone(sample_of_events(events, 3), place) as ours:
            figures = timed([ours], rounds)["ours"]
            ours.ready()
            run([sys.executable, str(Path(__file__).parent / "share.py"), "counts"], ours.folder)
            counts = json.loads((ours.folder / "counts").read_text())
        part = counts["ours"] / sum(counts.values())
        medians.append(statistics.median(figures.cpu))
        yield f"{events} events in three languages: {spread(figures.cpu)} s, {part:.0%} in our own code"
    yield f"Ten times the events take {medians[1] / medians[0]:.1f} times the time."


def directories(place: Path | None, rounds: int) -> Iterator[str]:
    """On builds of 500 to 2,000 members and as many items of equipment in three languages, ours and Hugo's
    simple pages."""
    medians = []
    yield "| members, and items | ours, CPU s | pages | ms a page | Hugo, CPU s | pages | ms a page | ratio |"
    yield "|---|---|---|---|---|---|---|---|"
    for number in (500, 1_000, 2_000):
        with tempfile.TemporaryDirectory(prefix="bench.", dir=place) as work:
            builders = directory_builders(Path(work), number)
            figures = timed(builders, rounds)
            pages = [sum(1 for _ in each.folder.glob("*/**/index.html")) for each in builders]
        cpu = [figures[each.name].cpu for each in builders]
        medians.append([statistics.median(each) for each in cpu])
        cells = [f"{number}"]
        for each, count in zip(cpu, pages, strict=True):
            cells += [spread(each), f"{count}", f"{1000 * statistics.median(each) / count:.1f}"]
        yield f"| {' | '.join(cells)} | {ratio(*cpu)} |"
    grown = [last / first for first, last in zip(medians[0], medians[-1], strict=True)]
    yield f"Four times the records take ours {grown[0]:.1f} times the time, Hugo {grown[1]:.1f} times."


def directory_builders(work: Path, number: int) -> list[Contender]:
    """Ours and Hugo, with a directory of that many members and items of equipment."""
    directory, ours, simple = sample_directory(number), work / "ours", work / "hugo"
    our_project(ours, directory)
    run(BUILD, ours)
    simple_hugo_project(simple, directory, ours / "site")
    return [
        Contender("ours", BUILD, ours, clean(ours)),
        Contender("Hugo, simple pages", hugo(), simple, clean(simple)),
    ]


def filters(place: Path | None, rounds: int) -> Iterator[str]:
    """On lists of 2,000 records in a browser."""
    with tempfile.TemporaryDirectory(prefix="bench.", dir=place) as work:
        our_project(Path(work), sample_directory(2_000))
        run(BUILD, Path(work))
        yield from filtered(Path(work) / "site", ("members/", "equipment/", "de/equipment/"), rounds)


def preview(place: Path | None, rounds: int) -> Iterator[str]:
    """On the live preview, from a save until the open page shows it."""
    with tempfile.TemporaryDirectory(prefix="bench.", dir=place) as work:
        yield from previews(Path(work), rounds)
