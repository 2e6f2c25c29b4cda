"""The old addresses of a build: pages that lead on, and the rules for hosts that can redirect."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from urllib.parse import urlsplit

from cluster.build.context import Build
from cluster.build.output import Output
from cluster.content.addresses import is_beside_page
from cluster.content.old_addresses import AddressParts, LeadsTo, OldAddresses, path_of
from cluster.content.published_files import is_public_by_name
from cluster.content.redirects import Redirect
from cluster.data import press_kit
from cluster.hosts.redirects import RedirectRule
from cluster.links import quoted
from cluster.pages.page import Page
from cluster.reading.markdown import GENERATED

_OF_PROGRAM = ("manifest.webmanifest", "search/search_index.json")


class Redirects:
    """Redirects all old addresses at which a build publishes nothing."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.published: set[str] = set()
        """The paths of the build's outputs; must be complete before redirects are asked for."""
        self.old = OldAddresses(build.whole)

    @cached_property
    def _prefixes(self) -> list[str]:
        return [version.prefix for version in self.build.versions.values()]

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {
            f"{version.prefix}{page.address}": page
            for language, version in self.build.versions.items()
            for page in self.build.pages[language]
        }

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses that people may keep, as paths below the site: pages, and what they link to."""
        copied = (each for each in self.build.site.copied if not is_public_by_name(each))
        outputs = (each.removesuffix("index.html") for each in self.published if self._is_kept(each))
        return frozenset({*self._pages, *outputs, *copied, press_kit.PATH})

    def _is_kept(self, path: str) -> bool:
        own = next((path.removeprefix(each) for each in self._prefixes[::-1] if path.startswith(each)), path)
        is_page = path.endswith("/index.html") and not path.startswith("admin/")
        return is_page or is_beside_page(own) or (own in GENERATED and own not in _OF_PROGRAM)

    def outputs(self) -> Iterator[Output]:
        """The pages that lead on; none if there are no redirects."""
        self.build.addresses |= self.addresses
        for path, target in self._targets.items():
            is_page = path.endswith(("/", ".html", ".htm")) and "?" not in path
            if is_page and (target.link or target.parts):
                yield self._stub(path, target)

    @cached_property
    def _targets(self) -> dict[str, LeadsTo]:
        """Where all old addresses lead, by their path."""
        named = (path_of(each.old) for each in self.build.site.of(Redirect) if each.old.startswith("/"))
        paths = sorted({*self.old.recorded, *named} - self.addresses - self.published)
        targets = {path: self.old.target(self.old.parts(path), self._is_there) for path in paths}
        return {path: target for path, target in targets.items() if target}

    def _is_there(self, parts: AddressParts) -> bool:
        return self.old.path(parts) in self.addresses

    def rules(self) -> list[RedirectRule]:
        """All redirects, for hosts."""
        base = urlsplit(self.build.site_url).path
        return [self._rule(path, target, base) for path, target in self._targets.items()]

    def _rule(self, old: str, target: LeadsTo, base: str) -> RedirectRule:
        path, _, query = old.partition("?")
        return RedirectRule(base + quoted(path), self._link(target, base), target.is_permanent, query)

    def _link(self, target: LeadsTo, base: str) -> str:
        """The link to a target; `base` stands before the site's own addresses."""
        return base + quoted(self.old.path(target.parts)) if target.parts else target.link

    def _stub(self, path: str, target: LeadsTo) -> Output:
        """A page that leads on, in the language of the address."""
        version = self.build.versions[self.old.shown(self.old.parts(path)).language]
        page = self._pages.get(self.old.path(target.parts)) if target.parts else None
        values = {
            "link": self._link(target, "../" * path.count("/")) or "./",
            "address": self._link(target, self.build.site_url),
            "title": page.title if page else self._link(target, self.build.site_url),
        }
        file = f"{path}index.html" if path.endswith("/") else path
        return Output(file, partial(self._rendered, version.language), (values, version))

    def _rendered(self, language: str, values: dict[str, object], _: object) -> bytes:
        return self.build.templates(language).get_template("redirect.html").render(values).encode()
