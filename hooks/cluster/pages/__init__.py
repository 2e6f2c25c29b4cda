"""Pages: what each of them shows, and how it becomes HTML."""
