"""Plans of several years: each keeps its pages and its names, and one goes on where another ended."""

import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from cluster.build.program_files import words_of
from cluster.content.progress import PlanProgress
from cluster.content.version import Version
from cluster.office.draft_plan import draft_of_plan
from cluster.pages.comparison import compared
from cluster.problems import Invalid
from support.builds import copy_of_miniature
from support.command_line import cluster
from support.pages import html_pages, text_of
from support.sources import cases, miniature, problems_of, read
from support.versions import pages, version_on

NEXT = """\
year: 2023
title: {cs: Akční plán 2023, en: Action plan 2023}
headings: {goals: Cíle, goal_activities: Rozvoj, pillar_development: Pilíře, pillar_activities: Činnosti}
working_groups:
  - {id: spectroscopy, title: Spektroskopie, state: active}
pillars:
  - id: lenses
    number: 1
    title: Objektivy
    activities:
      - {id: lens-meetings-2023, title: Setkání, target: {count: 2, of: meeting}, carried_from: lens-meetings}
  - {id: lasers, number: 2, title: Lasery}
"""


def version(day: date, **changes: str | bytes) -> Version:
    """The miniature as of a day, with files put beside its own: `data__x` is data/x.yaml."""
    files = {
        f"{name.replace('__', '/')}.{'yaml' if name.startswith('data') else 'md'}": text
        for name, text in changes.items()
    }
    return version_on(day, files)


@pytest.mark.parametrize("case", cases("years.yaml"))
def test_a_wrong_plan_of_another_year_is_refused(case: dict[str, Any]) -> None:
    assert problems_of(case["files"]) == case["problems"]


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2020, 6, 1), 2021),
        (date(2021, 12, 31), 2021),
        (date(2022, 1, 1), 2022),
        (date(2022, 12, 31), 2022),
        (date(2023, 1, 1), 2023),
        (date(2030, 1, 1), 2023),
    ],
)
def test_the_plan_of_the_year_is_in_force_else_the_last(day: date, in_force: int) -> None:
    said = version(day, data__plans__2023=NEXT)

    assert said.site.plan.year == in_force
    assert pages(said)["plan/"].title.text == f"Akční plán {in_force}"


@pytest.mark.parametrize("day", [date(2022, 11, 1), date(2023, 3, 1)])
def test_what_an_older_plan_has_keeps_its_addresses(day: date) -> None:
    here = pages(version(day, data__plans__2023=NEXT))

    assert {"plan/2021/", "reports/2021/", "reports/2022/", "plan/2022/compared/"} <= here.keys()
    assert {"pillars/prisms/", "pillars/mirrors/", "pillars/lenses/", "goals/visibility/"} <= here.keys()
    shown = [row.id for part in here["pillars/lenses/"].values["parts"] for row in part.rows]
    assert {"lens-meetings", "lens-fair", "lens-meetings-2021"} <= set(shown)
    assert [row.id for part in here["pillars/mirrors/"].values["parts"] for row in part.rows] == [
        "mirror-study"
    ]


def test_the_addresses_of_the_site_are_those_of_its_pages() -> None:
    said = version(date(2023, 3, 1), data__plans__2023=NEXT)

    assert pages(said).keys() | {"plan/2023/"} == said.site.addresses


def test_an_older_plan_keeps_the_names_that_its_pillars_had(miniature: Path) -> None:
    old, new = (
        html_pages(miniature)[f"{address}index.html"] for address in ("plan/2021/", "pillars/mirrors/")
    )

    assert [text_of(each) for each in old.xpath("//h3[a]")][1:] == ["Čočky", "Plochá zrcadla"]
    assert text_of(new.xpath("//h1")[0]) == "Zrcadla"
    assert "dříve Plochá zrcadla (naposledy 2021)" in text_of(new)


def test_a_plan_has_no_heading_over_nothing(miniature: Path) -> None:
    page = html_pages(miniature)["plan/2021/index.html"]

    assert "goal-activities" not in page.xpath("//h2/@id")
    assert "development-of-pillars" in page.xpath("//h2/@id")
    assert {link[1:] for link in page.xpath("//nav[@aria-labelledby='contents']//a/@href")} <= {
        *page.xpath("//*/@id")
    }


