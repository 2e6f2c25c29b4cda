"""MkDocs' hook functions: those of the program."""

from cluster.build.mkdocs_events import *  # noqa: F403
