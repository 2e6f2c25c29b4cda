"""What ssh, rsync and the server say if publishing fails, as one line for an editor."""

from __future__ import annotations

import re
from collections.abc import Callable

from cluster.build.destination import Destination


class Unpublished(Exception):
    """The site was not published; the message says why. What visitors see has not changed."""


class DiskFull(Unpublished):
    """There is no space left at the server."""


def failure_of(said: str, destination: Destination) -> Unpublished:
    """The failure that programs have reported with these words."""
    for pattern, reason in _REASONS:
        if pattern.search(said):
            kind = DiskFull if reason is _full else Unpublished
            return kind(f"{destination}: {reason(destination)}")
    lines = [line for line in said.splitlines() if line.strip() and not _NOISE.match(line)]
    return Unpublished(f"{destination}: {lines[-1].strip() if lines else _lost(destination)}")


_NOISE = re.compile(r"rsync error:|Warning: Permanently added|\*\* |kex_exchange")


def _host(destination: Destination) -> str:
    return destination.host.rpartition("@")[2]


def _lost(destination: Destination) -> str:
    return "the connection broke off; run the command again"


def _full(destination: Destination) -> str:
    return "there is no space left on the disk"


def _unknown(destination: Destination) -> str:
    return f"there is no server '{_host(destination)}'; check its name"


def _changed(destination: Destination) -> str:
    return (
        f"the server '{_host(destination)}' has another key than before, and may be another server; "
        "ask who runs it before you go on"
    )


def _unverified(destination: Destination) -> str:
    return (
        f"the key of the server '{_host(destination)}' is not known on this computer; "
        f"run once, and compare the key that it shows: ssh {destination.host}"
    )


def _refused(destination: Destination) -> str:
    return (
        "the server does not accept your ssh key; have it added there with "
        f"'ssh-copy-id {destination.host}', or load the key with 'ssh-add'"
    )


def _unreachable(destination: Destination) -> str:
    return f"the server '{_host(destination)}' does not answer; check the address and the network"


def _forbidden(destination: Destination) -> str:
    return "you need the right to write there; ask who runs the server"


def _unclean(destination: Destination) -> str:
    return (
        "the account prints a text when one connects, which rsync cannot read; remove it from .bashrc there"
    )


_REASONS: tuple[tuple[re.Pattern[str], Callable[[Destination], str]], ...] = (
    (re.compile(r"No space left on device|Disk quota exceeded"), _full),
    (re.compile(r"Could not resolve hostname"), _unknown),
    (re.compile(r"REMOTE HOST IDENTIFICATION HAS CHANGED"), _changed),
    (re.compile(r"Host key verification failed"), _unverified),
    (re.compile(r"Permission denied \(|Too many authentication failures"), _refused),
    (re.compile(r"Connection refused|(?:Connection|Operation) timed out|No route|unreachable"), _unreachable),
    (re.compile(r"Permission denied|Read-only file system|Operation not permitted"), _forbidden),
    (re.compile(r"is your shell clean"), _unclean),
    (
        re.compile(r"Connection (?:reset|closed)|connection unexpectedly closed|Broken pipe|Timeout, server"),
        _lost,
    ),
)
"""What is said, by parts of it, and the reason; the first row that fits counts."""
