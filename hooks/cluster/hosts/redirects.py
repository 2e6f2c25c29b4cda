"""Redirects as the rules of web servers: plain values in, text out.

Paths are percent-encoded and absolute on the host: `/events/open-day/`. Servers compare the decoded path of a
request, so rules that compare text have the old path decoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

_BACKSLASH = "\\"
"""As Apache writes one in a quoted text; nginx doubles it."""


class RedirectRule(NamedTuple):
    """A redirect of one address."""

    old: str
    """Its path on the host."""
    new: str = ""
    """The path or the web address to which it leads; empty if nothing has taken its place."""
    is_permanent: bool = True
    query: str = ""
    """What follows `?` in the old address; empty for a path alone, which counts with any query."""

    @property
    def status(self) -> int:
        """The status with which the server answers."""
        return (301 if self.is_permanent else 302) if self.new else 410


def netlify_rules(rules: Iterable[RedirectRule]) -> list[str]:
    """The lines of `_redirects` (Netlify, Cloudflare Pages), which knows no 410: what is gone is a 404."""
    return [f"{_for_netlify(each)} {each.new} {each.status}" for each in rules if each.new]


def _for_netlify(rule: RedirectRule) -> str:
    """The old address, with the parts of its query as Netlify has them; others leave such lines aside."""
    return " ".join([rule.old, *filter(None, rule.query.split("&"))])


def apache_rules(rules: Iterable[RedirectRule]) -> list[str]:
    """Directives of mod_alias, for .htaccess. `Redirect` would take everything below the address along."""
    paths = (each for each in rules if not each.query)
    return [f"RedirectMatch {each.status} {_regex(each.old)}{_for_apache(each)}" for each in paths]


def apache_rules_of_queries(rules: Iterable[RedirectRule]) -> list[str]:
    """Directives of mod_rewrite for the addresses with a query, which mod_alias does not compare."""
    return [line for each in rules if each.query for line in _rewritten(each)]


def _rewritten(rule: RedirectRule) -> Iterator[str]:
    old = re.escape(f"{unquote(rule.old)}?{rule.query}")
    new = re.sub(r"([$%])", r"\\\1", rule.new) or "-"
    # not %{THE_REQUEST}, which stays when an error page is sent
    yield f'RewriteCond "%{{REQUEST_URI}}?%{{QUERY_STRING}}" {_in_quotes(f"^{old}$", backslash=_BACKSLASH)}'
    yield f"RewriteRule ^ {_in_quotes(new, backslash=_BACKSLASH)} [R={rule.status},L,NE,QSD]"


def nginx_rules(rules: Iterable[RedirectRule]) -> list[str]:
    """Locations of nginx, for a file that a `server` includes. `$site_asked` is the path and the query."""
    return [f"{_place(each)} {{ return {each.status}{_new(each)}; }}" for each in rules]


def _place(rule: RedirectRule) -> str:
    if rule.query:  # a location has none
        return f"if ($site_asked = {_in_quotes(f'{unquote(rule.old)}?{rule.query}')})"
    return f"location = {_in_quotes(unquote(rule.old))}"


def _regex(old: str) -> str:
    return _in_quotes(f"^{re.escape(unquote(old))}$", backslash=_BACKSLASH)


def _for_apache(rule: RedirectRule) -> str:
    """The address behind the others on its line: Apache encodes a path itself, but no web address."""
    new = unquote(rule.new) if rule.new.startswith("/") else rule.new
    quoted = _in_quotes(new.replace("$", "\\$"), backslash=_BACKSLASH)
    return f" {quoted}" if new else ""


def _new(rule: RedirectRule) -> str:
    """The address behind the status. `$` would begin a variable."""
    return f" {_in_quotes(rule.new.replace('$', '%24'))}" if rule.new else ""


def _in_quotes(text: str, backslash: str = "\\\\") -> str:
    return '"{}"'.format(text.replace("\\", backslash).replace('"', '\\"'))
