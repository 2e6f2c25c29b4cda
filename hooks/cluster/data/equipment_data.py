"""Shared equipment as open data: CSV and JSON with the columns of Uniquip.

Uniquip is the format that universities publish their equipment in: https://equipment.data.ac.uk/uniquip
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from cluster.content.equipment import Equipment, EquipmentKind, Method, Parameter
from cluster.content.equipment_grades import grade_of
from cluster.content.listing import Address
from cluster.content.members import Member
from cluster.content.shared_equipment import method_of, region_of
from cluster.content.site import Site
from cluster.content.version import Version
from cluster.frozen import frozen
from cluster.language import Text

CSV, JSON = "equipment/equipment.csv", "equipment/equipment.json"
"""The paths of the files, the first in the folder of each language."""

_TYPES: Mapping[EquipmentKind, str] = {
    "instrument": "equipment",
    "laboratory": "facility",
    "cleanroom": "facility",
    "service": "facility",
}
"""The two types of Uniquip."""


@frozen
class EquipmentRecord:
    """An item of equipment with what it refers to."""

    item: Equipment
    method: Method | None
    owner: Text | None
    owner_page: str | None
    """The website of the owner."""
    region: Text | None


def records_of(site: Site) -> list[EquipmentRecord]:
    """All equipment, in the order of the list."""
    return [_record(site, each) for each in site.of(Equipment)]


def _record(site: Site, item: Equipment) -> EquipmentRecord:
    owner, region = site.find(Member, item.owner), region_of(site, item)
    return EquipmentRecord(
        item=item,
        method=method_of(site, item),
        owner=owner.name if owner else item.owner_name,
        owner_page=owner.homepage if owner else None,
        region=region.title if region else None,
    )


def _uniquip(record: EquipmentRecord, version: Version) -> dict[str, Text | str | None]:
    """The values of the columns; texts in all their languages, what is not known None."""
    item, office = record.item, _office(version)
    first, second = (item.contact, office) if item.contact else (office, None)
    picture = item.image.picture.preview if item.image and item.image.picture else None
    page = version.home + item.address
    return {
        "Type": _TYPES[item.kind],
        "Name": item.title,
        "Description": item.measures,
        "Related Facility ID": None,
        "Technique": record.method.title if record.method else None,
        "Location": record.region or item.place,
        **_contact("Contact", first, item.homepage if item.contact else f"{version.home}contact/"),
        **_contact("Secondary Contact", second, f"{version.home}contact/" if second else None),
        "ID": item.id,
        "Photo": version.site_url + picture.path if picture else None,
        "Department": item.unit,
        "Site Location": item.place,
        "Building": None,
        "Service Level": _access(item, version),
        "Web Address": page,
        "Institution Name": record.owner,
        "Institution URL": record.owner_page,
    }


def _office(version: Version) -> Address | None:
    contact = version.cluster.contact
    return Address(role=version.cluster.name, email=contact.email, phone=contact.phone) if contact else None


def _contact(prefix: str, contact: Address | None, url: str | None) -> dict[str, Text | str | None]:
    return {
        f"{prefix} Name": contact.role if contact else None,
        f"{prefix} Telephone": contact.phone if contact else None,
        f"{prefix} URL": url,
        f"{prefix} Email": contact.email if contact else None,
    }


def _access(item: Equipment, version: Version) -> str | None:
    return "; ".join(version.words[f"access_{each}"] for each in item.access) or None


def equipment_csv(records: Sequence[EquipmentRecord], version: Version) -> bytes:
    """The equipment as CSV (RFC 4180) in one language.

    It begins with a byte order mark; without one, Excel does not recognize UTF-8. The names of the columns
    are those of Uniquip in all languages.
    """
    file = StringIO()
    rows = [_uniquip(record, version) for record in records]
    writer = csv.DictWriter(file, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows({name: _cell(value, version) for name, value in row.items()} for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _cell(value: Text | str | None, version: Version) -> str:
    """The text of a cell. A spreadsheet would take one that starts like a formula for one (OWASP, "CSV
    injection"), as `+…`; an apostrophe before it makes it a text."""
    text = version.text_of(value) if isinstance(value, Text) else value or ""
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) or text[:1] in ("\t", "\r") else text


def equipment_json(records: Sequence[EquipmentRecord], today: date, version: Version) -> bytes:
    """The equipment as JSON, with texts in all languages, and with its parameters."""
    data = {
        "as_of": str(today),
        "licence": version.cluster.licence,
        "cluster": _said(version.cluster.name),
        "equipment": [dict(_published(record, version)) for record in records],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _published(record: EquipmentRecord, version: Version) -> Iterator[tuple[str, Any]]:
    item = record.item
    for name, value in _uniquip(record, version).items():
        yield name, _said(value)
    yield "access", list(item.access)
    yield "synonyms", list(record.method.synonyms) if record.method else []
    yield "parameters", [_parameter(each) for each in item.parameters]
    yield "grade", grade_of(item)
    yield "checked", str(item.checked) if item.checked else None
    yield "sources", list(item.sources)


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "quantity": parameter.quantity,
        "name": _said(parameter.name),
        "value": _number(parameter.value),
        "minimum": _number(parameter.minimum),
        "maximum": _number(parameter.maximum),
        "unit": parameter.unit or None,
        "text": _said(parameter.text),
        "note": _said(parameter.note),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _said(value: Text | str | None) -> Any:
    return value.published() if isinstance(value, Text) else value
