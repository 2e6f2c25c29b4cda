"""JSON Schemas of the files that editors write, for the hints of their text editors."""
