"""A generated file of the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site."""

    path: str
    """Below the site's folder."""
    make: Callable[..., bytes]
    values: tuple[Any, ...] | None = None
    """The arguments of `make`. None if the file is cheaper to generate than its key, so always generated."""

    def content(self) -> bytes:
        return self.make(*(self.values or ()))
