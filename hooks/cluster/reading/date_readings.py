"""What is meant by a date as people write it: `20. ledna 2027`, `du 12 au 14 janvier 2027`.

A text is rewritten step by step until there is one way left to write a day (`20.1.2027`), a time (`9:30`) and
a period (a dash between two of them); what then still has letters is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from cluster.letters import folded
from cluster.reading.date_names import ORDINALS, QUARTERS, SEASONS, SMALL_WORDS, UNTIL, months, weekdays


def readings(text: str, languages: Sequence[str] = ()) -> list[str]:
    """The dates that a text may mean, in the notation of `cluster.dates`, most likely first.

    They need not exist: `31. 2. 2027` means `2027-02-31`. The month is the second number, and the first one
    only where slashes are between them.
    """
    plain = _plain(text, tuple(languages))
    both = [re.sub(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", order, plain) for order in (r"\1.\2.\3", r"\2.\1.\3")]
    found = [_vague(text), *map(_in_notation, both)]
    return list(dict.fromkeys(filter(None, found)))


def _plain(text: str, languages: Sequence[str]) -> str:
    """`12.-14.1.2027` for `vom 12. bis zum 14. Januar 2027`."""
    plain = _whole_years(_dashes(_numbers(_numbered_months(text, languages))))
    return _without_words(plain, languages).strip(" -,.")


def _numbered_months(text: str, languages: Sequence[str]) -> str:
    """With months in numbers, and times as they are written here."""
    words = folded(re.sub(r"[()]", " ", text).lower()).split()
    return _named_months(_times(" ".join(words)), languages)


def named_weekdays(text: str, languages: Sequence[str] = ()) -> list[str]:
    """The names of days of the week in a date, in its order and as they are written there: `lundi`.

    They are none where they may be another word: a month, as `mar`, or `do` between two days.
    """
    known, months_gone = weekdays(tuple(languages)), _numbered_months(text, languages)
    names = [each for each in re.findall(_WORD, text) if folded(each.lower()) in known]
    others = {*SMALL_WORDS, *UNTIL.split("|")}
    left = {*re.findall(_WORD, months_gone)} - others
    return [each for each in names if folded(each.lower()) in left]


_OCLOCK = r"(?:\s*h(?:od(?:in)?|rs?)?|\s*uhr|\s*godz)\b\.?"
_TIMES: Sequence[tuple[str, str | Callable[[re.Match[str]], str]]] = (
    (r"\b(\d{1,2})\s*h\s*(\d\d)\b", r"\1:\2"),
    (rf"\b(\d{{1,2}})[.:](\d\d){_OCLOCK}", r"\1:\2"),
    (rf"\b(\d{{1,2}}){_OCLOCK}", r"\1:00"),
    (r"\b(\d{1,2})(?:[.:](\d\d))?\s*([ap])\.?m\b\.?", lambda found: _of_halves(*found.groups())),
    (r"(\d:\d\d) a (?=\d{1,2}:)", r"\1-"),
)
"""How times are written, and how they are written here."""


def _times(text: str) -> str:
    for pattern, better in _TIMES:
        text = re.sub(pattern, better, text)
    return text


def _of_halves(hour: str, minute: str | None, half: str) -> str:
    """`14:00` for the 2 of `2 pm`."""
    return f"{int(hour) % 12 + 12 * (half == 'p')}:{minute or '00'}"


def _named_months(text: str, languages: Sequence[str]) -> str:
    """`20.1.2027` for `20 janvier 2027` and for `January 20, 2027`."""
    known = months(languages)
    start = _after_weekday(text, languages)
    text = text[:start] + re.sub(_WORD, lambda found: _month(found[0], known), text[start:])
    text = re.sub(r"\b(\d{1,2})(?:er|st|nd|rd|th)\b", r"\1", text)
    text = re.sub(r"@(\d+)@\.? (\d{1,2}(?: ?[-–] ?\d{1,2})?),? (\d{4})", r"\2 @\1@ \3", text)
    text = re.sub(r"\b(\d{1,2})\.? ?(?:of |de )?@(\d+)@\.?,? ?(?:de )?", r"\1.\2.", text)
    return re.sub(r"@(\d+)@\.?,? ?(?:de )?", r"\1.", text)


_WORD = r"[^\W\d_]+"


def _after_weekday(text: str, languages: Sequence[str]) -> int:
    """Where `19 janvier` begins in `mar. 19 janvier`, as `mar` is a month in other languages; else 0."""
    found = re.match(rf"({_WORD})[., ]+(?=\d{{1,2}}\.? ({_WORD}))", text)
    is_weekday = found and found[1] in weekdays(languages) and found[2] in months(languages)
    return found.end() if found and is_weekday else 0


def _month(word: str, known: Mapping[str, int]) -> str:
    """`@3@` for a name of March."""
    return f"@{known[word]}@" if word in known else word


def _numbers(text: str) -> str:
    """Days and months of which only the order or the sign is another one."""
    text = re.sub(r"\b(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:t(?=\d)|\b)", r"\4.\3.\1 ", text)
    text = re.sub(r"(?<![\d.])(?<!\. )(\d{4})[-/](\d{1,2})\b(?!\s*[.:/])", r"\2.\1", text)
    text = re.sub(r"\b(\d{1,2})-(\d{1,2})-(\d{4})\b", r"\1/\2/\3", text)
    return re.sub(r"(?<![\d/])(\d{1,2})/(\d{4})\b", r"\1.\2", text)


def _dashes(text: str) -> str:
    """One dash for all that stands between the ends of a period."""
    return re.sub(rf"\s*(?:[–—−]|(?<=\d{{4}} )/|\.\.+|…|\b(?:{UNTIL})\b(?: (?:zum|dem)\b)?)\s*", "-", text)


def _whole_years(text: str) -> str:
    """`20/1/2027` for `20/1/27`: nobody plans or remembers in other centuries without saying so."""
    short = r"\b(\d{1,2})([./]) ?(\d{1,2})\2 ?(\d\d)(?=$|[ ,]|-\d{1,2}[./])"
    return re.sub(short, r"\1\2\3\g<2>20\4", text)


def _without_words(text: str, languages: Sequence[str]) -> str:
    """Without weekdays and small words."""
    known = SMALL_WORDS | weekdays(languages).keys()
    return re.sub(r"[^\W\d_]+[.,']?\s*", lambda found: "" if _word(found[0]) in known else found[0], text)


def _word(text: str) -> str:
    return text.rstrip(" .,'")


@dataclass(frozen=True, slots=True)
class _Reading:
    """The parts of a date that are written; empty where they are not."""

    year: str = ""
    month: str = ""
    day: str = ""
    time: str = ""

    def like(self, other: _Reading) -> _Reading:
        """With the month and the year of another one where they are left out."""
        return replace(self, month=self.month or other.month, year=self.year or other.year)

    @property
    def is_day(self) -> bool:
        return bool(self.day and self.month and self.year)

    @property
    def written(self) -> str:
        """`2027-01-20 09:30`, `2027-01` or `2027`."""
        parts = [self.year, *(f"{int(each):02}" for each in (self.month, self.day) if each)]
        return f"{'-'.join(parts)} {self.time}".strip()


_TIME = re.compile(r"(?:(?<=\d{4})[ ,]+(\d{1,2})(?:[.:](\d\d))?|(?:^|[ ,.])(\d{1,2}):(\d\d))$")
_DATE = re.compile(r"(?:(\d{1,2})(?:[. ]+|$))?(?:(\d{1,2})(?:[. ]+|$))?(\d{4})?")


def _parts(text: str) -> _Reading | None:
    """The parts of `20.1.2027 9:30`, `20.1`, `20`, `1.2027` or `9:30`; None of anything else."""
    time = _TIME.search(text)
    found = _DATE.fullmatch(text[: time.start()].strip(" ,.") if time else text)
    if not found:
        return None
    day, month, year = (each or "" for each in found.groups())
    if year and not month:
        day, month = "", day
    return _Reading(year, month, day, _hour(time[1] or time[3], time[2] or time[4]) if time else "")


def _hour(hour: str, minute: str | None) -> str:
    return f"{int(hour):02}:{minute or '00'}"


def _in_notation(plain: str) -> str:
    """The notation of a date, or of a period from one to another; empty if it is neither."""
    first, *others = plain.split("-")
    starts = _parts(first.strip())
    if not starts or len(others) > 1:
        return ""
    if others:
        return _period(starts, others[0].strip())
    is_whole = starts.is_day or (starts.year and not starts.day and not starts.time)
    return starts.written if is_whole else ""


def _period(starts: _Reading, text: str) -> str:
    """What begins with one moment and ends with a text."""
    if starts.is_day and starts.time and (hours := re.fullmatch(_HOURS, text)):
        return f"{starts.written}..{_hour(hours[1], hours[2])}"
    if not (ends := _parts(text)):
        return ""
    if not starts.year and ends.year and int(starts.month or 0) > int(ends.month or 0):
        starts = replace(starts, year=str(int(ends.year) - 1))  # 30. 12. – 2. 1. 2027
    starts, ends = starts.like(ends), ends.like(starts)
    return f"{starts.written}..{ends.written}" if starts.is_day and ends.is_day else ""


_HOURS = r"(\d{1,2})(?:[.:](\d\d))?"


def hours_readings(text: str) -> list[str]:
    """The hours that a text may mean: `09:30..11:00` for `9 h 30 – 11 h`."""
    found = re.fullmatch(rf"{_HOURS}(?: ?- ?{_HOURS})?", _plain(text, ()))
    if not found:
        return []
    ends = f"..{_hour(found[3], found[4])}" if found[3] else ""
    return [_hour(found[1], found[2]) + ends]


def _vague(text: str) -> str:
    """A quarter or a season: `2027-Q4` for `Q4 2027`, `2027-autumn` for `podzim 2027`."""
    words = re.findall(r"[qt](?=[1-4]\b)|[1-4](?=[qt]\b)|[^\W_]+", folded(text.lower()))
    years = [each for each in words if re.fullmatch(r"\d{4}", each)]
    others = [each for each in words if each not in SMALL_WORDS and each not in years]
    if len(years) != 1 or len(others) not in (1, 2):
        return ""
    return next((f"{years[0]}-{each}" for each in (_quarter(others), _season(others)) if each), "")


def _quarter(words: Sequence[str]) -> str:
    """`Q1` of `1er trimestre` and of `quartal 1`; empty if the words are none."""
    for ordinal, noun in (words, words[::-1]) if len(words) == 2 else ():
        if noun in QUARTERS:
            return next((f"Q{number}" for number, names in ORDINALS.items() if ordinal in names.split()), "")
    return ""


def _season(words: Sequence[str]) -> str:
    """A key of SEASONS; empty if the words are none."""
    return next(
        (each for each, names in SEASONS.items() if words[0] in names.split() and len(words) == 1), ""
    )
