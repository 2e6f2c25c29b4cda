"""One build by the engine, in a process of its own; see `by_engine`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from cluster.build.mkdocs_api import MkDocsConfig, MkDocsException, build_all
from cluster.build.mkdocs_config import captured_warnings, config_of, crash, problem_of, written_in
from cluster.build.mkdocs_yml import MkDocsYml
from cluster.problems import Invalid, Problem


def main(site: str, report: str) -> int:
    """Build the project of this folder into `site`; what is wrong goes to the file `report`."""
    try:
        _build(config_of(Path(), site_dir=site, strict=True))
    except Invalid as error:
        found = [(each.place.file, each.place.line, each.message) for each in error.problems]
        Path(report).write_text(json.dumps(found), encoding="utf-8")
        return 1
    return 0


def _build(config: MkDocsConfig) -> None:
    """As the engine's own command, but that warnings and failures become problems."""
    problems: list[Problem] = []
    written = written_in(config)
    with captured_warnings() as said:
        try:
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build_all(config)
            finally:
                config.plugins.on_shutdown()
        except (Exception, SystemExit) as error:  # a plugin may do anything wrong
            problems += _of_failure(error, config, written)
            repeated = (*map(str, _chain(error)), "Error building ", "Error reading ")
            said[:] = [each for each in said if not (problems and each.startswith(repeated))]
            if not problems and not said:
                problems.append(crash(error, Path(), written))
    problems += [problem_of(each, written) for each in said]
    if problems:
        raise Invalid(problems)


def _of_failure(error: BaseException, config: MkDocsConfig, written: MkDocsYml) -> tuple[Problem, ...]:
    """What is wrong where the engine gave up; nothing if its warnings say so already."""
    plugin = getattr(config.plugins, "_current_plugin", None) or ""
    for each in _chain(error):
        if isinstance(each, Invalid):
            return each.problems
    if isinstance(error, MkDocsException | SystemExit):
        return ()
    return (crash(error, Path(), written, plugin),)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and those that led to it."""
    while error:
        yield error
        error = error.__cause__ or error.__context__


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
