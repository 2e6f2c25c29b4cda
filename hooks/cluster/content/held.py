"""Which dates of an event were held, for everything that counts them."""

from __future__ import annotations

from datetime import date

from cluster.content.events import Event
from cluster.content.site import Site
from cluster.dates import When


def held(event: Event, site: Site, today: date) -> tuple[When, ...]:
    """The dates on which the event surely took place, with the cluster; each date of a series counts.

    A fair that the plan commits the cluster to attend also takes place without it, so such an event counts
    only if it is recorded as evidence.
    """
    is_unproven = bool(site.commitments_at(event)) and not (event.fulfils or event.fulfils_in_part)
    if event.status != "confirmed" or event.kind == "deadline" or is_unproven:
        return ()
    return event.dates_before(today)
