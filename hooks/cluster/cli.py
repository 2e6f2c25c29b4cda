"""The command line: `cluster build`, `serve`, `check`, `publish`, `announce`, `send`, `status`, `record`,
`posts`, `report`, `review`, `tidy`, `new`, `upgrade`, `import-events`, `import-table`, `export-table`,
`schema`.
"""

from __future__ import annotations

import os

import click

from cluster.commands.announcing import announce
from cluster.commands.drafts import new
from cluster.commands.editors import schema
from cluster.commands.office import posts, record, report, review, status, tidy
from cluster.commands.outcomes import refuse_other_folders
from cluster.commands.publish import publish
from cluster.commands.sending import send
from cluster.commands.site import build, check, serve
from cluster.commands.tables import export_table, import_events, import_table
from cluster.commands.upgrade import upgrade
from cluster.messages.say import InLanguage


@click.group(cls=InLanguage)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Build the website of the cluster from data/ and docs/."""
    if ctx.invoked_subcommand not in ("new", "upgrade"):  # new projects, and those of another version
        refuse_other_folders()
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


for each in (
    *(build, serve, check, publish, announce, send),
    *(status, record, posts, report, review, tidy),
    *(new, upgrade),
    *(import_events, import_table, export_table),
    schema,
):
    main.add_command(each)
main.begins = ("new", "site")


if __name__ == "__main__":  # as tests of older projects start it
    main()
