"""What an answer means where there is something to choose from, and where it is written in another way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from cluster.problems import closest
from cluster.reading.labels import Labelled, near_label, plain, values_named


def lines_of(offered: Mapping[str, str]) -> Iterator[str]:
    """`  1  meeting  Walne zebranie`: each value with its number and what is shown of it."""
    widest, digits = max(map(len, offered), default=0), len(str(len(offered)))
    for number, (value, shown) in enumerate(offered.items(), start=1):
        yield f"  {number:{digits}}  {value:{widest}}  {shown}"


def meant_in(answer: str, offered: Mapping[str, str], labelled: Labelled | None = None) -> str:
    """The values that an answer chooses, with commas between them: `meeting, workshop`.

    `offered` has what is shown beside each value, `labelled` what else it is called. What nobody offered
    stays as it is; ValueError if an answer is that of several values, or nearly that of one.
    """
    known = {value: (shown, *(labelled or {}).get(value, ())) for value, shown in offered.items()}
    return ", ".join(_values_in([*filter(None, map(str.strip, answer.split(",")))], known))


def _values_in(parts: list[str], offered: Labelled) -> Iterator[str]:
    """Each value of an answer; what is shown of a value may have commas itself: `Hranol, s.r.o.`"""
    while parts:
        lengths = range(len(parts), 1, -1)
        length = next((each for each in lengths if values_named(", ".join(parts[:each]), offered)), 1)
        yield _value(", ".join(parts[:length]), offered)
        parts = parts[length:]


def _value(text: str, offered: Labelled) -> str:
    if text in offered:
        return text
    if re.fullmatch(r"[1-9]\d{0,3}", text) and int(text) <= len(offered):
        return [*offered][int(text) - 1]
    same = values_named(text, offered)
    if len(same) > 1:
        numbers = {id: number for number, id in enumerate(offered, start=1)}
        may_be = ", ".join(f"{numbers[each]} ({each})" for each in same)
        raise ValueError(f"'{text}' may be one of several; write the number of one: {may_be}")
    if not same and not closest(text, offered) and (meant := near_label(text, offered)):
        raise ValueError(f"unknown value '{text}'{meant}")
    return same[0] if same else text


def rewritten(text: str, problem_of: Callable[[str], str]) -> str:
    """How a value is written of which its problem says so beyond doubt: `2026-12-12` for `12. 12. 2026`.

    The text itself if nobody can know, or if nothing is wrong.
    """
    better = problem_of(text).rpartition("; write ")[2]
    is_value = re.fullmatch(r"\S+|[\d-]+ [\d:.-]+( [\d:]+)?", better)  # and no sentence
    return better if is_value and not problem_of(better) else text


def repeats(hint: str, *names: str) -> bool:
    """Whether a hint says no more than some names: `Nazwa wydarzenia.` for `Nazwa` of a `Wydarzenie`."""
    stems = {stem for name in names for stem in _stems(name)}
    return "`" not in hint and stems.issuperset(_stems(hint))


def _stems(text: str) -> Iterator[str]:
    """The beginnings of the longer words."""
    return (each[:_STEM] for each in plain(text).split("-") if len(each) >= _STEM)


_STEM = 4
