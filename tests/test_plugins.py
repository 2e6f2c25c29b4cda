"""MkDocs' plugins, hooks and settings work the same whichever way a site is built, and under ProperDocs."""

import shutil
from pathlib import Path

import pytest
import yaml
from cluster.build.build import settings
from cluster.build.engine import engine
from cluster.build.engine_choice import reasons_of
from cluster.build.mkdocs_yml import MkDocsYml
from cluster.build.preview import Preview
from cluster.problems import Invalid
from lxml.html import document_fromstring
from PIL import Image
from support.builds import (
    FIRST_OF_NOVEMBER,
    ROOT,
    build,
    built_once,
    copy_of_miniature,
    different,
    files,
    never_built,
    own_theme,
    replace,
)
from support.command_line import built, cluster
from support.pages import text_of

SAID = "Building through MkDocs because mkdocs.yml uses"


def with_plugin(project: Path, lines: str) -> None:
    replace(project / "mkdocs.yml", "  - search\n", f"  - search\n  - {lines}\n")


def with_hook(project: Path, code: str) -> None:
    (project / "own.py").write_text(code, "utf-8")
    replace(project / "mkdocs.yml", "hooks: [../../hooks/main.py]", "hooks: [../../hooks/main.py, own.py]")


def with_text(project: Path, text: str) -> None:
    page = project / "docs" / "join-us.md"
    page.write_text(f"{page.read_text('utf-8')}\n{text}\n", "utf-8")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the miniature with an idle hook: with the whole theme, as plugins may use it."""
    project = copy_of_miniature(tmp_path_factory.mktemp("whole"))
    with_hook(project, "")
    return built_once(project, "whole", tmp_path_factory)


# ---- Plugins ----------------------------------------------------------------------------------------


def test_redirects_lead_to_written_and_to_generated_pages(project: Path, whole: Path) -> None:
    maps = "{old.md: about.md, akce.md: events/index.md, far.md: 'https://a.example/'}"
    with_plugin(project, f"redirects: {{redirect_maps: {maps}}}")

    done = cluster(project, "build")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == f"{SAID} the plugin 'redirects' (slower)"
    site = files(project / "site")
    assert b'url=../about/"' in site["old/index.html"]
    assert b'url=../events/"' in site["akce/index.html"]
    assert different(site, files(whole)) == ["akce/index.html", "far/index.html", "old/index.html"]


def test_a_redirect_to_nothing_is_refused_at_its_line(project: Path) -> None:
    with_plugin(project, "redirects:\n      redirect_maps:\n        old.md: abuot.md")

    done = cluster(project, "build")

    assert done.returncode == 1
    assert "mkdocs.yml:18: Redirect target 'abuot.md' does not exist!\n" in done.stderr


def test_minify_reaches_every_page_and_nothing_else(project: Path, whole: Path) -> None:
    with_plugin(project, "minify: {minify_html: true}")

    site, plain = built(project), files(whole)

    framed = [path for path in plain if path.endswith(".html") and b"<article" in plain[path]]
    assert all(len(site[path]) < len(plain[path]) for path in [*framed, "404.html"])
    assert set(different(site, plain)) == {*framed, "404.html"}
    before, after = (
        document_fromstring(each["en/about/index.html"]).xpath("//article")[0] for each in (plain, site)
    )
    assert text_of(before) == text_of(after)


def test_macros_are_rendered_in_texts_and_in_the_search(project: Path) -> None:
    with_plugin(project, "macros")
    replace(project / "mkdocs.yml", "extra:", "extra:\n  phone: '+420 777'")
    (project / "main.py").write_text(
        "def define_env(env):\n    @env.macro\n    def twice(x):\n        return x * 2\n", "utf-8"
    )
    with_text(project, "Call {{ phone }}, not {{ twice(21) }}.")

    site = built(project)

    assert "Call +420\u00a0777, not 42.".encode() in site["join-us/index.html"]
    assert b"not 42" in site["search/search_index.json"]


def test_a_macro_that_does_not_exist_is_refused_with_the_file_that_has_it(project: Path) -> None:
    with_plugin(project, "macros: {on_undefined: strict, on_error_fail: true}")
    with_text(project, "Call {{ phnoe }}.")

    done = cluster(project, "build")

    assert done.returncode == 1
    assert "docs/join-us.md:5: plugin 'macros': [macros] - ERROR" in done.stderr
    assert "'phnoe' is undefined" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("redirect", "; did you mean 'redirects'?"),
        ("unheard-of", "; add its package to 'dependencies' in pyproject.toml, or remove it"),
    ],
)
def test_a_plugin_that_is_not_installed_is_refused_at_its_line(project: Path, name: str, said: str) -> None:
    with_plugin(project, name)

    done = cluster(project, "check")

    assert done.returncode == 1
    assert f"mkdocs.yml:16: plugin '{name}' is not installed{said}\n" in done.stderr


def test_a_plugin_added_or_removed_between_builds_is_noticed(project: Path, whole: Path) -> None:
    plain = built(project)
    before = (project / "mkdocs.yml").read_text("utf-8")

    with_plugin(project, "redirects: {redirect_maps: {old.md: about.md}}")
    assert different(built(project), files(whole)) == ["old/index.html"]

    (project / "mkdocs.yml").write_text(before, "utf-8")
    done = cluster(project, "build")
    assert SAID not in done.stdout
    assert different(files(project / "site"), plain) == []


# ---- Hooks ------------------------------------------------------------------------------------------

EVENTS = """
from pathlib import Path


