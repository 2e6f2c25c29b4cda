"""The generated files besides pages: feeds, calendars, letters, open data, search index, sitemap.

Each format has a generator in OUTPUTS or VERSION_OUTPUTS. The function of an output receives `values` and
nothing else, so their fingerprint is a complete cache key. Calendar and feed libraries take longer to import
than most builds take; they are imported inside the functions, so that a build loads only those that it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import jinja2

from cluster.build.context import Build
from cluster.build.forms_files import files_of_forms
from cluster.build.output import Output
from cluster.build.parts import SharedParts
from cluster.calendars.subscriptions import calendars_of
from cluster.calendars.zones import Zone, zones_of
from cluster.content.calendar_entries import CalendarEntry, subscribed
from cluster.content.newsletter import EditionContents
from cluster.content.version import SiteVersion, Version
from cluster.data import equipment_data as equipment
from cluster.data import member_kit
from cluster.data.manifest import MANIFEST, manifest
from cluster.data.plan_data import SCHEMA, PlanData, plan_csv, plan_data_of, plan_json, schema_json
from cluster.dates import in_order
from cluster.feeds.announcements import Announcement, Announcements, is_mailed
from cluster.feeds.subscriptions import FORMATS, Channel, channels_of
from cluster.language import Phrase
from cluster.pages.excellence import expiries_of
from cluster.pages.look_styles import EMBED_CSS
from cluster.pages.search import index_of, meanings_of, names_of
from cluster.pages.sitemap import locations_of, robots, sitemap_of
from cluster.pictures.hero_pattern import PATTERN, hero_pattern
from cluster.pictures.icons import FAVICON, ICON, OLD_ICON, SIZES, favicon, old_icon, png_icon


def outputs_of(build: Build, parts: SharedParts) -> Iterator[Output]:
    """All but what depends on these; `build.search_entries` must be complete, so pages come first."""
    for output in OUTPUTS:
        yield from output(build)
    for version in build.versions.values():
        yield from _calendars(version, parts)
        yield from _feeds(build, version, parts)
        for output_of_version in VERSION_OUTPUTS:
            yield from output_of_version(build, version)


# ---- The whole site -----------------------------------------------------------------------------------


def _sitemap(build: Build) -> Iterator[Output]:
    pages = [page for pages in build.pages.values() for page in pages]
    yield Output("sitemap.xml", sitemap_of, (locations_of(pages),))
    yield Output("robots.txt", lambda: robots(build.site_url).encode())


def _indexnow_key(build: Build) -> Iterator[Output]:
    """The file by which a search engine knows that whoever has the key speaks for the site."""
    announcing = build.site.cluster.announcing
    if announcing and announcing.indexnow:
        yield Output(f"{announcing.indexnow}.txt", announcing.indexnow.encode)


def _schema(build: Build) -> Iterator[Output]:
    """The JSON schema of the plans."""
    yield Output(SCHEMA, partial(schema_json, build.default))


def _look(build: Build) -> Iterator[Output]:
    """What the program draws for a cluster; files of docs/ with these names are published instead."""
    mark, version = build.painter.mark, build.default
    drawn = [Output(path, png_icon, (mark, size)) for path, size in SIZES.items()]
    drawn += [Output(OLD_ICON, old_icon, (mark,)), Output(FAVICON, favicon, (mark,))]
    # also beside a hero of the cluster's own, as the stylesheet names it
    drawn.append(Output(PATTERN, hero_pattern, (build.painter.seed, version.palette.strip)))
    yield from (output for output in drawn if output.path not in build.site.copied)


def _plan_data(version: SiteVersion) -> Iterator[tuple[str, PlanData]]:
    """The data of each plan with its folder: `plan/` for the one in force, and the permanent ones."""
    yield "plan/", plan_data_of(version.plan_progress)
    for progress in version.progress_of_years.values():
        yield version.site.plans.lasting(progress.plan), plan_data_of(progress)


# ---- Calendars ----------------------------------------------------------------------------------------


def _calendars(version: SiteVersion, parts: SharedParts) -> Iterator[Output]:
    """The calendars to subscribe to, and one file for each event."""
    site, expiries = version.site, expiries_of(version)
    vevents = {
        each.id: parts.component(each, version)
        for each in (*site.subscribed_on(("all", "")), *expiries)
        if each.when and each.when.is_exact
    }

    def output(path: str, entries: Sequence[CalendarEntry], name: str = "", page: str = "") -> Output:
        exact = [each for each in entries if each.id in vevents]
        zones, url = zones_of(exact, version.cluster.time_zone), version.home + page if name else ""
        title = version.words.labelled(version.name, name) if name else ""
        content = b"".join(vevents[each.id] for each in exact)
        return Output(version.prefix + path, _calendar, (content, zones, version, title, url))

    for each in calendars_of(version):
        yield output(each.path, site.subscribed_on(each.shelf), str(each.name), each.page)
    deadlines = in_order([*site.subscribed_on(("kind", "deadline")), *expiries])
    page = "excellence/" if site.has_excellence else "events/"
    yield output("office.ics", deadlines, version.words["office_calendar_name"], page)
    for event in site.events:
        if entries := [each for each in subscribed(event) if not each.closes]:
            yield output(f"{event.address}event.ics", entries)


def _calendar(components: bytes, zones: Sequence[Zone], version: Version, name: str, url: str) -> bytes:
    from cluster.calendars.ical import calendar_of

    return calendar_of(components, zones, version, name=name, url=url)


# ---- Feeds and letters --------------------------------------------------------------------------------


def _feeds(build: Build, version: SiteVersion, parts: SharedParts) -> Iterator[Output]:
    """The feeds in all formats, and their OPML list."""
    announced = Announcements(version, build.share_pictures[version.language]).on
    channels = channels_of(version)
    began = min(version.year, version.today.year)
    make = partial(_feed, parts.feed_items)
    for channel in channels:
        announcements = parts.dated(announced.get(channel.shelf, []))
        for file, _, _ in FORMATS:
            path = f"{version.prefix}{channel.folder}{file}"
            yield Output(path, make, (file, channel, announcements, version, began))
    yield Output(f"{version.prefix}feeds.opml", _opml, (channels, version))


def _feed(
    items: Callable[[Sequence[Announcement], Version], list[Any]],
    file: str,
    channel: Channel,
    announcements: Sequence[Announcement],
    version: Version,
    began: int,
) -> bytes:
    """One feed in one format. `items` returns the rendered items of announcements.

    `began` is a year: an empty feed is dated at its start, as a feed without a date is invalid.
    """
    from cluster.feeds.writers import WRITERS, Feed

    start = datetime(began, 1, 1, tzinfo=version.zone)
    feed = Feed(
        title=version.words.labelled(version.name, channel.name),
        description=str(version.say(version.cluster.lead)),
        language=version.language,
        id=f"{version.id_base}{version.prefix}{channel.folder}",
        url=version.home + channel.folder,
        page=version.home + channel.page,
        author=version.name,
        icon=version.site_url + ICON,
        updated=max((each.updated for each in announcements), default=start),
        hub=announcing.hub or "" if (announcing := version.cluster.announcing) else "",
    )
    return WRITERS[file](feed, items(announcements, version))


def _opml(channels: Sequence[Channel], version: Version) -> bytes:
    from cluster.feeds.writers import opml

    home, name = version.home, version.name
    feeds = [(f"{name}: {each.name}", f"{home}{each.folder}rss.xml", home + each.page) for each in channels]
    return opml(name, feeds)


LETTERS = ("newsletter.eml", "newsletter.txt")
"""The files of an edition: a draft e-mail, and its HTML to paste into a mailing service."""


def _letters(build: Build, version: SiteVersion) -> Iterator[Output]:
    """The files of each edition of the newsletter."""
    make = partial(_letter, partial(build.templates, version.language))
    for edition in version.site.editions:
        if is_mailed(edition, version.language):
            contents = version.site.contents_of(edition, version.now)
            editorial = version.prose_of(edition.bodies)
            for file in LETTERS:
                path = f"{version.prefix}{edition.address}{file}"
                yield Output(path, make, (file, contents, editorial, version))


def _letter(
    templates: Callable[[], jinja2.Environment],
    file: str,
    contents: EditionContents,
    editorial: Phrase | None,
    version: Version,
) -> bytes:
    from cluster.mail.eml import eml_of
    from cluster.mail.letter import letter_of
    from cluster.mail.message import html_of

    letter = letter_of(contents, editorial, version)
    if file.endswith(".eml"):
        return eml_of(letter, version.words, templates())
    return html_of(letter, version.words, templates()).encode()


# ---- The plan -----------------------------------------------------------------------------------------


def _plans(build: Build, version: SiteVersion) -> Iterator[Output]:
    """Each plan as CSV, and once as JSON with the texts of all languages."""
    for folder, data in _plan_data(version):
        yield Output(f"{version.prefix}{folder}plan.csv", plan_csv, (data, version))
        if version is build.default:
            yield Output(f"{folder}plan.json", plan_json, (data, version))


def _equipment(build: Build, version: SiteVersion) -> Iterator[Output]:
    """The shared equipment as CSV, and once as JSON with the texts of all languages; nothing if there is
    none."""
    if records := equipment.records_of(version.site):
        yield Output(f"{version.prefix}{equipment.CSV}", equipment.equipment_csv, (records, version))
        if version is build.default:
            yield Output(equipment.JSON, equipment.equipment_json, (records, version.today, version))


def _embedded(build: Build, version: SiteVersion) -> Iterator[Output]:
    """A summary of the plan in force, for an iframe on other websites."""
    path = f"{version.prefix}plan/embed.html"
    values = {"tally": version.plan_progress.tally, "today": version.today}
    render = partial(_rendered, partial(build.templates, version.language), "embed.html")
    yield Output(path, render, (version, values, _embedding(build, path)))


def _embedding(build: Build, path: str) -> dict[str, str]:
    """What the head of an embedded page names, and the way from the page to the root of the site."""
    return {"style": build.assets.names[EMBED_CSS], "policy": build.policy, "root": "../" * path.count("/")}


def _for_members(build: Build, version: SiteVersion) -> Iterator[Output]:
    """What each member can show on its own website: badges, a page for an iframe, and JSON."""
    members = (each for each in build.pages[version.language] if each.kind == "member")
    pages = [each for each in members if not each.values["is_former"]]
    for name in member_kit.BADGES if pages else ():
        yield Output(f"{version.prefix}members/{name}", member_kit.badge, (name, version))
    render = partial(_rendered, partial(build.templates, version.language), "member_embed.html")
    for page in pages:
        path = f"{version.prefix}{page.address}{member_kit.EMBED}"
        yield Output(path, render, (version, page.values, _embedding(build, path)))
        yield Output(
            f"{version.prefix}{page.address}{member_kit.JSON}", member_kit.member_json, (page.values, version)
        )


def _lasting(build: Build, version: SiteVersion) -> Iterator[Output]:
    """The redirect from the permanent address of the plan in force to `plan/`."""
    plans = version.site.plans
    path = f"{version.prefix}{plans.lasting(plans.current)}index.html"
    render = partial(_rendered, partial(build.templates, version.language), "moved.html")
    yield Output(path, render, (version, {"plan": plans.current}))


def _rendered(
    templates: Callable[[], jinja2.Environment], name: str, version: Version, *values: Mapping[str, Any]
) -> bytes:
    """A template rendered without the frame."""
    found = {name: value for each in values for name, value in each.items()}
    return templates().get_template(name).render(found).encode()


def _manifest(build: Build, version: SiteVersion) -> Iterator[Output]:
    yield Output(version.prefix + MANIFEST, partial(manifest, version))


def _search(build: Build, version: SiteVersion) -> Iterator[Output]:
    entries_of_page = build.search_entries[version.language]
    entries = tuple(entries_of_page[page.address] for page in build.pages[version.language])
    names = names_of(version, entries_of_page)
    path = f"{version.prefix}search/search_index.json"
    yield Output(path, index_of, (entries, version.words, names, tuple(meanings_of(version))))


OUTPUTS = (_sitemap, _indexnow_key, _schema, _look, files_of_forms)
"""Generators for the whole site."""

VERSION_OUTPUTS = (_letters, _plans, _equipment, _embedded, _for_members, _lasting, _manifest, _search)
"""Generators for each language version, besides calendars and feeds, which share parts."""
