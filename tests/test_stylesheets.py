"""The theme's stylesheets, cut to what pages use: nothing looks different for it."""

import re
from pathlib import Path
from typing import Any

import pytest
from cluster.build.build import settings
from cluster.build.caches import program_cache
from cluster.build.mkdocs_config import config_of
from cluster.build.prepared import STYLES, Memo
from cluster.build.stylesheets import imported_by, with_imports, without_unused, words_of
from cluster.build.theme_files import files_of
from cluster.build.theme_styles import imports_of
from cluster.problems import Invalid
from support.browser import serve
from support.builds import ROOT, own_theme, replace, with_digest
from support.command_line import built
from support.directory import FILES as DIRECTORY
from support.pages import one_of_each_kind
from support.statements import TEXTS

WRITTEN = """
# A heading

## Another one

A text with `code`, *emphasis*, **weight**, ~~deletion~~, H<sub>2</sub>O, a [link](index.md) and a note[^1].

[^1]: The note.

- [ ] open
- [x] done

1. one
2. two

word
:   what it means

| a | b |
|:--|--:|
| 1 | 2 |

Table: A caption

> A quotation

!!! tip "Title"
    A note in a box.

!!! danger
    Another one.

??? note "Folded"
    What is in it.

```python
def say(): return "hello"  # a comment
```

++ctrl+alt+del++ ==marked== ^^inserted^^ :smile:
"""
"""Whatever Markdown an editor can write with the extensions below."""

EXTENSIONS = """markdown_extensions:
  - tables
  - pymdownx.details
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.caret
  - pymdownx.highlight: {use_pygments: true, linenums: true}
"""

COMPARED = """([scheme, ...sheets]) => {
  document.body.dataset.mdColorScheme = scheme;
  document.querySelectorAll("link[rel=stylesheet], style").forEach(each => each.remove());
  const still = "*, ::before, ::after { transition-duration: 0s !important; animation: none !important }";
  const [cut, whole] = [...sheets, still].map(css => {
    const style = document.createElement("style");
    style.textContent = css;
    document.head.append(style);
    return style.sheet;
  });
  const declared = rule => [...rule.style || [], ...[...rule.cssRules || []].flatMap(declared)];
  const [materials] = [...whole.cssRules].filter(each => each.name === "material");
  const names = [...new Set(declared(materials))].filter(name => !name.startsWith("--"));

  const known = new Map(JSON.parse(sessionStorage[scheme] || "[]")), places = new Map();
  const elements = [...document.querySelectorAll("html, body, body *")].filter(element => {
    const around = element.parentElement, beside = around ? [...around.children] : [];
    const own = element.cloneNode(false).outerHTML.replaceAll("../", "");
    const number = beside.indexOf(element), { childElementCount } = element;
    const place = [places.get(around), number, beside.length, childElementCount, own];
    const key = place.join(), isNew = !known.has(key);
    if (isNew) known.set(key, known.size);
    places.set(element, known.get(key));
    return isNew;
  });
  sessionStorage[scheme] = JSON.stringify([...known]);

  const has = {
    "": () => true,
    "::before": (element, style) => style.content !== "none",
    "::after": (element, style) => style.content !== "none",
    "::marker": element => getComputedStyle(element).display === "list-item",
    "::placeholder": element => element.matches("[placeholder]"),
  };
  const looks = () => elements.map(element => Object.entries(has).map(([part, isThere]) => {
    const style = getComputedStyle(element, part);
    return isThere(element, style) ? names.map(name => style.getPropertyValue(name)) : [];
  }));
  cut.disabled = true;
  const before = looks();
  [cut.disabled, whole.disabled] = [false, true];
  const after = looks();
  return elements.flatMap((element, n) => Object.keys(has).flatMap((part, m) =>
    names.filter((_, k) => before[n][m][k] !== after[n][m][k])
      .map(name => `${element.localName}.${element.className}${part} ${name}`)));
}"""
"""What looks different with another stylesheet in a scheme: the element, the part of it and the property.

Only what Material's rules set is compared, and of the elements that stand alike among alike ones on several
pages, such as those of the frame, one."""


# ---- Built sites ----------------------------------------------------------------------------------------


