"""Rules for the whole site: each rule is a function, listed in RULES."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from cluster.checks.directory import RULES as DIRECTORY_RULES
from cluster.checks.distinct import RULES as DISTINCT_RULES
from cluster.checks.equipment import RULES as EQUIPMENT_RULES
from cluster.checks.events import events_are_valid, events_have_no_duplicates
from cluster.checks.links import mentions_of, near_link, path_of_computer
from cluster.checks.look import RULES as LOOK_RULES
from cluster.checks.missing_files import missing_file
from cluster.checks.news import RULES as NEWS_RULES
from cluster.checks.plan import RULES as PLAN_RULES
from cluster.checks.redirects import RULES as REDIRECT_RULES
from cluster.checks.sources import RULES as SOURCE_RULES
from cluster.checks.synonyms import RULES as SYNONYM_RULES
from cluster.checks.times import RULES as TIME_RULES
from cluster.checks.unread import may_be_unread
from cluster.checks.values import items_with, unknown, unknown_id
from cluster.content.events import Event
from cluster.content.item import references_in
from cluster.content.kinds import KIND_OF, LISTINGS, label
from cluster.content.news import Post
from cluster.content.partners import Region
from cluster.content.site import Site
from cluster.language import english_name
from cluster.problems import Place, Problem, suggestion
from cluster.reading.markdown import GENERATED, GENERATED_BESIDE_PAGES, GENERATED_ONCE


def dated_activities_are_events(site: Site) -> Iterator[Problem]:
    """An activity has an event if it has a date, and only then."""
    for activity in site.plans.activities:
        if activity.event and not activity.when:
            yield Problem(
                activity.at.of("event"), f"activity '{activity.id}': 'event' needs a date; add 'when'"
            )
        if activity.when and not activity.event:
            message = "'when' needs an event; add 'event: {id: …, title: …, kind: …}'"
            yield Problem(activity.at.of("when"), f"activity '{activity.id}': {message}")


def events_of_activities_exist(site: Site) -> Iterator[Problem]:
    """`at_event` names an event of the plan or of docs/events/."""
    known = dict.fromkeys(event.id for event in site.events)
    for activity in site.plans.activities:
        yield from unknown(site, "event", f"activity '{activity.id}'", activity, "at_event", known)


def pillars_exist(site: Site) -> Iterator[Problem]:
    """All ids of pillars are those of pillars in a plan."""
    groups = (group for plan in site.plans.all for group in plan.working_groups)
    named: list[tuple[str, Any]] = [(label(each), each) for each in items_with(site, "pillars")]
    named += [(f"working group '{group.id}'", group) for group in groups]
    named += [(label(each), domain) for each in site.of(Region) for domain in each.domains]
    for where, each in named:
        yield from unknown(site, "pillar", where, each, "pillars", site.plans.pillars_by_id)


def working_groups_exist(site: Site) -> Iterator[Problem]:
    """All ids of working groups are those of working groups in a plan."""
    groups = site.plans.working_groups_by_id
    for item in items_with(site, "working_groups"):
        yield from unknown(site, "working group", label(item), item, "working_groups", groups)


def references_exist(site: Site) -> Iterator[Problem]:
    """Items of all kinds, milestones and awards refer to existing items. What has the id of another one, or
    is in a file with problems, may well exist."""
    cluster, event_or_news = site.cluster, {"event": Event, "news": Post}
    named = [(label(item), item.references) for item in site.all]
    named += [("history", references_in(each, event_or_news)) for each in cluster.history]
    named += [("joining", references_in(each, event_or_news)) for each in cluster.benefits]
    named += [(f"award '{each.id}'", references_in(each, {"news": Post})) for each in cluster.awards]
    for where, reference in ((where, each) for where, references in named for each in references):
        kind, id, known = KIND_OF[reference.cls], reference.id, site.by_id(reference.cls)
        if id not in known and kind.file not in site.unread and len(known) == len(site.of(kind.cls)):
            yield from unknown_id(site, kind.name, where, id, reference.at, known)


def undated_items_have_a_note(site: Site) -> Iterator[Problem]:
    """An event or a news item has a date or a note about it."""
    for event in site.events:
        if not event.when and not event.when_note and not event.activity:
            yield Problem(
                event.at, f"event '{event.id}': missing 'when'; if it is unknown, explain it in 'when_note'"
            )
    for post in site.posts:
        if not post.date and not post.date_note:
            yield Problem(
                post.at, f"news '{post.id}': missing 'date'; if it is unknown, explain it in 'date_note'"
            )


def possible_dates_are_of_the_undated(site: Site) -> Iterator[Problem]:
    """Possible dates stand where the date is not known."""
    for item in items_with(site, "possible_dates"):
        if item.possible_dates and item.when:
            message = "'possible_dates' beside a date; delete what is wrong"
            yield Problem(item.at.of("possible_dates"), f"{label(item)}: {message}")


def figures_have_a_number(site: Site) -> Iterator[Problem]:
    """A key figure has a value with a label, or `counts`."""
    for figure in site.cluster.figures:
        if not figure.counts and not (figure.value and figure.label):
            hint = "write 'value' and 'label', or 'counts' (such as events or members)"
            yield Problem(figure.at, f"figure '{figure.id}': missing number; {hint}")


def text_pages_match_generated_pages(site: Site) -> Iterator[Problem]:
    """A text page in a folder of generated pages belongs to one of them."""
    plans = site.plans
    folders: dict[str, Collection[str]] = {
        "pillars": plans.pillars_by_id,
        "goals": plans.goals_by_id,
        "working-groups": plans.working_groups_by_id,
    }
    folders |= {cls.FOLDER.rstrip("/"): site.by_id(cls) for cls in LISTINGS if site.of(cls)}
    for page in site.text_pages:
        folder, _, name = page.path.partition("/")
        is_known = folder not in folders or name in ("", "index", *folders[folder])
        if not is_known and not may_be_unread(site, page.address):
            hint = suggestion(name, folders[folder])
            yield Problem(page.at, f"there is no page '{name}' in {folder}{hint}")


def texts_can_be_converted(site: Site) -> Iterator[Problem]:
    """A text has nothing that would be shown as it is written, such as HTML."""
    for mention in mentions_of(site.documents):
        if mention.use == "leftover":
            yield Problem(mention.at, mention.message)


def pictures_can_be_shown(site: Site) -> Iterator[Problem]:
    """A picture in a text is a file of docs/ and has alternative text."""
    for mention in mentions_of(site.documents):
        if mention.use != "picture":
            continue
        where = f"the picture '{mention.written}'"
        if message := path_of_computer(mention, site):
            yield Problem(mention.at, message)
            continue
        if not mention.target:
            yield Problem(mention.at, f"{where} is on another website; copy the file to docs/")
            continue
        if not mention.alt:
            hint = f"write ![what it shows]({mention.written})"
            yield Problem(mention.at, f"{where} has no alternative text; {hint}")
        if mention.target not in site.files:
            hint = near_link(mention, site.files)
            yield Problem(mention.at, f"{where}: docs/{mention.target} does not exist{hint}")


def files_exist(site: Site) -> Iterator[Problem]:
    """Pictures of news, the files of the page for the media and those of the look are in docs/."""
    named = [("image", "news", p.image.file, p.image.at.of("file")) for p in site.posts if p.image]
    if press := site.cluster.press:
        named += [("pictures", "press", each.file, each.at.of("file")) for each in press.pictures]
        named += [("logos", "press", each, press.at.of("logos", n)) for n, each in enumerate(press.logos)]
    if look := site.cluster.look:
        named += [(f"look: {name}", "assets", *each) for name, each in look.files.items()]
    for where, folder, file, place in named:
        if file not in site.files:
            yield Problem(place, f"{where}: {missing_file(file, folder, site.files)}")


def files_are_not_reserved(site: Site) -> Iterator[Problem]:
    """No file of docs/ has the path of a generated file."""
    prefixes = [site.languages.prefix(language) for language in site.languages.all]
    for name in sorted(site.files):
        path = next((name.removeprefix(each) for each in prefixes[::-1] if name.startswith(each)), name)
        folder, slash, last = path.rpartition("/")
        page = folder + slash if last in ("index.html", *GENERATED_BESIDE_PAGES) else None
        if path in GENERATED or name in GENERATED_ONCE or page in site.addresses:
            message = "reserved name (the program generates this file); rename the file"
            yield Problem(Place(f"docs/{name}", 1), message)


def language_folders_are_not_used(site: Site) -> Iterator[Problem]:
    """No text page is docs/en.md or in docs/en/: its address would be that of an English page."""
    for page in site.text_pages:
        folder, slash, _ = page.path.partition("/")
        if slash and folder in site.languages.all:
            message = f"docs/{folder}/ is reserved for the {english_name(folder)} pages"
            hint = f"; write translations beside the page: name.{folder}.md"
            yield Problem(page.at, message + hint)
        elif page.path in site.languages.all[1:]:
            message = f"docs/{page.path}.md would be the {english_name(folder)} home page; rename the file"
            yield Problem(page.at, message)


def addresses_are_unique(site: Site) -> Iterator[Problem]:
    """No two text pages have the same address, such as `page.md` and `page/index.md`."""
    seen: dict[str, str] = {}
    for page in site.text_pages:
        if page.address in seen:
            message = f"docs/{seen[page.address]}.md has the same address; delete one of them"
            yield Problem(page.at, message)
        seen.setdefault(page.address, page.path)


RULES = (
    *DISTINCT_RULES,
    dated_activities_are_events,
    events_of_activities_exist,
    pillars_exist,
    working_groups_exist,
    *NEWS_RULES,
    *PLAN_RULES,
    references_exist,
    undated_items_have_a_note,
    possible_dates_are_of_the_undated,
    figures_have_a_number,
    *TIME_RULES,
    events_are_valid,
    events_have_no_duplicates,
    text_pages_match_generated_pages,
    addresses_are_unique,
    texts_can_be_converted,
    pictures_can_be_shown,
    files_exist,
    *LOOK_RULES,
    *DIRECTORY_RULES,
    *EQUIPMENT_RULES,
    *SOURCE_RULES,
    *SYNONYM_RULES,
    *REDIRECT_RULES,
    files_are_not_reserved,
    language_folders_are_not_used,
)


Rule = Callable[[Site], Iterable[Problem]]


def check(site: Site, rules: Iterable[Rule]) -> list[Problem]:
    """The problems that the rules find."""
    return [problem for rule in rules for problem in rule(site)]
