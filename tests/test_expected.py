"""The golden output: what the miniature's site says, to be read in a diff when the program changes."""

import re
from collections.abc import Callable
from pathlib import Path

from support import golden
from support.builds import ROOT, files

EXPECTED = ROOT / "tests" / "expected"
MOST_LINES = 9_000

OTHER_LANGUAGES = {
    "en/index.html",
    "en/events/optics-school/index.html",
    "en/news/light-day-report/index.html",  # translated
    "en/newsletter/2022-1/index.html",
    "en/rss.xml",
    "de/index.html",
    "de/plan/index.html",
    "de/news/light-day-report/index.html",  # falls back to English
    "de/events.ics",
}
"""The default language is golden in full, as the other languages are made alike. Of those, these show their
words, dates and plurals, and what stands where a text has no translation."""

REPEATED = re.compile(
    r"events/(?!2022-10|2022-11)\d{4}-\d{2}/.*"  # months: those two have all that a month can have
    r"|events/2023/.*"  # a year like 2022
    r"|events/kinds/(?!deadline/)[^/]+/index\.html"  # rows of events/index.html again
    r"|.+/events\.ics|events/(?!optics-school|board)[^/]+/event\.ics"  # entries of events.ics again
    r"|(?!events/|plan/changes/).+/(rss|atom)\.xml"  # items of rss.xml again
    r"|equipment/(?!microscope/)[^/]+/.*"  # records with less than that one
    r"|assets/.*"  # the theme's own files
)
"""What repeats others or says nothing of its own, in the default language."""

FORMS: dict[str, Callable[[bytes], str]] = {
    "sitemap.xml": golden.sitemap,
    ".html": golden.html,
    ".xml": golden.feed,
    ".ics": bytes.decode,
    ".txt": bytes.decode,
}
"""How a file is written down, by the end of its name; the first that fits."""


def is_golden(name: str) -> bool:
    if name.startswith(("en/", "de/")):
        return name in OTHER_LANGUAGES
    return name.endswith(tuple(FORMS)) and not REPEATED.fullmatch(name)


def form_of(name: str) -> Callable[[bytes], str]:
    return next(form for end, form in FORMS.items() if name.endswith(end))


def test_the_miniature_gives_the_expected_output(
    miniature: Path, expect: Callable[[Path, dict[str, str]], None]
) -> None:
    made = {name: raw for name, raw in files(miniature).items() if is_golden(name)}

    assert made.keys() >= OTHER_LANGUAGES
    expect(EXPECTED, {name: form_of(name)(raw) for name, raw in made.items()})


def test_the_expected_output_is_short_enough_to_be_read() -> None:
    assert sum(raw.count(b"\n") for raw in files(EXPECTED).values()) <= MOST_LINES


def test_a_changed_text_or_attribute_is_a_changed_line_and_another_layout_is_none() -> None:
    def lines(markup: str) -> list[str]:
        return golden.html(f"<body><article>{markup}</article></body>".encode()).splitlines()

    page = '<h1 class="a">Title</h1><p>One <b>two</b> three</p>'

    assert lines(page) == [
        "<article>",
        ' <h1 class="a">Title',
        " <p>",
        "  One␣",
        "  <b>two",
        "  ␣three",
    ]
    other_layout = '\n  <h1\n class="a">Title</h1>\n\n<!-- x --> <p>One\n <b>two</b>  three</p>\n'
    assert lines(other_layout) == lines(page)
    for was, now in [
        ("Title", "title"),
        ('"a"', '"b"'),
        ("One <", "One<"),
        ("One ", "One\u00a0"),
        ("b>", "i>"),
    ]:
        other = lines(page.replace(was, now))
        assert [one == two for one, two in zip(lines(page), other, strict=True)].count(False) == 1