@pytest.fixture
def written(project: Path) -> Path:
    """The miniature with two schemes and a page that uses all Markdown there is."""
    page = project / "docs" / "join-us.md"
    page.write_text(page.read_text("utf-8") + WRITTEN, "utf-8")
    replace(project / "mkdocs.yml", "markdown_extensions: [tables]\n", EXTENSIONS)
    replace(project / "mkdocs.yml", "  features: [navigation.tabs]\n", PALETTE)
    return project


PALETTE = """  palette:
    - {scheme: default, media: (prefers-color-scheme), toggle: {icon: material/lamp, name: light}}
    - {scheme: slate, media: "(prefers-color-scheme: dark)", toggle: {icon: material/sleep, name: dark}}
"""


def uncut(project: Path) -> str:
    """The stylesheet of a project with all of Material's."""
    config = config_of(project)
    files = dict(files_of(config))
    [(name, imports)] = imports_of(config, files, Memo(program_cache(project), STYLES)).items()
    texts = {address: Path(files[path]).read_text("utf-8") for address, path in imports.items()}
    return with_imports(Path(files[name]).read_text("utf-8"), texts)


SCREENS = [("default", 1440), ("slate", 360)]


def test_every_kind_of_page_looks_the_same_as_with_all_of_materials_rules(
    written: Path, chromium: Any
) -> None:
    """Half of them as on a screen, half as on a phone in the dark, as the frame of all is the same; written
    Markdown is seen on both."""
    for name, content in {**DIRECTORY, **TEXTS}.items():
        (written / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    site = built(written)
    cut = site[with_digest("assets/site.css", site)].decode()
    whole = uncut(written) + cut[cut.index("@layer look{") :]
    sheets = [re.sub(r"@font-face\s*{[^}]*}", "", css) for css in (cut, whole)]
    different = {}
    with serve(written / "site") as root:
        page = chromium.new_page()
        for number, (kind, address) in enumerate(one_of_each_kind(written / "site").items()):
            page.goto(root + address)
            for scheme, width in SCREENS if kind == "prose" else [SCREENS[number % 2]]:
                page.set_viewport_size({"width": width, "height": 900})
                if found := page.evaluate(COMPARED, [scheme, *sheets]):
                    different[kind, scheme] = found
        page.close()

    assert different == {}
    assert len(cut) < 0.55 * len(uncut(written))


def styles_and_scripts(site: dict[str, bytes]) -> list[str]:
    """Those that the home page asks for."""
    found = re.findall(rb'(?:<link[^>]*as="style"[^>]*href|<script src)="([^"]+)"', site["index.html"])
    return [re.sub(r"\.[0-9a-f]{8}\.", ".", each.decode()) for each in found]


def test_a_plain_site_is_sent_nothing_of_materials_but_what_is_in_our_stylesheet(project: Path) -> None:
    site = built(project)

    sent = styles_and_scripts(site)
    assert "assets/search.js" in sent
    assert {path.rpartition("/")[0] for path in sent} == {"assets"}
    assert not [path for path in site if path.startswith(("assets/stylesheets", "assets/javascripts"))]
    assert b"md-toggle" not in site["index.html"]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("markdown_extensions: [tables]", "markdown_extensions: [attr_list]"),
        ("markdown_extensions: [tables]", "markdown_extensions: [pymdownx.tabbed: {alternate_style: true}]"),
        ("features: [navigation.tabs]", "features: [navigation.tabs, content.code.copy]"),
        ("extra_css:", "extra_javascript: [assets/own.js]\nextra_css:"),
        ("  fallback:", "  annotate: {json: [.s2]}\n  fallback:"),
        ("hooks: [../../hooks/main.py]", "hooks: [../../hooks/main.py, own.py]"),
    ],
)
def test_all_of_materials_styles_and_its_script_are_sent_where_a_page_may_need_them(
    project: Path, was: str, now: str
) -> None:
    (project / "own.py").touch()
    (project / "docs/assets").mkdir(exist_ok=True)
    (project / "docs/assets/own.js").touch()
    replace(project / "mkdocs.yml", was, now)

    site = built(project)

    sent = styles_and_scripts(site)
    assert sent[0] == "assets/stylesheets/main.min.css"
    assert {"assets/javascripts/bundle.min.js", "assets/alternates.js"} < set(sent)
    ours = (ROOT / "hooks/cluster/theme/assets/site.css").read_bytes()
    sheet = site[with_digest("assets/site.css", site)]
    assert re.sub(rb"\.[0-9a-f]{8}(?=\.woff2)", b"", sheet).startswith(ours + b"\n@layer look{")
    assert {f"assets/{each}" for each in imported_by(sheet.decode())} < site.keys()


