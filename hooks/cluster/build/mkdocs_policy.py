"""The policy that pages state: strict, unless settings let something into pages that it would refuse."""

from __future__ import annotations

from cluster.build.mkdocs_api import MkDocsConfig
from cluster.hosts.policy import STRICT, policy_text
from cluster.reading.markdown import is_external

_STYLED = frozenset({"pymdownx.emoji", "pymdownx.progressbar"})
"""Markdown extensions that write styles into pages, or load pictures from another host."""


def policy_of(config: MkDocsConfig) -> str:
    """The Content-Security-Policy of pages; empty if it is unknown what they may need."""
    has_styles = any((each or {}).get("noclasses") for each in config.mdx_configs.values())
    is_known = (
        config.theme["is_plain"]
        and not has_styles
        and not _STYLED & set(config.markdown_extensions)
        and not any(map(is_external, config.extra_css))
    )
    return policy_text(STRICT) if is_known else ""
