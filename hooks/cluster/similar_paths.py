"""Which file may be meant by the path of one that does not exist.

Folders and endings are the same for many files, so only names are compared. An `index.md` has the name of its
folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import basename, dirname, join, splitext

from cluster.problems import closest

_LEAST, _LEAST_ELSEWHERE = 0.7, 0.8
"""How similar a name must be, from 0 to 1: in the same folder and in another one."""


def similar_path(wrong: str, files: Iterable[str]) -> str:
    """The file that is most likely meant, rather one of its folder and ending; empty if none is similar."""
    known = sorted({*files})
    if (index := _index_of(wrong)) in known:
        return index
    alike = [each for each in known if splitext(each)[1] == splitext(wrong)[1]]
    found = (look(wrong, paths) for look in (_beside, _elsewhere) for paths in (alike, known))
    return next(filter(None, found), "")


def near_path(wrong: str, paths: Iterable[str]) -> str:
    """`; did you mean 'plan/index.md'?` if a path is similar, else an empty text."""
    close = similar_path(wrong, paths)
    return f"; did you mean '{close}'?" if close else ""


def near_address(wrong: str, addresses: Iterable[str]) -> str:
    """`; did you mean '/events/'?` for `/event/`; the same for addresses after a host or a language."""
    files = {_as_file(each): each for each in addresses}
    close = files.get(similar_path(_as_file(wrong), files), "")
    return f"; did you mean '{close}'?" if close else ""


def _as_file(address: str) -> str:
    """Addresses of pages as files: `/events.md` for `/events/` and `/events`."""
    return address if splitext(address)[1] else f"{address.rstrip('/') or '/index'}.md"


def _index_of(page: str) -> str:
    """`plan/index.md` for `plan.md` and `plan/plan.md`."""
    stem, suffix = splitext(page)
    folder = dirname(stem) if basename(dirname(stem)) == basename(stem) else stem
    return join(folder, f"index{suffix}")


def _named(path: str) -> tuple[str, str]:
    """The folder and the name of a file, `plan` for `plan/index.md`."""
    stem, suffix = splitext(path)
    if suffix == ".md" and basename(stem) == "index" and basename(dirname(stem)):
        stem = dirname(stem)
    return dirname(stem), basename(stem)


def _beside(wrong: str, known: Iterable[str]) -> str:
    """A file of the same folder."""
    folder, name = _named(wrong)
    beside = {_named(each)[1]: each for each in known if _named(each)[0] == folder}
    beside |= {splitext(basename(each))[0]: each for each in known if dirname(each) == folder}
    return beside.get(closest(name, beside, _LEAST), "")


def _elsewhere(wrong: str, known: Iterable[str]) -> str:
    """A file of the same or nearly the same name in another folder, rather in one of a similar name."""
    folder, name = _named(wrong)
    close = closest(name, (_named(each)[1] for each in known), _LEAST_ELSEWHERE)
    folders = {_named(each)[0]: each for each in known if _named(each)[1] == close}
    return folders.get(closest(folder, folders, least=0), "") if close else ""
