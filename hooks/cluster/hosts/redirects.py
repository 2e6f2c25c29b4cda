"""Redirects as the rules of web servers: plain values in, text out.

Paths are percent-encoded and absolute on the host: `/events/open-day/`. Servers compare the decoded path of a
request, so rules that compare text have the old path decoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote


class RedirectRule(NamedTuple):
    """A redirect of one address."""

    old: str
    """Its path on the host."""
    new: str = ""
    """The path or the web address to which it leads; empty if nothing has taken its place."""
    is_permanent: bool = True

    @property
    def status(self) -> int:
        """The status with which the server answers."""
        return (301 if self.is_permanent else 302) if self.new else 410


def netlify_rules(rules: Iterable[RedirectRule]) -> list[str]:
    """The lines of `_redirects` (Netlify, Cloudflare Pages), which knows no 410: what is gone is a 404."""
    return [f"{each.old} {each.new} {each.status}" for each in rules if each.new]


def apache_rules(rules: Iterable[RedirectRule]) -> list[str]:
    """Directives of mod_alias, for .htaccess. `Redirect` would take everything below the address along."""
    return [f"RedirectMatch {each.status} {_regex(each.old)}{_for_apache(each)}" for each in rules]


def nginx_rules(rules: Iterable[RedirectRule]) -> list[str]:
    """Locations of nginx, for a file that a `server` includes."""
    return [
        f"location = {_in_quotes(unquote(each.old))} {{ return {each.status}{_new(each)}; }}"
        for each in rules
    ]


def _regex(old: str) -> str:
    return _in_quotes(f"^{re.escape(unquote(old))}$", backslash="\\")


def _for_apache(rule: RedirectRule) -> str:
    """The address behind the others on its line: Apache encodes a path itself, but no web address."""
    new = unquote(rule.new) if rule.new.startswith("/") else rule.new
    quoted = _in_quotes(new.replace("$", "\\$"), backslash="\\")
    return f" {quoted}" if new else ""


def _new(rule: RedirectRule) -> str:
    """The address behind the status. `$` would begin a variable."""
    return f" {_in_quotes(rule.new.replace('$', '%24'))}" if rule.new else ""


def _in_quotes(text: str, backslash: str = "\\\\") -> str:
    return '"{}"'.format(text.replace("\\", backslash).replace('"', '\\"'))
