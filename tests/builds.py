"""Real sites built by real MkDocs, and questions about what came out."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

ROOT = Path(__file__).parent.parent
MINIATURE = ROOT / "tests" / "site"
FIRST_OF_NOVEMBER = "1667304000"
"""2022-11-01 12:00 UTC as SOURCE_DATE_EPOCH."""


def build(project: Path, into: Path, module: str = "mkdocs", **env: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs, or ProperDocs, strictly on a project as of 1 November 2022."""
    options = ["--strict", "--config-file", "mkdocs.yml", "--site-dir", str(into)]
    command = [sys.executable, "-m", module, "build", *options]
    settings = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": FIRST_OF_NOVEMBER, **env}
    return subprocess.run(
        command, cwd=project, env=os.environ | settings, capture_output=True, encoding="utf-8", check=False
    )


def copy_of_miniature(folder: Path) -> Path:
    """The miniature's own copy of the program and its sources, for a test to change."""
    for name in ("hooks", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    project = Path(shutil.copytree(MINIATURE, folder / "tests" / "site"))
    share_templates(project)
    return project


def share_templates(project: Path) -> None:
    """Let a project keep its compiled templates where all tests do: to compile them takes half of a build."""
    shared = ROOT / ".cache" / "test-templates"
    shared.mkdir(parents=True, exist_ok=True)
    (project / ".cache").mkdir(exist_ok=True)
    (project / ".cache" / "templates").symlink_to(shared)


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def html_pages(site: Path) -> dict[str, lxml.html.HtmlElement]:
    """Every page by its path."""
    return {
        path.relative_to(site).as_posix(): lxml.html.document_fromstring(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
    }


def framed_pages(site: Path) -> dict[str, lxml.html.HtmlElement]:
    """Those with the site's header and footer, not the one to embed elsewhere and those that lead on."""
    return {path: page for path, page in html_pages(site).items() if page.xpath("//article")}


def text_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def broken_links(site: Path, host: str) -> Iterator[str]:
    """Every link of every page that leads to no file or to no place in it."""
    pages = html_pages(site)
    ids = {path: {each.get("id") for each in page.iter() if each.get("id")} for path, page in pages.items()}
    for path, page in pages.items():
        here = f"https://{host}/{path.removesuffix('index.html')}"
        for element, attribute, link, _ in page.iterlinks():
            if element.tag == "link" and element.get("rel") == "canonical" and path == "404.html":
                continue
            if problem := _problem(urljoin(here, link), host, site, ids):
                yield f"{path}: <{element.tag} {attribute}={link}> {problem}"


def _problem(address: str, host: str, site: Path, ids: dict[str, set[str | None]]) -> str:
    parts = urlsplit(address)
    if parts.netloc != host or parts.scheme not in ("http", "https"):
        return ""
    path = unquote(parts.path).lstrip("/")
    file = f"{path}index.html" if not path or path.endswith("/") else path
    if not (site / file).is_file():
        return "is not there"
    if parts.fragment and file.endswith(".html") and parts.fragment not in ids.get(file, set()):
        return "has no such place"
    return ""


def wrong_alternates(site: Path, host: str) -> Iterator[str]:
    """Every page whose alternates are not named alike by the pages that they name."""
    named = {}
    for path, tree in html_pages(site).items():
        links = {link.get("hreflang"): link.get("href") for link in tree.xpath("//head/link[@hreflang]")}
        named[f"https://{host}/{path.removesuffix('index.html')}"] = links
    for address, links in named.items():
        if links and "x-default" not in links:
            yield f"{address} names no default"
        for language, other in links.items():
            if named.get(other) != links:
                yield f"{address} names {other} ({language}), which does not name it"


def article(page: str) -> str:
    """The part of a page that is ours, without the theme's shell."""
    found = re.search(r"<article.*?</article>", page, flags=re.DOTALL)
    return found[0] + "\n" if found else ""
