"""The site of the cluster in this repository."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.browser import serve
from support.builds import ROOT, built_once
from support.own_project import MOMENT


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by MkDocs, strictly."""
    return built_once(ROOT, "site", tmp_path_factory, SOURCE_DATE_EPOCH=MOMENT)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address
