"""Merges the records of a table into a list of data/: what changes, what is new, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from cluster.build.labels import reader_of
from cluster.content.item import Item
from cluster.dates import When
from cluster.office.tables.columns import Column
from cluster.office.tables.data_file import EntryText, assembled, changed, new_entry, value_of
from cluster.office.tables.records import TableReader, TableRow, column_of, joined
from cluster.office.tables.sheets import flat
from cluster.office.tables.yaml_edit import Value
from cluster.reading.yaml_tree import read_tree
from cluster.slugs import slug_of

_ID, _NUMBER = ("id",), ("registration_number",)
LONGEST_ID = 60

T = TypeVar("T")


class TargetList(NamedTuple):
    """The list into which a table is imported."""

    cls: type[Item]
    """The class of its items."""

    text: str
    """The text of its file, with `\\n` as line end; `` if there is none yet."""
    key: str
    entries: Sequence[EntryText]
    columns: Sequence[Column]
    languages: Sequence[str]
    """The default language first."""


@dataclass(slots=True)
class Merged:
    """The outcome."""

    text: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    """The row of the record for each id in the table."""
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    missing: list[EntryText] = field(default_factory=list)
    kept: dict[Column, list[int]] = field(default_factory=dict)
    """The rows of empty cells whose values are kept."""
    broken: dict[Column, list[int]] = field(default_factory=dict)
    """The rows of new values that had line breaks."""
    alone: dict[tuple[Column, tuple[Column, ...]], list[int]] = field(default_factory=dict)
    """The rows of texts that changed in one language and not in some others."""


def merged(
    reader: TableReader, records: Sequence[TableRow], target: TargetList, *, empty_deletes: bool
) -> Merged:
    """The file with the records of a table. Problems are added to those of `reader`."""
    done = Merged()
    entries = {each.id: each for each in target.entries}
    added: list[EntryText] = []
    known = _Known.of(target)
    has_ids = any(each.text(*_ID) for each in records)
    for record in records:
        id = _Match(reader, known, record, has_ids=has_ids).id()
        if not id:
            continue
        if id in done.rows:
            reader.refuse(record.row, f"{reader.table.where}the same record '{id}' as in row {done.rows[id]}")
            continue
        done.rows[id] = record.row
        if id not in entries:
            done.new.append(id)
            _note(done.broken, record.broken, record)
            entry = new_entry(id, record.values, target.columns)
            if record.is_right and _is_whole(reader, record, entry, target):
                added.append(entry)
            continue
        entries[id] = _updated(reader, record, entries[id], target, done, empty_deletes=empty_deletes)
    done.missing = [each for each in target.entries if each.id not in done.rows]
    done.text = assembled(target.text, target.key, list(entries.values()), added)
    return done


def _updated(
    reader: TableReader,
    record: TableRow,
    entry: EntryText,
    target: TargetList,
    done: Merged,
    *,
    empty_deletes: bool,
) -> EntryText:
    was = {each: value_of(entry.values, each, target.columns) for each in target.columns}
    changes: dict[Column, Value] = {
        column: value
        for column, value in record.values.items()
        if column.path != _ID and joined(value) != flat(joined(was[column]))
    }
    for column, value in changes.items():
        _compare(reader, record.row, column, joined(was[column]), joined(value))
    for column in record.empty:
        if was[column] is not None and column.path != _ID:
            if empty_deletes:
                changes[column] = None
            else:
                done.kept.setdefault(column, []).append(record.row)
    if not changes:
        done.unchanged += 1
        return entry
    done.changed.append(entry.id)
    _note(done.broken, [each for each in record.broken if each in changes], record)
    _note(done.alone, _alone(changes, was), record)
    try:
        after = changed(entry, changes, target.columns)
        return after if _is_whole(reader, record, after, target) else entry
    except ValueError:
        wanted = "; ".join(f"{each.name}: {joined(value)}" for each, value in changes.items())
        reader.refuse(
            record.row, f"'{entry.id}' cannot be changed automatically; change it by hand: {wanted}"
        )
        return entry


def _compare(reader: TableReader, row: int, column: Column, old: str, new: str) -> None:
    """Refuse or tell what is no change of an editor's, but the doing of a spreadsheet."""
    number = next(number for number, each in reader.table.columns.items() if each == column)
    place = reader.table.place(number)
    if lost := _lost(old, new):
        reader.refuse(row, f"{place}: '{lost}' became '?' when the file was saved; save it as CSV UTF-8")
    if column.hint is When and old and new in (f"{old}-01", f"{old}-01-01"):
        cure = f"if a spreadsheet did it, format the column as text, and write {old}"
        reader.notes.append(f"{reader.file}:{row}: {place}: '{old}' became '{new}'; {cure}")


