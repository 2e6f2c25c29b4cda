"""The cache: it keeps values between builds, and never trusts what it reads."""

import pickle
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cluster.build import caches
from cluster.build.cache import Cache
from cluster.build.prepared import STYLES, Memo


def hostile_pickle(module: str, name: str, argument: str) -> bytes:
    """Calls something by its name when it is read (protocol 4: STACK_GLOBAL, TUPLE1, REDUCE)."""
    words = b"".join(b"\x8c" + bytes([len(word)]) + word.encode() for word in (module, name))
    return b"\x80\x04" + words + b"\x93\x8c" + bytes([len(argument)]) + argument.encode() + b"\x85R."


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("pathlib", "Path.touch"),
        ("os", "mkdir"),
        ("cluster.cli", "os.mkdir"),
        ("cluster.build.build", "os.mkdir"),
    ],
)
def test_a_cache_cannot_run_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pickle, "dumps", lambda *_: hostile_pickle(module, name, "harm"))
    Cache(tmp_path, "one").save("slot", {"name": "value"})

    assert Cache(tmp_path, "one").load("slot") == {}
    assert not Path("harm").exists()


def test_a_cache_keeps_values_and_their_changes(tmp_path: Path) -> None:
    Cache(tmp_path, "one").save("slot", {str(number): ("value", number) for number in range(100)})
    cache = Cache(tmp_path, "one")
    values = cache.load("slot")
    del values["7"]
    values["8"] = ("other", 8)
    values["new"] = ("value", 1000)
    cache.save("slot", values)

    assert Cache(tmp_path, "one").load("slot") == values
    assert Cache(tmp_path, "one").load("another slot") == {}


def test_values_of_another_version_of_the_program_are_not_read(tmp_path: Path) -> None:
    Cache(tmp_path, "one").save("slot", {"name": "value"})

    assert Cache(tmp_path, "two").load("slot") == {}


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    Cache(tmp_path, "one").save("slot", {str(number): "value" for number in range(100)})
    before = (tmp_path / "cache.db").stat().st_mtime_ns
    cache = Cache(tmp_path, "one")
    cache.save("slot", cache.load("slot"))

    assert (tmp_path / "cache.db").stat().st_mtime_ns == before


def test_a_database_of_another_form_is_replaced(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "cache.db")) as database:
        database.execute("CREATE TABLE entry (another TEXT)")
    cache = Cache(tmp_path, "one")

    assert cache.load("slot") == {}
    cache.save("slot", {"name": "value"})
    assert Cache(tmp_path, "one").load("slot") == {"name": "value"}


def test_a_cache_makes_its_folder(tmp_path: Path) -> None:
    Cache(tmp_path / "new", "one").save("slot", {"name": "value"})

    assert Cache(tmp_path / "new", "one").load("slot") == {"name": "value"}


def shout(text: str, *others: str) -> str:
    return "".join((text, *others)).upper()


def test_what_one_project_has_prepared_another_need_not_make_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "PROGRAM", tmp_path / "program")
    (tmp_path / "program").mkdir()
    memo = Memo(caches.program_cache(tmp_path / "one"), STYLES)
    assert (memo.of(shout, "a"), memo.of(shout, "a", "b")) == ("A", "AB")
    memo.save()
    monkeypatch.setattr(shout, "__code__", (lambda text, *others: "anew").__code__)

    known = Memo(caches.program_cache(tmp_path / "other"), STYLES)
    assert (known.of(shout, "a"), known.of(shout, "a", "b")) == ("A", "AB")
    assert known.of(shout, "c") == "anew"


def test_a_program_that_cannot_be_written_prepares_for_each_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches.os, "access", lambda *_: False)

    assert caches.program_cache(tmp_path).path == tmp_path / ".cache" / "cache.db"


def test_of_many_prepared_results_only_the_last_ones_are_kept(tmp_path: Path) -> None:
    for run in range(3):
        memo = Memo(Cache(tmp_path, "one"), STYLES)
        for number in range(60):
            memo.of(shout, f"{run} {number}")
        memo.save()

    assert len(Cache(tmp_path, "one").load(STYLES)) == 60


def test_a_slot_in_memory_is_read_again_once_somebody_else_has_written(tmp_path: Path) -> None:
    ours, theirs = Cache(tmp_path, "one"), Cache(tmp_path, "one")
    ours.save("slot", {"name": "first", "other": "value"})
    kept = ours.load("slot")
    kept["name"] = "changed by the caller"
    assert ours.load("slot")["name"] == theirs.load("slot")["name"] == "first"

    theirs.save("slot", {"name": "second", "other": "value"})
    assert ours.load("slot")["name"] == "second"
    (tmp_path / "cache.db").unlink()
    assert ours.load("slot") == {}
