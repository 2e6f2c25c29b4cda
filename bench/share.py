"""share.py FILE: a sampling profiler that measures the share of our own code in a build.

Builds the project in the current folder. A hundred times per CPU second it counts whether the running frame
belongs to our program (templates included) or to a library, and writes both counts to FILE as JSON.
"""

import json
import signal
import sys
from pathlib import Path
from types import FrameType

import cluster

OURS = str(Path(cluster.__file__).parent) + "/"
"""Of the program that builds, which need not be the one beside this file."""
counts = {"ours": 0, "libraries": 0}


def sample(_: int, frame: FrameType | None) -> None:
    is_ours = frame is not None and frame.f_code.co_filename.startswith(OURS)
    counts["ours" if is_ours else "libraries"] += 1


if __name__ == "__main__":
    signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, 0.01, 0.01)
    from cluster.cli import main

    try:
        main(["build"], standalone_mode=False)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        Path(sys.argv[1]).write_text(json.dumps(counts))
