"""What people see in place of values and of names of fields: `Atelier` for `workshop`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from cluster.code_names import language_meant
from cluster.problems import listed
from cluster.reading.scalar_types import Id, LanguageCode
from cluster.slugs import slug_of

Labelled = Mapping[str, Collection[str]]
"""By value, or by the name of a field: what is shown of it, in some languages and numbers, the first one in
that of the editors."""


class Labels(NamedTuple):
    """Those of all that can be chosen and written."""

    values: Mapping[tuple[str, ...], Labelled] = {}
    """By the values to choose from."""
    fields: Mapping[Any, Labelled] = {}
    """By the class: those of its fields, by their names."""
    ids: Callable[[], Mapping[str, Labelled]] = dict
    """The titles of what a field may name by its id, by the name of the field. Asked for only if an id is
    none, as all files have to be read for it."""

    def of(self, allowed: tuple[str, ...]) -> Labelled:
        """The labels of values to choose from."""
        return self.values.get(allowed, dict.fromkeys(allowed, ()))

    def of_fields(self, cls: Any, names: Iterable[str]) -> Labelled:
        """The labels of some fields of a class."""
        labelled = self.fields.get(cls, {})
        return {each: labelled.get(each, ()) for each in names}

    def named(self, text: str, hint: Any, field: str) -> str:
        """The value of a type, as that of a field, that a text means beyond doubt; an empty text if it means
        none."""
        if hint is LanguageCode:
            return language_meant(text)
        if get_origin(hint) is Literal:
            return value_named(text, self.of(get_args(hint)))
        return value_named(text, self.ids().get(field, {})) if hint is Id else ""


def values_named(text: str, labelled: Labelled) -> list[str]:
    """The values that a text is, or is a label of, whatever the case and the accents."""
    wanted = plain(text)
    return [each for each, labels in labelled.items() if wanted in (plain(each), *map(plain, labels))]


def value_named(text: str, labelled: Labelled) -> str:
    """The only one of them; empty if there is none, or more."""
    found = values_named(text, labelled)
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """In small letters, without accents and signs."""
    return slug_of(text) or text.casefold()


@dataclass(frozen=True, slots=True)
class FieldMeaning:
    """What texts in place of the values of a field mean."""

    labels: Callable[[], Labels]
    hint: Any
    """The type of the values, or of those of a list."""
    field: str

    def __call__(self, text: str) -> str:
        """See `Labels.named`."""
        return self.labels().named(text, self.hint, self.field)

    def told_of_id(self, text: str) -> str:
        """What is wrong with a title in place of an id: which id it means, or which there are. Empty if the
        field names nothing whose ids are known."""
        ids = self._ids
        if ids is None:
            return ""
        id = value_named(text, ids)
        hint = f"; did you mean '{id}'?" if id else suggested(text, ids)
        return f"unknown id '{text}'{hint}"

    def told_of_ids(self, parts: Iterable[str]) -> str:
        """The same for the first of several texts that means none; empty if there is none."""
        ids = self._ids
        if ids is None:
            return ""
        return next((self.told_of_id(each) for each in parts if not self._are_ids(each, ids)), "")

    @property
    def _ids(self) -> Labelled | None:
        return self.labels().ids().get(self.field) if self.hint is Id else None

    def _are_ids(self, text: str, ids: Labelled) -> bool:
        return bool(value_named(text, ids)) or all(each in ids for each in text.split() if each != "-")


def near_label(wrong: str, labelled: Labelled) -> str:
    """`; did you mean 'workshop' (Atelier)?` if one value or one of its labels is similar, else an empty
    text."""
    named = values_named(wrong, labelled)
    if len(named) > 1:
        return ""
    found = _similar(wrong, {each: labelled[each] for each in named or labelled})
    best = max(found, key=lambda each: (each.likeness, each.is_value), default=None)  # the first of equals
    return best.hint if best else ""


def suggested(wrong: str, labelled: Labelled) -> str:
    """The same; if nothing is similar ` (there are: workshop (Atelier), x, y)`."""
    return near_label(wrong, labelled) or listed(wrong, [*map(_shown, labelled.items())])


def _shown(entry: tuple[str, Collection[str]]) -> str:
    value, labels = entry
    label = next(iter(labels), "")
    return value if plain(label) in ("", plain(value)) else f"{value} ({label})"


class _Similar(NamedTuple):
    """A value to which a text is similar, or to a label of which."""

    likeness: float
    is_value: bool
    value: str
    label: str

    @property
    def hint(self) -> str:
        if plain(self.label).startswith(plain(self.value)):  # `Clusters` for `cluster`
            return f"; did you mean '{self.value}'?"
        return f"; did you mean '{self.value}' ({self.label})?"


_LEAST_OF_VALUE, _LEAST_OF_LABEL = 0.66, 0.75
"""There are many labels, so that one of them may be similar by chance."""
_BEGINNING = 4
"""The letters of a beginning that may stand for a label: `labo`, `salon` for `Salon professionnel`."""


def _similar(wrong: str, labelled: Labelled) -> Iterator[_Similar]:
    written, short = _Likeness(wrong.casefold()), plain(wrong)
    told = _Likeness(short)
    for value, labels in labelled.items():
        if likeness := written.to(value.casefold(), _LEAST_OF_VALUE):
            yield _Similar(likeness, True, value, value)
        for label in labels:
            is_beginning = len(short) >= _BEGINNING and plain(label).startswith(short)
            if likeness := told.to(plain(label), _LEAST_OF_LABEL) or is_beginning * _LEAST_OF_LABEL:
                yield _Similar(likeness, False, value, label)


class _Likeness:
    """How similar a text is to others, as `difflib.get_close_matches` computes it without telling."""

    def __init__(self, text: str) -> None:
        self._matcher = SequenceMatcher(b=text)

    def to(self, other: str, least: float) -> float:
        """From `least` to 1; 0 if it is less similar."""
        self._matcher.set_seq1(other)
        ratios = (self._matcher.real_quick_ratio, self._matcher.quick_ratio, self._matcher.ratio)
        return self._matcher.ratio() if all(each() >= least for each in ratios) else 0