def on_page_markdown(markdown, page, **_):
    return markdown + "\\n\\nBy on_page_markdown." if page.meta else None


def on_page_content(html, **_):
    return html.replace("<h1", "<h1 data-own", 1)


def on_post_page(output, **_):
    return output + "<!-- own -->"


def on_post_build(config):
    (Path(config.site_dir) / ".own").write_text("own")
"""


def test_the_events_of_a_hook_take_effect_on_every_page(project: Path) -> None:
    with_hook(project, EVENTS)

    done = cluster(project, "build")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == f"{SAID} the hook 'own.py' (slower)"
    site = files(project / "site")
    assert site[".own"] == b"own"
    for path in ("events/light-day/index.html", "de/plan/index.html", "en/join-us/index.html"):
        assert site[path].endswith(b"<!-- own -->")
        assert site[path].count(b"<h1 data-own") == 1
    assert b"<p>By on_page_markdown.</p>" in site["en/join-us/index.html"]
    assert b"on_page_markdown" not in site["de/plan/index.html"]


def test_a_hook_that_fails_is_refused_with_its_line_and_the_last_good_site_stays(project: Path) -> None:
    good = built(project)
    with_hook(project, "def on_post_page(output, **_):\n    return output / 2\n")

    done = cluster(project, "build")

    assert done.returncode == 1
    assert done.stderr.startswith("The site cannot be published:\nown.py:2: TypeError: unsupported operand")
    assert (
        "Nothing was built. Fix the problems above and try again. The last good site is still in site/.\n"
        in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert files(project / "site") == good


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import nothing_such\n", "own.py:1: ModuleNotFoundError: No module named 'nothing_such'"),
        ("\ndef on_env(\n", "own.py:2: SyntaxError: '(' was never closed"),
    ],
)
def test_a_hook_that_cannot_be_loaded_is_refused_with_its_line(project: Path, code: str, said: str) -> None:
    with_hook(project, code)

    done = cluster(project, "build")

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistake_in_a_text_is_refused_the_same_through_the_engine(project: Path) -> None:
    with_text(project, "[Nowhere](nowhere.md)")
    fast = cluster(project, "build")

    with_hook(project, "")
    slow = cluster(project, "build")

    assert "docs/join-us.md:9: broken link 'nowhere.md'" in fast.stderr
    assert (slow.returncode, slow.stderr) == (1, fast.stderr)


def test_check_asks_hooks_as_well_and_leaves_nothing_behind(project: Path) -> None:
    never_built(project)
    with_hook(project, "def on_post_build(config):\n    raise ValueError('not today')\n")

    done = cluster(project, "check")

    assert done.returncode == 1
    assert f"{SAID} the hook 'own.py' (slower)\n" in done.stdout
    assert "own.py:2: ValueError: not today" in done.stderr
    assert not (project / "site").exists()


ADDING = """
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File


@event_priority({priority})
def on_files(files, config):
    files.append(File.generated(config, '{name}', content='own'))
