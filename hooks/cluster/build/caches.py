"""The caches of a project and of the program, and what they depend on."""

from __future__ import annotations

import os
import sys
import sysconfig
from functools import cache, lru_cache
from pathlib import Path

from cluster.build.cache import Cache
from cluster.build.program_files import OWN_WORDS, PROGRAM
from cluster.build.project import digest_of_code, digest_of_files
from cluster.digests import key_of

CACHE = ".cache"
"""The folder of a project's cache."""


def cache_of(project: Path) -> Cache:
    """The cache of a project, for this version of the program."""
    words = project / OWN_WORDS
    own = digest_of_files(words) if words.is_dir() else ""
    return _opened(project.resolve() / CACHE, key_of([_program(), own]))


def program_cache(project: Path) -> Cache:
    """The cache of what is the same in all projects. It is beside the code, as Python's own bytecode; that of
    the project if nothing can be written there."""
    folder = PROGRAM / "__pycache__"
    is_writable = os.access(folder if folder.exists() else PROGRAM, os.W_OK)
    return _opened(folder, _program()) if is_writable else cache_of(project)


_opened = lru_cache(maxsize=4)(Cache)


@cache
def code_digest() -> str:
    """The digest of the running program, as of the first call: its files may change while it runs."""
    return digest_of_code()


@cache
def _program() -> str:
    """The fingerprint of all that affects a site besides the project: code, its files, packages."""
    folders = [PROGRAM / name for name in ("descriptions", "templates", "words", "outlines")]
    return key_of([code_digest(), digest_of_files(*folders), _packages()])


def _packages() -> str:
    """The versions of Python and of all installed packages."""
    folder = sysconfig.get_path("purelib")
    packages = sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    return " ".join([sys.version, *packages])
