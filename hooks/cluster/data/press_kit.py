"""The press kit: logos, pictures and texts for the media in one archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from posixpath import basename, splitext

from cluster.content import media
from cluster.content.media import BOILERPLATE_LENGTHS
from cluster.content.site import Site

PATH = "press/press-kit.zip"
"""Path below the site's folder."""


def logos_of(site: Site) -> dict[str, str]:
    """The path of each logo below the site's folder, by its name in the archive; the site's own first."""
    return {basename(path): path for path in media.logos_of(site.cluster.press, site.logos)}


def files_of(site: Site) -> dict[str, str]:
    """The files of the archive: path below the site's folder, by name in the archive."""
    press = site.cluster.press
    by_name = logos_of(site)
    for each in press.pictures if press else ():
        if each.picture:
            path = each.picture.plain[-1].path
            by_name[f"{splitext(basename(each.file))[0]}{splitext(path)[1]}"] = path
    return by_name


def texts_of(site: Site) -> Iterator[tuple[str, bytes]]:
    """Name and content of a text file about the cluster, in each language that has all its texts."""
    press = site.cluster.press
    for language in site.languages.all:
        chain = site.languages.chain(language)
        texts = (
            [getattr(press.boilerplate, length) for length in BOILERPLATE_LENGTHS]
            if press
            else [site.cluster.lead]
        )
        if all(language in text.languages for text in texts):
            lines = [str(site.cluster.name.best(chain)), *(str(text.best(chain)) for text in texts)]
            yield f"{language}.txt", "\n\n".join([*lines, ""]).encode()


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files as a ZIP archive; the same files give the same bytes."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo  # here, as most builds make none

    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files:
            info = ZipInfo(name)  # dated 1980 by default, so the bytes do not depend on the clock
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()
