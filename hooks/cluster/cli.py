"""The command line: `cluster build`, `serve`, `check`, `status`, `record`, `posts`, `report`, `new`,
`import-events`, `import-table`, `export-table`.
"""

from __future__ import annotations

import atexit
import gc
import os
from pathlib import Path

import click

from cluster.build.folder import problem_of_folder
from cluster.commands.drafts import new
from cluster.commands.office import posts, record, report, status
from cluster.commands.site import SITE, build, check, serve
from cluster.commands.tables import export_table, import_events, import_table


@click.group()
def main() -> None:
    """Build the website of the cluster from data/ and docs/."""
    if problem := problem_of_folder(Path().resolve(), SITE):
        raise click.ClickException(problem)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # a build creates many objects and drops few: collections would only cost time, also the last one at exit
    gc.disable()
    atexit.register(gc.freeze)


for each in (
    *(build, serve, check),
    *(status, record, posts, report),
    new,
    *(import_events, import_table, export_table),
):
    main.add_command(each)


if __name__ == "__main__":
    main()
