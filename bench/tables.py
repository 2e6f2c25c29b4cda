"""The tables that the benchmark prints, as Markdown."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from contenders import hugo
from measure import Contender, Figures, ratio, spread

IS_PACKAGED = sys.base_prefix == "/usr"
"""Whether a Linux distribution built this Python."""
PICTURES = (".png", ".ico")


def machine() -> str:
    """What was measured on: Python and how it was built, Hugo, and the number of cores."""
    # distributions build with it, some without the option
    optimised = "--enable-optimizations" in str(sysconfig.get_config_var("CONFIG_ARGS")) or IS_PACKAGED
    binary = hugo()[0]
    version = subprocess.run([binary, "version"], capture_output=True, text=True, check=True).stdout
    how = "with" if optimised else "without"
    return (
        f"Python {platform.python_version()} ({how} profile-guided optimization), "
        f"Hugo {version.split()[1].partition('-')[0]}, {len(os.sched_getaffinity(0))} cores"
    )


def times(contenders: Iterable[Contender], figures: dict[str, Figures]) -> Iterator[str]:
    """Medians with their spread, and ratios to what Hugo takes for the same work."""
    yield "| | CPU s | wall s | cores | memory MB | CPU: Hugo, same work = 1 | wall: Hugo, same work = 1 |"
    yield "|---|---|---|---|---|---|---|"
    for each in contenders:
        mine, peer = figures[each.name], figures.get(each.peer)
        ratios = [ratio(mine.cpu, peer.cpu), ratio(mine.wall, peer.wall)] if peer else ["", ""]
        sizes = [spread(mine.cores, 1), spread(mine.memory, 0)]
        yield f"| {' | '.join([each.name, spread(mine.cpu), spread(mine.wall), *sizes, *ratios])} |"


def files(ours: Path, hugo_site: Path) -> Iterator[str]:
    """What both sides wrote, by kind of file: pictures apart, as encoders differ."""
    sides = [_sizes(ours), _sizes(hugo_site)]
    yield "| files | ours | Hugo, same work | ours, bytes | Hugo, bytes | Hugo / ours |"
    yield "|---|---|---|---|---|---|"
    kinds = sorted({kind for counts, _ in sides for kind in counts}, key=lambda kind: -sides[0][1][kind])
    text = [kind for kind in kinds if kind not in PICTURES]
    rows = {kind: [kind] for kind in kinds} | {"all but pictures": text}
    for name, members in rows.items():
        counts = [sum(side[0][kind] for kind in members) for side in sides]
        sizes = [sum(side[1][kind] for kind in members) for side in sides]
        share = f"{sizes[1] / sizes[0]:.3f}" if sizes[0] else ""
        yield f"| {name} | {counts[0]:,} | {counts[1]:,} | {sizes[0]:,} | {sizes[1]:,} | {share} |"


def _sizes(site: Path) -> tuple[Counter[str], Counter[str]]:
    """Number and bytes of the files of a site by the end of their names."""
    counts: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for path in site.rglob("*"):
        if path.is_file():
            kind = path.suffix or path.name
            counts[kind] += 1
            sizes[kind] += path.stat().st_size
    return counts, sizes
