"""Notes on files that are left aside, so that nobody waits for them on the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cluster.content.published_files import PUBLIC_FOLDER, unused_files
from cluster.content.site import Site

MOST = 5
"""The number of files that a note names; the rest is counted."""

_TEXT = re.compile(r".*\.(?:txt|rtf|docx?|odt|html?|ya?ml|json|adoc|rst|org|tex|pages)|[^.]*", re.IGNORECASE)
"""Names of files that somebody may have meant as a page, an event or a news item."""

_CAMERA = re.compile(
    r".*\.(?:heic|heif|avif|tiff?|dng|cr[23]|nef|arw|orf|rw2|raf|mov|mp4|m4v|3gp|avi|mts)", re.IGNORECASE
)
"""Names of photographs and films from which the program cannot remove the data of the camera."""


def notes_on_files(whole: Site, public: Site, aside: Sequence[str], named: Iterable[str]) -> Iterator[str]:
    """A line for each kind of file that is not published, or that tells more than its editor may know.

    `aside` are the files that were not read, `named` those of docs/ that settings name.
    """
    unused = [f"docs/{file}" for file in unused_files(whole, whole.copied, named)]
    texts = [file for file in unused if _TEXT.fullmatch(file.rpartition("/")[2])]
    if rest := [file for file in unused if file not in texts]:
        yield _note(
            rest,
            "not published, as nothing refers to it",
            f"link to it or delete it; what others fetch by its name belongs in docs/{PUBLIC_FOLDER}",
        )
    if texts:
        yield _note(
            texts, "not published, as pages are Markdown", "rename it to .md, link to it or delete it"
        )
    if aside:
        yield _note(sorted(aside), "neither read nor published", "delete it if nobody needs it")
    if camera := [f"docs/{file}" for file in public.copied if _CAMERA.fullmatch(file)]:
        yield _note(
            camera,
            "published with all that the camera noted, perhaps the place",
            "save it as JPEG or PNG, from which the program removes that",
        )


def _note(files: Sequence[str], what: str, remedy: str) -> str:
    shown = ", ".join(each.encode("utf-8", "backslashreplace").decode() for each in files[:MOST])
    more = f" and {len(files) - MOST} more" if len(files) > MOST else ""
    if len(files) > 1:
        what, remedy = (re.sub(r"\bit\b", "them", each) for each in (what, remedy))
        remedy = remedy.replace("its name", "their names")
    return f"Note: {what}: {shown}{more}. {remedy[0].upper()}{remedy[1:]}."
