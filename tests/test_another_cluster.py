"""Any other cluster needs no line of code: other data, other texts, other languages."""

from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar
from support.another_cluster import write_water_cluster
from support.builds import build, files
from support.pages import broken_links, html_pages, text_of


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("water")
    write_water_cluster(project)

    done = build(project, project / "site")

    assert done.returncode == 0, done.stderr
    return project / "site"


def test_its_pages_are_in_its_languages_only(water: Path) -> None:
    pages = html_pages(water)

    assert pages["index.html"].get("lang") == "en"
    assert pages["de/index.html"].get("lang") == "de"
    assert not (water / "cs").exists()
    assert not any(name.startswith("working-groups") for name in pages)


def test_nothing_of_the_first_cluster_is_in_it(water: Path) -> None:
    for name, content in files(water).items():
        if name.endswith((".html", ".xml", ".ics", ".json")):
            for word in ("Optick", "optical", "Optik", "klastr", "optickyklastr", "COC"):
                assert word.encode() not in content, f"{word} in {name}"


def test_its_links_lead_somewhere(water: Path) -> None:
    assert list(broken_links(water, "https://water.example/")) == []


def test_its_planned_event_is_ahead(water: Path) -> None:
    [entry] = Calendar.from_ical((water / "events.ics").read_bytes()).walk("VEVENT")

    assert str(entry["uid"]) == "river-day-2022@water.example"
    assert entry["dtstart"].params["TZID"] == "Europe/Vienna"
    assert "River day" in text_of(html_pages(water)["events/index.html"])


def test_its_german_readers_get_the_english_news_marked_as_such(water: Path) -> None:
    assert "englische" in text_of(html_pages(water)["de/news/drop/index.html"])
    assert [entry.title for entry in feedparser.parse((water / "rss.xml").read_bytes()).entries] == [
        "The first drop"
    ]
    assert feedparser.parse((water / "de/rss.xml").read_bytes()).entries == []
