"""Whatever was published once is still there, or leads somewhere."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import pytest
from cluster.build.addresses_file import recorded_in
from cluster.build.load import read_site
from cluster.content.contents import Recorded
from cluster.content.old_addresses import AddressParts, LeadsTo, OldAddresses
from cluster.content.site import Site
from cluster.hosts.redirects import RedirectRule, apache_rules, netlify_rules, nginx_rules
from cluster.problems import Invalid
from support.builds import replace
from support.command_line import built, cluster
from support.sources import LANGUAGES, miniature, others

REDIRECTS = "data/redirects.yaml"

DATA = miniature()
PLAN, MEMBERS, EQUIPMENT = (DATA[f"data/{name}.yaml"] for name in ("plan", "members", "equipment"))

KINDS = {
    "event": ("events/{}/", "docs/events/{}.md", "---\ntitle: Den\nwhen: 2022-10-13\nkind: meeting\n---\n"),
    "news": ("news/{}/", "docs/news/{}.md", "---\ntitle: Den\ndate: 2022-10-13\nsummary: Byl.\n---\n"),
    "edition": (
        "newsletter/{}/",
        "docs/newsletter/{}.md",
        "---\ntitle: Den\nnumber: 9\ndate: 2022-10-21\nsummary: A.\n---\n",
    ),
    "page": ("{}/", "docs/{}.md", "---\ntitle: Den\n---\nText.\n"),
    "member": ("members/{}/", "data/members.yaml", MEMBERS + b"  - {id: {}, name: A, kind: company}\n"),
    "equipment": (
        "equipment/{}/",
        "data/equipment.yaml",
        EQUIPMENT.replace(
            b"\nequipment:\n", b"\nequipment:\n  - {id: {}, title: A, kind: instrument, owner: lupa}\n"
        ),
    ),
    "partner": (
        "partners/{}/",
        "data/partners.yaml",
        "partners:\n  - {id: b, name: B, kind: cluster, country: DE}\n"
        "  - {id: {}, name: A, kind: cluster, country: DE}\n",
    ),
    "call": (
        "calls/{}/",
        "data/services.yaml",
        "calls:\n  - {id: other, title: B, closes: 2022-12-01}\n  - {id: {}, title: A, closes: 2022-12-01}\n",
    ),
    "project": (
        "projects/{}/",
        "data/projects.yaml",
        "projects:\n  - {id: other, title: B}\n  - {id: {}, title: A}\n",
    ),
    "pillar": (
        "pillars/{}/",
        "data/plan.yaml",
        PLAN.replace(b"\npillars:\n", b"\npillars:\n  - {id: {}, number: 9, section: IX, title: A}\n"),
    ),
}
"""The address of an item of each kind, and a file that has it: `{}` stands for its id."""


def having(kind: str, id: str | None) -> dict[str, str]:
    """The file with an item that has an id, or without the item."""
    _, file, content = KINDS[kind]
    text = content.decode() if isinstance(content, bytes) else content
    if id is None:
        if file.startswith("docs/"):
            return {}
        text = "".join(line for line in text.splitlines(keepends=True) if "{id: {}" not in line)
    return {file.format(id): text.replace("{}", id or "")}


def read(changes: dict[str, str], published: Iterable[str] = ()) -> Site:
    """The miniature with some files replaced, which has published these paths."""
    sources = DATA | {name: text.encode() for name, text in changes.items()}
    recorded = tuple(Recorded(path, line) for line, path in enumerate(published, 1))
    return read_site(sources, LANGUAGES, others=others(), recorded=recorded)


def redirecting(*pairs: tuple[str, str]) -> dict[str, str]:
    rows = "".join(f"  - {{old: {old}, to: {to}}}\n" for old, to in pairs)
    return {REDIRECTS: f"redirects:\n{rows}"}


def problems_of(changes: dict[str, str], published: Iterable[str] = ()) -> list[str]:
    try:
        read(changes, published)
    except Invalid as error:
        return [str(each) for each in error.problems]
    return []


def leads(site: Site, path: str) -> str | None:
    """Where an address leads on a site that publishes all it has: a path, a web address, or `gone`."""
    old = OldAddresses(site)
    target = old.target(old.parts(path), there(old))
    return target and shown(old, target)


def there(old: OldAddresses) -> Callable[[AddressParts], bool]:
    """Whether a site that publishes all it has publishes an address."""

    def is_there(parts: AddressParts) -> bool:
        path = old.path(parts)
        return parts.language in LANGUAGES.all and old.exists(parts) and old.parts(path) == parts

    return is_there


def shown(old: OldAddresses, target: LeadsTo) -> str:
    return target.link or (old.path(target.parts) if target.parts else "gone")


IN_ALL = ("", "en/", "de/")


# ---- What is gone -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_that_is_renamed_is_missed_until_its_new_id_is_named(kind: str) -> None:
    before = KINDS[kind][0].format("alpha-one")
    after = KINDS[kind][0].format("alpha-two")
    published = [f"{prefix}{before}" for prefix in IN_ALL]
    assert problems_of(having(kind, "alpha-one"), published) == []

    assert problems_of(having(kind, "alpha-two"), published) == [
        f"addresses.txt:1: '/{before}' is no longer published; say where it leads under 'redirects' in "
        "data/redirects.yaml (an id, an address or 'gone'), or delete this line if it was never on the site; "
        "did you mean 'alpha-two'?"
    ]
    site = read(having(kind, "alpha-two") | redirecting(("alpha-one", "alpha-two")), published)
    assert [leads(site, each) for each in published] == [f"{prefix}{after}" for prefix in IN_ALL]


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_that_is_deleted_is_missed_until_it_is_said_to_be_gone(kind: str) -> None:
    before = KINDS[kind][0].format("alpha-one")

    [problem] = problems_of(having(kind, None), [before])
    site = read(having(kind, None) | redirecting((f"/{before}", "gone")), [before])

    assert problem.startswith(f"addresses.txt:1: '/{before}' is no longer published; say where it leads")
    assert leads(site, before) == leads(site, f"de/{before}") == "gone"


def test_services_have_one_page_which_is_missed_with_the_last_of_them() -> None:
    service = {"data/services.yaml": "services:\n  - {id: alpha, title: A, what: A}\n"}
    assert problems_of(service, ["services/"]) == []

    [problem] = problems_of({}, ["services/"])
    site = read(redirecting(("services", "members")), ["services/"])

    assert problem.startswith("addresses.txt:1: '/services/' is no longer published")
    assert leads(site, "de/services/") == "de/members/"


def test_a_similar_title_is_as_good_a_hint_as_a_similar_id() -> None:
    titled = {"docs/events/x-22.md": "---\ntitle: Laserový den\nwhen: 2022-10-13\nkind: meeting\n---\n"}

    [problem] = problems_of(titled, ["events/laserovy-den-v-brne/"])

    assert problem.endswith("; did you mean 'x-22'?")


def test_a_file_that_people_link_to_is_missed_too() -> None:
    assert problems_of({}, ["events/school.pdf"]) == []

    [problem] = problems_of({}, ["events/school-2021.pdf"])
    site = read(redirecting(("/events/school-2021.pdf", "/events/school.pdf")), ["events/school-2021.pdf"])

    assert problem.startswith("addresses.txt:1: '/events/school-2021.pdf' is no longer published")
    assert leads(site, "events/school-2021.pdf") == "events/school.pdf"


def test_what_a_file_with_problems_may_still_have_is_not_missed() -> None:
    broken = {"data/members.yaml": "members: [{id: beta, id: beta}]\n"}

    found = problems_of(broken, ["members/beta/", "members/", "events/nowhere/"])

    assert [each for each in found if each.startswith("addresses.txt")] == [
        each for each in found if "'/events/nowhere/'" in each
    ]
    assert len(found) > 1


def test_nothing_is_missed_that_is_only_hidden_today(project: Path) -> None:
    (project / "addresses.txt").write_text(
        "/news/embargoed/\n/news/draft/\n/en/news/future/\n/events/2021-05/\n/events/1999/\n"
        "/news/tags/workshops/\n/news/tags/none/\n/news/pillars/none/\n/plan/2022/progress/\n"
    )

    done = cluster(project, "check", TODAY="2022-03-01")

    assert done.returncode == 0, done.stderr


def test_months_subjects_and_kinds_without_an_item_lead_to_the_list_for_as_long() -> None:
    old = OldAddresses(read(redirecting(("/pillars/alpha/", "lenses")), ["pillars/alpha/"]))

    def target(path: str) -> tuple[str, bool]:
        found = old.target(old.parts(path), there(old))
        assert found
        return shown(old, found), found.is_permanent

    assert target("events/1999-05/") == ("events/", False)
    assert target("en/events/kinds/fair/events.ics") == ("en/events/", False)
    assert target("news/tags/none/rss.xml") == ("news/", False)


def test_a_calendar_file_leads_to_that_of_the_new_page_or_to_the_page() -> None:
    published = ["events/alpha/", "events/alpha/event.ics"]
    site = read(redirecting(("alpha", "light-day")), published)
    assert leads(site, "en/events/alpha/event.ics") == "en/events/light-day/event.ics"

    old = OldAddresses(site)
    target = old.target(old.parts(published[1]), lambda parts: not parts.file and old.exists(parts))
    assert target
    assert target.parts == AddressParts("cs", "events/light-day/")


def test_the_addresses_of_a_language_that_is_given_up_lead_to_the_first_one() -> None:
    site = read({}, ["fr/", "fr/events/light-day/", "fr/events.ics"])

    assert leads(site, "fr/events/light-day/") == "events/light-day/"
    assert leads(site, "fr/events.ics") == "events.ics" or leads(site, "fr/events.ics") == ""


# ---- data/redirects.yaml ------------------------------------------------------------------------------


def test_a_redirect_of_one_language_comes_before_that_of_all() -> None:
    site = read(
        redirecting(("/alt/", "light-day"), ("/en/alt/", "/news/light-day-report/"), ("/x.php", "gone"))
    )

    assert [leads(site, f"{each}alt/") for each in IN_ALL] == [
        "events/light-day/",
        "en/news/light-day-report/",
        "de/events/light-day/",
    ]


def test_a_target_may_be_of_one_language_or_on_another_website() -> None:
    site = read(redirecting(("/a/", "/en/events/"), ("/b/", "https://other.example/b?c=1")))

    assert leads(site, "a/") == "en/events/"
    assert leads(site, "b/") == leads(site, "de/b/") == "https://other.example/b?c=1"


def test_redirects_that_follow_one_another_lead_to_the_last_address() -> None:
    site = read(redirecting(("/a/", "/b/"), ("/b/", "/c/"), ("/c/", "light-day")))

    assert leads(site, "en/a/") == "en/events/light-day/"


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("/a/", "light-dya")], "to: there is no page 'light-dya'; did you mean 'light-day'?"),
        ([("/a/", "Gone")], "to: there is no page 'Gone'; did you mean 'gone'?"),
        (
            [("/a/", "/events/light-day")],
            "to: '/events/light-day': expected an address such as /events/open-day/ or /files/programme.pdf; "
            "did you mean '/events/light-day/'?",
        ),
        (
            [("/a/", "/events/light-dya/")],
            "to: there is no page or file '/events/light-dya/'; did you mean '/events/light-day/'?",
        ),
        (
            [("/a/", "signs")],
            "to: several pages have the id 'signs'; write the address: /events/signs/, /news/signs/",
        ),
        (
            [("/a/", "http://other.example/")],
            "to: expected an address that begins with https://, found 'http://other.example/'",
        ),
        ([("/a/", "/b/"), ("/b/", "/a/")], "to: '/b/' leads back to '/a/'"),
        (
            [("/events/light-day/", "gone")],
            "old: '/events/light-day/' is published; delete this redirect, or what is published there",
        ),
        (
            [("light-day", "gone")],
            "old: 'light-day' is published; delete this redirect, or what is published there",
        ),
        ([("lihgt", "gone")], "old: no address in addresses.txt has the id 'lihgt'"),
        (
            [("/a/", "gone"), ("/a/", "light-day")],
            "duplicate redirect of '/a/' (first used on line 2)",
        ),
        (
            [("/a", "gone")],
            "old: '/a': expected an address such as /events/open-day/ or /files/programme.pdf; "
            "did you mean '/a/'?",
        ),
        ([("/assets/a.css", "gone")], "old: '/assets/a.css': the program's own files are in this folder"),
        (
            [("www.a.example/b", "gone")],
            "old: expected an id or an address such as /events/open-day/, found 'www.a.example/b'",
        ),
    ],
)
def test_a_wrong_redirect_is_refused(pairs: list[tuple[str, str]], expected: str) -> None:
    problems = problems_of(redirecting(*pairs), ["events/light-day/"])

    assert f"redirect: {expected}" in [each.partition(": ")[2] for each in problems]
    assert all(each.startswith(f"{REDIRECTS}:") for each in problems)


# ---- addresses.txt ------------------------------------------------------------------------------------


def test_a_line_that_is_no_address_is_refused(tmp_path: Path) -> None:
    (tmp_path / "addresses.txt").write_text(
        "# said\n/a/\n\n<<<<<<< HEAD\nhttps://a.example/\n/a b/\n/%C3%A1.pdf\n"
    )

    recorded, problems = recorded_in(tmp_path)

    assert recorded == (Recorded("a/", 2), Recorded("á.pdf", 7))
    assert [each.place.line for each in problems] == [4, 5, 6]
    assert problems[1].message == "expected an address such as /events/open-day/, found 'https://a.example/'"


def addresses(project: Path) -> list[str]:
    lines = (project / "addresses.txt").read_text("utf-8").splitlines()
    return [each for each in lines if not each.startswith("#")]


def test_a_build_records_what_it_publishes_and_keeps_what_was_recorded(project: Path) -> None:
    (project / "addresses.txt").write_text("/zzz/\n/events/light-day/\n")
    (project / REDIRECTS).write_text(redirecting(("zzz", "gone"))[REDIRECTS])
    (project / "data/services.yaml").write_text(having("call", "alpha")["data/services.yaml"])
    checked = cluster(project, "check").stdout
    assert addresses(project) == ["/zzz/", "/events/light-day/"]

    site = built(project)

    recorded = addresses(project)
    assert "addresses.txt is out of date" in checked
    assert recorded == sorted(recorded)
    assert {
        "/zzz/",
        "/",
        "/en/rss.xml",
        "/events.ics",
        "/events/light-day/event.ics",
        "/events/school.pdf",
    } < {*recorded}
    assert not [each for each in recorded if re.match("/(assets|share|admin|search|pictures)/|.*draft", each)]
    kept = {each.removesuffix("index.html") for each in site}
    unkept = {Path(each).name for each in kept - {each[1:] for each in recorded}}
    assert {
        name for name in unkept if name.endswith((".html", ".ics", ".xml", ".eml", ".zip", ".json", ".csv"))
    } == {
        "404.html",
        "build.json",
        "sitemap.xml",
        "search_index.json",
    }
    assert "addresses.txt" not in cluster(project, "build").stdout


def test_a_preview_of_another_day_is_not_recorded(project: Path) -> None:
    assert "addresses.txt" not in cluster(project, "build", TODAY="2022-12-31").stdout
    year = datetime.now().year + 1
    later = str(int(datetime(year, 1, 1).timestamp()))
    assert "addresses.txt" not in cluster(project, "build", SOURCE_DATE_EPOCH=later).stdout

    assert not (project / "addresses.txt").exists()


# ---- What is published --------------------------------------------------------------------------------


def test_old_addresses_are_pages_that_lead_on_and_rules_for_hosts(project: Path) -> None:
    (project / "addresses.txt").write_text(
        "/events/open-day/\n/en/events/open-day/\n/events/open-day/event.ics\n"
    )
    (project / REDIRECTS).write_text(
        redirecting(("open-day", "light-day"), ("/en/old.html", "https://a.example/"), ("/x/", "gone"))[
            REDIRECTS
        ]
    )

    site = built(project)

    page = site["en/events/open-day/index.html"].decode()
    assert '<meta http-equiv="refresh" content="0; url=../../../en/events/light-day/">' in page
    assert '<link rel="canonical" href="https://cluster.example/en/events/light-day/">' in page
    assert '<html lang="en">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert re.search(r'This page has a new address: <a href="../../../en/events/light-day/">.+</a>', page)
    assert "<script" not in page
    assert "style" not in page
    assert "https://a.example/" in site["en/old.html"].decode()
    assert site["_redirects"].decode().splitlines() == [
        "# Written by the build. Netlify and Cloudflare Pages read it.",
        "/en/events/open-day/ /en/events/light-day/ 301",
        "/en/old.html https://a.example/ 301",
        "/events/open-day/ /events/light-day/ 301",
        "/events/open-day/event.ics /events/light-day/event.ics 301",
        "/en/* /en/404.html 404",
        "/de/* /de/404.html 404",
    ]
    assert b'RedirectMatch 301 "^/events/open\\-day/$" "/events/light-day/"' in site[".htaccess"]
    assert (
        b'location = "/events/open-day/" { return 301 "/events/light-day/"; }' in site["hosting/nginx.conf"]
    )
    told = (".html", "_redirects", ".htaccess", "hosting/nginx.conf")
    others = {path: raw for path, raw in site.items() if not path.endswith(told)}
    assert not [path for path, raw in others.items() if b"open-day" in raw]

    replace(project / REDIRECTS, "to: light-day", "to: board")
    changed = built(project)
    assert b"../../events/board/" in changed["events/open-day/index.html"]
    (project / REDIRECTS).unlink()
    (project / "addresses.txt").unlink()
    assert b"open-day" not in built(project)["_redirects"]
    assert not (project / "site/events/open-day").exists()


RULES = [
    RedirectRule("/a(b)/", "/new/"),
    RedirectRule("/%C3%A1%20%22b/", "https://a.example/?b=$1"),
    RedirectRule("/month/", "/events/", is_permanent=False),
    RedirectRule("/gone/"),
    RedirectRule("/old.ics", "/%C3%A1%241.ics"),
    RedirectRule("/", "/new/", query="p=53&x=1"),
]


def test_each_host_gets_the_rules_in_its_own_words() -> None:
    assert netlify_rules(RULES) == [
        "/a(b)/ /new/ 301",
        "/%C3%A1%20%22b/ https://a.example/?b=$1 301",
        "/month/ /events/ 302",
        "/old.ics /%C3%A1%241.ics 301",
        "/ p=53 x=1 /new/ 301",
    ]
    assert apache_rules(RULES) == [
        r'RedirectMatch 301 "^/a\(b\)/$" "/new/"',
        r'RedirectMatch 301 "^/á\ \"b/$" "https://a.example/?b=\$1"',
        r'RedirectMatch 302 "^/month/$" "/events/"',
        r'RedirectMatch 410 "^/gone/$"',
        r'RedirectMatch 301 "^/old\.ics$" "/á\$1.ics"',
    ]
    assert nginx_rules(RULES) == [
        'location = "/a(b)/" { return 301 "/new/"; }',
        r'location = "/á \"b/" { return 301 "https://a.example/?b=%241"; }',
        'location = "/month/" { return 302 "/events/"; }',
        'location = "/gone/" { return 410; }',
        'location = "/old.ics" { return 301 "/%C3%A1%241.ics"; }',
        'if ($site_asked = "/?p=53&x=1") { return 301 "/new/"; }',
    ]


@pytest.mark.parametrize("old", ["/?", "/?a b", "/?p=1#x", "/?p=ž", "/a?p=1"])
def test_a_redirect_of_a_wrong_query_is_refused(old: str) -> None:
    [problem] = problems_of(redirecting((f'"{old}"', "/events/")))

    assert "expected a query such as /?p=123" in problem or "expected an address such as" in problem
