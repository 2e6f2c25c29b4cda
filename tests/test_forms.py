"""The forms at /admin/: built where mkdocs.yml asks for them, of what the program knows of its files."""

import json
import re
from dataclasses import replace as replace_in
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cluster.build.descriptions import descriptions_of
from cluster.build.forms_files import FILES
from cluster.content.events import Event
from cluster.content.kinds import KINDS
from cluster.forms.admin_page import admin_page
from cluster.forms.config import config_of
from cluster.forms.settings import Forms
from cluster.language import Languages
from cluster.reading.fields import fields_of
from support.builds import ROOT, different, replace
from support.command_line import built
from support.sources import miniature
from support.versions import version_on

GITHUB = Forms(backend="github", repo="optics/website")


@cache
def config(language: str = "cs") -> Any:
    return json.loads(config_of(GITHUB, version_on(language=language), descriptions_of(language)))


def collection(name: str) -> Any:
    cms = config()["cms"]
    return next(each for each in (*cms["collections"], *cms["singletons"]) if each["name"] == name)


def field(collection_name: str, *names: str) -> Any:
    fields = collection(collection_name)["fields"]
    for name in names:
        found = next(each for each in fields if each["name"] == name)
        fields = found.get("fields")
    return found


def test_a_site_that_asks_for_no_forms_has_none_and_otherwise_nothing_else_differs(
    project: Path,
) -> None:
    before = built(project)
    replace(project / "mkdocs.yml", "extra:", "extra:\n  forms: {backend: github, repo: optics/website}")
    after = built(project)

    added = {path for path in after if path.startswith("admin/")}
    assert not any(path.startswith("admin/") for path in before)
    told = {"_headers", ".htaccess", "hosting/nginx.conf"}  # what hosts are told has the forms' policy
    assert set(different(before, after)) == added | told
    assert {"admin/index.html", "admin/config.json", "admin/forms.js", "admin/sveltia-cms.js"} <= added
    assert b"admin" not in after["sitemap.xml"] + after["search/search_index.json"]


def test_choices_follow_an_edit(project: Path) -> None:
    replace(project / "mkdocs.yml", "extra:", "extra:\n  forms: {backend: github, repo: optics/website}")
    before = built(project)["admin/config.json"].decode()
    replace(project / "data/members.yaml", "short_name: Lupa", "short_name: Nová Lupa")

    after = built(project)["admin/config.json"].decode()

    assert after == before.replace('"Lupa"', '"Nová Lupa"') != before


def test_the_page_may_ask_the_forge_alone_and_no_search_engine_lists_it() -> None:
    page = admin_page(GITHUB, version_on()).decode()

    assert "connect-src &#x27;self&#x27; blob: data: https://api.github.com;" in page
    assert "default-src &#x27;none&#x27;" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    ("forms", "api", "origin"),
    [
        (GITHUB, "https://api.github.com", "https://api.github.com"),
        (Forms(backend="gitlab", repo="a/b/c"), "https://gitlab.com/api/v4", "https://gitlab.com"),
        (
            Forms(backend="gitlab", repo="a/b", url="https://git.example.org/"),
            "https://git.example.org/api/v4",
            "https://git.example.org",
        ),
        (Forms(backend="forgejo", repo="a/b"), "https://codeberg.org/api/v1", "https://codeberg.org"),
        (
            Forms(backend="github", repo="a/b", url="https://github.example.org"),
            "https://github.example.org/api/v3",
            "https://github.example.org",
        ),
    ],
)
def test_each_forge_is_asked_at_its_own_address(forms: Forms, api: str, origin: str) -> None:
    assert (forms.api, forms.origin) == (api, origin)
    assert forms.sveltia["repo"] == forms.repo
    assert forms.sveltia.get("api_root", api) == api


def test_every_kind_of_content_that_editors_write_has_a_form() -> None:
    cms = config()["cms"]
    folders = {each.get("folder") for each in cms["collections"]}
    files = {each["file"] for each in cms["singletons"]}

    assert folders >= {f"docs/{kind.folder}".rstrip("/") for kind in KINDS if kind.folder is not None}
    assert {"data/plan.yaml", "data/cluster.yaml", "data/members.yaml", "data/partners.yaml"} <= files
    assert "data/history.yaml" not in files


def test_a_form_has_every_field_that_an_editor_may_write() -> None:
    names, written = {each["name"] for each in collection("events")["fields"]}, fields_of(Event).keys()

    # what the import of calendars writes, and what the miniature has none of to choose from
    assert written - names == {"imported", "joint_with", "projects"}
    assert names - written == {"body"}


