"""Notices that files change: at once where the system reports it, within a second elsewhere."""

from __future__ import annotations

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from cluster.build.swap import Trace, trace_of

CHANGES: list[type[FileSystemEvent]] = [
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
"""All events but those of reading, which a build causes itself."""

_BESIDE, _ALONE = 1, 0.2
"""The seconds between two comparisons of all files: beside reports of the system, and without these."""


class Watcher:
    """Watches files and folders, as MkDocs' server asks its `observer` to; tells each change once.

    Systems report no change that another computer makes in a shared folder, and none in what links lead to.
    So all files are also compared every second. Editors write a file in several steps, each of which is
    reported.
    """

    def __init__(self) -> None:
        self._watched: list[tuple[FileSystemEventHandler, str, bool]] = []
        self._observers: list[BaseObserver] = []
        self._told: dict[str, Trace | None] = {}
        """Each file that has changed, as it was then; None if it was deleted."""

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> None:
        self._watched.append((handler, path, recursive))

    def start(self) -> None:
        try:
            self._begin(Observer())
        except OSError:  # such as the limit of watched folders
            self._begin(PollingObserver(timeout=_ALONE))
        else:
            self._begin(PollingObserver(timeout=_BESIDE))

    def stop(self) -> None:
        for each in self._observers:
            each.stop()

    def _begin(self, observer: BaseObserver) -> None:
        self._observers.append(observer)
        for handler, path, recursive in self._watched:
            once = _Once(self._told, handler)
            observer.schedule(once, path, recursive=recursive, event_filter=CHANGES)
        observer.start()


class _Once(FileSystemEventHandler):
    """Gives `handler` the events after which a file is not as it was told."""

    def __init__(self, told: dict[str, Trace | None], handler: FileSystemEventHandler) -> None:
        self._told = told
        self._handler = handler

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = [str(path) for path in (event.src_path, event.dest_path) if path]
        now = {path: trace_of(path) for path in paths}
        if all("__pycache__" in path for path in paths):  # a build writes there itself
            return
        if any(self._told.get(path, ()) != trace for path, trace in now.items()):
            self._told |= now
            self._handler.dispatch(event)
