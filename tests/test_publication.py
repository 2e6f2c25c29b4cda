"""Nothing is published before its time, and nothing that is published names what is not."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import feedparser
import pytest
from cluster.checks.published import references_are_published
from support.command_line import cluster
from support.sources import site_of

SECRETS = (
    "utajen",
    "rozepsan",
    "tajné číslo",
    "tajný úvodník",
    "tajná změna",
    "budoucnosti",
    "embargoed",
    "secret-visit",
    "news/draft",
    "newsletter/2022-3",
    "news/future",
)
"""What stands in the miniature's items that are not to be published on 1 November 2022, in small letters."""


def read(site: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every file, of what is in archives and e-mails, too."""
    for path in sorted(each for each in site.rglob("*") if each.is_file()):
        name, raw = path.relative_to(site).as_posix(), path.read_bytes()
        if name.endswith(".zip"):
            with zipfile.ZipFile(BytesIO(raw)) as archive:
                yield (
                    name,
                    "\n".join(
                        [
                            *archive.namelist(),
                            *(archive.read(n).decode() for n in archive.namelist() if n.endswith(".txt")),
                        ]
                    ),
                )
        elif name.endswith(".eml"):
            message = message_from_bytes(raw, policy=default)
            yield (
                name,
                "\n".join([str(message["subject"]), *(part.get_content() for part in message.iter_parts())]),
            )
        else:
            text = raw.decode("utf-8", errors="ignore")
            yield name, text.replace("\r\n ", "")  # calendars are folded


def found_in(site: Path) -> dict[str, str]:
    """The secrets that are in a site, each with a file that tells it."""
    return {
        secret: name
        for name, text in read(site)
        for secret in SECRETS
        if secret in unquote(name).lower() or secret in text.lower().replace("\xa0", " ")
    }


def test_what_is_not_out_yet_is_in_no_file_of_the_site(miniature: Path) -> None:
    assert found_in(miniature) == {}


def test_what_is_not_out_yet_leaves_no_picture_and_no_attachment(miniature: Path) -> None:
    pictures = {
        path.name.rpartition("-")[0].rpartition("-")[0] for path in (miniature / "pictures").iterdir()
    }

    assert pictures == {"light-day", "logo"}
    assert not list(miniature.rglob("*.pdf"))[1:], "only the school's programme"


@pytest.mark.parametrize(
    ("today", "still_secret"),
    [
        ("2022-11-21", {"secret-visit", "newsletter/2022-3", "news/future", "news/draft"}),
        ("2022-12-01", {"newsletter/2022-3", "news/future", "news/draft"}),
        ("2023-02-01", {"news/draft"}),
    ],
)
def test_on_its_day_it_is_everywhere_but_a_draft_never(
    project: Path, today: str, still_secret: set[str]
) -> None:
    names = {"secret-visit", "embargoed", "newsletter/2022-3", "news/future", "news/draft"}

    assert cluster(project, "build", TODAY=today).returncode == 0

    assert names - found_in(project / "site").keys() == still_secret
    assert "rozepsan" not in found_in(project / "site")


def test_news_under_embargo_is_told_by_feeds_at_the_hour_at_which_it_ends(project: Path) -> None:
    at_ten = datetime(2022, 11, 20, 9, tzinfo=UTC).timestamp()  # in Prague

    cluster(project, "build", SOURCE_DATE_EPOCH=str(int(at_ten) - 1))
    before = feedparser.parse((project / "site" / "rss.xml").read_bytes()).entries
    cluster(project, "build", SOURCE_DATE_EPOCH=str(int(at_ten)))
    after = feedparser.parse((project / "site" / "rss.xml").read_bytes()).entries

    assert [each.link for each in after if each.link not in {old.link for old in before}] == [
        "https://cluster.example/news/embargoed/"
    ]
    assert after[0].published == "Sun, 20 Nov 2022 10:00:00 +0100"
    assert (project / "site" / "news" / "embargoed.pdf").exists()
    assert not (project / "site" / "news" / "embargoed.jpg").exists(), "only its renditions are shown"
    assert list((project / "site" / "pictures").glob("embargoed-*.webp"))


def test_an_event_of_the_plan_whose_file_is_a_draft_is_as_the_plan_has_it() -> None:
    file = "---\ntitle: Tajné jméno\nwhen: 2022-10-13\nkind: trade-fair\ndraft: true\n---\n"
    site = site_of({"docs/events/lens-fair-2022.md": file}).as_of(datetime(2022, 11, 1, tzinfo=UTC))

    event = site.event("lens-fair-2022")

    assert event is not None
    assert event.title.original == "Veletrh čoček"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "docs/soon.md",
            "---\ntitle: Brzy\n---\n[Brzy](news/future.md)",
            "4: the link 'news/future.md' leads to a news item that is not published before 2023-01-01",
        ),
        (
            "docs/soon.md",
            "---\ntitle: Brzy\n---\n[Brzy](news/embargoed.md)",
            "4: the link 'news/embargoed.md' leads to a news item that is not published before "
            "2022-11-20 10:00",
        ),
        (
            "docs/soon.md",
            "---\ntitle: Brzy\n---\n[Brzy](news/draft.md)",
            "4: the link 'news/draft.md' leads to a news item that is a draft",
        ),
        (
            "docs/news/visit.md",
            "---\ntitle: N\ndate: 2022-10-01\nsummary: S.\nevent: secret-visit\n---\n",
            "5: news 'visit': event 'secret-visit' is not published before 2022-12-01",
        ),
        (
            "docs/newsletter/2022-9.md",
            "---\ntitle: N\nnumber: 9\ndate: 2022-10-30\nsummary: S.\nnews: [draft]\n---\n",
            "6: edition '2022-9': news 'draft' is a draft",
        ),
    ],
)
def test_what_is_published_cannot_name_what_is_not(file: str, text: str, said: str) -> None:
    whole = site_of({file: text})
    shown = whole.as_of(datetime(2022, 11, 1, 12, tzinfo=UTC))

    assert [str(each) for each in references_are_published(shown, whole)] == [f"{file}:{said}"]


def test_what_is_hidden_itself_may_name_what_is_hidden() -> None:
    head = "title: N\nnumber: 9\ndate: 2022-12-30\nsummary: S.\nnews: [embargoed]"
    text = f"---\n{head}\n---\n[x](../news/draft.md)"
    whole = site_of({"docs/newsletter/2022-9.md": text})

    assert not list(references_are_published(whole.as_of(datetime(2022, 11, 1, tzinfo=UTC)), whole))
