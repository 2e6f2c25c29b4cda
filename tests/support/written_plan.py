"""A plan as people write it: with comments, quotes and folded lines, which no tool may lose."""

from collections.abc import Callable
from typing import Any

PLAN = """\
# The plan. Keep the key, change the text.
year: 2022
title: {cs: Akční plán, en: 'Action plan'}  # as approved

goals:
  # the first
  - id: visibility
    title: Viditelnost
    text:
      cs: >-
        Aby o nás bylo vědět, a to nejen v oboru samém,
        ale i tam, kde se o něm rozhoduje.
    tags: [a, b]

  # the second
  - id: cooperation
    title: {cs: "Spolupráce: více"}
    text: Spolu.
"""


def put(*path: Any) -> Callable[[Any], None]:
    """A change of the values: what stands last is put at the keys before it."""
    *keys, last, value = path

    def change(values: Any) -> None:
        for key in keys:
            values = values[key]
        values[last] = value

    return change
