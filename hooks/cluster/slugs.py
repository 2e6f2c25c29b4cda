"""Names made of titles, for ids and files."""

from __future__ import annotations

import re

_APOSTROPHE = re.compile("['’ʼ‘ʹ′´`＇]")


def slug_of(text: str, longest: int = 0) -> str:
    """`scierie-de-l-ouche` for `Scierie de l’Ouche`, whole words up to a length; empty if nothing is left.

    An apostrophe parts two words, as it does in the names that the forms make.
    """
    from slugify import slugify  # here, as few builds need it

    return slugify(
        _APOSTROPHE.sub("-", text),
        entities=False,
        decimal=False,
        hexadecimal=False,
        max_length=longest,
        word_boundary=True,
    )
