"""A project on the disk: its sources, the program's own files, and the clock. Not of the core."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

from cluster.build.load import Memory, read_site
from cluster.checks.published import references_are_published
from cluster.content.site import Site
from cluster.digests import digest_of
from cluster.language import Languages
from cluster.pictures.model import Picture
from cluster.problems import Invalid, Place, Problem
from cluster.reading.markdown import Converter
from cluster.reading.words import Words, read_words

HOOKS = Path(__file__).resolve().parents[2]


def files_below(folder: Path, below: str = "") -> Iterator[tuple[str, str]]:
    """Every file with its path below the folder, with `/`, and as the system knows it; hidden ones are left
    out."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir():
            yield from files_below(Path(entry.path), f"{below}{entry.name}/")
        else:
            yield f"{below}{entry.name}", entry.path


def content(path: str | Path) -> bytes:
    """The bytes of a file."""
    with open(path, "rb", buffering=0) as file:
        return file.read()


def sources(root: Path, docs: Path) -> tuple[dict[str, bytes], list[str]]:
    """The bytes of data/**/*.yaml and docs/**/*.md, and all else that is in docs/, by path from the root."""
    data = files_below(root / "data") if (root / "data").is_dir() else ()
    texts = {f"data/{name}": content(path) for name, path in data if name.endswith((".yaml", ".yml"))}
    others = []
    for name, path in files_below(docs):
        if name.startswith("templates/"):  # MkDocs leaves this folder out, too
            continue
        if name.endswith(".md"):
            texts[f"docs/{name}"] = content(path)
        else:
            others.append(f"docs/{name}")
    return texts, others


def site_of(
    root: Path,
    docs: Path,
    languages: Languages,
    converter: Converter,
    look: Callable[[str], Picture],
    memory: Memory | None = None,
) -> tuple[Site, Site, datetime]:
    """The whole site, the site as of now, and the moment that this is.

    Invalid with every problem of the sources.
    """
    texts, others = sources(root, docs)
    site = read_site(texts, languages, converter=converter, others=others, memory=memory, look=look)
    moment = now(ZoneInfo(site.cluster.time_zone))
    shown = site.as_of(moment)
    if shown is not site and (problems := list(references_are_published(shown, site))):
        raise Invalid(problems)
    return site, shown, moment


def words_of(language: str) -> Words:
    """The interface's words in a language; Invalid if the program does not speak it."""
    path = HOOKS / "words" / f"{language}.yaml"
    if not path.exists():
        there = ", ".join(sorted(each.stem for each in path.parent.glob("*.yaml")))
        message = f"the program does not speak '{language}' yet (it speaks {there})"
        raise Invalid([Problem(Place("mkdocs.yml", 1), message)])
    return read_words(path.read_text(encoding="utf-8"), file=f"hooks/words/{path.name}", language=language)


def clock_is_set() -> bool:
    """Whether somebody asked for a site as of one moment, the same at each build."""
    return bool(os.environ.get("TODAY") or os.environ.get("SOURCE_DATE_EPOCH"))


def now(zone: ZoneInfo) -> datetime:
    """The one moment of the build: the start of TODAY if that is set, else SOURCE_DATE_EPOCH, else now.

    Invalid if what is set is no day or no number of seconds.
    """
    if today := os.environ.get("TODAY"):
        try:
            return datetime.combine(date.fromisoformat(today), datetime.min.time(), zone)
        except ValueError:
            raise _no_moment("TODAY", today, "is not a day; write it like TODAY=2022-04-01") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch) if epoch else int(time.time()), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        raise _no_moment("SOURCE_DATE_EPOCH", epoch or "", "is not a number of seconds") from None


def _no_moment(name: str, value: str, message: str) -> Invalid:
    return Invalid([Problem(Place("environment", 1), f"{name}='{value}' {message}")])


def digest_of_files(*paths: Path) -> str:
    """Of the names and bytes of files and of all files below folders."""
    each = ([("", str(path))] if path.is_file() else files_below(path) for path in paths)
    return digest_of((name, content(file)) for name, file in chain.from_iterable(each))
