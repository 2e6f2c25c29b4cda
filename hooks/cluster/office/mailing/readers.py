"""The readers of the newsletter: a table with their e-mail addresses, and perhaps languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cluster.code_names import suggested_language
from cluster.links import ascii_email
from cluster.office.tables.formats import read_table
from cluster.office.tables.header import FoundTable, problems_of_layout
from cluster.office.tables.sheets import NotATable, Sheet, flat
from cluster.problems import Invalid, Place, Problem
from cluster.reading.scalars import parse_email

_NAMES: Mapping[str, frozenset[str]] = {
    "email": frozenset({"email", "e-mail", "mail", "email-address", "e-mail-address"}),
    "language": frozenset({"language", "lang", "jazyk", "sprache", "langue", "język"}),
}
"""The names that the columns may have, in small letters, with hyphens for spaces."""
_LAST = 20
"""The last row that may be the header."""


class Recipient(NamedTuple):
    """Somebody who gets the newsletter."""

    address: str
    """In ASCII: a domain with accents is encoded (RFC 3492)."""
    language: str
    """A language of the site, or empty."""
    row: int

    @property
    def key(self) -> str:
        """What two spellings of one address share."""
        return key_of_address(self.address)


def key_of_address(address: str) -> str:
    """The address in small letters. Capitals may matter before the `@`, but no mail server minds them."""
    return address.casefold()


class Readers(NamedTuple):
    """Those of a file, each once."""

    all: list[Recipient]
    notes: list[str]
    """Lines about rows that are left out because their address stands in another."""


def readers_of(raw: bytes, file: str, languages: Sequence[str]) -> Readers:
    """The readers of a table in the bytes of a file. Invalid with all problems.

    The first one of `languages`, those of the site, is also the one in which Windows wrote the file.
    """
    try:
        sheets = read_table(raw, file, _score, languages[0]).sheets
        sheet, header = _table_in(sheets)
    except NotATable as error:
        raise Invalid([Problem(Place(file, error.row), str(error))]) from None
    # somebody may have hidden those who have unsubscribed
    layout = problems_of_layout(FoundTable(sheet, header["row"], {}))
    problems = [Problem(Place(file, row), message) for row, message in layout]
    found: dict[str, Recipient] = {}
    notes: list[str] = []
    for row in sorted(each for each in sheet.rows if each > header["row"]):
        try:
            reader = _reader(sheet, row, header, languages)
        except ValueError as error:
            problems.append(Problem(Place(file, row), str(error)))
            continue
        if first := found.get(reader.key):
            twice = f"'{reader.address}' stands in row {first.row} already; it gets one mail"
            notes.append(str(Problem(Place(file, row), twice)))
        found.setdefault(reader.key, reader)
    if not found and not problems:
        problems.append(Problem(Place(file, header["row"]), "no readers below the names of columns"))
    if problems:
        raise Invalid(problems)
    return Readers(list(found.values()), notes)


def ascii_address(text: str) -> str:
    """An e-mail address as mail servers take it. ValueError if it is none."""
    return ascii_email(parse_email(text))


def _score(names: Sequence[str]) -> int:
    """How many columns of readers are named in a row."""
    return sum(_kind_of(each.strip(" \"'")) != "" for each in names)


def _kind_of(name: str) -> str:
    """`email` or `language` for the name of a column, `` for any other."""
    return next(
        (kind for kind, names in _NAMES.items() if flat(name).casefold().replace(" ", "-") in names), ""
    )


def _table_in(sheets: Sequence[Sheet]) -> tuple[Sheet, dict[str, int]]:
    """The sheet with the readers, and the numbers of its columns by kind, with that of the `row` of names."""
    filled = [each for each in sheets if each.rows and not each.is_hidden]
    for sheet in filled:
        for row in sorted(sheet.rows)[:_LAST]:
            cells = reversed(list(sheet.rows[row].items()))  # of two such columns, the first one counts
            kinds = {_kind_of(cell.text): number for number, cell in cells}
            if "email" in kinds:
                return sheet, {**kinds, "row": row}
    if not filled:
        raise NotATable("the file is empty")
    row = min(filled[0].rows)
    names = ", ".join(f"'{cell.text[:40]}'" for cell in list(filled[0].rows[row].values())[:8])
    raise NotATable(f"no column 'email'; expected a row with the names of columns, found {names}", row)


def _reader(sheet: Sheet, row: int, header: Mapping[str, int], languages: Sequence[str]) -> Recipient:
    def text(kind: str) -> str:
        cell = sheet.rows[row].get(header.get(kind, 0))
        return cell.text if cell else ""

    if not text("email"):
        raise ValueError("no e-mail address in this row; write one, or delete the row")
    address = ascii_address(text("email"))
    language = text("language").casefold()
    if language and language not in languages:
        raise ValueError(f"the site has no language '{language}'{suggested_language(language, languages)}")
    return Recipient(address, language, row)
