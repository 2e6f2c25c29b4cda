"""Shared equipment as structured data for search engines."""

from __future__ import annotations

from markupsafe import Markup

from cluster.content.equipment import Equipment, Method
from cluster.content.version import Version
from cluster.data.equipment_data import CSV, JSON
from cluster.language import Text
from cluster.pages.schema_org import Data, json_ld, publisher


def service(item: Equipment, method: Method | None, owner: Text | None, version: Version) -> Markup:
    """An item as a `Service` of its owner.

    Others can use the equipment, not buy it: a `Product` would need an offer with a price, and Google would
    report its absence. The kind of service is the method, under all its names.
    """
    place = {"@type": "Place", "name": version.text_of(item.place)} if item.place else None
    url = version.home + item.address
    picture = item.image.picture if item.image else None
    data: Data = {
        "@type": "Service",
        "@id": f"{version.id_base}{version.prefix}{item.address}",
        "name": version.text_of(item.title),
        "description": version.text_of(item.measures),
        "url": url,
        "serviceType": _names(method, version),
        "provider": {"@type": "Organization", "name": version.text_of(owner)} if owner else None,
        "availableChannel": {"@type": "ServiceChannel", "serviceLocation": place} if place else None,
        "image": version.site_url + picture.preview.path if picture and picture.preview else None,
        "sameAs": item.homepage,
    }
    return json_ld([_stated(data)])


def _names(method: Method | None, version: Version) -> list[str]:
    if not method:
        return []
    title = version.text_of(method.title)
    return [title, *method.other_names(title)]


def dataset(version: Version) -> Markup:
    """The list as a `Dataset` with its files."""
    words = version.words
    files = ((version.home + CSV, "text/csv"), (version.site_url + JSON, "application/json"))
    data: Data = {
        "@type": "Dataset",
        "@id": f"{version.id_base}{version.prefix}{Equipment.FOLDER}#data",
        "name": words.labelled(version.name, words["equipment"]),
        "description": words["equipment_lead"],
        "url": version.home + Equipment.FOLDER,
        "license": version.cluster.licence,
        "isAccessibleForFree": True,
        "creator": publisher(version),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": url, "encodingFormat": format} for url, format in files
        ],
    }
    return json_ld([_stated(data)])


def _stated(data: Data) -> Data:
    """The data without the properties that are not known."""
    return {key: value for key, value in data.items() if value not in (None, "", [])}
