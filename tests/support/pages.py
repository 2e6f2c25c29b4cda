"""Questions about the pages of a built site."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html


def html_pages(site: Path) -> dict[str, lxml.html.HtmlElement]:
    """Every page by its path."""
    return {
        path.relative_to(site).as_posix(): lxml.html.document_fromstring(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
    }


def framed_pages(site: Path) -> dict[str, lxml.html.HtmlElement]:
    """Those with the site's header and footer, not the one to embed elsewhere and those that lead on."""
    return {path: page for path, page in html_pages(site).items() if page.xpath("//article")}


def kind_of(page: lxml.html.HtmlElement) -> str:
    """What a framed page is, by the class of its article."""
    return str(page.xpath("//article/@class")[0].split("--")[-1])


def one_of_each_kind(site: Path) -> dict[str, str]:
    """The address of the longest page of each kind, in whatever language."""
    longest: dict[str, tuple[int, str]] = {}
    for path, page in framed_pages(site).items():
        address = path.removesuffix("index.html")
        longest[kind_of(page)] = max(longest.get(kind_of(page), (0, "")), (len(text_of(page)), address))
    return {kind: address for kind, (_, address) in sorted(longest.items())}


def text_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def broken_links(site: Path, home: str) -> Iterator[str]:
    """Every link of every page that leads to no file or to no place in it; `home` is the site's address."""
    pages = html_pages(site)
    ids = {path: {each.get("id") for each in page.iter() if each.get("id")} for path, page in pages.items()}
    for path, page in pages.items():
        here = home + path.removesuffix("index.html")
        for element, attribute, link, _ in page.iterlinks():
            if element.tag == "link" and element.get("rel") == "canonical" and path == "404.html":
                continue
            if problem := _problem(urljoin(here, link), home, site, ids):
                yield f"{path}: <{element.tag} {attribute}={link}> {problem}"


def _problem(address: str, home: str, site: Path, ids: dict[str, set[str | None]]) -> str:
    if not address.startswith(urljoin(home, "/")):
        return ""
    if not address.startswith(home):
        return "leads out of the site"
    parts = urlsplit(address.removeprefix(home))
    path = unquote(parts.path)
    file = f"{path}index.html" if not path or path.endswith("/") else path
    if not (site / file).is_file():
        return "is not there"
    if parts.fragment and file.endswith(".html") and parts.fragment not in ids.get(file, set()):
        return "has no such place"
    return ""


def wrong_alternates(site: Path, home: str) -> Iterator[str]:
    """Every page whose alternates are not named alike by the pages that they name."""
    named = {}
    for path, tree in html_pages(site).items():
        links = {link.get("hreflang"): link.get("href") for link in tree.xpath("//head/link[@hreflang]")}
        named[home + path.removesuffix("index.html")] = links
    for address, links in named.items():
        if links and "x-default" not in links:
            yield f"{address} names no default"
        for language, other in links.items():
            if named.get(other) != links:
                yield f"{address} names {other} ({language}), which does not name it"
