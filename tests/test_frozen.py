"""What `@frozen` makes of a class."""

from dataclasses import field, fields, replace

import pytest
from cluster.frozen import frozen


@frozen
class Lamp:
    name: str
    watts: int = 40
    labels: list[str] = field(default_factory=list)
    seen: int = field(default=0, repr=False, compare=False)


@frozen
class Lantern(Lamp):
    colour: str = "red"


def test_fields_have_their_values_or_defaults_of_their_own() -> None:
    one, other = Lamp(name="a"), Lamp(name="a", watts=60, seen=1)

    assert (one.name, one.watts, other.watts, other.seen) == ("a", 40, 60, 1)
    assert one.labels is not other.labels
    assert [each.name for each in fields(Lantern)] == ["name", "watts", "labels", "seen", "colour"]
    assert repr(other) == "Lamp(name='a', watts=60, labels=[])"


def test_equal_values_are_equal_only_in_the_same_class_and_without_what_is_not_compared() -> None:
    lamp = Lantern(name="a", labels=["x"])

    assert lamp == Lantern(name="a", labels=["x"], seen=9)
    assert lamp != replace(lamp, colour="blue")
    assert lamp != Lamp(name="a", labels=["x"])
    assert hash(Lantern(name="a", labels=())) == hash(Lantern(name="a", labels=(), seen=2))  # type: ignore[arg-type]


@pytest.mark.parametrize("values", [{}, {"name": "a", "wats": 1}, {"watts": 1}])
def test_a_field_that_is_missing_or_unknown_is_refused(values: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="Lamp: missing or unknown: "):
        Lamp(**values)  # type: ignore[arg-type]


def test_what_leads_back_to_itself_can_be_shown() -> None:
    lamp = Lamp(name="a")
    lamp.labels.append(lamp)  # type: ignore[arg-type]

    assert repr(lamp) == "Lamp(name='a', watts=40, labels=[...])"
