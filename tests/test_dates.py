"""Dates are as vague as they are known."""

import re
from datetime import date

import pytest
from cluster.date_formats import format_day_of_week, format_days, format_days_left, format_when
from cluster.dates import parse_when


@pytest.mark.parametrize(
    ("written", "precision", "starts", "ends"),
    [
        # vague
        ("2022", "year", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-Q4", "quarter", date(2022, 10, 1), date(2022, 12, 31)),
        ("2022-autumn", "season", date(2022, 9, 1), date(2022, 11, 30)),
        ("2022-winter", "season", date(2022, 12, 1), date(2023, 2, 28)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        # exact
        ("2022-10-13", "day", date(2022, 10, 13), date(2022, 10, 13)),
        ("2022-10-13..2022-10-14", "day", date(2022, 10, 13), date(2022, 10, 14)),
        ("2022-10-13 .. 2022-10-14", "day", date(2022, 10, 13), date(2022, 10, 14)),
        ("2022-10-13 09:00..16:00", "time", date(2022, 10, 13), date(2022, 10, 13)),
        ("2022-10-13 9:00..2022-10-14 16:00", "time", date(2022, 10, 13), date(2022, 10, 14)),
        ("2022-10-13 09:00", "time", date(2022, 10, 13), date(2022, 10, 13)),
        # what ends at midnight belongs to the day before
        ("2022-10-13 20:00..2022-10-14 00:00", "time", date(2022, 10, 13), date(2022, 10, 13)),
        ("2022-10-13 20:00..00:00", "time", date(2022, 10, 13), date(2022, 10, 13)),
        ("2022-10-13 00:00..2022-10-15 00:00", "time", date(2022, 10, 13), date(2022, 10, 14)),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, precision: str, starts: date, ends: date) -> None:
    when = parse_when(written)

    assert (when.precision, when.starts, when.ends) == (precision, starts, ends)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2022-02-30", "there is no day 2022-02-30"),
        ("2022-13", "month 13 is out of range (01–12)"),
        ("2022-10-14..2022-10-13", "the end 2022-10-13 is before the start 2022-10-14"),
        ("2022-10-13 16:00..09:00", "the end 2022-10-13 09:00 is before the start 2022-10-13 16:00"),
        ("2022-10-13 25:00", "time 25:00 is out of range (00:00–23:59)"),
        (
            "2022-10-13 20:00..2022-10-13 00:00",
            "the end 2022-10-13 00:00 is before the start 2022-10-13 20:00",
        ),
        ("2022-10-13..16:00", "end time without a start time"),
        ("9999-12-31", "year 9999 is out of range (1800–2199)"),
        ("minulý týden", "expected a date, found 'minulý týden'; write it as 2022"),
        ("13. 10. 2022", "expected a date"),
        ("0000", "year 0000 is out of range (1800–2199)"),
        ("0207-05-05", "year 0207 is out of range (1800–2199)"),
        ("20227", "year 20227 is out of range (1800–2199)"),
        ("20227-05-05", "year 20227 is out of range (1800–2199)"),
        ("2027-05-05..20227-05-06", "year 20227 is out of range (1800–2199)"),
        ("2217-Q4", "year 2217 is out of range (1800–2199)"),
    ],
)
def test_what_is_no_date_is_refused_with_the_forms_that_are(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        parse_when(written)


@pytest.mark.parametrize(
    ("written", "cs", "en", "de"),
    [
        ("2022", "2022", "2022", "2022"),
        ("2022-Q4", "4. čtvrtletí 2022", "4th quarter 2022", "4. Quartal 2022"),
        ("2022-10", "říjen 2022", "October 2022", "Oktober 2022"),
        ("2022-10-13", "13. října 2022", "13 October 2022", "13. Oktober 2022"),
        (
            "2022-10-13 09:00..16:00",
            "13. října 2022, 09:00–16:00",
            "13 October 2022, 09:00–16:00",
            "13. Oktober 2022, 09:00–16:00",
        ),
    ],
)
def test_a_date_is_read_as_the_language_writes_it(written: str, cs: str, en: str, de: str) -> None:
    when = parse_when(written)

    assert [format_when(when, language=each) for each in ("cs", "en", "de")] == [cs, en, de]


def test_a_season_is_named_only_where_somebody_wrote_it() -> None:
    autumn = parse_when("2021-autumn")

    assert format_when(autumn, language="cs", season="podzim") == "podzim 2021"


@pytest.mark.parametrize("short", [True, False])
@pytest.mark.parametrize(
    ("when", "cs", "en", "de"),
    [
        ("2022-04-29", "29. dubna 2022", "29 April 2022", "29. April 2022"),
        ("2022-04-26..2022-04-29", "26.–29. dubna 2022", "26–29 April 2022", "26.–29. April 2022"),
        (
            "2022-04-30..2022-05-02",
            "30. dubna – 2. května 2022",
            "30 April – 2 May 2022",
            "30. April – 2. Mai 2022",
        ),
        (
            "2022-12-31..2023-01-01",
            "31. prosince 2022 – 1. ledna 2023",
            "31 December 2022 – 1 January 2023",
            "31. Dezember 2022 – 1. Januar 2023",
        ),
        ("2022-04", "duben 2022", "April 2022", "April 2022"),
    ],
)
def test_dates_of_a_list_are_all_written_in_words(short: bool, when: str, cs: str, en: str, de: str) -> None:
    shown = [format_when(parse_when(when), language=each, short=short) for each in ("cs", "en", "de")]

    assert shown == [cs, en, de]


def test_a_vague_date_comes_after_the_exact_ones_of_its_period() -> None:
    written = ["2022", "2022-12-31", "2022-10", "2022-10-13", "2022-11-01"]

    assert sorted(written, key=lambda text: parse_when(text).sort_key) == [
        "2022-10-13",
        "2022-10",
        "2022-11-01",
        "2022-12-31",
        "2022",
    ]


@pytest.mark.parametrize(
    ("when", "language", "days"),
    [
        ("2022-10-13", "cs", "13."),
        ("2022-10-13..2022-10-14", "cs", "13.–14."),
        ("2022-10-13..2022-10-14", "en", "13–14"),
        ("2022-10-13..2022-10-14", "de", "13.–14."),
        ("2022-04-30..2022-05-02", "cs", "30. 4. – 2. 5."),
        ("2022-04-30..2022-05-02", "en", "30 Apr – 2 May"),
    ],
)
def test_days_under_the_heading_of_their_month_leave_it_out(when: str, language: str, days: str) -> None:
    shown = format_days(parse_when(when), language=language)

    assert shown.replace("\u2009", " ").replace("\xa0", " ") == days


@pytest.mark.parametrize(
    "text",
    [
        *("2022", "2022-Q4", "2022-autumn", "2022-10", "2022-10-13", "2022-10-13..2022-10-14"),
        *("2022-10-13 09:00", "2022-10-13 09:00..16:00", "2022-10-13 09:00..2022-10-14 16:00"),
        *("2022-10-13 20:00..2022-10-14 00:00", "2022-10-13 20:00..2022-10-15 00:00"),
        *("2022-10-13 20:00..2022-10-14", "2022-10-13 00:00..2022-10-14 00:00"),
    ],
)
def test_a_date_can_be_written_as_it_was_read(text: str) -> None:
    assert parse_when(text).written == text


@pytest.mark.parametrize(
    ("days", "language", "said"),
    [(0, "cs", ""), (1, "cs", "za 1 den"), (3, "cs", "za 3 dny"), (70, "de", "in 70 Tagen")],
)
def test_the_days_that_are_left_are_counted_as_the_language_does(days: int, language: str, said: str) -> None:
    assert format_days_left(days, language=language).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("cs", "čtvrtek 13. října"), ("en", "Thursday 13 October"), ("de", "Donnerstag, 13. Oktober")],
)
def test_a_day_of_the_week_has_a_comma_only_where_the_language_wants_one(language: str, said: str) -> None:
    assert format_day_of_week(date(2022, 10, 13), language=language).replace("\u00a0", " ") == said
