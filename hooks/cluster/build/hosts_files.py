"""The files that tell hosts about the others; see the package `hosts`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import urlsplit

from cluster.build.context import Build
from cluster.build.output import Output
from cluster.forms.admin_page import policy as forms_policy
from cluster.hosts import nginx
from cluster.hosts.apache import htaccess
from cluster.hosts.netlify import headers_file, redirects_file
from cluster.hosts.policy import LOOSE, policy_text
from cluster.hosts.redirects import RedirectRule
from cluster.hosts.table import Hosting
from cluster.pictures.renditions import FOLDER as PICTURES

FILES = {
    "_headers": headers_file,
    "_redirects": redirects_file,
    ".htaccess": htaccess,
    nginx.PATH: nginx.nginx_conf,
}
"""The writer of each file. A file of docs/ with such a name is published instead."""


def files_of_hosts(build: Build, redirects: Iterable[RedirectRule]) -> Iterator[Output]:
    hosting = hosting_of(build, redirects)
    for path, make in FILES.items():
        if path not in build.site.copied:
            yield Output(path, partial(make, hosting))


def hosting_of(build: Build, redirects: Iterable[RedirectRule]) -> Hosting:
    """What the files are made from."""
    languages, pictures = build.site.languages, f"{PICTURES}/"
    has_own_pictures = any(path.startswith(pictures) for path in build.site.copied)
    return Hosting(
        base=urlsplit(build.site_url).path or "/",
        prefixes=tuple(map(languages.prefix, languages.all)),
        policy=build.policy or policy_text(LOOSE),
        forms=forms_policy(build.forms) if build.forms else "",
        with_digest=tuple(build.assets.names.values()),
        folders_with_digests=() if has_own_pictures else (pictures,),
        redirects=tuple(redirects),
    )
