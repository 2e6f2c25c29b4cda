"""Which schema of text editors is for which file."""

from pathlib import Path

from cluster.build.editor_schemas import associations
from cluster.content.kinds import kind_at


def schema_of_file(file: str) -> str:
    """The name of the schema of a file."""
    if file.startswith("data/"):
        return next(
            name for name, files in associations().items() for each in files if Path(file).match(each)
        )
    path = file.removeprefix("docs/").removesuffix(".md")
    return kind_at(path.partition(".")[0])[0].name + (".translation" if "." in path else "")
