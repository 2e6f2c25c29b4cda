"""The texts about a site itself, which the miniature lacks."""

TEXTS: dict[str, str | bytes] = {
    "docs/privacy.md": "---\ntitle: Soukromí\n---\n\nNic nesledujeme.\n",
    "docs/privacy.de.md": "---\ntitle: Datenschutz\n---\n\nWir verfolgen niemanden.\n",
    "docs/accessibility.md": "---\ntitle: Přístupnost\n---\n\nPro každého.\n",
    "docs/imprint.md": "---\ntitle: Vydavatel\n---\n\nKdo jsme.\n",
}
