"""What the pages of events say, read from their HTML."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import lxml.html

from support.channels import plain

HOME = "https://cluster.example/"
PLACE_UNKNOWN = ("Místo není uvedeno", "Place not stated", "Ort nicht angegeben")


def text(element: Any) -> str:
    return plain(element.text_content())


def texts(element: Any, path: str) -> list[str]:
    return [text(each) for each in element.xpath(path)]


def with_class(name: str) -> str:
    return f"[contains(concat(' ', @class, ' '), ' {name} ')]"


@dataclass
class EventPage:
    """The page of an event in one language."""

    tree: Any
    home: str
    """The address of the home page in that language."""

    @classmethod
    def of(cls, site: Path, prefix: str, id: str) -> "EventPage":
        file = site / prefix / "events" / id / "index.html"
        return cls(lxml.html.document_fromstring(file.read_bytes()), HOME + prefix)

    @cached_property
    def head(self) -> Any:
        return self.tree.xpath("//header[starts-with(@class, 'page-head')]")[0]

    @property
    def title(self) -> str:
        return texts(self.tree, "//h1")[0]

    @property
    def url(self) -> str:
        return str(self.tree.xpath("//link[@rel='canonical']/@href")[0])

    @cached_property
    def when(self) -> str:
        """All that the head says of its date: `Next 9 November 2022, until 30 November 2022`."""
        said = texts(self.head, ".//span[@class='event-when__date']")
        notes = texts(self.head, ".//p[@class='event-note' and not(s) and not(strong)]")
        return (said if self.date else [*notes, *said])[0]

    @property
    def date(self) -> str:
        """The date alone; `` if it has none."""
        return (texts(self.head, ".//span[@class='event-when__date']/time") or [""])[0]

    @property
    def dates(self) -> list[str]:
        """All its dates."""
        return texts(self.tree, "//ul[@class='dates']/li") or ([self.date] if self.date else [])

    @property
    def former(self) -> list[str]:
        return texts(self.head, ".//p[@class='event-note']/s")

    @cached_property
    def where(self) -> list[str]:
        """Its place, and whether one can take part online."""
        return texts(self.head, ".//p[@class='event-when']/span[not(@class)]")

    @property
    def where_told(self) -> list[str]:
        """What other channels say of that: nothing if it is not known."""
        return [each for each in self.where if each not in PLACE_UNKNOWN]

    @property
    def flags(self) -> list[str]:
        return texts(self.head, f".//span{with_class('flag')}")

    @property
    def enrolment(self) -> str:
        return " ".join(texts(self.tree, "//div[@class='enrol']"))

    @property
    def drafts(self) -> list[str]:
        return texts(self.tree, "//dd[@class='draft__text']")

    @property
    def data(self) -> list[dict[str, Any]]:
        """Its structured data."""
        scripts = self.tree.xpath("//article//script[@type='application/ld+json']")
        return json.loads(scripts[0].text)["@graph"] if scripts else []

    def links(self, start: str) -> list[str]:
        return [str(each) for each in self.tree.xpath("//a/@href") if str(each).startswith(start)]
