"""Parsing: YAML into frozen dataclasses, Markdown into HTML, interface strings."""
