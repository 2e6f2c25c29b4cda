"""Notes on files that are left aside, so that nobody waits for them on the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from cluster.content.published_files import PUBLIC_FOLDER, unused_files
from cluster.content.site import Site
from cluster.pictures.icons import TOUCH_ICON

MOST = 5
"""The number of files that a note names; the rest is counted."""

_TEXT = re.compile(r".*\.(?:txt|rtf|docx?|odt|html?|ya?ml|json|adoc|rst|org|tex|pages)|[^.]*", re.IGNORECASE)
"""Names of files that somebody may have meant as a page, an event or a news item."""

_CAMERA = re.compile(
    r".*\.(?:heic|heif|avif|tiff?|dng|cr[23]|nef|arw|orf|rw2|raf|mov|mp4|m4v|3gp|avi|mts)", re.IGNORECASE
)
"""Names of photographs and films from which the program cannot remove the data of the camera."""


_OF_PHONES = re.compile(rf"{re.escape(TOUCH_ICON)}|apple-touch-icon[\w-]*\.png")
"""Names of icons that phones fetch."""


def notes_on_files(
    whole: Site,
    public: Site,
    aside: Sequence[str],
    named: Iterable[str],
    is_transparent: Callable[[str], bool] = lambda file: False,
) -> Iterator[str]:
    """A line for each kind of file that is not published, or that shows other things than meant.

    `aside` are the files that were not read, `named` those of docs/ that settings name. `is_transparent`
    tells it of a picture of docs/.
    """
    unused = [f"docs/{file}" for file in unused_files(whole, whole.copied, named)]
    texts = [file for file in unused if _TEXT.fullmatch(file.rpartition("/")[2])]
    if rest := [file for file in unused if file not in texts]:
        yield _note(
            rest,
            ("not published, as nothing refers to it", "not published, as nothing refers to them"),
            (
                f"Link to it or delete it; what others fetch by its name belongs in docs/{PUBLIC_FOLDER}",
                "Link to them or delete them; "
                f"what others fetch by their names belongs in docs/{PUBLIC_FOLDER}",
            ),
        )
    if texts:
        yield _note(
            texts,
            ("not published, as pages are Markdown",) * 2,
            ("Rename it to .md, link to it or delete it", "Rename them to .md, link to them or delete them"),
        )
    if aside:
        yield _note(
            sorted(aside),
            ("neither read nor published",) * 2,
            ("Delete it if nobody needs it", "Delete them if nobody needs them"),
        )
    yield from _note_on_camera(public)
    yield from _note_on_icons(public, is_transparent)


def _note_on_camera(public: Site) -> Iterator[str]:
    if camera := [f"docs/{file}" for file in public.copied if _CAMERA.fullmatch(file)]:
        yield _note(
            camera,
            ("published with all that the camera noted, perhaps the place",) * 2,
            (
                "Save it as JPEG or PNG, from which the program removes that",
                "Save them as JPEG or PNG, from which the program removes that",
            ),
        )


def _note_on_icons(public: Site, is_transparent: Callable[[str], bool]) -> Iterator[str]:
    icons = [each for each in public.copied if _OF_PHONES.fullmatch(each)]
    if black := [f"docs/{each}" for each in icons if is_transparent(each)]:
        yield _note(
            black,
            ("partly transparent, where phones show black",) * 2,
            (
                "Fill it with a colour, or delete it; the program makes one itself",
                "Fill them with a colour, or delete them; the program makes one itself",
            ),
        )


def _note(files: Sequence[str], what: tuple[str, str], remedy: tuple[str, str]) -> str:
    """What is said about one file, or about several."""
    shown = ", ".join(each.encode("utf-8", "backslashreplace").decode() for each in files[:MOST])
    more = f" and {len(files) - MOST} more" if len(files) > MOST else ""
    is_many = len(files) > 1
    return f"Note: {what[is_many]}: {shown}{more}. {remedy[is_many]}."
