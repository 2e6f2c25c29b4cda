"""Dates are as vague as they are known."""

import re
from datetime import date

import pytest
from cluster.date_formats import (
    format_day_of_week,
    format_days,
    format_days_left,
    format_month_short,
    format_when,
)
from cluster.dates import parse_when
from cluster.typography import typeset
from support.versions import words


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
        ("2022-02-30", "there is no day 2022-02-30; 2022-02 has 28 days"),
        ("2024-02-30..2024-03-01", "there is no day 2024-02-30; 2024-02 has 29 days"),
        ("2022-06-00", "there is no day 2022-06-00; 2022-06 has 30 days"),
        ("2022-13-05", "month 13 is out of range (01–12); did you mean '2022-05-13'?"),
        ("2022-13-25", "month 13 is out of range (01–12)"),
        ("2022-13", "month 13 is out of range (01–12)"),
        ("2022-10-14..2022-10-13", "the end 2022-10-13 is before the start 2022-10-14"),
        ("2022-10-13 16:00..09:00", "the end 2022-10-13 09:00 is before the start 2022-10-13 16:00"),
        ("2022-10-13 25:00", "time 25:00 is out of range (00:00–23:59)"),
        ("2022-10-13 20:00..24:00", "time 24:00 is out of range (00:00–23:59); the end of a day is 00:00"),
        (
            "2022-10-13 20:00..2022-10-13 00:00",
            "the end 2022-10-13 00:00 is before the start 2022-10-13 20:00",
        ),
        ("2022-10-13..16:00", "end time without a start time"),
        ("9999-12-31", "year 9999 is out of range (1800–2199)"),
        ("minulý týden", "expected a date, found 'minulý týden'; write it as 2027"),
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


@pytest.mark.parametrize(
    ("written", "fr", "pl", "sk"),
    [
        ("2022", "2022", "2022", "2022"),
        ("2022-Q4", "4e trimestre 2022", "IV kwartał 2022", "4. štvrťrok 2022"),
        ("2022-autumn", "automne 2022", "jesień 2022", "jeseň 2022"),
        ("2022-winter", "hiver 2022/2023", "zima 2022/2023", "zima 2022/2023"),
        ("2022-06", "juin 2022", "czerwiec 2022", "jún 2022"),
        ("2022-06-01", "1er juin 2022", "1 czerwca 2022", "1. júna 2022"),
        ("2022-06-11", "11 juin 2022", "11 czerwca 2022", "11. júna 2022"),
        ("2022-06-01..2022-06-02", "1er–2 juin 2022", "1–2 czerwca 2022", "1.–2. júna 2022"),
        (
            "2022-04-30..2022-05-01",
            "30 avril – 1er mai 2022",
            "30 kwietnia – 1 maja 2022",
            "30. apríla – 1. mája 2022",
        ),
        (
            "2022-12-31..2023-01-01",
            "31 décembre 2022 – 1er janvier 2023",
            "31 grudnia 2022 – 1 stycznia 2023",
            "31. decembra 2022 – 1. januára 2023",
        ),
        (
            "2022-09-01 01:01..11:00",
            "1er septembre 2022, 1\xa0h\xa001\xa0– 11\xa0h",
            "1 września 2022, 01:01–11:00",
            "1. septembra 2022, 01:01–11:00",
        ),
        (
            "2022-08-31 20:00..2022-09-01 01:00",
            "31 août, 20\xa0h – 1er septembre 2022, 1\xa0h",
            "31 sierpnia, 20:00 – 1 września 2022, 01:00",
            "31. augusta, 20:00 – 1. septembra 2022, 01:00",
        ),
    ],
)
def test_french_polish_and_slovak_dates_are_read_as_their_readers_write_them(
    written: str, fr: str, pl: str, sk: str
) -> None:
    when = parse_when(written)
    shown = [
        format_when(when, language=each, season=words(each)[when.season] if when.season else "")
        for each in ("fr", "pl", "sk")
    ]

    assert shown == [fr, pl, sk]


@pytest.mark.parametrize(
    ("language", "months"),
    [
        (
            "fr",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        ),
        (
            "pl",
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada"
            " grudnia",
        ),
        (
            "sk",
            "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
        ),
    ],
)
def test_a_month_behind_a_day_is_in_its_case_and_on_its_line(language: str, months: str) -> None:
    shown = [
        typeset(format_when(parse_when(f"2022-{month:02}-13"), language=language), language)
        for month in range(1, 13)
    ]

    stop = "." if language == "sk" else ""
    assert shown == [f"13{stop}\xa0{month} 2022" for month in months.split()]


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
        ("2022-10-13", "en", "13"),
        ("2022-10-13", "de", "13."),
        ("2022-10-13..2022-10-14", "cs", "13.–14."),
        ("2022-10-13..2022-10-14", "en", "13–14"),
        ("2022-10-13..2022-10-14", "de", "13.–14."),
        ("2022-04-30..2022-05-02", "cs", "30. 4. – 2. 5."),
        ("2022-04-30..2022-05-02", "en", "30 Apr – 2 May"),
        ("2022-10-01", "fr", "1er"),
        ("2022-10-11", "fr", "11"),
        ("2022-10-01..2022-10-02", "fr", "1er–2"),
        ("2022-04-30..2022-05-01", "fr", "30 avr. – 1er mai"),
        ("2022-10-13..2022-10-14", "pl", "13–14"),
        ("2022-04-30..2022-05-01", "pl", "30 kwi – 1 maj"),
        ("2022-10-13..2022-10-14", "sk", "13.–14."),
        ("2022-04-30..2022-05-02", "sk", "30. 4. – 2. 5."),
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
    [
        *((0, "cs", ""), (1, "cs", "za 1 den"), (3, "cs", "za 3 dny"), (70, "de", "in 70 Tagen")),
        *((0, "fr", ""), (1, "fr", "dans 1 jour"), (3, "fr", "dans 3 jours")),
        *((1, "pl", "za 1 dzień"), (3, "pl", "za 3 dni"), (1, "sk", "o 1 deň"), (5, "sk", "o 5 dní")),
    ],
)
def test_the_days_that_are_left_are_counted_as_the_language_does(days: int, language: str, said: str) -> None:
    assert format_days_left(days, language=language).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        *(("cs", "čtvrtek 13. října"), ("en", "Thursday 13 October"), ("de", "Donnerstag, 13. Oktober")),
        *(("fr", "jeudi 13 octobre"), ("pl", "czwartek, 13 października"), ("sk", "štvrtok 13. októbra")),
    ],
)
def test_a_day_of_the_week_has_a_comma_only_where_the_language_wants_one(language: str, said: str) -> None:
    assert format_day_of_week(date(2022, 10, 13), language=language).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("language", "months"),
    [
        ("fr", "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
        ("de", "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez."),
        ("en", "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"),
        ("cs", "led úno bře dub kvě čvn čvc srp zář říj lis pro"),
        ("pl", "sty lut mar kwi maj cze lip sie wrz paź lis gru"),
        ("sk", "jan feb mar apr máj jún júl aug sep okt nov dec"),
    ],
)
def test_a_short_month_has_a_full_stop_where_the_language_wants_one(language: str, months: str) -> None:
    said = [format_month_short(date(2022, month, 13), language=language) for month in range(1, 13)]

    assert said == months.split()
