"""The site's pages: what each one is, in one language, before it gets its HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .dates import When, format_when
from .events import Event
from .language import Phrase, Text
from .news import Post
from .plan import Goal, Pillar, WorkingGroup
from .prose import Prose
from .site import Site, coming, languages_of, past
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
    """Markdown that an editor wrote for it."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What its template shows."""

    @property
    def is_fallback(self) -> bool:
        """Whether the reader is shown another language than the one asked for."""
        return self.text_language != self.language

    @property
    def source(self) -> str:
        """Path of the Markdown file that it would have below docs/: `pillars/military.md`."""
        if self.address in ("", "plan/", "goals/", "pillars/", "working-groups/", "events/", "news/"):
            return f"{self.address}index.md"
        return f"{self.address.rstrip('/')}.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One language version of the site on one day."""

    site: Site
    language: str
    today: date
    words: Words

    @property
    def chain(self) -> tuple[str, ...]:
        return self.site.languages.chain(self.language)

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
    site, today = edition.site, edition.today
    lead = str(edition.say(site.cluster.lead))
    events = _ahead_and_over(site.events, today)
    yield _page(edition, "", "home", title=site.cluster.name, description=lead, **events)
    plan = site.plan
    yield _page(edition, "plan/", "plan", title=plan.title, versions=languages_of(plan.title))
    yield _page(edition, "pillars/", "pillars", word="pillars")
    yield _page(edition, "events/", "events", word="events", **events)
    yield _page(edition, "news/", "news", word="news", posts=site.posts)
    yield _page(edition, "about/", "about", word="about")
    yield _page(edition, "contact/", "contact", word="contact")


def _of_plan(edition: Edition) -> Iterator[Page]:
    for goal in edition.site.plan.goals:
        yield _goal(edition, goal)
    for pillar in edition.site.plan.pillars:
        yield _pillar(edition, pillar)
    for group in edition.site.plan.working_groups:
        yield _working_group(edition, group)


def _ahead_and_over(events: Iterable[Event], today: date) -> dict[str, Any]:
    """Events in the order of time as templates list them."""
    events = list(events)
    return {"coming": coming(events, today), "past": past(events, today)}


def _goal(edition: Edition, goal: Goal) -> Page:
    return _page(
        edition,
        f"goals/{goal.id}/",
        "goal",
        title=goal.title,
        description=str(edition.say(goal.text)),
        versions=languages_of(goal.title, goal.text),
        above=("plan/",),
        goal=goal,
        number=edition.site.plan.goals.index(goal) + 1,
    )


def _pillar(edition: Edition, pillar: Pillar) -> Page:
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
        )


def _of_news(edition: Edition) -> Iterator[Page]:
    posts = edition.site.posts
    for index, post in enumerate(posts):
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
            newer=posts[index - 1] if index else None,
            older=posts[index + 1] if index + 1 < len(posts) else None,
        )


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
