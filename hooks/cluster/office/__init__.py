"""Commands that write sources: drafts, the record of changes, imported events."""
