"""What is made once: for the whole site, or for each of its language versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import jinja2

from cluster.calendars.subscriptions import calendars_of
from cluster.content.calendar_entries import CalendarEntry, subscribed
from cluster.content.newsletter import Edition
from cluster.content.progress import PlanProgress
from cluster.content.reminders import attention, statuses_of
from cluster.content.version import Version
from cluster.data.plan_data import SCHEMA, plan_csv, plan_json, schema_json
from cluster.dates import in_order
from cluster.digests import key_of
from cluster.feeds.announcements import Announcement, Announcements, is_mailed, is_told
from cluster.feeds.items import item_of
from cluster.feeds.subscriptions import FORMATS, Channel, channels_of
from cluster.pages.excellence import expiries_of
from cluster.pages.page import Page
from cluster.pages.report import report_of
from cluster.pages.search import index_of
from cluster.pages.sitemap import robots, sitemap_of
from cluster.pages.templates import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A language version whose pages have their HTML."""

    version: Version
    pages: Sequence[Page]
    keys: Mapping[str, str]
    """Of the pages, by address."""
    shared_key: str
    """Of what all its pages share."""
    search: Mapping[str, str]
    """What the search finds of each page, by address; see `search.entries_of`."""
    templates: Callable[[], jinja2.Environment]
    """Those of hooks/templates/, in its language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the site."""

    path: str
    """Below the site's folder."""
    key: str
    """Of all that it is made of."""
    make: Callable[[], bytes]


