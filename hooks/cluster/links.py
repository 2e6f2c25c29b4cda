"""Site-internal links, kept independent of the page they end up on until that page is rendered.

The same HTML may be shown on several pages (a list, a page, a feed), each at another depth. So a link starts
with a placeholder, `HOME` or `TOP`, which is replaced by a relative or absolute address at the end. Both are
control characters that `yaml_tree.forbidden_character` rejects, so sources cannot forge them.
"""

from __future__ import annotations

HOME = "\x01"
"""Stands for the home page of the page's language."""
TOP = "\x05"
"""Stands for the root of the site."""


def to(address: str) -> str:
    """A link to an address in the same language version: `events/`, `pillars/laser/#talks`, `events.ics`."""
    return HOME + address


def to_file(path: str) -> str:
    """A link to a file below docs/, shared by all languages: `events/programme.pdf`."""
    return TOP + path


def relative_home(address: str) -> str:
    """The relative link from the page at `address` to its home page: `../../`, or `./` on the home page."""
    return "../" * address.count("/") or "./"


def relative_root(address: str, prefix: str) -> str:
    """The relative link from the page at `address` to the site root; `prefix` is that of its language."""
    return relative_home(prefix + address)


def resolved(html: str, address: str, prefix: str) -> str:
    """The HTML with its links resolved relative to the page at `address`."""
    return html.replace(HOME, relative_home(address)).replace(TOP, relative_root(address, prefix))


def absolute(html: str, site_url: str, prefix: str) -> str:
    """The HTML with absolute links, for feeds and e-mail. `site_url` ends in `/`."""
    return html.replace(HOME, site_url + prefix).replace(TOP, site_url)
