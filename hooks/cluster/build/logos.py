"""The logos and the icon that mkdocs.yml names: what is wrong with them, and how the header shows them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from cluster.build.look import MOST_BYTES, limited
from cluster.build.mkdocs_yml import MkDocsYml
from cluster.build.picture_cache import PictureCache
from cluster.build.source_files import path_of
from cluster.pictures.icons import FAVICON
from cluster.pictures.model import Picture
from cluster.pictures.renditions import as_it_is
from cluster.problems import Problem, near

LOGO, LOGO_DARK = "logo", "logo_dark"
"""The settings below `theme` with a logo, and with another one that takes its place in the dark scheme."""
LOGOS = (LOGO, LOGO_DARK)

OF_MATERIAL = "assets/images/favicon.png"
"""The icon of the theme below ours, which a site has that names none."""


def looked_at(path: str, name: str) -> Picture:
    """The picture docs/`name` as it is; ValueError with the message for the editor."""
    return as_it_is(limited(path, name, MOST_BYTES), name)


def grounds_of_logo(pictures: PictureCache, name: str, *, is_for_dark: bool) -> tuple[str, ...]:
    """The grounds on which the logo docs/`name` is seen; `light` if that cannot be told.

    One that is for dark grounds is shown on those, whatever its colours.
    """
    try:
        picture = pictures.as_it_is(name, MOST_BYTES)
    except ValueError:  # which is told elsewhere
        return ("light",)
    return ("dark",) if is_for_dark and picture.is_transparent else picture.grounds


def is_transparent(pictures: PictureCache, name: str) -> bool:
    """Whether the page shines through the picture docs/`name`; False if it is none."""
    with suppress(ValueError):
        return pictures.as_it_is(name).is_transparent
    return False


def problems_of_logos(config: Any, written: MkDocsYml) -> Iterator[Problem]:
    """What is wrong with the logos and the favicon in docs/."""
    for key in (*LOGOS, "favicon"):
        name = str(config.theme.get(key) or "")
        path = path_of(config.docs_dir, name)
        if name and os.path.isfile(path) and not name.endswith(".ico"):
            try:
                _refuse_unseen(looked_at(path, name), name, key)
            except ValueError as error:
                yield Problem(written.place("theme", key, name), f"theme.{key}: {error}")
    yield from _misnamed_logos(config, written)


def _refuse_unseen(picture: Picture, name: str, key: str) -> None:
    if key == LOGO_DARK and picture.is_unseen_on_dark:
        cure = "export it in light colours, or delete the line: 'logo' then has a light ground there"
        raise ValueError(f"docs/{name} is all dark, so that it is not seen in the dark scheme; {cure}")


def _misnamed_logos(config: Any, written: MkDocsYml) -> Iterator[Problem]:
    """MkDocs takes any setting of a theme, also one that nothing reads."""
    for key in config.theme:
        if "logo" in key and key not in LOGOS:
            yield Problem(written.place("theme", key), f"theme: unknown setting '{key}'{near(key, LOGOS)}")
    if config.theme.get(LOGO_DARK) and not config.theme.get(LOGO):
        message = "it takes the place of 'logo' in the dark scheme, but there is no 'logo'; name it, too"
        yield Problem(written.place("theme", LOGO_DARK), f"theme.{LOGO_DARK}: {message}")


def mark_logo(config: Any) -> None:
    """Tell the theme's templates how to show the logos, and which icon the site has."""
    theme = config.theme
    if theme.get("favicon") in (None, "", OF_MATERIAL):
        theme["favicon"] = FAVICON
    files = {key: file for key in LOGOS if (file := str(theme.get(key) or ""))}
    theme["shown_logos"] = [_shown(config, key, file, has_both=len(files) > 1) for key, file in files.items()]


class ShownLogo(NamedTuple):
    """A logo in the header."""

    file: str
    """The path below the site."""
    width: int
    """In pixels, at the height of LOGO_HEIGHT."""
    is_wide: bool
    """Whether it stands alone, as it says the name."""
    classes: str
    """Its classes besides the common one, each after a space."""
    is_second: bool
    """Whether it is shown in place of the first one, in the dark scheme."""


LOGO_HEIGHT = 44


def _shown(config: Any, key: str, file: str, *, has_both: bool) -> ShownLogo:
    picture, is_dark = _logo_of(config, file), key == LOGO_DARK
    ratio = picture.width / picture.height if picture else 1
    shape = " brand__mark--wide" if ratio > 2 else " brand__mark--tall" if ratio < 0.8 else ""
    if has_both:
        ground = " brand__mark--dark" if is_dark else " brand__mark--light"
    else:
        ground = " see-through" if picture and "dark" not in picture.grounds else ""
    return ShownLogo(file, max(1, round(LOGO_HEIGHT * ratio)), ratio > 2, shape + ground, is_dark)


def _logo_of(config: Any, name: str) -> Picture | None:
    """The picture of docs/ or the theme; None if there is none that can be shown, which is told elsewhere."""
    folders = [config.docs_dir, *config.theme.dirs]
    path = next((each for folder in folders if os.path.isfile(each := path_of(folder, name))), "")
    try:
        return looked_at(path, name) if path else None
    except ValueError:
        return None
