"""Brings up to date what a build records for the builds after it: data/identity.yaml and addresses.txt."""

from __future__ import annotations

import os
import time
from pathlib import Path

from cluster.build.addresses_file import text_of
from cluster.build.context import Build
from cluster.build.identity_file import identity_line, replace_file
from cluster.checks.redirects import ADDRESSES
from cluster.problems import counted


def records_lines(project: Path, build: Build, *, records: bool) -> str:
    """A line for the editor for each of the files that is out of date; they are written with `records`."""
    lines = [each(project, build, records=records) for each in (identity_line, addresses_line)]
    return "\n".join(filter(None, lines))


def addresses_line(project: Path, build: Build, *, records: bool) -> str:
    """One line for the editor if addresses.txt is out of date, else an empty text.

    With `records`, the file is written. A preview as of another day publishes what visitors do not get, so
    nothing is said of it.
    """
    before = {each.path for each in build.site.recorded}
    new = build.addresses - before
    if not new or _is_preview(build):
        return ""
    news = counted(len(new), "{n} new address", "{n} new addresses")
    if not records:
        return f"{ADDRESSES} is out of date ({news}); the next build writes it. Then commit it."
    try:
        replace_file(project / ADDRESSES, text_of(before | new))
    except OSError as error:
        return f"{ADDRESSES} is out of date ({news}), and cannot be written: {error.strerror}."
    return f"Wrote {ADDRESSES} ({news}). Commit it."


def _is_preview(build: Build) -> bool:
    """Whether the site is that of a day which somebody chose, or of one to come."""
    return bool(os.environ.get("TODAY")) or build.now.timestamp() > time.time() + 1
