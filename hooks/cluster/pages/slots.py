"""The values of the frame's slots: what differs between pages outside their body. See `frame`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from cluster.content.kinds import LISTINGS
from cluster.content.organisation import Contact
from cluster.content.version import Version
from cluster.feeds.subscriptions import FORMATS
from cluster.language import Text
from cluster.links import mail_link, phone_link, quoted, relative_home, relative_root, resolved
from cluster.pages.look_styles import preloaded
from cluster.pages.menu import MenuEntry, wrong_entries
from cluster.pages.page import Page
from cluster.pages.printing import show
from cluster.pages.schema_page import page_data
from cluster.pages.share_pictures import picture_of
from cluster.pages.sitemap import alternates, canonical
from cluster.pages.subscribing import newsletter_link
from cluster.problems import Invalid
from cluster.typography import typeset_html

Names = Mapping[str, str]
"""The published path of each of the program's scripts, stylesheets and fonts; see `build/assets.py`."""


def site_slots(
    version: Version, pages: Mapping[str, Page], menu: Sequence[MenuEntry], names: Names
) -> dict[str, str]:
    """The slots with the same value on all pages of a language, as HTML; `pages` by address.

    Invalid if the menu names pages that do not exist.
    """
    if problems := list(wrong_entries(menu, version.home, pages)):
        raise Invalid(problems)
    cluster = version.cluster
    slots = {
        "name": show(str(version.say(cluster.name)), version=version),
        "claim": show(cluster.claim, version=version),
        "legal": _legal(version),
        "newsletter": _newsletter(version),
        **_look(version, names),
    }
    for number, entry in enumerate(menu):
        slots[f"menu-{number}-title"] = show(_title(entry, version, pages), version=version)
    return slots


def _look(version: Version, names: Names) -> dict[str, str]:
    palette, fonts = version.palette, version.cluster.look.fonts if version.cluster.look else None
    text, display = preloaded(fonts)
    return {
        "paper-light": palette.light["paper"],
        "paper-dark": palette.dark["paper"],
        "text-font": quoted(names.get(text, text)),
        "display-font": quoted(names.get(display, display)),
    }


def _legal(version: Version) -> str:
    """Who publishes the site: name, registration number, and how to reach them, as far as it is known."""
    cluster, contact = version.cluster, version.cluster.contact
    number = cluster.registration_number
    known = (
        cluster.legal_name or cluster.name,
        f"{version.words['registration_number']} {number}" if number else None,
        contact.address if contact else None,
        *(_ways_to_write_or_call(contact) if contact else ()),
    )
    return " ".join(f"<span>{show(each, version=version)}</span>" for each in known if each)


def _ways_to_write_or_call(contact: Contact) -> Iterator[Markup]:
    link = Markup('<a href="{}" translate="no">{}</a>')
    if contact.email:
        yield link.format(mail_link(contact.email), contact.email)
    if contact.phone:
        yield link.format(phone_link(contact.phone), contact.phone)


def _newsletter(version: Version) -> str:
    """The link of the footer to subscribe to the newsletter by e-mail, if the cluster says how."""
    link, title = newsletter_link(version), show(version.words["newsletter_by_email"], version=version)
    return f'<li><a href="{escape(link)}">{title}</a></li>' if link else ""


def _title(entry: MenuEntry, version: Version, pages: Mapping[str, Page]) -> str:
    if entry.title or entry.address is None:
        return entry.title or entry.target
    return version.words["home"] if entry.address == "" else pages[entry.address].menu_title


