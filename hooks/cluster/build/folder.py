"""Whether the program can run in a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from cluster.build.mkdocs_yml import MKDOCS_YML
from cluster.build.program_files import PROGRAM


def problem_of_folder(here: Path, site: Path) -> str:
    """Why the program cannot run in a folder; `` if it can."""
    if not (here / MKDOCS_YML).is_file():
        above = next((each for each in here.parents if (each / MKDOCS_YML).is_file()), None)
        return f"no mkdocs.yml here; change to the project folder first{f': cd {above}' if above else ''}"
    script = Path(sys.argv[0]).absolute()
    is_in_venv = script.name == "cluster" and (script.parents[1] / "pyvenv.cfg").exists()
    if is_in_venv and script.parents[1].resolve() != Path(sys.prefix).resolve():
        return (
            f"{script.parents[1]} was moved or copied, and runs the program of {PROGRAM.parents[1]}; "
            "run: make site"
        )
    if site.exists() and not site.is_dir():
        return f"{site} is a file, and the website is to be a folder of that name; move the file away"
    return ""
