"""Who writes the name of a language or a country learns its code, whatever the language of the name."""

from pathlib import Path

import pytest
from cluster.code_names import near_country, near_language, suggested_language
from cluster.currency_names import currency_meant
from support.command_line import cluster
from support.sources import problems_of

EVENT = "docs/events/day.md"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("français", "fr"),
        ("Francais", "fr"),
        ("francouzština", "fr"),
        ("Französisch", "fr"),
        ("ranska", "fr"),  # Finnish
        ("Frnch", "fr"),
        ("FR", "fr"),
        ("fra", "fr"),
        ("Deutsch", "de"),
        ("ukrajinština", "uk"),
        ("ua", "uk"),
    ],
)
def test_the_code_of_a_language_is_known_by_its_names(written: str, code: str) -> None:
    assert near_language(written).startswith(f"; did you mean '{code}' (")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Allemagne", "DE"),
        ("Deutschland", "DE"),
        ("Německo", "DE"),
        ("Nemecko", "DE"),
        ("Saksa", "DE"),  # Finnish
        ("Germny", "DE"),
        ("Rakousko", "AT"),
        ("Belgique", "BE"),
        ("de", "DE"),
        ("UK", "GB"),
        ("CZE", "CZ"),
    ],
)
def test_the_code_of_a_country_is_known_by_its_names(written: str, code: str) -> None:
    assert near_country(written).startswith(f"; did you mean '{code}' (")


@pytest.mark.parametrize(
    ("written", "languages", "code"),
    [
        ("zł", ("cs",), "PLN"),
        ("złotych", ("pl",), "PLN"),
        ("Zloty", (), "PLN"),
        ("euro", ("pl",), "EUR"),
        ("€", (), "EUR"),
        ("Kč", ("pl",), "CZK"),
        ("kc", ("fr",), "CZK"),
        ("korun", ("cs",), "CZK"),
        ("dolar", ("pl", "en"), "USD"),
        ("Fr.", ("de",), "CHF"),
        ("franc", ("fr",), ""),  # there are several
        ("Deutsche Mark", ("de",), ""),  # which is no longer used
    ],
)
def test_the_code_of_a_currency_is_known_by_its_signs_and_names(
    written: str, languages: tuple[str, ...], code: str
) -> None:
    assert currency_meant(written, languages) == code


@pytest.mark.parametrize(
    ("fee", "told"),
    [
        ("{price: 50, currency: zł}", "fee: currency: unknown currency 'zł'; did you mean 'PLN'?"),
        ("{price: 50, currency: xyz1}", "unknown currency 'xyz1'; write its code, such as EUR or SEK"),
        ("50 złotych", "write {price: 50, currency: PLN}"),
        ("1500 Kč", "write {price: 1500, currency: CZK}"),
    ],
)
def test_a_currency_is_told_with_its_code(fee: str, told: str) -> None:
    head = f"---\ntitle: Den\nwhen: 2022-05-05\nkind: workshop\nfee: {fee}\n---\n"
    [problem] = problems_of({EVENT: head})

    assert problem.endswith(told)


def test_what_is_no_name_is_answered_with_an_example() -> None:
    assert near_language("qqq") == near_country("QQ") == ""
    assert suggested_language("qqq", ["cs", "en"]) == " (there are: cs, en)"


def test_only_a_language_of_the_site_is_proposed_for_its_texts() -> None:
    assert suggested_language("français", ["cs", "en"]) == " (there are: cs, en)"
    assert suggested_language("anglais", ["cs", "en"]) == "; did you mean 'en' (English)?"


def test_names_in_files_are_refused_with_the_code() -> None:
    head = "when: 2022-05-05\nkind: workshop\nlanguages: [français, DE]\ntitle: {cs: Den, Angličtina: Day}"
    partner = "partners:\n  - {id: a, name: A, kind: cluster, country: Allemagne}\n"

    assert problems_of({EVENT: f"---\n{head}\n---\n", "data/partners.yaml": partner}) == [
        "data/partners.yaml:2: partner 'a': country: unknown country 'Allemagne'; "
        "did you mean 'DE' (Germany)?",
        f"{EVENT}:4: event 'day': languages: unknown language 'DE'; did you mean 'de' (German)?",
        f"{EVENT}:4: event 'day': languages: unknown language 'français'; did you mean 'fr' (French)?",
        f"{EVENT}:5: event 'day': title: unknown language 'Angličtina'; did you mean 'en' (English)?",
    ]


def test_a_list_of_names_is_written_with_codes() -> None:
    head = "title: Den\nwhen: 2022-05-05\nkind: workshop\nlanguages: čeština, němčina"

    assert problems_of({EVENT: f"---\n{head}\n---\n"}) == [
        f"{EVENT}:5: event 'day': languages: expected a list (lines that start with -), found a text; "
        "write [cs, de]"
    ]


def test_a_new_site_takes_codes_in_capitals_and_tells_those_of_all_names(tmp_path: Path) -> None:
    options = (
        "--name",
        "A",
        "--abbreviation",
        "A",
        "--url",
        "https://a.example/",
        "--time-zone",
        "Europe/Paris",
    )

    refused = cluster(tmp_path, "new", "site", "x", *options, "--languages", "français, Deutsch")
    done = cluster(tmp_path, "new", "site", "x", *options, "--languages", "EN,FR")

    assert refused.stderr.splitlines() == [
        "Error: --languages: unknown language code 'français'; did you mean 'fr' (French)?",
        "--languages: unknown language code 'deutsch'; did you mean 'de' (German)?",
    ]
    assert done.returncode == 0, done.stderr
    assert "locale: fr" in (tmp_path / "x" / "mkdocs.yml").read_text("utf-8")
