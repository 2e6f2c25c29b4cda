"""Comments of YAML that are the value before them, or a part of it: `color: #3a7d44`, `Day #5`."""

from __future__ import annotations

from cluster.reading.lost_colours import is_colour


def cut_by(comment: str) -> str:
    """What to do if a comment is the value that is missing before it."""
    # a comment beside the value that is still to be written
    is_far = comment.startswith("  ") and not is_colour(comment)
    sign = "" if is_far else comment.strip()
    return f"; put quotes around '{sign}', as # starts a comment" if sign else ""


def is_cut(comment: str, file: str, *, is_prose: bool) -> bool:
    """Whether a comment looks like the rest of a value: `Day #5`, and in a text of docs/ also `Day # 5`.

    Files of data/ have comments beside values, usually as in `value  # comment`.
    """
    sign = comment.strip().lstrip("#")
    is_far = comment.startswith(("  ", "\t"))
    return bool(sign) and (not sign[0].isspace() or (is_prose and not is_far and file.endswith(".md")))
