"""The site's pages: what each one is, in one language, before it gets its HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any, NamedTuple

from .edition import Edition, Tag
from .events import Event
from .language import Phrase, Text
from .news import Post
from .plan import Activity, Goal, Pillar, WorkingGroup
from .prose import Prose
from .site import coming, languages_of, past, source_of


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of one language version of the site.

    What it says is worked out only when it is asked for: a page that is unchanged is never asked.
    """

    edition: Edition
    address: str
    """Path below the language's folder, with a `/` at its end: `pillars/military/`; `` is the home page."""
    kind: str
    """The name of its template."""
    own: Prose | None
    """What stands in docs/ under its address, but for events and news."""
    name: Text | None
    """Its title; None if `own` or `word` has it."""
    word: str
    """The key of the interface's word for it."""
    dated: Event | None
    """The event whose date stands in its title for browsers and search engines."""
    about: Callable[[], str] | None
    """Its description, of any length."""
    texts: Sequence[Text | None]
    """The texts in whose languages it exists; all of the site's if there are none."""
    above: Sequence[str]
    """Addresses of the pages above it, the home page left out."""
    bodies: tuple[tuple[str, str], ...]
    """What an editor wrote for it: HTML by language, its links not placed yet."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What its template shows, and all that it can see of the site's content."""

    @property
    def language(self) -> str:
        """The language version to which the page belongs."""
        return self.edition.language

    @cached_property
    def title(self) -> Phrase:
        name = self.name or (self.own.title if self.own else None)
        return self.edition.say(name) if name else Phrase(self.edition.words[self.word], self.language)

    @property
    def menu_title(self) -> str:
        """A shorter one for the menu and the path."""
        return str(self.edition.say(self.own.title)) if self.own and self.own.title else str(self.title)

    @property
    def head_title(self) -> str:
        """The title as browsers and search engines show it: an event's with its date."""
        date = self.edition.when(self.dated, short=True) if self.dated else ""
        return f"{self.title}, {date}" if date else str(self.title)

    @cached_property
    def description(self) -> str:
        """One or two sentences for search engines and link previews."""
        own = self.own.description if self.own else None
        said = (self.about() if self.about else "") or (str(self.edition.say(own)) if own else "")
        return _shortened(said or str(self.title))

    @cached_property
    def versions(self) -> frozenset[str]:
        """The languages in which the page's main text exists."""
        bodies = self.bodies if self.kind in ("event", "post", "prose") else ()
        return languages_of(*self.texts, bodies=bodies) or frozenset(self.edition.site.languages.all)

    @cached_property
    def text_language(self) -> str:
        """The one of `versions` that is shown: another than `language` where that is missing."""
        chain, versions = self.edition.chain, self.versions
        return next((language for language in chain if language in versions), self.language)

    @property
    def is_fallback(self) -> bool:
        """Whether the reader is shown another language than the one asked for."""
        return self.text_language != self.language

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """Menu title and address of the pages above it."""
        return [(self.edition.folders[address], address) for address in self.above]

    @property
    def prose(self) -> Phrase | None:
        """What an editor wrote for it, in the best language."""
        return Text(self.bodies).best(self.edition.chain) if self.bodies else None

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

    @property
    def id(self) -> str:
        return self.activity.id

    @property
    def digest(self) -> str:
        """Of all that is shown of it."""
        shown = (self.event, *self.evidence) if self.event else self.evidence
        return " ".join([self.activity.digest, *(each.digest for each in shown)])


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
    dated: Event | None = None,
    about: Callable[[], str] | None = None,
    texts: Sequence[Text | None] = (),
    above: Sequence[str] = (),
    bodies: tuple[tuple[str, str], ...] = (),
    **values: Any,
) -> Page:
    """A page with the prose of its address, called by `title`, else by its prose, else by a word."""
    own = edition.site.prose_at(address)
    return Page(
        edition=edition,
        address=address,
        kind=kind,
        own=own,
        name=title,
        word=word,
        dated=dated,
        about=about,
        texts=texts,
        above=above,
        bodies=bodies or (own.bodies if own else ()),
        values=values,
    )


