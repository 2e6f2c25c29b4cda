"""The entries of the menu: `nav` in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from cluster.checks.missing_pages import waits_for
from cluster.checks.published import leading_to_hidden
from cluster.checks.unread import may_be_unread
from cluster.content.addresses import IN_COOPERATION, source_of
from cluster.content.kinds import KIND_OF, LISTINGS
from cluster.content.site import Site
from cluster.problems import Place, Problem
from cluster.reading.markdown import address_of
from cluster.similar_paths import near_address, near_path


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry under `nav` in mkdocs.yml."""

    target: str
    """A file of docs/, an address of the site (`/events/`) or a web address."""
    title: str = ""
    """Empty for the title of the page."""
    line: int = 1
    """Line in mkdocs.yml, for messages."""

    @property
    def address(self) -> str | None:
        """The address of the page; None if the target is a web address."""
        return _address_of(self.target)

    def page_below(self, home: str) -> str | None:
        """The address of the page of the site at the web address `home`; None if it is no page of it."""
        if self.address is not None or not self.target.startswith(home):
            return self.address
        address = urlsplit(self.target.removeprefix(home)).path
        return address if address.endswith("/") else None


@cache
def _address_of(target: str) -> str | None:
    if target.startswith("/") and not target.startswith("//"):
        return target[1:]
    is_file = target.endswith(".md") and not urlsplit(target).scheme
    return address_of(target) if is_file else None


def wrong_entries(menu: Iterable[MenuEntry], home: str, addresses: Collection[str]) -> Iterator[Problem]:
    """The entries that lead to no page of the site at `home`, which has pages at these addresses."""
    for entry in menu:
        address = entry.page_below(home)
        if address is not None and address not in addresses:
            yield Problem(Place("mkdocs.yml", entry.line), _what_is_wrong(entry, address, addresses))


_OR_NOT = " (or remove it from the menu)"


def _what_is_wrong(entry: MenuEntry, address: str, addresses: Collection[str]) -> str:
    wrong = f"nav: there is no page '{unquote(entry.target)}'"
    if reason := waits_for(address):
        return wrong + reason + _OR_NOT
    if entry.target.endswith(".md"):
        return f"{wrong}{near_path(entry.target, map(source_of, addresses))}"
    start = entry.target.removesuffix(address)
    return f"{wrong}{near_address(entry.target, (f'{start}{each}' for each in addresses))}"


def wrong_files(menu: Iterable[MenuEntry], site: Site) -> Iterator[Problem]:
    """The entries that name files of which a site has no page, unless files with problems may make it."""
    files = [
        each
        for each in menu
        if each.target.endswith(".md") and not (each.address and may_be_unread(site, each.address))
    ]
    return wrong_entries(files, site.site_url, site.addresses)


def hidden_entries(menu: Iterable[MenuEntry], shown: Site, whole: Site) -> Iterator[Problem]:
    """The entries that lead to what is hidden in the site `shown`, which is `whole` as of now."""
    hidden = leading_to_hidden(shown, whole)
    for entry in menu:
        address = entry.page_below(whole.site_url)
        if address is not None and (message := hidden.get(source_of(address))):
            yield Problem(Place("mkdocs.yml", entry.line), f"nav: '{entry.target}' {message}")


def lists_in_no_menu(site: Site, menu: Iterable[MenuEntry]) -> list[str]:
    """The lists that a site has and to which no entry of the menu leads, a line for each page to add."""
    led_to = {entry.page_below(site.site_url) for entry in menu}
    missing: dict[str, list[str]] = {}
    for cls in LISTINGS:
        page = "cooperation/" if cls.FOLDER in IN_COOPERATION else cls.FOLDER
        if (items := site.of(cls)) and led_to.isdisjoint({page, cls.FOLDER}):
            missing.setdefault(source_of(page), []).append(f"'{KIND_OF[cls].key}' ({len(items)})")
    return [
        f"No entry of the menu leads to {', '.join(lists)}: add '- {page}' to 'nav' in mkdocs.yml."
        for page, lists in missing.items()
    ]
