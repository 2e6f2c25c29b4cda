"""Renders the body of a page with the Jinja templates of templates/."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from cluster.calendars.add_links import google_link, outlook_link
from cluster.content.calendar_entries import CalendarEntry, Shelf
from cluster.content.event_kind import kind_beside_title
from cluster.content.joining import joining_says
from cluster.content.quantities import value_of
from cluster.content.version import Version
from cluster.content.where import mode_of
from cluster.fingerprints import Fingerprints
from cluster.links import mail_link, phone_link, to, to_file
from cluster.pages.equipment_schema import service
from cluster.pages.leads import has_lead
from cluster.pages.logos import logo_of
from cluster.pages.maps import Draw, map_of
from cluster.pages.page import Page
from cluster.pages.printing import PrintedWords, filters_of, host, show
from cluster.pages.schema_listed import listed_data
from cluster.pages.schema_org import event_data, member_data
from cluster.pages.share_pictures import address_of_picture
from cluster.pages.sharing import ways_to_share
from cluster.pages.subscribing import newsletter_link
from cluster.pages.unique_ids import with_unique_ids
from cluster.pictures.model import shown
from cluster.problems import NOWHERE, Invalid, Place, Problem

ROWS = ("event_row", "event_row_start", "post_card", "post_row", "commitment")
"""Macros whose HTML does not depend on the page, so that it is rendered once per item and reused.

