"""The frame of our pages as partial templates of Hugo: both sides write the same header and footer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

CURRENT = ' aria-current="true"'


def frame_of(page: str, address: str, language: str) -> Iterator[tuple[str, str]]:
    """Path and text of each partial, from one of our pages at `address` (`/news/report-1/`)."""
    page = re.sub(
        r'(href|src|action|data-search)="(?!https?:|mailto:|webcal:|#)([^"]*)"',
        lambda match: f'{match[1]}="{urljoin(address, match[2])}"',
        page,
    )
    start, _, page = page.partition('    <meta name="description"')
    icons, _, page = page[page.index('  <meta name="color-scheme"') :].partition("  <title>")
    page = page.partition("</title>")[2]
    head, page = page[: page.index("<article")], page[page.index("</article>") + len("</article>") :]
    top, menu = _without_languages(head)
    footer, changed, end = _footer(page)
    parts = {"start": start, "icons": icons, "top": top, "menu": _menu(menu)}
    for name, text in (parts | {"footer": footer, "footer-links": changed, "end": end}).items():
        yield f"layouts/_partials/frame/{language}/{name}.html", text


def _without_languages(head: str) -> tuple[str, str]:
    """What comes before and after the switch of languages, which `languages.html` writes."""
    if found := re.search(r'  <nav class="md-select languages".*?</nav>\n', head, re.DOTALL):
        return head[: found.start()], head[found.end() :]
    cut = head.index('      <details class="drawer">')
    return head[:cut], head[cut:]


def _menu(text: str) -> str:
    """The menus, in which the entry of the page's section is the current one."""
    return re.sub(
        r'<a href="([^"]*?)([a-z]+)/"( aria-current="true")?>',
        lambda match: (
            f'<a href="{match[1]}{match[2]}/"{{{{ if eq .Section "{match[2]}" }}}}{CURRENT}{{{{ end }}}}>'
        ),
        text,
    )


def _footer(page: str) -> tuple[str, str, str]:
    """The footer: up to the links to other languages, then up to the day of the last change, and the end."""
    page = re.sub(r'\s*<li><a href="[^"]*" hreflang="[^"]*" lang="[^"]*">[^<]*</a></li>', "", page)
    cut = page.rindex("      </ul>")
    links, page = page[:cut], page[cut:]
    before, after = re.split(r"      <p>[^<]*<time [^<]*</time></p>\n", page, maxsplit=1)
    return links, before, after
