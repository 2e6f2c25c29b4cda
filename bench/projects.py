"""The projects that the generators build: ours, plain MkDocs and Hugo, with the same pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from clusters import NAMES
from directories import SampleDirectory, directory_pages, directory_sources

ROOT = Path(__file__).resolve().parent.parent


def write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def settings(directory: SampleDirectory, *, ours: bool) -> str:
    """An mkdocs.yml: that of the real site with other paths, or plain Material for the same pages."""
    locales = "\n".join(
        f"        - {{locale: {each}, name: {NAMES[each]}, build: true{', default: true' * (each == 'cs')}}}"
        for each in directory.languages
    )
    real = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    missing = "cooperation" if directory.members else "members/index|equipment/index|cooperation"
    real = re.sub(rf"^  - (?:{missing})\.md\n", "", real, flags=re.M)
    real = re.sub(r"(?<=languages:\n)(?: +- \{locale.*\n)+", locales + "\n", real)
    if "de" not in directory.languages:
        real = re.sub(r"^extra:\n(?:  .*\n)+", "", real, flags=re.MULTILINE)
    real = re.sub(r"^watch:.*\n", "", real, flags=re.MULTILINE)
    if ours:
        return real.replace("hooks/main.py", str(ROOT / "hooks" / "main.py"))
    plain = re.sub(r"^(?:hooks|extra_css):.*\n", "", real, flags=re.MULTILINE)
    plain = re.sub(
        r"^nav:\n(?:  .*\n)+", "nav: [index.md, events/index.md, news/index.md]\n", plain, flags=re.M
    )
    return re.sub(r"^  (?:logo|favicon):.*\n", "", plain, flags=re.MULTILINE)


def our_project(folder: Path, directory: SampleDirectory) -> None:
    """Our project, with the logo and the styles of the real site, which its settings name."""
    write(folder, directory_sources(directory))
    write(folder, [("mkdocs.yml", settings(directory, ours=True))])
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets", dirs_exist_ok=True)


def plain_project(folder: Path, directory: SampleDirectory) -> None:
    write(folder, [("mkdocs.yml", settings(directory, ours=False))])
    for language in directory.languages:
        suffix = "" if language == directory.languages[0] else f".{language}"
        for path, _, _, text in directory_pages(directory, language):
            write(folder / "docs", [(f"{path}{suffix}.md", text)])


def simple_hugo_project(folder: Path, directory: SampleDirectory, our_site: Path) -> None:
    """A Hugo project with the same frame (header, menu, footer) around each page, a feed and a sitemap."""
    first, *_ = directory.languages
    languages = "".join(
        f"[languages.{each}]\nlanguageName = '{NAMES[each]}'\ncontentDir = 'content/{each}'\n"
        for each in directory.languages
    )
    config = (
        f"baseURL = 'https://www.optickyklastr.cz/'\ntitle = 'Klastr'\ndefaultContentLanguage = '{first}'\n"
        "disableKinds = ['taxonomy', 'term']\n[outputs]\nhome = ['html', 'rss']\nsection = ['html']\n"
        f"{languages}"
    )
    write(folder, [("hugo.toml", config)])
    for language in directory.languages:
        prefix = "" if language == first else f"{language}/"
        page = our_site / prefix / "news" / "report-1" / "index.html"
        layout = hugo_layout(page.read_text(encoding="utf-8"))
        write(folder, [(f"layouts/all.{language}.html", layout)])
        for path, title, description, text in directory_pages(directory, language):
            name = re.sub(r"(^|/)index$", r"\1_index", path)
            head = f'---\ntitle: "{title}"\ndescription: "{description}"\n---\n'
            body = re.sub(r"^# .*\n", "", text)
            body = re.sub(r"\((?:\.\./)*([a-z-]+/[a-z0-9-]+)\.md\)", rf"(/{prefix}\1/)", body)
            write(folder / "content" / language, [(f"{name}.md", head + body)])


def hugo_layout(page: str) -> str:
    """One of our pages as a Hugo template, with Hugo's variables for all that differs between pages."""
    page = re.sub(r'(href|src)="(?:\.\./)+', r'\1="/', page)
    page = re.sub(r"<title>.*?</title>", "<title>{{ .Title }} – Klastr</title>", page)
    for name in ("description", "og:description"):
        page = re.sub(rf'(="{name}" content=)"[^"]*"', r'\1"{{ .Description }}"', page)
    page = re.sub(r'(="og:title" content=)"[^"]*"', r'\1"{{ .Title }}"', page)
    page = re.sub(r'(="og:url" content=|rel="canonical" href=)"[^"]*"', r'\1"{{ .Permalink }}"', page)
    page = re.sub(r'\s*<link rel="alternate" hreflang=[^>]*>', "", page)
    link = '<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">'
    each = f"{{{{ range .AllTranslations }}}}{link}{{{{ end }}}}"
    page = page.replace('<meta property="og:type"', f'{each}\n    <meta property="og:type"', 1)
    body = (
        '<header class="page-head"><h1>{{ .Title }}</h1></header><div class="wrap prose">{{ .Content }}</div>'
    )
    return re.sub(r"(<article[^>]*>).*(</article>)", rf"\1{body}\2", page, flags=re.DOTALL)