"""


def test_a_file_that_a_hook_adds_is_published(project: Path, whole: Path) -> None:
    with_hook(project, ADDING.format(priority=0, name="own/own.txt"))

    site = built(project)

    assert site.pop("own/own.txt") == b"own"
    assert different(site, files(whole)) == []


@pytest.mark.parametrize("priority", [0, -150])
def test_a_page_that_a_hook_adds_is_refused(project: Path, priority: int) -> None:
    """It would have neither our head nor the menu nor other languages."""
    with_hook(project, ADDING.format(priority=priority, name="own.md"))

    done = cluster(project, "check")

    assert done.returncode == 1
    message = "plugin 'own.py' adds the page own.md; pages of plugins are not supported"
    assert f"mkdocs.yml:25: {message}" in done.stderr


def test_the_preview_shows_what_hooks_do_and_outlives_their_mistakes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", FIRST_OF_NOVEMBER)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "hooks"))
    with_hook(project, "def on_post_page(output, **_):\n    return output + '<!-- own -->'\n")
    preview = Preview(project)

    preview.build()
    good = (preview.folder / "index.html").read_bytes()
    assert good.endswith(b"<!-- own -->")

    (project / "own.py").write_text("def on_post_page(output, **_):\n    return 1 / 0\n", "utf-8")
    preview.build()
    assert "own.py:2: ZeroDivisionError: division by zero" in preview.error
    assert (preview.folder / "index.html").read_bytes() == good


def test_the_preview_watches_hooks_and_what_else_the_settings_name(project: Path) -> None:
    with_hook(project, "")
    replace(project / "mkdocs.yml", "extra:", "watch: [../../hooks/cluster/theme]\nextra:")

    watched = {Path(each).resolve() for each in settings(project).watched}

    assert {project / "own.py", project.parent.parent / "hooks/cluster/theme"} <= watched


# ---- Settings ---------------------------------------------------------------------------------------


def choice(**changes: object) -> tuple[str, ...]:
    usual: dict[str, object] = {
        "plugins": ["material/search", "i18n"],
        "hooks": ["hooks/main.py"],
        "templates": [],
        "static_templates": ["404.html", "sitemap.xml"],
        "languages": [{"locale": "cs", "name": "Česky", "default": True, "build": True, "theme": None}],
    }
    return reasons_of(**(usual | changes))  # type: ignore[arg-type]


def test_what_the_program_does_itself_needs_no_engine() -> None:
    assert choice() == ()
    assert choice(plugins=["search", "i18n"], hooks=["../../hooks/main.py"]) == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"plugins": ["search", "i18n", "redirects"]}, "the plugin 'redirects'"),
        ({"plugins": ["search", "material/tags", "minify"]}, "the plugins 'tags' and 'minify'"),
        ({"hooks": ["hooks/main.py", "own/main.py"]}, "the hook 'own/main.py'"),
        ({"templates": ["humans.txt"]}, "the setting 'extra_templates'"),
        ({"static_templates": ["404.html", "own.html"]}, "the setting 'static_templates'"),
        ({"languages": [{"locale": "en", "site_name": "Other"}]}, "'site_name' of the language 'en'"),
    ],
)
def test_what_only_mkdocs_can_do_is_a_reason_for_the_engine(changes: dict[str, object], reason: str) -> None:
    assert choice(**changes) == (reason,)


def test_templates_of_a_cluster_are_rendered(project: Path) -> None:
    replace(project / "mkdocs.yml", "  features:", "  static_templates: [own.html]\n  features:")
    own = own_theme(project) / "own.html"
    own.write_text("Static: {{ config.site_name }}", "utf-8")
    replace(project / "mkdocs.yml", "extra:", "extra_templates: [humans.txt]\nextra:")
    (project / "docs" / "humans.txt").write_text("Extra: {{ config.site_name }}", "utf-8")

    site = built(project)

    assert (site["own.html"], site["humans.txt"]) == (b"Static: Test", b"Extra: Test")


def test_other_settings_come_out_the_same_in_both_ways(project: Path) -> None:
    yml = project / "mkdocs.yml"
    replace(yml, "extra_css: [", "extra_css: [own/own.css, ")
    replace(yml, "[navigation.tabs]", "[navigation.instant, search.suggest, header.autohide]")
    replace(yml, "logo: assets/logo.svg", "logo: own/logo.svg")
    replace(yml, "font: false", "font: {text: Roboto}")
    replace(yml, "[tables]", "[tables, attr_list, toc: {permalink: true}]")
    replace(yml, "about.md,", "{Us: about.md}, {Far: 'https://a.example/'},")
    replace(
        yml,
        "extra:",
        "extra_javascript: [own/own.js, {path: own/own.js, defer: true}]\ncopyright: Us\n"
        "repo_url: https://github.com/a/b\nsite_description: Light\nextra:\n  generator: false",
    )
    (project / "docs" / "own").mkdir()
    for name in ("own.css", "own.js"):
        (project / "docs" / "own" / name).write_text(f"/* {name} */", "utf-8")
    shutil.copy(project / "docs/assets/logo.svg", project / "docs/own/logo.svg")

    replace(yml, "  features:", "  favicon: own/icon.png\n  features:")
    Image.new("RGB", (64, 64)).save(project / "docs" / "own" / "icon.png")
    with_text(project, "![Of a picture that a text shows, only its small sizes are published.](own/icon.png)")

    fast = built(project)
    slow = built(project, CLUSTER_FAST="0")

    assert different(fast, slow) == []
    assert {"own/own.css", "own/own.js", "own/logo.svg", "own/icon.png"} <= fast.keys()


WRONG = yaml.load((ROOT / "tests" / "cases" / "settings.yaml").read_text("utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("case", [pytest.param(each, id=each["name"]) for each in WRONG])
def test_a_wrong_setting_is_refused_at_its_line(project: Path, case: dict[str, str]) -> None:
    replace(project / "mkdocs.yml", case["replace"], case["by"])

    done = cluster(project, "check")

    assert done.returncode == 1
    assert case["says"] in done.stderr
    assert "Traceback" not in done.stderr


def test_a_logo_that_is_deleted_after_a_build_is_missed(project: Path) -> None:
    replace(project / "mkdocs.yml", "logo: assets/logo.svg", "logo: own.svg")
    shutil.copy(project / "docs/assets/logo.svg", project / "docs/own.svg")
    assert b"<svg" in built(project)["own.svg"]

    (project / "docs" / "own.svg").unlink()
    done = cluster(project, "build")

    assert done.returncode == 1
    assert "mkdocs.yml:10: theme.logo: there is no file docs/own.svg" in done.stderr


def test_a_place_in_the_settings_is_found_from_outside_inwards() -> None:
    written = MkDocsYml.of(b"a: x\nb:\n  - c: !ENV x\n    a: z\n  - x\n  - &again {d: [*again, z]}\n")

    assert written.place("a").line == 1
    assert written.place("b", "a", "z").line == 4
    assert written.place("b", "x").line == 5
    assert written.place("b", "d", "z").line == 6
    assert written.place("nothing", "b").line == 2
    assert written.place("nothing").line == 1
    assert MkDocsYml.of(b"# empty\n").place("a").line == 1


# ---- ProperDocs -------------------------------------------------------------------------------------

PROPERDOCS = {"CLUSTER_ENGINE": "properdocs"}


@pytest.fixture
def telling(project: Path) -> Path:
    """A project whose pages tell which engine made them."""
    replace(
        own_theme(project) / "shell.html",
        "{{ this.body }}",
        "{{ this.body }}<i>{{ mkdocs_version }}</i>",
    )
    return project


def by_mkdocs(site: dict[str, bytes]) -> dict[str, bytes]:
    """What MkDocs makes where ProperDocs has made the site."""
    import mkdocs
    import properdocs

    ours, theirs = f"<i>ProperDocs {properdocs.__version__}</i>", f"<i>{mkdocs.__version__}</i>"
    assert ours.encode() in site["index.html"]
    return {path: content.replace(ours.encode(), theirs.encode()) for path, content in site.items()}


def test_properdocs_gives_the_same_site_as_mkdocs_in_both_ways(telling: Path) -> None:
    expected = built(telling)

    assert different(by_mkdocs(built(telling, **PROPERDOCS)), expected) == []
    assert different(by_mkdocs(built(telling, CLUSTER_FAST="0", **PROPERDOCS)), expected) == []
    assert (
        different(built(telling), expected) == []
    )  # nothing that it has left in the cache is taken for MkDocs'


def test_the_command_of_properdocs_gives_the_same_site_as_that_of_mkdocs(telling: Path) -> None:
    sites = {}
    for module in ("mkdocs", "properdocs"):
        into = telling / module
        done = build(telling, into, module=module)
        assert done.returncode == 0, done.stderr
        sites[module] = files(into)

    assert different(by_mkdocs(sites["properdocs"]), sites["mkdocs"]) == []


def test_plugins_work_under_properdocs(project: Path) -> None:
    with_plugin(project, "redirects: {redirect_maps: {akce.md: events/index.md}}")

    done = cluster(project, "build", **PROPERDOCS)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "Building through ProperDocs because mkdocs.yml uses the plugin 'redirects' (slower)\n"
    )
    assert (project / "site" / "akce" / "index.html").exists()


def test_that_properdocs_is_installed_beside_mkdocs_is_no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLUSTER_ENGINE", raising=False)
    assert engine() == "mkdocs"

    monkeypatch.setenv("CLUSTER_ENGINE", "properdocs")
    assert engine() == "properdocs"

    monkeypatch.setenv("CLUSTER_ENGINE", "propperdocs")
    with pytest.raises(Invalid, match="unknown value 'propperdocs'; did you mean 'properdocs'"):
        engine()


def test_without_mkdocs_the_engine_is_properdocs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLUSTER_ENGINE", raising=False)
    monkeypatch.setattr("cluster.build.engine.find_spec", lambda name: None if name == "mkdocs" else object())

    assert engine() == "properdocs"
