"""Dates as people write them: an editor reads how to write what is meant, or why there is no such date."""

from datetime import date
from typing import Any

import pytest
from cluster.date_formats import format_when
from cluster.dates import Hours, When, parse_when
from cluster.language import SPOKEN, UNDERSTOOD, Languages
from cluster.reading.date_names import months
from cluster.reading.date_readings import readings
from cluster.reading.scalar_types import SCALARS
from cluster.reading.wrong_dates import said_of
from hypothesis import given
from hypothesis import strategies as st

CZECH, ENGLISH = Languages(all=("cs", "en")), Languages(all=("en", "cs"))


def said(text: str, hint: Any = When, languages: Languages = CZECH) -> str:
    return said_of(hint, text, languages)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("20/01/2027", "2027-01-20"),
        ("01/02/2027", "2027-02-01"),
        ("01/20/2027", "2027-01-20"),
        ("20-01-2027", "2027-01-20"),
        ("2027/01/20", "2027-01-20"),
        ("12.1.2027", "2027-01-12"),
        ("20/1/27", "2027-01-20"),
        ("12. 1. 27", "2027-01-12"),
        ("20.1.27 9:30", "2027-01-20 09:30"),
        ("20 janvier 27", "2027-01-20"),
        ("12.–14. 1. 27", "2027-01-12..2027-01-14"),
        ("30. 12. 26 – 2. 1. 27", "2026-12-30..2027-01-02"),
        ("20 janvier 2027", "2027-01-20"),
        ("mercredi 20 janv. 2027", "2027-01-20"),
        ("mar. 19 janv. 2027", "2027-01-19"),
        ("1er février 2027", "2027-02-01"),
        ("2027/01", "2027-01"),
        ("20. ledna 2027", "2027-01-20"),
        ("20. unora 2027", "2027-02-20"),
        ("20. Januar 2027", "2027-01-20"),
        ("Do, 14. 1. 2027", "2027-01-14"),
        ("ve středu 20. ledna 2027", "2027-01-20"),
        ("w niedzielę 24 stycznia 2027", "2027-01-24"),
        ("So 23. 1. 2027", "2027-01-23"),
        ("So 24. 1. 2027", "2027-01-24"),
        ("20 mar 2027", "2027-03-20"),
        ("du mardi 12 au jeudi 14 janvier 2027", "2027-01-12..2027-01-14"),
        ("12.–14. 1. 2027 (čtvrtek)", "2027-01-12..2027-01-14"),
        ("20 stycznia 2027 r.", "2027-01-20"),
        ("20. január 2027", "2027-01-20"),
        ("January 20, 2027", "2027-01-20"),
        ("20th of January 2027", "2027-01-20"),
        ("leden 2027", "2027-01"),
        ("5/2027", "2027-05"),
        ("Q4 2027", "2027-Q4"),
        ("T1 2027", "2027-Q1"),
        ("2027-T1", "2027-Q1"),
        ("Q1/2027", "2027-Q1"),
        ("1er trimestre 2027", "2027-Q1"),
        ("2e trimestre de 2027", "2027-Q2"),
        ("deuxième trimestre 2027", "2027-Q2"),
        ("1. čtvrtletí 2027", "2027-Q1"),
        ("ve 3. čtvrtletí roku 2027", "2027-Q3"),
        ("1. Quartal 2027", "2027-Q1"),
        ("im vierten Quartal 2027", "2027-Q4"),
        ("I kwartał 2027", "2027-Q1"),
        ("IV kw. 2027 r.", "2027-Q4"),
        ("2. štvrťrok 2027", "2027-Q2"),
        ("3rd quarter of 2027", "2027-Q3"),
        ("podzim 2027", "2027-autumn"),
        ("2027-automne", "2027-autumn"),
        ("12. 1. 2027 09h00", "2027-01-12 09:00"),
        ("12. 1. 2027 v 9.00", "2027-01-12 09:00"),
        ("20 janvier 2027 à 9 h 30", "2027-01-20 09:30"),
        ("12.1.2027 um 9 Uhr", "2027-01-12 09:00"),
        ("Jan 12, 2027 at 2:30 pm", "2027-01-12 14:30"),
        ("2027-01-12T9.00", "2027-01-12 09:00"),
        ("12. 1. 2027 9:00–16:00", "2027-01-12 09:00..16:00"),
        ("20 janvier 2027, de 9h à 11h30", "2027-01-20 09:00..11:30"),
        ("sobota 12. 6. 2027 od 9 do 12 hodin", "2027-06-12 09:00..12:00"),
        ("12.–14. 1. 2027", "2027-01-12..2027-01-14"),
        ("12.-14.1.2027", "2027-01-12..2027-01-14"),
        ("12. 1. – 14. 2. 2027", "2027-01-12..2027-02-14"),
        ("30. 12. – 2. 1. 2027", "2026-12-30..2027-01-02"),
        ("du 12 au 14 janvier 2027", "2027-01-12..2027-01-14"),
        ("vom 12. bis zum 14. Januar 2027", "2027-01-12..2027-01-14"),
        ("od 12 do 14 stycznia 2027", "2027-01-12..2027-01-14"),
        ("January 12–14, 2027", "2027-01-12..2027-01-14"),
        ("2027-01-12 - 2027-01-14", "2027-01-12..2027-01-14"),
        ("2027-01-12/2027-01-14", "2027-01-12..2027-01-14"),
        ("2027-01-12–14", "2027-01-12..2027-01-14"),
    ],
)
def test_a_date_in_the_form_of_a_country_is_told_as_it_is_written_here(written: str, meant: str) -> None:
    assert said(written) == f"expected a date, found '{written}'; write {meant}"


