"""The command line: `cluster build`, `cluster serve`, `cluster check`.

It runs MkDocs as a program and moves what it made into place; like hooks/main.py it may touch the disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import click

SITE = Path("site")


@click.group()
def main() -> None:
    """Make the cluster's website from data/ and docs/."""
    if not Path("mkdocs.yml").exists():
        raise click.ClickException("there is no mkdocs.yml here; go to the project's folder first")
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


@main.command()
def build() -> None:
    """Build the site into site/; if anything is wrong, the last good site stays as it is."""
    with tempfile.TemporaryDirectory(prefix="site.", dir=".") as folder:
        fresh = Path(folder) / "site"
        done = _mkdocs("build", "--strict", "--site-dir", str(fresh.resolve()))
        if done.returncode:
            kept = " The last good site is still in site/." if SITE.exists() else ""
            click.echo(f"Nothing was built: see above what to mend.{kept}", err=True)
            raise SystemExit(1)
        _swap(fresh, Path(folder) / "old")
    click.echo(done.stdout.strip())
    click.echo(
        "It stands in site/. To look at it: make serve, then open http://127.0.0.1:8000/ in a browser."
    )


def _swap(fresh: Path, old: Path) -> None:
    """Put the whole new site in the place of the old one by renaming, never file by file."""
    if SITE.exists():
        SITE.rename(old)
    fresh.rename(SITE)
    shutil.rmtree(old, ignore_errors=True)


def _mkdocs(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where the preview is served.")
def serve(address: str) -> None:
    """Show a live preview: each saved file is seen at once. Stop it with Ctrl+C."""
    arguments = ["serve", "--dev-addr", address]
    os.execv(sys.executable, [sys.executable, "-m", "mkdocs", *arguments])


@main.command()
def check() -> None:
    """Say what is wrong in data/ and docs/, if anything; build nothing that stays."""
    with tempfile.TemporaryDirectory() as folder:
        done = _mkdocs("build", "--strict", "--site-dir", folder)
    if done.returncode:
        raise SystemExit(1)
    click.echo("Everything is in order: the site can be built.")


if __name__ == "__main__":
    main()
