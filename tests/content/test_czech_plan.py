"""Every statement of the Czech cluster's action plan can be read on its site, and its states are right."""

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from cluster.pages.report import report_of
from support.own_project import czech_content, own_site
from support.pages import html_pages
from support.versions import noon, version_of

pytestmark = czech_content

SOURCE = Path(__file__).parent / "plan-2022.txt"
PILLARS = {"I.": "military", "II.": "laser", "III.": "microscopy"}


def plain(text: str) -> str:
    """Letters and digits alone: typography was mended, words were not."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", text)).casefold().strip()


def statements() -> list[tuple[str, str]]:
    """Each line without its bullet, with the page on which it must stand."""
    page, found = "plan", []
    for line in SOURCE.read_text(encoding="utf-8").split("\n"):
        said = re.sub(r"^[\s\-🌐🚩]+", "", line).strip()
        if section := re.match(r"(I+\.) ", said):
            page = f"pillars/{PILLARS[section[1]]}"
        said = re.sub(r"^(?:[a-e],|[123]\. |I+\. |[Aa]d \d,)\s*", "", said)
        if said:
            found.append((page, said))
    return found


@pytest.mark.parametrize(("page", "said"), [pytest.param(*each, id=each[1][:60]) for each in statements()])
def test_a_statement_of_the_plan_is_on_its_page(site: Path, page: str, said: str) -> None:
    pages = html_pages_of(site)

    assert plain(said) in pages[f"{page}/index.html"]
    assert plain(said) in pages["plan/index.html"]


_TEXTS: dict[Path, dict[str, str]] = {}


def html_pages_of(site: Path) -> dict[str, str]:
    if site not in _TEXTS:
        wanted = ["plan/index.html", *(f"pillars/{each}/index.html" for each in PILLARS.values())]
        _TEXTS[site] = {
            path: plain(" ".join(tree.itertext()))
            for path, tree in html_pages(site).items()
            if path in wanted
        }
    return _TEXTS[site]


def test_no_statement_was_lost_on_the_way_to_this_test() -> None:
    assert len(statements()) == 47


STATES = yaml.load((Path(__file__).parent / "plan-2022.yaml").read_text("utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("day", ["2022-04-01", "2022-10-01", "2022-12-31", "2023-12-01"])
def test_the_plan_of_2022_is_kept_as_far_as_is_proven_on_a_day(day: str) -> None:
    today = date.fromisoformat(day)
    version = version_of(own_site().as_of(noon(today)), today)

    found = {id: each.status for id, each in version.plan_progress.progress.items()}

    assert found == {id: row[day] for id, row in STATES.items()}


def test_the_report_claims_nothing_without_a_source() -> None:
    version = version_of(own_site(), date(2023, 12, 1))
    report = report_of(version, version.site.plan)

    assert report.is_final
    assert (report.figures.events, report.figures.attendance, report.figures.attended) == (3, 40, 1)
    assert (report.figures.only_planned, report.figures.attended_by_more) == (3, True)
    assert (report.figures.news, report.figures.members) == (2, 2)
    assert all(each.sources for each in report.annex)
    for part in report.parts:
        for _, each in part.commitments:
            assert each.evidence or each.status in ("unproven", "planned", "at-risk")
            assert not each.evidence or each.status not in ("unproven", "planned")


def test_the_report_has_as_many_pages_as_a_board_reads(visit: Any, tmp_path: Path) -> None:
    page = visit("reports/2022/")
    page.pdf(path=str(tmp_path / "report.pdf"), prefer_css_page_size=True)

    assert page.locator(".report__contents a").count() > 8
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "report.pdf").read_bytes())) <= 12
