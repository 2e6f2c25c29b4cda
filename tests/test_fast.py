"""The fast way: the same bytes as by the engine, the same after an edit as from nothing, and never half."""

import os
import pickle
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from cluster.build.cache import Cache
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PIL import Image
from support.builds import (
    FIRST_OF_NOVEMBER,
    ROOT,
    copy_of_miniature,
    different,
    files,
    replace,
    share_templates,
)
from support.command_line import built, cluster, command, environment
from support.pages import framed_pages, html_pages, text_of

# ---- The same as the engine -------------------------------------------------------------------------


def test_every_file_is_the_same_to_the_byte_as_by_the_engine(miniature: Path, project: Path) -> None:
    """The miniature has pages of every kind in three languages, translated and not."""
    kinds = {page.xpath("//article/@class")[0].split("--")[-1] for page in framed_pages(miniature).values()}
    templates = {path.stem for path in (ROOT / "hooks/templates").glob("[a-z]*.html")}

    assert kinds - {"not-found"} == templates - {"letter", "embed", "moved"}
    assert different(built(project), files(miniature)) == []


def test_every_file_of_the_real_site_is_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    for name in ("data", "docs", "theme", "hooks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)

    assert different(built(tmp_path), files(site)) == []


def test_the_engines_way_can_be_asked_for(project: Path) -> None:
    fast = built(project)
    assert different(fast, built(project, CLUSTER_FAST="0")) == []
    assert different(fast, built(project)) == []


@pytest.mark.parametrize(
    ("file", "was", "now"),
    [
        ("shell.html", "{{ this.body }}", "{{ page.title }}"),
        ("partials/header.html", "{{ item.href }}", "{{ page.url }}"),
    ],
)
def test_a_shell_that_differs_between_pages_without_a_mark_is_found(
    project: Path, file: str, was: str, now: str
) -> None:
    replace(project.parent.parent / "theme" / file, was, now)

    assert different(built(project), built(project, CLUSTER_FAST="0")) != []


def test_a_text_that_holds_marks_comes_through_unharmed(project: Path) -> None:
    said = "mark-0123-body-end {{ this.body }} {body} %(body)s mark-base-end/"
    replace(project / "docs/news/old-news.md", "title: ", f'title: "{said}" #')
    replace(project / "data/cluster.yaml", "en: Light on its way", f'en: "{said}"')

    fast = built(project)

    assert different(fast, built(project, CLUSTER_FAST="0")) == []
    pages = html_pages(project / "site")
    assert text_of(pages["news/old-news/index.html"].xpath("//h1")[0]) == said
    assert said in text_of(pages["en/index.html"].xpath("//footer")[0])


# ---- The same after an edit as from nothing ---------------------------------------------------------

NAMES = st.sampled_from(["alpha", "beta", "gamma"])
WORDS = st.sampled_from(["Světlo", "Tma & stín", "<b>", "v Praze 1. 2.", "Čočka", "]]>"])
DAYS = st.sampled_from(["2022-05-01", "2022-10-31", "2022-11-02", "2022-12-24", "2022-autumn", "2022"])


class AnEditorAtWork(RuleBasedStateMachine):
    """After any edits the site is the one that would be built from nothing."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(os.environ["PYTEST_FOLDER"], str(random.getrandbits(64)))
        self.project = copy_of_miniature(self.folder)
        self.news: set[str] = set()
        self.events: set[str] = set()

    @rule(name=NAMES, title=WORDS, day=DAYS, event=st.booleans())
    def write_news(self, name: str, title: str, day: str, event: bool) -> None:
        self.news.add(name)
        about = "event: light-day\n" if event else ""
        head = f"---\ntitle: '{title}'\ndate: {day}\nsummary: '{title}'\npillars: [lenses]\n{about}---\n"
        self.write(f"news/{name}.md", f"{head}{title}: [odkaz](../events/light-day.md)")

    @rule(name=NAMES, title=WORDS, language=st.sampled_from(["en", "de"]))
    def translate_news(self, name: str, title: str, language: str) -> None:
        if name in self.news:
            self.write(f"news/{name}.{language}.md", f"---\ntitle: '{title}'\nsummary: x\n---\n{title}")

    @rule(name=NAMES, title=WORDS, day=DAYS, kind=st.sampled_from(["workshop", "seminar"]))
    def write_event(self, name: str, title: str, day: str, kind: str) -> None:
        self.events.add(name)
        head = f"title: {{cs: '{title}', en: '{title}'}}\nwhen: {day}\nkind: {kind}\n"
        self.write(f"events/{name}.md", f"---\n{head}fulfils: [workshops]\npillars: [mirrors]\n---\n")

    @rule(title=WORDS, day=DAYS, more=st.sampled_from(["", "news: [signs]\n", "draft: true\n"]))
    def write_edition(self, title: str, day: str, more: str) -> None:
        if len(day) == 10:
            head = f"title: '{title}'\nnumber: 9\ndate: {day}\nsummary: x\n{more}"
            self.write("newsletter/2022-9.md", f"---\n{head}---\n{title}")

    @rule(colour=st.sampled_from(["red", "blue"]))
    def change_the_picture_of_a_news_item(self, colour: str) -> None:
        Image.new("RGB", (50, 30), colour).save(self.project / "docs/news/light-day.jpg")

    @rule(name=NAMES)
    def remove_news(self, name: str) -> None:
        self.news.discard(name)
        for path in (self.project / "docs/news").glob(f"{name}.*"):
            path.unlink()

    @rule(name=NAMES)
    def remove_event(self, name: str) -> None:
        self.events.discard(name)
        (self.project / f"docs/events/{name}.md").unlink(missing_ok=True)

    @rule(name=NAMES, to=NAMES)
    def rename_event(self, name: str, to: str) -> None:
        if name in self.events and to not in self.events:
            self.events = self.events - {name} | {to}
            (self.project / f"docs/events/{name}.md").rename(self.project / f"docs/events/{to}.md")

    @rule(title=WORDS)
    def change_a_pillar(self, title: str) -> None:
        path = self.project / "data/plan.yaml"
        before, key, after = path.read_text("utf-8").rpartition("\n    title: ")
        rest = after.partition("\n")[2]
        path.write_text(f"{before}{key}{{en: Mirrors, cs: '{title}'}}\n{rest}", "utf-8")

    @rule(title=WORDS)
    def change_the_cluster(self, title: str) -> None:
        self.change("data/cluster.yaml", "claim: ", f"claim: '{title}' #")

    @rule(title=WORDS)
    def write_a_page(self, title: str) -> None:
        self.write("about.md", f"---\ntitle: '{title}'\n---\n## {title}\n\n{title}")

    @rule(byte=st.binary(min_size=1, max_size=3))
    def put_a_picture(self, byte: bytes) -> None:
        (self.project / "docs/images").mkdir(exist_ok=True)
        (self.project / "docs/images/hall.png").write_bytes(byte)

    @rule(first=st.sampled_from(["index.md", "about.md"]))
    def change_the_menu(self, first: str) -> None:
        self.change("mkdocs.yml", "nav: [", f"nav: [{first}] #[")

    @rule()
    def make_a_mistake_and_mend_it(self) -> None:
        before = files(self.project / "site") if (self.project / "site").exists() else {}
        self.write("news/mistake.md", "---\ntitle: x\n---\n")
        self.build(self.project, wrong=True)
        (self.project / "docs/news/mistake.md").unlink()
        assert (files(self.project / "site") if before else {}) == before

    def write(self, name: str, text: str) -> None:
        (self.project / "docs" / name).write_text(text, "utf-8")

    def change(self, name: str, was: str, now: str) -> None:
        path = self.project / name
        text = path.read_text("utf-8")
        assert was in text
        path.write_text(text.replace(was, now, 1), "utf-8")

    def build(self, project: Path, wrong: bool = False) -> None:
        from cluster.build.build import build
        from cluster.problems import Invalid

        if wrong:
            with pytest.raises(Invalid):
                build(project, project / "site")
        else:
            build(project, project / "site")

    @invariant()
    def the_site_is_the_one_built_from_nothing(self) -> None:
        fresh = self.folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        self.build(self.project)
        clean = shutil.copytree(self.project, fresh, ignore=shutil.ignore_patterns("site", ".cache"))
        share_templates(clean)
        replace(clean / "mkdocs.yml", "../../", "../tests/../")
        self.build(clean)

        assert different(files(self.project / "site"), files(clean / "site")) == []

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def test_after_any_edits_the_site_is_the_one_built_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_FOLDER", str(tmp_path))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", FIRST_OF_NOVEMBER)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    machine = AnEditorAtWork.TestCase
    machine.settings = settings(
        max_examples=4,
        stateful_step_count=7,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine().runTest()


def test_a_change_of_a_template_or_a_word_reaches_the_pages(project: Path) -> None:
    hooks = project.parent.parent / "hooks"
    built(project, hooks=hooks)
    replace(hooks / "templates/post.html", '<p class="lead">', '<p class="lead other">')
    replace(hooks / "words/cs.yaml", "skip: ", "skip: Rovnou ")

    edited = built(project, hooks=hooks)

    shutil.rmtree(project / ".cache")
    shutil.rmtree(project / "site")
    assert different(edited, built(project, hooks=hooks)) == []
    assert b"lead other" in edited["news/old-news/index.html"]
    assert b"Rovnou" in edited["index.html"]


def test_an_edit_is_seen_though_the_clock_has_jumped_back(project: Path) -> None:
    path = project / "docs/news/old-news.md"
    before = path.stat()
    built(project)
    replace(path, "Zpráva bez data", "Zpráva bez času")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns - 10**15))

    assert "Zpráva bez času" in built(project)["news/old-news/index.html"].decode()


# ---- What is unchanged is not touched ---------------------------------------------------------------


def traces(site: Path) -> dict[str, tuple[int, int]]:
    """Modification time and inode of every file."""
    found = {path: path.stat() for path in site.rglob("*") if path.is_file()}
    return {
        path.relative_to(site).as_posix(): (each.st_mtime_ns, each.st_ino) for path, each in found.items()
    }


def test_a_build_without_a_change_touches_no_file(project: Path) -> None:
    built(project, SOURCE_DATE_EPOCH="")  # at the moment that it is
    before = traces(project / "site")
    time.sleep(1.1)
    built(project, SOURCE_DATE_EPOCH="")

    assert traces(project / "site") == before


def test_a_build_without_its_cache_touches_no_file_that_comes_out_the_same(project: Path) -> None:
    built(project)
    before = traces(project / "site")
    shutil.rmtree(project / ".cache")
    built(project)

    assert traces(project / "site") == before


def test_an_edit_touches_only_the_files_that_show_it(project: Path) -> None:
    built(project)
    before = traces(project / "site")
    replace(project / "docs/news/old-news.md", "Zpráva bez data", "Zpráva bez času")
    built(project)
    after = traces(project / "site")

    changed = {path.removeprefix("en/").removeprefix("de/") for path in after if before[path] != after[path]}
    assert changed == {
        "index.html",
        "news/index.html",
        "news/old-news/index.html",
        "press/index.html",
        "search/search_index.json",
    }


def test_what_somebody_puts_into_the_site_or_its_spare_is_not_published(project: Path) -> None:
    good = built(project)
    for edited in range(4):
        (project / "site" / f"stray-{edited}.txt").write_text("stray")
        (project / "site" / "about" / "stray.txt").write_text("stray")
        if (project / ".cache/site.spare").exists():
            (project / ".cache/site.spare/news/stray.txt").write_text("stray")
        assert built(project).keys() == good.keys()


def test_what_somebody_changes_in_the_site_is_put_right(project: Path) -> None:
    good = built(project)
    (project / "site/about/index.html").write_text("changed")
    (project / "site/plan/index.html").unlink()
    shutil.rmtree(project / "site/news")

    assert built(project) == good
    assert built(project) == good


# ---- Never half -------------------------------------------------------------------------------------


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(project: Path) -> None:
    old = built(project)
    replace(project / "data/cluster.yaml", "Klastr Hranol", "Klastr Čočka")
    clean = shutil.copytree(project, project.parent / "clean")
    shutil.rmtree(clean / ".cache")
    new = built(clean)
    starts = time.monotonic()
    built(shutil.copytree(project, project.parent / "timed"))
    whole = time.monotonic() - starts
    seen = set()

    for part in range(1, 17, 2):
        process = subprocess.Popen(
            command("build"),
            cwd=project,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(whole * part / 16)
        process.send_signal(signal.SIGKILL)
        process.wait()

        left = files(project / "site")
        seen.add("old" if left == old else "new" if left == new else "half")
        assert left in (old, new), f"killed after {part}/16 of {whole:.2f} s: {different(left, old)[:5]}"
    assert built(project) == new
    assert "old" in seen
    assert [path.name for path in project.glob("site*")] == ["site"]


def test_a_folder_that_a_killed_build_had_moved_aside_is_put_back(project: Path) -> None:
    """Where the system cannot exchange two folders, there is a moment without one."""
    good = built(project)
    (project / "site.x.building").mkdir()
    (project / "site").rename(project / "site.x.building" / "old")
    (project / "docs/news/wrong.md").write_text("---\ntitle: x\n---\n", "utf-8")

    assert cluster(project, "build").returncode == 1
    (project / "docs/news/wrong.md").unlink()
    assert built(project) == good
    assert [path.name for path in project.glob("site*")] == ["site"]


def test_a_full_disk_is_told_and_the_last_good_site_stays(project: Path) -> None:
    good = built(project)
    replace(project / "data/cluster.yaml", "Klastr Hranol", "Klastr Čočka")

    small = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))}
    done = cluster(project, "build", options=small)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "The last good site is still in site/." in done.stderr
    assert files(project / "site") == good


def test_two_builds_at_once_wait_for_each_other(project: Path) -> None:
    both = [
        subprocess.Popen(command("build"), cwd=project, env=environment(), stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]

    assert [each.wait() for each in both] == [0, 0]
    assert different(files(project / "site"), built(project)) == []


# ---- The cache --------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["cut", "changed", "foreign", "a file"])
def test_a_cache_that_is_odd_is_ignored(project: Path, damage: str) -> None:
    good = built(project)
    cache = project / ".cache"
    (cache / "templates").unlink()
    built(project)
    for path in [path for path in cache.rglob("*") if path.is_file()]:
        raw = path.read_bytes()
        path.write_bytes(
            {
                "cut": raw[: len(raw) // 2],
                "changed": raw[:-3] + b"xyz",
                "emptied": b"",
                "foreign": pickle.dumps({"files": 1}),
            }.get(damage, raw)
        )
    if damage in ("a file", "gone"):
        shutil.rmtree(cache)
    if damage == "a file":
        cache.write_text("no folder")

    assert different(built(project), good) == []


def hostile_pickle(module: str, name: str, argument: str) -> bytes:
    """Calls something by its name when it is read (protocol 4: STACK_GLOBAL, TUPLE1, REDUCE)."""
    words = b"".join(b"\x8c" + bytes([len(word)]) + word.encode() for word in (module, name))
    return b"\x80\x04" + words + b"\x93\x8c" + bytes([len(argument)]) + argument.encode() + b"\x85R."


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("pathlib", "Path.touch"),
        ("os", "mkdir"),
        ("cluster.cli", "os.mkdir"),
        ("cluster.build.build", "os.mkdir"),
    ],
)
def test_a_cache_cannot_run_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pickle, "dumps", lambda *_: hostile_pickle(module, name, "harm"))
    Cache(tmp_path, "one").save("slot", {"name": "value"})

    assert Cache(tmp_path, "one").load("slot") == {}
    assert not Path("harm").exists()


def test_a_cache_keeps_values_and_their_changes(tmp_path: Path) -> None:
    Cache(tmp_path, "one").save("slot", {str(number): ("value", number) for number in range(100)})
    cache = Cache(tmp_path, "one")
    values = cache.load("slot")
    del values["7"]
    values["8"] = ("other", 8)
    values["new"] = ("value", 1000)
    cache.save("slot", values)

    assert Cache(tmp_path, "one").load("slot") == values
    assert Cache(tmp_path, "one").load("another slot") == {}


def test_values_of_another_version_of_the_program_are_not_read(tmp_path: Path) -> None:
    Cache(tmp_path, "one").save("slot", {"name": "value"})

    assert Cache(tmp_path, "two").load("slot") == {}


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    Cache(tmp_path, "one").save("slot", {str(number): "value" for number in range(100)})
    before = (tmp_path / "cache.db").stat().st_mtime_ns
    cache = Cache(tmp_path, "one")
    cache.save("slot", cache.load("slot"))

    assert (tmp_path / "cache.db").stat().st_mtime_ns == before


def test_a_database_of_another_form_is_replaced(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "cache.db")) as database:
        database.execute("CREATE TABLE entry (another TEXT)")
    cache = Cache(tmp_path, "one")

    assert cache.load("slot") == {}
    cache.save("slot", {"name": "value"})
    assert Cache(tmp_path, "one").load("slot") == {"name": "value"}
