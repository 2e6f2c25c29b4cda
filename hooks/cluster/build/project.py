"""Reads a project from disk, the program's own files and the clock."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2

from cluster.build.heading_links import headings_exist
from cluster.build.load import Memory, read_site
from cluster.checks.published import references_are_published
from cluster.content.site import Site
from cluster.content.version import Version
from cluster.digests import digest_of
from cluster.language import Languages
from cluster.links import same_name
from cluster.pages.templates import environment
from cluster.pictures.model import Picture
from cluster.problems import Invalid, Place, Problem
from cluster.reading.markdown import Converter
from cluster.reading.words import Words, read_words

HOOKS = Path(__file__).resolve().parents[2]
"""The folder of the program: hooks/."""


def files_below(folder: Path, below: str = "") -> Iterator[tuple[str, str]]:
    """Every file with its path below the folder (with `/`) and its full path, sorted; hidden files are
    skipped."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir():
            yield from files_below(Path(entry.path), f"{below}{entry.name}/")
        else:
            yield f"{below}{entry.name}", entry.path


def path_of(folder: str | Path, name: str) -> str:
    """The path of the file in a folder whose name is `name` after `same_name`."""
    path = os.path.join(folder, name)
    if os.path.lexists(path):
        return path
    head, _, last = name.rpartition("/")
    parent = path_of(folder, head) if head else str(folder)
    with suppress(OSError):
        path = next((entry.path for entry in os.scandir(parent) if same_name(entry.name) == last), path)
    return path


def content(path: str | Path) -> bytes:
    """The bytes of a file."""
    with open(path, "rb", buffering=0) as file:
        return file.read()


def sources(root: Path, docs: Path) -> tuple[dict[str, bytes], list[str]]:
    """The bytes of data/**/*.yaml and docs/**/*.md, and the paths of other files in docs/, by path."""
    data = files_below(root / "data") if (root / "data").is_dir() else ()
    texts = {f"data/{name}": content(path) for name, path in data if name.endswith((".yaml", ".yml"))}
    others = []
    for name, path in files_below(docs):
        if name.startswith("templates/"):  # as MkDocs does
            continue
        if name.endswith(".md"):
            texts[f"docs/{name}"] = content(path)
        else:
            others.append(f"docs/{same_name(name)}")
    return texts, others


def site_of(
    root: Path,
    docs: Path,
    languages: Languages,
    converter: Converter,
    look: Callable[[str], Picture],
    memory: Memory | None = None,
    *,
    site_url: str,
    theme_files: frozenset[str] | None,
    bytecode_cache: jinja2.BytecodeCache | None = None,
) -> tuple[Site, Site, datetime]:
    """The whole site with drafts, the public site as of now, and that moment.

    Invalid with every problem of the sources. For the other arguments, see `load.read_site`.
    """
    texts, others = sources(root, docs)
    templates = partial(templates_of, bytecode_cache=bytecode_cache)
    site = read_site(
        texts,
        languages,
        converter=converter,
        others=others,
        memory=memory,
        look=look,
        site_url=site_url,
        theme_files=theme_files,
        headings=lambda whole: headings_exist(whole, now(whole.zone), words_of, templates),
    )
    moment = now(site.zone)
    public = site.as_of(moment)
    if public is not site and (problems := list(references_are_published(public, site))):
        raise Invalid(problems)
    return site, public, moment


def templates_of(version: Version, bytecode_cache: jinja2.BytecodeCache | None) -> jinja2.Environment:
    """The templates of a language version; `bytecode_cache` is the cache of compiled ones."""
    loader = jinja2.FileSystemLoader(HOOKS / "templates")
    return environment(loader, version, bytecode_cache=bytecode_cache)


def words_of(language: str) -> Words:
    """The words of the interface in a language; Invalid if there are none."""
    path = HOOKS / "words" / f"{language}.yaml"
    if not path.exists():
        supported = ", ".join(sorted(each.stem for each in path.parent.glob("*.yaml")))
        message = f"unsupported language '{language}' (supported: {supported})"
        raise Invalid([Problem(Place("mkdocs.yml", 1), message)])
    return read_words(path.read_text(encoding="utf-8"), file=f"hooks/words/{path.name}", language=language)


def clock_is_set() -> bool:
    """Whether the environment sets the moment of the build; see `now`."""
    return bool(os.environ.get("TODAY") or os.environ.get("SOURCE_DATE_EPOCH"))


def now(zone: ZoneInfo) -> datetime:
    """The moment of the build: the start of the day TODAY, else SOURCE_DATE_EPOCH, else now.

    Invalid if the variable is not a day or a number of seconds. A build calls this once, so that all its
    pages agree on the day.
    """
    if today := os.environ.get("TODAY"):
        try:
            return datetime.combine(date.fromisoformat(today), datetime.min.time(), zone)
        except ValueError:
            raise _invalid("TODAY", "a day such as 2022-04-01", today) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch) if epoch else int(time.time()), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        raise _invalid("SOURCE_DATE_EPOCH", "a number of seconds", epoch or "") from None


def _invalid(variable: str, expected: str, value: str) -> Invalid:
    message = f"{variable}: expected {expected}, found '{value}'"
    return Invalid([Problem(Place("environment", 1), message)])


def digest_of_files(*paths: Path) -> str:
    """The digest of the names and bytes of files, and of all files below folders."""
    each = ([("", str(path))] if path.is_file() else files_below(path) for path in paths)
    return digest_of((name, content(file)) for name, file in chain.from_iterable(each))
