"""The file addresses.txt: every address that builds have published, for the checks of later builds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from cluster.build.source_files import content
from cluster.checks.redirects import ADDRESSES
from cluster.content.contents import Recorded
from cluster.links import quoted
from cluster.problems import Place, Problem
from cluster.reading.yaml_tree import decode

_MANUAL = """\
# Every address that this site has published, one a line: people have links to them. `cluster build` writes
# this file; commit it. If one is gone, data/redirects.yaml says where it leads.
"""

_LINE = re.compile(r"/(?!/)[^\s?#\\]*")


def recorded_in(project: Path) -> tuple[tuple[Recorded, ...], list[Problem]]:
    """The addresses of the file, and what is wrong with it; nothing if no build has written it yet."""
    try:
        raw = content(project / ADDRESSES)
    except FileNotFoundError:
        return (), []
    except OSError as error:
        return (), [Problem(Place(ADDRESSES, 1), f"cannot be read: {error.strerror}")]
    text, problems = decode(raw, ADDRESSES) if raw.strip() else ("", [])
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    found: list[Recorded] = []
    for number, line in lines:
        if _LINE.fullmatch(line):
            found.append(Recorded(unquote(line[1:]), number))
        elif line and not line.startswith("#"):
            message = f"expected an address such as /events/open-day/, found '{line}'"
            problems.append(Problem(Place(ADDRESSES, number), message))
    return tuple(found), problems


def text_of(paths: Iterable[str]) -> str:
    """The content of the file, with its manual."""
    return _MANUAL + "".join(f"{line}\n" for line in sorted(f"/{quoted(path)}" for path in paths))
