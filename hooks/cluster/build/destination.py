"""Where the site is published: a folder of a server, or of this computer."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Destination:
    """A folder for releases of the site."""

    host: str
    """`www.example.org` or `user@www.example.org`, as ssh takes it; empty for a folder of this computer."""
    folder: str
    """Begins with `/`, or with `~/` for the home of the user."""

    @property
    def path(self) -> str:
        """The folder as the programs there take it: a path without `~`, which is no path for most of them."""
        return self.folder.removeprefix("~/") if self.host else os.path.expanduser(self.folder)

    def __str__(self) -> str:
        return f"{self.host}:{self.folder}" if self.host else self.folder


_HOST = re.compile(r"(?:[\w][\w.+-]*@)?[A-Za-z0-9][\w.-]*")
_AT_HOST = re.compile(r"[\w./+=@,-]+")
"""Older versions of rsync have the shell of the server read the path again, so it has no other signs."""


def destination_of(text: str) -> Destination:
    """`user@host:/folder` or `/folder`; ValueError with the message for an editor.

    `../folder` is one beside the project, in which commands run. One in it would be built and committed.
    """
    if text.startswith("../") and text.strip("./"):
        text = os.path.abspath(text)
    host, colon, folder = text.rstrip("/").partition(":")
    if text.startswith(("/", "~/")):
        host, folder = "", text.rstrip("/")
    elif not colon or not _HOST.fullmatch(host) or folder.startswith("//"):
        raise ValueError(_EXPECTED.format(found=text))
    if not folder.startswith(("/", "~/")) or not folder.strip("/~"):
        raise ValueError(_EXPECTED.format(found=text))
    if host and not _AT_HOST.fullmatch(folder.removeprefix("~")):
        raise ValueError(f"the folder '{folder}' of a server may have letters, digits and / . _ - + = , @")
    return Destination(host, folder)


_EXPECTED = (
    "expected a folder of a server such as user@example.org:/srv/www/cluster, or of this computer such as "
    "/srv/www/cluster or ../published, found '{found}'"
)