def page_slots(
    page: Page, version: Version, body: str, menu: Sequence[MenuEntry], names: Names
) -> dict[str, str]:
    """The slots with a value of the page's own, as HTML; `body` is the page's, its links not resolved yet."""
    languages, picture = version.languages, picture_of(page)
    image = version.site_url + quoted(picture.path)
    slots = {
        "description": show(page.description, version=version),
        "canonical": canonical(page),
        "alternates": _alternates(page),
        "feeds": _feeds(page, version),
        "image": image,
        "image-type": picture.type,
        "image-width": str(picture.width),
        "image-height": str(picture.height),
        "image-alt": show(picture.alt, version=version),
        "structured": page_data(page, version, image),
        "og-type": "article" if page.kind == "post" else "website",
        "title": show(page.stated_title, version=version),
        "head-title": show(_head_title(page, version), version=version),
        "kind": page.kind,
        "root": relative_home(page.address),
        "lists": _lists(page, version, menu),
        "changed": _changed(page, version),
        "statements": _footer_links(page, version, version.statements),
        "body": resolved(body, page.address, version.prefix),
        "scripts": _scripts(body, relative_root(page.address, version.prefix), names),
    }
    top = relative_root(page.address, version.prefix)
    for other in languages.all:
        slots[f"href-{other}"] = (
            f"{top if top != './' else ''}{languages.prefix(other)}{page.address}" or "./"
        )
    # a page that is not in the menu itself highlights the section it belongs to
    section = page.crumbs[0][1] if page.crumbs else page.address
    for number, entry in enumerate(menu):
        current = "page" if entry.address == page.address else "true" if entry.address == section else ""
        slots[f"menu-{number}-current"] = f' aria-current="{current}"' if current else ""
    return slots


def _lists(page: Page, version: Version, menu: Sequence[MenuEntry]) -> str:
    """The links of the footer to what is not in the menu: the cluster's lists, and joining."""
    named = {entry.address for entry in menu}
    lists = [cls.FOLDER for cls in LISTINGS if cls.FOLDER in version.folders]
    shown = [each for each in (*lists, *(["join/"] * version.cluster.has_joining)) if each not in named]
    return _footer_links(page, version, shown)


def _footer_links(page: Page, version: Version, addresses: Sequence[str]) -> str:
    home = relative_home(page.address)
    titles = {each: show(version.folders[each], version=version) for each in addresses}
    items = (f'<li><a href="{home}{each}">{title}</a></li>' for each, title in titles.items())
    return f'<ul class="site-footer__links">{"".join(items)}</ul>' if addresses else ""


def _head_title(page: Page, version: Version) -> str:
    """The title for browsers and search engines: that of the page with the cluster's name; that of the home
    page says what the cluster is."""
    if page.address:
        return f"{page.head_title} – {version.name}"
    return f"{version.name} – {version.text_of(version.cluster.claim)}"


def _changed(page: Page, version: Version) -> str:
    """The day of the page's newest content, as HTML."""
    if page.changed is None:
        return ""
    day = f'<time datetime="{page.changed.isoformat()}">{escape(version.date_of(page.changed))}</time>'
    return typeset_html(f"<p>{version.words['newest_content'].format(date=day)}</p>", version.language)


_SCRIPTS = {
    "assets/deadlines.js": (" data-closes=", " data-expires=", " data-until=", " data-begins="),
    "assets/past.js": (" data-entries=",),
    "assets/today.js": (" data-day=",),
    "assets/copy.js": (" data-copy=",),
    "assets/print.js": (" data-print ",),
    "assets/filters.js": (" data-filters ",),
    "assets/directory.js": (" data-directory=",),
    "assets/details.js": ("<details",),
}
"""Scripts that only some pages load, in the order in which they run, with what they look for."""


def _scripts(body: str, top: str, names: Names) -> str:
    needed = [names[path] for path, hooks in _SCRIPTS.items() if any(hook in body for hook in hooks)]
    return "\n  ".join(f'<script src="{top.removeprefix("./")}{name}"></script>' for name in needed)


def _alternates(page: Page) -> str:
    """The `<link rel="alternate">` of each language version; empty on a page in a fallback language."""
    if page.is_fallback:
        return ""
    versions = alternates(page)
    return "\n    ".join(
        f'<link rel="alternate" hreflang="{language}" href="{escape(address)}">'
        for language, address in versions
    )


def _feeds(page: Page, version: Version) -> str:
    """The `<link rel="alternate">` of each feed on the page's own subject, in all formats."""
    return "\n    ".join(
        f'<link rel="alternate" type="{kind}" title="{escape(_feed_title(title, format, version))}"'
        f' href="{version.home}{folder}{file}">'
        for title, folder in page.feeds
        for file, kind, format in FORMATS
    )


def _feed_title(title: Text, format: str, version: Version) -> str:
    return version.words.labelled(version.name, f"{version.say(title)} ({format})")
