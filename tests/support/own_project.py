"""The cluster whose data and texts stand in this repository, whichever it is."""

from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from cluster.build.load import read_site
from cluster.build.source_files import sources
from cluster.content.site import Site
from cluster.language import Languages

from support.builds import FIRST_OF_NOVEMBER, ROOT


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _languages(settings: Any) -> Languages:
    [plugin] = [each["i18n"] for each in settings["plugins"] if isinstance(each, dict) and "i18n" in each]
    built = [each for each in plugin["languages"] if each.get("build", "true") == "true"]
    built.sort(key=lambda each: each.get("default", "false") != "true")
    return Languages(
        all=tuple(each["locale"] for each in built),
        fallback={
            language: tuple(others)
            for language, others in (settings.get("extra") or {}).get("fallback", {}).items()
        },
    )


_SETTINGS = _yaml(ROOT / "mkdocs.yml")
HOME = _SETTINGS["site_url"].rstrip("/") + "/"
LANGUAGES = _languages(_SETTINGS)
PREFIXES = ["", *(f"{language}/" for language in LANGUAGES.all[1:])]
"""What the addresses of each language begin with."""

_IS_CZECH = _yaml(ROOT / "data" / "cluster.yaml")["abbreviation"] == "COC"
czech_content = pytest.mark.skipif(not _IS_CZECH, reason="tells what the Czech Optical Cluster's site says")

_NOON = datetime.combine(date.today(), time(12), UTC)
MOMENT = FIRST_OF_NOVEMBER if _IS_CZECH else str(int(_NOON.timestamp()))
"""When it is built, as SOURCE_DATE_EPOCH: what is asked of the Czech site is of that day; any other is built
as of today, as all that it has may be later."""


@cache
def own_site() -> Site:
    """With all that is not published yet."""
    files, others, *_ = sources(ROOT, ROOT / "docs")
    return read_site(files, LANGUAGES, others=others)