def test_a_stylesheet_of_docs_is_published_as_it_is_with_those_that_it_imports(project: Path) -> None:
    own = (ROOT / "hooks/cluster/theme/assets/site.css").read_bytes()
    (project / "docs/assets").mkdir(exist_ok=True)
    (project / "docs/assets/own.css").write_bytes(own)
    replace(
        project / "mkdocs.yml", "extra_css: [assets/site.css]", "extra_css: [assets/site.css, assets/own.css]"
    )

    site = built(project)

    assert site["assets/own.css"] == own
    fonts = re.findall(r'url\("(fonts/[^"]+)"', own.decode())
    assert len(fonts) > 5
    assert set(map("assets/{}".format, [*imported_by(own.decode()), *fonts])) <= site.keys()


def test_an_import_that_a_new_version_of_the_theme_has_renamed_is_refused_at_its_line(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    site_css = own_theme(project) / "assets/site.css"
    text = site_css.read_text("utf-8")
    old = imported_by(text)[0]
    replace(site_css, old, "stylesheets/main.00000000.min.css")

    with pytest.raises(Invalid) as refused:
        settings(project)

    line = text[: text.index(old)].count("\n") + 1
    assert str(refused.value) == (
        f"theme/assets/site.css:{line}: the theme has no file "
        f"'assets/stylesheets/main.00000000.min.css'; did you mean 'assets/{old}'?"
    )


# ---- Rules ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".md-used{top:0}", ".md-used{top:0;}"),
        (".md-gone{top:0}", ""),
        (".md-used,.md-gone{top:0}", ".md-used{top:0;}"),
        (".md-used .md-gone{top:0}", ""),
        (".md-used:hover::before{top:0}", ".md-used:hover::before{top:0;}"),
        (".md-used:not(.md-gone){top:0}", ".md-used:not(.md-gone){top:0;}"),
        (":is(.md-gone,p) b{top:0}", ":is(.md-gone,p) b{top:0;}"),
        (":is(.md-gone,#__gone) b{top:0}", ""),
        ("[data-md-gone=a] b{top:0}", ""),
        ("[data-md-used=a] b{top:0}", "[data-md-used=a] b{top:0;}"),
        (".highlight .k{top:0}", ".highlight .k{top:0;}"),
        ("@media print{.md-gone{top:0}}", ""),
        ("@media print{.md-gone{top:0}p{top:0}}", "@media print{p{top:0;}}"),
        ("@supports (top:0){p{top:0}}", "@supports (top:0){p{top:0;}}"),
        ("@page{margin:0}", "@page{margin:0}"),
    ],
)
def test_a_rule_stays_if_every_name_that_it_needs_can_occur(css: str, kept: str) -> None:
    assert without_unused({"a": css}, frozenset({"md-used", "data-md-used"}), frozenset()) == {"a": kept}


def test_a_custom_property_and_an_animation_stay_if_something_that_stays_refers_to_them() -> None:
    sheets = {
        "one": "p{--a:1;--b:var(--a);--c:2;--d:3}.md-gone{left:var(--c);animation:gone 1s}b{animation:used}",
        "two": "i{top:var(--b)}@keyframes used{to{top:0}}@keyframes gone{to{top:0}}",
    }

    assert without_unused(sheets, frozenset(), frozenset({"--d"})) == {
        "one": "p{--a:1;--b:var(--a);--d:3;}b{animation:used;}",
        "two": "i{top:var(--b);}@keyframes used{to{top:0}}",
    }


def test_an_import_gives_way_to_its_rules_in_their_layer() -> None:
    css = """@import url("far.css") layer(a); /* why */
      @import "own.css" ;
      p > b , i :hover { margin : 0 auto; content: "a  /* b */" }
    """

    assert with_imports(css, {"far.css": "q{top:0}"}) == (
        """@layer a{q{top:0}}@import "own.css";p > b,i :hover{margin :0 auto;content:"a  /* b */"}"""
    )


def test_words_are_names_with_their_hyphens() -> None:
    assert words_of(['<p class="md-a md-b__c--d" style="--x:1">']) >= {"md-a", "md-b__c--d", "--x", "class"}
