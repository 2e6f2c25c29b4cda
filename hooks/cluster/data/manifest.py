"""The web app manifest (W3C): the name and the icons of a site on the home screen of a phone."""

from __future__ import annotations

import json

from cluster.content.version import Version
from cluster.pictures.icons import ICON, SMALL_ICON, TOUCH_ICON

MANIFEST = "manifest.webmanifest"
"""The file beside the home page of each language."""

_ICONS = (
    (ICON, 512, "any"),
    (ICON, 512, "maskable"),
    (SMALL_ICON, 192, "any"),
    (SMALL_ICON, 192, "maskable"),
    (TOUCH_ICON, 180, "any"),
)


def manifest(version: Version) -> bytes:
    root, ground = "../" * version.prefix.count("/"), version.palette.light["night"]
    content = {
        "name": version.name,
        "short_name": version.cluster.abbreviation,
        "description": version.text_of(version.cluster.claim),
        "lang": version.language,
        "start_url": "./",
        "scope": root or "./",
        "display": "browser",
        "background_color": ground,
        "theme_color": ground,
        "icons": [
            {"src": root + file, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for file, size, purpose in _ICONS
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
