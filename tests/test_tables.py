"""Lists of data/ go to spreadsheets and back. What nobody changed stays byte for byte, and what cannot be
read is told with its sheet, row and column.
"""

import csv
import re
import time
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from datetime import time as clock
from difflib import unified_diff
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from cluster.language import Languages
from cluster.office.sources import differences
from cluster.office.tables.columns import columns_of
from cluster.office.tables.command import export_table
from cluster.office.tables.csv_file import read_csv
from cluster.office.tables.difference import with_ids
from cluster.office.tables.formats import WRITERS
from cluster.office.tables.list_file import TABLES, ListFile, TableImport, import_of, table_of
from cluster.office.tables.records import has_check_digit
from cluster.office.tables.sheets import MOST_ROWS
from cluster.problems import Invalid, Problem, listed
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from support.builds import copy_of_miniature
from support.command_line import cluster
from support.sources import miniature, others, read

LANGUAGES = Languages(all=("cs", "en", "de"))
SAVED = Path(__file__).parent / "tables"

MEMBERS = """\
# The members of the cluster.

members:
  - id: lupa  # the oldest
    name: {cs: "Lupa, s.r.o.", en: Loupe}
    kind: company
    size: small
    town: Přerov
    registration_number: '00006947'
    # seen in the register
    does:
      cs: >-
        Brousí čočky pro dalekohledy, mikroskopy a všechno ostatní, čím se dá dívat daleko nebo zblízka,
        a to už od roku tisíc devět set devadesát osm, kdy ji založil pan Lupa.
      en: Grinds lenses.
    pillars: [lenses, mirrors]
    involved:
      - {of: lenses, since: 2020}
    since: 2020-10
    sources:
      # the first proof
      - https://lupa.example/
      - https://rejstrik.example/a,b?c=1  # the register
    contact_note: x

  - id: zrcadlo
    name: Zrcadlo a.s.
    kind: company
    pillars:
      - mirrors

# the end
""".replace("    contact_note: x\n", "")


EVERY = [each.name for each in columns_of(TABLES["members"].cls, LANGUAGES.all)]


def list_file(
    text: str = MEMBERS, name: str = "members", added: Callable[[bytes], Sequence[Problem]] = lambda raw: ()
) -> ListFile:
    return ListFile(TABLES[name], text.encode(), LANGUAGES, added)


def columns(name: str = "members") -> list[str]:
    return [each.name for each in columns_of(TABLES[name].cls, LANGUAGES.all)]


