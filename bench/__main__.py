"""`make bench`: build times compared with Hugo and plain MkDocs.

Hugo has two projects: simple pages, which show what it takes for a title, a text and a list in our frame; and
one that writes the same files as ours from the same content, to which ours is compared.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from contenders import all_contenders, clean, hugo, real_site
from directories import sample
from feeds import compared
from measure import run, timed
from reports import calendar, directories, filters, growth, preview
from tables import files, machine, times


def compare(pages: int, languages: int, rounds: int, place: Path | None, *, plain: bool) -> None:
    """Time all contenders with a sample of so many pages, and print what they took and wrote."""
    with tempfile.TemporaryDirectory(prefix="bench.", dir=place) as folder:
        work = Path(folder)
        (work / "real").mkdir()
        contenders = all_contenders(work, sample(pages, languages), plain=plain)
        contenders += real_site(work / "real")
        figures = timed(contenders, rounds)
        print(f"\n{pages} pages in {languages} language(s), {rounds} rounds; {machine()}\n")
        print("\n".join(times(contenders, figures)))
        clean(work / "hugo", "public")()  # edits left pictures there that no page shows any more
        run(hugo(), work / "hugo")
        print("\n" + "\n".join(files(work / "ours/site", work / "hugo/public")), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("pages", type=int, nargs="*", default=[1500], help="pages in each language (1500)")
    parser.add_argument("--languages", type=int, choices=(1, 2, 3), default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without-mkdocs", action="store_true", help="leave out plain MkDocs")
    parser.add_argument("--growth", action="store_true", help="instead: our build of 500 and of 10,000 pages")
    parser.add_argument("--events", action="store_true", help="instead: our build of 500 and 5,000 events")
    parser.add_argument("--feeds", action="store_true", help="instead: feeds of 500 to 5,000 items")
    parser.add_argument(
        "--directory",
        action="store_true",
        help="instead: our build and Hugo's of 500 to 2,000 members and as many items of equipment",
    )
    parser.add_argument(
        "--filter",
        action="store_true",
        help="instead: lists of 2,000 records in Chromium, time for each key and compressed size "
        "(needs the packages of `make test`; CHROMIUM=/path for a browser)",
    )
    parser.add_argument(
        "--preview",
        action="store_true",
        help="instead: how long after a save an open page in Chromium shows it (needs what --filter needs)",
    )
    options = parser.parse_args()
    memory = Path("/dev/shm")  # in memory, as disk latency varies too much
    place = memory if memory.is_dir() else None
    reports = {
        "growth": growth,
        "events": calendar,
        "directory": directories,
        "filter": filters,
        "preview": preview,
    }
    chosen = [report for name, report in reports.items() if getattr(options, name)]
    for report in chosen:
        for line in report(place, options.rounds):
            print(line, flush=True)
    if options.feeds:
        compared((500, 1_000, 5_000), options.rounds)
    elif not chosen:
        for pages in options.pages:
            compare(pages, options.languages, options.rounds, place, plain=not options.without_mkdocs)


if __name__ == "__main__":
    main()