Rows of events and news stand on many pages (lists, months, pillars, tags); rendering them anew on each would
take most of a build's time.
"""

Rows = dict[tuple[str, str, int, Shelf | None], Markup]
"""Rendered rows of a version by macro, item, level of their headings and shelf."""

FOLDER = "hooks/cluster/templates"


def environment(
    loader: jinja2.BaseLoader,
    version: Version,
    *,
    bytecode_cache: jinja2.BytecodeCache | None = None,
    draw: Draw | None = None,
    rows: Rows | None = None,
) -> jinja2.Environment:
    """The templates of a language version. Whatever they print is translated, typeset and escaped.

    They get only a `Version`, not the `Site`: what else a page shows is in its `values`. The fingerprint of
    these two therefore covers everything that can change the HTML, and serves as the page's cache key.
    Without `draw`, pages have no maps.
    """
    env = _Environment(
        loader=loader,
        autoescape=True,
        finalize=partial(show, version=version),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=bytecode_cache,
        optimized=False,  # folding constants takes an eighth of compiling, and saves less
    )
    env.filters |= filters_of(version)
    fingerprints = Fingerprints()
    rows = {} if rows is None else rows
    cached = {name: _rendered_once(env, name, fingerprints, rows) for name in ROWS}
    maps = partial(map_of, name_of=version.text_of, draw=draw) if draw else lambda towns: None
    env.globals |= {**_globals(version), "map_of": maps, "cached": cached}
    return env


def _globals(version: Version) -> dict[str, Any]:
    own, home = host(version.site_url), version.home
    return {
        "cluster": version.cluster,
        "joining_says": joining_says(version.cluster.joining),
        "year": version.year,
        "tags": {
            "groups": version.group_tags,
            "news": {each.id: each.title for each in version.cluster.tags},
        },
        "language_names": version.languages.names,
        "folders": version.folders,
        "words": PrintedWords(version.words),
        "language": version.language,
        "url": to,
        "file": to_file,
        "mail_link": mail_link,
        "phone_link": phone_link,
        "date_of": version.date_of,
        "date_of_post": version.date_of_post,
        "around_date": version.times.around_date,
        "hours_at": version.times.hours_at,
        "hours_of": version.times.hours_of,
        "hours_on": version.times.hours_on,
        "mode_of": partial(mode_of, version=version),
        "kind_beside_title": partial(kind_beside_title, version=version),
        "state_of": version.state_of,
        "expires": partial(_expires, version=version),
        "pillars_of": version.pillars_of,
        "is_elsewhere": lambda source: host(source) != own,
        "home_address": home,
        "address_of_picture": address_of_picture,
        "event_data": partial(event_data, version=version),
        "has_lead": partial(has_lead, version=version),
        "number_of": partial(value_of, version=version),
        "service_data": partial(service, version=version),
        "listed_data": partial(listed_data, version=version),
        "member_data": partial(member_data, version=version),
        "logo_of": logo_of,
        "google_link": partial(google_link, version=version),
        "outlook_link": partial(outlook_link, version=version),
        "has_newsletter": version.has_newsletter,
        "newsletter_link": newsletter_link(version),
        "ways_to_share": partial(ways_to_share, version=version),
        "shown": shown,
    }


def _expires(entry: CalendarEntry, *, version: Version) -> str:
    """The first moment at which an entry is over, for scripts; `` if that is not known."""
    moment = entry.expires(version.zone)
    return moment.isoformat(timespec="minutes") if moment else ""


class _CodeGenerator(CodeGenerator):
    """Leaves out what Jinja does for templates in general, and ours do not need."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Print what `finalize` returns as it is: `show` has escaped it."""
        self.write(f"({finalize.src}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Call functions directly: Jinja asks each one at each call if it takes the context; none does."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(*()")  # as each argument is written behind a comma
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class _Environment(jinja2.Environment):
    code_generator_class = _CodeGenerator

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals as a plain dict. Jinja's ChainMap makes each lookup in a macro noticeably slower.

        The price: later additions to `globals` do not reach templates that are already loaded.
        """
        return {**self.globals, **(d or {})}


def _rendered_once(
    env: jinja2.Environment, name: str, fingerprints: Fingerprints, rows: Rows
) -> Callable[..., Markup]:
    """The macro `name` of _macros.html, which renders equal items at the same heading level only once.

    `shelf` is that of which the page is the list, such as `("pillar", "rivers")`: its rows need not name it.
    """

    macro = cache(lambda: getattr(env.get_template("_macros.html").module, name))

    def row(item: Any, level: int = 3, shelf: Shelf | None = None) -> Markup:
        key = (name, fingerprints.text_of([item]), level, shelf)
        if key not in rows:
            rows[key] = Markup(str(macro()(item, level, shelf)))
        return rows[key]

    return row


def body_of(page: Page, env: jinja2.Environment) -> str:
    """The HTML of a page, its links not resolved yet. Invalid if the template fails."""
    with template_problems(FOLDER, lambda: _shown_on(page)):
        template = env.get_template(f"{page.kind}.html")
        prose = Markup(page.prose.text if page.prose else "")
        return with_unique_ids(template.render(page=page, prose=prose, **page.values), prose)


def _shown_on(page: Page) -> str:
    """The page and the editor's file that a template shows, for problems."""
    candidates = [page.dated, *page.values.values(), page.own, page.version.cluster]
    places = (getattr(each, "at", NOWHERE) for each in candidates)
    source = next((each for each in places if isinstance(each, Place) and each.file), NOWHERE)
    return f" (on the {page.language} page '{page.address}', with the values of {source})"


@contextmanager
def template_problems(folder: str, subject: Callable[[], str] = str) -> Iterator[None]:
    """Reports any exception from a template as Invalid, with the template's file and line.

    `subject` says what was being rendered.
    """
    try:
        yield
    except Invalid:
        raise
    except Exception as error:  # templates are code: any exception is possible
        problem = _problem(error, folder)
        raise Invalid([replace(problem, message=problem.message + subject())]) from error


def _problem(error: Exception, folder: str) -> Problem:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem(Place(_file_of(error.filename or "", folder), error.lineno), str(error.message))
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename.endswith(".html")]
    if not frames:
        return Problem(Place(folder, 1), f"{type(error).__name__}: {error}")
    return Problem(Place(_file_of(frames[-1].filename, folder), frames[-1].lineno or 1), str(error))


def _file_of(path: str, folder: str) -> str:
    """The file of a template: below `folder` for one of the program, else its path."""
    _, found, name = path.rpartition(f"/{folder.removeprefix('hooks/')}/")
    return f"{folder}/{name}" if found else path
