"""An edition of the newsletter: on the web, as an e-mail, and as a draft for the office."""

from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from cluster.content.newsletter import Edition
from cluster.content.site import Site
from cluster.mail.letter import letter_of
from support.browser import serve, visitor
from support.command_line import cluster
from support.pages import html_pages, text_of
from support.sources import site_of
from support.versions import HOME, version_of

NOON = datetime(2022, 11, 1, 12, tzinfo=ZoneInfo("Europe/Prague"))


def shown(changes: dict[str, str | bytes] | None = None) -> Site:
    return site_of(changes).as_of(NOON)


def edition(site: Site, id: str) -> Edition:
    return next(each for each in site.editions if each.id == id)


def file(number: int, day: str, more: str = "") -> str:
    return f"---\ntitle: T\nnumber: {number}\ndate: {day}\nsummary: S.\n{more}---\n"


@pytest.mark.parametrize(
    ("day", "more", "news", "events"),
    [
        # All news since 2022-2, of which the last is of September; events of the next months.
        ("2022-10-30", "", [], ["board", "call-for-projects", "optics-school"]),
        ("2022-10-30", "news: [signs]\nevents: []\n", ["signs"], []),
        ("2022-10-30", "news: [signs, light-day-report]\n", ["signs", "light-day-report"], None),
        # Before it there is none: the news of a year.
        ("2022-09-10", "", ["light-day-report", "signs"], None),
        ("2022-03-01", "", ["signs"], None),
    ],
)
def test_an_edition_has_the_news_and_events_that_it_names_else_what_is_new_and_ahead(
    day: str, more: str, news: list[str], events: list[str] | None
) -> None:
    site = shown({"docs/newsletter/2022-9.md": file(9, day, more)})
    made = edition(site, "2022-9")

    assert [post.id for post in site.news_in(made)] == news
    if events is not None:
        assert [event.id for event in site.events_in(made)] == events


def test_editions_of_two_years_may_have_one_number() -> None:
    site = shown({"docs/newsletter/2021-1.md": file(1, "2021-05-01")})

    assert [each.name for each in site.editions] == ["2/2022", "1/2022", "1/2021"]


def test_the_archive_lists_the_editions_newest_first(miniature: Path) -> None:
    page = html_pages(miniature)["newsletter/index.html"]

    assert [each.get("href") for each in page.xpath("//h2/a")] == [
        "../newsletter/2022-2/",
        "../newsletter/2022-1/",
    ]
    assert "Tajné" not in page.text_content()


def test_an_edition_is_a_page_with_its_editorial_news_and_events(miniature: Path) -> None:
    page = html_pages(miniature)["en/newsletter/2022-1/index.html"]
    text = text_of(page.xpath("//article")[0])

    assert "Newsletter 1/2022" in text
    assert "Dear friends," in text
    assert [each.get("href") for each in page.xpath("//h3[@class='row__title']/a")][:1] == [
        "../../news/light-day-report/"
    ]
    assert page.xpath("//a[@href='../../newsletter/2022-1/newsletter.eml']")


def mail(path: Path) -> tuple[EmailMessage, str, str]:
    """A message, its plain text and its HTML."""
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    return message, plain.get_content(), html.get_content()


def test_the_mail_of_an_edition_has_a_text_and_an_html_part_that_say_the_same(miniature: Path) -> None:
    message, plain, html = mail(miniature / "newsletter/2022-1/newsletter.eml")

    assert message["subject"] == "Léto ve světle"
    assert message["date"].datetime == datetime(2022, 9, 15, 8, tzinfo=ZoneInfo("Europe/Prague"))
    assert message["message-id"] == "<newsletter.2022-1.cs@cluster.example>"
    assert message["list-unsubscribe"] == "<mailto:rada@cluster.example?subject=unsubscribe>"
    assert message["content-language"] == "cs"
    for part in (plain, lxml.html.document_fromstring(html).text_content()):
        said = " ".join(part.replace("\xa0", " ").split())
        assert "Milí přátelé," in said
        assert "Den světla se vydařil" in said
        assert "Přišlo čtyřicet lidí a svítilo slunce." in said
        assert "Zimní škola optiky" in said
    assert f"zprávu <{HOME}news/light-day-report/>" in " ".join(plain.split())


def test_every_link_of_a_mail_is_absolute_and_leads_to_a_page(miniature: Path) -> None:
    mails = sorted(miniature.rglob("*.eml"))

    assert [path.relative_to(miniature).as_posix() for path in mails] == [
        "en/newsletter/2022-1/newsletter.eml",
        "newsletter/2022-1/newsletter.eml",
        "newsletter/2022-2/newsletter.eml",
    ]
    for path in mails:
        _, _, html = mail(path)
        links = [link for *_, link, _ in lxml.html.document_fromstring(html).iterlinks()]
        assert len(links) > 5
        for link in links:
            if not link.startswith("mailto:"):
                assert link.startswith(HOME)
                assert (miniature / urlsplit(link).path[1:] / "index.html").exists(), link


