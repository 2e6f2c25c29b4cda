"""The site's pages: what each one is, in one language, before it gets its HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from .dates import When, format_when
from .events import Event
from .language import Phrase, Text
from .news import Post
from .plan import Activity, Goal, Pillar, WorkingGroup
from .prose import Prose
from .site import Site, coming, languages_of, past, source_of
from .words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of one language version of the site."""

    address: str
    """Path below the language's folder, with a `/` at its end: `pillars/military/`; `` is the home page."""
    kind: str
    """The name of its template."""
    language: str
    """The language version to which the page belongs."""
    title: Phrase
    menu_title: str
    """A shorter one for the menu and the path."""
    head_title: str
    """The title as browsers and search engines show it: an event's with its date."""
    description: str
    """One or two sentences for search engines and link previews."""
    versions: frozenset[str]
    """The languages in which the page's main text exists."""
    text_language: str
    """The one of `versions` that is shown: another than `language` where that is missing."""
    crumbs: tuple[tuple[str, str], ...] = ()
    """Menu title and address of the pages above it, the home page left out."""
    prose: Phrase | None = None
    """What an editor wrote for it: HTML, its links not placed yet."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What its template shows, and all that it can see of the site's content."""

    @property
    def is_fallback(self) -> bool:
        """Whether the reader is shown another language than the one asked for."""
        return self.text_language != self.language

    @property
    def source(self) -> str:
        """Path of the Markdown file that it would have below docs/: `pillars/military.md`."""
        return source_of(self.address)


class Promise(NamedTuple):
    """An activity of the plan, with what shows whether it is kept."""

    activity: Activity
    event: Event | None
    """That it is, or at which it takes place."""
    evidence: list[Event | Post]


class Tag(NamedTuple):
    """A pillar or a working group, as far as other pages name it."""

    id: str
    title: Text
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One language version of the site on one day."""

    site: Site
    language: str
    today: date
    words: Words

    @cached_property
    def chain(self) -> tuple[str, ...]:
        return self.site.languages.chain(self.language)

    @property
    def prefix(self) -> str:
        """The folder of its pages."""
        return self.site.languages.prefix(self.language)

    @cached_property
    def pillar_tags(self) -> Mapping[str, Tag]:
        return {each.id: Tag(each.id, each.title, each.number) for each in self.site.plan.pillars}

    @cached_property
    def shared(self) -> Mapping[str, Any]:
        """What the templates of all pages can see, beside each page's own values."""
        plan = self.site.plan
        return {
            "cluster": self.site.cluster,
            "year": plan.year,
            "tags": {
                "pillars": self.pillar_tags,
                "groups": {each.id: Tag(each.id, each.title) for each in plan.working_groups},
            },
            "language_names": self.site.languages.names,
        }

    def say(self, text: Text) -> Phrase:
        return text.best(self.chain)

    def when(self, event: Event | Post, *, short: bool = False) -> str:
        """The date of an event or news item as people read it; `` if there is none."""
        when = event.when if isinstance(event, Event) else event.date
        return self.date_of(when, short=short) if when else ""

    def date_of(self, when: When | date, *, short: bool = True) -> str:
        """A date or a day as people read it."""
        if isinstance(when, date):
            when = When(precision="day", starts=when, ends=when)
        season = self.words[when.season] if when.season else ""
        return format_when(when, language=self.language, season=season, short=short)


def pages_of(edition: Edition) -> list[Page]:
    """All pages of a language version; their addresses are unique."""
    made = [*_fixed(edition), *_of_plan(edition), *_of_events(edition), *_of_news(edition)]
    return [*made, *_of_prose(edition, {page.address for page in made})]


