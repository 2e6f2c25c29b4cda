"""Site-internal links, kept independent of the page they end up on until that page is rendered.

The same HTML may be shown on several pages (a list, a page, a feed), each at another depth. So a link starts
with a placeholder, `HOME` or `TOP`, which is replaced by a relative or absolute address at the end. Both are
control characters that `yaml_tree.forbidden_character` rejects, so sources cannot forge them.

Every URL is percent-encoded as RFC 3986 requires: `quoted` encodes the name of a file, `encoded` a URL that
somebody wrote, which may be encoded already.
"""

from __future__ import annotations

import re
from html import escape, unescape
from unicodedata import normalize
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

HOME = "\x01"
"""Stands for the home page of the page's language."""
TOP = "\x05"
"""Stands for the root of the site."""
HERE = "\x06"
"""Stands for the page that shows the text: `HERE#talks` is a heading on the same page."""


def to(address: str) -> str:
    """A link to an address in the same language version: `events/`, `pillars/rivers/#talks`, `events.ics`."""
    return HOME + address


def to_file(path: str) -> str:
    """A link to a file below docs/, shared by all languages: `events/programme.pdf`."""
    return TOP + quoted(path)


def relative_home(address: str) -> str:
    """The relative link from the page at `address` to its home page: `../../`, or `./` on the home page."""
    return "../" * address.count("/") or "./"


def relative_root(address: str, prefix: str) -> str:
    """The relative link from the page at `address` to the site root; `prefix` is that of its language."""
    return relative_home(prefix + address)


def resolved(html: str, address: str, prefix: str) -> str:
    """The HTML with its links resolved relative to the page at `address`."""
    home, top = relative_home(address), relative_root(address, prefix)
    return html.replace(HOME, home).replace(TOP, top).replace(HERE, "")


def absolute(html: str, site_url: str, prefix: str, address: str) -> str:
    """The HTML with absolute links, for feeds and e-mail. `site_url` ends in `/`.

    `address` is that of the page that shows the same HTML.
    """
    home = site_url + prefix
    return html.replace(HOME, home).replace(TOP, site_url).replace(HERE, home + address)


_TO_HEADING = re.compile(rf'{HOME}(?=[^"]*#)')


def to_headings_in(prefix: str, html: str) -> str:
    """The HTML with its links to headings fixed on one language version.

    Headings differ between languages. So where a text is shown to readers of another language, its links to
    headings lead to the pages that have these headings.
    """
    return _TO_HEADING.sub(TOP + prefix, html)


# ---- Percent-encoding ---------------------------------------------------------------------------------


def same_name(name: str) -> str:
    """The form of a file name or a link in which equal names are equal.

    macOS takes letters and accents apart (NFD), which keyboards of other systems type as one character (NFC).
    """
    return normalize("NFC", name)


def quoted(path: str) -> str:
    """The path of a file as a URL: `C%23%20kurz.pdf` for `C# kurz.pdf`."""
    return quote(path, errors="surrogateescape")


_SUB_DELIMS = "!$&'()*+,;=:@/"
"""What may stand in a path as it is (RFC 3986, 3.3)."""


def quoted_id(id: str) -> str:
    """The id of a heading as the fragment of a URL."""
    return quote(id, safe=_SUB_DELIMS)


_WRONG_LINK = re.compile(r' (href|src)="([^"]*(?:[^!-~]|[\\^`{|}]|%(?![0-9A-Fa-f]{2}))[^"]*)"')


def with_encoded_links(html: str) -> str:
    """The HTML with every link encoded, for pages of the theme: it writes names of files as they are."""
    return _WRONG_LINK.sub(
        lambda found: f' {found[1]}="{escape(encoded(same_name(unescape(found[2]))))}"', html
    )


def encoded(url: str) -> str:
    """A URL that somebody wrote, percent-encoded; itself if it is already. ValueError if it is none."""
    parts = urlsplit(url)
    return urlunsplit(
        SplitResult(
            parts.scheme,
            _encoded_host(parts.netloc),
            _encoded_part(parts.path, _SUB_DELIMS),
            _encoded_part(parts.query, f"{_SUB_DELIMS}?"),
            _encoded_part(parts.fragment, f"{_SUB_DELIMS}?"),
        )
    )


def _encoded_part(text: str, safe: str) -> str:
    return quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", text), safe=f"{safe}%")


def _encoded_host(host: str) -> str:
    """The host as browsers ask for it: `xn--oka.example` for `č.example`."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        raise ValueError(f"'{host}' is not the name of a host") from None


def readable(url: str) -> str:
    """A URL as people read it, for texts: `https://č.example/ř` for its encoded form."""
    parts = urlsplit(url)
    host = parts.netloc
    if "xn--" in host:
        host = host.encode().decode("idna")
    return urlunsplit(parts._replace(netloc=host, path=unquote(parts.path)))


def ascii_email(address: str) -> str:
    """An e-mail address as mail servers take it: `a@xn--oka.example` for `a@č.example`. ValueError if its
    host cannot be one."""
    local, _, host = address.rpartition("@")
    return f"{local}@{_encoded_host(host)}"


THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
"""Its names: a password for it leaves no trace on the network."""

_MAY_STAND_IN_ADDRESSES = "@!$'*+"


def mail_link(address: str, subject: str = "", body: str = "") -> str:
    """The link that writes to an e-mail address (RFC 6068), perhaps with a subject and a text to complete."""
    lines = "\r\n".join(body.splitlines())
    fields = "&".join(
        f"{name}={quote(text, safe='')}" for name, text in (("subject", subject), ("body", lines)) if text
    )
    return "mailto:" + quote(address, safe=_MAY_STAND_IN_ADDRESSES) + (f"?{fields}" if fields else "")


def phone_link(number: str) -> str:
    """The link that calls a phone number (RFC 3966)."""
    return "tel:" + quote(re.sub(r"\(0\)|[^0-9+*#]", "", number), safe="+*")


# ---- Tracking -----------------------------------------------------------------------------------------

_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|fbclid|gclid)=[^&#]*&?")


def untracked(link: str) -> str:
    """The link without the parameters that say on which page somebody clicked on it: `?utm_source=rss`."""
    return re.sub(r"[?&](?=#|$)", "", _TRACKING.sub("", link))