def _lost(old: str, new: str) -> str:
    """The characters of a text that a file in Windows-1250 cannot have, and that became `?`; else ``."""
    pairs = [(before, after) for before, after in zip(old, new, strict=False) if before != after]
    lost = "".join(before for before, _ in pairs)
    is_lost = len(old) == len(new) and {after for _, after in pairs} == {"?"}
    return lost if is_lost and not any(each.encode("cp1250", "ignore") for each in lost) else ""


def _note(notes: dict[T, list[int]], found: Iterable[T], record: TableRow) -> None:
    for each in found:
        notes.setdefault(each, []).append(record.row)


def _alone(
    changes: Mapping[Column, Value], was: Mapping[Column, Value]
) -> Iterator[tuple[Column, tuple[Column, ...]]]:
    """Each changed version of a text, with the other versions that are there and stay as they are."""
    for column in changes:
        others = [each for each in was if each.language and each.path[:-1] == column.path[:-1]]
        kept = tuple(each for each in others if each not in changes and was[each] is not None)
        if column.language and kept and was[column] is not None:
            yield column, kept


def _is_whole(reader: TableReader, record: TableRow, entry: EntryText, target: TargetList) -> bool:
    """Whether the program can read an item; the rules between items are checked when all are in the file.

    Only so are problems of all rows told at once: a file with an unreadable item is not checked further.
    """
    root, problems = read_tree(entry.text, file=reader.file)
    whole = reader_of(reader.file, reader.languages, problems=[*problems])
    if root:
        whole.item(target.cls, root, target.key)
    for each in whole.problems:
        own = each.message.partition(": ")[2]  # behind `member 'lupa': `
        column = column_of(reader.table, own)
        reader.refuse_row(record.row, f"{column}{each.message}", f"{column}{own}")
    return not whole.problems


class _Known(NamedTuple):
    """The ids of the records that are there, by what else they are known by."""

    language: str
    """The default language."""
    ids: Set[str]
    numbers: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, target: TargetList) -> _Known:
        entries = target.entries[::-1]  # of several equal ones, the first counts
        return cls(
            target.languages[0],
            {each.id for each in entries},
            {_number(str(each.values.get(_NUMBER[0], ""))): each.id for each in entries},
            {_plain(name): each.id for each in entries for name in _names(each, target)},
        )


class _Match:
    """Finds the id to which a record belongs."""

    def __init__(self, reader: TableReader, known: _Known, record: TableRow, *, has_ids: bool) -> None:
        self.reader, self.known, self.record, self.has_ids = reader, known, record, has_ids

    def refuse(self, message: str, shared: str = "") -> str:
        self.reader.refuse_row(self.record.row, message, shared or f"row {self.record.row}: {message}")
        return ""

    def id(self) -> str:
        """The id, `` if there is none; then a problem says why."""
        own, number = self.record.text(*_ID), self.record.text(*_NUMBER)
        same = self.known.numbers.get(_number(number), "") if number else ""
        if own and same and same != own:
            return self.refuse(f"the id is '{own}', and the registration number {number} that of '{same}'")
        if own in self.known.ids or same:
            return same or own
        if not self.record.is_right and not own:
            return ""
        return self.new_id(own)

    def new_id(self, own: str) -> str:
        """The id of a new record: its own, or one made of its name."""
        names = [self.record.text(name, self.known.language) for name in ("short_name", "name", "title")]
        name = next(filter(None, names), "")
        if twin := next(
            (self.known.names[each] for each in map(_plain, names) if each in self.known.names), ""
        ):
            return self.refuse(
                f"'{name}' has the name of '{twin}'; write '{twin}' in the column 'id'",
                "" if self.has_ids else self.without_ids(),
            )
        if own:
            return own
        made = slug_of(name, LONGEST_ID)
        if not made:
            return self.nameless()
        if made in self.known.ids:
            return self.refuse(
                f"the id '{made}', made of the name, is in use; write another in the column 'id'"
            )
        self.reader.notes.append(f"{self.reader.file}:{self.record.row}: new id '{made}', made of the name")
        return made

    def without_ids(self) -> str:
        has_column = any(each.path == _ID for each in self.reader.table.columns.values())
        return (
            f"the names are those of records that are there, but the column 'id' is "
            f"{'empty' if has_column else 'missing'}; copy it from a new export"
        )

    def nameless(self) -> str:
        number = self.record.text(*_NUMBER)
        if number:
            return self.refuse(f"no record has the registration number {number}; a new one needs a name")
        return self.refuse("the row has neither an id nor a name", "neither an id nor a name")


def _number(text: str) -> str:
    """A registration number without the spaces that some write in it."""
    return text.replace(" ", "")


def _plain(name: str) -> str:
    """The form of a name in which capitals and the kinds of blanks make no difference."""
    return " ".join(name.casefold().split())


def _names(entry: EntryText, target: TargetList) -> list[str]:
    """The names of an item, without an empty one."""
    wanted = [(name, target.languages[0]) for name in ("name", "title")]
    columns = [each for each in target.columns if each.path in wanted]
    return [name for each in columns if (name := joined(value_of(entry.values, each, target.columns)))]
