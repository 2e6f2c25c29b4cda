"""What web servers send with the files that the build writes for them, and what browsers make of it."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import pytest
from cluster.build.build import settings
from cluster.hosts.policy import STRICT, policy_text
from cluster.hosts.table import Hosting, rules_of
from support.browser import ask as search
from support.browser import serve
from support.builds import copy_of_miniature, different, files, replace, with_digest
from support.command_line import built
from support.directory import FILES as DIRECTORY
from support.hosts import Ask, rules_in, sent_for, served_by
from support.pages import html_pages, one_of_each_kind
from support.statements import TEXTS

STRICTLY = policy_text(STRICT)
FOR_EVER = "public, max-age=31536000, immutable"

TYPES = {
    "index.html": "text/html; charset=utf-8",
    "events.ics": "text/calendar; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "en/feed.json": "application/feed+json",
    "feeds.opml": "text/x-opml; charset=utf-8",
    "sitemap.xml": "application/xml; charset=utf-8",
    "robots.txt": "text/plain; charset=utf-8",
    "manifest.webmanifest": "application/manifest+json",
    "plan/plan.json": "application/json",
    "plan/plan.csv": "text/csv; charset=utf-8",
    "favicon.ico": "image/x-icon",
    "assets/favicon.svg": "image/svg+xml",
    "assets/icon.png": "image/png",
    "press/press-kit.zip": "application/zip",
    "assets/notes.pdf": "application/pdf",
    "assets/table.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "assets/unknown.xyz": "application/octet-stream",
}
"""The type of a file of each kind, which one does not find by its digest."""

REDIRECTS = """\
redirects:
  - {old: /stará-stránka/, to: board}
  - {old: /en/old.html, to: "https://a.example/x?y=$z"}
  - {old: /de/weg/, to: gone}
  - {old: /?p=53, to: board}
  - {old: "/index.php?page=1&x=(2)", to: gone}
  - {old: /?p=54, to: "https://a.example/$z"}
