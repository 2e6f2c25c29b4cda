"""The web app manifest (W3C): the name and the icons of a site on the home screen of a phone."""

from __future__ import annotations

import json

from cluster.content.version import Version

MANIFEST = "manifest.webmanifest"
"""The file beside the home page of each language."""

ICON = "assets/icon.png"
"""The largest icon. Its mark stands within the inner 80 %, as devices cut off the corners."""

SMALL_ICON = "assets/icon-192.png"
"""The same in the size that phones show; the build makes it of ICON."""

_ICONS = (
    (ICON, 512, "any"),
    (ICON, 512, "maskable"),
    (SMALL_ICON, 192, "any"),
    (SMALL_ICON, 192, "maskable"),
    ("assets/touch-icon.png", 180, "any"),
)
_GROUND = "#0b1733"
"""The colour of the screen while the site opens; see --night of theme/assets/site.css."""


def manifest(version: Version) -> bytes:
    root = "../" * version.prefix.count("/")
    content = {
        "name": version.name,
        "short_name": version.cluster.abbreviation,
        "description": version.text_of(version.cluster.claim),
        "lang": version.language,
        "start_url": "./",
        "scope": root or "./",
        "display": "browser",
        "background_color": _GROUND,
        "theme_color": _GROUND,
        "icons": [
            {"src": root + file, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for file, size, purpose in _ICONS
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
