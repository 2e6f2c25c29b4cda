"""The search index, with which theme/assets/search-engine.js answers: texts of pages, split at headings."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from html import unescape
from itertools import zip_longest
from typing import NamedTuple

from cluster.content.synonyms import Synonym
from cluster.content.version import SiteVersion
from cluster.links import quoted_id
from cluster.pages.cooperation import serves_students
from cluster.pages.page import Page
from cluster.pages.stems import stems_in
from cluster.reading.markdown import address_of
from cluster.reading.words import Words

# Patterns are enough here, and much faster than a parser: the HTML comes from our templates and from
# Python-Markdown, so it is well-formed, and every < and > in a text is escaped.
_EXCLUDED = re.compile(r' (?:data-search-exclude|class="(?:button|more)\b|type="button")[^<>]*>')
"""In the start of an element that is not content: marked as such, a button, a link to more."""
_HEADING = re.compile(r'<h([1-6])[^>]*? id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_FIELDS = re.compile(r"<(pre|code)\b.*?</\1>|</span>\s*<span\b", re.DOTALL)
"""Code, and the border between two fields in a line: our templates put each into a <span>, Markdown none."""
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)"
    r"(?: [^>]*)?/?>"
)
"""Inline elements: removing them must not separate words."""
_TERM = re.compile(r"</dt>(?<!:</dt>)(?=(?:\s*<(?!/)[^>]*>)+\s*[^\s<])")
"""The end of a term that has an explanation."""
_TAG = re.compile(r"<[^>]+>")
_ENDED = tuple(".!?…:;,–")
"""A block that ends in one of these needs no `·` before the next."""
_SIGN = re.compile(r"[\d\s]+|\w")
"""A block that belongs to the next: a number with its label below, the letter of an entry."""
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphens and joiners, which nobody types into a search."""

BOOST = 2.5
"""The weight of the cluster's own pages in results, relative to single events and news."""

_DATED = ("events/", "news/", "newsletter/")
"""The parents of pages about something with a date, which get no boost."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def entries_of(page: Page, body: str) -> bytes:
    """The entries of a page in the index: JSON objects separated by commas; empty if not to be found.

    The first entry is the page, with its description as `about`, where it is in the site as `above`, what it
    is in a word as `kind`, and as `also` other names, which are matched but not shown. Each heading with an
    id starts an entry of its own. Elements with `data-search-exclude` are skipped.
    """
    if not _is_asked_for(page):
        return b""
    parts, colon = _HEADING.split(_without_excluded(body)), page.version.words.colon
    whole: dict[str, object] = {
        "location": page.address,
        "title": _clean(page.stated_title),
        "text": _text(parts[0], colon),
        "about": _about(page),
        "above": _clean(_above(page)),
    }
    if kind := _kind(page):
        whole["kind"] = kind
    if also := page.values.get("other_names"):
        whole["also"] = _clean(", ".join(also))
    if not page.above or page.above[0] not in _DATED:
        whole["boost"] = BOOST
    entries = [whole]
    for id, title, text in zip(parts[2::4], parts[3::4], parts[4::4], strict=True):
        location = f"{page.address}#{quoted_id(unescape(id))}"
        entries.append({"location": location, "title": _text(title, colon), "text": _text(text, colon)})
    return ",".join(map(_json, entries)).encode()


KINDS: Mapping[str, str] = {
    "call": "call",
    "edition": "newsletter",
    "equipment": "equipment_kind_{row.item.kind}",
    "event": "kind_{event.kind}",
    "goal": "goal",
    "member": "member",
    "partner": "found_partner",
    "pillar": "pillar",
    "post": "found_post",
    "project": "project",
    "region": "found_region",
    "working-group": "working_group",
}
"""The interface's word for what a page is about, by the page's kind; the others are about no single thing."""


def _kind(page: Page) -> str:
    """What the page is about, in a word: `Konference`; `` for a list or a text."""
    key = "former_member" if page.values.get("is_former") else KINDS.get(page.kind, "")
    key = key.format_map(page.values)
    return page.version.words[key] if key else ""


def _about(page: Page) -> str:
    """The description without the title that it begins with, which the search shows before it."""
    title, about = _clean(page.stated_title), _clean(page.description)
    rest = about.removeprefix(title)
    if rest == about or not (not rest or rest.startswith((":", "."))):
        return about
    return rest[1:].lstrip()


def _above(page: Page) -> str:
    """Where the page is in the site: the titles of the pages above it, and the name of its folder."""
    names = [str(page.version.words.entries.get(page.address.split("/")[0], ""))]
    return " ".join(dict.fromkeys([*(title for title, _ in page.crumbs), *names]))


def _is_asked_for(page: Page) -> bool:
    """Whether visitors look for it: a month is found in the calendar, and an empty list tells nothing."""
    is_empty_list = page.kind == "news" and page.above and not page.values["posts"]
    return page.kind != "month" and not is_empty_list


def _without_excluded(body: str) -> str:
    kept, place = [], 0
    for found in _EXCLUDED.finditer(body):
        start = body.rfind("<", 0, found.start())
        if start >= place:
            kept.append(body[place:start])
            tag = body[start + 1 : body.index(" ", start)]
            place = _end_of(tag, body, found.end())
    return "".join([*kept, body[place:]])


@cache
def _tags(tag: str) -> re.Pattern[str]:
    """The start and end tags of an element."""
    return re.compile(rf"<(/?){tag}\b")


def _end_of(tag: str, body: str, place: int) -> int:
    """The position after the end tag of the element whose content begins at `place`."""
    depth = 1
    for other in _tags(tag).finditer(body, place):
        depth += -1 if other[1] else 1
        if not depth:
            return body.index(">", other.end()) + 1
    return len(body)


def _text(html: str, colon: str) -> str:
    """The text of some HTML in one line, with `·` between fields and blocks that do not end a sentence, and a
    colon after terms."""
    html = _INLINE.sub("", _FIELDS.sub(lambda found: found[0] if found[1] else "<div><span", html))
    blocks = [block for each in _TAG.split(_TERM.sub(f"{colon}</dt>", html)) if (block := each.strip())]
    ends = [" " if _SIGN.fullmatch(block) or block.endswith(_ENDED) else " · " for block in blocks[:-1]]
    return _clean(unescape("".join(map("".join, zip_longest(blocks, ends, fillvalue="")))))


def _clean(text: str) -> str:
    """The text in one line, with spaces and letters only as people type them."""
    for sign in _UNSEEN:
        text = text.replace(sign, "")
    return " ".join(text.split())


# ---- What visitors call things ------------------------------------------------------------------------

_NAMES = {
    "": "asked_home",
    "about/": "asked_about",
    "calls/": "asked_calls",
    "contact/": "asked_contact",
    "cooperation/": "asked_cooperation",
    "equipment/": "asked_equipment",
    "events/": "asked_events",
    "events/kinds/general-assembly/": "asked_general-assembly",
    "events/kinds/trade-fair/": "asked_trade-fair",
    "events/subscribe/": "asked_calendar",
    "excellence/": "asked_excellence",
    "imprint/": "asked_imprint",
    "join/": "asked_join",
    "members/": "asked_members",
    "news/": "asked_news",
    "newsletter/": "asked_newsletter",
    "partners/": "asked_partners",
    "plan/": "asked_plan",
    "plan/progress/": "asked_progress",
    "press/": "asked_press",
    "privacy/": "asked_privacy",
    "projects/": "asked_projects",
    "subscribe/": "asked_subscribe",
}
"""Pages that every cluster has or may have, with the interface's words by which visitors look for them."""