def test_a_plan_names_all_its_parts_on_top(miniature: Path) -> None:
    page = html_pages(miniature)["plan/index.html"]

    assert page.xpath("//nav[@aria-labelledby='contents']/ol/li/a/@href") == [
        f"#{each}" for each in page.xpath("//*[@class='main-column']//h2/@id")
    ]


def test_an_event_and_news_keep_the_name_that_a_pillar_had_at_their_time() -> None:
    head = "---\ntitle: T\nsummary: S.\npillars: [mirrors]\n"
    said = version(
        date(2022, 11, 1),
        docs__events__old=f"{head}when: 2021-12-31\nkind: meeting\n---\n",
        docs__events__new=f"{head}when: 2022-01-01\nkind: meeting\n---\n",
        docs__events__vague=f"{head}when_note: nevíme\nkind: meeting\n---\n",
        docs__news__earlier=f"{head}date: 2021-02-01\n---\n",
    )

    named = {
        thing.id: [str(said.say(tag.title)) for tag in said.pillars_of(thing)]
        for thing in (*said.site.events, *said.site.posts)
        if thing.id in ("old", "new", "vague", "earlier")
    }
    assert named == {
        "old": ["Plochá zrcadla"],
        "new": ["Zrcadla"],
        "vague": ["Zrcadla"],
        "earlier": ["Plochá zrcadla"],
    }


def test_a_pillar_that_came_later_is_none_before_and_no_part_of_the_plan() -> None:
    plan = (
        miniature()["data/plan.yaml"].decode() + "  - {id: quanta, number: 4, title: Kvanta, since: 2023}\n"
    )
    before = pages(version(date(2022, 12, 31), data__plan=plan))
    after = pages(version(date(2023, 1, 1), data__plan=plan))

    assert [pillar.id for pillar in before[""].values["pillars"]] == ["lenses", "mirrors"]
    assert [pillar.id for pillar in after["pillars/"].values["pillars"]] == ["lenses", "mirrors", "quanta"]
    assert [tag.id for part in after["plan/"].values["parts"] for tag in part.without] == ["mirrors"]
    assert not after["pillars/quanta/"].values["is_of_the_year"]
    assert "pillars/quanta/" in before  # what names it leads there


def test_two_plans_are_compared() -> None:
    said = version(date(2023, 3, 1), data__plans__2023=NEXT)
    newest, middle, oldest = said.site.plans.all

    found = compared(said, middle, newest)

    assert [(now.id, was.commitment.id) for now, was in found.carried] == [
        ("lens-meetings-2023", "lens-meetings"),
        ("spectroscopy", "spectroscopy"),
    ]
    assert found.begun == []
    assert [each.commitment.id for each in found.left] == [
        "workshops",
        "guarantors-support",
        "lens-fair",
        "lens-seminar",
    ]
    assert [each.id for each in found.parts_begun] == ["lasers"]
    assert [each.id for each in found.parts_left] == ["visibility", "mirrors"]
    assert [(str(said.say(was.title)), str(said.say(now.title))) for was, now in found.parts_renamed] == [
        ("Čočky", "Objektivy")
    ]
    assert [each.commitment.id for each in compared(said, oldest, middle).left] == [
        "lens-meetings-2021",
        "mirror-study",
    ]


def test_an_activity_leads_to_what_it_goes_on_with_and_back(miniature: Path) -> None:
    pages = html_pages(miniature)
    now, was = pages["plan/index.html"], pages["plan/2021/index.html"]

    [before] = now.xpath("//li[@id='guarantors-support']//a[contains(., 'jmenování')]")
    [after] = was.xpath("//li[@id='guarantors-named']//a[contains(., 'podpora')]")
    assert urljoin("https://a.example/plan/", before.get("href")).endswith("/plan/2021/#guarantors-named")
    assert urljoin("https://a.example/plan/2021/", after.get("href")).endswith("/plan/#guarantors-support")


