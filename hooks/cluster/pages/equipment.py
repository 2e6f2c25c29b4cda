"""The pages of shared equipment: the list with what is wanted, and a page for each item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from cluster.content.equipment import Access, Equipment, Method, Parameter, Quantity, Wish
from cluster.content.equipment_grades import GRADES, NEEDED, is_due
from cluster.content.equipment_rows import EquipmentRow, member_linked
from cluster.content.listing import Linked
from cluster.content.partners import Region
from cluster.content.shared_equipment import equipment_by, method_of, owned_by_members, region_of, wanted_on
from cluster.content.version import SiteVersion
from cluster.language import Text
from cluster.letters import folded, order_of
from cluster.links import mail_link
from cluster.pages.directory import Directory, Entry, Facet, FacetValue, directory_of
from cluster.pages.equipment_schema import dataset
from cluster.pages.page import Page, page_of


class ParameterRow(NamedTuple):
    """A line of the table of parameters."""

    name: Text | None
    parameter: Parameter


class WishRow(NamedTuple):
    """Something wanted, with what is offered with the same method."""

    wish: Wish
    method: Method | None
    member: Linked | None
    offered: list[Equipment]


def pages_of_equipment(version: SiteVersion) -> Iterator[Page]:
    """The list and the pages of the items; none if there is no equipment."""
    rows = version.equipment
    if not rows:
        return
    offered = equipment_by(version.site, "method")
    wanted = [
        _wish_row(version, each, offered.get(each.method or "", []))
        for each in wanted_on(version.site, version.today)
    ]
    yield _list(version, rows, wanted)
    of_method: dict[str | None, list[WishRow]] = {}
    for each in wanted:
        of_method.setdefault(each.wish.method, []).append(each)
    for row in rows:
        yield _item(version, row, of_method.get(row.item.method, []) if row.item.method else [])


def _wish_row(version: SiteVersion, wish: Wish, offered: list[Equipment]) -> WishRow:
    return WishRow(wish, method_of(version.site, wish), member_linked(version.site, wish.member), offered)


def _list(version: SiteVersion, rows: list[EquipmentRow], wanted: list[WishRow]) -> Page:
    by_grade = Counter(row.grade for row in rows)
    return page_of(
        version,
        Equipment.FOLDER,
        "equipment_list",
        word="equipment",
        about=version.word("equipment_lead"),
        directory=equipment_directory(version, rows),
        wanted=wanted,
        by_grade={grade: by_grade[grade] for grade in GRADES},
        without_grade=by_grade[None],
        owners=owners_in_words(version),
        needed=[(grade, list(NEEDED[grade])) for grade in GRADES],
        data=dataset(version),
    )


def owners_in_words(version: SiteVersion) -> str:
    """`28 of 32 belong to members`; `` if all or none do."""
    owned, number = owned_by_members(version.site), len(version.site.of(Equipment))
    if not 0 < owned < number:
        return ""
    words = version.words
    return words.count("equipment_of_members", owned).format(total=words.number(number))


def equipment_directory(version: SiteVersion, rows: list[EquipmentRow]) -> Directory:
    """All equipment, to be filtered by method, owner and place, and by the quantities that items share."""
    site, words = version.site, version.words
    owners = {(_owner_key(row), row.owner.name) for row in rows if row.owner}
    by_name = sorted(owners, key=lambda each: order_of(str(version.say(each[1])), version.language))
    return directory_of(
        (Entry(row, _values(version, row), _words(version, row)) for row in rows),
        {
            "method": [_choice_of_method(version, each) for each in site.of(Method)],
            "access": [FacetValue(each, words[f"access_{each}"]) for each in get_args(Access)],
            "owner": [FacetValue(*each) for each in by_name],
            "pillar": [FacetValue(each.id, each.title) for each in version.pillars],
            "region": [FacetValue(each.id, each.title) for each in version.sorted(site.of(Region))],
        },
        numbers=_shared_quantities(site.of(Quantity), rows),
        view="list",
    )


def _owner_key(row: EquipmentRow) -> str:
    """What stands for an owner in addresses: the member's id, else the name in small letters and hyphens."""
    if row.item.owner or not row.owner:
        return row.item.owner or ""
    return re.sub(r"[^a-z0-9]+", "-", folded(row.owner.name.original.lower())).strip("-")


def _values(version: SiteVersion, row: EquipmentRow) -> dict[str, tuple[str, ...]]:
    item, region = row.item, region_of(version.site, row.item)
    ranges: dict[str, tuple[str, ...]] = {}
    for each in item.parameters:
        if each.quantity and each.numbers:
            ranges[each.quantity] = (*ranges.get(each.quantity, ()), _range(each))
    return ranges | {
        "method": (item.method,) if item.method else (),
        "access": item.access,
        "owner": (_owner_key(row),) if row.owner else (),
        "pillar": item.pillars,
        "region": (region.id,) if region else (),
    }


def _range(parameter: Parameter) -> str:
    """`450`, `400..1600`, `400..`: the numbers of a parameter for the filter."""
    if parameter.value is not None:
        return str(parameter.value)
    ends = (parameter.minimum, parameter.maximum)
    return "..".join("" if each is None else str(each) for each in ends)


def _choice_of_method(version: SiteVersion, method: Method) -> FacetValue:
    return FacetValue(method.id, method.title, " ".join(method.other_names(version.text_of(method.title))))


def _words(version: SiteVersion, row: EquipmentRow) -> str:
    """What an item is found by beside the text of its entry and its values."""
    texts = map(version.text_of, filter(None, (row.item.unit, row.item.materials)))
    return " ".join([version.words[f"equipment_kind_{row.item.kind}"], *texts])


def _shared_quantities(quantities: Iterable[Quantity], rows: list[EquipmentRow]) -> list[Facet]:
    """Filters for the quantities that at least two items state in numbers."""
    stated = Counter(
        id for row in rows for id in {each.quantity for each in row.item.parameters if each.numbers}
    )
    return [Facet(each.id, unit=each.unit, title=each.title) for each in quantities if stated[each.id] > 1]


def _item(version: SiteVersion, row: EquipmentRow, wanted: list[WishRow]) -> Page:
    item = row.item
    return page_of(
        version,
        item.address,
        "equipment",
        title=item.title,
        about=item.measures,
        texts=(item.title, item.measures),
        above=(Equipment.FOLDER,),
        image=item.image,
        links=item.sources,
        row=row,
        other_names=row.method.other_names(str(version.say(row.method.title))) if row.method else (),
        parameters=[_parameter(version, each) for each in item.parameters],
        wanted=wanted,
        is_due=is_due(item, version.today),
        enquiry=enquiry_about(version, item),
    )


def _parameter(version: SiteVersion, parameter: Parameter) -> ParameterRow:
    quantity = version.site.find(Quantity, parameter.quantity)
    name = quantity.title if quantity else parameter.name
    return ParameterRow(name, parameter)


def enquiry_about(version: SiteVersion, item: Equipment) -> str:
    """The link to a prepared e-mail to the owner's contact, else the cluster's office; `` without either."""
    office = version.cluster.contact
    address = (item.contact.email if item.contact else None) or (office.email if office else None)
    if not address:
        return ""
    words, title = version.words, version.say(item.title)
    body = words["enquiry_body"].format(title=title, link=version.home + item.address)
    return mail_link(address, subject=words["enquiry_subject"].format(title=title), body=body)