def test_choices_are_those_of_the_site_with_their_titles() -> None:
    assert field("events", "pillars")["options"][0] == {"value": "lenses", "label": "Čočky"}
    assert {"value": "workshop", "label": "Workshop"} in field("events", "kind")["options"]
    assert {"value": "lupa", "label": "Lupa"} in field("news", "members")["options"]
    assert {"value": "workshops", "label": "organizace workshopů"} in field("news", "fulfils")["options"]
    assert field("events", "pillars")["multiple"]


def test_what_is_not_published_yet_is_no_choice() -> None:
    said = json.dumps(config(), ensure_ascii=False)

    assert "Utajené ocenění" in miniature()["docs/news/embargoed.md"].decode()
    assert not any(each in said for each in ("Utajené ocenění", "Zpráva z budoucnosti", "Rozepsaná zpráva"))


def test_what_is_needed_is_required_and_nothing_else() -> None:
    needed = [each["name"] for each in collection("events")["fields"] if each["required"]]
    title = field("events", "title")["fields"]

    assert needed == ["title", "kind"]
    assert {each["name"]: each["required"] for each in title} == {"cs": True, "en": False, "de": False}


def test_labels_and_hints_are_in_the_language_of_the_cluster() -> None:
    assert field("events", "title")["label"] == descriptions_of("cs").label(Event, "title")
    assert config()["cms"]["app_title"] == "Úpravy webu"


def test_translations_are_files_beside_those_of_the_first_language() -> None:
    i18n = config()["cms"]["i18n"]
    in_own_files = {
        name: [each["name"] for each in collection(name)["fields"] if each["i18n"]]
        for name in ("events", "news")
    }

    assert i18n["locales"] == ["cs", "en", "de"]
    assert i18n["omit_default_locale_from_file_path"]
    assert in_own_files == {"events": ["body"], "news": ["title", "summary", "body"]}


def test_a_site_in_one_language_has_texts_in_plain_fields_and_no_translations() -> None:
    version = version_on()
    languages = Languages(all=("cs",), names={"cs": "Česky"})
    alone = replace_in(version, languages=languages, site=replace_in(version.site, languages=languages))

    made = json.loads(config_of(GITHUB, alone, descriptions_of("cs")))

    events = next(each for each in made["cms"]["collections"] if each["name"] == "events")
    [title] = [each for each in events["fields"] if each["name"] == "title"]
    assert title["widget"] == "string"
    assert events["slug"]["template"] == "{{title}}"
    assert made["formats"][0]["shape"]["title"] == "own"
    assert "locale" not in json.dumps(made["cms"]["collections"])


def test_the_program_of_the_forms_asks_nobody_but_the_forge() -> None:
    """What Sveltia CMS would load from others is taken out; the policy of the page would stop it, too."""
    script = (FILES / "sveltia-cms.js").read_text("utf-8")

    assert not re.search(r"cdn\.jsdelivr\.net|fetch\([^)]*unpkg|status\.json`\)|fonts\.googleapis", script)


def test_the_program_of_the_forms_comes_from_pinned_packages() -> None:
    wanted = json.loads((ROOT / "forms/package.json").read_text("utf-8"))["devDependencies"]
    locked = json.loads((ROOT / "forms/package-lock.json").read_text("utf-8"))["packages"]
    others = {name: each for name, each in locked.items() if name}

    assert {name: others[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(each["integrity"].startswith("sha512-") for each in others.values())
    assert "resolved" not in {key for each in others.values() for key in each}


@pytest.mark.parametrize(("guide", "marks"), [("FORMS.md", "“(.+?)”"), ("FORMS.cs.md", "„(.+?)“")])
def test_the_guide_names_the_buttons_as_they_are_and_shows_small_pictures(guide: str, marks: str) -> None:
    text = (ROOT / guide).read_text("utf-8")
    script = (FILES / "sveltia-cms.js").read_text("utf-8")
    buttons = [re.sub(r" (German|Angličtina)$", " {$locale}", each) for each in re.findall(marks, text)]
    pictures = [ROOT / each for each in re.findall(r"!\[.+?\]\((.+?)\)", text)]

    assert len(buttons) > 4
    assert [each for each in buttons if f'"{each}"' not in script] == []
    assert len(pictures) == 4
    assert all(each.stat().st_size < 40_000 for each in pictures)
