"""What commands that import foreign files ask of the project and of those files."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from cluster.build.load import Memory, read_site
from cluster.build.settings import Settings
from cluster.build.source_files import content
from cluster.problems import Invalid, Place, Problem


def input_of(file: Path, expected: str, most_bytes: int, too_large: Callable[[int], str]) -> bytes:
    """The content of a file to import; `expected` is what it should be: `a calendar file (.ics)`.

    Type and size are checked first: a pipe or device may never end.
    """
    try:
        status = os.stat(file)
        if not stat.S_ISREG(status.st_mode):
            raise refused(file, f"not a file; expected {expected}")
        if status.st_size > most_bytes:
            raise refused(file, too_large(status.st_size))
        return content(file)
    except (FileNotFoundError, NotADirectoryError):
        raise refused(file, f"no such file; expected {expected}") from None
    except ValueError:  # a NUL in the name
        raise refused(file, "invalid file name") from None


def refused(file: Path, message: str) -> Invalid:
    """The one problem of a file as a whole."""
    return Invalid([Problem(Place(str(file), 1), message)])


def problems_of(
    texts: Mapping[str, bytes], others: Sequence[str], config: Settings, memory: Memory
) -> tuple[Problem, ...]:
    """The problems of the sources. Values that could be read are left in `memory`."""
    try:
        read_site(texts, config.languages, converter=config.converter, others=others, memory=memory)
    except Invalid as error:
        return error.problems
    return ()


def added_problems(after: Iterable[Problem], before: Iterable[Problem]) -> list[Problem]:
    """Those that were not there before, compared without lines, which an import may shift, and without hints,
    as what there is to choose from may have changed."""
    old = Counter(map(_thing_of, before))
    return [each for each in sorted(after) if not _taken(old, _thing_of(each))]


def _taken(numbers: Counter[tuple[str, str]], thing: tuple[str, str]) -> bool:
    """Whether a thing is left, of which there is one less then."""
    numbers[thing] -= 1
    return numbers[thing] >= 0


def _thing_of(problem: Problem) -> tuple[str, str]:
    """The file, and what is wrong in it: `member 'x': unknown region 'y'`."""
    without_values = _QUOTED.sub(lambda found: "x" * len(found[0]), problem.message)
    hint = _HINT.search(without_values)
    return problem.place.file, _LINE.sub("line", problem.message[: hint and hint.start()])


_QUOTED = re.compile(r"'.*?'(?!\w)")
_HINT = re.compile(r"; | \(")
_LINE = re.compile(r"\bline \d+")


def differences(after: Mapping[str, bytes], before: Mapping[str, bytes]) -> str:
    """The changes of some files as a unified diff; a file that is not in `before` is new."""
    return "".join(
        line
        for file, raw in sorted(after.items())
        for line in unified_diff(
            _lines(before.get(file, b"")),
            _lines(raw),
            file if file in before else "/dev/null",
            file,
        )
    )


def _lines(raw: bytes) -> list[str]:
    text = raw.decode().replace("\r\n", "\n")
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")] if text else []