def _page(
    edition: Edition,
    address: str,
    kind: str,
    *,
    title: Text | None = None,
    word: str = "",
    date: str = "",
    description: str = "",
    versions: frozenset[str] | None = None,
    above: tuple[str, ...] = (),
    bodies: tuple[tuple[str, str], ...] = (),
    **values: Any,
) -> Page:
    """A page with the prose of its address, called by `title`, else by its prose, else by a word."""
    prose = edition.site.prose_at(address)
    bodies = bodies or (prose.bodies if prose else ())
    name = title or (prose.title if prose else None)
    phrase = edition.say(name) if name else Phrase(edition.words[word], edition.language)
    versions = versions or frozenset(edition.site.languages.all)
    return Page(
        address=address,
        kind=kind,
        language=edition.language,
        title=phrase,
        menu_title=str(edition.say(prose.title)) if prose and prose.title else str(phrase),
        head_title=f"{phrase}, {date}" if date else str(phrase),
        description=_shortened(description or _description(prose, edition) or str(phrase)),
        versions=versions,
        text_language=next(
            (language for language in edition.chain if language in versions), edition.language
        ),
        crumbs=tuple(_crumb(edition, each) for each in above),
        prose=Text(bodies).best(edition.chain) if bodies else None,
        values=values,
    )


def _description(prose: Prose | None, edition: Edition) -> str:
    return str(edition.say(prose.description)) if prose and prose.description else ""


