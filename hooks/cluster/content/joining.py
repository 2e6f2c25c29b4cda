"""How to become a member: part of data/cluster.yaml."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from cluster.frozen import frozen
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import Email, Id, Link


@frozen
class Benefit:
    """What members have from the cluster, proven by something that has happened."""

    title: Text
    """The benefit in a few words."""
    text: Text
    """An example of it, in one or two sentences."""
    event: Id | None = None
    """The id of the event that is the example; the benefit links to it."""
    news: Id | None = None
    """The id of the news item about the example; the benefit links to it."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where the example can be checked."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


@frozen
class Joining:
    """The facts about membership that `join` tells in general."""

    who: Text | None = None
    """Who can become a member."""
    steps: tuple[Text, ...] = ()
    """A list of what happens from the first enquiry to the admission, in order."""
    fee: Text | None = None
    """What membership costs."""
    email: Email | None = None
    """The e-mail address for applications, if it is not that of `contact`."""
    benefits: tuple[Benefit, ...] = ()
    """A list of about three benefits, each with an example; the home page names them, too."""


def joining_says(joining: Joining | None) -> Literal["join", "join_who", "join_benefits", "join_offers"]:
    """What the page about becoming a member says besides what the cluster offers, as the end of the key
    `way_…` of the interface's words: who can join and what it brings, one of the two, or neither."""
    if joining and joining.benefits:
        return "join" if joining.who else "join_benefits"
    return "join_who" if joining and joining.who else "join_offers"
