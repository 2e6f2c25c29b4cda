"""The table of what hosts tell of each file: its type, how long it may be kept, what its page may do.

All writers (`netlify`, `apache`, `nginx`) read it; none has a rule of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from cluster.frozen import frozen
from cluster.hosts.policy import framed_by
from cluster.hosts.redirects import RedirectRule

# ---- Types ----------------------------------------------------------------------------------------------

TYPES: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "ics": "text/calendar",
    "vcf": "text/vcard",
    "vtt": "text/vtt",
    "xml": "application/xml",
    "opml": "text/x-opml",
    "eml": "message/rfc822",
    "json": "application/json",
    "geojson": "application/geo+json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
"""By suffix: of what the build writes, and of what editors put into docs/. nginx knows no others."""

TYPES_OF_NAMES: Mapping[str, str] = {
    "rss.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
"""By the name of a file, where its suffix does not tell."""

_XML = frozenset({"application/xml", "application/rss+xml", "application/atom+xml"})


def has_charset(type: str) -> bool:
    """Whether a host says that files of a type are in UTF-8. JSON always is, and an .eml says so itself."""
    return type.startswith("text/") or type in _XML


def is_compressed(type: str) -> bool:
    """Whether files of a type get smaller on the way."""
    return has_charset(type) or type.endswith(("json", "svg+xml", "rfc822", "x-icon", "ttf", "otf"))


def all_types() -> list[str]:
    """Every type once."""
    return list(dict.fromkeys((*TYPES.values(), *TYPES_OF_NAMES.values())))


def full_type(type: str) -> str:
    """The type as the header has it: `text/calendar; charset=utf-8`."""
    return f"{type}; charset=utf-8" if has_charset(type) else type


# ---- Headers --------------------------------------------------------------------------------------------

ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Headers of every answer."""

POLICY, CACHE, OPEN = "Content-Security-Policy", "Cache-Control", "Access-Control-Allow-Origin"

ASK = "no-cache"
"""For what changes under its address: a browser keeps it, and asks each time whether it is still so (304)."""
FOR_EVER = "public, max-age=31536000, immutable"
"""For what has a digest of its content in its name."""

OPEN_SUFFIXES = ("json", "csv", "ics", "xml")
"""Of data that scripts of other websites may read: it is open, and members show theirs on their own sites."""


@frozen
class Hosting:
    """What the rules depend on."""

    base: str
    """The path of the site on its host, with `/` at both ends, or `/`."""
    prefixes: tuple[str, ...]
    """The folders of the languages, the default one first: `("", "en/")`."""
    policy: str
    """Of pages, without who may frame them."""
    forms: str = ""
    """The policy of the forms at /admin/; empty if there are none."""
    with_digest: tuple[str, ...] = ()
    """The files with a digest in their names, by path below the site."""
    folders_with_digests: tuple[str, ...] = ()
    """Folders of only such files: `share/`."""
    redirects: tuple[RedirectRule, ...] = ()


class Rule(NamedTuple):
    """A header for some of the files. Of several rules that fit a file, the last one holds."""

    pattern: str
    """A regular expression for the path on the host; empty for all files."""
    header: str
    value: str


EMBEDDED = ("plan/", "members/*/")
"""The folders, in each language, with a page embed.html that other websites show in a frame."""
FORMS = "admin/"

UNSERVED = (".htaccess", "_headers", "_redirects", "hosting/nginx.conf")
"""Files for hosts, which no visitor needs."""


def rules_of(hosting: Hosting) -> list[Rule]:
    """All rules for hosts that know regular expressions."""
    base, languages = re.escape(hosting.base), "|".join(hosting.prefixes)
    embedded = "|".join(each.replace("*", "[^/]+") for each in EMBEDDED)
    rules = [
        Rule("", POLICY, framed_by(hosting.policy, "'none'")),
        Rule(f"^{base}({languages})({embedded})embed\\.html$", POLICY, framed_by(hosting.policy, "*")),
        Rule("", CACHE, ASK),
        Rule(rf"^{base}assets/.*\.[0-9a-f]{{8}}(\.min)?\.(css|js|woff2)$", CACHE, FOR_EVER),
        *(Rule(f"^{base}{folder}", CACHE, FOR_EVER) for folder in hosting.folders_with_digests),
        Rule(rf"\.({'|'.join(OPEN_SUFFIXES)})$", OPEN, "*"),
    ]
    if hosting.forms:
        rules.append(Rule(f"^{base}{FORMS}", POLICY, framed_by(hosting.forms, "'none'")))
    return rules


def missing_pages(hosting: Hosting) -> list[tuple[str, str]]:
    """The path of each language on the host with that of its page for what is missing, the default first."""
    return [(f"{hosting.base}{each}", f"{hosting.base}{each}404.html") for each in hosting.prefixes]
