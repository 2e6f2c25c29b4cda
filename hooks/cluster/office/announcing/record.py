"""What has been announced: .cache/announced.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from cluster.office.safe_write import write

FILE = "announced.json"

Contents = Mapping[str, str]
"""The digest of what stands at each address."""


class AnnouncementRecord:
    """What services have been told, by their address, kept in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._raw = path.read_bytes() if path.exists() else None
        self._known = _read(self._raw)

    def known_to(self, service: str) -> Contents | None:
        """None if the service is new."""
        return self._known.get(service)

    def note(self, service: str, known: Contents) -> None:
        """OSError if it cannot be kept, or if another run has written the file meanwhile."""
        self._known[service] = dict(known)
        raw = (json.dumps(self._known, indent=1, sort_keys=True) + "\n").encode()
        write({self._path: raw}, {self._path: self._raw})
        self._raw = raw


def changed(before: Contents, now: Contents) -> list[str]:
    """The addresses with another content than before, new and gone ones included, sorted."""
    return sorted(each for each in now.keys() | before.keys() if now.get(each) != before.get(each))


def still(before: Contents, now: Contents, urls: set[str]) -> Contents:
    """`now`, but `before` at some addresses."""
    kept = {url: digest for url, digest in before.items() if url in urls}
    return {url: digest for url, digest in now.items() if url not in urls} | kept


def _read(raw: bytes | None) -> dict[str, dict[str, str]]:
    """Empty if there is none, or if it is damaged."""
    try:
        found = json.loads(raw or b"{}")
        return {
            str(service): {str(url): str(digest) for url, digest in told.items()}
            for service, told in found.items()
        }
    except (ValueError, AttributeError, RecursionError):
        return {}
