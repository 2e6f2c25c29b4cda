"""What became of each mail of an edition: a file that only grows, beside the table of readers.

It stands there and not in the project, since addresses are personal data, which do not belong into git, and
since `make clean` must not delete it. All tables of readers in that folder share it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from cluster.office.mailing.readers import key_of_address
from cluster.problems import Invalid, Place, Problem

Status = Literal["sending", "sent", "refused", "postponed", "unknown"]
"""The last one of an address counts; `sending` is written before a mail is handed over."""

UNCERTAIN: tuple[Status, ...] = ("sending", "unknown")
"""The mail may have arrived."""

_HEAD = "# Who has got this newsletter: time, address, status, answer of the mail server. Keep this file.\n"


def log_beside(readers: Path, edition: str, host: str) -> Path:
    """The log of an edition of the site with the id host `host`."""
    return readers.resolve().with_name(f"newsletter-{edition}-{host.partition(':')[0]}.log")


def statuses_in(path: Path) -> dict[str, Status]:
    """The last status of each address, by its key; none without a log. Invalid if it is damaged."""
    return _statuses_in(path.read_bytes(), path) if path.exists() else {}


class SentLog:
    """An open log, which no other run can open meanwhile."""

    def __init__(self, file: int, statuses: Mapping[str, Status]) -> None:
        self._file = file
        self.statuses = dict(statuses)

    def status_of(self, address: str) -> Status | None:
        """The last status of an address; None if the log does not have it."""
        return self.statuses.get(key_of_address(address))

    def write(self, address: str, status: Status, answer: str = "") -> None:
        """Record a status. It is on the disk when this returns."""
        time = datetime.now(UTC).isoformat(timespec="seconds")  # for people: only the order of lines counts
        _append(self._file, "\t".join((time, address, status, " ".join(answer.split()))) + "\n")
        os.fsync(self._file)
        self.statuses[key_of_address(address)] = status


@contextmanager
def opened_log(path: Path) -> Iterator[SentLog]:
    """The log at a path, made if it is not there. Invalid if it is damaged, or another run has it open."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _refused(
                path, 1, "this newsletter is being sent already; wait until that is done"
            ) from None
        raw = path.read_bytes()
        whole = raw[: raw.rfind(b"\n") + 1]
        statuses = _statuses_in(whole, path)
        if len(whole) < len(raw):  # the computer failed while it wrote the last line
            os.ftruncate(file, len(whole))
        if not whole:
            _append(file, _HEAD)
        yield SentLog(file, statuses)
    finally:
        os.close(file)  # releases the lock


def _append(file: int, line: str) -> None:
    """Write a line; OSError if not all of it can be written, as on a disk that is full."""
    left = line.encode()
    while left:
        left = left[os.write(file, left) :]


def _statuses_in(raw: bytes, path: Path) -> dict[str, Status]:
    """Those of whole lines; one that was not ended tells nothing, as a mail is sent after its line."""
    found: dict[str, Status] = {}
    for number, line in enumerate(raw.decode("utf-8-sig", "replace").split("\n")[:-1], 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.rstrip("\r").split("\t")
        if len(fields) != 4 or fields[2] not in get_args(Status):
            raise _refused(path, number, "not as it was written; put the line right, so that nobody gets two")
        found[key_of_address(fields[1])] = fields[2]  # type: ignore[assignment]  # tested above
    return found


def _refused(path: Path, line: int, message: str) -> Invalid:
    return Invalid([Problem(Place(str(path), line), message)])
