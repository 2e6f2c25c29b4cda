"""The include file for a `server` of nginx.

nginx has no conditions on headers, and a block that has some inherits none. So variables hold the values,
which `if` sets by the path, and every header is given once, for the whole server.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cluster.hosts.redirects import nginx_rules
from cluster.hosts.table import (
    ALWAYS,
    TYPES,
    TYPES_OF_NAMES,
    UNSERVED,
    Hosting,
    all_types,
    has_charset,
    is_compressed,
    missing_pages,
    rules_of,
)

PATH = "hosting/nginx.conf"

_HEAD = """\
# Written by the build. Include it in the server that has the site's folder as its root:
#
#     server {
#         server_name www.example.org;
#         root /srv/www/site;
#         include /srv/www/site/hosting/nginx.conf;
#     }
#
# nginx reads it when it starts or is told to reload, so a copy elsewhere does as well. A 'location' of your
# own that adds headers loses these, as nginx then sends only its own.
"""


def nginx_conf(hosting: Hosting) -> bytes:
    """The file."""
    lines = [_HEAD]
    for section in (_types, _compression, _headers, _missing, _redirects, _unserved):
        lines += [*section(hosting), ""]
    return "\n".join(lines).encode()


def _types(hosting: Hosting) -> Iterator[str]:
    yield "types {"
    for suffix, type in TYPES.items():
        yield f"    {type} {suffix};"
    yield "}"
    yield "default_type application/octet-stream;"
    yield "charset utf-8;"
    yield f"charset_types {_listed(filter(has_charset, all_types()))};"
    for name, type in TYPES_OF_NAMES.items():
        yield f'location ~ "/{re.escape(name)}$" {{ types {{ }} default_type {type}; }}'


def _listed(types: Iterator[str]) -> str:
    """Types for a directive that has text/html anyhow, and warns of it."""
    return " ".join(each for each in types if each != "text/html")


def _compression(hosting: Hosting) -> Iterator[str]:
    yield "gzip on;"
    yield "gzip_vary on;"
    yield "gzip_min_length 512;"
    yield f"gzip_types {_listed(filter(is_compressed, all_types()))};"


def _headers(hosting: Hosting) -> Iterator[str]:
    rules = rules_of(hosting)
    variables = {each.header: f"$site_{each.header.lower().replace('-', '_')}" for each in rules}
    for variable in variables.values():
        yield f'set {variable} "";'  # a header without a value is not sent
    for pattern, name, value in rules:
        setting = f'set {variables[name]} "{value}";'
        yield f'if ($uri ~ "{pattern}") {{ {setting} }}' if pattern else setting
    for name, value in {**ALWAYS, **variables}.items():
        yield f'add_header {name} "{value}" always;'


def _redirects(hosting: Hosting) -> Iterator[str]:
    yield 'set $site_asked "$uri?$args";'  # not $request_uri, which stays when an error page is sent
    yield from nginx_rules(hosting.redirects)


def _missing(hosting: Hosting) -> Iterator[str]:
    (_, default), *others = missing_pages(hosting)
    yield f"set $site_missing {default};"
    for folder, page in others:
        yield f'if ($uri ~ "^{re.escape(folder)}") {{ set $site_missing {page}; }}'
    yield "error_page 403 404 =404 $site_missing;"
    yield "error_page 410 $site_missing;"


def _unserved(hosting: Hosting) -> Iterator[str]:
    names = "|".join(map(re.escape, UNSERVED))
    yield f'location ~ "^{re.escape(hosting.base)}({names})$" {{ return 404; }}'
