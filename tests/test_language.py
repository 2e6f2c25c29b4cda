"""Texts in several languages."""

from cluster.language import Languages, Text

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