@dataclass(slots=True, kw_only=True)
class Stamps:
    """The moment of the build, and calendar entries with the moment at which each was made."""

    now: datetime
    is_fixed: bool
    """Whether two builds have the same moment, so that also entries that are kept must bear it."""
    entries: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Key and bytes by language and id."""

    def entry(self, name: str, key: str, make: Callable[[datetime], bytes]) -> bytes:
        """The entry of an event; one that is unchanged keeps its bytes and so its moment."""
        stamp = self.now.astimezone(UTC)
        key = f"{key} {stamp}" if self.is_fixed else key
        if self.entries.get(name, ("",))[0] != key:
            self.entries[name] = (key, make(stamp))
        return self.entries[name][1]


def outputs_of(
    rendered_versions: Sequence[Rendered], *, site_url: str, stamps: Stamps, search: Mapping[str, Any]
) -> Iterator[Output]:
    """Sitemap, calendars, feeds and search indexes.

    `site_url` ends in `/`; `search` are the settings of the search.
    """
    languages = rendered_versions[0].version.site.languages
    pages = [page for rendered in rendered_versions for page in rendered.pages]
    yield Output(
        path="sitemap.xml",
        key=key_of(
            (
                site_url,
                *(f"{page.language} {page.address} {sorted(page.versions)}" for page in pages),
            )
        ),
        make=lambda: sitemap_of(pages, languages=languages, site_url=site_url),
    )
    yield Output(path="robots.txt", key=site_url, make=lambda: robots(site_url).encode())
    yield from _open_data(rendered_versions[0], site_url)
    for rendered in rendered_versions:
        yield from _of_version(rendered, site_url, stamps, search)


def _of_version(
    rendered: Rendered, site_url: str, stamps: Stamps, search: Mapping[str, Any]
) -> Iterator[Output]:
    version = rendered.version
    shared = (rendered.shared_key, site_url)
    yield from _calendars(rendered, site_url, stamps)
    yield from _feeds(rendered, site_url)
    yield from _letters(rendered, site_url)
    yield from _plans(rendered, site_url)
    yield _embedded(rendered, site_url)
    yield _lasting(rendered, site_url)
    yield Output(
        path=f"{version.prefix}search/search_index.json",
        key=key_of((*shared, repr(search), *(rendered.keys[page.address] for page in rendered.pages))),
        make=lambda: "".join(
            index_of((rendered.search[page.address] for page in rendered.pages), search)
        ).encode(),
    )


def _calendars(rendered: Rendered, site_url: str, stamps: Stamps) -> Iterator[Output]:
    """The calendars to subscribe to, and a file of each event."""
    version, host = rendered.version, urlsplit(site_url).netloc
    own = f"{rendered.shared_key} {site_url}"
    site = version.site
    made: dict[str, bytes] = {}
    expiries = expiries_of(version)
    for entry in (*site.subscribed_on(("all", "")), *expiries):
        if entry.when and entry.when.is_exact:
            key, name = f"{rendered.shared_key} {entry.digest}", f"{version.language} {entry.id}"
            make = partial(_component, entry, version, site_url, host)
            made[entry.id] = stamps.entry(name, key, make)

    def output(path: str, entries: Sequence[CalendarEntry], key: str = "", **known: str) -> Output:
        there = [each for each in entries if each.id in made]
        return Output(
            path=version.prefix + path,
            key=key_of((own, key, *(stamps.entries[f"{version.language} {each.id}"][0] for each in there))),
            make=lambda: _whole_calendar(there, [made[each.id] for each in there], version, host, **known),
        )

    for each in calendars_of(version):
        name = f"{version.say(site.cluster.name)}: {each.name}"
        url = f"{site_url}{version.prefix}{each.page}"
        yield output(each.path, site.subscribed_on(each.shelf), name, name=name, url=url)
    deadlines = in_order([*site.subscribed_on(("kind", "deadline")), *expiries])
    name = f"{version.say(site.cluster.name)}: {version.words['office_calendar_name']}"
    yield output("office.ics", deadlines, name, name=name, url=f"{site_url}{version.prefix}excellence/")
    for event in site.events:
        if entries := [each for each in subscribed(event) if not each.closes]:
            yield output(f"{event.address}event.ics", entries)


def _feeds(rendered: Rendered, site_url: str) -> Iterator[Output]:
    """The feeds in all formats, and the list of them."""
    version = rendered.version
    told, channels = Announcements(version.site, version.language, version.today).on, channels_of(version)
    parts: dict[str, Any] = {}
    for channel in channels:
        there = told.get(channel.shelf, [])
        key = key_of((rendered.shared_key, site_url, channel.name.text, *(each.digest for each in there)))
        for file, _, _ in FORMATS:
            yield Output(
                path=f"{version.prefix}{channel.folder}{file}",
                key=key,
                make=partial(_feed, file, channel, there, version, site_url, parts),
            )
    yield Output(
        path=f"{version.prefix}feeds.opml",
        key=key_of((rendered.shared_key, site_url, *(f"{each.folder} {each.name}" for each in channels))),
        make=partial(_opml, channels, version, site_url),
    )


def _letters(rendered: Rendered, site_url: str) -> Iterator[Output]:
    """Each edition of the newsletter as an e-mail, and its HTML for mailing services."""
    version = rendered.version
    for edition in version.site.editions:
        if is_mailed(edition, version.language):
            key = key_of((rendered.shared_key, site_url, version.site.digest_within(edition)))
            for file in LETTERS:
                yield Output(
                    path=f"{version.prefix}{edition.address}{file}",
                    key=key,
                    make=partial(_letter, file, edition, rendered, site_url),
                )


def _open_data(rendered: Rendered, site_url: str) -> Iterator[Output]:
    """The plans for programs, in all languages at once."""
    site = rendered.version.site
    for folder, plan_progress in _folders_of_plans(rendered.version):
        yield Output(
            path=f"{folder}plan.json",
            key=_key_of_plan(plan_progress, rendered, site_url),
            make=partial(plan_json, site, plan_progress, site_url=site_url),
        )
    yield Output(
        path=SCHEMA,
        key=key_of((rendered.shared_key, site_url)),
        make=lambda: schema_json(site, site_url=site_url),
    )


def _key_of_plan(plan_progress: PlanProgress, rendered: Rendered, site_url: str) -> str:
    """Of a whole plan and how it is kept."""
    progress = (f"{id} {each.digest} {each.scheduled}" for id, each in plan_progress.progress.items())
    return key_of(
        (rendered.shared_key, site_url, str(plan_progress.today), repr(plan_progress.plan), *progress)
    )


def _plans(rendered: Rendered, site_url: str) -> Iterator[Output]:
    """Each plan as a table, and the report of its year as Markdown."""
    version = rendered.version
    for folder, plan_progress in _folders_of_plans(version):
        yield Output(
            path=f"{version.prefix}{folder}plan.csv",
            key=_key_of_plan(plan_progress, rendered, site_url),
            make=partial(plan_csv, version, plan_progress),
        )
    for plan_progress in version.progress_of_years.values():
        yield _report_to_finish(plan_progress, rendered, site_url)


def _embedded(rendered: Rendered, site_url: str) -> Output:
    """The plan in force in short, a page of its own for a frame on another website."""
    version = rendered.version
    by_status, path = version.plan_progress.by_status, f"{version.prefix}plan/embed.html"

    def make() -> bytes:
        template = rendered.templates().get_template("embed.html")
        root = "../" * path.count("/")
        return template.render(by_status=by_status, today=version.today, root=root).encode()

    key = key_of((rendered.shared_key, site_url, str(version.today), repr(by_status)))
    return Output(path=path, key=key, make=make)


def _lasting(rendered: Rendered, site_url: str) -> Output:
    """The lasting address of the plan in force: it leads to where that is shown as long as it is in force."""
    plans, prefix = rendered.version.site.plans, rendered.version.prefix

    def make() -> bytes:
        return rendered.templates().get_template("moved.html").render(plan=plans.current).encode()

    path = f"{prefix}{plans.lasting(plans.current)}index.html"
    return Output(
        path=path, key=key_of((rendered.shared_key, site_url, repr(plans.current.title))), make=make
    )


def _folders_of_plans(version: Version) -> Iterator[tuple[str, PlanProgress]]:
    """Where the data of each plan stand: beside its page; those of the one in force also beside `plan/`."""
    yield "plan/", version.plan_progress
    for plan_progress in version.progress_of_years.values():
        yield version.site.plans.lasting(plan_progress.plan), plan_progress


def _report_to_finish(plan_progress: PlanProgress, rendered: Rendered, site_url: str) -> Output:
    """The annual report as Markdown, for the office to finish by hand."""
    version, plan = rendered.version, plan_progress.plan
    address = f"reports/{plan.year}/"

    def make() -> bytes:
        env = rendered.templates().overlay(autoescape=False, finalize=partial(plain, version=version))
        report, by_status = report_of(version, plan), plan_progress.by_status
        return env.get_template("report.md").render(report=report, by_status=by_status).encode()

    return Output(
        path=f"{version.prefix}{address}report.md",
        key=key_of((rendered.shared_key, site_url, rendered.keys[address])),
        make=make,
    )


LETTERS = ("newsletter.eml", "newsletter.txt")
"""The files of an edition: an e-mail as a draft, and its HTML as text, to be pasted."""


# The libraries behind these take longer to load than most builds, which need none of them.


def _feed(
    file: str,
    channel: Channel,
    told: Sequence[Announcement],
    version: Version,
    site_url: str,
    parts: dict[str, Any],
) -> bytes:
    """`parts` are those items that are made already, by name."""
    from cluster.feeds.writers import WRITERS, Feed, parts_of

    new = [each for each in told if each.name not in parts]
    made = parts_of(item_of(each, version, site_url) for each in new)
    parts.update(zip((each.name for each in new), made, strict=True))
    home, cluster = site_url + version.prefix, version.site.cluster
    name = str(version.say(cluster.name))
    first = min(version.site.plan.year, version.today.year)
    feed = Feed(
        title=f"{name}: {channel.name}",
        description=str(version.say(cluster.lead)),
        language=version.language,
        url=home + channel.folder,
        page=home + channel.page,
        author=name,
        icon=f"{site_url}assets/touch-icon.png",
        updated=max(each.updated for each in told)
        if told
        else datetime(first, 1, 1, tzinfo=ZoneInfo(cluster.time_zone)),
    )
    return WRITERS[file](feed, [parts[each.name] for each in told])


def _opml(channels: Sequence[Channel], version: Version, site_url: str) -> bytes:
    from cluster.feeds.writers import opml

    home, name = site_url + version.prefix, str(version.say(version.site.cluster.name))
    return opml(
        name,
        [(f"{name}: {each.name}", f"{home}{each.folder}rss.xml", home + each.page) for each in channels],
    )


def _letter(file: str, edition: Edition, rendered: Rendered, site_url: str) -> bytes:
    from cluster.mail.letter import letter_of
    from cluster.mail.message import eml_of, html_of

    words, templates = rendered.version.words, rendered.templates()
    letter = letter_of(edition, rendered.version, site_url)
    if file.endswith(".eml"):
        return eml_of(letter, words, templates)
    return html_of(letter, words, templates).encode()


def _whole_calendar(
    entries: list[CalendarEntry], components: list[bytes], version: Version, host: str, **known: str
) -> bytes:
    from cluster.calendars.ical import calendar_of

    return calendar_of(entries, components, version=version, host=host, **known)


def _component(entry: CalendarEntry, version: Version, site_url: str, host: str, stamp: datetime) -> bytes:
    from cluster.calendars.ical import component_of

    return component_of(entry, version=version, site_url=site_url, host=host, stamp=stamp)


def summary_of(rendered_versions: Sequence[Rendered]) -> str:
    """What tells an editor what was built and what to see to: a line or more."""
    version = rendered_versions[0].version
    site, posts = version.site, version.site.posts
    vague = sum(1 for post in posts if not is_told(post, version.language))
    outside = f" ({vague} without an exact day, so not in the feed)" if vague else ""
    built = (
        f"Built {sum(len(rendered.pages) for rendered in rendered_versions)} pages "
        f"in {len(rendered_versions)} languages ({', '.join(site.languages.all)}), "
        f"{len(site.events)} events, {len(posts)} news items{outside}, {len(site.editions)} editions, "
        f"as of {version.today}."
    )
    plan = f"The plan for {site.plan.year}: {statuses_of(version.plan_progress)}. More: cluster status"
    return "\n".join([built, plan, *attention(site, version.today)])