"""

FRAMES = """(addresses) => {
  document.body.innerHTML = addresses.map((each) => `<iframe src="${each}"></iframe>`).join("");
  return Promise.all([...document.querySelectorAll("iframe")].map((each) => new Promise((loaded) => {
    each.onload = loaded;
  }))).then(() => true);
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with forms and every kind of page and file."""
    project = copy_of_miniature(tmp_path_factory.mktemp("hosts"))
    replace(project / "mkdocs.yml", "extra:", "extra:\n  forms: {backend: github, repo: optics/website}")
    for name, content in {**DIRECTORY, **TEXTS}.items():
        (project / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (project / "docs/assets").mkdir(exist_ok=True)
    (project / "data/redirects.yaml").write_text(REDIRECTS, "utf-8")
    for name in ("notes.pdf", "table.xlsx", "unknown.xyz"):
        (project / "docs/assets" / name).write_bytes(b"%PDF")
    built(project)
    return project / "site"


@pytest.fixture(scope="module", params=["nginx", "apache2"])
def server(request: pytest.FixtureRequest, site: Path) -> Iterator[tuple[str, Ask]]:
    with served_by(request.param, site) as served:
        yield served


@pytest.fixture
def ask(server: tuple[str, Ask]) -> Ask:
    return server[1]


def samples(site: Path) -> dict[str, str]:
    """Files of each kind, with their types."""
    found = list(files(site))
    digested = {"assets/site.css": "text/css", "assets/search.js": "text/javascript"}
    named = {with_digest(path, found): f"{type}; charset=utf-8" for path, type in digested.items()}
    named[with_digest("assets/fonts/red-hat-text.woff2", found)] = "font/woff2"
    named[next(path for path in found if re.fullmatch(r"pictures/.*\.webp", path))] = "image/webp"
    named[next(path for path in found if path.endswith(".eml"))] = "message/rfc822"
    return TYPES | named


def is_kept(path: str) -> bool:
    return re.search(r"\.[0-9a-f]{8}\.\w+$", path) is not None or path.startswith("pictures/")


def policy_for(path: str) -> str:
    return f"{STRICTLY}; frame-ancestors {'*' if path.endswith('embed.html') else chr(39) + 'none' + chr(39)}"


# ---- Headers --------------------------------------------------------------------------------------------


def test_the_samples_are_of_every_suffix_that_the_site_has(site: Path) -> None:
    suffixes = {path.rpartition(".")[2] for path in files(site) if "/" in path or "." in path}

    own = {"htaccess", "conf", "jpg"} | {"_headers", "_redirects"}
    assert suffixes - {path.rpartition(".")[2] for path in samples(site)} <= own


def test_each_file_has_its_type_its_policy_and_the_time_it_may_be_kept(ask: Ask, site: Path) -> None:
    for path, type in {**samples(site), "plan/embed.html": "text/html; charset=utf-8"}.items():
        status, headers, body = ask(f"/{path}")

        assert (status, body) == (200, (site / path).read_bytes()), path
        assert (headers["Content-Type"] or "application/octet-stream").lower() == type, path
        assert headers.get_all("Cache-Control") == [FOR_EVER if is_kept(path) else "no-cache"], path
        assert headers.get_all("Content-Security-Policy") == [policy_for(path)], path
        assert headers.get_all("X-Content-Type-Options") == ["nosniff"], path
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        is_open = path.endswith((".json", ".csv", ".ics", ".xml"))
        assert headers["Access-Control-Allow-Origin"] == ("*" if is_open else None), path


def test_a_file_that_is_still_the_same_is_not_sent_again(ask: Ask, site: Path) -> None:
    for path in samples(site):
        for encoding in ("identity", "gzip"):
            tag = ask(f"/{path}", Accept_Encoding=encoding).headers["ETag"]
            again = ask(f"/{path}", Accept_Encoding=encoding, If_None_Match=tag)

            assert (again.status, again.body) == (304, b""), (path, encoding, tag)
            assert ask(f"/{path}", If_None_Match='"other"').status == 200


def test_texts_are_compressed_and_nothing_else(ask: Ask, site: Path) -> None:
    for path, type in samples(site).items():
        encoding = ask(f"/{path}", Accept_Encoding="gzip").headers["Content-Encoding"]
        is_text = "text" in type or "xml" in type or "json" in type or "822" in type or "icon" in type

        if (site / path).stat().st_size > 512:
            assert encoding == ("gzip" if is_text else None), path


def test_the_forms_have_a_policy_of_their_own(ask: Ask, site: Path) -> None:
    [stated] = html_pages(site)["admin/index.html"].xpath("//meta[@http-equiv]/@content")

    for path in ("/admin/", "/admin/forms.js", "/admin/config.json"):
        [policy] = ask(path).headers.get_all("Content-Security-Policy") or []
        assert policy == f"{stated}; frame-ancestors 'none'"
        assert "https://api.github.com" in policy


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/nothing/", "cs"),
        ("/en/nothing", "en"),
        ("/en/news/nothing/", "en"),
        ("/de/nothing.ics", "de"),
        ("/english/", "cs"),
        ("/assets/site.00000000.css", "cs"),
        ("/pictures/nothing-00000000.webp", "cs"),
    ],
)
def test_a_missing_page_is_told_in_the_language_of_its_address(
    ask: Ask, site: Path, path: str, language: str
) -> None:
    status, headers, body = ask(path)

    own = "" if language == "cs" else f"{language}/"
    assert (status, body) == (404, (site / own / "404.html").read_bytes())
    assert headers.get_all("Cache-Control") == ["no-cache"]
    assert headers.get_all("Content-Security-Policy") == [policy_for("404.html")]
    assert headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("path", "status", "to"),
    [
        ("/star%C3%A1-str%C3%A1nka/", 301, "/events/board/"),
        ("/en/old.html", 301, "https://a.example/x?y=$z"),
        ("/de/weg/", 410, ""),
        ("/de/weg/x/", 404, ""),
        ("/?p=53", 301, "/events/board/"),
        ("/?p=54", 301, "https://a.example/$z"),
        ("/?p=531", 200, ""),
        ("/?x=1&p=53", 200, ""),
        ("/index.php?page=1&x=(2)", 410, ""),
    ],
)
def test_old_addresses_lead_on_and_what_is_gone_is_said_to_be(
    ask: Ask, site: Path, path: str, status: int, to: str
) -> None:
    answer = ask(path)

    assert answer.status == status
    assert unquote(answer.headers.get("Location", "")).endswith(to)
    folder = "de" if path.startswith("/de/") else ""
    assert to or status == 200 or answer.body == (site / folder / "404.html").read_bytes()


@pytest.mark.parametrize("path", ["/_headers", "/_redirects", "/hosting/nginx.conf", "/.htaccess"])
def test_what_hosts_are_told_is_not_served(ask: Ask, path: str) -> None:
    assert ask(path).status in (403, 404)


# ---- In the browser -------------------------------------------------------------------------------------


@pytest.mark.parametrize("server", ["nginx"], indirect=True)
def test_no_page_breaks_the_policy(server: tuple[str, Ask], site: Path, chromium: Any) -> None:
    page = chromium.new_page(bypass_csp=False)
    faults: list[str] = []
    page.on("console", lambda each: faults.append(each.text) if each.type in ("error", "warning") else None)
    page.on("pageerror", lambda each: faults.append(str(each)))
    embedded = [path for path in html_pages(site) if path.endswith("embed.html")][:4]
    found = {}
    for address in [*one_of_each_kind(site).values(), *embedded]:
        page.goto(server[0] + address, wait_until="load")
        if faults:
            found[address] = list(faults)
        faults.clear()
    page.goto(f"{server[0]}en/about/")
    search(page, "light")
    page.close()

    assert found | dict.fromkeys(faults) == {}


def test_only_pages_that_are_made_for_it_are_shown_in_a_frame(
    server: tuple[str, Ask], chromium: Any, site: Path
) -> None:
    members = [path for path in files(site) if path.endswith("embed.html") and "members" in path]
    shown = ["plan/embed.html", "en/plan/embed.html", members[0], members[-1]]
    refused = ["", "en/plan/", "members/", "admin/", "plan/plan.json"]

    assert in_frames(chromium, site, server[0], [*shown, *refused]) == shown


def in_frames(chromium: Any, site: Path, root: str, paths: list[str]) -> list[str]:
    """Those of the pages that a website of somebody else can show in a frame."""
    page = chromium.new_page(bypass_csp=False)
    with serve(site) as other:
        page.goto(f"{other}robots.txt")  # which states no policy
        page.evaluate(FRAMES, [root + each for each in paths])
        shown = {each.url.removeprefix(root) for each in page.frames}
        page.close()
    return [each for each in paths if each in shown]


# ---- Hosts that read _headers, and those that send none ---------------------------------------------------


@pytest.fixture(scope="module")
def rules(site: Path) -> list[tuple[str, dict[str, str]]]:
    return rules_in((site / "_headers").read_text("utf-8"))


def test_no_two_rules_for_hosts_with_coarse_patterns_give_a_file_the_same_header(
    site: Path, rules: list[tuple[str, dict[str, str]]]
) -> None:
    assert not [pattern for pattern, _ in rules if "/*/" in pattern], "hosts differ in whether it may be /"
    for path in files(site):
        for address in {f"/{path}", f"/{path.removesuffix('index.html')}", f"/{path.removesuffix('.html')}"}:
            sent = sent_for(address, rules)
            assert {name: values for name, values in sent.items() if len(values) > 1} == {}, address
            assert "X-Frame-Options" in sent
            is_framed = address.endswith(("/embed.html", "/embed"))
            assert ("frame-ancestors *" in str(sent.get("Content-Security-Policy"))) == is_framed, address
            is_digested = is_kept(path) and not path.startswith("pictures/")
            assert sent.get("Cache-Control", []) == ([FOR_EVER] if is_digested else []), address


def test_such_hosts_send_texts_with_their_types(site: Path, rules: list[tuple[str, dict[str, str]]]) -> None:
    for path, type in samples(site).items():
        sent = sent_for(f"/{path}", rules).get("Content-Type", [])
        assert sent in ([], [type]), path
        assert sent or not type.endswith("utf-8") or path.endswith((".html", "sitemap.xml")), path


def test_the_rules_are_within_the_limits_of_such_hosts(site: Path, rules: Any) -> None:
    """Cloudflare reads 100 rules, and 2,000 signs of a line."""
    assert len(rules) + 3 * 4 < 100, "with three more languages"
    assert max(map(len, (site / "_headers").read_text("utf-8").splitlines())) < 1000


def test_a_browser_shows_frames_as_such_hosts_allow(
    site: Path, rules: list[tuple[str, dict[str, str]]], chromium: Any
) -> None:
    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for name, values in sent_for(self.path, rules).items():
                if name != "Content-Type":
                    self.send_header(name, ", ".join(values))
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/"
        shown = in_frames(chromium, site, root, ["plan/embed.html", "", "en/plan/", "admin/"])
        server.shutdown()

    assert shown == ["plan/embed.html"]


def test_each_page_states_its_policy_for_hosts_that_send_none(site: Path) -> None:
    for path, page in html_pages(site).items():
        stated = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        if path != "admin/index.html" and not page.xpath("//meta[@http-equiv='refresh']"):
            assert stated == [STRICTLY], path


# ---- Other sites ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "is_strict"),
    [
        ("markdown_extensions: [tables]", "markdown_extensions: [tables, footnotes]", True),
        ("markdown_extensions: [tables]", "markdown_extensions: [tables, attr_list]", False),
        ("markdown_extensions: [tables]", "markdown_extensions: [tables, pymdownx.progressbar]", False),
        ("markdown_extensions: [tables]", "markdown_extensions: [codehilite: {noclasses: true}]", False),
        ("css: [assets/site.css]", 'css: [assets/site.css, "https://fonts.example/x.css"]', False),
        ("extra:", "extra_javascript: [https://maps.example/x.js]\nextra:", False),
    ],
)
def test_pages_state_a_policy_unless_settings_let_in_what_it_would_refuse(
    project: Path, was: str, now: str, is_strict: bool
) -> None:
    replace(project / "mkdocs.yml", was, now)

    assert settings(project).policy == (STRICTLY if is_strict else "")


def test_hosts_send_no_more_of_a_policy_than_pages_state(project: Path) -> None:
    replace(project / "mkdocs.yml", "[tables]", "[tables, pymdownx.progressbar]")

    site = built(project)

    assert b"Content-Security-Policy" not in site["index.html"] + site["plan/embed.html"]
    assert b"script-src" not in site[".htaccess"] + site["hosting/nginx.conf"] + site["_headers"]
    assert b"base-uri 'self'; frame-ancestors 'none'" in site["hosting/nginx.conf"]


def test_what_a_cluster_has_written_for_its_host_is_published(project: Path) -> None:
    for name in ("_headers", ".htaccess"):
        (project / "docs" / name).write_bytes(b"# own\n")

    site = built(project)

    assert (site["_headers"], site[".htaccess"]) == (b"# own\n", b"# own\n")
    assert different(site, built(project, CLUSTER_FAST="0")) == []


def test_a_site_below_a_path_has_its_rules_there() -> None:
    rules = rules_of(Hosting(base="/klastr.cz/", prefixes=("", "pt-BR/"), policy="x"))

    def fitting(path: str) -> dict[str, str]:
        return {each.header: each.value for each in rules if re.search(each.pattern, path)}

    assert fitting("/klastr.cz/assets/site.01234567.css")["Cache-Control"] == FOR_EVER
    assert fitting("/klastr.cz/pt-BR/plan/embed.html")["Content-Security-Policy"] == "x; frame-ancestors *"
    for path in ("/assets/site.01234567.css", "/klastrXcz/assets/site.01234567.css", "/klastr.cz/x.0123.css"):
        assert fitting(path)["Cache-Control"] == "no-cache"
    assert fitting("/plan/embed.html")["Content-Security-Policy"] == "x; frame-ancestors 'none'"
