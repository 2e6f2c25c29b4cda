"""The pages of funded projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, get_args

from cluster.content.listing import naming
from cluster.content.members import Member
from cluster.content.partners import Partner
from cluster.content.projects import Project, ProjectState
from cluster.content.version import SiteVersion, Version
from cluster.pages.lists import around_events
from cluster.pages.page import Page, page_of


def pages_of_projects(version: SiteVersion) -> Iterator[Page]:
    site = version.site
    if not site.of(Project):
        return
    yield page_of(
        version,
        Project.FOLDER,
        "projects",
        word="projects",
        about=version.word("projects_lead"),
        above=("cooperation/",),
        found=projects_by_state(version),
    )
    events, posts = naming(site.events, "projects"), naming(site.posts, "projects")
    for project in site.of(Project):
        related = {"posts": posts.get(project.id, []), **around_events(version, events.get(project.id, []))}
        yield _page(version, project, related)


def projects_by_state(version: SiteVersion) -> dict[ProjectState, list[Project]]:
    found: dict[ProjectState, list[Project]] = {state: [] for state in get_args(ProjectState)}
    for project in version.site.of(Project):
        found[project.state(version.today)].append(project)
    return found


def _page(version: SiteVersion, project: Project, related: Mapping[str, Any]) -> Page:
    site = version.site
    return page_of(
        version,
        project.address,
        "project",
        title=project.title,
        about=partial(_about, project),
        texts=(project.text or project.title,),
        above=("cooperation/", Project.FOLDER),
        feeds=[version.feed_of_pillar(id) for id in project.pillars],
        links=project.sources,
        project=project,
        state=project.state(version.today),
        members=[each for each in site.of(Member) if each.id in project.members],
        partners=[each for each in site.of(Partner) if each.id in project.partners],
        pillars=[version.pillar_tags[id] for id in project.pillars],
        **related,
    )


def _about(project: Project, version: Version) -> str:
    facts = [version.text_of(each) for each in (project.text, project.programme, project.provider)]
    return " ".join(f"{each.rstrip('.')}." for each in facts if each)
