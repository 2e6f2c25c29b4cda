"""The policies of pages: what a browser may load and run for them (Content-Security-Policy)."""

from __future__ import annotations

from collections.abc import Mapping

STRICT: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # signs in stylesheets are data
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",  # the index of the search
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
"""What our templates and scripts need, and no more."""

LOOSE: Mapping[str, str] = {"base-uri": "'self'"}
"""Where settings let other scripts and styles into pages, nobody but the cluster knows what these need."""


def policy_text(rules: Mapping[str, str]) -> str:
    """A policy as pages and hosts write it."""
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def framed_by(policy: str, whom: str) -> str:
    """The policy with the websites that may show the page in a frame, which a page cannot say of itself."""
    return f"{policy}; frame-ancestors {whom}"
