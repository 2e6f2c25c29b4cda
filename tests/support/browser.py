"""A folder served as a host would, and what axe has against a page."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread
from typing import Any

from support.builds import ROOT

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
            _close_tabs(f"http://127.0.0.1:{server.server_port}/")


SCREEN = {"width": 1280, "height": 720}
LOOK = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none", "media": "null"}
"""What a new tab has; any tab can be given another screen and another look."""


@contextmanager
def visitor(chromium: Any, address: str) -> Iterator[Any]:
    """Opens a page as if nobody had visited it before, on a day of the reader's own if need be, and notes
    what should not happen in `page.faults`: errors, and requests to other hosts.

    Its tab may be one that another test has left: a new one takes ten times as long as the page. No two
    pages of a test share one, and what a test changes beside the page (see `_left`) is as in a new tab. One
    that may not have files of other pages must be `fresh`: of a picture, a browser takes the size it has.
    """
    used = []

    def opened(path: str, day: str = "", fresh: bool = False, **settings: Any) -> Any:
        screen = {name: settings.pop(name) for name in [*settings] if name in ("viewport", *LOOK)}
        free = None if fresh else _TABS.setdefault(address, {}).setdefault(repr((settings, bool(day))), [])
        page = free.pop() if free else _new_tab(chromium, address, settings)
        used.append((page, free))
        page.faults = []
        show(page, **screen)
        if day:
            page.context.clock.set_fixed_time(day)
        page.goto(address + path, wait_until="load")
        return page

    yield opened
    for page, free in used:
        if free is None:
            page.context.close()
        else:
            _left(page, address)
            free.append(page)


def show(page: Any, viewport: dict[str, int] = SCREEN, **look: str) -> None:
    """Put a page on a screen, with a look of `LOOK` but for what is given."""
    page.set_viewport_size(viewport)
    page.emulate_media(**LOOK | look)


_TABS: dict[str, dict[str, list[Any]]] = {}
"""The tabs that no test uses, by the address that they have visited and by what they are like."""


def _close_tabs(address: str) -> None:
    """Of an address that is served no more: they keep files, and another site may get it."""
    for page in [page for free in _TABS.pop(address, {}).values() for page in free]:
        if page.context.browser.is_connected():
            page.context.close()


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
    """Forget the visit: what the page has stored, what it is not sent, and where the pointer is."""
    if page.url.startswith(address):
        page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.unroute_all()
    page.context.clear_cookies()
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
    if not page.evaluate("'axe' in window"):
        code = f"{_axe()};{more};null"  # a function at the end would be called
        page.evaluate(code)
        page.add_init_script(code)  # of the next pages in this tab: the browser remembers it compiled
    found = page.evaluate("options => axe.run(document, options).then(found => found.violations)", OPTIONS)
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for violation in found
        for node in violation["nodes"]
    ]


AT_REST = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  document.getAnimations().forEach(each => each.finish());
  done();
})))"""
"""After scripts have heard of another screen, and colours have changed."""


def shortcomings(
    page: Any, addresses: Iterable[str], screens: Sequence[dict[str, Any]] = ()
) -> dict[str, list[str]]:
    """What keeps people from using each page, on the screen that is shown or on others (see `show`): what axe
    has against it, what it lacks in width, its faults.

    Pages without anything are left out. All are opened in one tab, as fresh ones take three times as long.
    """
    found: dict[str, list[str]] = {}
    for address in addresses:
        page.faults.clear()
        page.goto(address, wait_until="load")
        problems = [] if screens else _seen(page)
        for screen in screens:
            show(page, **screen)
            page.evaluate(AT_REST)
            problems += [f"{problem} ({screen})" for problem in _seen(page)]
        if problems := [*problems, *page.faults]:
            found[address] = problems
    return found


def _seen(page: Any) -> list[str]:
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*violations(page), *([f"{wider} pixels wider than the screen"] if wider > 0 else [])]


IN_A_FRAME = """addresses => addresses.reduce((before, address) => before.then(found => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width: 1280px; height: 720px";
  frame.onload = () => {
    found.push(frame.contentDocument.documentElement.lang);
    frame.remove();
    done(found);
  };
  frame.src = address;
  document.body.append(frame);
})), Promise.resolve([]))"""


def languages(page: Any, addresses: list[str]) -> list[str]:
    """The language of each page of the same site, opened in a frame as large as a screen: what it asks for
    and logs is noted as if it had a tab of its own, in half the time. Only its icon is not asked for."""
    found = page.evaluate(IN_A_FRAME, addresses)
    page.wait_for_timeout(100)  # what the last one logs may come later
    return list(found)


def serve_engine(page: Any) -> None:
    """Serve the page the search's code at an address without a digest."""
    name = "assets/search-engine.js"
    page.route(f"**/{name}", lambda route: route.fulfill(path=ROOT / "hooks/cluster/theme" / name))


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
