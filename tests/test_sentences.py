"""Parts of texts for the office are joined, finished and wrapped as their language wants it."""

import pytest
from cluster.build.descriptions import descriptions_of
from cluster.content.kinds import KINDS
from cluster.content.look import Look
from cluster.content.organisation import Cluster
from cluster.office.entries.draft import draft_of
from cluster.sentences import finished, joint


def test_french_has_a_space_before_a_colon_and_a_narrow_one_before_other_signs() -> None:
    assert [joint(sign, "fr") for sign in ":;"] == ["\u00a0: ", "\u202f; "]
    assert [joint(sign, "pl") for sign in ":;"] == [": ", "; "]


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ("Les cartes : un PNG ; ou deux ?", "Les cartes\u00a0: un PNG\u202f; ou deux\u202f?"),
        ("Voir aussi: « ceci »!", "Voir aussi\u00a0: «\u00a0ceci\u00a0»\u202f!"),
        (
            "`of` : `{title: …}`, https://x.example/?a=b: c",
            "`of`\u00a0: `{title: …}`, https://x.example/?a=b: c",
        ),
        ("Titres : \"Eau; Sol\", 'a: b' ;", "Titres\u00a0: \"Eau; Sol\", 'a: b'\u202f;"),
        ("Un texte est {fr: …, en: …} ; ou un seul", "Un texte est {fr: …, en: …}\u202f; ou un seul"),
        ("De 09:00 à 10:00, écrivez !!! note", "De 09:00 à 10:00, écrivez !!! note"),
    ],
)
def test_a_french_text_is_finished_with_the_spaces_of_its_signs(text: str, french: str) -> None:
    assert finished(text, "fr") == french
    assert finished(french, "fr") == french
    assert finished(text, "cs") == text


@pytest.mark.parametrize("cls", [Cluster, Look, *(kind.cls for kind in KINDS)])
def test_no_line_of_a_french_comment_begins_with_a_sign(cls: type) -> None:
    lines = draft_of(cls, {}, descriptions_of("fr"), ("fr", "en")).splitlines()
    comments = [line.rpartition("# ")[2].strip() for line in lines]

    assert [each for each in comments if each.startswith((":", ";", "!", "?", "»"))] == []
    assert [each for each in comments if " ;" in each or " :" in each or " ?" in each] == []
    assert [each for each in comments if "`: `" in each] == []
