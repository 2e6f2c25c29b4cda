"""The preview learns of each saved file at once, and once, however the file was saved."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest
from cluster.build import watching
from cluster.build.watching import Watcher
from watchdog.events import FileSystemEvent, FileSystemEventHandler

Told = Queue[FileSystemEvent]

PATIENCE = 30
"""Seconds until something that does not come is an error."""


class Listener(FileSystemEventHandler):
    def __init__(self, told: Told) -> None:
        self._told = told

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self._told.put(event)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "news").mkdir(parents=True)
    (tmp_path / "docs" / "news" / "opening.md").write_text("before")
    return tmp_path / "docs"


@pytest.fixture
def told(folder: Path) -> Iterator[Told]:
    found, watcher = Told(), Watcher()
    watcher.schedule(Listener(found), str(folder), recursive=True)
    watcher.start()
    yield found
    watcher.stop()


def in_place(path: Path) -> None:
    path.write_text("after it")


def in_steps(path: Path) -> None:
    """As Vim does, which waits for the disk."""
    os.rename(path, f"{path}~")
    with path.open("w") as file:
        file.write("after it")
        file.flush()
        time.sleep(0.1)
    os.unlink(f"{path}~")


def by_another_file(path: Path) -> None:
    (path.parent / "new.tmp").write_text("after it")
    os.replace(path.parent / "new.tmp", path)


@pytest.fixture
def reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """What the system itself reports: files are not compared while the test runs."""
    monkeypatch.setattr(watching, "_BESIDE", 3600)
    found, watcher = Told(), Watcher()
    watcher.schedule(Listener(found), str(folder), recursive=True)
    watcher.start()
    yield found
    watcher.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems report later")
@pytest.mark.parametrize("save", [in_place, in_steps, by_another_file, Path.unlink])
def test_a_save_is_told_at_once(folder: Path, reported: Told, save: Callable[[Path], None]) -> None:
    save(folder / "news" / "opening.md")

    assert reported.get(timeout=PATIENCE)


@pytest.mark.parametrize("save", [in_place, in_steps, by_another_file, Path.unlink])
def test_nothing_is_told_after_the_last_step_of_a_save(
    folder: Path, told: Told, save: Callable[[Path], None]
) -> None:
    save(folder / "news" / "opening.md")
    told.get(timeout=PATIENCE)
    time.sleep(0.7)
    while not told.empty():
        told.get()

    with pytest.raises(Empty):
        print(told.get(timeout=2))


def test_reading_is_no_change(folder: Path, told: Told) -> None:
    (folder / "news" / "opening.md").read_text()

    with pytest.raises(Empty):
        print(told.get(timeout=1.5))


def test_what_python_and_a_build_keep_beside_the_program_is_no_change(folder: Path, told: Told) -> None:
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "cache.db").touch()

    with pytest.raises(Empty):
        print(told.get(timeout=1.5))


def test_what_the_system_does_not_report_is_told_all_the_same(tmp_path: Path, folder: Path) -> None:
    """Here a folder that a link leads to; it is the same with a folder that another computer shares."""
    (tmp_path / "shared").mkdir()
    (folder / "linked").symlink_to(tmp_path / "shared")
    found, watcher = Told(), Watcher()
    watcher.schedule(Listener(found), str(folder), recursive=True)
    watcher.start()

    (tmp_path / "shared" / "new.md").write_text("new")

    assert str(found.get(timeout=PATIENCE).src_path).endswith("linked/new.md")
    watcher.stop()
