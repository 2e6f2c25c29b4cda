"""The look of a cluster as CSS: variables, which the stylesheets of the theme refer to, and fonts.

The build adds it to the stylesheets, as the pages have no styles of their own (Content-Security-Policy).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from cluster.content.look import Fonts
from cluster.content.palette import Palette

SITE_CSS, EMBED_CSS = "assets/site.css", "assets/embed.css"
"""The stylesheets of pages, and of what other websites embed."""

TEXT_FONT, DISPLAY_FONT = "assets/fonts/red-hat-text.woff2", "assets/fonts/red-hat-display.woff2"
"""The fonts of the program, of which pages load the letters of most languages at once."""

_DARK = '[data-md-color-scheme="slate"]'


def with_look(css: str, palette: Palette, fonts: Fonts | None) -> bytes:
    """The stylesheet of pages with the look of a cluster."""
    return f"{css}\n@layer look{{{''.join(_site(palette, fonts))}}}\n".encode()


def with_embedded_look(css: str, palette: Palette) -> bytes:
    """The stylesheet of embedded pages with the colours of a cluster."""
    dark = f"@media (prefers-color-scheme:dark){{{_rule(':root', palette.dark)}}}"
    return f"{css}\n{_rule(':root', palette.light)}{dark}\n".encode()


def _site(palette: Palette, fonts: Fonts | None) -> Iterator[str]:
    files = fonts.files if fonts else {}
    yield from _faces(files)
    yield _rule(":root", {**palette.night, "strip": strip_of(palette.strip), **_families(files)})
    yield _rule(":root,[data-md-color-scheme]", _scheme(palette, is_dark=False))
    yield f"@media screen{{{_rule(_DARK, _scheme(palette, is_dark=True))}}}"
    for number in palette.hues:
        names = {"hue": f"var(--hue-{number})", "hue-text": f"var(--hue-{number}-text)"}
        yield _rule(f".hue-{number}", names)


def _scheme(palette: Palette, *, is_dark: bool) -> dict[str, str]:
    """All variables of a scheme."""
    colours = dict(palette.dark if is_dark else palette.light)
    for number, hue in palette.hues.items():
        line, text = (hue.dark, hue.dark_text) if is_dark else (hue.light, hue.light_text)
        colours |= {f"hue-{number}": line, f"hue-{number}-text": text}
    for number, hue in enumerate(palette.marks, start=1):
        colours[f"tint-{number}"] = hue.dark if is_dark else hue.light
    return colours


def _rule(selector: str, values: Mapping[str, str]) -> str:
    return f"{selector}{{{''.join(f'--{name}:{value};' for name, value in values.items())}}}"


def strip_of(colours: Iterable[str]) -> str:
    """A strip with a part in each colour."""
    colours = list(colours)
    part = 100 / len(colours)
    ends = ", ".join(f"{colour} {n * part:.4g}% {(n + 1) * part:.4g}%" for n, colour in enumerate(colours))
    return f"linear-gradient(90deg, {ends})"


# ---- Fonts ---------------------------------------------------------------------------------------------

_FACES = {
    "text": ("Cluster Text", "normal", "400 700"),
    "text_bold": ("Cluster Text", "normal", "600 700"),
    "text_italic": ("Cluster Text", "italic", "400 700"),
    "display": ("Cluster Display", "normal", "400 800"),
}
"""Family, style and weights of each font that a cluster may have."""


def _faces(files: Mapping[str, str]) -> Iterator[str]:
    """The cluster's own fonts."""
    for name, file in files.items():
        family, style, weights = _FACES[name]
        if name == "text" and "text_bold" in files:
            weights = "400 500"
        yield (
            f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weights};font-display:swap;'
            f'src:url("../{quote(file)}") format("woff2");}}'
        )


def _families(files: Mapping[str, str]) -> dict[str, str]:
    """Which fonts are used: those of the program have the letters that the cluster's own lack."""
    return {
        f"{name}-font": f'"Cluster {family}","Red Hat {family}","Arial as {family}",Arial,sans-serif'
        for name, family in (("text", "Text"), ("display", "Display"))
        if name in files
    }


def preloaded(fonts: Fonts | None) -> tuple[str, str]:
    """The files of the fonts of texts and of headings."""
    files = fonts.files if fonts else {}
    return files.get("text", TEXT_FONT), files.get("display", DISPLAY_FONT)
