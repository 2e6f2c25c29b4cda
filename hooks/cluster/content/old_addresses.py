"""Permanent addresses: all that the site has published, and where those lead that it publishes no longer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from cluster.content.addresses import FED, is_beside_page, is_collection
from cluster.content.redirects import GONE, Redirect
from cluster.content.site import Site
from cluster.language import is_language
from cluster.links import same_name
from cluster.reading.markdown import GENERATED, GENERATED_ONCE


class AddressParts(NamedTuple):
    """The parts of an address."""

    language: str
    """Of the site, or one that it has no longer."""
    page: str
    """The address of the page below the language's folder, `events/open-day/`; or the path of a file that
    belongs to no page."""
    file: str = ""
    """The name of the file that the program generates beside the page: `event.ics`."""

    @property
    def address(self) -> str:
        """Below the language's folder."""
        return self.page + self.file


class LeadsTo(NamedTuple):
    """Where an old address leads: at most one of the first two is not empty, and neither if it is gone."""

    link: str = ""
    """A web address elsewhere."""
    parts: AddressParts | None = None
    """An address of this site."""
    is_permanent: bool = True
    """Whether it leads there for good, and not only as long as there is nothing at the old one."""


IsThere = Callable[[AddressParts], bool]


@dataclass(frozen=True)
class OldAddresses:
    """Looks up old addresses; `site` is all content, drafts included, or the public one."""

    site: Site

    @cached_property
    def recorded(self) -> Mapping[str, int]:
        """The line of each address that was ever published, by its path below the site: `en/events/`."""
        return {each.path: each.line for each in reversed(self.site.recorded)}

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        """The folders of languages, also of those that the site has no longer."""
        homes = {path[:-1] for path in self.recorded if path.count("/") == 1}
        current = {*self.site.languages.all[1:]}
        gone = (each for each in homes - current if f"{each}/" not in self.site.addresses)
        return frozenset(current | {*filter(is_language, gone)})

    def parts(self, path: str) -> AddressParts:
        """The parts of a path below the site."""
        folder, slash, rest = path.partition("/")
        is_prefixed = bool(slash) and folder in self._prefixes
        language, address = (folder, rest) if is_prefixed else (self.site.languages.default, path)
        if address in GENERATED or address in GENERATED_ONCE or is_beside_page(address):
            page, slash, file = address.rpartition("/")
            return AddressParts(language, page + slash, file)
        return AddressParts(language, address)

    def path(self, parts: AddressParts) -> str:
        """The path below the site."""
        prefix = "" if parts.language == self.site.languages.default else f"{parts.language}/"
        return prefix + parts.address

    def shown(self, parts: AddressParts) -> AddressParts:
        """The same address in a language of the site."""
        known = parts.language in self.site.languages.all
        return parts if known else parts._replace(language=self.site.languages.default)

    def exists(self, parts: AddressParts) -> bool:
        """Whether there is such a page, the page of such a file, or such a file that belongs to no page."""
        is_fed = bool(parts.file) and parts.page in FED
        return is_fed or parts.page in self.site.addresses or parts.page in self.site.copied

    def with_id(self, id: str) -> list[str]:
        """The pages with an id."""
        return sorted(each for each in self.site.addresses if _id_of(each) == id and not is_collection(each))

    def recorded_with_id(self, id: str) -> list[str]:
        """The pages with an id that were published once; those that are gone, if some are."""
        found = {page for page in self._recorded_pages if _id_of(page) == id and not is_collection(page)}
        return sorted(found - self.site.addresses or found)

    @cached_property
    def _recorded_pages(self) -> frozenset[str]:
        return frozenset(self.parts(path).page for path in self.recorded)

    # ---- Redirects -----------------------------------------------------------------------------------

    def key_of(self, redirect: Redirect) -> tuple[str, str] | None:
        """The language, `` for all, and the address that a redirect is for; None if it is not known."""
        if redirect.old.startswith("/"):
            path = path_of(redirect.old)
            parts = self.parts(path)
            return (parts.language if path != parts.address else "", parts.address)
        pages = self.recorded_with_id(redirect.old)
        return ("", pages[0]) if len(pages) == 1 else None

    @cached_property
    def _redirects(self) -> Mapping[tuple[str, str], Redirect]:
        keys = [(self.key_of(each), each) for each in reversed(self.site.of(Redirect))]
        return {key: each for key, each in keys if key}

    def redirect_of(self, parts: AddressParts) -> Redirect | None:
        """The entry for an address: rather for the file than for its page, and for one language than for
        all."""
        for address in dict.fromkeys((parts.address, parts.page)):
            for language in (parts.language, ""):
                if found := self._redirects.get((language, address)):
                    return found
        return None

    def named(self, redirect: Redirect, parts: AddressParts) -> AddressParts | None:
        """The address of this site that a redirect of `parts` names; None for others, and if it is not
        known."""
        if redirect.to.startswith("/"):
            path = path_of(redirect.to)
            named = self.parts(path)
            return named if path != named.address else named._replace(language=parts.language)
        pages = self.with_id(redirect.to) or self.recorded_with_id(redirect.to)
        return AddressParts(parts.language, pages[0]) if len(pages) == 1 else None

    def steps(
        self, redirect: Redirect, parts: AddressParts
    ) -> Iterator[tuple[Redirect, AddressParts | None]]:
        """A redirect and those to which it leads, each with the address that it names; endless in a loop."""
        found: Redirect | None = redirect
        while found:
            named = self.named(found, parts)
            yield found, named
            found = self.redirect_of(named) if named and not self.exists(named) else None
            parts = named or parts

    def target(self, parts: AddressParts, is_there: IsThere) -> LeadsTo | None:
        """Where an address leads at which there is nothing; None if it is hidden at the moment."""
        page, climbs = parts.page, False
        while True:
            if redirect := self.redirect_of(parts._replace(page=page)):
                return self._followed(redirect, parts, is_there)
            same = self.shown(AddressParts(parts.language, page))
            if is_there(same):
                file = same._replace(file=parts.file)
                return LeadsTo(
                    parts=file if is_there(file) else same, is_permanent=same.language != parts.language
                )
            climbs = climbs or is_collection(page)
            if not climbs or not page:
                return None
            page = parent_of(page)

    def _followed(self, redirect: Redirect, parts: AddressParts, is_there: IsThere) -> LeadsTo | None:
        seen: list[Redirect] = []
        for last, named in self.steps(redirect, parts):  # noqa: B007
            if last in seen:
                return None
            seen.append(last)
        if named is None:
            return LeadsTo(link="" if last.to == GONE else last.to)
        named = self.shown(named)
        if parts.file and not named.file and is_there(beside := named._replace(file=parts.file)):
            return LeadsTo(parts=beside)
        is_public = is_there(named)
        while named.page and not is_there(named):  # as long as the page is not public
            named = AddressParts(named.language, parent_of(named.page))
        return LeadsTo(parts=named, is_permanent=is_public)


