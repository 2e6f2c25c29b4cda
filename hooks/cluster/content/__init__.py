"""The model of a site's content, with lookups and computed values."""
