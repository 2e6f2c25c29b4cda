"""What a new cluster's project begins with can be said in every language of the program."""

from collections.abc import Iterator
from string import Formatter

import pytest
import yaml
from cluster.build.descriptions import FOLDER
from cluster.content.general_texts import GENERAL

PROGRAM = FOLDER.parent
LANGUAGES = {path.stem for path in (PROGRAM / "words").glob("*.yaml")}
TEXTS = GENERAL | yaml.safe_load((PROGRAM / "starter" / "words.yaml").read_text(encoding="utf-8"))


def placeholders(text: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("key", TEXTS)
def test_each_text_of_a_new_project_is_there_in_every_language(key: str) -> None:
    texts = TEXTS[key]

    assert {language for language, text in texts.items() if text.strip()} == LANGUAGES
    assert {frozenset(placeholders(text)) for text in texts.values()} == {
        frozenset(placeholders(texts["en"]))
    }
    assert all(text.count("<!--") == text.count("-->") for text in texts.values())
