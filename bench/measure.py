"""Times commands as whole processes, in rounds.

CPU seconds are user plus system time of a process and its children; memory is the peak of the largest one.
CPU seconds are what to compare on a busy machine: wall time depends on what else it does.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

NOON = 1673784000
"""The time of every build, in seconds since 1970: 2023-01-15 12:00 UTC. The year of the sample's plan is
over, and a part of its events is still to come."""


@dataclass(slots=True)
class Figures:
    """Measurements of one contender, a value for each round."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    """Peak in MB."""

    @property
    def cores(self) -> list[float]:
        """How many were busy on average."""
        return [cpu / wall for cpu, wall in zip(self.cpu, self.wall, strict=True)]


@dataclass(frozen=True, slots=True)
class Contender:
    """A command to time. `ready` runs before each round and is not timed."""

    name: str
    command: list[str]
    folder: Path
    ready: Callable[[], None] = lambda: None
    peer: str = ""
    """The name of the contender that did as much: ratios are to its figures."""


def run(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Run a command: CPU seconds, wall seconds and peak memory in MB. Exits with its output if it fails."""
    env = os.environ | {"SOURCE_DATE_EPOCH": str(NOON), "NO_MKDOCS_2_WARNING": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # set, every run would compile all modules again
    launch = [sys.executable, "-I", "-S", str(Path(__file__).parent / "launch.py")]
    with tempfile.TemporaryFile() as output, tempfile.NamedTemporaryFile() as usage:
        starts = time.perf_counter()
        done = subprocess.run(
            [*launch, usage.name, *command], cwd=folder, env=env, stdout=output, stderr=output, check=False
        )
        took = time.perf_counter() - starts
        if done.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(command)} failed:\n{output.read().decode(errors='replace')}")
        cpu, memory = json.load(usage)
    return cpu, took, memory


def timed(contenders: Iterable[Contender], rounds: int) -> dict[str, Figures]:
    """The measurements by name. Contenders take turns, so that other load affects all of them."""
    contenders = list(contenders)
    figures = {each.name: Figures() for each in contenders}
    for _ in range(rounds):
        for each in contenders:
            each.ready()
            cpu, wall, memory = run(each.command, each.folder)
            figures[each.name].cpu.append(cpu)
            figures[each.name].wall.append(wall)
            figures[each.name].memory.append(memory)
    return figures


def spread(values: list[float], digits: int = 2) -> str:
    """The median, with the smallest and the largest value."""
    low, high = min(values), max(values)
    return f"{statistics.median(values):.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def ratio(ours: list[float], theirs: list[float]) -> str:
    """The ratio of the medians, with the smallest and largest ratio within a round."""
    each = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return f"{statistics.median(ours) / statistics.median(theirs):.2f} ({min(each):.2f}–{max(each):.2f})"