def workbook(*rows: Sequence[Any], change: Callable[[Any], None] = lambda sheet: None) -> bytes:
    """An XLSX file with a sheet `members`, as Excel saves it."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "members"
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def semicolons(*rows: Sequence[str]) -> bytes:
    out = StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def imported(
    raw: bytes, text: str = MEMBERS, *, path: str = "members.xlsx", name: str = "members", **options: Any
) -> TableImport:
    return import_of(list_file(text, name), raw, path, empty_deletes=options.get("empty_deletes", False))


def after(*rows: Sequence[Any], text: str = MEMBERS, **options: Any) -> str:
    return imported(workbook(*rows), text, **options).raw.decode()


def refused(raw: bytes, path: str = "members.xlsx", file: ListFile | None = None) -> list[str]:
    with pytest.raises(Invalid) as caught:
        import_of(file or list_file(), raw, path, empty_deletes=False)
    return [str(each) for each in caught.value.problems]


def changes(new: str, old: str = MEMBERS) -> list[str]:
    """The lines that are in one of two texts only, with `- ` and `+ `."""
    lines = list(unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm=""))[2:]
    return [re.sub(r"^([+-])", r"\1 ", each) for each in lines if each[0] in "+-"]


# Round trips


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_table_that_nobody_changed_changes_nothing(suffix: str) -> None:
    raw, number = table_of(list_file(), suffix)

    done = imported(raw, path=f"members{suffix}", empty_deletes=True)

    assert number == 2
    assert done.raw.decode() == MEMBERS
    assert done.summary == f"2 records in members{suffix}: 0 new, 0 changed, 2 unchanged."


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("suffix", WRITERS)
def test_the_real_lists_survive_a_round_trip(name: str, suffix: str) -> None:
    path = Path(__file__).parent.parent / TABLES[name].file
    text = path.read_text("utf-8") if path.exists() else f"{name}: []\n"
    raw, _ = table_of(list_file(text, name), suffix)

    assert imported(raw, text, path=f"x{suffix}", name=name, empty_deletes=True).raw.decode() == text


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_text_that_is_no_line_survives_a_round_trip(suffix: str) -> None:
    """Paragraphs, letters and accents apart, and a blank without width: nobody changed them in the table."""
    broken = 'does:\n      cs: |-\n        První.\n\n        Druhý.\n      en: "\\u200bC\u030c\\tx_x000D_"'
    text = re.sub(r"does:\n(?:      .*\n)+?      en: .*", lambda _: broken, MEMBERS)
    assert "První" in text

    raw, _ = table_of(list_file(text), suffix)
    done = imported(raw, text, path=f"members{suffix}", empty_deletes=True)

    assert done.raw.decode() == text
    assert done.notes == ()


CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"))
STARTS = st.sampled_from(
    [
        "",
        "",
        "=1+1",
        "+420 ",
        "-",
        "@x ",
        "'=",
        "''+",
        "'",
        "# ",
        "- ",
        "{",
        "!x",
        "00",
        "~",
        "_x000D_",
        "_x005F_",
    ]
)
TEXTS = (
    st.tuples(STARTS, st.text(CHARACTERS, max_size=60))
    .map(lambda each: normalize("NFC", "".join(each)).strip())
    .filter(lambda each: each and "<!--" not in each)
)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4})?", fullmatch=True)
LINKS = IDS.map(lambda each: f"https://{each}.example/a;b,{each}")
GENERATED = st.fixed_dictionaries(
    {"name.cs": TEXTS, "kind": st.sampled_from(["company", "university", "other"])},
    optional={
        "name.en": TEXTS,
        "does.cs": TEXTS,
        "text.cs": TEXTS,
        "registration_number": st.from_regex(r"[0-9]{8}", fullmatch=True),
        "coordinates": st.just("-33.5, 151.2"),
        "founded": st.integers(1800, 2100).map(str),
        "since": st.sampled_from(["2020", "2020-10", "2020-Q4", "2020-10-14"]),
        "founder": st.just("true"),
        "fields": st.lists(IDS, unique=True, min_size=1, max_size=3).map("; ".join),
        "sources": st.lists(LINKS, unique=True, min_size=1, max_size=3).map("; ".join),
    },
)


@pytest.mark.parametrize("suffix", WRITERS)
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.dictionaries(IDS, GENERATED, min_size=1, max_size=3))
def test_generated_members_become_data_and_a_table_again(suffix: str, members: dict[str, Any]) -> None:
    by_name = {each["name.cs"].casefold(): each for each in members.values()}
    numbers = {each.get("registration_number", id) for id, each in members.items()}
    if len(by_name) < len(members) or len(numbers) < len(members):
        return
    names = columns()
    rows = [[{"id": id, **fields}.get(each, "") for each in names] for id, fields in members.items()]
    made = WRITERS[suffix]("members", columns_of(TABLES["members"].cls, LANGUAGES.all), rows)

    first = imported(made, "members: []\n", path=f"members{suffix}").raw.decode()
    table, number = table_of(list_file(first), suffix)
    second = imported(table, first, path=f"members{suffix}", empty_deletes=True)

    assert number == len(members)
    assert table_of(list_file(first), ".csv")[0] == WRITERS[".csv"](
        "members", columns_of(TABLES["members"].cls, LANGUAGES.all), rows
    )
    assert second.raw.decode() == first


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_what_libreoffice_saved_is_imported_with_its_dates_numbers_and_blanks(suffix: str) -> None:
    """The files were made of tests/tables/members.fods with LibreOffice 7.4: in that folder,
    `soffice --headless --convert-to xlsx members.fods`, and the same with `ods`. Above the header there is a
    title in merged cells; the registration number is a number, and the first day a date.
    """
    raw = (SAVED / f"libreoffice{suffix}").read_bytes()

    done = imported(raw, "members: []\n", path=f"saved{suffix}")

    assert done.raw.decode() == (
        "members:\n"
        "  - id: lupa\n"
        "    name:\n"
        "      cs: Lupa s.r.o.\n"
        "      en: =Lupa+\n"
        "    kind: company\n"
        "    registration_number: '00006947'\n"
        "    homepage: https://lupa.example/\n"
        "    text: Brousí čočky,   s péčí. Už dlouho.\n"
        "    pillars: [lenses, mirrors]\n"
        "    founded: 1998\n"
        "    since: 2021-03-01\n"
        "    founder: true\n"
    )
    place = f"saved{suffix}:4: sheet 'Členové', column E 'registration_number'"
    assert done.notes == (
        f"{place}: 6947 is read as 00006947, as its zeros were lost",
        f"saved{suffix}: sheet 'Členové', column I 'text.cs': line breaks and tabs became spaces in row 4",
    )


# Export


@pytest.mark.parametrize("suffix", WRITERS)
def test_nothing_is_exported_that_a_spreadsheet_would_execute(suffix: str) -> None:
    text = MEMBERS.replace("Zrcadlo a.s.", "'=HYPERLINK(\"https://x.example\")'").replace(
        "Loupe", "'@SUM(1)'"
    )
    raw, _ = table_of(list_file(text), suffix)

    if suffix == ".csv":
        cells = [cell for row in csv.reader(StringIO(raw.decode("utf-8-sig")), delimiter=";") for cell in row]
        assert not [each for each in cells if each[:1] in set("=+-@\t\r")]
        assert '\'=HYPERLINK("https://x.example")' in cells
    else:
        assert b"<f>" not in parts(raw)
        assert b"table:formula" not in parts(raw)
    assert imported(raw, text, path=f"members{suffix}").raw.decode() == text


def parts(raw: bytes) -> bytes:
    """All parts of an archive."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return b"".join(archive.read(each) for each in archive.namelist())


def test_the_workbook_keeps_its_first_row_in_view_and_its_numbers_as_texts() -> None:
    sheet: Any = load_workbook(BytesIO(table_of(list_file(), ".xlsx")[0])).active

    number = sheet.cell(2, columns().index("registration_number") + 1)
    assert sheet.freeze_panes == "A2"
    assert (number.value, number.number_format, number.data_type) == ("00006947", "@", "s")
    assert (
        sheet.data_validations.dataValidation[0].formula1
        == '"company,university,research-institute,school,other"'
    )


def test_the_document_keeps_its_first_row_in_view() -> None:
    assert b'"VerticalSplitPosition" config:type="int">1<' in parts(table_of(list_file(), ".ods")[0])


def test_csv_is_what_excel_with_czech_settings_opens() -> None:
    raw, _ = table_of(list_file(), ".csv")

    assert raw.startswith(b"\xef\xbb\xbfid;name.cs;name.en;")
    assert raw.endswith(b"\r\n")


# Changes


