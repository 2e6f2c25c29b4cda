"""Asks for the values of a new item that the options of its command do not give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import click

from cluster.build.descriptions import descriptions_of
from cluster.build.labels import ReaderOf, reader_in
from cluster.commands.outcomes import wait
from cluster.content.kinds import KINDS
from cluster.language import english_name
from cluster.messages.say import ask, names_said, said, say
from cluster.office.entries.choosing import lines_of, meant_in, repeats, rewritten
from cluster.office.entries.command import NewItem, add, opened, told
from cluster.office.entries.questions import (
    announced_on,
    id_of,
    ids_for,
    is_needed,
    is_pointless,
    is_today,
    named_in,
    names_others,
    options_of,
    problem_of,
    questions_of,
    split,
    unknown_in,
    usual_form,
    values_of_planned,
    waited_for,
)
from cluster.office.tables.columns import Column, fields_in_order
from cluster.office.tables.yaml_edit import Value
from cluster.problems import Invalid, Problem, each_of
from cluster.reading.descriptions import choices
from cluster.reading.labels import FieldMeaning, Labelled
from cluster.reading.scalars import is_id, parse_id
from cluster.sentences import joint


class Interview:
    """Asks for the values of a new item that the options do not give."""

    def __init__(self, name: str) -> None:
        self.kind = next(each for each in KINDS if each.name == name)
        self.project = opened(Path())
        self.languages = self.project.settings.languages
        self.words = descriptions_of(self.languages.default).for_site(self.languages.all)
        self.values: dict[str, Value] = {}

    @cached_property
    def reader_of(self) -> ReaderOf:
        """Makes readers that know what the project has."""
        return reader_in(self.project.texts)

    @property
    def columns(self) -> list[Column]:
        return options_of(self.kind, self.languages)

    @cached_property
    def options(self) -> list[click.Option]:
        return [*self._options()]

    def _options(self) -> Iterator[click.Option]:
        """An option for each value; the help names translations beside the text itself."""
        if self.kind.has_ids:
            help = "Its id; without it, one is made of its title or name."
            yield click.Option(["--id", "id"], help=help, metavar=names_said("TEXT"))
        for each in self.columns:
            is_shown = len(each.path) == 1 or each.path[1:] == (self.languages.default,)
            yield click.Option(
                [*_names_of(each, self.languages.default), _key(each)],
                multiple=True,
                hidden=not is_shown,
                metavar=names_said("TEXT"),
                help=self.words.hint(self.kind.cls, each.path[0]) + self._translations_of(each),
            )

    def _translations_of(self, column: Column) -> str:
        """The options of a text in the other languages: ` (--title-en)`."""
        others = [
            _names_of(each, self.languages.default)[0]
            for each in self.columns
            if column.language and each.path[:-1] == column.path[:-1] and each != column
        ]
        return f" ({', '.join(others)})" if others else ""

    def write(self, given: Mapping[str, Any], *, is_short: bool) -> list[str]:
        """Ask, and write the item. Returns the paths of its files; Invalid if it cannot be written."""
        self.take(given)
        asks = not self.values
        if asks:
            say("Answer each question and press Enter. Ctrl+C ends, and nothing is written.")
        self.ask(all_of_them=asks)
        with suppress(Invalid):  # nobody knows the day as long as data/cluster.yaml cannot be read
            self.values |= announced_on(self.kind, self.values, self.project.today)
        while True:
            try:
                return add(Path(), NewItem(kind=self.kind, values=self.values, is_short=is_short), wait)
            except Invalid as error:
                if not asks or not self.ask_again(error.problems):
                    raise

    def take(self, given: Mapping[str, Any]) -> None:
        """The values of options; ClickException with all that is wrong with them."""
        wrong = []
        for each in self.columns:
            if value := split(each, given[_key(each)]):
                self.values[each.name] = value
                if problem := self._title_in(each, given[_key(each)]) or self._problems_of(each, value):
                    wrong.append(each_of(_names_of(each, self.languages.default)[0], problem))
        if wrong:
            raise click.ClickException("\n".join(wrong))
        if id := given.get("id"):
            planned = self.project.planned(id) if self.kind.name == "event" else None
            self.values = {**(values_of_planned(planned) if planned else {}), **self.values, "id": id}

    def _title_in(self, column: Column, texts: Iterable[str]) -> str:
        """What is wrong with a title that has commas in place of ids: `Hranol, s.r.o.`; empty if there is
        none."""
        if not column.is_list or not names_others(column):
            return ""
        meant = FieldMeaning(self.reader_of("", self.languages).labels, column.hint, column.path[-1])
        return "\n".join(meant.told_of_id(each) for each in texts if "," in each and meant(each))

    def _problems_of(self, column: Column, value: Value) -> str:
        """All that is wrong with a value, also ids that nothing has, unless files with problems may have
        them."""
        ids = {} if self.project.problems else ids_for(column, self.project.choices)
        written = [each for each in (value if isinstance(value, list) else [value]) if each and is_id(each)]
        unknown = unknown_in(written, ids) if ids else ""
        return "\n".join(filter(None, (self._problem_of(column, value), unknown)))

    def ask(self, *, all_of_them: bool) -> None:
        """Ask for what is still missing; only for what must be there unless `all_of_them`."""
        for each in questions_of(self.kind, self.languages):
            is_missing = is_needed(self.kind, each, self.languages)
            today = str(self.project.today) if is_today(self.kind, each) else ""
            if each.name in self.values or is_pointless(each, self.values, self.languages):
                continue
            if all_of_them or (is_missing and not today):
                self.answer(each, default=today)
            elif today:
                self.values[each.name] = today
        if self.kind.has_ids and "id" not in self.values:
            self._ask_for_id(asks=all_of_them)

    def _ask_for_id(self, *, asks: bool) -> None:
        waited = waited_for(self.project.problems, self.kind)
        proposed: str = id_of(self.kind, self.values, self.languages, self.project.taken, waited)
        if asks:
            say("\nIts id, which is part of its address and never changes once it is published:")
            proposed = ask("Id", _checked_id, default=proposed, shows_default=True)
        self.values["id"] = proposed

    def answer(self, column: Column, *, default: str = "") -> None:
        """Ask for one value until it is right."""
        name, must = column.path[0], is_needed(self.kind, column, self.languages, self.values)
        if column.language in ("", self.languages.default):
            self._introduce(column)
        label = self.words.label(self.kind.cls, name)
        is_one_of_several = column.language and len(self.languages.all) > 1
        question = f"{label} ({said(english_name(column.language))})" if is_one_of_several else label
        default_answer: Any = default or (None if must else "")
        value = ask(
            question if must or default else f"{question}, {said('or only Enter')}",
            partial(self._checked, column),
            default=default_answer,
            shows_default=bool(default),
        )
        if value:
            self.values[column.name] = value
        else:
            self.values.pop(column.name, None)

    def _introduce(self, column: Column) -> None:
        """What a value means, unless its name says that, and what to choose from, with numbers."""
        cls, name = self.kind.cls, column.path[0]
        label, hint = self.words.label(cls, name), self.words.hint(cls, name)
        colon = joint(":", self.words.language)
        is_said = repeats(hint, label, self.words.label(cls))
        click.echo(f"\n{label}" if is_said else f"\n{label}{colon}{hint}")
        if usual := usual_form(column, self.languages):
            say(f"A day may also be written like {usual}.")
        for line in lines_of(self._offered(column)):
            click.echo(line)

    def _offered(self, column: Column) -> Mapping[str, str]:
        """The values to choose from, with their names; empty if it is no choice."""
        name = column.path[0]
        values = choices(dict(fields_in_order(self.kind.cls))[name])
        names = {each: self.words.value(self.kind.cls, name, each) for each in values}
        return {**names, **ids_for(column, self.project.choices)}

    def _checked(self, column: Column, text: str) -> Any:
        """The value that an answer means; what it is taken for is said. ValueError if it cannot be taken."""
        offered = self._offered(column)
        if offered:
            meant = meant_in(text, offered, self._called(column))
        else:
            meant = rewritten(text.strip(), partial(self._wrong, column))
        if wrong := self._wrong(column, meant):
            raise ValueError(wrong)
        value = split(column, [meant])
        if value != split(column, [text]):
            say(f"Taken as: {meant}")
        return value

    def _called(self, column: Column) -> Labelled:
        """What the values to choose from are called."""
        labels = self.reader_of("", self.languages).labels()
        return labels.ids()[column.path[-1]] if names_others(column) else labels.of(choices(column.hint))

    def _wrong(self, column: Column, text: str) -> str:
        """What is wrong with an answer; empty if nothing is."""
        if not (value := split(column, [text])):
            return ""
        ids = ids_for(column, self.project.choices)
        return self._problem_of(column, value) or (unknown_in(value, ids) if ids else "")

    def _problem_of(self, column: Column, value: Value) -> str:
        return problem_of(column, value, self.languages, self.reader_of)

    def ask_again(self, problems: Iterable[Problem]) -> bool:
        """Say what is wrong and ask for the values that it is about; False if that is none."""
        found = [*problems]
        columns = named_in(found, questions_of(self.kind, self.languages))
        is_of_id = any(" id " in f"{each.message} " for each in found)
        if columns or is_of_id:
            say("\n".join(["", *map(told, found)]), err=True)
        for each in columns:
            if each.language in ("", self.languages.default):
                self.answer(each)
        if is_of_id:
            self._ask_for_id(asks=True)
        return bool(columns) or is_of_id


def _names_of(column: Column, default: str) -> list[str]:
    """`--title` and `--title-cs` for a text in the first language."""
    long = f"--{'-'.join(column.path)}".replace("_", "-")
    return [long.removesuffix(f"-{default}"), long] if column.language == default else [long]


def _key(column: Column) -> str:
    return column.name.replace(".", "__")


def _checked_id(text: str) -> str:
    return parse_id(text.strip())
