"""What rsync does: it compares the site with a release, and sends it as a new one."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cluster.build.destination import Destination
from cluster.publishing.failures import failure_of
from cluster.publishing.server import ENVIRONMENT, ssh

_OPTIONS = (
    # By checksum and without times: an unchanged file is a hard link to the one before, and keeps its ETag.
    *("-rlpc", "--itemize-changes", "--8-bit-output"),
    "--chmod=D755,F644",  # whatever the rights are on this computer, a web server reads the site
    "--timeout=300",
)


@dataclass(frozen=True, slots=True)
class Differences:
    """What a publishing changes: paths below the site, sorted."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def differences(
    site: Path, destination: Destination, release: str, beat: Callable[[], None] = lambda: None
) -> Differences:
    """What is different in the site than in a release; everything is new if `release` is empty."""
    if not release:
        return Differences(new=tuple(sorted(_files(site))))
    lines = _rsync(site, destination, release, "--dry-run", "--delete", beat=beat).splitlines()

    def paths(pattern: str) -> tuple[str, ...]:
        found = (re.fullmatch(pattern, line) for line in lines)
        return tuple(sorted(each[1] for each in found if each))

    return Differences(
        paths(r"[<>c][fL]\+{9} (.+)"), paths(r"[<>c][fL](?!\+).{9} (.+)"), paths(r"\*deleting +(.+[^/])")
    )


def send(site: Path, destination: Destination, release: str, *, base: str, beat: Callable[[], None]) -> None:
    """Write a new release, with unchanged files from the release `base`; `beat` is called now and then."""
    _rsync(site, destination, release, *([f"--link-dest=../{base}"] if base else []), beat=beat)


def _files(site: Path) -> Iterator[str]:
    return (path.relative_to(site).as_posix() for path in site.rglob("*") if not path.is_dir())


_BEAT = 20
"""Seconds; see `script.SILENCE`."""


def _rsync(
    site: Path, destination: Destination, release: str, *options: str, beat: Callable[[], None]
) -> str:
    """The changes that rsync lists."""
    host = f"{destination.host}:" if destination.host else ""
    shell = [f"--rsh={shlex.join(ssh())}"] if host else []
    folders = (f"{site.resolve()}/", f"{host}{destination.path}/releases/{release}/")
    running = subprocess.Popen(
        ["rsync", *_OPTIONS, *options, *shell, *folders],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | ENVIRONMENT,
    )
    try:
        while True:
            try:
                output, said = running.communicate(timeout=_BEAT)
                break
            except subprocess.TimeoutExpired:
                beat()
    finally:
        if running.poll() is None:
            running.terminate()
            running.wait()
    if running.returncode:
        raise failure_of(said.decode(errors="replace"), destination)
    return output.decode(errors="surrogateescape")
