"""Every link leads somewhere, whatever the names of files and headings are."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import quote, unquote, urljoin, urlsplit

import lxml.html
import pytest
from cluster.build.heading_links import headings_exist
from cluster.build.load import Memory, read_site
from cluster.checks.links import values_to_check
from cluster.checks.published import references_are_published
from cluster.content.addresses import ALWAYS
from cluster.hosts.table import UNSERVED
from cluster.links import HERE, encoded, phone_link, quoted, untracked
from cluster.pages.menu import MenuEntry, wrong_entries
from cluster.pages.slots import site_slots
from cluster.pages.unique_ids import with_unique_ids
from cluster.problems import Invalid, Place
from cluster.reading.markdown import Converter
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from support.browser import serve, visitor
from support.builds import ROOT, copy_of_miniature, different, files
from support.builds import replace as replaced
from support.command_line import built, cluster
from support.pages import html_pages
from support.sources import LANGUAGES, others, read, site_of
from support.sources import miniature as sources
from support.urls import RFC_3986, Server, urls_of
from support.versions import TODAY, WORDS_BY_LANGUAGE, noon, pages, templates_of, version_of

NAMES = (
    "C# kurz.pdf",
    "proč?.pdf",
    "100 % a 100%25.pdf",
    "\"uvozovky\" & 'jiné'.pdf",
    "a+b=c;d,e:f@g!.pdf",
    "světlo (1) [2] {3} ~ ^ ` |.pdf",
    "курс – čočky.pdf",
    "日本語 مرحبا 🔬.pdf",
)
"""Names of files that a URL must not have as they are."""

HOME = "https://cluster.example/"


def listed(names: tuple[str, ...]) -> str:
    return "\n".join(f"- [{number}]({quote(name)})" for number, name in enumerate(names))


TEXT = """
{files}

