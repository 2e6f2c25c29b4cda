"""The setting that asks for forms: where they save."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

from cluster.frozen import frozen

Backend = Literal["github", "gitlab", "forgejo"]

FOLDER = "admin/"
"""The address of the forms."""

HOSTS: Mapping[Backend, str] = {
    "github": "https://github.com",
    "gitlab": "https://gitlab.com",
    "forgejo": "https://codeberg.org",
}
"""The host of each, where the setting names none."""


@frozen
class Forms:
    """The repository in which forms save, as `extra: forms:` in mkdocs.yml says."""

    backend: Backend
    """`github`, `gitlab` or `forgejo`; the last is also for Gitea."""
    repo: str
    """Owner and name, such as `cluster/website`; on GitLab perhaps with groups."""
    branch: str = "main"
    """The branch from which the site is published."""
    url: str = ""
    """The address of the host, if it is not HOSTS'."""

    @property
    def host(self) -> str:
        """Its address, without `/` at the end."""
        return (self.url or HOSTS[self.backend]).rstrip("/")

    @property
    def api(self) -> str:
        """The address of its interface for programs."""
        if self.backend == "github":
            return "https://api.github.com" if self.host == HOSTS["github"] else f"{self.host}/api/v3"
        return f"{self.host}/api/v4" if self.backend == "gitlab" else f"{self.host}/api/v1"

    @property
    def origin(self) -> str:
        """Scheme, host and port of the interface: the only ones that the page may ask."""
        parts = urlsplit(self.api)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def sveltia(self) -> dict[str, Any]:
        """The same in the words of Sveltia CMS."""
        where = {"repo": self.repo, "branch": self.branch, "auth_methods": ["token"]}
        if self.backend == "forgejo":
            return {"name": "gitea", "base_url": self.host, "api_root": self.api, **where}
        if self.host == HOSTS[self.backend]:
            return {"name": self.backend, **where}
        graphql = f"{self.host}/api/graphql"
        return {
            "name": self.backend,
            "base_url": self.host,
            "api_root": self.api,
            "graphql_api_root": graphql,
            **where,
        }
