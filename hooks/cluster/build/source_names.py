"""Rules for the names of files in data/ and docs/: one that looks like ours, but is not read, is refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from cluster.content.identity import IDENTITY
from cluster.content.kinds import KINDS
from cluster.problems import Place, Problem, closest, listed

THE_CLUSTER = "data/cluster.yaml"
THE_PLAN = "data/plan.yaml"
OLDER_PLANS = "data/plans/"
"""The folder of other years' plans, one file each: `2021.yaml`."""

DATA = (THE_CLUSTER, THE_PLAN, IDENTITY, *(kind.file for kind in KINDS if kind.file))
"""The files that data/ may hold, besides those in OLDER_PLANS."""

_MARKDOWN = re.compile(
    r"\s*\.(?:md|markdown|mdown|mkdn?|mdwn|mdtext|mdx|rmd|qmd)(?:\.txt)?\s*", re.IGNORECASE
)
_YAML = re.compile(r"\s*\.ya?ml(?:\.txt)?\s*", re.IGNORECASE)
"""Ends of names that programs give to Markdown and YAML files."""


def problems_of_names(
    texts: Iterable[str], others: Iterable[str], unread: Iterable[str]
) -> Iterator[Problem]:
    """The problems of names; the paths are as in `SourceFiles`."""
    for file in sorted(texts):
        if file.startswith("data/") and file not in DATA and not file.startswith(OLDER_PLANS):
            yield _refused(file, f"unknown file{_hint(file)}")
    for file, count in Counter(others).items():
        if count > 1:
            yield _refused(file, "two files have this name (one as macOS writes it); rename one of them")
        yield from _of_other(file)
    for file in unread:
        if better := _with_suffix(file, _YAML, ".yaml"):
            yield _refused(file, f"the name must end in .yaml; rename the file to {better}")


def _of_other(file: str) -> Iterator[Problem]:
    """A text must end in `.md`; any other name has one dot, as a second one could separate a language."""
    name = file.rpartition("/")[2]
    if better := _with_suffix(file, _MARKDOWN, ".md"):
        yield _refused(file, f"the name must end in .md; rename the file to {better}")
    elif name.count(".") > 1:
        better = name.replace(".", "-", name.count(".") - 1)
        yield _refused(file, f"the name has more than one dot; rename the file to {better}")


def _with_suffix(file: str, suffix: re.Pattern[str], right: str) -> str:
    """The path with the right ending; empty if it does not look like a file of that format."""
    found = re.search(rf"{suffix.pattern}\Z", file, suffix.flags)
    return file[: found.start()] + right if found else ""


def _hint(file: str) -> str:
    stem = file.removeprefix("data/").partition(".")[0].lower()
    for kind in KINDS:
        if kind.folder and stem in (kind.folder, kind.name, f"{kind.name}s"):
            return f"; write one Markdown file for each {kind.name}: docs/{kind.folder}/NAME.md"
        if kind.file and stem == kind.key and f"data/{stem}.yaml" not in DATA:
            return f"; '{kind.key}' belongs in {kind.file}"
    names = {each.removeprefix("data/").removesuffix(".yaml"): each for each in DATA}
    close = closest(stem, names)
    return f"; did you mean '{names[close]}'?" if close else listed(file, [*names.values()])


def _refused(file: str, message: str) -> Problem:
    return Problem(Place(file, 1), message)
