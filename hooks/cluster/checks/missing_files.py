"""What is said of a file that is not in docs/: which one may be meant, or where to copy it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from posixpath import basename, join, relpath
from urllib.parse import unquote

from cluster.similar_paths import near_path

_ON_COMPUTER = re.compile(r"(?:[A-Za-z]:[\\/]|\\\\|~/|file:|/(?:home|Users|Volumes|media|mnt|tmp)/).+")


def missing_file(path: str, folder: str, files: Iterable[str]) -> str:
    """What is wrong with the path of a value; files of its kind are in a folder of docs/, such as `news`."""
    return of_computer(path, folder, files) or f"docs/{path} does not exist{near_path(path, files)}"


def of_computer(path: str, folder: str, files: Iterable[str], *, beside: str = "") -> str:
    """What is wrong with a path such as `/home/x/hall.jpg`; empty for others. In a text, paths begin at its
    folder, `beside`."""
    if not _ON_COMPUTER.fullmatch(path):
        return ""
    name = re.split(r"[\\/]", unquote(path) if path.startswith("file:") else path)[-1]
    same = sorted(each for each in files if basename(each).lower() == name.lower())
    better = relpath(f"/{same[0] if same else join(folder, name)}", f"/{beside}")
    cure = f"did you mean '{better}'?" if same else f"copy it to docs/{folder} and write {better}"
    return f"'{path}' is a file of your computer; {cure}"
