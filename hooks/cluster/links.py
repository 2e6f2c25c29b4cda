"""Links inside the site, while it is not known yet on which page they will stand.

`HOME` and `TOP` stand for the way from the page to the home page of its language and to the root of the
site. Both are characters that no text may hold (`tree.forbidden_character`), so nothing that an editor
writes can be taken for them.
"""

from __future__ import annotations

HOME = "\x01"
TOP = "\x05"


def to(address: str) -> str:
    """The link to a page or file of the same language: `events/`, `pillars/laser/#talks`, `events.ics`."""
    return HOME + address


def to_file(path: str) -> str:
    """The link to a file of docs/, which all languages share: `events/programme.pdf`."""
    return TOP + path


def way_home(address: str) -> str:
    """From a page to the home page of its language: `../../`; `./` from that page itself."""
    return "../" * address.count("/") or "./"


def way_to_top(address: str, prefix: str) -> str:
    """From a page to the root of the site; `prefix` is its language's folder."""
    return way_home(prefix + address)


def placed(html: str, address: str, prefix: str) -> str:
    """The HTML with its links as seen from a page."""
    return html.replace(HOME, way_home(address)).replace(TOP, way_to_top(address, prefix))


def absolute(html: str, site_url: str, prefix: str) -> str:
    """The HTML with absolute links; `site_url` ends in `/`."""
    return html.replace(HOME, site_url + prefix).replace(TOP, site_url)
