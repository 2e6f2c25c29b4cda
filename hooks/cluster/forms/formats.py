"""How the files with forms are written, for the script that changes them in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from cluster.content.kinds import KINDS, Kind
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.content.site import Site
from cluster.content.text_pages import TextPage
from cluster.forms.fields import FILES, ordered
from cluster.language import Text
from cluster.reading.fields import is_form, present
from cluster.reading.scalar_types import Link, RegistrationNumber

THE_PLAN, THE_CLUSTER = "data/plan.yaml", "data/cluster.yaml"

WHOLE: Mapping[str, Any] = {THE_PLAN: Plan, THE_CLUSTER: Cluster}
"""The classes of the files that are no lists."""

IN_ONE_FILE = ("event",)
"""The kinds whose titles in all languages stand in one file, beside facts that need no translation."""

_WITHOUT = ("record", "source", "synonym", "redirect")
"""The kinds without a form: what the program records, and lists for those who know the files."""

Shape = str | list[Any] | dict[str, Any]
"""How values of a type are written: `text` in several languages, `own` in one, `line` (a name or the like),
`word` (without quotes), `link`, `path` of a file of docs/, `yes` or no; of a mapping, those of its values in
their order; of a list, the shape of its entries."""


@dataclass(frozen=True, slots=True)
class Format:
    """How the files of a collection are written."""

    name: str
    extension: str
    shape: Shape
    file: str = ""
    """The only file; without it, they are documents."""
    folder: str = ""
    """The folder of the documents below docs/, from which their texts lead to pictures."""


def formats_of(site: Site) -> Iterator[Format]:
    """How all files with a form are written."""
    several = len(site.languages.all) > 1
    for kind in KINDS:
        if kind.folder:
            translated = () if kind.name in IN_ONE_FILE else kind.texts
            shape = _shape_of_class(kind.cls, several, translated)
            yield Format(format_name(kind.name), "md", shape, folder=kind.folder)
    pages = _shape_of_class(TextPage, several, ("title", "description"))
    for folder in dict.fromkeys([*(kind.folder or "" for kind in KINDS), *_folders(site)]):
        yield Format(page_format(folder), "md", pages, folder=folder)
    for file, lists in data_files().items():
        name = format_name(name_of(file), "yaml")
        yield Format(name, "yaml", _shape_of_file(file, lists, several), file)


def _folders(site: Site) -> list[str]:
    return [each.path.rpartition("/")[0] for each in site.text_pages]


def format_name(name: str, ending: str = "frontmatter") -> str:
    """The name of a format. Sveltia takes a file for a document if it ends in `-frontmatter`."""
    return f"cluster-{name}-{ending}"


def page_format(folder: str) -> str:
    """The format of text pages in a folder of docs/."""
    return format_name("-".join(["page", *filter(None, folder.split("/"))]))


def name_of(file: str) -> str:
    """`plan` for data/plan.yaml."""
    return file.removeprefix("data/").removesuffix(".yaml")


def data_files() -> dict[str, list[Kind]]:
    """The files of data/ with a form, and the kinds of the lists in each; none in those of WHOLE."""
    files: dict[str, list[Kind]] = {file: [] for file in WHOLE}
    for kind in KINDS:
        if kind.file and kind.name not in _WITHOUT:
            files.setdefault(kind.file, []).append(kind)
    return files


def _shape_of_file(file: str, lists: list[Kind], several: bool) -> Shape:
    if not lists:
        return shape_of(WHOLE[file], several)
    return {kind.key: [shape_of(kind.cls, several)] for kind in lists}


def _shape_of_class(cls: Any, several: bool, translated: tuple[str, ...]) -> Shape:
    return {
        name: "own" if name in translated else shape_of(hint, several, name) for name, hint, _ in ordered(cls)
    }


def shape_of(hint: Any, several: bool, name: str = "") -> Shape:
    """The shape of a type, on a site with several languages or with one."""
    hint = present(hint)
    if get_origin(hint) is tuple:
        return [shape_of(get_args(hint)[0], several, name)]
    if is_form(hint):
        return {each: shape_of(inner, several, each) for each, inner, _ in ordered(hint)}
    if hint is str:
        return "path" if name in FILES else "line"
    if hint is Text:
        return "text" if several else "own"
    return {bool: "yes", Link: "link", RegistrationNumber: "line"}.get(hint, "word")