@pytest.mark.parametrize("language", [*SPOKEN, *UNDERSTOOD])
@pytest.mark.parametrize("quarter", ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"])
def test_a_quarter_that_the_site_shows_is_understood(language: str, quarter: str) -> None:
    assert readings(format_when(parse_when(quarter), language=language)) == [quarter]


@pytest.mark.parametrize("language", [*SPOKEN, *UNDERSTOOD])
@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize(
    "written",
    [
        "2027-{}",
        "2027-{}-01",
        "2027-{}-21",
        "2027-{}-01..2027-{}-02",
        "2026-12-31..2027-{}-01",
        "2027-{}-01 09:00..11:30",
        "2027-{}-01 20:00..2027-{}-02 01:00",
    ],
)
def test_a_date_that_the_site_shows_is_understood(language: str, month: int, written: str) -> None:
    when = parse_when(written.replace("{}", f"{month:02}"))

    assert readings(format_when(when, language=language)) == [when.written]


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("lundi 20 janvier 2027", "2027-01-20 is 'mercredi', not 'lundi'"),
        ("Monday, 20 January 2027", "2027-01-20 is 'Wednesday', not 'Monday'"),
        ("V Pondělí 20. ledna 2027 v 9 h", "2027-01-20 is 'středa', not 'Pondělí'"),
        ("mar. 20 janvier 2027", "2027-01-20 is 'mercredi', not 'mar'"),
        ("Mo., 20.1.2027", "2027-01-20 is 'Mittwoch', not 'Mo'"),
        ("w niedzielę 20 stycznia 2027", "2027-01-20 is 'środa', not 'niedzielę'"),
        ("du mardi 12 au vendredi 14 janvier 2027", "2027-01-14 is 'jeudi', not 'vendredi'"),
        ("lundi 20/1/27", "2027-01-20 is 'mercredi', not 'lundi'"),
    ],
)
def test_a_weekday_that_does_not_fit_its_day_is_told(written: str, wrong: str) -> None:
    assert said(written) == f"expected a date, found '{written}'; {wrong}"


def test_a_weekday_that_does_not_fit_a_single_day_is_told() -> None:
    told = "expected a single day such as 2027-10-13, found 'lundi 20. 1. 2027'; 2027-01-20 is 'mercredi', "

    assert said("lundi 20. 1. 2027", date) == f"{told}not 'lundi'"


def test_a_weekday_tells_the_day_from_the_month() -> None:
    assert said("Tuesday 02/01/2027", languages=ENGLISH).endswith("; 2027-01-02 is 'Saturday', not 'Tuesday'")
    assert said("Monday 01/02/2027", languages=ENGLISH).endswith("; write 2027-02-01")
    assert said("Saturday 01/02/2027", languages=ENGLISH).endswith("; write 2027-01-02")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("31. 2. 2027", "there is no day 2027-02-31; 2027-02 has 28 days"),
        ("31/04/2027", "there is no day 2027-04-31; 2027-04 has 30 days"),
        ("30 février 2028", "there is no day 2028-02-30; 2028-02 has 29 days"),
        ("12. 13. 2027", "month 13 is out of range (01–12); did you mean '2027-12-13'?"),
        ("12. 1. 2027 25:00", "time 25:00 is out of range (00:00–23:59)"),
        ("12. 1. 2027 9 h 75", "time 09:75 is out of range (00:00–23:59)"),
        ("14.–12. 1. 2027", "the end 2027-01-12 is before the start 2027-01-14"),
        ("12. 1. 2027 11–9 h", "the end 2027-01-12 09:00 is before the start 2027-01-12 11:00"),
        ("12. 1. 1027", "year 1027 is out of range (1800–2199)"),
    ],
)
def test_a_date_that_does_not_exist_is_not_advised(written: str, reason: str) -> None:
    assert said(written) == reason