@pytest.mark.parametrize(
    ("column", "value", "lines"),
    [
        ("size", "medium", ["-     size: small", "+     size: medium"]),
        (
            "name.en",
            "The Loupe",
            [
                '-     name: {cs: "Lupa, s.r.o.", en: Loupe}',
                '+     name: {cs: "Lupa, s.r.o.", en: The Loupe}',
            ],
        ),
        (
            "name.cs",
            'Lupa "X"',
            ['-     name: {cs: "Lupa, s.r.o.", en: Loupe}', '+     name: {cs: "Lupa \\"X\\"", en: Loupe}'],
        ),
        (
            "name.de",
            "Lupe, GmbH",
            [
                '-     name: {cs: "Lupa, s.r.o.", en: Loupe}',
                '+     name: {cs: "Lupa, s.r.o.", en: Loupe, de: "Lupe, GmbH"}',
            ],
        ),
        ("does.en", "Grinds: all", ["-       en: Grinds lenses.", '+       en: "Grinds: all"']),
        ("does.de", "Schleift Linsen.", ["+       de: Schleift Linsen."]),
        ("town.cs", "Olomouc", ["-     town: Přerov", "+     town: Olomouc"]),
        (
            "town.en",
            "Prerov",
            ["-     town: Přerov", "+     town:", "+       cs: Přerov", "+       en: Prerov"],
        ),
        ("pillars", "lenses", ["-     pillars: [lenses, mirrors]", "+     pillars: [lenses]"]),
        ("founded", 1998, ["+     founded: 1998"]),
        ("image.alt.cs", "Hala", ["+     image:", "+       alt: Hala"]),
        ("sources", "https://rejstrik.example/a,b?c=1", ["-       - https://lupa.example/"]),
        (
            "sources",
            "https://lupa.example/; https://rejstrik.example/a,b?c=1; https://x.example/",
            ["+       - https://x.example/"],
        ),
    ],
)
def test_a_changed_cell_changes_its_line_alone(column: str, value: Any, lines: list[str]) -> None:
    given = [("image.file", "members/hall.jpg")] if column.startswith("image.") else []

    new = after(["id", column, *(name for name, _ in given)], ["lupa", value, *(text for _, text in given)])

    assert [each for each in changes(new) if "hall.jpg" not in each] == lines


@pytest.mark.parametrize(("was", "now"), [("mikroskopy", "lupy"), ("pan Lupa", "paní Lupová")])
def test_a_changed_word_in_a_folded_text_changes_its_line_alone(was: str, now: str) -> None:
    [text] = re.findall(r"cs: >-\n((?:        .*\n)+)", MEMBERS)
    new = " ".join(text.replace(was, now).split())

    lines = changes(after(["id", "does.cs"], ["lupa", new]))

    assert len(lines) == 2
    assert lines[1] == lines[0].replace(was, now).replace("-", "+", 1)


@pytest.mark.parametrize(
    ("column", "cell", "line"),
    [
        ("name.cs", "Lupa\n\t a syn\r\n", 'name: {cs: "Lupa a syn", en: Loupe}'),
        ("name.cs", "Lupa_x000D_\na_x0007_ syn", 'name: {cs: "Lupa a syn", en: Loupe}'),
        ("name.cs", "Lupa\u2028a syn", 'name: {cs: "Lupa a syn", en: Loupe}'),
        ("town.cs", "\u00a0\u200bBrno \t\ufeff", "town: Brno"),
        ("town.cs", "Hradec\u00a0Králové", "town: Hradec\u00a0Králové"),
        ("size", "large\u200b\u00a0", "size: large"),
        ("registration_number", "00\u00a0006\u202f947", "registration_number: '00 006 947'"),
        ("homepage", "https://a.example/\n", "homepage: https://a.example/"),
        ("coordinates", "49,46; 17,45", "coordinates: 49.46, 17.45"),
        ("coordinates", "-33,5, 151,2", "coordinates: -33.5, 151.2"),
        ("coordinates", "49.46 17.45", "coordinates: 49.46, 17.45"),
    ],
)
def test_a_text_of_a_cell_becomes_one_line_without_blanks_around_it(
    column: str, cell: str, line: str
) -> None:
    assert f"    {line}\n" in after(["id", column], ["lupa", cell])


def test_line_breaks_that_became_spaces_are_told() -> None:
    rows = [["lupa", "Lupa\na syn"], ["zrcadlo", "Zrcadlo\ta.s."], ["nova", "Nová\nfirma"]]
    table = workbook(["id", "name", "kind"], *([*each, "company"] for each in rows))

    assert "column B 'name.cs': line breaks and tabs became spaces in rows 2, 4" in imported(table).notes[1]


def test_a_text_changed_in_one_language_alone_is_told() -> None:
    other, both = {"does.en": "Grinds."}, {"does.cs": "Brousí.", "does.en": "Grinds."}

    notes = [
        imported(workbook(["id", *cells, "town.en"], ["lupa", *cells.values(), "Prerov"])).notes
        for cells in (other, both)
    ]

    assert notes[0][0] == (
        "members.xlsx: sheet 'members', column B 'does.en': changed in row 2, but not does.cs; "
        "check that all languages still say the same"
    )
    assert not [each for each in notes[1] if "languages" in each]


@pytest.mark.parametrize(
    "error", ["#NÁZEV?", "#REF!", "#DIV/0!", "#N/A", "#WERT!", "###", "Err:502", "Chyba:508"]
)
def test_errors_that_a_text_file_has_as_texts_are_refused(error: str) -> None:
    assert refused(semicolons(["id", "does.cs"], ["lupa", error]), "m.csv") == [
        f"m.csv:2: column B 'does.cs': the error {error}; write a value"
    ]


def test_line_ends_of_windows_are_kept() -> None:
    file = list_file()._replace(raw=MEMBERS.replace("\n", "\r\n").encode())

    done = import_of(file, workbook(["id", "size"], ["lupa", "large"]), "m.xlsx", empty_deletes=False)

    assert done.raw == MEMBERS.replace("small", "large").replace("\n", "\r\n").encode()


def test_an_empty_cell_keeps_its_value_unless_it_is_to_delete_it() -> None:
    table = workbook(["id", "size", "does.en", "town.cs", "founded"], ["lupa", None, None, " ", None])

    kept, deleted = imported(table), imported(table, empty_deletes=True)

    assert kept.raw.decode() == MEMBERS
    assert kept.notes[0] == (
        "members.xlsx: sheet 'members', column B 'size': empty in row 2; the values are kept "
        "(--empty-deletes deletes them)"
    )
    assert changes(deleted.raw.decode()) == [
        "-     size: small",
        "-     town: Přerov",
        "-       en: Grinds lenses.",
    ]


def test_the_last_version_of_a_text_goes_with_its_key() -> None:
    text = MEMBERS.replace("    town: Přerov\n", "    town:\n      cs: Přerov\n")

    assert changes(after(["id", "town.cs"], ["lupa", None], text=text, empty_deletes=True), text) == [
        "-     town:",
        "-       cs: Přerov",
    ]