def test_the_plan_in_force_has_its_lasting_address_from_the_start(
    miniature: Path, visit: Any, address: str
) -> None:
    sitemap, index = (
        (miniature / name).read_text("utf-8") for name in ("sitemap.xml", "search/search_index.json")
    )

    for prefix in ("", "en/"):
        visit(f"{prefix}plan/2022/").wait_for_url(f"{address}{prefix}plan/")
    assert "/plan/2022/</loc>" not in sitemap
    assert '"plan/2022/"' not in index


def test_what_is_written_for_a_plan_stands_at_its_head_wherever_it_is() -> None:
    text = "---\ntitle: Plán\n---\nO roce 2022."
    now, then = (
        pages(version(day, data__plans__2023=NEXT, docs__plan__2022=text))
        for day in (date(2022, 11, 1), date(2023, 3, 1))
    )

    assert now["plan/"].prose == then["plan/2022/"].prose
    assert "plan/2022/" not in now
    assert "2022." in str(now["plan/"].prose)
    assert then["plan/"].prose is None


@pytest.mark.parametrize(("when", "year"), [("2022-05-01", 2022), ("2023-05-01", 2023), ("2024-05-01", 2023)])
def test_what_proves_a_working_group_counts_for_the_plan_of_its_year(when: str, year: int) -> None:
    reason = "counts_because: Dokončení.\nsources: ['https://a.example/']\n" if when > "2024" else ""
    event = f"---\ntitle: E\nwhen: {when}\nkind: meeting\nfulfils: [spectroscopy]\n{reason}---\n"
    said = version(date(2024, 12, 1), data__plans__2023=NEXT, docs__events__group=event)

    done = {
        number: each.progress["spectroscopy"].done
        for number, each in said.progress_of_years.items()
        if number > 2021
    }

    assert done == {2022: int(year == 2022), 2023: int(year == 2023)}


def test_of_a_plan_that_is_a_draft_nothing_is_published_but_what_is_wrong_is_told() -> None:
    draft = f"draft: true\n{NEXT}"

    assert version(date(2023, 3, 1), data__plans__2023=draft).site.plan.year == 2022
    assert problems_of({"data/plans/2023.yaml": draft.replace("number: 2", "number: dvě")}) == [
        "data/plans/2023.yaml:13: pillar 'lasers': number: "
        "expected a whole number greater than zero, found 'dvě'"
    ]


def test_a_draft_cannot_be_the_only_plan() -> None:
    files = {name: raw for name, raw in miniature().items() if name != "data/plans/2021.yaml"}
    files["data/plan.yaml"] = b"draft: true\n" + files["data/plan.yaml"]

    with pytest.raises(Invalid) as caught:
        read(files)

    assert "data/plan.yaml:1: all plans are drafts; delete 'draft: true'" in str(caught.value)


def test_each_plan_has_its_own_data_and_report(miniature: Path) -> None:
    for path in (
        "plan/2021/plan.json",
        "plan/2021/plan.csv",
        "reports/2021/index.html",
        "en/plan/2021/plan.csv",
    ):
        assert (miniature / path).is_file()
    assert "mirror-study" in (miniature / "plan/2021/plan.csv").read_text("utf-8")
    assert "mirror-study" not in (miniature / "plan/plan.csv").read_text("utf-8")


# ---- The next plan ----------------------------------------------------------------------------------------


def test_the_next_plan_is_drafted_of_what_is_unfinished(tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)
    before = (project / "data/plan.yaml").read_bytes()

    done = cluster(project, "new", "plan", "2023", TODAY="2022-12-31")

    assert done.returncode == 0, done.stderr
    assert (project / "data/plans/2022.yaml").read_bytes() == before
    draft = (project / "data/plan.yaml").read_text("utf-8")
    assert draft.startswith("year: 2023\ndraft: true")
    assert "title: {cs: Akční plán 2023, en: Action plan 2023, de: Aktionsplan 2023}\n" in draft
    assert re.findall(r"# (2022: .*)\n +- \{?id: ([\w-]+)", draft) == [
        ("2022: Probíhá", "workshops-2023"),
        ("2022: Ohroženo", "guarantors-support-2023"),
        ("2022: Ohroženo, 0 z 3", "lens-meetings-2023"),
        ("2022: Bez dokladu; pozor na datum v názvu", "lens-fair-2023"),
        ("2022: Bez dokladu", "lens-seminar-2023"),
    ]
    assert "carried_from: lens-fair\n" in draft
    assert not {"when:", "event:", "at_event:"} & set(draft.split())