class Meaning(NamedTuple):
    """Words that mean the same."""

    words: tuple[str, ...]
    means: str


def names_of(version: SiteVersion, addresses: Collection[str]) -> dict[str, list[str]]:
    """What visitors call some pages and sections besides their titles, by location; those of pages not in
    `addresses` are left out."""
    reports = {f"reports/{plan.year}/": "asked_report" for plan in version.site.plans.all}
    found = {address: _listed(version.words[key]) for address, key in (_NAMES | reports).items()}
    if serves_students(version):
        found["cooperation/#students"] = _listed(version.words["asked_students"])
    for synonym in version.site.of(Synonym):
        if synonym.page:
            page, mark, heading = synonym.page.partition("#")
            location = address_of(page) + mark + quoted_id(heading)
            found.setdefault(location, []).extend(_listed(version.text_of(synonym.words)))
    return {location: names for location, names in found.items() if location.partition("#")[0] in addresses}


def meanings_of(version: SiteVersion) -> list[Meaning]:
    """The words that mean others."""
    return [
        Meaning(tuple(_listed(version.text_of(each.words))), version.text_of(each.means))
        for each in version.site.of(Synonym)
        if each.means
    ]


def _listed(words: str) -> list[str]:
    return [word for each in words.split(",") if (word := each.strip())]


# ---- The file -----------------------------------------------------------------------------------------


def index_of(
    entries: Sequence[bytes], words: Words, names: Mapping[str, Sequence[str]], meanings: Sequence[Meaning]
) -> bytes:
    """The JSON of the index of a language: the entries of its pages, what visitors call them, stems, and the
    words of the interface that the search shows."""
    said = {
        "count": words.entries["search_count"],
        "first": words["search_first"],
        "none": words["search_none"],
    }
    shown = _json({"language": words.language, "words": said})
    called = _json({"names": names, "meanings": meanings})
    # Keys and escapes of the JSON are taken for words, too, which does no harm.
    stems = _json(stems_in([*entries, called.encode()], words.language))
    docs, rest = b",".join(filter(None, entries)), f'{shown[1:-1]},{called[1:-1]},"stems":{stems}'.encode()
    return (b'{"docs":[%b],%b}' % (docs, rest)).replace(b"<", b"\\u003c")  # no markup, whatever reads it
