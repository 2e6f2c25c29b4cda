"""A folder served as a host would, and what axe has against a page."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

FLAGS = (
    "--headless",
    "--no-sandbox",  # CI runs as root, where the sandbox refuses to start
    "--disable-gpu",
    "--disable-quic",
    # The browser asks no host on its own account, so each request is one of the page.
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    # Not "cssom": axe looks for imported stylesheets beside the page, and only an experimental rule, which
    # does not run, would read them.
    "preload": {"assets": ["media"]},
}


class _Handler(SimpleHTTPRequestHandler):
    """Quiet; answers a missing page with the site's own 404.html."""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The address under which the folder is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


@contextmanager
def visitor(chromium: Any, address: str) -> Iterator[Any]:
    """Opens a page as if nobody had visited it before, on a day of the reader's own if need be, and notes
    what should not happen in `page.faults`: errors, and requests to other hosts.

    Its tab may be one that another test has left: a new one takes four times as long as the page. No two
    pages of a test share one, and what a test changes beside the page (see `_left`) is as in a new tab.
    """
    used = []

    def opened(path: str, day: str = "", **settings: Any) -> Any:
        free = _free_tabs(address).setdefault(repr((settings, bool(day))), [])
        page = free.pop() if free else _new_tab(chromium, address, settings)
        used.append((page, free))
        page.faults = []
        if day:
            page.context.clock.set_fixed_time(day)
        page.goto(address + path, wait_until="load")
        return page

    yield opened
    for page, free in used:
        _left(page, address)
        free.append(page)


_TABS: dict[str, dict[str, list[Any]]] = {}
"""The tabs that no test uses, of the address that was visited last, by what they are like."""


def _free_tabs(address: str) -> dict[str, list[Any]]:
    """Those for an address. Others are closed: a tab keeps files of a site whose address another may get."""
    if address not in _TABS:
        for page in [page for kinds in _TABS.values() for free in kinds.values() for page in free]:
            page.context.close()
        _TABS.clear()
    return _TABS.setdefault(address, {})


def _new_tab(chromium: Any, address: str, settings: dict[str, Any]) -> Any:
    page = chromium.new_context(**settings).new_page()
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on(
        "request",
        lambda each: None if each.url.startswith((address, "data:")) else page.faults.append(each.url),
    )
    return page


def _left(page: Any, address: str) -> None:
    """Forget the visit: what the page has stored, where the pointer is, and for what medium it is shown."""
    if page.url.startswith(address):
        page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.context.clear_cookies()
    page.emulate_media(media="null")
    page.mouse.move(-1, -1)
    page.goto("about:blank")


@cache
def _axe() -> str:
    # The package's own Python would read the file in the machine's encoding and report less.
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


COLOURS_ONCE = """{
  const { Color } = axe.commons.color, parse = Color.prototype.parseString, known = new Map();
  Color.prototype.parseString = function (text) {
    if (known.has(text)) {
      [this.r, this.g, this.b, this.alpha] = known.get(text);
    } else {
      parse.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    return this;
  };
}"""
"""Axe reads the few colours of a page thousands of times, which took a third of its time: now each once."""


def violations(page: Any, more: str = COLOURS_ONCE) -> list[str]:
    """What axe, with more code, has against the page: the rule, the element, and how to mend it."""
    page.evaluate(f"{_axe()};{more};null")  # a function at the end would be called
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def shortcomings(page: Any, addresses: Iterable[str]) -> dict[str, list[str]]:
    """What keeps people from using each page: what axe has against it, what it lacks in width, its faults.

    Pages without anything are left out. All are opened in one tab, as fresh ones take three times as long.
    """
    found = {}
    for address in addresses:
        page.faults.clear()
        page.goto(address, wait_until="load")
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        too_wide = [f"{wider} pixels wider than the screen"] if wider > 0 else []
        if problems := [*violations(page), *too_wide, *page.faults]:
            found[address] = problems
    return found


def ask(page: Any, query: str) -> None:
    """Search the site for a query, and wait for what is found.

    The search answers each key that is released. Typed letter by letter, the beginning of the query would be
    answered first; so the query is set at once, and one key pressed.
    """
    page.click(".md-search__input")
    for text in ("", query):
        page.fill(".md-search__input", text)
        page.press(".md-search__input", "End")
        page.wait_for_selector(".md-search-result__item", state="attached" if text else "detached")