def test_a_record_is_found_by_its_registration_number() -> None:
    new = after(["registration_number", "size"], ["00006947", "large"])

    assert changes(new) == ["-     size: small", "+     size: large"]


def test_new_records_go_to_the_end_with_an_id_made_of_the_name() -> None:
    done = imported(
        workbook(
            ["name", "name.en", "kind", "pillars", "sources"],
            ["Nový člen", "New", "company", "lenses, mirrors", "https://a.example https://b.example"],
        )
    )

    assert done.raw.decode() == MEMBERS.replace(
        "\n# the end",
        "\n  - id: novy-clen\n    name:\n      cs: Nový člen\n      en: New\n    kind: company\n"
        "    pillars: [lenses, mirrors]\n    sources: [https://a.example, https://b.example]\n\n# the end",
    )
    assert done.notes[0] == "members.xlsx:2: new id 'novy-clen', made of the name"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "members: []\n", "regions:\n  - id: x\n"])
def test_a_list_that_is_empty_or_missing_is_begun(text: str) -> None:
    new = after(["id", "name.cs", "kind"], ["a", "A", "company"], text=text)

    assert "members:\n  - id: a\n    name: A\n    kind: company\n" in new
    assert new.startswith(text.replace("members: []\n", ""))


def test_records_that_the_table_lacks_are_named_and_stay() -> None:
    done = imported(workbook(["id", "size"], ["lupa", "small"]))

    assert done.raw.decode() == MEMBERS
    assert done.notes == ("data/members.yaml: member 'zrcadlo' is not in the table; left unchanged",)


def test_a_header_may_stand_below_a_title_and_in_capitals() -> None:
    assert "size: large" in after(["Seznam členů"], [], ["ID", "Size"], ["lupa", "large"])


def test_days_are_read_from_cells_of_dates_and_as_czechs_write_them() -> None:
    rows = [["lupa", date(2021, 3, 1), datetime(2023, 4, 5)], ["zrcadlo", "5. 6. 2022", "1.2.2024"]]

    new = after(["id", "since", "until"], *rows)

    assert re.findall(r"^    (?:since|until): (\S+)$", new, re.MULTILINE) == [
        "2021-03-01",
        "2023-04-05",
        "2022-06-05",
        "2024-02-01",
    ]


@pytest.mark.parametrize("day", ["1.2.21", "1. 2. 21", "1/2/2021", "01-02-21"])
def test_a_day_that_is_not_clear_is_refused(day: str) -> None:
    assert refused(workbook(["id", "since"], ["lupa", day])) == [
        f"members.xlsx:2: sheet 'members', column B 'since': found '{day}', where day, month or century are "
        "not clear; write it as 2027-10-23"
    ]


def test_a_day_that_a_spreadsheet_added_is_told() -> None:
    done = imported(workbook(["id", "since"], ["lupa", date(2020, 10, 1)]))

    assert "since: 2020-10-01" in done.raw.decode()
    assert done.notes[0] == (
        "members.xlsx:2: sheet 'members', column B 'since': '2020-10' became '2020-10-01'; if a spreadsheet "
        "did it, format the column as text, and write 2020-10"
    )


def test_characters_that_windows_1250_lacks_are_not_lost() -> None:
    text = MEMBERS.replace("en: Loupe", "en: Łupa Ørsted № 1?")
    raw = "id;name.en;town.cs\nlupa;Łupa Ørsted № 1?;Přerov?\n".encode("cp1250", "replace")

    assert refused(raw, "m.csv", list_file(text)) == [
        "m.csv:2: column B 'name.en': 'Ø№' became '?' when the file was saved; save it as CSV UTF-8"
    ]


@pytest.mark.parametrize(
    "values",
    [
        ("=TRUE()", "=FALSE()"),
        (1, 0),
        (True, False),
        ("PRAVDA", "nepravda"),
        ("VRAI", "FAUX"),
        ("PRAWDA", "FAŁSZ"),
    ],
)
def test_what_spreadsheets_make_of_true_and_false_is_read(values: tuple[Any, Any]) -> None:
    """LibreOffice makes formulas of those of Excel, and numbers of those that people type."""
    table = workbook(["id", "founder"], ["lupa", values[0]], ["zrcadlo", values[1]])

    assert re.findall("founder: .*", imported(table).raw.decode()) == ["founder: true", "founder: false"]


def test_a_table_without_rows_changes_nothing_and_says_so() -> None:
    done = imported(workbook(["id", "size"]))

    assert done.raw.decode() == MEMBERS
    assert done.notes == ("members.xlsx:1: sheet 'members', no rows below the header",)


def test_thousands_of_rows_are_matched_within_seconds() -> None:
    text = "members:\n" + "".join(
        f"  - id: m{n}\n    name: Member {n}\n    kind: other\n" for n in range(900)
    )
    rows = [[f"New {number}", "company"] for number in range(900)]
    start = time.monotonic()

    done = imported(workbook(["name", "kind"], *rows), text)

    assert time.monotonic() - start < 20
    assert done.summary == "900 records in members.xlsx: 900 new, 0 changed, 0 unchanged."


def test_windows_1250_is_read_and_told() -> None:
    raw = "id,town.cs\nlupa,Žďár\n".encode("cp1250")

    done = imported(raw, path="members.csv")

    assert "town: Žďár" in done.raw.decode()
    assert done.notes[0] == "members.csv: read as Windows-1250"


@pytest.mark.parametrize(
    ("language", "page", "name"),
    [("fr", "1252", "Mme Thérèse Lœuil"), ("pl", "1250", "Łódź"), ("sk", "1250", "Ľubomír Ťažký")],
)
def test_a_table_saved_by_windows_is_read_in_the_letters_of_the_language(
    language: str, page: str, name: str
) -> None:
    sheet, encoding = read_csv(f"id;name\na;{name}\n".encode(f"cp{page}"), len, language)

    assert encoding == f"Windows-{page}"
    assert name in {cell.text for row in sheet.rows.values() for cell in row.values()}


@pytest.mark.parametrize("number", ["00006947", "00000019"])
def test_a_registration_number_has_a_check_digit(number: str) -> None:
    assert has_check_digit(number)
    assert not has_check_digit(number[:-1] + str((int(number[-1]) + 1) % 10))


