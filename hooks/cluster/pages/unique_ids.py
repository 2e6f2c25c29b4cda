"""No id stands twice on a page, whatever headings an editor writes.

Of several elements with one id, browsers find only the first. So the first keeps it, and links to it lead
where they led before. The others get a new id, and the links in the same text follow them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import unquote

from cluster.links import HERE, quoted_id

_ID = re.compile(r' id="([^"]*)"')
_TAG = re.compile(r"<(\w+)[^<>]*>")
_REFERENCE = re.compile(rf'( aria-labelledby="| href="{HERE}?#)([^"]*)"')


def with_unique_ids(html: str, prose: str) -> str:
    """The body of a page, of which `prose` is the editor's text, with each id once."""
    ids = _ID.findall(html)
    if len(set(ids)) == len(ids):
        return html
    above, own, below = html.partition(prose) if prose else (html, "", "")
    taken = _Taken(set(ids), {id for each in (above, below) for id in _lasting(each)})
    template, text = _Renaming(taken, is_template=True), _Renaming(taken, is_template=False)
    parts = [template.renamed(above), text.renamed(own), template.renamed(below)]
    return "".join((template.followed(parts[0]), text.followed(parts[1]), template.followed(parts[2])))


def _lasting(html: str) -> list[str]:
    """The ids to which other pages, feeds and open data lead, such as those of commitments.

    In templates these belong to items of lists; the ids of headings only label their sections.
    """
    tags = (tag for tag in _TAG.finditer(html) if not _is_heading(tag[1]))
    return [id for tag in tags for id in _ID.findall(tag[0])]


def _is_heading(element: str) -> bool:
    return re.fullmatch("h[1-6]", element) is not None


@dataclass
class _Taken:
    """The ids of a page."""

    all: set[str]
    lasting: set[str]
    """Those of elements of the template that must keep them."""
    seen: set[str] = field(default_factory=set)
    """Those of the elements up to now."""

    def new(self, id: str) -> str:
        """A free id: `programme_1` for `programme`, as Python-Markdown names a second heading."""
        found = next(new for number in count(1) if (new := f"{id}_{number}") not in self.all)
        self.all.add(found)
        return found


@dataclass
class _Renaming:
    """Gives new ids to the elements of the template, or of the editor's text."""

    taken: _Taken
    is_template: bool
    firsts: dict[str, str] = field(default_factory=dict)
    """The id that the first element with each id has now."""

    def renamed(self, html: str) -> str:
        return _TAG.sub(lambda tag: _ID.sub(self._id_in(tag[1]), tag[0]), html)

    def _id_in(self, element: str) -> Callable[[re.Match[str]], str]:
        def replaced(found: re.Match[str]) -> str:
            id, seen = found[1], self.taken.seen
            may_keep = (self.is_template and not _is_heading(element)) or id not in self.taken.lasting
            new = id if id not in seen and may_keep else self.taken.new(id)
            seen.add(new)
            self.firsts.setdefault(id, new)
            return f' id="{new}"'

        return replaced

    def followed(self, html: str) -> str:
        """The HTML with its links to renamed elements."""
        changed = {id: new for id, new in self.firsts.items() if id != new}
        return _TAG.sub(lambda tag: _REFERENCE.sub(lambda found: self._link(found, changed), tag[0]), html)

    def _link(self, found: re.Match[str], changed: dict[str, str]) -> str:
        new = changed.get(unquote(found[2]))
        return f'{found[1]}{quoted_id(new)}"' if new else found[0]
