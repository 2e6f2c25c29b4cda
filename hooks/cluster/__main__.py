"""The program as a process: `cluster`, or `python -m cluster`."""

from __future__ import annotations

import atexit
import gc


def run() -> None:
    """Run the command line.

    A command creates many objects and drops few, beginning with its imports: looking for garbage would only
    cost time, also the last time at exit.
    """
    gc.disable()
    atexit.register(gc.freeze)
    from cluster.cli import main

    main()


if __name__ == "__main__":
    run()