# What is refused


def test_all_bad_cells_are_told_at_once_with_sheet_row_and_column() -> None:
    table = workbook(
        ["id", "kind", "homepage", "since", "registration_number", "founded", "pillars"],
        ["lupa", "firma", "www.lupa.example", 44197, 1234, "1998 AD", "lenses; lenses"],
        ["zrcadlo", "company", '=HYPERLINK("https://x.example")', "01/02/2021", None, "=1+1", "Lenses"],
    )

    assert [
        each.replace("members.xlsx", "").replace("sheet 'members', column ", "") for each in refused(table)
    ] == [
        ":2: B 'kind': unknown value 'firma'; did you mean 'company' (Firma)?",
        ":2: C 'homepage': expected a web address (https://…), found 'www.lupa.example'; "
        "write https://www.lupa.example",
        ":2: D 'since': found '44197', the number by which a spreadsheet stores 2021-01-01; "
        "format the cell as a date, or write 2021-01-01",
        ":2: E 'registration_number': found the number 1234, which may have lost zeros; "
        "format the column as text, and write the number with its zeros",
        ":2: F 'founded': expected a year (1000–2199), found '1998 AD'; write 1998",
        ":2: G 'pillars': duplicate 'lenses'; delete one of them",
        ":3: C 'homepage': a formula, '=HYPERLINK(\"https://x.example\")'; write the address",
        ":3: D 'since': found '01/02/2021', where day, month or century are not clear; write it as "
        "2027-10-23",
        ":3: F 'founded': a formula, '=1+1'; copy the cell and paste it as a value",
        ":3: G 'pillars': expected an id (lower-case letters a-z, digits, hyphens), found 'Lenses'; "
        "write lenses",
    ]


def test_a_weekday_that_does_not_fit_is_told_at_its_cell() -> None:
    [told] = refused(workbook(["id", "since"], ["lupa", "pondělí 20. ledna 2027"]))

    assert told.endswith(
        "column B 'since': expected a date, found 'pondělí 20. ledna 2027'; "
        "2027-01-20 is 'středa', not 'pondělí'"
    )


def test_what_the_rules_of_the_project_say_is_told_at_the_row_and_column() -> None:
    """A new record that lacks a field does not hide what is wrong with the others."""
    files = {name: raw for name, raw in miniature().items() if name != "data/equipment.yaml"}
    text = "members:\n  - id: lupa\n    name: Lupa\n    kind: company\n"

    def added(raw: bytes) -> Sequence[Problem]:
        try:
            read({**files, "data/members.yaml": raw}, others())
        except Invalid as error:
            return error.problems
        return ()

    table = workbook(
        ["id", "name.cs", "kind", "pillars"],
        ["lupa", "Lupa", "company", "lenses; mirors"],
        ["nova", None, "company", "lenses"],
        ["nova-2", "Lupa 2", "company", "lences"],
    )

    assert refused(table, file=list_file(text, added=added)) == [
        "members.xlsx:2: sheet 'members', column D 'pillars': member 'lupa': unknown pillar 'mirors'; did "
        "you mean 'mirrors'?",
        "members.xlsx:3: sheet 'members', column B 'name.cs': member 'nova': missing 'name'",
        "members.xlsx:4: sheet 'members', column D 'pillars': member 'nova-2': unknown pillar 'lences'; "
        "did you mean 'lenses'?",
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [["id", "sise"], ["lupa", "x"]],
            "1: sheet 'members', column B: unknown column 'sise'; did you mean 'size'?; rename or delete it",
        ),
        (
            [["id", "size", "SIZE"], ["lupa", "small"]],
            "1: sheet 'members', column C 'size': the same as column B; delete one of them",
        ),
        (
            [["id", "name", "name.cs"], ["lupa", "x"]],
            "1: sheet 'members', column C 'name.cs': the same as column B; delete one of them",
        ),
        (
            [["id", "size", "people"], ["lupa", "small"]],
            "1: sheet 'members', column C: 'people' does not fit into a table; edit it in "
            "data/members.yaml, and delete the column",
        ),
        (
            [["id", "size"], ["lupa", "small", "?"]],
            "2: sheet 'members', column C: the column has no name in row 1; name or delete it",
        ),
        (
            [["id", "size"], ["lupa", "small"], ["Celkem", "2"]],
            "3: sheet 'members', the row looks like totals; delete it",
        ),
        (
            [["id", "size"], ["lupa", "small"], ["lupa", "large"]],
            "3: sheet 'members', the same record 'lupa' as in row 2",
        ),
        (
            [["id", "registration_number"], ["zrcadlo", "00006947"]],
            "2: sheet 'members', the id is 'zrcadlo', and the registration number 00006947 that of 'lupa'",
        ),
        (
            [["id", "name"], ["lupa-2", "Lupa, s.r.o."]],
            "2: sheet 'members', 'Lupa, s.r.o.' has the name of 'lupa'; write 'lupa' in the column 'id'",
        ),
        (
            [["id", "pillars"], ["lupa", "lenses mirrors"]],
            "2: sheet 'members', column B 'pillars': expected one value in each entry, found "
            "'lenses mirrors'; write lenses; mirrors",
        ),
        (
            [["kind", "size"], ["company", "small"]],
            "2: sheet 'members', the row has neither an id nor a name",
        ),
        (
            [["kind", "size"], ["company", "small"], ["company", "large"]],
            "2: sheet 'members', rows 2–3: neither an id nor a name",
        ),
        (
            [["registration_number", "size"], ["12345679", "small"]],
            "2: sheet 'members', no record has the registration number 12345679; a new one needs a name",
        ),
        (
            [["name", "size"], ["lupa,  s.r.o.", "small"], ["Zrcadlo\u00a0a.s.", "large"]],
            "2: sheet 'members', rows 2–3: the names are those of records that are there, but the column "
            "'id' is missing; copy it from a new export",
        ),
        (
            [["id", "name"], [None, "Lupa, s.r.o."], [None, "Zrcadlo a.s."]],
            "2: sheet 'members', rows 2–3: the names are those of records that are there, but the column "
            "'id' is empty; copy it from a new export",
        ),
        (
            [["name", "size"], ["Nová", "small"], ["Novější", "large"], ["Nejnovější", "small"]],
            "2: sheet 'members', rows 2–4: missing 'kind'",
        ),
        (
            [["id", "name.en", "kind"], ["nova", "New", "other"], ["nova-2", "New 2", "other"]],
            "2: sheet 'members', rows 2–3: name: missing Czech text (cs)",
        ),
        (
            [["id", "kind", "name"], ["nova", None, "A"], ["nova-2", None, "B"]],
            "2: sheet 'members', rows 2–3: column B 'kind': missing 'kind'",
        ),
        (
            [["id", "size"], ["lupa", "small"], ["Id", "SIZE"], ["zrcadlo", "small"]],
            "3: sheet 'members', the row is a second header; delete it",
        ),
        (
            [["id", "name.pl"], ["nova", "Nowa"]],
            "1: sheet 'members', column B: unknown column 'name.pl' (the languages are cs, en, de); rename "
            "or delete it",
        ),
        (
            [["id", "poznámka", "č. j."], ["nova", "Nová", "1"], ["nova-2", "Nová", "1"]],
            f"1: sheet 'members', unknown columns B 'poznámka', C 'č. j.'{listed('poznámka', EVERY)}; rename "
            "or delete them (cluster export-table members writes a table with all names)",
        ),
        (
            [["Lupa", "company"], ["Zrcadlo", "company"]],
            "1: sheet 'members', no header; expected a row with the names of columns, such as id, name.cs, "
            "name.en, name.de, found 'Lupa', 'company' (cluster export-table members writes a table with all "
            "names)",
        ),
        (
            [["NÁZEV", "Druh"], ["Lupa", "company"]],
            "1: sheet 'members', no header; expected a row with the names of columns, such as name.cs, kind, "
            "found 'NÁZEV', 'Druh' (cluster export-table members writes a table with all names)",
        ),
        ([], "1: the table is empty"),
        (
            [["id", "size"], ["lupa", "#REF!"]],
            "2: sheet 'members', column B 'size': the error #REF!; write a value",
        ),
    ],
)
def test_a_table_that_is_not_clear_is_refused(rows: list[list[str]], message: str) -> None:
    assert refused(workbook(*rows)) == [f"members.xlsx:{message}"]


