"""The sources of the miniature, whose files a test may change, and what is wrong with them then."""

from functools import cache
from typing import Any

import pytest
import yaml
from cluster.build.load import Memory, read_site
from cluster.content.site import Site
from cluster.language import Languages
from cluster.problems import Invalid

from support.builds import MINIATURE, ROOT

CASES = ROOT / "tests" / "cases"
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The fast one, where PyYAML has it."""

LANGUAGES = Languages(
    all=("cs", "en", "de"),
    names={"cs": "Česky", "en": "English", "de": "Deutsch"},
    fallback={"de": ("en",)},
)


def miniature() -> dict[str, bytes]:
    """The files of the miniature site, by path from its root."""
    paths = [*(MINIATURE / "data").rglob("*.yaml"), *(MINIATURE / "docs").rglob("*.md")]
    return {path.relative_to(MINIATURE).as_posix(): path.read_bytes() for path in paths}


def others() -> list[str]:
    """The paths of all else in the miniature's docs/."""
    paths = (MINIATURE / "docs").rglob("*.*")
    return [path.relative_to(MINIATURE).as_posix() for path in paths if path.suffix != ".md"]


def read(files: dict[str, bytes], others: list[str] | None = None) -> Site:
    """The site of these files; Invalid with all that is wrong. Files of the miniature are read once."""
    return read_site(files, LANGUAGES, others=others or [], memory=dict(_miniature_as_read()))


def site_of(changes: dict[str, str | bytes] | None = None) -> Site:
    """The miniature site with some files replaced."""
    files = miniature()
    for name, content in (changes or {}).items():
        files[name] = content.encode() if isinstance(content, str) else content
    return read(files, others())


@cache
def _miniature_as_read() -> Memory:
    memory: Memory = {}
    read_site(miniature(), LANGUAGES, others=others(), memory=memory)
    return memory


_REMEMBERED: Memory = {}
"""What was read of the files that last made a site."""


def read_once(files: dict[str, bytes]) -> tuple[Site, list[Any]]:
    """The site of these files, and what each of them says; those that are as in the last site are not read
    again."""
    memory = dict(_REMEMBERED or _miniature_as_read())
    site = read_site(files, LANGUAGES, others=_others_of_the_miniature(), memory=memory)
    _REMEMBERED.clear()
    _REMEMBERED.update(memory)
    return site, [value for _, value in memory.values()]


@cache
def _others_of_the_miniature() -> list[str]:
    return others()


def problems_of(changes: dict[str, str | bytes]) -> list[str]:
    """What is wrong with the miniature after the changes; something must be."""
    with pytest.raises(Invalid) as caught:
        site_of(changes)
    return [str(problem) for problem in caught.value.problems]


def cases(name: str) -> list[Any]:
    """Parameters for a test: the cases of a file of tests/cases/."""
    return [
        pytest.param(case, id=case.get("name"))
        for case in yaml.load((CASES / name).read_text("utf-8"), _Loader)
    ]
