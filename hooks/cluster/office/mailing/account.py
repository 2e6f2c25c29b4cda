"""What `mailing` in data/cluster.yaml says about the mail server, with the password from the environment."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.content.mailing import Mailing
from cluster.content.organisation import Cluster
from cluster.links import THIS_COMPUTER, ascii_email
from cluster.office.mailing.mail_server import PASSWORD, Account
from cluster.problems import Invalid, Problem

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LAST_PORT = 65535


def account_of(cluster: Cluster, password: str) -> Account:
    """The account from which the newsletter is sent. Invalid with all that is missing or wrong."""
    mailing = cluster.mailing or Mailing(at=cluster.at)
    sender = mailing.sender or (cluster.contact.email if cluster.contact else None) or ""
    if problems := list(_problems(mailing, sender, password)):
        raise Invalid(problems)
    return Account(
        host=mailing.host or "",
        port=mailing.port or _PORTS[mailing.encryption],
        encryption=mailing.encryption,
        user=mailing.user or "",
        password=password,
        sender=ascii_email(sender),
    )


def _problems(mailing: Mailing, sender: str, password: str) -> Iterator[Problem]:
    if not mailing.host:
        message = "nothing says which mail server sends the newsletter; write 'host' below 'mailing'"
        yield Problem(mailing.at, message)
    if not sender:
        yield Problem(mailing.at, "nothing says from which address to send; write 'sender' below 'mailing'")
    if mailing.port and mailing.port > _LAST_PORT:
        message = f"expected the number of a port (1–{_LAST_PORT}), found {mailing.port}"
        yield Problem(mailing.at.of("port"), message)
    if mailing.user and not password:
        yield Problem(
            mailing.at.of("user"),
            f"'user' needs a password, which {PASSWORD} does not hold; to be asked for it, type first: "
            f"read -rs {PASSWORD}; export {PASSWORD}",
        )
    if mailing.user and mailing.encryption == "none" and mailing.host not in THIS_COMPUTER:
        message = "'encryption: none' would send the password for all to read; use 'starttls' or 'tls'"
        yield Problem(mailing.at.of("encryption"), message)
    if mailing.unsubscribe and not mailing.unsubscribe.startswith("https://"):
        message = f"expected a web address (https://…), found '{mailing.unsubscribe}'"
        yield Problem(mailing.at.of("unsubscribe"), message)