@pytest.mark.parametrize("table", [workbook, semicolons])
def test_a_column_that_is_called_as_in_forms_is_told_by_its_name(table: Callable[..., bytes]) -> None:
    header, row = ["id", "Název", "název EN", "druh", "Sídlo obce"], ["nova", "A", "A", "company", "Brno"]
    path = "m.xlsx" if table is workbook else "m.csv"

    assert [each.partition(": unknown column ")[2] for each in refused(table(header, row), path)][:3] == [
        "'Název'; did you mean 'name.cs' (Název)?; rename or delete it",
        "'název EN'; did you mean 'name.en' (Název en)?; rename or delete it",
        "'druh'; did you mean 'kind' (Druh)?; rename or delete it",
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda sheet: sheet.merge_cells("B2:B3"),
            "2: sheet 'members', column B 'size': merged cells; split them, and fill in each",
        ),
        (
            lambda sheet: setattr(sheet.row_dimensions[3], "hidden", True),
            "3: sheet 'members', hidden row 3; show it (remove filters), or delete it",
        ),
        (
            lambda sheet: [setattr(sheet.row_dimensions[row], "hidden", True) for row in (2, 3)],
            "2: sheet 'members', hidden rows 2–3; show them (remove filters), or delete them",
        ),
        (
            lambda sheet: setattr(sheet.column_dimensions["B"], "hidden", True),
            "1: sheet 'members', column B 'size': hidden column; show it, or delete it",
        ),
    ],
)
def test_what_nobody_sees_and_merged_cells_are_refused(change: Callable[[Any], None], message: str) -> None:
    table = workbook(["id", "size"], ["lupa", "small"], ["zrcadlo", None], change=change)

    assert refused(table) == [f"members.xlsx:{message}"]


def test_of_several_sheets_the_one_with_the_name_of_the_list_is_read() -> None:
    def more(sheet: Any) -> None:
        sheet.title = "Seznam"
        other = sheet.parent.create_sheet("Kopie")
        other.append(["id", "size"])

    table = workbook(["id", "size"], ["lupa", "large"], change=more)
    named = workbook(
        ["id", "size"],
        ["lupa", "large"],
        change=lambda sheet: (more(sheet), setattr(sheet, "title", "Members")),
    )

    assert refused(table) == [
        "members.xlsx:1: several sheets have a table: 'Seznam', 'Kopie'; rename the one to import to "
        "'members'"
    ]
    assert "size: large" in imported(named).raw.decode()


def test_a_sheet_with_the_name_of_another_list_is_not_imported() -> None:
    partners = workbook(
        ["id", "name"], ["nova", "Nová"], change=lambda sheet: setattr(sheet, "title", "Partners")
    )

    assert refused(partners) == [
        "members.xlsx:1: the sheet is 'Partners', another list; import it as such, or rename it to 'members'"
    ]


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_table_with_the_columns_of_another_list_is_not_imported(suffix: str) -> None:
    cls: Any = TABLES["partners"].cls
    raw = WRITERS[suffix]("List1", columns_of(cls, LANGUAGES.all), [])

    [problem] = refused(raw, f"m{suffix}")
    assert problem.endswith("the columns are those of partners; import it with import-table partners")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (0.5, "a number, 0.5"),
        (1998, "a number, 1998"),
        (date(2026, 5, 3), "a date or time, 2026-05-03"),
        (clock(10, 30), "a date or time, 10:30:00"),
        (True, "true or false, true"),
    ],
)
def test_what_a_spreadsheet_shows_in_another_form_is_no_text(value: Any, found: str) -> None:
    """`50 %` is stored as 0.5, and a day as a number: what people saw in the cell is not known."""
    assert refused(workbook(["id", "does.en"], ["lupa", value])) == [
        f"members.xlsx:2: sheet 'members', column B 'does.en': {found}, and not a text; format the cell as "
        "text, and write what is to be read"
    ]


