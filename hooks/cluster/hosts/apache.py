""".htaccess, which Apache reads in the site's folder. Each part stands only where its module is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cluster.hosts.redirects import apache_rules, apache_rules_of_queries
from cluster.hosts.table import (
    ALWAYS,
    TYPES,
    TYPES_OF_NAMES,
    UNSERVED,
    Hosting,
    all_types,
    full_type,
    has_charset,
    is_compressed,
    missing_pages,
    rules_of,
)


def htaccess(hosting: Hosting) -> bytes:
    """The file. It needs `AllowOverride FileInfo`."""
    lines = ["# Written by the build. Apache reads it, where 'AllowOverride' has FileInfo or All."]
    for section in (_types, _headers, _compression, _redirects, _missing, _unserved):
        lines += ["", *section(hosting)]
    return ("\n".join(lines) + "\n").encode()


def _types(hosting: Hosting) -> Iterator[str]:
    yield "AddDefaultCharset utf-8"
    yield "<IfModule mod_mime.c>"
    for suffix, type in TYPES.items():
        yield f"  AddType {type} .{suffix}"
    yield " ".join(("  AddCharset utf-8", *(f".{each}" for each, type in TYPES.items() if has_charset(type))))
    yield "</IfModule>"
    for name, type in TYPES_OF_NAMES.items():
        yield f'<FilesMatch "^{re.escape(name)}$">'
        yield f'  ForceType "{full_type(type)}"'
        yield "</FilesMatch>"


def _headers(hosting: Hosting) -> Iterator[str]:
    yield "<IfModule mod_headers.c>"
    for name, value in ALWAYS.items():
        yield f'  Header always set {name} "{value}"'
    for pattern, name, value in rules_of(hosting):
        only = f' "expr=%{{REQUEST_URI}} =~ m#{pattern}#"' if pattern else ""
        yield f'  Header always set {name} "{value}"{only}'
    yield "  # else a browser that has the compressed file is never told that it is still the same"
    yield r"""  RequestHeader edit "If-None-Match" '^(.*)-gzip"$' '$1", $1-gzip"'"""
    yield "</IfModule>"


def _compression(hosting: Hosting) -> Iterator[str]:
    yield "<IfModule mod_deflate.c>"
    yield "  <IfModule mod_filter.c>"
    for type in filter(is_compressed, all_types()):
        yield f"    AddOutputFilterByType DEFLATE {type}"
    yield "  </IfModule>"
    yield "</IfModule>"


def _redirects(hosting: Hosting) -> Iterator[str]:
    yield "<IfModule mod_alias.c>"
    yield from (f"  {each}" for each in apache_rules(hosting.redirects))
    yield "</IfModule>"
    if queries := apache_rules_of_queries(hosting.redirects):
        yield "<IfModule mod_rewrite.c>"
        yield "  RewriteEngine On"
        yield from (f"  {each}" for each in queries)
        yield "</IfModule>"


def _missing(hosting: Hosting) -> Iterator[str]:
    (_, default), *others = missing_pages(hosting)
    yield f"ErrorDocument 404 {default}"
    yield f"ErrorDocument 410 {default}"
    for folder, page in others:
        yield f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(folder)}#">'
        yield f"  ErrorDocument 404 {page}"
        yield f"  ErrorDocument 410 {page}"
        yield "</If>"


def _unserved(hosting: Hosting) -> Iterator[str]:
    yield "<IfModule mod_alias.c>"
    names = "|".join(map(re.escape, UNSERVED))
    yield f'  RedirectMatch 404 "^{re.escape(hosting.base)}({names})$"'
    yield "</IfModule>"
