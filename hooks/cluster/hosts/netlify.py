"""`_headers` and `_redirects`, files that Netlify, Cloudflare Pages and others read.

Their patterns are coarse, and where two rules give one header, these hosts differ in what they send. So no
two rules here give the same header for one file. Pages say their policy themselves, in a `<meta>`. Who may
frame them they cannot say: `X-Frame-Options` forbids it everywhere, and a browser ignores that header where a
policy from the host names the frames, as for the pages that are made for them. Some hosts send the headers of
a rule also for a file that is missing, so only files that are there are named as kept for ever.
"""

from __future__ import annotations

from collections.abc import Iterator

from cluster.hosts.policy import framed_by
from cluster.hosts.redirects import netlify_rules
from cluster.hosts.table import (
    ALWAYS,
    CACHE,
    EMBEDDED,
    FOR_EVER,
    FORMS,
    OPEN,
    OPEN_SUFFIXES,
    POLICY,
    TYPES,
    TYPES_OF_NAMES,
    Hosting,
    full_type,
    has_charset,
    missing_pages,
)

_SAFE_BY_ITSELF = "html"
"""Every host knows the type of pages, and some serve them without the suffix."""


def headers_file(hosting: Hosting) -> bytes:
    """The file."""
    lines = ["# Written by the build. Netlify and Cloudflare Pages read it."]
    for path, headers in _blocks(hosting):
        lines += ["", hosting.base + path, *(f"  {name}: {value}" for name, value in headers.items())]
    return ("\n".join(lines) + "\n").encode()


def redirects_file(hosting: Hosting) -> bytes:
    """`_redirects`, which ends with the pages for what is missing in each language."""
    lines = ["# Written by the build. Netlify and Cloudflare Pages read it."]
    lines += netlify_rules(hosting.redirects)
    lines += [f"{folder}* {page} 404" for folder, page in missing_pages(hosting)[1:]]
    return ("\n".join(lines) + "\n").encode()


def _blocks(hosting: Hosting) -> Iterator[tuple[str, dict[str, str]]]:
    """Patterns of paths below the site, with the headers of each."""
    yield "*", {**ALWAYS, "X-Frame-Options": "DENY"}
    for prefix in hosting.prefixes:
        for folder in EMBEDDED:
            for name in ("embed.html", "embed"):  # Cloudflare leads from the one to the other
                path = f"{prefix}{folder.replace('*', ':member')}{name}"
                yield path, {POLICY: framed_by(hosting.policy, "*")}
    if hosting.forms:
        yield f"{FORMS}*", {POLICY: framed_by(hosting.forms, "'none'")}
    for path in hosting.with_digest:
        yield path, {CACHE: FOR_EVER}
    yield from _types()


def _types() -> Iterator[tuple[str, dict[str, str]]]:
    """The types of texts, which hosts do not know or send without their encoding; and which are open."""
    named = {name.rpartition(".")[2] for name in TYPES_OF_NAMES}
    for suffix, type in TYPES.items():
        headers = {"Content-Type": full_type(type)} if suffix not in named and _is_ours(suffix) else {}
        headers |= {OPEN: "*"} if suffix in OPEN_SUFFIXES else {}
        if headers:
            yield f"*.{suffix}", headers
    for name, type in TYPES_OF_NAMES.items():
        # not */rss.xml beside rss.xml: for some hosts the former fits a file at the top, too
        yield f"*{name}", {"Content-Type": full_type(type)}


def _is_ours(suffix: str) -> bool:
    type = TYPES[suffix]
    return suffix != _SAFE_BY_ITSELF and (has_charset(type) or type.endswith(("json", "rfc822")))