def test_an_older_copy_is_not_read_instead_of_the_sheet_that_lost_its_header() -> None:
    table = workbook(
        ["lupa", "small"], change=lambda sheet: sheet.parent.create_sheet("Kopie").append(["id", "size"])
    )

    assert refused(table)[0].startswith("members.xlsx:1: sheet 'members', no header; expected")


def archive(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, raw in files.items():
            made.writestr(name.replace("__", "/"), raw)
    return out.getvalue()


ODS = table_of(list_file(), ".ods")[0]
XLSX = table_of(list_file(), ".xlsx")[0]
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
DAMAGED = "the file is damaged or not whole; open it in a spreadsheet program and save it anew"
PROTECTED = b'<manifest:encryption-data xmlns:manifest="x"/>'
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("path", "raw", "message"),
    [
        ("m.xlsx", b"", "the file is empty"),
        ("m.csv", b"\xef\xbb\xbf \n", "the file is empty"),
        ("m.xlsx", ODS, "the file is ODS, not XLSX; rename it to *.ods"),
        ("m.csv", XLSX, "the file is XLSX, not CSV; rename it to *.xlsx"),
        (
            "m.xlsx",
            b"id;name\n",
            "the file is a text, not XLSX; if it is a table with commas or semicolons, rename it to *.csv",
        ),
        ("m.xlsx", bytes(10) + XLSX[10:], DAMAGED),
        ("m.ods", bytes(10) + ODS[10:], DAMAGED),
        ("m.ods", ODS[:-6] + b"\xff\xff" + ODS[-4:], DAMAGED),  # the list of its parts is before its start
        ("m.xlsx", XLSX[1000:1400], DAMAGED),
        (
            "m.xlsx",
            archive(**{"xl__workbook.bin": b"x"}),
            "the file is a binary workbook of Excel (.xlsb); save it as .xlsx",
        ),
        (
            "m.ods",
            archive(**{"Index__Document.iwa": b"x"}),
            "the file is a document of Apple Numbers; export it as Excel (.xlsx)",
        ),
        ("m.xls", XLSX, "unknown format '.xls'; did you mean '.xlsx'? (there are: .xlsx, .ods, .csv)"),
        (
            "m.xlsx",
            XLSX[:400],
            DAMAGED,
        ),
        ("m.xlsx", COMPOUND, "the file is an old Excel file (.xls); save it as .xlsx"),
        (
            "m.xlsx",
            COMPOUND + "EncryptedPackage".encode("utf-16-le"),
            "the workbook is protected by a password; save it without one",
        ),
        (
            "m.ods",
            archive(mimetype=ODS_TYPE, **{"META-INF__manifest.xml": PROTECTED}),
            "the workbook is protected by a password; save it without one",
        ),
        (
            "m.xlsx",
            archive(**{"word__document.xml": b"x"}),
            "the file is a text of Word; copy the table into a spreadsheet program",
        ),
        (
            "m.xlsx",
            archive(**{"picture.png": b"x"}),
            "the file is no spreadsheet; expected .xlsx, .ods, .csv",
        ),
        ("m.csv", b"%PDF-1.7", "the file is a PDF"),
        (
            "m.xlsx",
            b"<html><table>",
            "the file is a web page; open it in a spreadsheet program and save it as .xlsx",
        ),
        (
            "m.csv",
            "id;size\n".encode("utf-16"),
            "the file is not UTF-8 (perhaps UTF-16, or no text); save it as CSV UTF-8",
        ),
        (
            "m.csv",
            "id;town.cs\nlupa;Poleš\n".encode("iso-8859-2"),
            "the file seems to be ISO 8859-2; save it as CSV UTF-8",
        ),
        ("m.csv", b"id;town.cs\nlupa;\x81\n", "neither UTF-8 nor Windows-1250; save it as CSV UTF-8"),
        (
            "m.csv",
            b'id;town.cs\nlupa;"Poles\n',
            "not a CSV file: unexpected end of data; look for a quote that is not closed",
        ),
        (
            "m.ods",
            archive(mimetype=ODS_TYPE, **{"content.xml": b"<x"}),
            DAMAGED,
        ),
        (
            "m.xlsx",
            archive(**{"xl__workbook.xml": b"<x"}),
            DAMAGED,
        ),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(path: str, raw: bytes, message: str) -> None:
    [problem] = refused(raw, path)

    assert re.sub(r"^m\.\w+:\d+: ", "", problem) == message


def bomb(name: str) -> bytes:
    """A small file of which one part unpacks to 50 MB."""
    return archive(**{"xl__workbook.xml": b"<x/>", name: bytes(50_000_000)})


CONTENT = zipfile.ZipFile(BytesIO(ODS)).read("content.xml").decode()


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        ("table-row>", 'table-row table:visibility="filter">', "1: sheet 'members', hidden row 1; show it"),
        (
            "table-column ",
            'table-column table:visibility="collapse" ',
            "1: sheet 'members', column A 'id': hid",
        ),
        (
            'string"><text:p>small',
            'string" table:formula="of:=1"><text:p>small',
            "2: sheet 'members', column J 'size': a formula, '=1'; copy",
        ),
        (
            'string"><text:p>small',
            'string" table:number-columns-spanned="2"><text:p>small',
            "2: sheet 'members', column J 'size': merged cells",
        ),
        (
            'office:value-type="string"><text:p>small',
            'office:value-type="float" office:value="44197.0"><text:p>small',
            "2: sheet 'members', column J 'size': unknown value '44197'",
        ),
    ],
)
def test_what_nobody_sees_and_formulas_are_refused_in_documents(was: str, now: str, message: str) -> None:
    assert was in CONTENT
    changed = CONTENT.replace(was, now, 1).encode()

    problems = refused(archive(mimetype=ODS_TYPE, **{"content.xml": changed}), "members.ods")

    assert problems[0].startswith(f"members.ods:{message}")


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.sampled_from([".xlsx", ".ods"]), st.data())
def test_a_damaged_file_never_ends_in_anything_but_a_refusal_or_an_import(suffix: str, data: Any) -> None:
    raw = bytearray(XLSX if suffix == ".xlsx" else ODS)
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))

    with suppress(Invalid):
        imported(bytes(raw), path=f"members{suffix}")


