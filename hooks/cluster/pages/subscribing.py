"""How readers subscribe to the newsletter by e-mail."""

from __future__ import annotations

from cluster.content.version import Version
from cluster.links import mail_link


def newsletter_link(version: Version) -> str | None:
    """The address of a form, or of a prepared mail; None if the cluster says neither."""
    mailing, words = version.cluster.mailing, version.words
    if mailing is None or mailing.form or not mailing.email:
        return mailing.form if mailing else None
    subject = words["way_email_subject"].format(name=version.name)
    return mail_link(mailing.email, subject, words["way_email_text"])
