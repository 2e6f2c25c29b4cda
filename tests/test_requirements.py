"""The locked packages: whoever has the oldest Python that the README promises can install them."""

import re
from importlib.metadata import metadata

import pytest
from packaging.specifiers import SpecifierSet
from support.builds import ROOT


def oldest_python() -> str:
    """The first release, since a distribution may stay with an early one: Debian 12 with 3.11.2."""
    promise = re.search(r"With Python (3\.\d+) or newer", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert promise
    return f"{promise[1]}.0"


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-test.txt"])
def test_every_locked_package_installs_on_the_oldest_python_that_the_readme_promises(file: str) -> None:
    locked = re.findall(r"^([\w.-]+)==", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    needs = {name: metadata(name).get("Requires-Python") or "" for name in ["cluster-site", *locked]}

    assert locked
    assert {name: need for name, need in needs.items() if oldest_python() not in SpecifierSet(need)} == {}
