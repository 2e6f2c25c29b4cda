"""Rules for permanent addresses: whatever was published once is still there, or leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cluster.checks.links import address_on
from cluster.checks.unread import may_be_in_unread, may_be_unread
from cluster.content.addresses import is_collection
from cluster.content.documents import Document
from cluster.content.listing import Listing
from cluster.content.old_addresses import (
    AddressParts,
    OldAddresses,
    parent_of,
    path_of,
    reason_against,
    reason_against_query,
)
from cluster.content.redirects import GONE, REDIRECTS, Redirect
from cluster.content.site import Site
from cluster.links import quoted
from cluster.problems import Place, Problem, closest, near
from cluster.similar_paths import near_address
from cluster.slugs import slug_of

ADDRESSES = "addresses.txt"
"""The file of a project that lists what it has published."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def addresses_are_kept(site: Site) -> Iterator[Problem]:
    """Every address that was published is that of a page or a file, hidden ones included, or redirects."""
    if REDIRECTS in site.unread:
        return
    known, seen = OldAddresses(site), set[str]()
    for path, line in known.recorded.items():
        if path in site.addresses:  # nearly all pages of the default language
            continue
        parts = known.parts(path)
        if parts.page not in seen and not _is_kept(known, parts):
            seen.add(parts.page)
            yield _lost(known, parts, line)


def _is_kept(known: OldAddresses, parts: AddressParts) -> bool:
    site, page = known.site, parts.page
    return (
        known.exists(parts)
        or is_collection(page)
        or known.redirect_of(parts) is not None
        or (may_be_unread(site, page) if page.endswith("/") else bool(site.unread))
    )


def _lost(known: OldAddresses, parts: AddressParts, line: int) -> Problem:
    """An address that leads nowhere; of a page, one for all its languages and files."""
    page = known.path(AddressParts(known.site.languages.default, parts.page))
    message = (
        f"'/{quoted(page)}' is no longer published; say where it leads under 'redirects' in {REDIRECTS} "
        f"(an id, an address or '{GONE}'), or delete this line if it was never on the site"
    )
    return Problem(Place(ADDRESSES, known.recorded.get(page, line)), message + _successor(known, parts.page))


def _successor(known: OldAddresses, page: str) -> str:
    """`; did you mean 'light-days'?`: a page beside the one that is gone, with a similar id or title."""
    site, folder = known.site, parent_of(page)
    pages: dict[str, Document | Listing] = {each.address: each for each in site.documents}
    pages |= {each.address: each for each in site.listings}
    beside = [each for each in site.addresses if parent_of(each) == folder and _is_page(each)]
    new = [each for each in beside if each not in known.recorded]
    id = _name(page)
    for addresses in (new, beside):
        names = {_name(each): each for each in sorted(addresses)}
        names |= {slug_of(_title(pages[each])): each for each in addresses if each in pages}
        if close := names.get(closest(id, names)):
            is_clear = len(known.with_id(_name(close))) == 1
            return f"; did you mean '{_name(close) if is_clear else f'/{close}'}'?"
    return ""


def _title(item: Document | Listing) -> str:
    title = getattr(item, "title", None) or getattr(item, "name", "")
    return str(getattr(title, "original", title))


def _is_page(address: str) -> bool:
    """Whether it is a page with an id, and not a section of a page or a list that comes and goes."""
    return address.endswith("/") and not is_collection(address)


def _name(page: str) -> str:
    return page.rstrip("/").rpartition("/")[2]


# ---- data/redirects.yaml ------------------------------------------------------------------------------