def test_the_html_for_mailing_services_is_that_of_the_mail(miniature: Path) -> None:
    _, _, html = mail(miniature / "newsletter/2022-1/newsletter.eml")

    text = (miniature / "newsletter/2022-1/newsletter.txt").read_text("utf-8")
    assert text.split() == html.split()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [600, 360])
def test_the_mail_asks_for_nothing_and_fits(
    miniature: Path, tmp_path: Path, chromium: object, width: int, scheme: str
) -> None:
    _, _, html = mail(miniature / "newsletter/2022-1/newsletter.eml")
    (tmp_path / "mail.html").write_text(html, "utf-8")
    asked: list[str] = []

    with serve(tmp_path) as root, visitor(chromium, root) as opened:
        page = opened("mail.html", viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.on("request", lambda each: asked.append(each.url))
        page.reload()
        assert asked == [f"{root}mail.html"]
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_news_of_another_language_says_which() -> None:
    text = "---\ntitle: {en: Only}\nnumber: 8\ndate: 2022-10-30\nsummary: S.\nnews: [signs]\n---\n"
    site = shown({"docs/newsletter/2022-8.md": text.replace("{en: Only}", "{cs: Jen, en: Only}")})

    contents = site.contents_of(edition(site, "2022-8"), NOON)
    [notice] = letter_of(contents, None, version_of(site, language="en")).news

    assert notice.language == "cs"


# ---- A draft of the next one --------------------------------------------------------------------------


def test_the_next_edition_is_drafted_from_what_has_happened_since_the_last(project: Path) -> None:
    news = "---\ntitle: 'Nové: #1'\ndate: 2022-10-25\nsummary: S.\n---\n"
    (project / "docs/news/new.md").write_text(news, "utf-8")

    done = cluster(project, "new", "newsletter")

    assert done.returncode == 0, done.stderr
    path = project / "docs/newsletter/2022-4.md"
    assert "Drafted docs/newsletter/2022-4.md." in done.stdout
    lines = path.read_text("utf-8").split("\n")
    assert lines[1].startswith("# Koncept: nic z něj se nezveřejní")  # as its editors speak
    assert [line for line in lines if not line.startswith("#")] == [
        "---",
        "draft: true",
        "number: 4",
        "date: 2022-11-01",
        'title: "Nové: #1"',
        'summary: "Schůzka pracovní skupiny · Výzva pro společné projekty · '
        'Změna termínu: Zimní škola optiky"',
        "news:",
        "  - new  # Nové: #1, 25. října 2022",
        "events:",
        "  - board  # Schůzka pracovní skupiny, příště 8. listopadu 2022, do 14. března 2023",
        "  - call-for-projects  # Výzva pro společné projekty, 11. listopadu 2022",
        "  - optics-school  # Změna termínu: Zimní škola optiky, 5.–6. prosince 2022",
        "---",
        "",
    ]


def test_a_draft_of_one_item_has_its_title_and_summary_and_one_of_none_its_number(project: Path) -> None:
    cluster(project, "new", "newsletter", TODAY="2031-01-01")
    one = project / "docs/newsletter/2031-1.md"
    title, summary = 'title: "Zpráva z budoucnosti"\n', 'summary: "Ještě nesmí být vidět."\n'
    assert title + summary in one.read_text("utf-8")

    one.write_text(one.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    cluster(project, "new", "newsletter", TODAY="2031-01-02")
    assert 'title: "Občasník 2/2031"\n' in (project / "docs/newsletter/2031-2.md").read_text("utf-8")


def test_a_drafted_edition_is_published_when_it_is_no_draft_any_more(project: Path) -> None:
    cluster(project, "new", "newsletter")
    path = project / "docs/newsletter/2022-4.md"

    cluster(project, "build")
    assert not (project / "site/newsletter/2022-4").exists()
    path.write_text(path.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    cluster(project, "build")
    assert (project / "site/newsletter/2022-4/newsletter.eml").exists()


def test_no_draft_is_written_while_something_is_wrong(project: Path) -> None:
    (project / "docs/news/old-news.md").write_text("---\ntitle: X\n---\n")

    done = cluster(project, "new", "newsletter")

    assert done.returncode == 1
    assert "docs/news/old-news.md:2: news 'old-news': missing 'summary'" in done.stderr
    assert "Nothing was written" in done.stderr
    assert not (project / "docs/newsletter/2022-4.md").exists()
