"""The edition that is sent, as a mail in each language."""

from __future__ import annotations

from collections.abc import Mapping

from cluster.build.project import templates_of
from cluster.content.newsletter import Edition
from cluster.content.site import Site
from cluster.content.version import SiteVersion
from cluster.feeds.announcements import is_mailed
from cluster.mail.eml import MailToReaders
from cluster.mail.letter import letter_of
from cluster.problems import suggestion


def edition_of(name: str, whole: Site, version: SiteVersion) -> Edition:
    """The edition with an id (`2022-1`) or name (`1/2022`); LookupError if none is published.

    `whole` is the site with drafts.
    """
    for edition in version.site.editions:
        if name in (edition.id, edition.name):
            return edition
    hidden = next((each for each in whole.editions if name in (each.id, each.name)), None)
    if hidden is None:
        ids = [each.id for each in version.site.editions]
        raise LookupError(f"there is no newsletter '{name}'{suggestion(name, ids)}")
    if hidden.draft:
        raise LookupError(f"newsletter '{hidden.id}' is a draft; finish it, and delete 'draft: true'")
    raise LookupError(
        f"newsletter '{hidden.id}' comes out on {hidden.date}, and today is {version.today}; "
        f"to see it before: TODAY={hidden.date} cluster send newsletter {hidden.id} --test ADDRESS"
    )


def languages_of(edition: Edition, versions: Mapping[str, SiteVersion]) -> dict[str, str]:
    """The language in which readers of each language of the site get the edition."""
    return {
        language: next(
            (each for each in version.chain if is_mailed(edition, each)), version.languages.default
        )
        for language, version in versions.items()
    }


def mail_of(edition: Edition, version: SiteVersion) -> MailToReaders:
    """The mail of an edition in the language of a version."""
    mailing, site = version.cluster.mailing, version.site
    letter = letter_of(site.contents_of(edition, version.now), version.prose_of(edition.bodies), version)
    service = (mailing.unsubscribe if mailing else None) or ""
    return MailToReaders.of(letter, version.words, templates_of(version, None), service=service)
