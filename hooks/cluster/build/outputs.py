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
from cluster.content.calendar_entries import Entry, subscribed
from cluster.content.newsletter import Edition
from cluster.content.progress import Keeping
from cluster.content.reminders import attention, states_of
from cluster.content.version import Voice
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
class Version:
    """A language version whose pages have their HTML."""

    voice: Voice
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
    versions: Sequence[Version], *, site_url: str, stamps: Stamps, search: Mapping[str, Any]
) -> Iterator[Output]:
    """Sitemap, calendars, feeds and search indexes.

    `site_url` ends in `/`; `search` are the settings of the search.
    """
    languages = versions[0].voice.site.languages
    pages = [page for version in versions for page in version.pages]
    yield Output(
        path="sitemap.xml",
        key=key_of(
            (site_url, *(f"{page.language} {page.address} {sorted(page.versions)}" for page in pages))
        ),
        make=lambda: sitemap_of(pages, languages=languages, site_url=site_url),
    )
    yield Output(path="robots.txt", key=site_url, make=lambda: robots(site_url).encode())
    yield from _open_data(versions[0], site_url)
    for version in versions:
        yield from _of_version(version, site_url, stamps, search)


def _of_version(
    version: Version, site_url: str, stamps: Stamps, search: Mapping[str, Any]
) -> Iterator[Output]:
    voice = version.voice
    shared = (version.shared_key, site_url)
    yield from _calendars(version, site_url, stamps)
    yield from _feeds(version, site_url)
    yield from _letters(version, site_url)
    yield from _plans(version, site_url)
    yield _embedded(version, site_url)
    yield _lasting(version, site_url)
    yield Output(
        path=f"{voice.prefix}search/search_index.json",
        key=key_of((*shared, repr(search), *(version.keys[page.address] for page in version.pages))),
        make=lambda: "".join(
            index_of((version.search[page.address] for page in version.pages), search)
        ).encode(),
    )


def _calendars(version: Version, site_url: str, stamps: Stamps) -> Iterator[Output]:
    """The calendars to subscribe to, and a file of each event."""
    voice, host = version.voice, urlsplit(site_url).netloc
    own = f"{version.shared_key} {site_url}"
    site = voice.site
    made: dict[str, bytes] = {}
    expiries = expiries_of(voice)
    for entry in (*site.subscribed_on(("all", "")), *expiries):
        if entry.when and entry.when.is_exact:
            key, name = f"{version.shared_key} {entry.digest}", f"{voice.language} {entry.id}"
            make = partial(_component, entry, voice, site_url, host)
            made[entry.id] = stamps.entry(name, key, make)

    def output(path: str, entries: Sequence[Entry], key: str = "", **known: str) -> Output:
        there = [each for each in entries if each.id in made]
        return Output(
            path=voice.prefix + path,
            key=key_of((own, key, *(stamps.entries[f"{voice.language} {each.id}"][0] for each in there))),
            make=lambda: _whole_calendar(there, [made[each.id] for each in there], voice, host, **known),
        )

    for each in calendars_of(voice):
        name = f"{voice.say(site.cluster.name)}: {each.name}"
        url = f"{site_url}{voice.prefix}{each.page}"
        yield output(each.path, site.subscribed_on(each.shelf), name, name=name, url=url)
    deadlines = in_order([*site.subscribed_on(("kind", "deadline")), *expiries])
    name = f"{voice.say(site.cluster.name)}: {voice.words['office_calendar_name']}"
    yield output("office.ics", deadlines, name, name=name, url=f"{site_url}{voice.prefix}excellence/")
    for event in site.events:
        if entries := [each for each in subscribed(event) if not each.closes]:
            yield output(f"{event.address}event.ics", entries)


