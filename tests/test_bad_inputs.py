"""Whatever an editor writes, the program builds the site or tells the file and line: nothing else happens."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cluster.build.load import read_site
from cluster.build.mkdocs_checks import problems_of as problems_of_settings
from cluster.build.mkdocs_config import config_of, written_in
from cluster.language import Languages
from cluster.office.calendar_import.foreign_events import read_calendar
from cluster.problems import Invalid, Problem
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builds import MINIATURE, ROOT
from support.command_line import cluster
from support.program_messages import LANGUAGES, english_in
from support.sources import cases, miniature, others, read_once

NOTHING_ENGLISH: dict[str, set[str]] = {language: set() for language in LANGUAGES}


def changes(case: dict[str, Any]) -> dict[str, str]:
    """The files of a case, after its edit."""
    if "event" in case:
        return {"docs/events/x.md": f"---\ntitle: X\nkind: workshop\n{case['event']}\n---\n"}
    if "news" in case or "text" in case:
        head = f"title: X\ndate: 2022-10-01\nsummary: S.\n{case.get('news', '')}".rstrip()
        return {"docs/news/x.md": f"---\n{head}\n---\n{case.get('text', 'Text.')}\n"}
    if "content" in case:
        return {case["file"]: case["content"]}
    text = miniature()[case["file"]].decode()
    assert case["replace"] in text
    return {case["file"]: text.replace(case["replace"], case["by"], 1)}


def told(case: dict[str, Any]) -> list[str]:
    if "calendar" not in case:
        written = {name: text.encode() for name, text in changes(case).items()}
        return refusals(lambda: read_once(miniature() | written))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        "UID:1",
        "SUMMARY:A",
        "DTSTART:20271023T090000",
    ]
    raw = "\r\n".join([*lines, case["calendar"], "END:VEVENT", "END:VCALENDAR", ""]).encode()
    return refusals(lambda: read_calendar(raw, "fair.ics", home="Europe/Prague", name="fair"))


def refusals(read: Callable[[], Any]) -> list[str]:
    with pytest.raises(Invalid) as caught:
        read()
    return [str(each) for each in caught.value.problems]


@pytest.mark.parametrize("case", cases("bad.yaml"))
def test_a_bad_input_is_told_with_its_line_and_nothing_beside_it(case: dict[str, Any]) -> None:
    found = told(case)

    assert len(found) == len(case["says"]), found
    for message, start in zip(found, case["says"], strict=True):
        assert message.startswith(start)
        assert {language: english_in(message, language) for language in LANGUAGES} == NOTHING_ENGLISH


def test_quotes_of_a_title_and_of_what_a_calendar_said_may_be_meant() -> None:
    head = "title: „Světlo“\nkind: workshop\nwhen: 2022-12-05"
    imported = "imported: {uid: a, title: „Světlo“, when: 2022-12-05}"

    site, _ = read_once(miniature() | {"docs/events/x.md": f"---\n{head}\n{imported}\n---\n".encode()})

    assert "„Světlo“" in [str(each.title.original) for each in site.events]


CZECH = Languages(all=("cs",), names={"cs": "Česky"})


def test_a_language_that_the_site_has_no_longer_is_told_once_for_all_its_texts() -> None:
    english, german = refusals(lambda: read_site(miniature(), CZECH, others=others()))

    assert english.startswith(
        "data/changes.yaml:5: the site has no language 'en' (there are: cs); delete its"
    )
    assert re.search(r"'build: false' to keep them unpublished: 1\d\d places, the first one here$", english)
    assert "no language 'de'" in german
    assert {language: english_in(german, language) for language in LANGUAGES} == NOTHING_ENGLISH


def test_texts_in_a_language_that_is_not_built_are_no_problem() -> None:
    site = read_site(miniature(), replace(CZECH, unbuilt=("en", "de")), others=others())

    assert {each.title.languages for each in site.events} == {frozenset({"cs"})}


def test_a_file_in_a_language_that_the_site_lacks_is_told_what_to_do() -> None:
    (told,) = refusals(lambda: read_once(miniature() | {"docs/about.fr.md": b"---\ntitle: A\n---\n"}))

    assert told.startswith(
        "docs/about.fr.md:1: the site has no language 'fr' (there are: cs, en, de); delete"
    )


# ---- Settings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("https://cluster.example/", "https://cluster.example/a b/", "3: site_url: expected a web address"),
        ("https://cluster.example/", "ftp://cluster.example/", "3: site_url: expected a web address"),
        ("https://cluster.example/", "https://cluster.example:99999/", "3: site_url: expected a web address"),
        ("https://cluster.example/", "http://[x", "3: site_url: expected a web address"),
        ("https://cluster.example/", "[a]", "3: site_url: Expected a string"),
        ("site_name: Test", "site_name:", "2: site_name: Required configuration not provided"),
        ("language: cs", "language: xx", "8: theme.language: unknown language 'xx'"),
        ("name: English,", "name: English, default: true,", "19: plugins: i18n: more than one language has"),
        ("locale: cs, name: Česky, default: true", "locale: cs, name: Česky", "19: plugins: Plugin 'i18n'"),
        ("locale: de", "locale: en", "i18n: duplicate language 'en'"),
        ("fallback: {de: [en]}", "fallback: {fr: [en]}", "24: extra.fallback: unknown language 'fr'"),
        ("fallback: {de: [en]}", "fallback: {de: [fr]}", "24: extra.fallback: unknown language 'fr'"),
        ("fallback: {de: [en]}", "fallback: {de: en}", "24: extra.fallback: expected lists of languages"),
        ("fallback: {de: [en]}", "fallback: [de]", "24: extra.fallback: expected lists of languages"),
        ("fallback:", "falback:", "24: extra: unknown setting 'falback'; did you mean 'fallback'?"),
        (
            "extra:",
            "extra:\n  messages: hu",
            "24: extra.messages: there are no messages in Hungarian; write one of these languages: en, cs, "
            "de, pl, fr, sk",
        ),
        (
            "extra:",
            "extra:\n  messages: czech",
            "24: extra.messages: unknown language 'czech'; did you mean 'cs' (Czech)?",
        ),
        ("extra:", "extra:\n  messages:", "24: extra.messages: expected the code of a language such as cs,"),
        ("extra:", "extra:\n  messages: [cs]", "24: extra.messages: expected the code of a language such as"),
        (
            "extra:",
            "extra:\n  publish: {to: 'server:www'}",
            "24: extra.publish: to: expected a folder of a server such as",
        ),
        (
            "extra:",
            "extra:\n  publish: {to: 'server:/a b'}",
            "24: extra.publish: to: the folder '/a b' of a server may have letters, digits and /",
        ),
        (
            "extra:",
            "extra:\n  publish: {to: /srv/www, keep: 1}",
            "24: extra.publish: keep: expected a number of releases (2–100), found '1'",
        ),
        (
            "extra:",
            "extra:\n  publish: {to: /srv/www, kep: 3}",
            "24: extra.publish: unknown setting 'kep'; did you mean 'keep'?",
        ),
        ("extra:", "extra:\n  publish: /srv/www", "24: extra.publish: expected {to: user@example.org:/srv/"),
        ("nav: [index.md,", "nav: [index.md, index.md,", "4: nav: duplicate 'index.md'; delete one of them"),
        (
            "nav: [",
            "nav: 5 # [",
            "4: nav: expected a list of pages, each behind '- '",
        ),
        ("nav: [", "nav:\n  - News: \n  - [", "5: nav: 'News' leads nowhere; write a page behind the colon"),
        ("nav: [", "nav:\n  - News: ''\n  - [", "5: nav: 'News' leads nowhere"),
        ("nav: [", "nav:\n  - index.md\n  - 12\n  - [", "6: nav: expected a page such as 'about.md' or "),
        (
            "nav: [",
            "nav: [[about.md], ",
            "4: nav: expected a page such as 'about.md' or 'About us: about.md', found a list",
        ),
        (
            "nav: [",
            "nav: [{About: x.md, News: y.md}, ",
            "4: nav: 'News' stands in the entry of 'About'; begin a",
        ),
        ("nav: [", "nav: [{About: {News: y.md}}, ", "4: nav: write '- ' before each entry below 'About'"),
        ("nav: [", "nav: [{About: [{News: }]}, ", "4: nav: 'News' leads nowhere"),
        ("plugins:", "docs_dir: nope\nplugins:", "14: docs_dir: there is no folder 'nope'"),
        ("plugins:", "site_dir: docs\nplugins:", "14: site_dir: "),
        (
            "plugins:",
            "validation:{anchors: warn}\nplugins:",
            "14: unknown setting 'validation:{anchors'",
        ),
        (
            "extra:",
            "validation: {links:warn}\nextra:",
            "unknown setting 'links:warn'; write a space after the colon: 'links: warn'",
        ),
        ("plugins:", "watch: [nope]\nplugins:", "14: watch: there is no file or folder 'nope'"),
    ],
)
def test_a_setting_that_cannot_work_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was: str, now: str, told: str
) -> None:
    text = (MINIATURE / "mkdocs.yml").read_text("utf-8")
    assert was in text
    (tmp_path / "docs").mkdir()
    text = text.replace(was, now, 1).replace("../../", f"{ROOT.as_posix()}/")
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")

    monkeypatch.chdir(tmp_path)  # messages name files as seen from the project

    assert any(told in each and each.startswith("mkdocs.yml:") for each in refusals(check_settings))


def test_a_slovak_office_may_ask_for_messages_in_its_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (MINIATURE / "mkdocs.yml").read_text("utf-8").replace("extra:", "extra:\n  messages: sk", 1)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(text.replace("../../", f"{ROOT.as_posix()}/"), "utf-8")
    monkeypatch.chdir(tmp_path)

    assert [each for each in refusals(check_settings) if "messages" in each] == []


def check_settings() -> None:
    config = config_of(Path.cwd())
    raise Invalid(problems_of_settings(config, written_in(config)))


# ---- The command line and the environment -------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "env", "code", "told"),
    [
        (("import-events", "docs"), {}, 1, "docs:1: not a file; expected a calendar file (.ics)"),
        (("import-events", "mkdocs.yml"), {}, 1, "mkdocs.yml:1: expected BEGIN:VCALENDAR"),
        (("import-events", "/dev/null"), {}, 1, "/dev/null:1: not a file"),
        (("check",), {"SOURCE_DATE_EPOCH": "1e9"}, 1, "environment:1: SOURCE_DATE_EPOCH: expected a number"),
        (("check",), {"SOURCE_DATE_EPOCH": "9" * 20}, 1, "environment:1: SOURCE_DATE_EPOCH: expected a"),
        (("status",), {"TODAY": "tomorrow"}, 1, "environment:1: TODAY: expected a day"),
        (("new", "plan", "1500"), {}, 2, "1500 is not in the range"),
        (("serve", "--address", "localhost:abc"), {}, 1, "--address: expected HOST:PORT"),
    ],
)
def test_a_bad_argument_or_variable_is_told_in_few_lines(
    arguments: tuple[str, ...], env: dict[str, str], code: int, told: str
) -> None:
    done = cluster(MINIATURE, *arguments, **env)

    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 4


# ---- Mutations of valid files -------------------------------------------------------------------------

ODD = [
    "\xa0",
    "\t",
    "\u200b",
    "{",
    "[",
    '"',
    "'",
    "#",
    ":",
    "-",
    "@",
    "*",
    "&",
    "|",
    ">",
    "<",
    "`",
    "%",
    "\\",
    "~",
    "\r",
    "\ufeff",
    "<!--",
    "---",
    "...",
    "!x",
    "\x00",
    "\u2028",
    "](",
    "$$",
    "{{",
    "**",
    "[^1]",
    "null",
    "?",
]


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the miniature with one edit: its name and its text."""
    files = miniature()
    name = draw(st.sampled_from(sorted(files)))
    lines = files[name].decode().split("\n")
    one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    column = draw(st.integers(0, len(lines[one])))
    edit = draw(st.sampled_from(("delete", "double", "indent", "outdent", "swap", "values", "cut", "insert")))
    if edit == "delete":
        del lines[one]
    elif edit == "double":
        lines.insert(one, lines[one])
    elif edit == "indent":
        lines[one] = " " * draw(st.integers(1, 4)) + lines[one]
    elif edit == "outdent":
        lines[one] = lines[one][draw(st.integers(1, 3)) :]
    elif edit == "swap":
        lines[one], lines[other] = lines[other], lines[one]
    elif edit == "values":
        (key, _, value), (key_of_other, _, value_of_other) = (lines[n].partition(":") for n in (one, other))
        lines[one], lines[other] = f"{key}:{value_of_other}", f"{key_of_other}:{value}"
    elif edit == "cut":
        lines[one:] = [lines[one][:column]]
    else:
        lines[one] = lines[one][:column] + draw(st.sampled_from(ODD)) + lines[one][column:]
    return name, "\n".join(lines)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(mutations())
def test_a_mutated_file_is_read_or_told_with_its_line(mutation: tuple[str, str]) -> None:
    name, text = mutation
    files = miniature() | {name: text.encode()}
    for each in problems_in(files):
        assert 1 <= each.place.line <= len(re.split("\r\n?|\n", files[each.place.file].decode()))
        assert "\n" not in each.message


def problems_in(files: dict[str, bytes]) -> tuple[Problem, ...]:
    try:
        read_once(files)
    except Invalid as invalid:
        return invalid.problems
    return ()
