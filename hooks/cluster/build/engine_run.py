"""One build by the engine, in a process of its own; see `by_engine`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cluster.build.mkdocs_api import BuildError, MkDocsConfig, MkDocsException, build_all
from cluster.build.mkdocs_config import complaints, config_of, crash, problem_of, written_in
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
    with complaints() as said:
        try:
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build_all(config)
            finally:
                config.plugins.on_shutdown()
        except (Exception, SystemExit) as error:  # a plugin may do anything wrong
            problems += _of_failure(error, config, written)
            if not problems and not said:
                problems.append(crash(error, Path(), written))
    problems += [problem_of(each, written) for each in said]
    if problems:
        raise Invalid(problems)


def _of_failure(error: BaseException, config: MkDocsConfig, written: MkDocsYml) -> tuple[Problem, ...]:
    """What is wrong where the engine gave up; nothing if its warnings say so already."""
    if isinstance(error.__cause__, Invalid):
        return error.__cause__.problems
    plugin = getattr(config.plugins, "_current_plugin", None) or ""
    if isinstance(error, BuildError):
        return (problem_of(f"plugins: '{plugin}': {error}", written),)
    if isinstance(error, MkDocsException | SystemExit):
        return ()
    return (crash(error, Path(), written, plugin),)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