def test_a_draft_that_is_approved_is_in_force_from_its_year_on(tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)
    assert cluster(project, "new", "plan", "2023", TODAY="2022-12-31").returncode == 0

    as_draft = cluster(project, "status", TODAY="2023-02-01").stdout
    plan = project / "data/plan.yaml"
    plan.write_text(re.sub("draft: true.*\n", "", plan.read_text("utf-8")), "utf-8")
    before, after = (cluster(project, "status", TODAY=day).stdout for day in ("2022-12-31", "2023-02-01"))

    assert [each.split(" as of")[0] for each in (as_draft, before, after)] == [
        "The plan for 2022",
        "The plan for 2022",
        "The plan for 2023",
    ]


def test_what_is_fulfilled_dropped_or_closed_is_not_carried_on() -> None:
    plan = """\
# What a plan is.

year: 2022
title: Plán na rok 2022
headings: {goals: C, goal_activities: R, pillar_development: P 2022, pillar_activities: H}
pillar_development:
  # Once.
  - {id: memorandum, title: Memorandum, work: deed}
  - {id: meetings, title: Setkávání}
  - {id: study-2022, title: Studie, work: deed, due: 2022-06}
  - {id: moved, title: Přesun, work: deed, status: moved, reason: Není čas.}
  - {id: dropped, title: Zrušeno, work: deed, status: dropped, reason: Není třeba.}
working_groups:
  - {id: old-group, title: Stará, state: closed}
  - {id: new-group, title: Nová, state: active, due: 2022}
"""
    proof = "---\ntitle: M\nwhen: 2022-03-01\nkind: meeting\nfulfils: [memorandum, meetings]\n---\n"
    cluster = b"name: C\nabbreviation: C\ntime_zone: Europe/Prague\nclaim: C\nlead: C\n"
    files = {
        "data/cluster.yaml": cluster,
        "data/plan.yaml": plan.encode(),
        "docs/events/m.md": proof.encode(),
    }
    site = read(files)

    draft = draft_of_plan(plan, PlanProgress(site, site.plan, date(2023, 1, 15)), 2023, words_of("cs"))

    assert (
        draft
        == """\
# What a plan is.

year: 2023
draft: true  # až se plán schválí, tento řádek smažte
title: Plán na rok 2023
headings: {goals: C, goal_activities: R, pillar_development: P 2023, pillar_activities: H}
pillar_development:
  # Once.
  # 2022: Doloženo
  - {id: meetings-2023, carried_from: meetings, title: Setkávání}
  # 2022: Bez dokladu
  - {id: study-2023, carried_from: study-2022, title: Studie, work: deed}
  # 2022: Přesunuto
  - {id: moved-2023, carried_from: moved, title: Přesun, work: deed}
working_groups:
  - {id: new-group, title: Nová, state: active}
"""
    )


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (
            "2022",
            "data/plan.yaml:1: the plan for 2022 already exists; expected a later year, found 2022\n",
        ),
        (
            "2019",
            "data/plan.yaml:1: the plan for 2022 already exists; expected a later year, found 2019\n",
        ),
        ("next", "'next' is not a valid integer range"),
    ],
)
def test_a_plan_of_a_year_that_is_planned_cannot_be_drafted(tmp_path: Path, year: str, told: str) -> None:
    project = copy_of_miniature(tmp_path)

    done = cluster(project, "new", "plan", year, TODAY="2022-12-31")

    assert done.returncode
    assert told in done.stderr
    assert not (project / "data/plans/2022.yaml").exists()


def test_while_a_draft_is_unfinished_no_further_one_is_begun(tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)
    assert cluster(project, "new", "plan", "2023", TODAY="2022-12-31").returncode == 0

    done = cluster(project, "new", "plan", "2024", TODAY="2022-12-31")

    assert done.returncode == 1
    assert "data/plan.yaml:1: still a draft; finish it before drafting the next plan\n" in done.stderr
    assert sorted(path.name for path in (project / "data/plans").iterdir()) == ["2021.yaml", "2022.yaml"]
