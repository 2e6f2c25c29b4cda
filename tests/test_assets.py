"""The program's scripts, stylesheets and fonts have names that change with their content."""

import re
from pathlib import Path
from urllib.parse import urljoin

from cluster.build.assets import with_digests
from support.builds import ROOT, different, files, own_theme, replace, with_digest
from support.command_line import built
from support.pages import html_pages

THEME = ROOT / "hooks/cluster/theme"
OWN = {
    path.relative_to(THEME).as_posix()
    for path in (THEME / "assets").rglob("*")
    if path.suffix in (".css", ".js", ".woff2")
}


def stem(name: str) -> str:
    return re.sub(r"\.[0-9a-f]{8}(?=\.\w+$)", "", name)


def test_each_is_published_under_its_name_with_a_digest_alone(miniature: Path) -> None:
    published = [path for path in files(miniature) if stem(path) in OWN]

    assert OWN - {stem(path) for path in published} == {"assets/alternates.js"}, "it serves Material's script"
    assert [path for path in published if path in OWN] == []


def test_all_that_pages_styles_and_scripts_name_is_there(miniature: Path) -> None:
    site = files(miniature)
    named = {}
    for path, page in html_pages(miniature).items():
        for address in page.xpath("//link[not(@rel='alternate' or @rel='canonical')]/@href | //script/@src"):
            named[urljoin(f"https://x/{path}", address)] = path
    for path, raw in site.items():
        if path.endswith((".css", ".js")):
            for address in re.findall(r"""(?:url\(|import\()"([^":]+)["]""", raw.decode()):
                named[urljoin(f"https://x/{path}", address)] = path

    unnamed = {"assets/alternates.js", "assets/palette.js"}
    assert {stem(each.removeprefix("https://x/")) for each in named} >= OWN - unnamed
    assert {each: by for each, by in named.items() if each.removeprefix("https://x/") not in site} == {}


def test_an_edit_changes_the_names_of_a_file_and_of_all_that_name_it() -> None:
    def names(font: bytes) -> dict[str, str]:
        site = b'@font-face { src: url("fonts/text.woff2") } a { background: url("x.svg") }'
        contents = {
            "assets/site.css": site,
            "assets/fonts/text.woff2": font,
            "assets/search.js": b'import("./engine.js")',
            "assets/engine.js": b"1",
        }
        return dict(with_digests(contents).names)

    one, other = names(b"1"), names(b"2")

    assert {path for path in one if one[path] != other[path]} == {
        "assets/site.css",
        "assets/fonts/text.woff2",
    }


def test_a_file_may_name_itself_and_one_that_names_it() -> None:
    contents = {
        "assets/a.js": b'// "a.js"\nimport("./b.js")',
        "assets/b.js": b'import("./a.js")',
    }

    made = with_digests(contents)

    name = made.names["assets/b.js"].removeprefix("assets/")
    assert made.contents[made.names["assets/a.js"]] == f'// "a.js"\nimport("./{name}")'.encode()
    assert made.contents[made.names["assets/b.js"]] == b'import("./a.js")'
    assert made.contents["assets/a.js"] == made.contents[made.names["assets/a.js"]]


def test_an_edit_of_an_own_theme_gives_new_names_in_both_ways_of_building(project: Path) -> None:
    before = built(project)
    script = own_theme(project) / "assets/search-engine.js"
    script.write_text(script.read_text("utf-8") + "// edited\n", "utf-8")

    after = built(project)

    for path in ("assets/search-engine.js", "assets/search.js"):
        assert with_digest(path, before) != with_digest(path, after)
    assert with_digest("assets/drawer.js", before) == with_digest("assets/drawer.js", after)
    assert with_digest("assets/search.js", after).encode() in after["en/about/index.html"]
    assert different(after, built(project, CLUSTER_FAST="0")) == []


def test_a_setting_may_name_one_of_them_also_with_a_query(project: Path) -> None:
    replace(
        project / "mkdocs.yml",
        "extra_css: [assets/site.css]",
        'extra_css: ["assets/site.css?v=2"]\nextra_javascript:\n  - path: assets/copy.js\n    defer: true',
    )

    site = built(project)

    page = site["en/about/index.html"].decode()
    assert f'href="../../{with_digest("assets/site.css", site)}?v=2"' in page
    assert f'<script src="../../{with_digest("assets/copy.js", site)}" defer></script>' in page
    assert different(site, built(project, CLUSTER_FAST="0")) == []
