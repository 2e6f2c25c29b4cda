"""New items: a draft has the values that were given, and the meaning of all others."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from cluster.build.data_files import schema_of
from cluster.build.descriptions import descriptions_of
from cluster.content.kinds import KINDS, Kind
from cluster.language import Languages
from cluster.office.calendar_import.front_matter import plain
from cluster.office.entries.draft import document_of, draft_of, manual_of, translation_of, with_entry
from cluster.reading.fields import fields_of
from cluster.reading.schema import Reader
from cluster.reading.yaml_tree import read_tree

LANGUAGES = Languages(all=("cs", "en", "de"))
OF_NAME = {kind.name: kind for kind in KINDS}

NEEDED: Mapping[str, Mapping[str, Any]] = {
    "event": {"title.cs": "Den: s optikou", "title.en": "A day", "kind": "workshop", "when": "2027-10-23"},
    "news": {"title.cs": "Nový člen", "summary.cs": "Máme ho.", "date": "2027-10-23"},
    "edition": {"title.cs": "Číslo", "summary.cs": "Máme ho.", "date": "2027-10-23", "number": "1"},
    "page": {"title.cs": "O nás"},
    "change": {"id": "x", "date": "2027-10-23", "title.cs": "Změna"},
    "deliverable": {"id": "x", "title.cs": "Memo", "kind": "memorandum", "sources": ["https://x.example/"]},
    "record": {"date": "2027-10-23", "commitment": "x", "status": "planned"},
    "member": {"id": "x", "name.cs": "Hranol, s.r.o.", "kind": "company", "registration_number": "00123456"},
    "equipment": {"id": "x", "title.cs": "Mikroskop", "kind": "instrument"},
    "method": {"id": "x", "title.cs": "Mikroskopie"},
    "quantity": {"id": "x", "title.cs": "Délka", "unit": "nm"},
    "wish": {"id": "x", "title.cs": "Komora", "since": "2027-10-23"},
    "service": {"id": "x", "title.cs": "Poradna", "what.cs": "Rada."},
    "call": {"id": "x", "title.cs": "Výzva"},
    "project": {"id": "x", "title.cs": "Projekt"},
    "partner": {"id": "x", "name.cs": "Kraj", "kind": "authority", "country": "CZ"},
    "region": {"id": "x", "title.cs": "Kraj"},
    "source": {"link": "https://x.example/"},
    "synonym": {"words.cs": "čočka"},
}


def read(kind: Kind, text: str) -> tuple[Any, list[str]]:
    """The item that a mapping is read as, and its problems."""
    root, problems = read_tree(text, file="x.md")
    reader = Reader("x.md", LANGUAGES)
    given = {} if "id" in fields_of(kind.cls) or not kind.has_ids else {"id": "x"}
    value = reader.item(kind.cls, root, kind.name, **given) if root else None
    return value, [str(each) for each in (*problems, *reader.problems)]


def draft(kind: Kind, **more: Any) -> str:
    return draft_of(kind.cls, {**NEEDED[kind.name], **more}, descriptions_of("cs"), LANGUAGES.all)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_draft_of_each_kind_is_read_with_its_values(kind: Kind) -> None:
    value, problems = read(kind, draft(kind))

    assert problems == []
    for name, written in NEEDED[kind.name].items():
        found = str(plain(getattr(value, name.partition(".")[0])))
        assert all(each in found for each in ([written] if isinstance(written, str) else written))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_other_field_stands_in_the_draft_as_a_comment_with_its_meaning(kind: Kind) -> None:
    text = draft(kind)
    names = {name for name in fields_of(kind.cls) if name != "imported"}

    written = re.findall(r"^(?:# )?(\w+):", text, re.MULTILINE)
    assert sorted(written) == sorted(names)
    for name in re.findall(r"^# (\w+):", text, re.MULTILINE):
        meaning = "".join(re.findall(rf"^# {name}: .*?  # (.*\n(?:# # .*\n)*)", text, re.MULTILINE))
        hint = descriptions_of("cs").hint(kind.cls, name).removesuffix(".")
        assert " ".join(meaning.replace("# #", "").split()).startswith(hint)
    assert max(map(len, text.splitlines())) <= 119


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_comment_that_becomes_a_field_without_a_value_is_refused_by_its_name(kind: Kind) -> None:
    """But not `true`, which is a value, and `[]` of an edition without news."""
    text = draft(kind)
    names = re.findall(r"^# (\w+):(?! true)", text, re.MULTILINE)
    _, problems = read(kind, re.sub(r"^# ", "", text, flags=re.MULTILINE))

    unnamed = {name for name in names if not any(name in each for each in problems)}
    assert unnamed == ({"news", "events"} if kind.name == "edition" else set())
    assert not any("unknown" in each or "starts a comment" in each for each in problems)


def test_the_head_of_a_document_is_closed_and_followed_by_room_for_its_text() -> None:
    text = document_of(OF_NAME["event"].cls, NEEDED["event"], None, LANGUAGES.all)

    assert text == (
        '---\ntitle:\n  cs: "Den: s optikou"\n  en: A day\nkind: workshop\nwhen: 2027-10-23\n---\n\n'
    )


def test_a_translation_has_the_texts_that_are_known() -> None:
    values = {"title.cs": "Nový člen", "title.en": "Yes: a member", "summary.cs": "Máme ho."}

    assert translation_of(values, ("title", "summary"), "en") == '---\ntitle: "Yes: a member"\n---\n\n'


LIST = """\
# The members.
members:
  - id: lupa  # the first
    name: Lupa
    kind: company
    # town:    # where it is

# the end
"""


def test_a_new_entry_stands_behind_the_comments_of_the_last_one() -> None:
    first = with_entry(LIST, OF_NAME["member"], {"id": "a", "name.cs": "A", "kind": "company"}, None, ("cs",))

    assert first == LIST.replace(
        "# where it is\n", "# where it is\n  - id: a\n    name: A\n    kind: company\n"
    )


@pytest.mark.parametrize("file", sorted({kind.file for kind in KINDS if kind.file}))
def test_a_file_that_is_begun_opens_with_the_meaning_of_all_its_fields(file: str) -> None:
    kinds = [kind for kind in KINDS if kind.file == file]
    text = manual_of(kinds, descriptions_of("cs"))
    for kind in kinds:
        text = with_entry(text, kind, NEEDED[kind.name], descriptions_of("cs"), LANGUAGES.all)

    root, problems = read_tree(text, file=file)
    reader = Reader(file, LANGUAGES)
    value: Any = reader.read(schema_of(file), root)
    assert [*problems, *reader.problems] == []
    assert [len(getattr(value, kind.key)) for kind in kinds] == [1] * len(kinds)
    for kind in kinds:
        for name in fields_of(kind.cls):
            assert re.search(rf"^#\s+{name}\s", text, re.MULTILINE)
