"""`cluster tidy`: compares data/ and docs/ with the last commit, and restores what a tool has lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from cluster.build.build import build_lock, settings
from cluster.build.source_files import sources
from cluster.office.review.git_version import base_of, checked_out
from cluster.office.safe_write import write
from cluster.office.tidy.restore import Unrestorable, comments, restored
from cluster.problems import Invalid, Problem, counted
from cluster.reading.yaml_tree import decode, read_tree

_HEAD = re.compile(r"\A(---[ \t]*\n)(.*?\n)??(---[ \t]*(?:\n|\Z))", re.DOTALL)


class Tidied(NamedTuple):
    """What became of a file."""

    file: str
    content: bytes | None
    """None if it stays as it is."""
    said: str


def tidy(project: Path, on_wait: Callable[[], None], *, writes: bool = True) -> list[str]:
    """Restore comments, order and style of the files that differ from the last commit; a line for each.

    LookupError if there is no commit, Invalid if a file is broken; then nothing is written.
    """
    commit = base_of(project, "HEAD")
    with build_lock(project, on_wait):
        docs = Path(settings(project).docs)
        now = sources(project, docs).texts
        with checked_out(project, commit) as there:
            was = sources(there, there / docs.relative_to(project.resolve())).texts
        changed = {file: raw for file, raw in now.items() if was.get(file, raw) != raw}
        if problems := [each for file, raw in changed.items() for each in _problems(raw, file)]:
            raise Invalid(problems)
        done = [_tidied(file, was[file], raw) for file, raw in changed.items()]
        if writes:
            _write(project, docs, done, now)
    return [f"{each.file}: {each.said}" for each in done if each.said]


def _write(project: Path, docs: Path, done: list[Tidied], now: Mapping[str, bytes]) -> None:
    paths = {each.file: _path_of(each.file, project, docs) for each in done if each.content is not None}
    write(
        {paths[each.file]: each.content for each in done if each.content is not None},
        {path: now[file] for file, path in paths.items()},
    )


def _path_of(file: str, project: Path, docs: Path) -> Path:
    return docs / file.removeprefix("docs/") if file.startswith("docs/") else project / file


def _problems(raw: bytes, file: str) -> Iterator[Problem]:
    """Why a file cannot be read as YAML, or its head."""
    text, problems = decode(raw, file)
    yield from problems
    if not problems:
        head, start = (text, 1) if file.endswith(".yaml") else (_parts(text).head, 2)
        yield from read_tree(head, file=file, first_line=start)[1]


class _TakenApart(NamedTuple):
    """A document, taken apart; a file of data/ is a head alone."""

    opening: str
    head: str
    closing: str
    body: str


def _parts(text: str) -> _TakenApart:
    match = _HEAD.match(text)
    return (
        _TakenApart(match[1], match[2] or "", match[3], text[match.end() :])
        if match
        else _TakenApart("", "", "", text)
    )


def _tidied(file: str, was: bytes, now: bytes) -> Tidied:
    """A file with the style of its last version. It stays as it is if somebody has changed it with care."""
    old, new = (_text(raw) for raw in (was, now))
    try:
        text = _merged(old, new, is_data=file.endswith(".yaml"))
    except Unrestorable as error:
        return Tidied(file, None, f"left as it is: {error}")
    if b"\r\n" in was:
        text = text.replace("\n", "\r\n")
    raw = text.encode()
    if raw == now or (_distance(old, new) <= _distance(old, _text(raw)) and b"\r" not in was + now):
        return Tidied(file, None, "")
    return Tidied(file, raw, _said(old, new, _text(raw)))


def _text(raw: bytes) -> str:
    return raw.decode("utf-8-sig").replace("\r\n", "\n")


def _merged(old: str, new: str, *, is_data: bool) -> str:
    before, after = (_TakenApart("", text, "", "") if is_data else _parts(text) for text in (old, new))
    if own := comments(after.head) - comments(before.head):
        comment = min(own)
        raise Unrestorable(f"it has a new comment, '{comment}'")
    head = restored(before.head, after.head)
    body = before.body if before.body.strip() == after.body.strip() else after.body
    opening, closing = (before if before.opening else after)[::2]
    return f"{opening}{head}{closing}{body}"


def _distance(one: str, other: str) -> int:
    """How many lines differ between two texts."""
    lines, others = one.splitlines(), other.splitlines()
    matching = SequenceMatcher(None, lines, others, autojunk=False).get_matching_blocks()
    same = sum(each.size for each in matching)
    return len(lines) + len(others) - 2 * same


def _said(old: str, found: str, tidied: str) -> str:
    before, after = _distance(old, found), _distance(old, tidied)
    differed = counted(
        before, "{n} line differed from the last version", "{n} lines differed from the last version"
    )
    return f"restored ({differed}, now {after})"
