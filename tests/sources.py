"""Small sources for tests: a valid cluster whose files a test may change."""

from pathlib import Path

from cluster.build.load import read_site
from cluster.content.site import Site
from cluster.language import Languages

MINIATURE = Path(__file__).parent / "site"
LANGUAGES = Languages(
    all=("cs", "en", "de"),
    names={"cs": "Česky", "en": "English", "de": "Deutsch"},
    fallback={"de": ("en",)},
)


def miniature() -> dict[str, bytes]:
    """The files of the miniature site, by path from its root."""
    paths = [*(MINIATURE / "data").rglob("*.yaml"), *(MINIATURE / "docs").rglob("*.md")]
    return {path.relative_to(MINIATURE).as_posix(): path.read_bytes() for path in paths}


def others() -> list[str]:
    """The paths of all else in the miniature's docs/."""
    paths = (MINIATURE / "docs").rglob("*.*")
    return [path.relative_to(MINIATURE).as_posix() for path in paths if path.suffix != ".md"]


def site_of(changes: dict[str, str | bytes] | None = None) -> Site:
    """The miniature site with some files replaced."""
    files = miniature()
    for name, content in (changes or {}).items():
        files[name] = content.encode() if isinstance(content, str) else content
    return read_site(files, LANGUAGES, others=others())
