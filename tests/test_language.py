"""Texts in several languages."""

from decimal import Decimal

import jinja2
import pytest
from cluster.language import Languages, Phrase, Text
from cluster.pages.templates import environment
from markupsafe import Markup
from support.versions import body, version_on

LANGUAGES = Languages(all=("cs", "en", "de"), fallback={"de": ("en",)})


def test_a_german_reader_is_shown_english_before_czech() -> None:
    text = Text.of(cs="světlo", en="light")

    phrase = text.best(LANGUAGES.chain("de"))

    assert (phrase.text, phrase.language) == ("light", "en")


def test_a_text_missing_in_german_and_english_is_shown_in_czech() -> None:
    assert Text.of(cs="světlo").best(LANGUAGES.chain("de")).language == "cs"


def test_the_chain_ends_in_the_default_language_and_names_none_twice() -> None:
    assert LANGUAGES.chain("cs") == ("cs",)
    assert LANGUAGES.chain("en") == ("en", "cs")
    assert LANGUAGES.chain("de") == ("de", "en", "cs")


def test_only_the_default_language_has_no_folder() -> None:
    assert [LANGUAGES.prefix(language) for language in LANGUAGES.all] == ["", "en/", "de/"]


@pytest.mark.parametrize("language", ["cs", "en", "de"])
def test_a_name_that_is_not_translated_is_in_its_own_language_in_all_versions(language: str) -> None:
    head = "title: {cs: Optics Days, language: en}\nwhen: 2022-12-05\nkind: conference\nsummary: Dny."
    version = version_on(changes={"docs/events/optics-days.md": f"---\n{head}\n---\n"}, language=language)
    own = '<h1 data-search-exclude><span lang="en">Optics Days</span></h1>'

    html = body(version, "events/optics-days/")
    assert (own in html) == (language != "en")
    assert ("notice--language" in html) == (language != "cs")  # for want of a translated summary


class Unsafe:
    def __str__(self) -> str:
        return "<i>"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("xy < yz & zx", "xy &lt; yz &amp; zx"),
        (Markup("<b>&amp;</b>"), "<b>&amp;</b>"),
        (Text.of(cs="<cs>", en="<en>"), "&lt;cs&gt;"),
        (Phrase("<en>", "en"), '<span lang="en">&lt;en&gt;</span>'),
        (Unsafe(), "&lt;i&gt;"),
        (12, "12"),
        (Decimal("1.50"), "1.50"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_template_escapes_each_value_that_it_prints_exactly_once(value: object, printed: str) -> None:
    loader = jinja2.DictLoader({"page.html": "[{{ value }}]"})

    assert environment(loader, version_on()).get_template("page.html").render(value=value) == f"[{printed}]"
