"""Publishes the site, and goes back to what was published before.

Visitors see the old site or the new one, each whole, whenever a run is stopped: a release is sent to a folder
of its own, and shown when it is complete. What a stopped run has left, the next one deletes.
"""

from __future__ import annotations

import getpass
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cluster.build.destination import Destination
from cluster.publishing.failures import DiskFull, Unpublished
from cluster.publishing.releases import Releases
from cluster.publishing.server import Server
from cluster.publishing.transfer import Differences, differences, send


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published."""

    release: str
    """What visitors see now."""
    differences: Differences
    """Empty if the site is the same as that which was there, and nothing was sent."""
    is_first: bool
    undeleted: str
    """Why old releases could not be deleted, or an empty text."""


@dataclass(frozen=True, slots=True)
class Rollback:
    """A change to the release before."""

    release: str
    """What visitors see now."""
    given_up: str
    """What they saw."""
    older: int
    """How many releases there are to go back further."""


_NONE = Releases((), "")


def publish(site: Path, destination: Destination, *, keep: int, at: datetime) -> Publication:
    """Publish the folder of a site, and keep so many releases; `at` is now. Unpublished if it fails."""
    with Server(destination) as server:
        server.releases()  # refuses a folder that is not for releases before anything is written
        server.take(_who(at))
        releases = server.releases() or _NONE
        undeleted = server.remove(*releases.leftovers)
        found = differences(site, destination, releases.current, server.hold)
        if not found:
            return Publication(releases.current, found, False, undeleted)
        name = releases.next(at)
        _send(site, server, name, releases.current)
        server.show(name)
        undeleted = server.remove(*releases.outdated(keep)) or undeleted
        return Publication(name, found, not releases.current, undeleted)


def _send(site: Path, server: Server, name: str, base: str) -> None:
    """Send a release; what has arrived of it is deleted again if that fails."""
    try:
        send(site, server.destination, name, base=base, beat=server.hold)
    except BaseException as error:
        with suppress(Unpublished):
            server.remove(name)
        if isinstance(error, DiskFull):
            raise DiskFull(f"{error}: {_space(site, server)}") from None
        raise


def _space(site: Path, server: Server) -> str:
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) // 1024**2 + 1
    return f"{server.free_megabytes()} MB are free there, and the whole site has {size} MB"


def preview(site: Path, destination: Destination) -> Differences:
    """What `publish` would change; nothing is written."""
    with Server(destination) as server:
        return differences(site, destination, (server.releases() or _NONE).current)


def roll_back(destination: Destination, *, at: datetime, writes: bool) -> Rollback:
    """Show the release before the current one again; without `writes`, only say which one that is."""
    with Server(destination) as server:
        _published(server)
        if writes:
            server.take(_who(at))
        releases = _published(server)
        if not releases.before:
            message = f"there is no release before {releases.current}, which visitors see"
            raise Unpublished(f"{destination}: {message}")
        *older, release = releases.before
        if writes:
            server.show(release)
        return Rollback(release, releases.current, len(older))


def _published(server: Server) -> Releases:
    releases = server.releases()
    if not releases or not releases.current:
        raise Unpublished(f"{server.destination}: nothing has been published there yet")
    return releases


def _who(at: datetime) -> str:
    """Name and time for those who want to publish meanwhile."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a number without a name, as in containers
        user = "?"
    return f"{user}@{socket.gethostname()}|{at:%Y-%m-%d %H:%M} UTC"