def _shortened(text: str, most: int = 200) -> str:
    """At most `most` characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;–-") + "…"


def _fixed(edition: Edition) -> Iterator[Page]:
    """The pages that every cluster has."""
    site, plan = edition.site, edition.site.plan
    events = _ahead_and_over(site.events, edition.today)
    yield _page(
        edition,
        "",
        "home",
        title=site.cluster.name,
        about=lambda: str(edition.say(site.cluster.lead)),
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
        texts=(plan.title,),
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
        about=lambda: str(edition.say(goal.text)),
        texts=(goal.title, goal.text),
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
    return _page(
        edition,
        f"pillars/{pillar.id}/",
        "pillar",
        title=pillar.title,
        about=partial(_about_pillar, pillar, edition),
        texts=(pillar.title, pillar.text),
        above=("pillars/",),
        pillar=pillar,
        others=others,
        promises=_promises(edition, pillar.activities),
        posts=site.posts_of(pillar),
        **_ahead_and_over(site.events_of(pillar), edition.today),
    )


def _about_pillar(pillar: Pillar, edition: Edition) -> str:
    title = edition.say(pillar.title)
    if pillar.text:
        return f"{title}: {edition.say(pillar.text)}"
    return edition.words["pillar_description"].format(title=title)


def _about_group(group: WorkingGroup, edition: Edition) -> str:
    if group.text:
        return str(edition.say(group.text))
    return edition.words["group_description"].format(title=edition.say(group.title))


def _working_group(edition: Edition, group: WorkingGroup) -> Page:
    return _page(
        edition,
        f"working-groups/{group.id}/",
        "working-group",
        title=group.title,
        about=partial(_about_group, group, edition),
        texts=(group.title, group.text),
        above=("pillars/",),
        group=group,
        **_ahead_and_over(edition.site.events_of(group), edition.today),
    )


def _of_events(edition: Edition) -> Iterator[Page]:
    for event in edition.site.events:
        yield _page(
            edition,
            event.address,
            "event",
            title=event.title,
            dated=event,
            about=partial(_about_event, event, edition),
            texts=(event.title, event.summary),
            above=("events/",),
            bodies=event.bodies,
            event=event,
            over=event.is_over(edition.today),
            activities=_addressed(edition, edition.site.activities_at(event)),
            posts=edition.site.posts_about(event),
        )


def _about_event(event: Event, edition: Edition) -> str:
    """When and where it is, and what it is about."""
    texts = (event.place, event.summary) if event.when else (event.when_note, event.place, event.summary)
    facts = [edition.when(event, short=True), *(str(edition.say(text)).rstrip(".") for text in texts if text)]
    return ". ".join(fact for fact in facts if fact) + "."


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
            about=partial(_about_post, post, edition),
            texts=(post.title, post.summary),
            above=("news/",),
            bodies=post.bodies,
            post=post,
            event=site.event(post.event) if post.event else None,
            activities=_addressed(edition, fulfilled),
            newer=_named(posts[index - 1]) if index else None,
            older=_named(posts[index + 1]) if index + 1 < len(posts) else None,
        )


def _about_post(post: Post, edition: Edition) -> str:
    return str(edition.say(post.summary))


def _named(post: Post) -> tuple[Text, str]:
    """A news item as far as its neighbours name it: title and address."""
    return post.title, post.address


def is_in_feed(page: Page) -> bool:
    """Whether the page is a news item of its own language with a day that can be told."""
    post = page.values.get("post")
    return isinstance(post, Post) and not page.is_fallback and post.date is not None and post.date.is_exact


def _of_prose(edition: Edition, made: set[str]) -> Iterator[Page]:
    """Pages that stand in docs/ alone: at none of the addresses that are made."""
    for prose in edition.site.prose:
        if prose.address not in made:
            yield _page(
                edition,
                prose.address,
                "prose",
                title=prose.title or Text.of(**{edition.site.languages.default: prose.path}),
                texts=(prose.title,),
            )
