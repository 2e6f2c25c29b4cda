"""`cluster import-events`: events of a foreign calendar as files of docs/events/."""
