"""Fingerprints: only equal values have equal ones, in any process."""

from collections import namedtuple
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import combinations
from typing import Any

import pytest
from cluster.fingerprints import Fingerprints
from cluster.frozen import frozen
from cluster.language import Phrase, Text

Pair = namedtuple("Pair", "first second")


@frozen
class Page:
    coming: list[str]
    past: list[str]
    place: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Slotted:
    name: str


def of(*values: Any) -> str:
    return Fingerprints().of(*values)


DIFFERENT = (
    ([1, 2], [3]),
    ([1], [2, 3]),
    ([], [1, 2, 3]),
    ([1, 2, 3], []),
    ((1, 2), (3,)),
    ((1,), (2, 3)),
    ([[1, 2], 3],),
    ({1: 2}, 3),
    ({1: 2, 3: 4},),
    ({1: 4, 3: 2},),
    ({1: "5"},),
    (frozenset({"5"}),),
    ({"1:2": "3"},),
    ({"1": "2:3"},),
    ("ab", "c"),
    ("a", "bc"),
    ("a,1:b",),
    ("a", "b"),
    ("1", "2, 3"),
    ("1, 2", "3"),
    (1, 2, 3),
    (True, 2, 3),
    (None,),
    (),
    ("",),
    (Text.of(cs="a", en="b"),),
    (Text.of(cs="a"), Text.of(en="b")),
    (Phrase("a", "cs"),),
    (Page(coming=["a", "b"], past=["c"]),),
    (Page(coming=["a"], past=["b", "c"]),),
    (Slotted("a"),),
    (Slotted("b"),),
    (date(2022, 1, 1),),
    (b"a",),
    (frozenset({1, 2}), 3),
    (frozenset({1}), 2, 3),
    (partial(of, 1), 2),
    (partial(of, 1, 2),),
    (list(range(100)), 100),
    (list(range(101)),),
)


def test_different_values_have_different_fingerprints() -> None:
    fingerprints = [of(*values) for values in DIFFERENT]

    assert [pair for pair in combinations(DIFFERENT, 2) if of(*pair[0]) == of(*pair[1])] == []
    assert fingerprints == [of(*values) for values in DIFFERENT]


def test_what_is_not_compared_does_not_count() -> None:
    assert of(Page(coming=[], past=[])) == of(Page(coming=[], past=[], place=7))


def test_a_shared_value_has_the_same_fingerprint_each_time() -> None:
    shared, fingerprints = {"rows": [Pair(1, "a")] * 9}, Fingerprints()

    assert fingerprints.of(shared) == fingerprints.of(shared) == of({"rows": [Pair(1, "a")] * 9})


def test_a_value_that_nobody_can_compare_is_refused() -> None:
    with pytest.raises(TypeError, match=r"no fingerprint of builtins\.object"):
        of(object())
