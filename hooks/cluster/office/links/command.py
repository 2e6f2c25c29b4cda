"""`cluster check --links`: asks for the pages, remembers the answers, and says which links lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from cluster.build.build import read
from cluster.build.caches import CACHE
from cluster.build.installed import version
from cluster.office.links.external import external_links
from cluster.office.links.log import FILE, LinkHistory, Log, log_text, read_log
from cluster.office.links.report import LinkReport, report_on
from cluster.office.links.visit import Answer, Pace
from cluster.office.links.visits import answers_of, by_host
from cluster.office.safe_write import write
from cluster.problems import counted

PROBES = 3
"""How many good addresses are asked again to tell whether there is a network."""


def check_links(
    project: Path, on_wait: Callable[[], None], on_start: Callable[[str], None], pace: Pace
) -> LinkReport | None:
    """The links of a project, drafts included, to other sites; None if there is no network.

    `on_start` gets what is about to be done. Invalid if the project has problems.
    """
    whole, public = read(project, on_wait)
    links, log = external_links(whole), read_log(project / CACHE)
    known = {each.asked: log.get(each.asked, LinkHistory()) for each in links}
    asked = [url for url, entry in known.items() if not entry.is_fresh(public.today)]
    if asked:
        on_start(_start(asked))
    agent = f"Mozilla/5.0 (compatible; cluster-site/{version()}; +{public.site_url})"
    answers = answers_of(asked, agent, pace)
    if asked and _are_unreached(answers) and _are_unreached(answers_of(_probes(known, asked), agent, pace)):
        return None
    known |= {url: known[url].after(answer, public.today) for url, answer in answers.items()}
    _save(project / CACHE / FILE, known)
    return report_on(links, known, answers, public.today)


def _start(asked: Sequence[str]) -> str:
    pages = counted(len(asked), "{n} page", "{n} pages")
    hosts = counted(len(by_host(asked)), "{n} host", "{n} hosts")
    return f"Asking for {pages} at {hosts} ..."


def _are_unreached(answers: Mapping[str, Answer]) -> bool:
    return {each.outcome for each in answers.values()} <= {"unreached", "skipped"}


def _probes(known: Iterable[str], asked: Iterable[str]) -> list[str]:
    """Addresses at different hosts that were good lately."""
    rest = [*dict.fromkeys(known).keys() - set(asked)]
    return [urls[0] for urls in by_host(sorted(rest)).values()][:PROBES]


def _save(path: Path, log: Log) -> None:
    before = path.read_bytes() if path.exists() else None
    write({path: log_text(log)}, {path: before})
