"""The caches of a project and of the program, and what they depend on."""

from __future__ import annotations

import os
import sys
import sysconfig
from functools import cache, lru_cache
from pathlib import Path

from cluster.build.cache import Cache
from cluster.build.prepared import DIGEST
from cluster.build.program_files import OWN_WORDS, PROGRAM
from cluster.build.project import digest_of_code, digest_of_files
from cluster.build.source_files import content, files_below
from cluster.build.swap import trace_of
from cluster.digests import digest_of, key_of

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
    return key_of([program_digest(), _packages()])


@cache
def program_digest() -> str:
    """The digest of the running program's code and files, as of the first call.

    They are read only if one has another trace than the last time.
    """
    folders = ("descriptions/", "templates/", "words/", "outlines/")
    files = [each for each in files_below(PROGRAM) if each[0].endswith(".py") or each[0].startswith(folders)]
    traces = key_of(f"{name} {trace_of(path)}" for name, path in files)
    store = _opened(PROGRAM / "__pycache__", "")
    known = store.load(DIGEST)
    if traces not in known:
        known = {traces: digest_of((name, content(path)) for name, path in files)}
        store.save(DIGEST, known)
    return str(known[traces])


def _packages() -> str:
    """The versions of Python and of all installed packages."""
    folder = sysconfig.get_path("purelib")
    packages = sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    return " ".join([sys.version, *packages])
