"""What the forms of a site are told: its repository, languages, files, fields and choices."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from cluster.content.version import SiteVersion
from cluster.forms.choices import choices_of
from cluster.forms.collections import Collections
from cluster.forms.fields import FieldMaker
from cluster.forms.formats import formats_of
from cluster.forms.settings import Forms
from cluster.pictures.icons import ICON
from cluster.reading.descriptions import Descriptions

MOST_BYTES = 10_000_000
"""The size that an uploaded file may have. The whole repository is copied for each change."""


def config_of(forms: Forms, version: SiteVersion, descriptions: Descriptions) -> bytes:
    """The file that admin/forms.js reads."""
    made = {
        "language": version.language,
        "languages": list(version.languages.all),
        "formats": [asdict(each) for each in formats_of(version.site)],
        "words": {name: version.words[f"forms_{name}"] for name in ("changed_meanwhile", "empty")},
        "cms": _sveltia(forms, version, descriptions),
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _sveltia(forms: Forms, version: SiteVersion, descriptions: Descriptions) -> dict[str, Any]:
    collections = Collections(FieldMaker(version, descriptions, choices_of(version)))
    languages = version.languages
    return {
        "load_config_file": False,
        "backend": {**forms.sveltia, "commit_messages": _messages(version)},
        "app_title": version.words["forms_title"],
        "site_url": version.site_url,
        "display_url": version.site_url,
        "logo": {"src": f"../{ICON}", "show_in_header": False},
        "media_folder": "docs/files",
        "public_folder": "/files",
        "media_libraries": {
            "default": {"config": {"max_file_size": MOST_BYTES, "slugify_filename": True}},
            "stock_assets": {"providers": []},
        },
        "i18n": {
            "structure": "multiple_files",
            "locales": list(languages.all),
            "default_locale": languages.default,
            "initial_locales": "default",
            "omit_default_locale_from_file_path": True,
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "lowercase": True},
        "output": {"omit_empty_optional_fields": True},
        "editor": {"preview": False},
        "show_preview_links": False,
        "collections": collections.documents,
        "singletons": collections.data,
    }


def _messages(version: SiteVersion) -> dict[str, str]:
    """What the history of the repository says of a change."""
    said = version.words
    entry = {"collection": "{{collection}}", "slug": "{{slug}}"}
    return {
        "create": said["forms_created"].format(**entry),
        "update": said["forms_updated"].format(**entry),
        "delete": said["forms_deleted"].format(**entry),
        "uploadMedia": said["forms_uploaded"].format(path="{{path}}"),
    }
