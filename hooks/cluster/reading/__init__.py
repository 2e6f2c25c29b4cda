"""Reads files: YAML to frozen values, Markdown to HTML, the words of the interface."""
