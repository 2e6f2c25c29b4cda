"""The JSON Schemas of all files that editors write, by name: `plan`, `event`."""

from __future__ import annotations

from cluster.build.data_files import ROOTS
from cluster.build.descriptions import hints_for
from cluster.build.source_names import OLDER_PLANS, THE_CLUSTER, THE_PLAN
from cluster.content.kinds import KINDS
from cluster.language import Languages
from cluster.schemas.choices import Choices
from cluster.schemas.files import SchemaMaker
from cluster.schemas.scalars import Schema


def associations() -> dict[str, list[str]]:
    """The files of data/ to which each schema belongs, by its name."""
    return {_stem(file): [file] for file in ROOTS} | {_stem(THE_PLAN): [THE_PLAN, f"{OLDER_PLANS}*.yaml"]}


def _stem(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")


def schemas_of(languages: Languages, choices: Choices) -> dict[str, Schema]:
    """The schema of each file of data/ and of the heads of each kind of document; `event.translation` is that
    of translations. Hints are in the default language of the site, if it has descriptions."""
    language, hints = hints_for(languages.default)
    words = hints.for_site(languages.all)

    def maker() -> SchemaMaker:
        return SchemaMaker(words, language, languages, choices)

    found = {_stem(file): maker().whole(cls) for file, cls in ROOTS.items()}
    # projects have a file of their own, and may still be here
    found[_stem(THE_CLUSTER)]["properties"]["projects"] = {"doNotSuggest": True}
    for kind in (each for each in KINDS if not each.file):
        found[kind.name] = maker().whole(kind.cls)
        found[f"{kind.name}.translation"] = maker().translation(kind.cls, kind.texts)
    return found
