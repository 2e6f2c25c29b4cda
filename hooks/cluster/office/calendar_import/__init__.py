"""`cluster import-events`: events of an external calendar become files in docs/events/."""