[content](#content) [{heading}](#{id}) [twice](#{id}_1) [same](?tisk=ano#{id})
[site](/events/) [file](/news/C%23%20kurz.pdf) [calendar](/{prefix}pillars/lenses/events.ics)
[event](../events/nasty.md#registration) [speakers](../events/nasty.md#speakers)
[plan](../plan/index.md#lens-meetings) [own](https://cluster.example/{prefix}about/)
[elsewhere](https://cs.wikipedia.org/wiki/Čočka_(optika)?a=č b#ř) [encoded](https://a.example/%C4%8D%20a?b=%26)
[host](https://čočka.example/ž) [short](//a.example/x) [mail](mailto:a@b.example?subject=Dotaz na školu)
<kontakt@cluster.example> [by reference][ref]

![Obrázek]({picture})

[ref]: ../events/nasty.md

## Content

Text.

## {heading}

Text.

## {heading}

Text.
"""

HEADINGS = {
    "": ("Přihláška", "prihlaska"),
    "en": ("Registration", "registration"),
    "de": ("Anmeldung", "anmeldung"),
}


def text(language: str, folder: str) -> str:
    heading, id = HEADINGS[language]
    prefix = f"{language}/" if language else ""
    names = listed(NAMES).replace("](", f"]({folder}")
    image = folder + quote(normalize("NFC", "fotka č#1.png"))
    return TEXT.format(files=names, heading=heading, id=id, prefix=prefix, picture=image)


EVENT = (
    """---
title: {cs: Zlá jména, en: Nasty names, de: Böse Namen}
summary: {cs: Souhrn., en: Summary., de: Zusammenfassung.}
when: 2022-11-20 09:00..12:00
announced: 2022-10-20
kind: workshop
online: true
online_link: "https://meet.example.org/škola optiky#1"
programme: [{time: "09:00", title: {cs: Zahájení, en: Opening, de: Beginn}}]
speakers: [{name: Jana, link: "https://čočka.example/o mně"}]
registration: {link: "https://example.org/přihláška?a=<b>", email: "a&b?c%d@example.org"}
contact: {name: Jan, phone: "+420 (0) 123 456"}
attachments:
ATTACHMENTS
---
""".replace("škola optiky", "škola_optiky")
    .replace("o mně", "o_mně")
    .replace("?a=<b>", "?a={b}|c")
)


def nasty(project: Path) -> None:
    """Add files with nasty names to a project, half of them named as macOS names files."""
    docs = project / "docs"
    for number, name in enumerate(NAMES):
        form = "NFD" if number % 2 else "NFC"
        (docs / "news" / normalize(form, name)).write_bytes(b"%PDF-1.4\n")
    Image.new("RGB", (300, 200), "teal").save(docs / "news" / normalize("NFD", "fotka č#1.png"))
    attachments = "\n".join(
        f"  - {{title: Soubor, file: {quoted_yaml(normalize('NFD', f'news/{name}'))}}}" for name in NAMES
    )
    sources = 'sources: ["https://cluster.example/replaced/"]'  # a page of the site before this one
    image = '{file: "news/fotka č#1.png", alt: {cs: Obrázek, en: Picture, de: Bild}}'
    values = (
        f"title: Odkazy\ndate: 2022-10-20\nsummary: Souhrn.\nfulfils: [workshops]\n{sources}\nimage: {image}"
    )
    head = f"---\n{values}\n---\n"
    translated = "---\ntitle: Links\nsummary: S.\n---\n"
    edition = "---\ntitle: Číslo\nnumber: 9\ndate: 2022-10-25\nsummary: Souhrn.\n---\n"
    event = EVENT.replace("ATTACHMENTS", attachments)
    for kind, name, start in (
        ("news", "nasty", head),
        ("newsletter", "2022-9", edition),
        ("events", "nasty", event),
    ):
        for language in ("", "en", "de"):
            suffix = f".{language}" if language else ""
            folder = "" if kind == "news" else "../news/"
            begin = translated if language else start
            if language and kind == "events":
                begin = ""
            (docs / kind / f"{name}{suffix}.md").write_text(begin + text(language, folder), "utf-8")
    settings = project / "mkdocs.yml"
    replaced(settings, "logo: assets/logo.svg", 'logo: "loga/čočka #1.svg"')
    replaced(settings, "contact.md, join-us.md]", "/events/subscribe/, 'https://a.example/ř s']")
    (docs / "loga").mkdir()
    logo = ROOT / "tests/site/docs/assets/logo.svg"
    shutil.copy(logo, docs / "loga" / normalize("NFD", "čočka #1.svg"))
    (docs / "news" / "only-czech.md").write_text(
        head.replace("Odkazy", "Jen česky")
        + "[kapitola](#kapitola) [jiná](../join-us.md#jak-na-to)\n\n## Kapitola\n",
        "utf-8",
    )


def quoted_yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with nasty names."""
    project = copy_of_miniature(tmp_path_factory.mktemp("nasty"))
    nasty(project)
    return project


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """Its site in three languages."""
    done = cluster(project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site"


def test_the_engine_publishes_the_same_site(project: Path, site: Path) -> None:
    fast = files(site)

    assert different(fast, built(project, CLUSTER_FAST="0")) == []


def test_every_url_of_every_file_is_encoded_and_leads_somewhere(site: Path) -> None:
    server = Server(site, HOME)
    found = list(urls_of(site))

    assert len(found) > 5_000
    assert {each.file.rpartition(".")[2] for each in found} >= {
        "html",
        "xml",
        "json",
        "ics",
        "eml",
        "opml",
        "txt",
    }
    assert [(*each[:3], wrong) for each in found if (wrong := server.answer(each))] == []


def test_every_page_that_does_not_only_lead_on_is_linked_from_another(miniature: Path) -> None:
    found = [each for each in urls_of(miniature) if each.is_page and each.where.startswith("a ")]
    linked = {urlsplit(urljoin(HOME + each.file, each.url)).path for each in found}

    here = {
        path: page
        for path, page in html_pages(miniature).items()
        if not page.xpath("//meta[@http-equiv='refresh']")
    }
    assert len(here) > 100
    assert {f"/{path.removesuffix('index.html')}" for path in here} - linked == set()


def test_every_file_is_published_under_its_composed_name(site: Path) -> None:
    published = {path.name for path in (site / "news").iterdir()}

    assert published >= {normalize("NFC", name) for name in NAMES}


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    twice = {
        path: [id for id, count in Counter(page.xpath("//@id")).items() if count > 1]
        for path, page in html_pages(site).items()
    }

    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_links_in_texts_of_feeds_and_letters_are_absolute(site: Path) -> None:
    elsewhere = [each for each in urls_of(site) if not each.is_page and each.where != "location"]

    assert {each.file for each in elsewhere} >= {"rss.xml", "newsletter/2022-9/newsletter.eml", "events.ics"}
    assert [each for each in elsewhere if not each.url.startswith(("http", "mailto:"))] == []
    letter = {each.url for each in elsewhere if each.file == "en/newsletter/2022-9/newsletter.eml"}
    assert {
        f"{HOME}en/newsletter/2022-9/#registration",
        f"{HOME}events/",
        f"{HOME}news/C%23%20kurz.pdf",
    } <= letter


def test_a_browser_opens_files_and_headings(site: Path, chromium: Any) -> None:
    with serve(site) as address, visitor(chromium, address) as visit:
        page = visit("en/events/nasty/", accept_downloads=True)
        links = page.eval_on_selector_all(".prose li a", "all => all.map(each => each.href)")
        answers = [page.request.get(link).status for link in links]
        page.click(".prose a:has-text('Registration')")
        heading = page.evaluate("document.querySelector(':target').textContent")

        assert answers == [200] * len(NAMES)
        assert (heading, page.url) == ("Registration", f"{address}en/events/nasty/#registration_2")


# ---- Links that lead nowhere --------------------------------------------------------------------------


_MEMORY: Memory = {}


def problems(files: dict[str, str]) -> list[str]:
    """What is wrong with the links of the miniature after some files were added."""
    changed = sources() | {name: text.encode() for name, text in files.items()}
    try:
        read_site(
            changed,
            LANGUAGES,
            others=[*others(), "docs/news/C# kurz.pdf"],
            memory=_MEMORY,
            site_url=HOME,
            theme_files=frozenset({"assets/logo.svg", "favicon.ico"}),
            headings=lambda site: headings_exist(site, noon(TODAY), WORDS_BY_LANGUAGE, templates_of),
        )
    except Invalid as error:
        return [each.message for each in error.problems]
    return []


HEAD = "---\ntitle: Odkazy\ndate: 2022-10-01\nsummary: S.\n---\n"


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        # headings
        ("#program", ""),
        (
            "#programm",
            "there is no heading '#programm' on the Czech page /news/odkazy/; did you mean '#program'?",
        ),
        ("../join-us.md#jak-na-to", ""),
        ("../join-us.md#zadny", "there is no heading '#zadny' on the Czech page /join-us/"),
        (
            "../join-us.md#how-to",
            "there is no heading '#how-to' on the Czech page /join-us/; only the English version has it",
        ),
        ("../pillars/lenses.md#lens-meetings", ""),  # a commitment
        ("../about.md#history", ""),  # a heading of the template
        ("../about.md#historie", "on the Czech page /about/; did you mean '#history'?"),
        ("../plan/2022.md#goals-of-the-year", ""),  # leads on to plan/
        ("../events/light-day.md#:~:text=Den", ""),
        # a section that comes and goes with the day
        ("../events/optics-school.md#registration", ""),
        ("../events/light-day.md#registration", "no heading '#registration'"),
        ("../pillars/lenses.md#coming-events", ""),
        ("../plan/progress.md#fulfilled", ""),
        ("/en/join-us/#how-to", ""),
        ("/en/join-us/#jak-na-to", "only the Czech version has it"),
        # addresses of this site
        ("/", ""),
        ("/events/", ""),
        ("/events/index.html", ""),
        ("/de/events/2022-10/", ""),
        ("/pillars/lenses/events.ics", ""),
        ("/about/events.ics", "this site has no page or file /about/events.ics"),
        ("/news/C%23%20kurz.pdf", ""),
        ("/assets/logo.svg", ""),
        ("/neni/", "this site has no page or file /neni/"),
        ("/events", "this site has no page or file /events; did you mean '/events/'?"),
        ("/en/neni/", "this site has no page or file /en/neni/"),
        ("/fr/events/", "this site has no page or file /fr/events/"),
        ("https://cluster.example/en/events/", ""),
        ("http://www.cluster.example/neni/", "this site has no page or file /neni/"),
        ("//cluster.example/neni/", "this site has no page or file /neni/"),
        ("https://other.example/neni/", ""),
        # files
        ("<C# kurz.pdf>", "there is no page or file docs/news/C; did you mean 'C%23%20kurz.pdf'?"),
        ("../news/C# kurz.pdf", "did you mean '../news/C%23%20kurz.pdf'?"),
        ("/events/light-dai.md", "; did you mean '/events/light-day.md'?"),
        ("../events/light-dai.md", "; did you mean '../events/light-day.md'?"),
        ("../plan/plan.md", "; did you mean '../plan/index.md'?"),
        ("plan.md", "; did you mean '../plan/index.md'?"),
        ("../plan/tasks.md", "docs/plan/tasks.md"),
        ("../projects/index.md", "docs/projects/index.md; add 'projects' to data/projects.yaml first"),
        ("../event/light-day.md", "; did you mean '../events/light-day.md'?"),
        ("http://[x", "no address; write it like"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(link: str, wrong: str) -> None:
    text = f"{HEAD}Text a [odkaz]({link}).\n\n## Program\n"

    found = problems({"docs/news/odkazy.md": text})

    assert len(found) == bool(wrong)
    assert wrong in "".join(found)


def test_a_section_that_the_search_shall_lead_to_exists() -> None:
    synonyms = "synonyms:\n  - {words: výbor, page: about.md#SECTION}\n"

    assert problems({"data/search.yaml": synonyms.replace("SECTION", "history")}) == []
    assert problems({"data/search.yaml": synonyms.replace("SECTION", "historie")}) == [
        "broken link 'about.md#historie': there is no heading '#historie' on the Czech page /about/; "
        "did you mean '#history'?"
    ]


def test_headings_are_those_of_the_readers_language() -> None:
    english = "---\ntitle: Links\nsummary: S.\n---\n[here](#program)\n\n## Programme\n"

    found = problems(
        {"docs/news/odkazy.md": f"{HEAD}[zde](#program)\n\n## Program\n", "docs/news/odkazy.en.md": english}
    )

    assert found == [
        "broken link '#program': there is no heading '#program' on the English page /en/news/odkazy/; "
        "did you mean '#programme'?"
    ]


def test_the_headings_of_a_page_that_is_not_public_yet_are_known() -> None:
    draft = HEAD.replace("---\n", "---\ndraft: true\n", 1) + "[zde](#program) [jinde](#nikde)\n\n## Program\n"

    assert problems({"docs/news/odkazy.md": draft}) == [
        "broken link '#nikde': there is no heading '#nikde' on the Czech page /news/odkazy/ "
        "(there are: #program)"
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(
            (f"../{name}.md", f"../{name}/index.md")
            for name in ("members", "equipment", "events", "plan", "pillars")
        ),
        ("../news.md", "index.md"),
        ("../newsletter.md", "../newsletter/index.md"),
    ],
)
def test_the_page_of_a_list_is_named_where_its_folder_was_written(written: str, meant: str) -> None:
    found = problems({"docs/news/odkazy.md": f"{HEAD}[zde]({written})\n"})

    message = f"broken link '{written}': there is no page or file docs/{written.removeprefix('../')}"
    assert found == [f"{message}; did you mean '{meant}'?"]


def test_where_no_heading_is_similar_those_of_the_page_are_listed() -> None:
    """The ids of headings that the program writes are English."""
    many = "".join(f"\n## Kapitola {number}\n" for number in range(1, 11))
    text = f"{HEAD}[a](../plan/index.md#zzz) [b](#zzz)\n{many}"

    own, plan = problems({"docs/news/odkazy.md": text})

    assert "on the Czech page /plan/ (there are: #progress, #goals-of-the-year, " in plan
    assert own.endswith("#kapitola-7, #kapitola-8 and 2 more)")


def test_a_text_may_link_to_every_file_of_the_site(miniature: Path) -> None:
    unlinked = ("assets/", "pictures/", "share/", *UNSERVED)
    names = [each for each in files(miniature) if not each.startswith(unlinked)]
    links = "\n".join(f"- [x](/{quote(name)})" for name in names)

    assert problems({"docs/news/odkazy.md": HEAD + links}) == []


def test_a_link_to_a_page_that_is_not_public_is_refused_however_it_is_written() -> None:
    for link in ("draft.md", "/news/draft/", "https://cluster.example/news/draft/"):
        whole = replace(site_of({"docs/news/odkazy.md": f"{HEAD}[zde]({link})"}), site_url=HOME)

        [problem] = references_are_published(whole.as_of(noon(TODAY)), whole)

        assert problem.message == f"the link '{link}' leads to a news item that is a draft"


def test_an_address_of_this_site_in_a_value_is_only_reported() -> None:
    """The server may have more than this site."""
    head = "---\ntitle: Akce\nwhen: 2022-12-01\nkind: workshop\n"
    site = site_of(
        {"docs/events/akce.md": f"{head}registration:\n  link: https://cluster.example/form\n---\n"}
    )
    site = replace(site, site_url=HOME, theme_files=frozenset())

    assert [str(each) for each in values_to_check(site)] == [
        "docs/events/akce.md:6: 'https://cluster.example/form' is no page of this site; is it right? did you "
        "mean '/join/form/'?"
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("See [text][nowhere].", "'[text][nowhere]': the link [nowhere] is not defined"),
        ("See [text][].", "'[text][]': the link [text] is not defined"),
        ("![Alt][nowhere]", "'![Alt][nowhere]': the link [nowhere] is not defined"),
        ("See [text][1].", "the link [1] is not defined"),
        (
            "[text][plam]\n\n[plan]: ../plan/index.md",
            "the link [plam] is not defined; did you mean '[plan]'",
        ),
        ("[text][Plan] and [plan][]\n\n[plan]: ../plan/index.md", ""),
        ("[text]\n[plan]\n\n[plan]: ../plan/index.md", ""),
        # ordinary brackets
        ("A qoute [sic] and [sic] [1].", ""),
        ("Sources [1][2], [3, 4][5].", ""),
        ("The element a[i][j].", ""),
        ("`[text][nowhere]`", ""),
        ("Code:\n\n    [text][nowhere]", ""),
        ("\\[text][nowhere]", ""),
        ("- [x] done\n- [ ] to do", ""),
    ],
)
def test_a_link_by_reference_is_defined_and_other_brackets_are_text(text: str, wrong: str) -> None:
    found = problems({"docs/news/odkazy.md": HEAD + text})

    assert len(found) == bool(wrong)
    assert wrong in "".join(found)


def test_a_problem_names_the_line_of_the_link_and_not_of_similar_text() -> None:
    text = "[a](#programme-day) /neni/ #program\n\n[b](/neni/)\n\n[c](#program)\n\n## Programme day\n"

    _, mentions = Converter().convert(text, source="news/x.md", at=Place("docs/news/x.md", 6))

    assert [(each.written, each.at.line) for each in mentions] == [
        ("#programme-day", 6),
        ("/neni/", 8),
        ("#program", 10),
    ]


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        ("/event/", "there is no page '/event/'; did you mean '/events/'?"),
        ("https://cluster.example/event/", "did you mean 'https://cluster.example/events/'?"),
        ("plan/indx.md", "there is no page 'plan/indx.md'; did you mean 'plan/index.md'?"),
        ("plan/plan.md", "there is no page 'plan/plan.md'; did you mean 'plan/index.md'?"),
        ("%C3%80%20propos:about.md", "there is no page 'À propos:about.md'"),
        ("abuot.md", "there is no page 'abuot.md'; did you mean 'about.md'?"),
    ],
)
def test_an_entry_of_the_menu_that_leads_nowhere_is_refused(target: str, wrong: str) -> None:
    version = version_of(site_of())

    with pytest.raises(Invalid, match=re.escape(wrong)):
        site_slots(version, pages(version), [MenuEntry(target, "Title")], {})


def told_of_menu(target: str) -> str:
    """What is said of an entry of the menu of a site that has only what every cluster has."""
    [problem] = wrong_entries([MenuEntry(target)], "https://cluster.example/", ALWAYS)
    return problem.message


@pytest.mark.parametrize("target", ["aides.md", "/aides/", "https://cluster.example/aides/"])
def test_an_entry_of_the_menu_that_is_like_no_page_is_told_without_a_guess(target: str) -> None:
    assert told_of_menu(target) == f"nav: there is no page '{target}'"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("members/index.md", "add 'members' to data/members.yaml first"),
        ("/equipment/", "add 'equipment' to data/equipment.yaml first"),
        ("calls/index.md", "add 'calls' to data/services.yaml first"),
        ("cooperation.md", "add services, calls, projects, partners or regions first"),
        ("plan/changes.md", "add 'changes' to data/changes.yaml first"),
        ("newsletter/index.md", "write a file in docs/newsletter/ first"),
        ("excellence.md", "add an award with 'kind: label' to data/cluster.yaml first"),
        ("join.md", "add 'joining' to data/cluster.yaml first"),
        ("join/form.md", "add 'joining' with an 'email' to data/cluster.yaml first"),
        ("privacy.md", "write docs/privacy.md first"),
        ("events/2031.md", "there is nothing on it yet"),
        ("https://cluster.example/news/tags/award/", "there is nothing on it yet"),
    ],
)
def test_an_entry_for_a_page_that_is_still_empty_says_what_it_waits_for(target: str, reason: str) -> None:
    assert told_of_menu(target) == (
        f"nav: there is no page '{target}'; {reason} (or remove it from the menu)"
    )


# ---- Names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://a.example/č a?b=ř#ž ů", "https://a.example/%C4%8D%20a?b=%C5%99#%C5%BE%20%C5%AF"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/a%2Fb?c=%26#d%23", "https://a.example/a%2Fb?c=%26#d%23"),
        ("https://čočka.example:8080/", "https://xn--oka-eqab.example:8080/"),
        ('https://a.example/[x]{y}|"z"', "https://a.example/%5Bx%5D%7By%7D%7C%22z%22"),
        ("mailto:a@b.example?subject=Dotaz na školu", "mailto:a@b.example?subject=Dotaz%20na%20%C5%A1kolu"),
    ],
)
def test_a_web_address_is_encoded_once(written: str, url: str) -> None:
    assert encoded(written) == url
    assert encoded(url) == url


