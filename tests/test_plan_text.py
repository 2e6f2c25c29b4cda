"""Every statement of the cluster's action plan can be read on the Czech site."""

import re
import unicodedata
from pathlib import Path

import pytest
from support.pages import html_pages

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
