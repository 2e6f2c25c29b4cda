"""Keeps data/identity.yaml up to date: what a build has published, for the builds after it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from cluster.build.context import Build
from cluster.content.identity import IDENTITY, Identity, Revision, first_identity

_MANUAL = """\
# What calendars and feed readers recognise the events and news of this site by. `cluster build` writes this
# file; commit it. Without it, a change of the site's address would show every item as new.
# Delete it only to start another cluster's site.
#
# name        what ids are made of: the site's first address. Never change it, even if the site moves.
# revisions   events that were moved or cancelled: event (its id), sequence (the number of the last published
#             revision, which must never fall), changes (how many of them its file stated then)

"""


def identity_line(project: Path, build: Build, *, records: bool) -> str:
    """One line for the editor if data/identity.yaml is out of date, else an empty text.

    With `records`, the file is written. Where it cannot be, as in a read-only checkout, the site is the same:
    a later build elsewhere can still write it, as long as neither the address nor an event has changed.
    """
    before = build.site.identity
    after = (before or first_identity(build.site_url)).after(build.site.events)
    if after == before:
        return ""
    news = _difference(before, after)
    if not records:
        return f"{IDENTITY} is out of date ({news}); the next build writes it. Then commit it."
    try:
        replace_file(project / IDENTITY, yaml_of(after))
    except OSError as error:
        return f"{IDENTITY} is out of date ({news}), and cannot be written: {error.strerror}."
    return f"Wrote {IDENTITY} ({news}). Commit it."


def _difference(before: Identity | None, after: Identity) -> str:
    if before is None:
        return f"ids are made of {after.name} from now on"
    known = set(before.revisions)
    ids = [each.event for each in after.revisions if each not in known]
    return f"new revision: {', '.join(ids)}" if ids else "duplicate revisions removed"


def yaml_of(identity: Identity) -> str:
    """The content of the file, with its manual."""
    revisions = "\n".join(_rows(identity.revisions))
    return f"{_MANUAL}name: {identity.name}\n" + (f"revisions:\n{revisions}\n" if revisions else "")


def _rows(revisions: tuple[Revision, ...]) -> Iterator[str]:
    """One line each, so that branches can be merged."""
    for each in revisions:
        changes = f", changes: {each.changes}" if each.changes else ""
        yield f"  - {{event: {each.event}, sequence: {each.sequence}{changes}}}"


def replace_file(path: Path, text: str) -> None:
    """Replace the file at once: an interrupted build leaves the old one."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