def _feeds(version: Version, site_url: str) -> Iterator[Output]:
    """The feeds in all formats, and the list of them."""
    voice = version.voice
    told, channels = Announcements(voice.site, voice.language, voice.today).on, channels_of(voice)
    parts: dict[str, Any] = {}
    for channel in channels:
        there = told.get(channel.shelf, [])
        key = key_of((version.shared_key, site_url, channel.name.text, *(each.digest for each in there)))
        for file, _, _ in FORMATS:
            yield Output(
                path=f"{voice.prefix}{channel.folder}{file}",
                key=key,
                make=partial(_feed, file, channel, there, voice, site_url, parts),
            )
    yield Output(
        path=f"{voice.prefix}feeds.opml",
        key=key_of((version.shared_key, site_url, *(f"{each.folder} {each.name}" for each in channels))),
        make=partial(_opml, channels, voice, site_url),
    )


def _letters(version: Version, site_url: str) -> Iterator[Output]:
    """Each edition of the newsletter as an e-mail, and its HTML for mailing services."""
    voice = version.voice
    for edition in voice.site.editions:
        if is_mailed(edition, voice.language):
            key = key_of((version.shared_key, site_url, voice.site.digest_within(edition)))
            for file in LETTERS:
                yield Output(
                    path=f"{voice.prefix}{edition.address}{file}",
                    key=key,
                    make=partial(_letter, file, edition, version, site_url),
                )


def _open_data(version: Version, site_url: str) -> Iterator[Output]:
    """The plans for programs, in all languages at once."""
    site = version.voice.site
    for folder, keeping in _folders_of_plans(version.voice):
        yield Output(
            path=f"{folder}plan.json",
            key=_key_of_plan(keeping, version, site_url),
            make=partial(plan_json, site, keeping, site_url=site_url),
        )
    yield Output(
        path=SCHEMA,
        key=key_of((version.shared_key, site_url)),
        make=lambda: schema_json(site, site_url=site_url),
    )


def _key_of_plan(keeping: Keeping, version: Version, site_url: str) -> str:
    """Of a whole plan and how it is kept."""
    progress = (f"{id} {each.digest} {each.scheduled}" for id, each in keeping.progress.items())
    return key_of((version.shared_key, site_url, str(keeping.today), repr(keeping.plan), *progress))


def _plans(version: Version, site_url: str) -> Iterator[Output]:
    """Each plan as a table, and the report of its year as Markdown."""
    voice = version.voice
    for folder, keeping in _folders_of_plans(voice):
        yield Output(
            path=f"{voice.prefix}{folder}plan.csv",
            key=_key_of_plan(keeping, version, site_url),
            make=partial(plan_csv, voice, keeping),
        )
    for keeping in voice.keepings.values():
        yield _report_to_finish(keeping, version, site_url)


def _embedded(version: Version, site_url: str) -> Output:
    """The plan in force in short, a page of its own for a frame on another website."""
    voice = version.voice
    by_state, path = voice.keeping.by_state, f"{voice.prefix}plan/embed.html"

    def make() -> bytes:
        template = version.templates().get_template("embed.html")
        root = "../" * path.count("/")
        return template.render(by_state=by_state, today=voice.today, root=root).encode()

    key = key_of((version.shared_key, site_url, str(voice.today), repr(by_state)))
    return Output(path=path, key=key, make=make)


def _lasting(version: Version, site_url: str) -> Output:
    """The lasting address of the plan in force: it leads to where that is shown as long as it is in force."""
    plans, prefix = version.voice.site.plans, version.voice.prefix

    def make() -> bytes:
        return version.templates().get_template("moved.html").render(plan=plans.current).encode()

    path = f"{prefix}{plans.lasting(plans.current)}index.html"
    return Output(path=path, key=key_of((version.shared_key, site_url, repr(plans.current.title))), make=make)


def _folders_of_plans(voice: Voice) -> Iterator[tuple[str, Keeping]]:
    """Where the data of each plan stand: beside its page; those of the one in force also beside `plan/`."""
    yield "plan/", voice.keeping
    for keeping in voice.keepings.values():
        yield voice.site.plans.lasting(keeping.plan), keeping