def test_two_files_with_the_same_letters_are_refused() -> None:
    """One of them would replace the other."""
    names = ["docs/news/čočka.pdf"] * 2  # as `sources` lists them

    with pytest.raises(Invalid, match="two files have this name"):
        read(sources(), [*others(), *names])


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_text_becomes_a_valid_url_that_stays_the_same(path: str, query: str, fragment: str) -> None:
    url = encoded(f"https://a.example/{path}?{query}#{fragment}")

    assert RFC_3986.fullmatch(url)
    assert encoded(url) == url


@given(st.text(min_size=1, max_size=30))
def test_the_name_of_a_file_survives_in_its_url(name: str) -> None:
    assert RFC_3986.fullmatch(quoted(name))
    assert unquote(quoted(name)) == name


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("+420 123 456 789", "tel:+420123456789"),
        ("+49 (0) 30/12 34-5", "tel:+493012345"),
        ("112#1", "tel:112%231"),
    ],
)
def test_a_phone_number_is_called_by_its_digits(number: str, link: str) -> None:
    assert phone_link(number) == link


# ---- Ids ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "prose", "below", "expected"),
    [
        ("", '<h2 id="a">A</h2>', '<h2 id="b">B</h2>', ["a", "b"]),
        # the first one keeps its id
        ("", '<h2 id="a">A</h2>', '<h2 id="a">B</h2>', ["a", "a_1"]),
        ('<h2 id="a">A</h2>', '<h2 id="a">B</h2><h2 id="a_1">C</h2>', "", ["a", "a_2", "a_1"]),
        # to a commitment other pages lead
        ("", '<h2 id="a">A</h2>', '<li id="a">B</li>', ["a_1", "a"]),
        ("", '<p>code: id="a"</p><h2 id="a">A</h2>', "", ["a"]),
    ],
)
def test_an_id_that_is_taken_gets_a_number(above: str, prose: str, below: str, expected: list[str]) -> None:
    made = with_unique_ids(f"<div>{above}{prose}{below}</div>", prose)

    assert lxml.html.fromstring(made).xpath("//@id") == expected


