"""A site in French, Polish and Slovak speaks these languages, with their typography, and no other."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from string import Formatter
from typing import Any

import lxml.html
import pytest
from cluster.build.build import build
from support.builds import FIRST_OF_NOVEMBER, ROOT
from support.pages import framed_pages, text_of
from support.sources import miniature
from support.translated import in_languages, in_one_language
from support.versions import WORDS, words

LANGUAGES = {"fr": "", "pl": "pl/", "sk": "sk/"}
"""The languages of the site and the folders of their versions, the default one first."""

DATA = {"code", "iframe", "kbd", "link", "math", "pre", "samp", "script", "style", "svg", "textarea"}
SAID = ("aria-label", "placeholder", "title")
Page = lxml.html.HtmlElement


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature, whose Czech texts count as French ones, English as Polish, and German as Slovak."""
    project = in_languages(tmp_path_factory.mktemp("languages"), {"cs": "fr", "en": "pl", "de": "sk"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", FIRST_OF_NOVEMBER)
        build(project, project / "site")  # which is strict: a warning would stop it
    return project / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return framed_pages(site)


def in_language(pages: dict[str, Page], language: str) -> dict[str, Page]:
    return {path: page for path, page in pages.items() if page.get("lang") == language}


def texts_of(element: Page, language: str, own: str) -> Iterator[str]:
    """The texts and labels of an element in a language; `own` is that of the element around it."""
    if not isinstance(element.tag, str) or element.tag in DATA:
        return
    own = element.get("lang", own)
    if own == language:
        yield element.text or ""
        yield from (element.get(name, "") for name in SAID)
    for child in element:
        yield from texts_of(child, language, own)
        if own == language:
            yield child.tail or ""


def test_each_language_has_all_pages_and_names_itself(pages: dict[str, Page]) -> None:
    found = {language: set(in_language(pages, language)) for language in LANGUAGES}

    for language, folder in LANGUAGES.items():
        assert found[language] == {folder + path for path in found["fr"]}
        [locale] = pages[f"{folder}index.html"].xpath("//meta[@property='og:locale']/@content")
        assert locale == words(language)["locale"]


def test_the_languages_lead_to_each_other(pages: dict[str, Page]) -> None:
    switch = pages["index.html"].xpath("//nav[contains(@class, 'languages')]//a")

    assert {each.get("lang"): each.get("href") for each in switch} == {"fr": "./", "pl": "pl/", "sk": "sk/"}


def sayings(language: str) -> set[str]:
    """What the program says in a language in two words or more, between the values in it."""
    entries = words(language).entries.values()
    whole = [form for entry in entries for form in ([entry] if isinstance(entry, str) else entry.values())]
    parts = [" ".join(part.split()).strip(" :.,") for each in whole for part, *_ in Formatter().parse(each)]
    return {part.casefold() for part in parts if " " in part and len(part) > 7}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_anything_in_another_language(pages: dict[str, Page], language: str) -> None:
    written = b"\n".join(miniature().values()).decode().casefold()
    own = "\n".join(sayings(language))
    others = {said for path in WORDS.glob("*.yaml") if path.stem != language for said in sayings(path.stem)}
    foreign = [said for said in others if said not in own and said not in written]
    assert len(foreign) > 1000

    said = {
        " ".join(text.split()).casefold()
        for page in in_language(pages, language).values()
        for text in texts_of(page, language, language)
    }
    everything = "\n".join(said)
    found = [each for each in foreign if each in everything]
    assert [each for each in found if re.search(rf"\b{re.escape(each)}\b", everything)] == []


def test_every_french_sign_has_its_space_wherever_it_comes_from(site: Path, pages: dict[str, Page]) -> None:
    said = [text for page in in_language(pages, "fr").values() for text in texts_of(page, "fr", "fr")]
    letter: Any = message_from_bytes((site / "newsletter/2022-1/newsletter.eml").read_bytes(), policy=default)
    said.append(letter.get_body(("plain",)).get_content())
    signs = [sign for text in said for sign in re.findall(r"(?:^|.)[:;!?](?=\s|$)", text)]

    assert len(signs) > 200
    assert set(signs) <= {"\u00a0:", "\u202f;", "\u202f!", "\u202f?"}


def test_an_address_that_may_be_broken_has_no_french_space(site: Path, pages: dict[str, Page]) -> None:
    [path] = [path for path in in_language(pages, "fr") if path.endswith("events/subscribe/index.html")]

    assert "<code>https:/<wbr>" in (site / path).read_text("utf-8")


def test_french_calendars_and_feeds_have_spaces_before_colons(site: Path) -> None:
    calendar = (site / "events.ics").read_text("utf-8").replace("\n ", "")
    said = re.findall(r"^(?:SUMMARY|X-WR-CALNAME|DESCRIPTION)[^:]*:(.*)$", calendar, re.MULTILINE)
    said += re.findall("<title>(.*?)</title>", (site / "rss.xml").read_text("utf-8"))

    assert sum(" : " in re.sub(r"\s", " ", text) for text in said) > 5
    assert [text for text in said if re.search(r"\w[:?!](?=\s|$)", text)] == []


def test_the_stylesheet_writes_no_french_sign_without_its_space() -> None:
    style = (ROOT / "hooks/cluster/theme/assets/site.css").read_text("utf-8")
    written = re.findall(r"([^{}\n]+)\{[^{}]*content: \"[:;!?]\"", style)

    assert written
    assert all(selector.strip().replace("::", ":lang(fr)::") in style for selector in written)


def test_what_the_search_shows_of_a_term_has_the_french_space(site: Path) -> None:
    index = (site / "search/search_index.json").read_text("utf-8")

    assert "Google : " in index
    assert "Google: " not in index


def test_polish_and_slovak_signs_have_no_space(pages: dict[str, Page]) -> None:
    for language in ("pl", "sk"):
        found = in_language(pages, language).values()
        said = "\n".join(text for page in found for text in texts_of(page, language, language))

        assert not re.search(r"[\u00a0\u202f][:;!?](?!\s?\d)", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_and_weekdays_are_those_of_the_language(pages: dict[str, Page], language: str) -> None:
    said = text_of(pages[f"{LANGUAGES[language]}events/2022-11/index.html"])
    month, first = {
        "fr": ("novembre 2022", "mardi 1er novembre"),
        "pl": ("listopad 2022", "wtorek, 1 listopada"),
        "sk": ("november 2022", "utorok 1. novembra"),
    }[language]

    assert month in said.casefold()
    assert first in said


def test_the_letters_of_all_languages_are_in_the_first_file_of_each_font() -> None:
    style = (ROOT / "hooks/cluster/theme/assets/site.css").read_text("utf-8")
    fonts = [line for line in style.splitlines() if "-rest.woff2" not in line and "weight: 400 700" in line]
    said = "".join(path.read_text("utf-8") for path in WORDS.glob("*.yaml"))

    assert len(fonts) == 3
    assert all("unicode-range: U+0-17F," in each for each in fonts)
    assert max(letter for letter in said if letter.isalpha()) <= "\u017f"


def test_a_site_in_one_language_has_no_switch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = in_one_language(tmp_path, "pl")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", FIRST_OF_NOVEMBER)

    build(project, project / "site")

    for page in framed_pages(project / "site").values():
        assert page.get("lang") == "pl"
        assert page.xpath("//nav[contains(@class, 'languages')] | //*[@hreflang]") == []