def _report_to_finish(keeping: Keeping, version: Version, site_url: str) -> Output:
    """The annual report as Markdown, for the office to finish by hand."""
    voice, plan = version.voice, keeping.plan
    address = f"reports/{plan.year}/"

    def make() -> bytes:
        env = version.templates().overlay(autoescape=False, finalize=partial(plain, voice=voice))
        report, by_state = report_of(voice, plan), keeping.by_state
        return env.get_template("report.md").render(report=report, by_state=by_state).encode()

    return Output(
        path=f"{voice.prefix}{address}report.md",
        key=key_of((version.shared_key, site_url, version.keys[address])),
        make=make,
    )


LETTERS = ("newsletter.eml", "newsletter.txt")
"""The files of an edition: an e-mail as a draft, and its HTML as text, to be pasted."""


# The libraries behind these take longer to load than most builds, which need none of them.


def _feed(
    file: str,
    channel: Channel,
    told: Sequence[Announcement],
    voice: Voice,
    site_url: str,
    parts: dict[str, Any],
) -> bytes:
    """`parts` are those items that are made already, by name."""
    from cluster.feeds.writers import WRITERS, Feed, parts_of

    new = [each for each in told if each.name not in parts]
    made = parts_of(item_of(each, voice, site_url) for each in new)
    parts.update(zip((each.name for each in new), made, strict=True))
    home, cluster = site_url + voice.prefix, voice.site.cluster
    name = str(voice.say(cluster.name))
    first = min(voice.site.plan.year, voice.today.year)
    feed = Feed(
        title=f"{name}: {channel.name}",
        description=str(voice.say(cluster.lead)),
        language=voice.language,
        url=home + channel.folder,
        page=home + channel.page,
        author=name,
        icon=f"{site_url}assets/touch-icon.png",
        updated=max(each.updated for each in told)
        if told
        else datetime(first, 1, 1, tzinfo=ZoneInfo(cluster.time_zone)),
    )
    return WRITERS[file](feed, [parts[each.name] for each in told])


def _opml(channels: Sequence[Channel], voice: Voice, site_url: str) -> bytes:
    from cluster.feeds.writers import opml

    home, name = site_url + voice.prefix, str(voice.say(voice.site.cluster.name))
    return opml(
        name,
        [(f"{name}: {each.name}", f"{home}{each.folder}rss.xml", home + each.page) for each in channels],
    )


def _letter(file: str, edition: Edition, version: Version, site_url: str) -> bytes:
    from cluster.mail.letter import letter_of
    from cluster.mail.message import eml_of, html_of

    words, templates = version.voice.words, version.templates()
    letter = letter_of(edition, version.voice, site_url)
    if file.endswith(".eml"):
        return eml_of(letter, words, templates)
    return html_of(letter, words, templates).encode()


def _whole_calendar(
    entries: list[Entry], components: list[bytes], voice: Voice, host: str, **known: str
) -> bytes:
    from cluster.calendars.ical import calendar_of

    return calendar_of(entries, components, voice=voice, host=host, **known)


def _component(entry: Entry, voice: Voice, site_url: str, host: str, stamp: datetime) -> bytes:
    from cluster.calendars.ical import component_of

    return component_of(entry, voice=voice, site_url=site_url, host=host, stamp=stamp)


def summary_of(versions: Sequence[Version]) -> str:
    """What tells an editor what was built and what to see to: a line or more."""
    voice = versions[0].voice
    site, posts = voice.site, voice.site.posts
    vague = sum(1 for post in posts if not is_told(post, voice.language))
    outside = f" ({vague} without an exact day, so not in the feed)" if vague else ""
    built = (
        f"Built {sum(len(version.pages) for version in versions)} pages "
        f"in {len(versions)} languages ({', '.join(version.voice.language for version in versions)}), "
        f"{len(site.events)} events, {len(posts)} news items{outside}, {len(site.editions)} editions, "
        f"as of {voice.today}."
    )
    plan = f"The plan for {site.plan.year}: {states_of(voice.keeping)}. More: cluster status"
    return "\n".join([built, plan, *attention(site, voice.today)])