def test_hidden_sheets_and_notes_beside_cells_are_not_read() -> None:
    def more(sheet: Any) -> None:
        sheet.title = "Seznam"
        hidden = sheet.parent.create_sheet("Kopie")
        hidden.append(["id", "size"])
        hidden.sheet_state = "hidden"

    noted = CONTENT.replace(
        "<text:p>small", "<office:annotation><text:p>why?</text:p></office:annotation><text:p>small"
    )
    table = archive(mimetype=ODS_TYPE, **{"content.xml": noted.encode()})

    assert imported(table, path="members.ods").raw.decode() == MEMBERS
    assert imported(workbook(["id", "size"], ["lupa", "small"], change=more)).raw.decode() == MEMBERS


def test_large_tables_and_bombs_are_refused_quickly() -> None:
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
    many = archive(**{"xl__workbook.xml": b"<x/>", "xl__worksheets__sheet1.xml": row * 100_000})
    lines = b"id;size\n" + b"lupa;small\n" * 100_000
    repeated = CONTENT.replace("table-row>", 'table-row table:number-rows-repeated="1000000">', 1).encode()
    bombs = [bomb("xl__sharedStrings.xml"), bomb("xl__worksheets__sheet1.xml")]
    start = time.monotonic()

    found = [
        refused(many),
        refused(lines, "members.csv"),
        refused(archive(mimetype=ODS_TYPE, **{"content.xml": repeated}), "members.ods"),
        *map(refused, bombs),
    ]

    assert time.monotonic() - start < 10
    rows = f"rows (limit: {MOST_ROWS:,}); delete what is not part of the table, also empty formatted rows"
    assert found == [
        [f"members.xlsx:1: 100,000 {rows}"],
        [f"members.csv:1: 100,001 {rows}"],
        [f"members.ods:1: 1,000,000 {rows}"],
        [
            "members.xlsx:1: the file unpacks to 50 MB, too much for a table; copy the table into a new "
            "workbook"
        ],
        ["members.xlsx:1: the sheet is too large for a table; copy the table into a new workbook"],
    ]


def test_a_list_in_brackets_must_be_changed_by_hand() -> None:
    assert refused(workbook(["id", "size"], ["a", "small"]), file=list_file("members: [{id: a}]\n")) == [
        "data/members.yaml:1: the list 'members' is in brackets; write each entry on lines of its own, "
        "after '-'"
    ]


# What is shown


@pytest.mark.parametrize(
    ("table", "ids"),
    [
        ([["id", "does.en"], ["lupa", "Grinds."]], ["lupa"]),
        ([["id", "size", "kind"], ["lupa", "large", None], ["zrcadlo", None, "other"]], ["lupa", "zrcadlo"]),
        ([["id", "name", "kind"], ["nova", "Nová", "other"]], ["nova"]),
        ([["id", "sources"], ["lupa", None]], ["lupa"]),
    ],
)
def test_the_changes_that_are_shown_name_their_record(table: list[list[str]], ids: list[str]) -> None:
    new = imported(workbook(*table), empty_deletes=len(table) == 2 and table[1][1] is None).raw
    diff = differences({"m.yaml": new}, {"m.yaml": MEMBERS.encode()})

    shown = with_ids(diff, MEMBERS, new.decode(), "members")

    assert re.findall(r"^@@ -.* @@ ?(.*)$", shown, re.MULTILINE) == ids
    assert re.sub(r"(@@ -.* @@).*", r"\1", shown) == diff


# The commands


def test_the_commands_export_a_list_show_what_would_change_and_import_it(tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)
    data = project / "data" / "members.yaml"
    data.write_text("members:\n  - id: lupa\n    name: Lupa\n    kind: company\n", "utf-8")

    out = cluster(project, "export-table", "members", "out.csv")
    assert (out.returncode, out.stderr) == (0, "")
    assert out.stdout.splitlines() == [
        "Wrote 1 row to out.csv.",
        "involved, people (lists of several values each) are not in the table, and stay as they are in "
        "data/members.yaml.",
    ]
    table = project / "out.csv"
    with pytest.raises(Invalid, match="the file exists already"):
        export_table(project, "members", table, lambda: None)
    table.write_bytes(table.read_bytes().replace(b";company;", b";university;"))

    tried = cluster(project, "import-table", "members", "out.csv", "--dry-run")
    assert tried.returncode == 0
    assert tried.stdout.splitlines()[-5:] == [
        "-    kind: company",
        "+    kind: university",
        "",
        "1 record in out.csv: 0 new, 1 changed, 0 unchanged.",
        "Nothing was written (--dry-run).",
    ]
    assert "company" in data.read_text("utf-8")

    assert cluster(project, "import-table", "members", "out.csv").returncode == 0
    assert "kind: university" in data.read_text("utf-8")

    table.write_bytes(table.read_bytes().replace(b";university;", b";univerzita;"))
    failed = cluster(project, "import-table", "members", "out.csv")
    assert failed.returncode == 1
    assert failed.stderr.splitlines() == [
        "out.csv:2: column I 'kind': unknown value 'univerzita'; did you mean 'university' (univerzita)?",
        "Nothing was imported. Fix the problems above and try again.",
    ]
    assert "kind: university" in data.read_text("utf-8")


def test_an_export_of_a_broken_list_speaks_of_the_table_and_its_problems(tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)
    data = project / "data" / "members.yaml"
    data.write_text("members:\n  - id: lupa\n    name: Lupa\n    kind: firma\n", "utf-8")

    failed = cluster(project, "export-table", "members", "out.xlsx")

    assert failed.stderr.splitlines() == [
        "data/members.yaml:4: member 'lupa': kind: unknown value 'firma'; did you mean 'company' (Firma)?",
        "The table was not exported. Fix the problems above and try again.",
    ]
    assert failed.returncode == 1
    assert not (project / "out.xlsx").exists()
