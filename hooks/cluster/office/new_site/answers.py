"""What somebody says of a new cluster, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cluster.build.program_files import WORDS
from cluster.checks.look import problems_of_likeness, problems_of_reading
from cluster.content.look import Look
from cluster.language import reason_against
from cluster.problems import counted, suggestion
from cluster.reading.cures import of_link
from cluster.reading.scalar_types import Colour
from cluster.reading.scalars import is_web_address, parse_id
from cluster.reading.time_zones import parse_time_zone, zone_of
from cluster.slugs import slug_of


@dataclass(frozen=True, slots=True)
class NewPillar:
    """A pillar of a new cluster."""

    id: str
    title: str
    """In the first language of the site."""
    translations: Mapping[str, str] = field(default_factory=dict)
    """The title in its further languages, where there is one."""

    def titles(self, language: str) -> Mapping[str, str]:
        """The title by language, `language` being the first one."""
        return {language: self.title, **self.translations}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """What a new project is made of. Texts without languages are in the first one of the site."""

    name: str
    abbreviation: str
    languages: tuple[str, ...]
    """Codes, the default language first."""
    url: str
    """Ends in `/`."""
    time_zone: str
    pillars: tuple[NewPillar, ...]
    colors: tuple[str, ...]
    """Those of the pillars, in their order: `#0a7a9b`; may be empty."""
    claim: Mapping[str, str]
    """The headline of the home page by language; without one, there is one that holds for any cluster."""
    lead: Mapping[str, str]
    """Who the cluster is, by language; the same holds."""
    today: date
    """The day on which it begins; its first plan is for this year."""


def spoken() -> list[str]:
    """The languages in which a site may begin."""
    return sorted(path.stem for path in WORDS.glob("*.yaml"))


def _read_text(text: str) -> str:
    if not text.strip():
        raise ValueError("write a text")
    return _read_optional(text)


def _read_optional(text: str) -> str:
    return " ".join(text.split())


def _read_languages(text: str) -> tuple[str, ...]:
    """`cs, en` as codes; the first is the default one."""
    codes = dict.fromkeys(re.split(r"[\s,;]+", text.strip(" ,;").lower()))
    if wrong := [*filter(None, map(_against_language, codes))]:
        raise ValueError("\n".join(wrong))
    return tuple(codes)


def _against_language(code: str) -> str:
    """Why no site can begin in a language; empty if one can."""
    if (why := reason_against(code)) or code in (known := spoken()):
        return why
    return (
        f"the program does not speak '{code}' yet{suggestion(code, known)}; begin in another language, then "
        f"add this one with: cluster new language {code}"
    )


def _read_url(text: str) -> str:
    """A web address, with `/` at its end."""
    if not is_web_address(text) or re.search(r"[?#]", text):
        cure = of_link(text)
        raise ValueError(f"expected a web address such as https://www.example.org/, found '{text}'{cure}")
    return text.rstrip("/") + "/"


def read_time_zone(text: str, language: str = "") -> str:
    """The name of a time zone; where it is wrong, that of the language is told."""
    return parse_time_zone(text.strip(), zone_of(language))


def _read_pillars(text: str) -> tuple[NewPillar, ...]:
    """`Clean rivers; water=Drinking water` as pillars, with ids made of the titles where none is given."""
    if _has_commas_alone(text):
        raise ValueError(
            f"'{text.strip()}' would be one pillar; put semicolons between titles, or one behind it if its "
            "commas are part of one title"
        )
    pillars = tuple(_pillar(part) for part in text.split(";") if part.strip())
    ids = [each.id for each in pillars]
    if twice := next((each for each in ids if ids.count(each) > 1), ""):
        raise ValueError(f"two pillars have the id '{twice}'; write another before a title: my-id=Title")
    return pillars


def _has_commas_alone(text: str) -> bool:
    """Whether commas may stand between titles; those of numbers do not."""
    return ";" not in text and bool(re.search(r",(?!\d)", text))


def _pillar(text: str) -> NewPillar:
    id, found, title = text.partition("=")
    title = _read_text(title if found else text)
    id = id.strip() if found else slug_of(title)
    if not id:
        raise ValueError(f"no id can be made of '{title}'; write one before the title: my-id={title}")
    return NewPillar(parse_id(id), title)


def read_titles(text: str, number: int) -> tuple[str, ...]:
    """`Rivers; Drinking water` as the titles of a number of pillars in another language; `` where one is
    missing. None without any."""
    titles = tuple(map(_read_optional, text.split(";"))) if text.strip() else ()
    if titles and len(titles) == number + 1 and not titles[-1]:
        return titles[:-1]
    if titles and len(titles) != number:
        told = counted(
            number,
            f"expected a title for {{n}} pillar, found {len(titles)}",
            f"expected a title for each of the {{n}} pillars, found {len(titles)}",
        )
        raise ValueError(f"{told}{_cure_of_titles(text, number, len(titles))}")
    return titles


def _cure_of_titles(text: str, number: int, found: int) -> str:
    if number == 1 < found:
        return "; put semicolons between the titles in the first language, too"
    return "; put semicolons between titles" if found == 1 and _has_commas_alone(text) else ""


def refuse_colors_of_one(pillars: Sequence[NewPillar], colors: Sequence[str]) -> None:
    """ValueError if there are several colours for one pillar, which is then likely to be several."""
    if len(pillars) == 1 < len(colors):
        message = f"expected a colour for one pillar, found {len(colors)}"
        raise ValueError(f"{message}; put semicolons between the titles of pillars if there are more")


def _read_colors(text: str) -> tuple[str, ...]:
    """`#0a7a9b #c05a00` as colours."""
    colors = tuple(filter(None, re.split(r"[\s,;]+", text.strip())))
    for each in colors:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", each):
            raise ValueError(f"expected a colour such as #0a7a9b, found '{each}'")
    look = Look(pillars=tuple(map(Colour, colors)))
    if wrong := [each.message for each in (*problems_of_reading(look), *problems_of_likeness(look))]:
        raise ValueError("\n".join(each.removeprefix("look: pillars: ") for each in wrong))
    return colors


READERS: Mapping[str, Callable[[str], Any]] = {
    "name": _read_text,
    "abbreviation": _read_text,
    "languages": _read_languages,
    "url": _read_url,
    "time_zone": read_time_zone,
    "pillars": _read_pillars,
    "colors": _read_colors,
    "claim": _read_optional,
    "lead": _read_optional,
}
"""Reads each value of `NewSite` from what somebody types; ValueError with what is wrong with it."""
