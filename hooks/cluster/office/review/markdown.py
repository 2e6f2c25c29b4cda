"""A review as Markdown, fit for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, get_args

from cluster.office.review.compared import Happened, What
from cluster.office.review.things import ORDER, names_of
from cluster.office.review.voice import CODE, Voice
from cluster.sentences import joint

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


def markdown_of(review: Review, voice: Voice) -> str:
    """The text of a review, without a line break at its end."""
    base = voice.phrase("Compared with {base}.", base=_escaped(voice.code(review.base)))
    lists = (
        (voice.phrase("Warnings"), [*_warnings(review, voice)]),
        *_sections(review.happened, voice),
        (voice.phrase("Pictures and other files"), _of_files(review.files, voice)),
        (voice.phrase("Settings (mkdocs.yml)"), review.settings),
        (voice.phrase("What subscribers of calendars will notice"), [*map(_escaped, review.calendars)]),
        (voice.phrase("What readers of feeds will notice"), [*map(_escaped, review.feeds)]),
    )
    parts = [
        f"**{_sentence(review, voice)}** {base}",
        *(_escaped(each) for each in review.notes),
        *(_list(heading, rows, voice) for heading, rows in lists),
    ]
    return "\n\n".join(filter(None, parts))


def _sentence(review: Review, voice: Voice) -> str:
    """`New: 2 events; moved: 1 event (13 October 2022 → 20 October 2022).`"""
    counts = {what: ", ".join(_counts(review, what, voice)) for what in _ORDER}
    found = [*(_told(what, names, voice) for what, names in counts.items() if names), *_lost(review, voice)]
    text = joint(";", voice.language).join(found) or voice.phrase("nothing that visitors see has changed")
    return f"{text[:1].upper()}{text[1:]}."


def _counts(review: Review, what: What, voice: Voice) -> Iterator[str]:
    """How many things of each kind something has happened to."""
    happened = [each for each in _in_order(review.happened) if each.what == what]
    for kind, group in groupby(happened, key=lambda each: each.key.kind):
        found, names = [*group], names_of(kind)
        move = f" ({found[0].move})" if len(found) == 1 and found[0].move else ""
        yield f"{voice.phrase(names.one, names.many, n=len(found))}{move}"
    if files := review.files._asdict().get(what):
        yield voice.phrase("{n} file", "{n} files", n=len(files))
    if what == "changed" and review.settings:
        yield voice.phrase("the settings")


def _told(what: What, names: str, voice: Voice) -> str:
    """What has happened, before the things to which it has."""
    return {
        "new": voice.phrase("new: {names}", names=names),
        "published": voice.phrase("published: {names}", names=names),
        "withdrawn": voice.phrase("withdrawn: {names}", names=names),
        "moved": voice.phrase("moved: {names}", names=names),
        "cancelled": voice.phrase("cancelled: {names}", names=names),
        "changed": voice.phrase("changed: {names}", names=names),
        "deleted": voice.phrase("deleted: {names}", names=names),
    }[what]


def _lost(review: Review, voice: Voice) -> Iterator[str]:
    """How many pages have lost their addresses; of a single one, which."""
    pages = [each for each in review.lost if each.endswith("/")]
    if pages:
        which = f" ({pages[0]})" if len(pages) == 1 else ""
        lost = voice.phrase("{n} page lost its address", "{n} pages lost their addresses", n=len(pages))
        yield f"{lost}{which}"


_ORDER: tuple[What, ...] = get_args(What)


def _in_order(happened: Iterable[Happened]) -> list[Happened]:
    """By kind, and what has happened."""
    return sorted(happened, key=lambda each: (ORDER[each.key.kind], _ORDER.index(each.what)))


def _warnings(review: Review, voice: Voice) -> Iterator[str]:
    if review.lost:
        shown = ", ".join(f"`{each}`" for each in review.lost[:MOST])
        more = f" {_more(review.lost, voice)}" if len(review.lost) > MOST else ""
        told = voice.phrase(
            "These addresses lead nowhere now, and nothing redirects from them: {names}", names=shown
        )
        yield f"{told}{more}"
    yield from map(_escaped, review.doubts)


def _more(rows: Sequence[str], voice: Voice) -> str:
    return voice.phrase("and {number} more", number=len(rows) - MOST)


def _sections(happened: Iterable[Happened], voice: Voice) -> Iterator[tuple[str, list[str]]]:
    """A heading and a list for each kind of things."""
    for kind, group in groupby(_in_order(happened), key=lambda each: each.key.kind):
        yield voice.phrase(names_of(kind).heading), ["\n".join(_lines(each, voice)) for each in group]


def _lines(each: Happened, voice: Voice) -> Iterator[str]:
    """A thing, and below it what differs; one value stands beside it."""
    start = _told(each.what, f"**{_escaped(each.title or each.file)}** (`{each.file}`)", voice)
    if len(each.details) == 1:
        yield f"{start}{voice.colon}{_escaped(each.details[0])}"
    else:
        yield start
        shown = [f"  - {_escaped(line)}" for line in each.details[:MOST]]
        yield from shown


def _of_files(files: FileChanges, voice: Voice) -> list[str]:
    return [_told(what, f"`{each}`", voice) for what in _ORDER for each in files._asdict().get(what, ())]


def _list(heading: str, rows: Sequence[str], voice: Voice) -> str:
    """A list below a heading; empty without rows."""
    if not rows:
        return ""
    more = [f"- {_more(rows, voice)}"] if len(rows) > MOST else []
    return "\n".join([f"### {heading}", "", *(f"- {each}" for each in rows[:MOST]), *more])


def _escaped(text: str) -> str:
    """Text that Markdown takes for nothing else, but for code spans; nobody is called by an `@` in it."""
    parts = text.split(CODE)
    parts[::2] = map(_plain, parts[::2])
    return "`".join(parts)


def _plain(text: str) -> str:
    plain = re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)
    return re.sub(r"(?<![\w.])@(?=\w)", "@<!-- -->", plain)