@pytest.mark.parametrize(
    "written",
    ["20. 1. 9:30", "12. a 13. 1. 2027", "brzy", "5", "v 9", "roku", "32/13", "12–2027", "1 2 3", ""],
)
def test_what_nobody_can_read_is_told_with_the_forms_that_there_are(written: str) -> None:
    assert said(written).startswith(f"expected a date, found '{written}'; write it as 2027, ")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("20/01", "2027-01-20"),
        ("20. 1.", "2027-01-20"),
        ("20 janvier", "2027-01-20"),
        ("January 20", "2027-01-20"),
        ("du 12 au 14 janvier", "2027-01-12..2027-01-14"),
        ("leden", "2027-01"),
        ("podzim", "2027-autumn"),
        ("1er trimestre", "2027-Q1"),
    ],
)
def test_a_date_without_a_year_is_told_with_an_example_of_one(written: str, meant: str) -> None:
    told = f"expected a date with its year, found '{written}'; write {meant} for 2027"

    assert said(written) == told
    assert (said(written, date) == told) is (len(meant) == 10)


def test_without_a_year_in_english_nobody_knows_the_month() -> None:
    assert "write it as 2027, " in said("01/02", languages=ENGLISH)
    assert said("20/01", languages=ENGLISH).endswith("; write 2027-01-20 for 2027")


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("01/02/27", "2027-02-01, or 2027-01-02 if that is meant"),
        ("01/02/2027", "2027-02-01, or 2027-01-02 if that is meant"),
        ("01/02/2027 9:00", "2027-02-01 09:00, or 2027-01-02 09:00 if that is meant"),
        ("01/02/2027 - 03/02/2027", "2027-02-01..2027-02-03, or 2027-01-02..2027-03-02 if that is meant"),
        ("02/02/2027", "2027-02-02"),
        ("20/01/2027", "2027-01-20"),
        ("1. 2. 2027", "2027-02-01"),
    ],
)
def test_in_english_a_day_may_come_before_or_after_its_month(written: str, cure: str) -> None:
    assert said(written, languages=ENGLISH) == f"expected a date, found '{written}'; write {cure}"


def test_the_months_of_a_project_are_those_of_its_languages() -> None:
    assert said("20. listopada 2027").endswith("; write 2027-11-20")
    assert said("20. listopada 2027", languages=Languages(all=("hr", "en"))).endswith("; write 2027-10-20")
    assert said("20. tammikuuta 2027", languages=Languages(all=("fi",))).endswith("; write 2027-01-20")


def test_no_name_is_that_of_two_months_in_the_languages_of_the_program() -> None:
    each = [months((language,)) for language in (*SPOKEN, *UNDERSTOOD)]

    assert {len({known[name] for known in each}) for name in each[0]} == {1}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "20 janvier 2027",
            "expected a single day such as 2027-10-13, found '20 janvier 2027'; write 2027-01-20",
        ),
        ("5/2027", "expected a single day such as 2027-10-13, found '5/2027'"),
        ("2027-10", "expected a single day such as 2027-10-13, found '2027-10'"),
        ("12.–14. 1. 2027", "expected a single day such as 2027-10-13, found '12.–14. 1. 2027'"),
        ("31. 2. 2027", "there is no day 2027-02-31; 2027-02 has 28 days"),
    ],
)
def test_a_single_day_is_advised_where_one_is_needed(written: str, message: str) -> None:
    assert said(written, date) == message


HOURS = "expected a time such as 09:00 or 09:00..10:30, found"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("9 h 30", f"{HOURS} '9 h 30'; write 09:30"),
        ("9h", f"{HOURS} '9h'; write 09:00"),
        ("9.30 Uhr", f"{HOURS} '9.30 Uhr'; write 09:30"),
        ("9:00–10:30", f"{HOURS} '9:00–10:30'; write 09:00..10:30"),
        ("de 9h à 11h", f"{HOURS} 'de 9h à 11h'; write 09:00..11:00"),
        ("od 9 do 11 hod.", f"{HOURS} 'od 9 do 11 hod.'; write 09:00..11:00"),
        ("2 pm", f"{HOURS} '2 pm'; write 14:00"),
        ("25 h", "time 25:00 is out of range (00:00–23:59)"),
        ("9h–24h", "time 24:00 is out of range (00:00–23:59); the end of a day is 00:00"),
        ("11h–9h", "the end 09:00 is before the start 11:00"),
        ("ráno", f"{HOURS} 'ráno'"),
    ],
)
def test_hours_in_the_form_of_a_country_are_told_as_they_are_written_here(written: str, message: str) -> None:
    assert said(written, Hours) == message


@given(st.text(alphabet="0123456789 ./-–:haTqQ,@janvmot", max_size=24), st.sampled_from([When, date, Hours]))
def test_whatever_is_written_what_is_advised_exists(written: str, hint: Any) -> None:
    found = said(written, hint)

    if "; write " in found and "; write it as" not in found:
        better = found.rpartition("; write ")[2].removesuffix(" for 2027")
        SCALARS[hint](better)  # a ValueError if it does not
