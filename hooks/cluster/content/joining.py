"""How to become a member: part of data/cluster.yaml."""

from __future__ import annotations

from cluster.frozen import frozen
from cluster.language import Text
from cluster.reading.scalar_types import Email


@frozen
class Joining:
    """The facts about membership that `join` tells in general."""

    who: Text | None = None
    """Who can become a member."""
    steps: tuple[Text, ...] = ()
    """What happens from the first letter to the admission, in order."""
    fee: Text | None = None
    """What membership costs."""
    email: Email | None = None
    """The e-mail address for applications, if it is not that of `contact`."""
