"""What the cache's files hold."""

from pathlib import Path
from typing import Any

import pytest
from cluster.build.store import Store


class Hostile:
    def __reduce__(self) -> Any:
        return (Path.touch, (Path("harm"),))


def test_a_cache_cannot_run_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Store(tmp_path, "one").save("name", "x", {"value": Hostile()})

    assert Store(tmp_path, "one").load("name", "x") == {}
    assert not Path("harm").exists()


def test_a_store_keeps_values_and_their_changes(tmp_path: Path) -> None:
    many = {str(number): ("value", number) for number in range(100)}
    Store(tmp_path, "one").save("name", "x", many)
    store = Store(tmp_path, "one")
    known = store.load("name", "x")
    del known["7"]
    known["new"] = ("value", 1000)
    store.save("name", "x", known)

    assert (tmp_path / "name.changes").stat().st_size < (tmp_path / "name").stat().st_size / 4
    assert Store(tmp_path, "one").load("name", "x") == known
    assert Store(tmp_path, "two").load("name", "x") == {}
    assert Store(tmp_path, "one").load("name", "y") == {}
