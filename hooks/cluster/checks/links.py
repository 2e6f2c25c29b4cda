"""Rules for links: each leads to a page or a file that is published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from posixpath import dirname, relpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from cluster.checks.missing_files import of_computer
from cluster.checks.missing_pages import waits_for
from cluster.checks.unread import may_be_unread
from cluster.content.addresses import is_beside_page, source_of
from cluster.content.documents import Document
from cluster.content.site import Site
from cluster.links import quoted, same_name
from cluster.problems import Problem
from cluster.reading.markdown import GENERATED, GENERATED_ONCE, SCHEMES, Mention, address_of
from cluster.similar_paths import near_address, similar_path


def mentions_of(items: Iterable[Document]) -> Iterator[Mention]:
    """All links and pictures of the documents."""
    return (mention for item in items for mention in item.mentions)


def sources_of(site: Site) -> set[str]:
    """The source paths of all pages; those of generated pages need no file."""
    return {source_of(address) for address in site.addresses} | {each.source for each in site.text_pages}


def near_link(mention: Mention, known: Iterable[str]) -> str:
    """`; did you mean '../plan/index.md'?` if there is a file similar to the one that is linked."""
    if not (close := similar_path(mention.target, known)):
        return ""
    folder = dirname(mention.at.file.removeprefix("docs/"))
    is_absolute = mention.written.startswith("/")
    written = f"/{close}" if is_absolute else relpath(f"/{close}", f"/{folder}")
    return f"; did you mean '{quoted(written)}'?"


def links_are_not_broken(site: Site) -> Iterator[Problem]:
    """A link in a text leads to a file of docs/, or to the source path of a generated page."""
    sources = sources_of(site)
    for mention in mentions_of(site.documents):
        if mention.use != "link":
            continue
        if message := path_of_computer(mention, site):
            yield Problem(mention.at, message)
        elif not mention.target:
            yield Problem(mention.at, f"the link '{mention.written}': {_refusal(mention.written)}")
        elif mention.target not in sources and mention.target not in site.files:
            if mention.target.endswith(".md") and may_be_unread(site, address_of(mention.target)):
                continue
            message = f"there is no page or file docs/{mention.target}"
            hint = (
                _as_address(mention.written)
                or _as_written(mention, site)
                or _waits_for(mention, site)
                or near_link(mention, [*sources, *site.files])
            )
            yield Problem(mention.at, f"broken link '{mention.written}': {message}{hint}")


def _waits_for(mention: Mention, site: Site) -> str:
    """Why the page of a link to a Markdown file is not there yet, if the program will make it."""
    address = address_of(mention.target)
    is_missing = mention.target.endswith(".md") and address not in site.addresses
    return waits_for(address) if is_missing else ""


def _refusal(link: str) -> str:
    """What is wrong with a link that leads nowhere."""
    scheme = link.partition(":")[0].strip().lower() if ":" in link else ""
    if scheme not in SCHEMES:
        return "unsupported link scheme; write https:, mailto: or tel:"
    if not link.strip():
        return "the address is missing; write [text](address)"
    return "no address; write it like https://example.org/, mailto:name@example.org or tel:+00123456789"


def path_of_computer(mention: Mention, site: Site) -> str:
    """What is wrong with a link or picture that is a path of a computer; empty of others."""
    folder = dirname(mention.at.file.removeprefix("docs/"))
    return of_computer(mention.written, folder, site.files, beside=folder)


def _as_address(written: str) -> str:
    """How to write an address whose beginning is missing: of a website, or of an e-mail."""
    if re.match(r"www\.", written, re.IGNORECASE):
        return f"; write https://{written}"
    return f"; write mailto:{written}" if re.fullmatch(r"[^\s@/]+@[^\s@/]+\.\w+", written) else ""


def _as_written(mention: Mention, site: Site) -> str:
    """The right link to a file whose name has a `#` or `?`, which end the path of a link."""
    name = same_name(unquote(mention.written)).rpartition("/")[2]
    found = next((each for each in sorted(site.files) if each.rpartition("/")[2] == name), "")
    folder = re.split(r"[^/]*[#?]", mention.written, maxsplit=1)[0]
    return f"; did you mean '{folder}{quoted(name)}'?" if found else ""


# ---- Addresses of the site itself ---------------------------------------------------------------------


class SiteAddress(NamedTuple):
    """What a link leads to on this site."""

    path: str
    """Below the site, as the server gets it: `en/events/`."""
    language: str
    page: str
    """The address of the page below the language's folder: `events/`."""


def address_on(site: Site, link: str) -> SiteAddress | None:
    """The part of a web address that names a page or file of this site; None if it is on another one.

    The scheme and `www.` do not count: visitors reach the same site without them.
    """
    home, parts = urlsplit(site.site_url), urlsplit(link)
    is_own = _host(parts.netloc) == _host(home.netloc) and f"{parts.path}/".startswith(home.path)
    return address_at(site, parts.path[len(home.path) :]) if site.site_url and is_own else None


def _host(name: str) -> str:
    return name.lower().removeprefix("www.")


def address_at(site: Site, path: str) -> SiteAddress:
    """A path below the site, possibly percent-encoded."""
    path = same_name(unquote(path)).removesuffix("index.html")
    folder, slash, rest = path.partition("/")
    if slash and folder in site.languages.all[1:]:
        return SiteAddress(path, folder, rest)
    return SiteAddress(path, site.languages.default, path)


def addresses_are_built(site: Site) -> Iterator[Problem]:
    """A link in a text to an address of this site, `/events/` or `https://…/events/`, leads to a page or a
    file."""
    for mention in mentions_of(site.documents):
        if (address := _not_built(site, mention)) and mention.use != "value":
            message = f"broken link '{mention.written}': this site has no page or file /{address.path}"
            yield Problem(mention.at, message + _near_address(site, address))


def values_to_check(site: Site) -> Iterator[Problem]:
    """The web addresses in values that are on this site's host, but not of this site.

    They are not refused: the server may have other things than this site, such as a form to register.
    """
    for mention in chain(mentions_of(site.documents), site.links_of_data):
        if (address := _not_built(site, mention)) and mention.use == "value":
            message = f"'{mention.written}' is no page of this site; is it right?"
            yield Problem(mention.at, message + _near_address(site, address).removeprefix(";"))


def _not_built(site: Site, mention: Mention) -> SiteAddress | None:
    """The address on this site to which a link leads, if there is nothing."""
    if site.theme_files is None:  # plugins may add any file
        return None
    address = own_address(site, mention)
    if address is None or _is_built(site, address) or may_be_unread(site, address.page):
        return None
    return address


def own_address(site: Site, mention: Mention) -> SiteAddress | None:
    """The address on this site to which a link leads; None for links to files of docs/ and other sites."""
    if mention.use == "address":
        return address_at(site, quoted(mention.target))
    return address_on(site, mention.target) if mention.use in ("web", "value") else None


def _is_built(site: Site, address: SiteAddress) -> bool:
    path, page = address.path, address.page
    if page in site.addresses or page in GENERATED or path in GENERATED_ONCE:
        return True
    if path in site.copied or path in (site.theme_files or ()):
        return True
    return page[: page.rfind("/") + 1] in site.addresses and is_beside_page(page)


def _near_address(site: Site, address: SiteAddress) -> str:
    """`; did you mean '/en/events/'?`"""
    prefix = site.languages.prefix(address.language)
    pages = [f"{prefix}{page}" for page in site.addresses]
    return near_address(f"/{quoted(address.path)}", (f"/{quoted(each)}" for each in (*pages, *site.copied)))


RULES = (links_are_not_broken, addresses_are_built)
