"""The file that is meant by a path with a slip in it."""

import pytest
from cluster.similar_paths import near_address, near_path, similar_path

FILES = (
    *("index.md", "about.md", "contact.md", "plan/index.md", "plan/2026.md", "plan/progress.md"),
    *("events/index.md", "events/light-day.md", "news/index.md", "news/light-day.jpg"),
    *("news/light-day-report.md", "members/index.md", "press/logo-dark.svg", "files/statutes-2026.pdf"),
)


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("abuot.md", "about.md"),
        ("About.md", "about.md"),
        ("plan/indx.md", "plan/index.md"),
        ("plan.md", "plan/index.md"),
        ("plan/plan.md", "plan/index.md"),
        ("event.md", "events/index.md"),
        ("event/index.md", "events/index.md"),
        ("event/light-day.md", "events/light-day.md"),
        ("events/light-dai.md", "events/light-day.md"),
        ("news/about.md", "about.md"),
        ("news/light-day-report.en.md", "news/light-day-report.md"),
        ("light-day.jpg", "news/light-day.jpg"),
        ("light-day.md", "events/light-day.md"),
        ("press/logo-dark.png", "press/logo-dark.svg"),
        ("files/statute-2026.pdf", "files/statutes-2026.pdf"),
    ],
)
def test_the_file_of_a_similar_name_is_meant(wrong: str, meant: str) -> None:
    assert similar_path(wrong, FILES) == meant
    assert near_path(wrong, FILES) == f"; did you mean '{meant}'?"


@pytest.mark.parametrize(
    "wrong",
    ["aides.md", "news/hall.jpg", "plan/guests.md", "members/photon.md", "files/prices.pdf", "x/y/z.md", ""],
)
def test_the_same_folder_or_ending_makes_no_file_similar(wrong: str) -> None:
    assert near_path(wrong, FILES) == ""


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("/event/", "/events/"),
        ("/events", "/events/"),
        ("/plan/plan/", "/plan/"),
        ("https://c.example/event/", "https://c.example/events/"),
        ("/files/a.pfd", "/files/a.pdf"),
        ("/aides/", ""),
        ("https://c.example/aides/", ""),
    ],
)
def test_an_address_is_similar_by_its_last_name(wrong: str, meant: str) -> None:
    known = ["/", "/events/", "/plan/", "/files/a.pdf", "https://c.example/", "https://c.example/events/"]

    assert near_address(wrong, known) == (f"; did you mean '{meant}'?" if meant else "")
