"""All files of a build, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.build.context import Build
from cluster.build.hosts_files import files_of_hosts
from cluster.build.output import Output
from cluster.build.outputs import outputs_of
from cluster.build.parts import SharedParts
from cluster.build.redirects import Redirects


def all_outputs(build: Build, parts: SharedParts) -> Iterator[Output]:
    """Redirects, and what hosts are told, come last, as they depend on what is published."""
    redirects = Redirects(build)
    for output in outputs_of(build, parts):
        redirects.published.add(output.path)
        yield output
    yield from redirects.outputs()
    yield from files_of_hosts(build, redirects.rules())
