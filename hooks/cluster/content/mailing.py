"""How the newsletter reaches its readers by e-mail: part of data/cluster.yaml."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from cluster.frozen import frozen
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import Email, Link


@frozen
class Mailing:
    """How readers subscribe to the newsletter by e-mail, and the mail server through which it is sent."""

    form: Link | None = None
    """The web address of the form with which readers subscribe; the site offers it."""
    email: Email | None = None
    """The e-mail address to which readers write to subscribe, if there is no `form`; the site offers a
    prepared mail."""
    sender: Email | None = None
    """The e-mail address that sends, if it is not that of `contact`; readers write to it to unsubscribe."""
    host: str | None = None
    """The name of the mail server for outgoing mail: `smtp.example.org`."""
    port: int | None = None
    """The port of the mail server; without it 587, or 465 with `encryption: tls`."""
    encryption: Literal["starttls", "tls", "none"] = "starttls"
    """`starttls` (mostly port 587), `tls` (mostly port 465) or `none`."""
    user: str | None = None
    """The user name at the mail server. The password does not belong here: `CONTRIBUTING.md` says where."""
    rate: int = 60
    """The most mails that are sent in a minute; without it, 60."""
    unsubscribe: Link | None = None
    """The address (https) of a service that unsubscribes with one click; each reader’s is added to it:
    `?email=…`."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)
