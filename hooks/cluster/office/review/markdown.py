"""A review as Markdown, fit for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, get_args

from cluster.office.review.compared import Happened, What
from cluster.office.review.things import ORDER, name_of

MOST = 20
"""The longest list; a new plan has many more activities than anybody reads in a comment."""


class FileChanges(NamedTuple):
    """Pictures and other files of docs/ that are no texts, by path."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()


class Review(NamedTuple):
    """What a review says; all but `base` may be empty."""

    base: str
    """The version with which the present one is compared: `main (1a2b3c4)`."""
    happened: Sequence[Happened] = ()
    files: FileChanges = FileChanges()
    settings: Sequence[str] = ()
    """The settings of mkdocs.yml that differ."""
    lost: Sequence[str] = ()
    """Addresses that are there no more."""
    doubts: Sequence[str] = ()
    calendars: Sequence[str] = ()
    feeds: Sequence[str] = ()
    notes: Sequence[str] = ()
    """What could not be compared."""


def markdown_of(review: Review) -> str:
    """The text of a review, without a line break at its end."""
    counts = [*_counts(review)]
    warnings = [*_warnings(review)]
    parts = [
        f"**{_sentence(counts)}** Compared with {_escaped(review.base)}.",
        *(_escaped(each) for each in review.notes),
        _list("Warnings", warnings),
        *_sections(review.happened),
        _list("Pictures and other files", _of_files(review.files)),
        _list("Settings (mkdocs.yml)", review.settings),
        _list("What subscribers of calendars will notice", [*map(_escaped, review.calendars)]),
        _list("What readers of feeds will notice", [*map(_escaped, review.feeds)]),
    ]
    return "\n\n".join(filter(None, parts))


def _sentence(counts: Sequence[str]) -> str:
    text = ", ".join(counts) or "nothing that visitors see has changed"
    return f"{text[:1].upper()}{text[1:]}."


def _counts(review: Review) -> Iterator[str]:
    """`2 new events`, `1 event moved (13 October 2022 → 20 October 2022)`."""
    for (kind, what), group in groupby(
        _in_order(review.happened), key=lambda each: (each.key.kind, each.what)
    ):
        found = [*group]
        number, name = len(found), name_of(kind, len(found))
        if kind == "cluster":
            yield "the cluster’s own data changed"
        elif what == "new":
            yield f"{number} new {name}"
        else:
            move = f" ({found[0].move})" if number == 1 and found[0].move else ""
            yield f"{number} {name} {what}{move}"
    for what, files in review.files._asdict().items():
        if files:
            yield f"{len(files)} {what} {'files' if len(files) > 1 else 'file'}"
    if review.settings:
        yield "the settings changed"
    pages = [each for each in review.lost if each.endswith("/")]
    if pages:
        which = f"its address ({pages[0]})" if len(pages) == 1 else "their addresses"
        yield f"{len(pages)} {'page' if len(pages) == 1 else 'pages'} lost {which}"


_ORDER = get_args(What)


def _in_order(happened: Iterable[Happened]) -> list[Happened]:
    """By kind, and what has happened."""
    return sorted(happened, key=lambda each: (ORDER[each.key.kind], _ORDER.index(each.what)))


def _warnings(review: Review) -> Iterator[str]:
    if review.lost:
        shown = ", ".join(f"`{each}`" for each in review.lost[:MOST])
        more = f" and {len(review.lost) - MOST} more" if len(review.lost) > MOST else ""
        yield f"These addresses lead nowhere now, and nothing redirects from them: {shown}{more}"
    yield from map(_escaped, review.doubts)


def _sections(happened: Iterable[Happened]) -> Iterator[str]:
    """A list for each kind of things."""
    for kind, group in groupby(_in_order(happened), key=lambda each: each.key.kind):
        name = name_of(kind, 2)
        yield _list(name[:1].upper() + name[1:], ["\n".join(_lines(each)) for each in group])


def _lines(each: Happened) -> Iterator[str]:
    """A thing, and below it what differs; one value stands beside it."""
    start = f"{each.what}: **{_escaped(each.title or each.file)}** (`{each.file}`)"
    if len(each.details) == 1:
        yield f"{start}: {_escaped(each.details[0])}"
    else:
        yield start
        shown = [f"  - {_escaped(line)}" for line in each.details[:MOST]]
        yield from shown


def _of_files(files: FileChanges) -> list[str]:
    return [f"{what}: `{each}`" for what, found in files._asdict().items() for each in found]


def _list(heading: str, rows: Sequence[str]) -> str:
    """A list below a heading; empty without rows."""
    if not rows:
        return ""
    more = [f"- and {len(rows) - MOST} more"] if len(rows) > MOST else []
    return "\n".join([f"### {heading}", "", *(f"- {each}" for each in rows[:MOST]), *more])


def _escaped(text: str) -> str:
    """Text that Markdown takes for nothing else; nobody is called by an `@` in it."""
    plain = re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)
    return re.sub(r"(?<![\w.])@(?=\w)", "@<!-- -->", plain)