def test_links_within_a_text_follow_its_headings_and_labels_their_sections() -> None:
    above = '<div id="registration">Box</div>'
    prose = f'<p><a href="{HERE}#registration">x</a></p><h2 id="registration">R</h2><h2 id="dates">D</h2>'
    below = (
        '<section aria-labelledby="dates"><h2 id="dates">Dates</h2></section><a href="#registration">y</a>'
    )

    made = lxml.html.fromstring(with_unique_ids(f"<div>{above}{prose}{below}</div>", prose).replace(HERE, ""))

    assert made.xpath("//@id") == ["registration", "registration_1", "dates", "dates_1"]
    assert made.xpath("//a/@href") == ["#registration_1", "#registration"]
    assert made.xpath("//section/@aria-labelledby") == ["dates_1"]


def test_a_heading_leaves_ids_of_the_theme_free_and_links_to_it_follow() -> None:
    text = "[here](#content)\n\n## Content\n\n## Content\n\n## \\_\\_search\n"

    html, _ = Converter().convert(text, source="x.md", at=Place("docs/x.md", 1))

    assert re.findall(' id="([^"]*)"', html) == ["content_2", "content_1", "__search_1"]
    assert f'href="{HERE}#content_2"' in html


def test_the_theme_has_no_ids_but_those_that_no_heading_gets(site: Path) -> None:
    frame = {id for page in html_pages(site).values() for id in page.xpath("//@id[not(ancestor::article/*)]")}

    assert {id for id in frame if id != "content" and not id.startswith("__")} == set()


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x"),
        ("https://a.example/?p=5347&utm_source=rss#top", "https://a.example/?p=5347#top"),
        ("https://a.example/?utm_source=rss&p=5347", "https://a.example/?p=5347"),
        ("https://a.example/?p=utm_source", "https://a.example/?p=utm_source"),
    ],
)
def test_a_source_does_not_say_where_it_was_clicked_on(link: str, shown: str) -> None:
    assert untracked(link) == shown