def redirects_are_valid(site: Site) -> Iterator[Problem]:
    """A redirect is for an address that is not published, and leads to one that is."""
    known, seen = OldAddresses(site), dict[tuple[str, str], Place]()
    for redirect in site.of(Redirect):
        old, to = redirect.at.of("old"), redirect.at.of("to")
        key = known.key_of(redirect)
        if message := _wrong_old(known, redirect.old):
            yield Problem(old, f"redirect: old: {message}")
        elif key and (first := seen.setdefault(key, old)) is not old:
            message = f"duplicate redirect of '{redirect.old}' (first used {first.seen_from(old)})"
            yield Problem(old, f"redirect: {message}")
        if message := _wrong_to(known, redirect):
            yield Problem(to, f"redirect: to: {message}")
        elif key and _is_loop(known, redirect, AddressParts(key[0] or site.languages.default, key[1])):
            yield Problem(to, f"redirect: to: '{redirect.to}' leads back to '{redirect.old}'")


def _wrong_old(known: OldAddresses, old: str) -> str:
    """What is wrong with the address of a redirect."""
    if old.startswith("/"):
        path, mark, query = old.partition("?")
        if reason := reason_against(path) or reason_against_query(mark + query):
            return f"'{old}': {reason}"
        return "" if query else _published(known, old, known.parts(path_of(old)))
    if not _ID.fullmatch(old):
        return f"expected an id or an address such as /events/open-day/, found '{old}'{_own(known, old)}"
    pages = known.recorded_with_id(old)
    if len(pages) > 1:
        return _unclear(old, pages)
    if pages:
        return _published(known, old, AddressParts(known.site.languages.default, pages[0]))
    if known.recorded:
        hint = near(old, sorted({_name(each) for each in known.recorded}))
        return f"no address in {ADDRESSES} has the id '{old}'{hint}"
    return ""


def _published(known: OldAddresses, old: str, parts: AddressParts) -> str:
    if known.exists(parts):
        return f"'{old}' is published; delete this redirect, or what is published there"
    return ""


def _unclear(id: str, pages: list[str]) -> str:
    return f"several pages have the id '{id}'; write the address: {', '.join(f'/{each}' for each in pages)}"


def _own(known: OldAddresses, link: str) -> str:
    """`; did you mean '/news/open-day/'?` for a web address of this site."""
    address = address_on(known.site, link)
    return f"; did you mean '/{quoted(address.path)}'?" if address else ""


def _wrong_to(known: OldAddresses, redirect: Redirect) -> str:
    """What is wrong with the address to which a redirect leads."""
    to, site = redirect.to, known.site
    if to == GONE:
        return ""
    if to.startswith("/"):
        reason = reason_against(to)
        return f"'{to}': {reason}" if reason else _missing(known, to)
    if ":" in to:
        if hint := _own(known, to):
            return f"'{to}' is an address of this site{hint}"
        is_web = re.fullmatch(r"https://[^\s/@]+\.[^\s/@]+(/\S*)?", to)
        return "" if is_web else f"expected an address that begins with https://, found '{to}'"
    pages = known.with_id(to)
    if len(pages) > 1:
        return _unclear(to, pages)
    if pages or may_be_in_unread(site, to) or _is_redirected(known, redirect):
        return ""
    ids = {_name(each) for each in site.addresses if _is_page(each)}
    return f"there is no page '{to}'{near(to, [GONE, *sorted(ids)])}"


def _is_redirected(known: OldAddresses, redirect: Redirect) -> bool:
    named = known.named(redirect, AddressParts(known.site.languages.default, ""))
    return named is not None and known.redirect_of(named) is not None


def _missing(known: OldAddresses, to: str) -> str:
    """What is wrong with an address of this site to which a redirect leads."""
    parts = known.parts(path_of(to))
    if known.exists(parts) or known.redirect_of(parts) or may_be_unread(known.site, parts.page):
        return ""
    pages = [f"/{each}" for each in (*sorted(known.site.addresses), *known.site.copied)]
    return f"there is no page or file '{to}'{near_address(to, pages)}"


def _is_loop(known: OldAddresses, redirect: Redirect, parts: AddressParts) -> bool:
    seen: set[tuple[str, str]] = set()
    for each, _ in known.steps(redirect, parts):
        key = (each.old, each.to)
        if key in seen:
            return True
        seen.add(key)
    return False


RULES = (addresses_are_kept, redirects_are_valid)
