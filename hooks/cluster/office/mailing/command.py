"""`cluster send newsletter`: an edition to its readers, or to one address as a test."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from cluster.build.build import read_versions
from cluster.content.newsletter import Edition
from cluster.content.version import SiteVersion
from cluster.frozen import frozen
from cluster.mail.eml import MailToReaders
from cluster.office.mailing.account import account_of
from cluster.office.mailing.delivery import Delivery, Mail, SendReport
from cluster.office.mailing.edition import edition_of, languages_of, mail_of
from cluster.office.mailing.mail_server import PASSWORD, CannotSend, Handover, MailServer
from cluster.office.mailing.readers import Readers, Recipient, ascii_address, readers_of
from cluster.office.mailing.sent_log import UNCERTAIN, Status, log_beside, opened_log, statuses_in
from cluster.office.sources import input_of, refused
from cluster.office.tables.sheets import MOST_BYTES

OnWait = Callable[[], None]


@frozen
class Sending:
    """An edition that is out, with all that is needed to send it."""

    edition: Edition
    versions: Mapping[str, SiteVersion]
    password: str

    @classmethod
    def of(cls, project: Path, name: str, on_wait: OnWait) -> Sending:
        """Invalid with every problem of the site, LookupError if the edition cannot be sent."""
        whole, versions = read_versions(project, on_wait)
        edition = edition_of(name, whole, versions[whole.languages.default])
        return cls(edition=edition, versions=versions, password=os.environ.get(PASSWORD, ""))

    @property
    def version(self) -> SiteVersion:
        """That in the default language."""
        return next(iter(self.versions.values()))

    def server(self, pause: float) -> MailServer:
        """Invalid with all that is wrong with the settings."""
        return MailServer(account_of(self.version.cluster, self.password), pause=pause)

    def log_beside(self, path: Path) -> Path:
        return log_beside(path, self.edition.id, self.version.id_host)

    def mails_to(self, readers: Iterable[Recipient]) -> list[Mail]:
        """Each in the language of its reader."""
        mails: dict[str, MailToReaders] = {}
        found, languages = [], self.languages
        for reader in readers:
            language = languages[reader.language or self.version.language]
            if language not in mails:
                mails[language] = mail_of(self.edition, self.versions[language])
            made = partial(mails[language].to, reader.address, self.version.now)
            found.append(Mail(reader.address, made))
        return found

    def counts(self, readers: Iterable[Recipient]) -> str:
        """`cs 12, en 3`: how many mails in which language."""
        languages, default = self.languages, self.version.language
        numbers = Counter(languages[each.language or default] for each in readers)
        return ", ".join(f"{language} {number}" for language, number in sorted(numbers.items()))

    @property
    def languages(self) -> dict[str, str]:
        """The language in which readers of each language get the edition."""
        return languages_of(self.edition, self.versions)


@frozen
class Planned:
    """Who gets an edition, and who does not because of the log."""

    readers: list[Recipient]
    notes: list[str]
    """Lines about rows of the table that are left out."""
    had: int
    """The number of those who have it."""
    uncertain: list[Recipient]
    """Those of whom an earlier run does not know whether they have it."""


def readers_in(project: Path, path: Path, versions: Mapping[str, SiteVersion]) -> Readers:
    """The readers of a table. Invalid with all problems, also if it is where git would keep it."""
    refuse_in_project(project, path)
    raw = input_of(path, "a table of readers (.csv, .xlsx or .ods)", MOST_BYTES, _too_large)
    return readers_of(raw, str(path), list(versions))


def refuse_in_project(project: Path, path: Path) -> None:
    """Invalid if a file is in the project, or in a work tree of git."""
    for each in (path.resolve(), Path(os.path.abspath(path))):
        for folder in each.parents:
            if folder == project.resolve() or (folder / ".git").exists():
                message = (
                    f"readers are personal data, which do not belong into git; move the file out of {folder}"
                )
                raise refused(path, message)


def planned(readers: Readers, statuses: Mapping[str, Status], *, retries_unknown: bool) -> Planned:
    """Who gets an edition after what a log says. Those whom the server refused are tried again."""
    had = [each for each in readers.all if statuses.get(each.key) == "sent"]
    uncertain = [each for each in readers.all if statuses.get(each.key) in UNCERTAIN and not retries_unknown]
    out = {each.key for each in (*had, *uncertain)}
    left = [each for each in readers.all if each.key not in out]
    return Planned(readers=left, notes=readers.notes, had=len(had), uncertain=uncertain)


def plan(sending: Sending, readers: Readers, path: Path, *, retries_unknown: bool) -> Planned:
    """Who would get an edition. Nothing is written and no server asked. Invalid as in `send`."""
    account_of(sending.version.cluster, sending.password or "-")
    return planned(readers, statuses_in(sending.log_beside(path)), retries_unknown=retries_unknown)


def send(
    sending: Sending,
    readers: Readers,
    path: Path,
    *,
    retries_unknown: bool,
    pause: float,
    on_start: Callable[[Planned], None],
    on_sent: Callable[[int], None],
) -> SendReport:
    """Send an edition to those readers of the table at `path` who have not got it.

    Invalid if the settings are incomplete, or another run is sending it. `on_start` gets who will get it;
    for the others, see `Delivery`.
    """
    server = sending.server(pause)
    mailing = sending.version.cluster.mailing
    with opened_log(sending.log_beside(path)) as log:
        found = planned(readers, log.statuses, retries_unknown=retries_unknown)
        on_start(found)
        mails, rate = sending.mails_to(found.readers), mailing.rate if mailing else 60
        return Delivery(mails, server, log, rate=rate, pause=pause, on_sent=on_sent).run()


def send_test(sending: Sending, address: str) -> Handover:
    """Send an edition to one address in each of its languages. No log knows of it.

    The outcome of the first mail that is not sent, else of the last one; Invalid if the settings are
    incomplete, ValueError if the address is none.
    """
    address = ascii_address(address)
    server, languages = sending.server(0), sorted(set(sending.languages.values()))
    outcome = Handover("sent", "")
    try:
        for mail in sending.mails_to(Recipient(address, each, 0) for each in languages):
            outcome = server.send(address, mail.made(), lambda: None)
            if outcome.status != "sent":
                break
    except CannotSend as error:
        outcome = Handover("refused", str(error))
    finally:
        server.close()
    return outcome


def _too_large(size: int) -> str:
    return f"the file is too large: {size / 1e6:.0f} MB (limit: {MOST_BYTES // 1_000_000} MB)"
