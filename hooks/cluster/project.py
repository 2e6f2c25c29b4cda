"""A project on the disk: its sources, the program's own files, and the clock. Not of the core."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path
from zoneinfo import ZoneInfo

from .checks import links_lead_somewhere
from .language import Languages
from .markdown import Converter
from .problems import Invalid, Place, Problem
from .site import Site
from .sources import Memory, read_site
from .words import Words, read_words

HOOKS = Path(__file__).resolve().parent.parent


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file with its path below the folder, with `/`; hidden ones are left out."""
    for place, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        below = Path(place).relative_to(folder).as_posix()
        for name in sorted(names):
            if not name.startswith("."):
                yield (name if below == "." else f"{below}/{name}"), Path(place, name)


def sources(root: Path, docs: Path) -> tuple[dict[str, bytes], dict[str, Path]]:
    """The bytes of data/*.yaml and docs/**/*.md, and where all else of docs/ is, by path from the root."""
    texts = {f"data/{path.name}": path.read_bytes() for path in sorted((root / "data").glob("*.yaml"))}
    others = {}
    for name, path in files_below(docs):
        if name.startswith("templates/"):  # MkDocs leaves this folder out, too
            continue
        if name.endswith(".md"):
            texts[f"docs/{name}"] = path.read_bytes()
        else:
            others[f"docs/{name}"] = path
    return texts, others


def site_of(
    root: Path, docs: Path, languages: Languages, converter: Converter, memory: Memory | None = None
) -> tuple[Site, datetime]:
    """The site as of today, and the moment that this is; Invalid with every problem of the sources."""
    texts, others = sources(root, docs)
    site = read_site(texts, languages, converter=converter, others=others, memory=memory)
    moment = now(ZoneInfo(site.cluster.time_zone))
    site = site.as_of(moment.date())
    if problems := list(links_lead_somewhere(site)):
        raise Invalid(problems)
    return site, moment


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
    digest = blake2b(digest_size=16)
    for path in paths:
        for name, file in [("", path)] if path.is_file() else files_below(path):
            content = file.read_bytes()
            digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest()
