"""What visitors expect to read about the publisher of a site and do not find: for the office."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.content.addresses import STATEMENTS
from cluster.content.site import Site

_DATA = "data/cluster.yaml"


def unsaid(site: Site) -> Iterator[str]:
    """What is missing in the footer and on the pages about the site, one a line."""
    cluster, contact = site.cluster, site.cluster.contact
    known = {
        "legal_name": cluster.legal_name,
        "registration_number": cluster.registration_number,
        "contact.address": contact and contact.address,
    }
    if missing := [key for key, value in known.items() if not value]:
        yield f"The footer does not say: {', '.join(missing)}. Add it in {_DATA}."
    if missing := [f"docs/{each.rstrip('/')}.md" for each in STATEMENTS if each not in site.statements]:
        yield f"The footer leads to no {', '.join(missing)}. Write what readers should know."
    if "privacy/" in site.statements and not cluster.server_logs:
        yield f"/privacy/ does not say what the web server records. Add 'server_logs' in {_DATA}."
    if "accessibility/" in site.statements and not (contact and contact.email):
        yield f"/accessibility/ names no address for reports of barriers. Add 'contact.email' in {_DATA}."
