"""One build through the engine, in a process of its own; see `by_engine`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from cluster.build.mkdocs_api import MkDocsConfig, MkDocsException, build_all
from cluster.build.mkdocs_config import captured_warnings, config_of, crash, problem_of, written_in
from cluster.build.mkdocs_yml import MkDocsYml
from cluster.build.records import records_lines
from cluster.build.summary import gaps_in, notices_in
from cluster.problems import Invalid, Problem


def main(site: str, report: str, records: str = "") -> int:
    """Build the project in the current folder into `site`; `records` as in `build.build`, empty if not.

    The file `report` gets the problems, and the exit status is 1 if there are any; else `Built.identity`,
    `BuildReport.notices` and `BuildReport.gaps`.
    """
    try:
        config = config_of(Path(), site_dir=site, strict=True)
        _build(config)
    except Invalid as error:
        problems = [(each.place.file, each.place.line, each.message) for each in error.problems]
        Path(report).write_text(json.dumps(problems), encoding="utf-8")
        return 1
    build = config.extra["build"]
    line = records_lines(Path(), build, records=bool(records))
    Path(report).write_text(json.dumps([line, notices_in(build), gaps_in(build)]), encoding="utf-8")
    return 0


def _build(config: MkDocsConfig) -> None:
    """Do what the command `mkdocs build` does, but raise warnings and failures as Invalid."""
    problems: list[Problem] = []
    written = written_in(config)
    with captured_warnings() as warnings:
        try:
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build_all(config)
            finally:
                config.plugins.on_shutdown()
        except (Exception, SystemExit) as error:  # a plugin may raise anything
            problems += _of_failure(error, config, written)
            # MkDocs also logs the error that it raises
            repeated = (*map(str, _chain(error)), "Error building ", "Error reading ")
            warnings[:] = [each for each in warnings if not (problems and each.startswith(repeated))]
            if not problems and not warnings:
                problems.append(crash(error, Path(), written))
    problems += [problem_of(each, written) for each in warnings]
    if problems:
        raise Invalid(problems)


def _of_failure(error: BaseException, config: MkDocsConfig, written: MkDocsYml) -> tuple[Problem, ...]:
    """The problems that an exception of the engine stands for; empty if its warnings report them already."""
    plugin = getattr(config.plugins, "_current_plugin", None) or ""
    for each in _chain(error):
        if isinstance(each, Invalid):
            return each.problems
    if isinstance(error, MkDocsException | SystemExit):
        return ()
    return (crash(error, Path(), written, plugin),)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and its causes."""
    while error:
        yield error
        error = error.__cause__ or error.__context__


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
