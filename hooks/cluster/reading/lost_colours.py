"""Finds colours that YAML takes for comments, as no quotes are around them: `#` starts a comment."""

from __future__ import annotations

import re
from typing import Any

_ONE = r"#[0-9a-fA-F]{6}"
_COLOUR = rf"{_ONE}(?:\s*/\s*{_ONE})?"
_ALONE = re.compile(rf"^[ \t]*({_COLOUR})[ \t]*,?[ \t]*$", re.MULTILINE)


def is_colour(comment: str) -> bool:
    """Whether a comment is a colour, or one for each scheme."""
    return bool(re.fullmatch(_COLOUR, comment.strip()))


def colour_at(comment: str) -> str:
    """The colour, or one for each scheme, with which a comment begins; `` if none."""
    found = re.match(rf"{_COLOUR}(?!\w)", comment)
    return found[0] if found else ""


class LostColours:
    """The colours that stand alone on a line of a text, by the line's index.

    A short one such as `#add` could be a word.
    """

    def __init__(self, text: str) -> None:
        found = _ALONE.finditer(text) if "#" in text else ()
        self.found = {text.count("\n", 0, each.start(1)): each[1] for each in found}

    def keep(self, event: Any) -> None:
        """The lines of a text are part of it."""
        first, last = event.start_mark.line, event.end_mark.line
        if self.found and last > first:
            self.found = {line: each for line, each in self.found.items() if not first <= line <= last}

    def messages(self) -> list[tuple[int, str]]:
        """The index of each line, and what is wrong with it."""
        return [
            (line, f"'{each}' is read as a comment; put quotes around the colour")
            for line, each in self.found.items()
        ]