def _shortened(text: str, most: int = 200) -> str:
    """At most `most` characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;–-") + "…"


def _crumb(edition: Edition, address: str) -> tuple[str, str]:
    prose = edition.site.prose_at(address)
    if prose and prose.title:
        return str(edition.say(prose.title)), address
    return edition.words[address.rstrip("/")], address


def _fixed(edition: Edition) -> Iterator[Page]:
    """The pages that every cluster has."""
    site, plan = edition.site, edition.site.plan
    lead = str(edition.say(site.cluster.lead))
    events = _ahead_and_over(site.events, edition.today)
    yield _page(
        edition,
        "",
        "home",
        title=site.cluster.name,
        description=lead,
        pillars=plan.pillars,
        goals=plan.goals,
        posts=site.posts[:3],
        **{when: each[:5] for when, each in events.items()},
    )
    yield _plan(edition)
    yield _page(
        edition, "pillars/", "pillars", word="pillars", pillars=plan.pillars, groups=plan.working_groups
    )
    yield _page(edition, "events/", "events", word="events", **events)
    yield _page(edition, "news/", "news", word="news", posts=site.posts)
    history = [
        (each, site.event(each.event) if each.event else None, site.post(each.news) if each.news else None)
        for each in site.cluster.history
    ]
    awards = [(each, site.post(each.news) if each.news else None) for each in site.cluster.awards]
    yield _page(edition, "about/", "about", word="about", history=history, awards=awards)
    yield _page(edition, "contact/", "contact", word="contact")


def _plan(edition: Edition) -> Page:
    plan = edition.site.plan
    return _page(
        edition,
        "plan/",
        "plan",
        title=plan.title,
        versions=languages_of(plan.title),
        based_on=plan.based_on,
        headings=plan.headings,
        ended=edition.today.year > plan.year,
        goals=[(goal, _promises(edition, goal.activities)) for goal in plan.goals],
        development=_promises(edition, plan.pillar_development),
        groups=plan.working_groups,
        pillars=[(pillar, _promises(edition, pillar.activities)) for pillar in plan.pillars_of_the_year],
        others=[pillar.id for pillar in plan.pillars if not pillar.activities],
    )


def _promises(edition: Edition, activities: Iterable[Activity]) -> list[Promise]:
    site, today = edition.site, edition.today
    return [Promise(each, site.event_of(each), site.evidence(each, today)) for each in activities]


def _of_plan(edition: Edition) -> Iterator[Page]:
    plan = edition.site.plan
    for index, goal in enumerate(plan.goals):
        yield _goal(edition, index + 1, goal)
    for index, pillar in enumerate(plan.pillars):
        yield _pillar(edition, pillar, _around(plan.pillars, index))
    for group in plan.working_groups:
        yield _working_group(edition, group)


def _ahead_and_over(events: Iterable[Event], today: date) -> dict[str, Any]:
    """Events in the order of time as templates list them."""
    events = list(events)
    return {"coming": coming(events, today), "past": past(events, today)}


def _goal(edition: Edition, number: int, goal: Goal) -> Page:
    return _page(
        edition,
        f"goals/{goal.id}/",
        "goal",
        title=goal.title,
        description=str(edition.say(goal.text)),
        versions=languages_of(goal.title, goal.text),
        above=("plan/",),
        goal=goal,
        number=number,
        promises=_promises(edition, goal.activities),
        others=_around(edition.site.plan.goals, number - 1),
    )


def _around(things: Sequence[Goal | Pillar], index: int, most: int = 12) -> list[Tag]:
    """An item and those about it, as many as a reader can look over."""
    first = max(0, min(index - most // 2, len(things) - most))
    return [Tag(each.id, each.title, number + 1) for number, each in enumerate(things)][first : first + most]


def _pillar(edition: Edition, pillar: Pillar, others: list[Tag]) -> Page:
    site = edition.site
    title = edition.say(pillar.title)
    about = str(edition.say(pillar.text)) if pillar.text else ""
    return _page(
        edition,
        f"pillars/{pillar.id}/",
        "pillar",
        title=pillar.title,
        description=f"{title}: {about}" if about else edition.words["pillar_description"].format(title=title),
        versions=languages_of(pillar.title, pillar.text),
        above=("pillars/",),
        pillar=pillar,
        others=others,
        promises=_promises(edition, pillar.activities),
        posts=site.posts_of(pillar),
        **_ahead_and_over(site.events_of(pillar), edition.today),
    )


def _working_group(edition: Edition, group: WorkingGroup) -> Page:
    title = edition.say(group.title)
    about = (
        str(edition.say(group.text)) if group.text else edition.words["group_description"].format(title=title)
    )
    return _page(
        edition,
        f"working-groups/{group.id}/",
        "working-group",
        title=group.title,
        description=about,
        versions=languages_of(group.title, group.text),
        above=("pillars/",),
        group=group,
        **_ahead_and_over(edition.site.events_of(group), edition.today),
    )


def _of_events(edition: Edition) -> Iterator[Page]:
    for event in edition.site.events:
        date = edition.when(event, short=True)
        texts = (event.place, event.summary) if event.when else (event.when_note, event.place, event.summary)
        facts = [date, *(str(edition.say(text)).rstrip(".") for text in texts if text)]
        yield _page(
            edition,
            event.address,
            "event",
            title=event.title,
            date=date,
            description=". ".join(fact for fact in facts if fact) + ".",
            versions=languages_of(event.title, event.summary, bodies=event.bodies),
            above=("events/",),
            bodies=event.bodies,
            event=event,
            over=event.is_over(edition.today),
            activities=_addressed(edition, edition.site.activities_at(event)),
            posts=edition.site.posts_about(event),
        )


def _addressed(edition: Edition, activities: Iterable[Activity]) -> list[tuple[Text, str]]:
    """Titles of activities, and where they can be read."""
    return [(each.title, edition.site.plan.address_of(each)) for each in activities]


def _of_news(edition: Edition) -> Iterator[Page]:
    site, posts = edition.site, edition.site.posts
    for index, post in enumerate(posts):
        fulfilled = [activity for id in post.fulfils if (activity := site.activity(id))]
        yield _page(
            edition,
            post.address,
            "post",
            title=post.title,
            description=str(edition.say(post.summary)),
            versions=languages_of(post.title, post.summary, bodies=post.bodies),
            above=("news/",),
            bodies=post.bodies,
            post=post,
            event=site.event(post.event) if post.event else None,
            activities=_addressed(edition, fulfilled),
            newer=_named(posts[index - 1]) if index else None,
            older=_named(posts[index + 1]) if index + 1 < len(posts) else None,
        )


def _named(post: Post) -> tuple[Text, str]:
    """A news item as far as its neighbours name it: title and address."""
    return post.title, post.address


def _of_prose(edition: Edition, made: set[str]) -> Iterator[Page]:
    """Pages that stand in docs/ alone: at none of the addresses that are made."""
    for prose in edition.site.prose:
        if prose.address not in made:
            yield _page(
                edition,
                prose.address,
                "prose",
                title=prose.title or Text.of(**{edition.site.languages.default: prose.path}),
                versions=languages_of(prose.title, bodies=prose.bodies),
            )
