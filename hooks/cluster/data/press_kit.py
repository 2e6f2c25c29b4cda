"""What the media take away at once: logos, pictures and texts as one archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from posixpath import basename, splitext
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cluster.content.media import BOILERPLATE_LENGTHS
from cluster.content.site import Site

PATH = "press/press-kit.zip"
"""Below the site's folder."""


def files_of(site: Site, logo: str) -> dict[str, str]:
    """Path below the site's folder of each file of the archive, by its name there.

    `logo` is that of the site's own logo, `` if it has none.
    """
    press = site.cluster.press
    paths = [*([logo] if logo else []), *(press.logos if press else ())]
    found = {basename(path): path for path in paths}
    for each in press.pictures if press else ():
        if each.picture:
            path = each.picture.plain[-1].path
            found[f"{splitext(basename(each.file))[0]}{splitext(path)[1]}"] = path
    return found


def texts_of(site: Site) -> Iterator[tuple[str, bytes]]:
    """Name and content of a file of texts about the cluster for each language that has them."""
    press = site.cluster.press
    for language in site.languages.all:
        chain = site.languages.chain(language)
        said = (
            [getattr(press.boilerplate, length) for length in BOILERPLATE_LENGTHS]
            if press
            else [site.cluster.lead]
        )
        if all(language in text.languages for text in said):
            lines = [str(site.cluster.name.best(chain)), *(str(text.best(chain)) for text in said)]
            yield f"{language}.txt", "\n\n".join([*lines, ""]).encode()


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files as a ZIP archive; the same files give the same bytes."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in files:
            info = ZipInfo(name)  # its date is the first that the format knows
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return made.getvalue()