def path_of(address: str) -> str:
    """The path below the site of an address that somebody wrote: `en/events/` for `/en/events/`; a query
    stays as it is."""
    path, mark, query = address.partition("?")
    return same_name(unquote(path)).removeprefix("/").removesuffix("index.html") + mark + query


def parent_of(page: str) -> str:
    """`events/` for `events/2022/`, and `` for `events/`."""
    return page.rstrip("/").rpartition("/")[0] + "/" if "/" in page.rstrip("/") else ""


def _id_of(page: str) -> str:
    return page[:-1].rpartition("/")[2] if page.endswith("/") else ""


_FOLDER = r"[^/.?#\s\\]+"
_ADDRESS = re.compile(rf"/(?:{_FOLDER}/)*(?:[^/?#\s\\]*[^/.?#\s\\]\.[^/.?#\s\\]+)?")
_OF_PROGRAM = ("assets/", "admin/", "search/", "share/")
"""Folders with files that pages load, not with what people keep the address of."""


def reason_against(address: str) -> str:
    """Why an address that somebody wrote cannot be one; an empty text if it can."""
    path = unquote(address)
    if not _ADDRESS.fullmatch(path):
        better = f"{path}/" if _ADDRESS.fullmatch(f"{path}/") else ""
        hint = f"; did you mean '{better}'?" if better else ""
        return f"expected an address such as /events/open-day/ or /files/programme.pdf{hint}"
    if path_of(address).startswith(_OF_PROGRAM):
        return "the program's own files are in this folder"
    return ""


def reason_against_query(query: str) -> str:
    """The same for what follows the path, from `?` on."""
    if query and not re.fullmatch(r"\?[\w.~!$()*+,;:@/%=&-]+", query, re.ASCII):
        return "expected a query such as /?p=123"
    return ""
