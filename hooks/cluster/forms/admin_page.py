"""The page of the forms."""

from __future__ import annotations

from html import escape

from cluster.content.version import Version
from cluster.forms.settings import Forms
from cluster.pictures.icons import OLD_ICON


def admin_page(forms: Forms, version: Version) -> bytes:
    """The page at /admin/, which Sveltia CMS fills.

    Its policy lets it ask this site and the repository's host, and nobody else, whatever Sveltia wants.
    """
    title = escape(f"{version.words['forms_title']} – {version.name}")
    lines = [
        "<!doctype html>",
        f'<html lang="{version.language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(forms))}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f'<link rel="icon" href="../{OLD_ICON}">',
        '<link rel="stylesheet" href="forms.css">',
        '<script type="module" src="forms.js"></script>',
        "</head>",
        "<body>",
        f"<noscript><p>{escape(version.words['forms_without_script'])}</p></noscript>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def policy(forms: Forms) -> str:
    """The Content-Security-Policy of the page."""
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",  # Sveltia's own
        "font-src": "'self'",
        "img-src": "'self' blob: data:",  # pictures before they are saved
        "media-src": "blob:",
        "connect-src": f"'self' blob: data: {forms.origin}",
        "manifest-src": "blob: data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
